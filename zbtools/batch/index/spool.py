"""Records put by while the archive is searched: what came in, issue by issue, as lines of a file without a name."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import IO

from zbtools.batch.writing import as_output_error
from zbtools.model import Record
from zbtools.records import dump_line, from_json

NAME = "the temporary folder"


@contextmanager
def spooled() -> Iterator[Spool]:
    """Give a spool that goes away at the end."""
    with as_output_error(NAME):
        file = tempfile.TemporaryFile(prefix="zbtools-")  # noqa: SIM115  (closed below)
    with file:
        yield Spool(file)


class Spool:
    """Records in a file, in the order in which they were put by."""

    def __init__(self, file: IO[bytes]) -> None:
        """Write to `file` and read from it."""
        self._file = file

    def add(self, lines: bytes) -> None:
        """Put by the records of one issue, as `as_lines` has them."""
        with as_output_error(NAME):
            self._file.write(lines + b"\n")

    def issues(self) -> Iterator[list[Record]]:
        """Yield the records again, issue by issue."""
        self._file.seek(0)
        issue: list[Record] = []
        for line in self._file:
            if line == b"\n":
                yield issue
                issue = []
            else:
                issue.append(from_json(json.loads(line), NAME))


def as_lines(records: Sequence[Record]) -> bytes:
    """Return records as JSON Lines."""
    return "".join(dump_line(record) + "\n" for record in records).encode()
