"""Numbers by partition, for a join: in memory up to a budget, then in files."""

from __future__ import annotations

import os
from collections.abc import Iterator

import numpy as np

from zbtools.batch.writing import as_output_error
from zbtools.language.arrays import Array
from zbtools.stages.archive.join import PARTITIONS


class Partitions:
    """Rows as they come, and each partition as a whole."""

    def __init__(self, folder: str, name: str, budget: int) -> None:
        """Keep up to `budget` bytes in memory; what is more goes to files called `name` in `folder`."""
        self._folder, self._name, self._budget = folder, name, budget
        self._kept: list[tuple[Array, Array]] = []
        self._bytes = 0
        self.spilled = 0

    def add(self, rows: Array, bounds: Array) -> None:
        """Add rows in the order of their partitions: those of partition i are `rows[bounds[i]:bounds[i + 1]]`."""
        if not len(rows):
            return
        self._kept.append((rows, bounds))
        self._bytes += rows.nbytes
        if self._bytes > self._budget:
            self._spill()

    def _spill(self) -> None:
        for number in range(PARTITIONS):
            with as_output_error(self._folder), open(self._path(number), "ab") as file:
                file.write(self._in_memory(number).tobytes())
        self.spilled += self._bytes
        self._kept, self._bytes = [], 0

    def _path(self, number: int) -> str:
        return os.path.join(self._folder, f"{self._name}-{number:03}")

    def _in_memory(self, number: int) -> Array:
        slices = [rows[bounds[number] : bounds[number + 1]] for rows, bounds in self._kept]
        return np.concatenate([np.zeros(0, np.uint64), *slices])

    def __iter__(self) -> Iterator[Array]:
        """Yield the rows of each partition."""
        for number in range(PARTITIONS):
            found = self._in_memory(number)
            if self.spilled:
                found = np.concatenate((np.fromfile(self._path(number), np.uint64), found))
            yield found
