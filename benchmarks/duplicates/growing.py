"""An index that grows: what a run costs that adds a little to much, and whether its result is that of all at once."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from zbtools.batch.index.archive import Archive, Asked, opened
from zbtools.batch.index.intake import LEFT_OUT, Entry
from zbtools.stages.archive.relations import NONE

Told = dict[str, tuple[str, int, float]]


class Growth(NamedTuple):
    """Seconds of CPU of the first run and of the one that adds to it, bytes of the index, and whether marks agree."""

    first: float
    second: float
    bytes: int
    same: bool


def grow(path: Path, count: int, added: int) -> Growth:
    """Put the first `count` texts of the file at `path`, a line each, into an index, then `added` more.

    The marks of those are compared with the ones that they have when all are searched at once.
    """
    with path.open(encoding="utf-8", newline="\n") as file:
        entries = [Entry(str(number), line[:-1]) for number, line in enumerate(islice(file, count + added))]
    with tempfile.TemporaryDirectory() as folder:
        first, _ = _run(folder, entries[:count])
        second, told = _run(folder, entries[count:])
        size = sum(entry.stat().st_size for entry in os.scandir(folder))
    _, whole = _run(None, entries)
    return Growth(first, second, size, all(whole[id] == mark for id, mark in told.items()))


def _run(folder: str | None, entries: Sequence[Entry]) -> tuple[float, Told]:
    """Return the seconds of CPU of a run, and the mark of each of its articles."""
    started = time.process_time()
    with opened(Asked(folder)) as archive:
        for entry in entries:
            archive.intake.add(entry)
        marks = archive.search(archive.intake.numbers)
        taken = time.process_time() - started
        return taken, _told(archive, entries, marks.of.tolist(), marks.relation.tolist(), marks.score.tolist())


def _told(archive: Archive, entries: Sequence[Entry], of: list[int], relation: list[int], score: list[float]) -> Told:
    labels = archive.labels()
    return {
        entry.id: ("" if of[number] == NONE else labels.of(of[number])[2], relation[number], score[number])
        for entry, number in zip(entries, archive.intake.numbers, strict=True)
        if number != LEFT_OUT
    }
