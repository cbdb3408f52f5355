"""Posting segments: the fingerprints of the texts that one run added, sorted, in a file that never changes.

A segment holds the rows of the join, partition by partition and sorted in each, and at its end where each partition
begins. A run reads from older segments only the rows that have a hash of its own; small segments are merged, so that
there are never more of them than the logarithm of the index's size.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import numpy as np

from zbtools.batch.index.results import hashed
from zbtools.batch.writing import Sink, whole_file
from zbtools.errors import InputError
from zbtools.language.arrays import Array
from zbtools.stages.archive.join import PARTITIONS, TEXT_MASK, distinct, spread

ROW, BOUND = np.dtype("<u8"), np.dtype("<i8")
BOUNDS = PARTITIONS + 1
GROWTH = 3  # A segment is merged with those behind it when these hold a third as many rows as it does.


class Segment:
    """The rows of one segment, mapped."""

    def __init__(self, path: str) -> None:
        """Open the segment at `path`. Raises ValueError for a file that cannot be one."""
        self.path = path
        size = os.path.getsize(path) // ROW.itemsize - BOUNDS
        if size < 0:
            raise ValueError(f"{path}: too short")
        words = np.memmap(path, ROW, "r", shape=(size + BOUNDS,)).view(np.ndarray)
        self._rows, self.bounds = words[:size], words[size:].view(BOUND)

    @property
    def size(self) -> int:
        """How many rows there are."""
        return len(self._rows)

    def partition(self, number: int) -> Array:
        """Return the rows of a partition, sorted."""
        return self._rows[self.bounds[number] : self.bounds[number + 1]]

    def holders(self, number: int, rows: Array) -> Array:
        """Return the rows of a partition that have a hash of `rows`, which are sorted."""
        found = self.partition(number)
        hashes = distinct(rows & ~TEXT_MASK)
        begins = np.searchsorted(found, hashes)
        return found[spread(begins, np.searchsorted(found, hashes | TEXT_MASK, "right") - begins)]


class Writer:
    """Writes a segment partition by partition."""

    def __init__(self, sink: Sink) -> None:
        """Write to `sink`."""
        self._sink = sink
        self._bounds = [0]

    def add(self, rows: Array) -> None:
        """Write the next partition, sorted rows."""
        self._sink.write(np.ascontiguousarray(rows, ROW).tobytes())
        self._bounds.append(self._bounds[-1] + len(rows))

    def end(self) -> None:
        """Write where the partitions begin."""
        self._sink.write(np.array(self._bounds, BOUND).tobytes())


@contextmanager
def written(path: str) -> Iterator[Writer]:
    """Give a writer of a segment, which is at `path` once all of it is on the disk."""
    with whole_file(path) as sink:
        writer = Writer(sink)
        yield writer
        writer.end()


def merge(path: str, segments: Iterable[Segment]) -> None:
    """Write the rows of all `segments` as one to `path`; in memory is one partition at a time."""
    sources = list(segments)
    with written(path) as writer:
        for number in range(PARTITIONS):
            rows = np.concatenate([source.partition(number) for source in sources])
            rows.sort()
            writer.add(rows)


def opened_segments(folder: str, files: Iterable[Mapping[str, str]]) -> list[Segment]:
    """Return the segments of an index, `files` of the manifest, the oldest first. Raises InputError."""
    found = []
    for file in files:
        path = os.path.join(folder, file["name"])
        try:
            found.append(Segment(path))
        except (OSError, ValueError) as error:
            raise InputError(f"{path}: cannot be read: {error}", "`zbtools index verify` says what is whole") from error
    return found


def grown(folder: str, files: Sequence[Mapping[str, Any]], added: str) -> list[dict[str, Any]]:
    """Return the segments of an index, as `files` of the manifest, when `added` has come to them.

    Those that are small beside what came after them are merged; the files that are merged stay where they are.
    """
    files = [*files, hashed(folder, added)]
    segments = opened_segments(folder, files)
    last = _to_merge([segment.size for segment in segments])
    if last > 1:
        name = added.replace(".", "-merged.")
        merge(os.path.join(folder, name), segments[-last:])
        files = [*files[:-last], hashed(folder, name)]
    return [dict(file) for file in files]


def _to_merge(sizes: Sequence[int]) -> int:
    """Return how many of the last segments are to be merged, by the sizes of all; 1: none is."""
    count, rows = 1, sizes[-1]
    while count < len(sizes) and sizes[-count - 1] <= GROWTH * rows:
        count += 1
        rows += sizes[-count]
    return count


def wrong_rows(segments: Sequence[Segment], prints: Array) -> Iterator[str]:
    """Yield a sentence for each segment whose rows cannot be those of the texts; `prints`: fingerprints of each text.

    Each text's rows are in one segment, and its fingerprints, but for those that come again in it, are all there.
    """
    seen = np.zeros(len(prints), np.int64)
    for segment in segments:
        bounds = segment.bounds
        if bounds[0] != 0 or bounds[-1] != segment.size or (np.diff(bounds) < 0).any():
            yield f"{segment.path}: the partitions do not follow each other"
            continue
        for number in range(PARTITIONS):
            rows = segment.partition(number)
            texts = (rows & TEXT_MASK).astype(np.int64)
            if (rows[1:] <= rows[:-1]).any() or (texts >= len(prints)).any():
                yield f"{segment.path}: partition {number} is not sorted, or of texts that are not there"
                break
            seen += np.bincount(texts, minlength=len(prints))
    if ((seen > prints) | ((seen == 0) & (prints > 0))).any():
        yield "the segments of postings do not hold the fingerprints of the texts"
