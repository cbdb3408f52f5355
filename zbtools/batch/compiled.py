"""Compiled patterns kept from run to run, in a folder that only the user may write to."""

from __future__ import annotations

import marshal
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from zbtools import __version__, patterns
from zbtools.batch.caches import private_folder
from zbtools.batch.writing import whole_file
from zbtools.errors import OutputError


@contextmanager
def kept_patterns() -> Iterator[None]:
    """Take up what earlier runs compiled, and keep what this one compiles. Whatever goes wrong here costs time only."""
    path = _path()
    if path is not None:
        with suppress(OSError, ValueError, EOFError, TypeError), open(path, "rb") as file:
            patterns.take_up(marshal.loads(file.read()))
    yield
    compiled = patterns.to_keep() if path is not None else None
    if path is not None and compiled:
        with suppress(OutputError), whole_file(path) as sink:
            sink.write(marshal.dumps(compiled))


def _path() -> str | None:
    """Return where they are kept: what one version of Python, `regex` and zbtools compiles is nothing to another."""
    folder = private_folder()
    name = f"patterns-{sys.implementation.cache_tag}-{patterns.version()}-{__version__}"
    return os.path.join(folder, name) if folder is not None else None
