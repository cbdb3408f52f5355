"""From places to tasks: which pages belong together, and which of them are still to be done.

The plan lies in the state, not in memory: ten million pages are sorted by SQLite.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, NamedTuple

from zbtools import __version__
from zbtools.batch.archive.places import Place
from zbtools.batch.archive.state import State
from zbtools.batch.archive.tasks import DONE, FAILED, SKIPPED, Task
from zbtools.batch.inputs import Input, Reading, identified, ordered
from zbtools.batch.issues import MANY_PAGES
from zbtools.batch.members import Member
from zbtools.stages.identity import Identity

CHUNK = 2000
"""Rows that are written or read at once."""

PLAN = """
INSERT INTO pages (name, position, input, relative, seen, run) VALUES (?, ?, ?, ?, ?, ?)
ON CONFLICT (name) DO UPDATE SET
    position = excluded.position, input = excluded.input, relative = excluded.relative, seen = excluded.seen,
    run = excluded.run
"""
NEXT = """
SELECT position, name, input, issue, seen, stamp, sha256, version, options, outcome FROM pages
WHERE run = ? AND (position, name) > (?, ?) ORDER BY position, name LIMIT ?
"""


class Wanted(NamedTuple):
    """What is to be done. `run`, `options`: their numbers in the state; `failed`: also what failed before.

    `done_stays`: what was done is not done again, whatever changed.
    """

    run: int
    options: int
    failed: bool = False
    done_stays: bool = False


class _Row(NamedTuple):
    """A page in the plan, and what is known of the last time that it was done."""

    position: str
    page: Input
    issue: str | None
    seen: str
    stamp: str | None
    sha256: str | None
    version: str | None
    options: int | None
    outcome: str | None


def plan(state: State, places: Iterable[Place], reading: Reading, run: int) -> int:
    """Write the plan of the run number `run` into the state and return the number of its pages."""
    places = iter(places)
    while chunk := list(islice(places, CHUNK)):
        with state.transaction():
            state.write_many(PLAN, [_planned(place, reading, run) for place in chunk])
    return int(state.one("SELECT count(*) FROM pages WHERE run = ?", run))


def _planned(place: Place, reading: Reading, run: int) -> tuple[Any, ...]:
    page = identified(place.name, place.path, reading)._replace(member=place.member)
    return place.name, _position(page), described(page), place.relative, place.stamp, run


def described(page: Input) -> str:
    """Return an input as the state describes it: where it is, and what its path tells of it."""
    return json.dumps([page.path, page.member, [*_fields(page.identity)]])


def _fields(identity: Identity) -> tuple[Any, ...]:
    return identity.paper, identity.date, identity.page, identity.page_name, identity.guessed


def _position(page: Input) -> str:
    """Return a string that sorts as the pages of a plain run are sorted: numbers by their value, parts one by one."""
    identity = page.identity
    folder, _, file = page.name.rpartition("/")
    issue = identity.date or "", identity.paper or "", "" if identity.date and identity.paper else folder
    return "\n".join(map(_sortable, (*issue, identity.page or "", folder, file)))


def _sortable(text: str) -> str:
    r"""Return `text` such that comparing characters compares numbers by value, and what is shorter comes first.

    >>> sorted(["A10", "A2", "B1"], key=_sortable)
    ['A2', 'A10', 'B1']
    """
    return re.sub("([0-9]{1,18})", lambda number: "\t" + number[0].zfill(18), text) + "\t"


def tasks(state: State, wanted: Wanted, out: str, each: bool, passed: Callable[[int], None]) -> Iterator[Task]:
    """Yield the issues of the plan of which a page is to be done, or a file is not there as it was written.

    `passed` is told how many pages an issue has that is left out.
    """
    for rows in _issues(state, wanted.run, each):
        issue = _key(rows, each)
        due = any(_is_due(row, issue, wanted) for row in rows)
        lost = not due and not wanted.done_stays and _lacks_files(state, issue, out)
        if due or lost:
            known = {row.page.name: row.sha256 or "" for row in rows if _may_be_known(row, issue, wanted)}
            inputs = tuple(ordered(row.page for row in rows))
            all_known = len(known) == len(rows) and not lost
            yield Task(issue, inputs, tuple(known[page.name] for page in inputs) if all_known else ())
        else:
            passed(len(rows))


def _issues(state: State, run: int, each: bool) -> Iterator[list[_Row]]:
    """Yield the pages of each issue together."""
    issue: list[_Row] = []
    for row in _rows(state, run):
        if issue and (each or not _together(issue, row.page)):
            yield issue
            issue = []
        issue.append(row)
    if issue:
        yield issue


def _rows(state: State, run: int) -> Iterator[_Row]:
    position, name = "", ""
    while chunk := list(state.rows(NEXT, run, position, name, CHUNK)):
        for position, name, said, *known in chunk:
            yield _Row(position, input_of(name, said), *known)


def input_of(name: str, said: str) -> Input:
    """Return the input that the state describes."""
    path, member, (paper, date, page, page_name, guessed) = json.loads(said)
    identity = Identity(paper, date, page, page_name, tuple(guessed))
    return Input(name, path, identity, member=Member(*member) if member else None)


def _together(issue: Sequence[_Row], page: Input) -> bool:
    """Tell whether paths put `page` into the issue: they name its paper and day or, if they do not, its folder.

    Many pages of one folder whose paths tell nothing are hardly one issue, and must not fill the memory.
    """
    last = issue[-1].page
    pairs = ((last.identity.paper, page.identity.paper), (last.identity.date, page.identity.date))
    if any(None not in pair and pair[0] != pair[1] for pair in pairs):
        return False
    one_folder = last.name.rpartition("/")[0] == page.name.rpartition("/")[0]
    return not any(None in pair for pair in pairs) or (one_folder and len(issue) < MANY_PAGES)


def _key(rows: Sequence[_Row], each: bool) -> str:
    """Return what the state calls an issue: its paper and day, or its first page."""
    first = rows[0].page
    paper, date = first.identity.paper, first.identity.date
    return f"{paper} {date}" if paper and date and not each else first.name


def _is_due(row: _Row, issue: str, wanted: Wanted) -> bool:
    if row.outcome == FAILED and wanted.failed:
        return True
    if row.outcome not in (DONE, FAILED, SKIPPED):
        return True
    if wanted.done_stays:
        return False
    return row.stamp != row.seen or not _is_of(row, issue, wanted)


def _is_of(row: _Row, issue: str, wanted: Wanted) -> bool:
    """Tell whether a page was done as it would be done now."""
    return (row.issue, row.version, row.options) == (issue, __version__, wanted.options)


def _may_be_known(row: _Row, issue: str, wanted: Wanted) -> bool:
    return row.outcome == DONE and _is_of(row, issue, wanted)


def _lacks_files(state: State, issue: str, out: str) -> bool:
    """Tell whether a file of the issue was removed or cut short, by somebody or by a power failure."""
    return any(
        size != _size(os.path.join(out, path))
        for path, size in state.rows("SELECT path, size FROM files WHERE issue = ?", issue)
    )


def _size(path: str) -> int | None:
    try:
        return os.stat(path).st_size
    except OSError:
        return None
