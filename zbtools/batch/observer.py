"""Who is told how a batch goes."""

from __future__ import annotations

from typing import Protocol

from zbtools.errors import ZbtoolsError


class Listener(Protocol):
    """Who is told what the user should know."""

    def warn(self, message: str, hint: str = "") -> None:
        """Something that the user should know, although the work goes on."""

    def failed(self, error: ZbtoolsError) -> None:
        """One input could not be read; the others go on."""


class Observer(Listener, Protocol):
    """What a batch tells while it works; the command line says it to people, a test collects it.

    `failures`: how many inputs failed so far.
    """

    failures: int

    def planned(self, inputs: int) -> None:
        """`inputs` files will be read."""

    def began(self, name: str) -> None:
        """The next input is being read."""


class ArchiveObserver(Observer, Protocol):
    """What a run over an archive tells besides: pages end in any order, and not where they began."""

    def passed(self, pages: int) -> None:
        """So many more pages need not be done, since an earlier run has."""

    def finished(self, doubtful: int) -> None:
        """One page has ended, well or not; `doubtful` of its articles are."""
