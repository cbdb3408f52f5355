"""Where the pages of an archive lie: in folders, lists, .zip and .tar files; found one by one."""

from __future__ import annotations

import bz2
import glob
import gzip
import hashlib
import lzma
import os
import sys
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import IO, Any, NamedTuple

from zbtools.batch.archive.state import FOLDER
from zbtools.batch.inputs import DUMPS, RECORDS, STDIN, is_regular, recordable
from zbtools.batch.members import HINT, Member, members_of_tar, members_of_zip
from zbtools.batch.observer import Listener
from zbtools.batch.writing import as_output_error
from zbtools.errors import InputError

ZIPS = (".zip",)
PACKED: dict[str, Callable[..., Any]] = {
    ".tar.gz": gzip.open,
    ".tgz": gzip.open,
    ".tar.bz2": bz2.open,
    ".tbz2": bz2.open,
    ".tar.xz": lzma.open,
    ".txz": lzma.open,
}
TARS = (".tar", *PACKED)
ARCHIVES = (*ZIPS, *TARS)


class Place(NamedTuple):
    """One page to read. `name`: what records call it; `path`, `member`: where it is; `stamp`: changes when it does.

    `relative`: the name without the folder that was asked for, by which a moved archive is known again.
    """

    name: str
    path: str
    stamp: str
    relative: str
    member: Member | None = None


class Seeker:
    """Finds the places that arguments stand for. Packed tar files are unpacked into `folder`, once each.

    What cannot be found is told to `observer`, and the search goes on. `again`: it was all read before, which a pipe
    can be only once, even if it is named.
    """

    def __init__(self, folder: str, observer: Listener, again: bool = False) -> None:
        """Look for nothing yet."""
        self._folder = folder
        self._observer = observer
        self._again = again

    def places(self, arguments: Iterable[str]) -> Iterator[Place]:
        """Yield the places of files, folders, glob patterns and archives; one may come twice."""
        for argument in arguments:
            try:
                yield from self._of(argument)
            except (InputError, OSError) as error:
                self._observer.failed(_as_input_error(error, argument))

    def _of(self, argument: str) -> Iterator[Place]:
        if os.path.isdir(argument):
            yield from self._below(os.path.normpath(argument))
        elif os.path.lexists(argument):
            if not self._again or is_regular(argument, self._observer):
                yield from self._in(os.path.normpath(argument), os.path.dirname(argument))
        else:
            matches = glob.iglob(argument, recursive=True) if glob.has_magic(argument) else iter(())
            first = next(matches, None)
            if first is None:
                raise InputError(f"{argument}: no such file or folder", "check the path, or the pattern")
            for match in (first, *matches):
                if is_regular(match, self._observer):
                    yield from self._of(match)

    def _below(self, folder: str) -> Iterator[Place]:
        """Yield the dumps below a folder, those in archives there too, or where there is none the record files."""
        for endings in (DUMPS, RECORDS):
            found = False
            for path in _walk(folder, self._observer):
                if _is_page(path, endings) or (endings is DUMPS and path.lower().endswith(ARCHIVES)):
                    found = True
                    if is_regular(path, self._observer):
                        yield from self._in(path, folder)
            if found:
                return
        raise InputError(f"{folder}: no pages in this folder", f"the name of a page ends in {', '.join(DUMPS)} or .gz")

    def _in(self, path: str, root: str) -> Iterator[Place]:
        """Yield the place of a file or, of an archive, those of the pages in it."""
        ending = next((ending for ending in ARCHIVES if path.lower().endswith(ending)), None)
        try:
            yield from self._members(path, ending, root) if ending else (_file(path, root),)
        except (InputError, OSError, EOFError, zlib.error, lzma.LZMAError) as error:
            self._observer.failed(_as_input_error(error, path))

    def _members(self, path: str, ending: str, root: str) -> Iterator[Place]:
        where = self._unpacked(path, PACKED[ending]) if ending in PACKED else path
        relative = _name(_below_root(path, root))
        members = members_of_zip(where) if ending in ZIPS else members_of_tar(where)
        for member, stamp in members:
            if ".." in member.name.split("/"):
                self._observer.warn(f"{_name(path)}: {member.name} points out of the archive: left out")
            elif not stamp:
                self._observer.warn(f"{_name(path)}: {member.name} is in it again further on: the earlier is left out")
            elif not _is_hidden(member.name) and _is_page(member.name, DUMPS):
                inside = member.name.removeprefix("./")
                yield Place(f"{_name(path)}/{inside}", where, stamp, f"{relative}/{inside}", member)

    def _unpacked(self, path: str, open_packed: Callable[..., Any]) -> str:
        """Return the path of the unpacked tar: only in that can a page be read without reading all before it."""
        info = os.stat(path)
        key = f"{os.path.abspath(path)}\0{info.st_size}\0{info.st_mtime_ns}"
        target = os.path.join(self._folder, hashlib.sha256(os.fsencode(key)).hexdigest()[:16] + ".tar")
        if not os.path.exists(target):
            with as_output_error(self._folder):
                os.makedirs(self._folder, exist_ok=True)
                sink = open(target + ".part", "wb")  # noqa: SIM115  (closed below)
            with sink, open_packed(path) as packed:
                _copy(packed, sink, target)
            os.replace(target + ".part", target)
        return target


def _file(path: str, root: str) -> Place:
    info = os.stat(path)
    return Place(_name(path), path, f"{info.st_size}:{info.st_mtime_ns}", _name(_below_root(path, root)))


def _copy(packed: IO[bytes], sink: IO[bytes], name: str) -> None:
    """Copy everything, and tell a full disk from a damaged archive."""
    while data := packed.read(1 << 20):
        with as_output_error(name):
            sink.write(data)


def listed(path: str) -> Iterator[str]:
    """Yield the paths in a list, one a line, or between NUL bytes as `find -print0` writes them; `-` is stdin."""
    try:
        if path == STDIN and sys.stdin is None:
            raise InputError("standard input is closed", "name a file that lists the pages")
        with open(sys.stdin.fileno() if path == STDIN else path, "rb", closefd=path != STDIN) as file:
            head = file.peek(1 << 16) if hasattr(file, "peek") else b""
            yield from map(os.fsdecode, filter(None, _divided(file, b"\0" if b"\0" in head else b"\n")))
    except OSError as error:
        raise InputError(f"{path}: {error.strerror}", "name a file that lists the pages, or - for stdin") from error


def _divided(file: IO[bytes], end: bytes) -> Iterator[bytes]:
    rest = b""
    while data := file.read(1 << 16):
        *whole, rest = (rest + data).split(end)
        yield from (line.rstrip(b"\r\n") for line in whole)
    yield rest


def sought(arguments: Sequence[str], lists: Sequence[str]) -> Iterator[str]:
    """Yield the arguments and what the lists name."""
    yield from arguments
    for path in lists:
        yield from listed(path)


def _walk(folder: str, observer: Listener) -> Iterator[str]:
    """Yield the files below `folder`, without hidden ones and README files; of one that is closed, say so."""

    def unreadable(error: OSError) -> None:
        observer.failed(_as_input_error(error, folder))

    for parent, folders, names in os.walk(folder, onerror=unreadable):
        if FOLDER in folders and parent != folder:
            # What a run has written is no input because it lies beside one.
            folders.clear()
            continue
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (os.path.join(parent, name) for name in sorted(names) if not name.startswith((".", "README")))


def _name(path: str) -> str:
    """Return what the state and records call a file: two whose names are no UTF-8 must not become one."""
    name = recordable(path)
    if "\ufffd" not in name:
        return name
    stem, ending = os.path.splitext(name)
    return f"{stem}-{hashlib.sha256(os.fsencode(path)).hexdigest()[:8]}{ending}"


def _below_root(path: str, root: str) -> str:
    """Return `path` without the folder `root`; `os.path.relpath` asks for the current folder, for each page."""
    return path.removeprefix(root).lstrip(os.sep) if root not in ("", os.curdir) else path


def _is_page(path: str, endings: tuple[str, ...]) -> bool:
    name = os.path.basename(path).lower()
    stem = name.removesuffix(".gz")
    return stem.endswith(endings) or (endings is DUMPS and stem != name and "." not in stem)


def _is_hidden(name: str) -> bool:
    return any(part.startswith((".", "README", "__MACOSX")) and part != "." for part in name.split("/"))


def _as_input_error(error: Exception, name: str) -> InputError:
    if isinstance(error, InputError):
        return error
    reason = getattr(error, "strerror", None) or str(error)
    return InputError(
        f"{getattr(error, 'filename', None) or name}: {reason}", HINT if isinstance(error, EOFError) else ""
    )
