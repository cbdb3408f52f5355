"""How far a run is, and how it went: read from the state, also while it is written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from zbtools.batch.archive.state import State, is_running

UNREAD = """
SELECT reason, hint, version FROM unread JOIN runs ON runs.id = unread.run
WHERE unread.run = (SELECT max(id) FROM runs) ORDER BY reason
"""
SUMS = ("articles", "fragments", "doubtful", "characters")


@dataclass(frozen=True, slots=True)
class Status:
    """The last run on an output folder. `seconds`: of work, over all processes; `left`: pages that are not yet done.

    `unread`: inputs in which pages were sought in vain, such as a damaged archive: how many they have is not known.

    `gone`: pages of earlier runs that the last one did not find; what was made of them is still there.
    """

    running: bool
    began: str
    ended: str | None
    end: str | None
    version: str
    pages: int
    done: int
    skipped: int
    failed: int
    left: int
    gone: int
    unread: int
    files: int
    seconds: float
    sums: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Failure:
    """A page that failed, and why. Without a page: an input in which the last run sought pages in vain."""

    page: str
    reason: str
    hint: str
    version: str


def status(out: str) -> Status:
    """Return the status of the output folder `out`. Raises InputError if no run has written into it."""
    state = State(out, readonly=True)
    try:
        number, began, ended, end, version = next(
            state.rows("SELECT id, began, ended, end, version FROM runs ORDER BY id DESC LIMIT 1"),
            (0, "", None, None, ""),
        )
        counts = dict(state.rows("SELECT outcome, count(*) FROM pages WHERE run = ? GROUP BY outcome", number))
        known = {outcome: counts.pop(outcome, 0) for outcome in ("done", "skipped", "failed")}
        left = sum(counts.values())
        sums = next(state.rows(f"SELECT {', '.join(f'sum({name})' for name in SUMS)} FROM pages"), ())
        return Status(
            is_running(out),
            began,
            ended,
            end,
            version,
            sum(known.values()) + left,
            **known,
            left=left,
            gone=state.one("SELECT count(*) FROM pages WHERE run <> ?", number),
            unread=state.one("SELECT count(*) FROM unread WHERE run = ?", number),
            files=state.one("SELECT count(*) FROM files"),
            seconds=round(state.one("SELECT total(seconds) FROM pages"), 1),
            sums={name: value or 0 for name, value in zip(SUMS, sums, strict=True)},
        )
    finally:
        state.close()


def failures(out: str) -> Iterator[Failure]:
    """Yield what could not be read: inputs, then pages by name. Raises InputError if no run has written into `out`."""
    state = State(out, readonly=True)
    try:
        for row in state.rows(UNREAD):
            yield Failure("", *row)
        for row in state.rows("SELECT name, reason, hint, version FROM pages WHERE outcome = 'failed' ORDER BY name"):
            yield Failure(*row)
    finally:
        state.close()
