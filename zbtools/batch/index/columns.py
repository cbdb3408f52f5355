"""Columns of numbers in files that only grow: what lies behind the length that the manifest gives does not count."""

from __future__ import annotations

import os
from hashlib import blake2b
from typing import IO, Any

import numpy as np

from zbtools.batch.writing import as_output_error
from zbtools.language.arrays import Array

DOCUMENT = np.dtype(
    [
        ("form", "<i8"),  # The number of its normal form.
        ("key", "<u8"),  # What makes it itself: its id, its form, and the how manieth such it is.
        ("label", "<i8"),  # Where its label ends in the column of labels.
        ("day", "<i4"),  # Of its issue, from 0001-01-01; -1 if unknown.
        ("paper", "<i4"),  # An index into the papers of the manifest; -1 if unknown.
        ("broken", "<i4"),  # 0 for a whole article, 1 for one that breaks off or is a fragment.
        ("spare", "<i4"),
    ]
)
FORM = np.dtype([("end", "<i8"), ("digest", "<u8")])  # Where it ends in the column of codes, and its hash.
COLUMNS = {
    "codes": np.dtype("<u2"),
    "forms": FORM,
    "prints": np.dtype("<i4"),  # How many fingerprints each form has.
    "documents": DOCUMENT,
    "labels": np.dtype("u1"),
}
READ_SIZE = 1 << 24


class Column:
    """One column: `size` items count. What is appended counts once the manifest says so."""

    def __init__(self, path: str, dtype: np.dtype[Any], size: int) -> None:
        """Open the column at `path`, cutting off what a killed run left behind its `size` items."""
        self.path, self.dtype, self.size = path, dtype, size
        self._file: IO[bytes] | None = None

    @property
    def bytes(self) -> int:
        """What the items take on the disk."""
        return self.size * self.dtype.itemsize

    def cut(self) -> None:
        """Cut off what lies behind the items."""
        if os.path.exists(self.path):
            with as_output_error(self.path):
                os.truncate(self.path, self.bytes)

    def append(self, items: Array) -> None:
        """Add items at the end."""
        if not len(items):
            return
        with as_output_error(self.path):
            if self._file is None:
                self._file = open(self.path, "ab")  # noqa: SIM115  (closed by `sync`)
                self._file.truncate(self.bytes)
            self._file.write(np.ascontiguousarray(items, self.dtype).tobytes())
        self.size += len(items)

    def sync(self) -> None:
        """See to it that all that was appended is on the disk."""
        if self._file is not None:
            with as_output_error(self.path):
                self._file.flush()
                os.fsync(self._file.fileno())
                self._file.close()
            self._file = None

    def read(self) -> Array:
        """Return the items, mapped; after `sync`."""
        if not self.size:
            return np.zeros(0, self.dtype)
        return np.memmap(self.path, self.dtype, "r", shape=(self.size,)).view(np.ndarray)

    def digest(self, start: int, end: int) -> str:
        """Return the BLAKE2b hash of the items from `start` to `end`, in hexadecimal digits."""
        found = blake2b(digest_size=16)
        if end > start:
            with open(self.path, "rb") as file:
                file.seek(start * self.dtype.itemsize)
                left = (end - start) * self.dtype.itemsize
                while left and (data := file.read(min(left, READ_SIZE))):
                    found.update(data)
                    left -= len(data)
        return found.hexdigest()
