"""An issue in two steps: its pages are read, each for itself and wherever there is room, then joined in one place."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import NamedTuple

from zbtools.batch.archive.tasks import Result, Task
from zbtools.batch.archive.work import Reader, Tell
from zbtools.batch.inputs import Input
from zbtools.batch.reading import PageText
from zbtools.errors import InputError


class Sheet(NamedTuple):
    """The first step: one input to read."""

    page: Input
    deaths: int = 0

    def again(self) -> Sheet:
        """Return the sheet after one more process died over it."""
        return self._replace(deaths=self.deaths + 1)

    def blame(self, _page: str, reason: str, hint: str) -> Piece:
        """Return a piece that says why nothing was read."""
        return Piece(self.page.name, (), InputError(f"{self.page.name}: {reason}", hint))


class Piece(NamedTuple):
    """What was read of an input: its pages and, if they are not all, why. `seconds`: that it took."""

    name: str
    pages: tuple[PageText, ...]
    error: Exception | None = None
    seconds: float = 0.0


class Joining(NamedTuple):
    """The second step: an issue and the pieces of its inputs."""

    task: Task
    pieces: tuple[Piece, ...]
    deaths: int = 0

    def again(self) -> Joining:
        """Return it after one more process died over it."""
        return self._replace(deaths=self.deaths + 1)

    def blame(self, page: str, reason: str, hint: str) -> Joining | Result:
        """Return what is left to join without `page`, or the failure of all."""
        left = self.task.blame(page, reason, hint)
        return left if isinstance(left, Result) else self._replace(task=left, deaths=0)


def work(reader: Reader, job: Sheet | Joining | Task, tell: Tell) -> Piece | Result:
    """Do one step, or both of a whole issue. The two steps give what the whole gives."""
    if isinstance(job, Sheet):
        return _piece(reader, job.page, tell)
    return _joined(reader, job, tell) if isinstance(job, Joining) else reader(job, tell)


def _piece(reader: Reader, page: Input, tell: Tell) -> Piece:
    tell(page.name)
    began = time.monotonic()
    found: list[PageText] = []
    error = None
    try:
        for part in reader.pages(page):
            found.append(part)
    except Exception as raised:
        # Whoever joins the issue says what it means, as if it had happened there.
        error = raised.with_traceback(None)
    return Piece(page.name, tuple(found), error, time.monotonic() - began)


def _joined(reader: Reader, job: Joining, tell: Tell) -> Result:
    pieces = {piece.name: piece for piece in job.pieces}

    def again(page: Input) -> Iterator[PageText]:
        piece = pieces[page.name]
        yield from piece.pages
        if piece.error is not None:
            raise piece.error

    result = reader.result(job.task, tell, again)
    spent = (page._replace(seconds=round(page.seconds + _seconds(pieces, page.name), 4)) for page in result.pages)
    return result._replace(pages=tuple(spent))


def _seconds(pieces: dict[str, Piece], name: str) -> float:
    return pieces[name].seconds if name in pieces else 0.0
