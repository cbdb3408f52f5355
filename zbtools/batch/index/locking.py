"""One run at a time: a lock that ends with the process that holds it, however that ends."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

from zbtools.batch.writing import as_output_error
from zbtools.errors import UsageError


@contextmanager
def locked(folder: str) -> Iterator[None]:
    """Keep other runs out of `folder`. Raises UsageError if one is there; systems without `fcntl` do not lock."""
    try:
        import fcntl
    except ImportError:
        yield
        return
    path = os.path.join(folder, ".lock")
    with as_output_error(path):
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise UsageError(f"{folder}: another run works on this index", "wait until it has ended") from error
        yield
    finally:
        os.close(descriptor)
