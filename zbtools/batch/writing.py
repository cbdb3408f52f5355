"""Files that are whole or not there: written beside their place, synced, then renamed."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import IO, Any

from zbtools.errors import OutputError


class Sink:
    """Where bytes go. Raises OutputError when they cannot be written, and BrokenPipeError when nobody reads on."""

    def __init__(self, file: IO[bytes], name: str) -> None:
        """Write to `file`, which messages call `name`."""
        self._file = file
        self._name = name

    def write(self, data: bytes) -> None:
        """Write all of `data`."""
        with as_output_error(self._name):
            self._file.write(data)

    def flush(self) -> None:
        """Hand what was written to the system."""
        with as_output_error(self._name):
            self._file.flush()


@contextmanager
def standard_output() -> Iterator[Sink]:
    """Give standard output as bytes: records are UTF-8 whatever the locale says."""
    if sys.stdout is None:
        raise OutputError("standard output is closed", "pass -o, or do not close it")
    sink = Sink(sys.stdout.buffer, "standard output")
    yield sink
    sink.flush()


@contextmanager
def whole_file(path: str) -> Iterator[Sink]:
    """Open `path` such that it appears, or replaces what was there, only when everything is on the disk.

    After an exception nothing is left behind. A device or a pipe is written directly: it cannot be replaced.
    """
    # Before links are followed: that of /dev/stdout leads to what is no path, where it is a pipe.
    if os.path.exists(path) and not stat.S_ISREG(os.stat(path).st_mode):
        with _opened(path, "wb") as file:
            yield Sink(file, path)
        return
    path = os.path.realpath(path)
    # The name may fill the 255 bytes that a file system allows: the temporary one must not grow with it.
    beside = os.path.join(os.path.dirname(path), f".zbtools-{os.urandom(8).hex()}.part")
    try:
        with _opened(beside, "xb", path) as file:
            yield Sink(file, path)
            with as_output_error(path):
                file.flush()
                os.fsync(file.fileno())
        with as_output_error(path):
            _keep_permissions(path, beside)
            os.replace(beside, path)
    except BaseException:
        with suppress(OSError):
            os.unlink(beside)
        raise


@contextmanager
def whole_path(path: str) -> Iterator[str]:
    """Give a path beside `path` for who writes a file alone; it takes the place of `path` when all went well."""
    path = os.path.realpath(path)
    beside = os.path.join(os.path.dirname(path), f".zbtools-{os.urandom(8).hex()}.part")
    try:
        yield beside
        with as_output_error(path):
            sync_file(beside)
            _keep_permissions(path, beside)
            os.replace(beside, path)
    except BaseException:
        with suppress(OSError):
            os.unlink(beside)
        raise


def storable(values: Sequence[Any]) -> Sequence[Any]:
    """Return the values of a row with ? for halves of surrogate pairs, which a database cannot hold."""
    try:
        "".join(value for value in values if isinstance(value, str)).encode()
    except UnicodeEncodeError:
        return [value.encode("utf-8", "replace").decode() if isinstance(value, str) else value for value in values]
    return values


def sync_file(path: str) -> None:
    """See to it that what a file holds is on the disk."""
    with as_output_error(path), open(path, "rb") as file:
        os.fsync(file.fileno())


def sync_folder(folder: str) -> None:
    """See to it that the names in a folder are on the disk; systems that cannot open a folder do so by themselves."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    with as_output_error(folder):
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


@contextmanager
def _opened(path: str, mode: str, name: str = "") -> Iterator[IO[bytes]]:
    """Open a file; what was buffered when the disk filled up must not be tried, and fail, a second time on closing."""
    with as_output_error(name or path):
        file = open(path, mode)  # noqa: SIM115  (closed below, where a second failure is not the news)
    try:
        yield file
    except BaseException:
        with suppress(OSError):
            file.close()
        raise
    with as_output_error(name or path):
        file.close()


def _keep_permissions(path: str, beside: str) -> None:
    with suppress(FileNotFoundError):
        os.chmod(beside, stat.S_IMODE(os.stat(path).st_mode))


@contextmanager
def as_output_error(name: str) -> Iterator[None]:
    """Turn an OSError about the output called `name` into an OutputError; a closed pipe is none."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        hint = "check that there is space and that the folder may be written to"
        raise OutputError(f"{name}: cannot be written: {error.strerror}", hint) from error
