"""The records that runs have written into a folder, read back issue by issue."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence

from zbtools.batch.archive.state import State
from zbtools.batch.inputs import Input
from zbtools.batch.reading import pages
from zbtools.model import Page, Record
from zbtools.stages.identity import Identity

ISSUES = "SELECT issue FROM pages GROUP BY issue ORDER BY min(position)"


def written(state: State, out: str) -> Iterator[list[Record]]:
    """Yield the records of each issue, in the order of the inputs. Raises InputError for files that are not whole."""
    for (issue,) in state.rows(ISSUES):
        paths = [path for (path,) in state.rows("SELECT path FROM files WHERE issue IS ? ORDER BY path", issue)]
        yield list(records_in(out, paths))


def records_in(out: str, paths: Sequence[str]) -> Iterator[Record]:
    """Yield the records in the files of an issue; a page that stands before each of its articles is one page."""
    seen: set[str] = set()
    for path in paths:
        for part in pages(Input(path, os.path.join(out, path), Identity()), None):
            for record in part.records:
                if not isinstance(record, Page) or record.id not in seen:
                    seen.add(record.id)
                    yield record
