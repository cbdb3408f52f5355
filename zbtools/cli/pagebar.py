"""How a run over an archive goes, on stderr: pages, pages a second, the time that is left, doubts, failures."""

from __future__ import annotations

import sys
from typing import Any

from zbtools.cli.messages import Messages
from zbtools.errors import ZbtoolsError


class Watcher:
    """Observes a run. The bar shows at a terminal only, and stays there when the run has ended, as its summary."""

    def __init__(self, messages: Messages) -> None:
        """Speak through `messages`."""
        self.failures = 0
        self._messages = messages
        self._wanted = messages.verbosity >= 0 and sys.stderr is not None and sys.stderr.isatty()
        self._bar: Any = None
        self._doubtful = 0

    def __enter__(self) -> Watcher:
        """Return itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Leave the terminal as it was."""
        if self._bar is not None:
            self._bar.stop()

    def planned(self, inputs: int) -> None:
        """Begin the bar."""
        self._messages.note(f"{inputs} pages")
        if self._wanted:
            self._bar = _bar(inputs)

    def began(self, name: str) -> None:
        """Nothing to say: pages are read elsewhere, several at a time."""

    def passed(self, pages: int) -> None:
        """Go on by pages that were done before; they say nothing of the pace."""
        if self._bar is not None:
            task = self._bar.tasks[0]
            self._bar.update(task.id, total=task.total - pages)

    def finished(self, doubtful: int) -> None:
        """Count one more page."""
        self._doubtful += doubtful
        if self._bar is not None:
            self._bar.update(0, advance=1, doubtful=self._doubtful, failed=self.failures)

    def warn(self, message: str, hint: str = "") -> None:
        """Say something that the user should know."""
        self._messages.warn(message, hint)

    def failed(self, error: ZbtoolsError) -> None:
        """Say which page failed and why."""
        self.failures += 1
        self._messages.failed(error)


def _bar(total: int) -> Any:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, TextColumn, TimeRemainingColumn
    from rich.text import Text

    class Pace(ProgressColumn):
        """Pages a second."""

        def render(self, task: Any) -> Text:
            speed = task.finished_speed or task.speed
            return Text(f"{speed:.1f} pages/s" if speed else "… pages/s")

    bar = Progress(
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("pages"),
        Pace(),
        TimeRemainingColumn(elapsed_when_finished=True),
        TextColumn("[yellow]{task.fields[doubtful]} doubtful"),
        TextColumn("[red]{task.fields[failed]} failed"),
        console=Console(stderr=True),
    )
    bar.add_task("pages", total=total, doubtful=0, failed=0)
    bar.start()
    return bar
