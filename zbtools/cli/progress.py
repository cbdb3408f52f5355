"""A progress bar on stderr for work that lasts: only at a terminal, and not in the first second."""

from __future__ import annotations

import sys
import time
from typing import Any

PATIENCE = 1.0
"""Seconds before a bar appears: what is over sooner needs none, and rich takes a tenth of one to import."""


class ProgressBar:
    """Counts the inputs that were begun. Without a terminal it does nothing."""

    def __init__(self) -> None:
        """Start the clock."""
        self._started = time.monotonic()
        self._wanted = sys.stderr is not None and sys.stderr.isatty()
        self._total: int | None = None
        self._begun = 0
        self._bar: Any = None

    def planned(self, inputs: int) -> None:
        """`inputs` will be read."""
        self._total = inputs

    def began(self) -> None:
        """One more input is being read."""
        self._begun += 1
        if self._wanted and self._bar is None and time.monotonic() - self._started > PATIENCE:
            self._bar = _bar(self._total)
        if self._bar is not None:
            self._bar.update(self._bar.task_ids[0], completed=self._begun - 1)

    def close(self) -> None:
        """Take the bar off the screen."""
        if self._bar is not None:
            self._bar.stop()
            self._bar = None


def _bar(total: int | None) -> Any:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

    bar = Progress(
        BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), console=Console(stderr=True), transient=True
    )
    bar.add_task("reading", total=total)
    bar.start()
    return bar
