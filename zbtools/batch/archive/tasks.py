"""What is handed to a worker, and what comes back: one issue at a time."""

from __future__ import annotations

import os
from typing import NamedTuple

from zbtools.batch.archive.layout import File
from zbtools.batch.inputs import Input

DONE, FAILED, SKIPPED = "done", "failed", "skipped"


class Task(NamedTuple):
    """The pages of one issue, as far as their paths tell. `issue`: its key in the state.

    `known`: the SHA-256 of each page's bytes when it was last done, where only its time stamp changed since; with all
    of them as they were there is nothing to do. `failed`: pages that a worker died of, which are not tried again.
    """

    issue: str
    inputs: tuple[Input, ...]
    known: tuple[str, ...] = ()
    failed: tuple[Outcome, ...] = ()
    deaths: int = 0

    def again(self) -> Task:
        """Return the task after one more process died over it."""
        return self._replace(deaths=self.deaths + 1)

    def blame(self, page: str, reason: str, hint: str) -> Task | Result:
        """Return what is left to do without `page`, which `reason` made fail, or the failure if no page is left.

        It has no name while the pages are joined: then it is the largest or, where one has failed before, all of them.
        """
        if not page and not self.failed:
            page = max(self.inputs, key=_size).name
        blamed = [one.name for one in self.inputs if page in ("", one.name)]
        outcomes = [Outcome(name, FAILED, reason=f"{name}: {reason}", hint=hint) for name in blamed]
        if len(blamed) == len(self.inputs):
            return Result(self, (*self.failed, *outcomes))
        return self.without(blamed[0], outcomes[0])

    def without(self, name: str, outcome: Outcome) -> Task:
        """Return the task without the page called `name`, whose outcome is known."""
        inputs = tuple(page for page in self.inputs if page.name != name)
        return self._replace(inputs=inputs, known=(), failed=(*self.failed, outcome), deaths=0)


def _size(page: Input) -> int:
    """The bytes of a page's dump, packed or not; 0 where that is not to be told."""
    if page.member is not None:
        return page.member.size
    try:
        return os.stat(page.path or "").st_size
    except OSError:
        return 0


class Outcome(NamedTuple):
    """What became of one page. `doubtful`: articles that the reader was not sure of; `seconds`: of reading and joining.

    `reason`, `hint`: why it failed; `warning`: what else is to be said about it.
    """

    name: str
    outcome: str
    sha256: str = ""
    articles: int = 0
    fragments: int = 0
    doubtful: int = 0
    characters: int = 0
    seconds: float = 0.0
    reason: str = ""
    hint: str = ""
    warning: str = ""


class Result(NamedTuple):
    """An issue that was done. `unchanged`: the input was as it had been, so that there is nothing to write."""

    task: Task
    pages: tuple[Outcome, ...]
    files: tuple[File, ...] = ()
    unchanged: bool = False
