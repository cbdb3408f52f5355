"""What was compared, on disk: so that a later run compares only what is new."""

from __future__ import annotations

import os
import shutil
from collections.abc import Container
from hashlib import blake2b
from typing import Any, NamedTuple

import numpy as np

from zbtools.batch.writing import whole_file
from zbtools.errors import InputError
from zbtools.language.arrays import Array
from zbtools.stages.archive.comparing import Comparisons, Runs, no_comparisons
from zbtools.stages.archive.printed import Counts, no_counts

LEFT_OVER = ".zbtools-"  # What files and folders are called that are to go away at the end of a run,
REPLACED = ("results-", "postings-")  # and files that later ones take the place of.


class Results(NamedTuple):
    """What runs have found.

    `pairs` of forms that were worth a look (`a << 32 | b`, a < b, int64, sorted), how many fingerprints each `shared`
    that paired them (int64), what came of comparing them, and what the first `counted` forms print.
    """

    pairs: Array
    shared: Array
    comparisons: Comparisons
    counts: Counts
    counted: int

    def arrays(self) -> dict[str, Array]:
        """Return all of it as arrays by name."""
        *columns, runs = self.comparisons
        double = np.flatnonzero(self.counts.double)
        return {
            "pairs": self.pairs,
            "shared": self.shared,
            **dict(zip(Comparisons._fields, columns, strict=False)),
            **{f"run_{name}": column for name, column in zip(Runs._fields, runs, strict=True)},
            "single": self.counts.single,
            "double": self.counts.double[double].astype(np.uint32),
            "double_at": double.astype(np.uint32),
            "counted": np.array(self.counted),
        }


def no_results() -> Results:
    """Return those of an empty index."""
    return Results(np.zeros(0, np.int64), np.zeros(0, np.int64), no_comparisons(), no_counts(), 0)


def save_results(path: str, results: Results) -> None:
    """Write the results to `path`."""
    with whole_file(path) as sink:
        np.savez(_Seekless(sink.write), **results.arrays())  # type: ignore[arg-type]


class _Seekless:
    """A file for `numpy.savez`, which then writes from begin to end."""

    def __init__(self, write: Any) -> None:
        self._write = write

    def write(self, data: bytes) -> int:
        self._write(data)
        return len(data)

    def flush(self) -> None:
        """Leave it to the sink."""

    def read(self, _: int = -1) -> bytes:
        """Be taken for a file by numpy, which never reads what it writes."""
        raise OSError("only written")


def load_results(folder: str, name: str | None) -> Results:
    """Return the results in the file `name` of an index, or none where there is no name. Raises InputError."""
    if name is None:
        return no_results()
    path = os.path.join(folder, name)
    try:
        with np.load(path) as file:
            found = {name: file[name] for name in file.files}
    except (OSError, ValueError, KeyError) as error:
        raise InputError(f"{path}: cannot be read: {error}", "`zbtools index verify` says what is whole") from error
    runs = Runs(*(found[f"run_{name}"] for name in Runs._fields))
    columns = (found[name] for name in Comparisons._fields[:-1])
    counts = Counts(found["single"], no_counts().double)
    counts.double[found["double_at"]] = found["double"]
    return Results(found["pairs"], found["shared"], Comparisons._make((*columns, runs)), counts, int(found["counted"]))


def hashed(folder: str, name: str) -> dict[str, Any]:
    """Return name, hash and size of a file of an index, as the manifest has them."""
    path = os.path.join(folder, name)
    return {"name": name, "hash": file_digest(path), "bytes": os.path.getsize(path)}


def file_digest(path: str) -> str:
    """Return the BLAKE2b hash of a file, in hexadecimal digits."""
    found = blake2b(digest_size=16)
    with open(path, "rb") as file:
        while data := file.read(1 << 24):
            found.update(data)
    return found.hexdigest()


def clear(folder: str, kept: Container[str]) -> None:
    """Remove the files of earlier states but for those that are `kept`, and what killed runs left."""
    for name in os.listdir(folder):
        path = os.path.join(folder, name)
        if name.startswith(LEFT_OVER) and os.path.isdir(path):
            shutil.rmtree(path, ignore_errors=True)
        elif name.startswith((*REPLACED, LEFT_OVER)) and name not in kept:
            os.unlink(path)
