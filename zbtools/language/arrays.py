"""Learned numbers on disk: one file of plain arrays, mapped into memory and read where they are used.

The file is a JSON line (name -> dtype, shape, offset) followed by the arrays, each aligned to 64 bytes. Mapping it
costs well under a millisecond; pages of it that no text needs are never read.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

DATA = Path(__file__).resolve().parent.parent / "data"
ALIGN = 64

Array = np.ndarray[Any, np.dtype[Any]]


@lru_cache(maxsize=8)
def load_arrays(name: str) -> Mapping[str, Array]:
    """Return the arrays of the package's data file `name`, read-only and mapped."""
    mapped = np.memmap(DATA / name, dtype=np.uint8, mode="r")
    end = int(np.argmax(mapped[:8192] == ord("\n")))
    header = json.loads(bytes(mapped[:end]))
    base = _aligned(end + 1)
    arrays: dict[str, Array] = {}
    for key, (dtype, shape, offset) in header.items():
        size = int(np.prod(shape)) * np.dtype(dtype).itemsize
        arrays[key] = np.asarray(mapped[base + offset : base + offset + size]).view(dtype).reshape(shape)
    return arrays


def save_arrays(path: Path, arrays: Mapping[str, Array]) -> None:
    """Write `arrays` to `path` in the form that `load_arrays` reads; what has the file before mapped keeps that."""
    header, offset = {}, 0
    for key, array in arrays.items():
        header[key] = [array.dtype.str, list(array.shape), offset]
        offset = _aligned(offset + array.nbytes)
    line = json.dumps(header, separators=(",", ":")).encode() + b"\n"
    beside = path.with_name(f"{path.name}.part")
    with beside.open("wb") as file:
        file.write(line.ljust(_aligned(len(line)), b"\0"))
        for array in arrays.values():
            file.write(np.ascontiguousarray(array).tobytes().ljust(_aligned(array.nbytes), b"\0"))
    beside.replace(path)


def _aligned(size: int) -> int:
    return -(-size // ALIGN) * ALIGN
