"""What is said to people: on stderr, in one form, never in the way of records."""

from __future__ import annotations

import sys

from zbtools.cli.progress import ProgressBar
from zbtools.errors import ZbtoolsError


class Messages:
    """Errors, warnings and notes, and the progress of a batch, which it observes.

    `verbosity`: -1 quiet (errors only), 0, 1 (notes), 2 (tracebacks). `failures`: inputs that could not be read.
    `bar`: whether a progress bar may show; not where records or an outline appear on the same terminal.
    """

    def __init__(self) -> None:
        """Start with nothing said."""
        self.verbosity = 0
        self.failures = 0
        self.bar = True
        self._progress = ProgressBar()

    def error(self, message: str, hint: str = "") -> None:
        """Say what went wrong and, on a second line, what to do."""
        _say(f"zbtools: {message}", hint)

    def warn(self, message: str, hint: str = "") -> None:
        """Say what the user should know although the work goes on; not when quiet."""
        if self.verbosity >= 0:
            _say(f"zbtools: {message}", hint)

    def note(self, message: str) -> None:
        """Say what only a curious user wants to know (`-v`)."""
        if self.verbosity >= 1:
            _say(f"zbtools: {message}", "")

    def planned(self, inputs: int) -> None:
        """`inputs` files will be read."""
        self._progress.planned(inputs)

    def began(self, name: str) -> None:
        """Show that one more input is being read, and which one (`-v`)."""
        if self.verbosity >= 0 and self.bar:
            self._progress.began()
        self.note(f"reading {name}")

    def failed(self, error: ZbtoolsError) -> None:
        """Say which input failed, and count it."""
        self.failures += 1
        self.error(str(error), error.hint)

    def close(self) -> None:
        """Leave the terminal as it was."""
        self._progress.close()


def _say(message: str, hint: str) -> None:
    from zbtools.views.visible import visible

    lines = [message, f"  hint: {hint}"] if hint else [message]
    try:
        sys.stderr.write("".join(visible(line) + "\n" for line in lines))
        sys.stderr.flush()
    except (OSError, ValueError, AttributeError):
        # Nobody listens on stderr: the exit code still tells.
        pass
