"""Files inside archives: the members of a .zip by name, those of a .tar by their place in it."""

from __future__ import annotations

import io
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from zbtools.errors import InputError

OPEN_ARCHIVES = 8
"""Archives that a process keeps open: the table of contents of a large .zip takes a while to read."""

NAMES = ("utf-8", "gb18030", "cp437")
"""What the names in a .zip may be written in, the likeliest first."""

UTF_8 = 0x800
"""The flag of a member whose name is in UTF-8."""

HINT = "is the archive whole? unpack it and name the folder"


class Member(NamedTuple):
    """A file inside an archive. `size`: bytes; `start`: where it begins in a .tar, None in a .zip."""

    name: str
    size: int
    start: int | None = None


def opened(path: str, member: Member) -> io.BufferedReader:
    """Return what `member` of the archive at `path` holds. Raises InputError or OSError."""
    return io.BufferedReader(
        io.BytesIO(_from_tar(path, member) if member.start is not None else _from_zip(path, member))
    )


def members_of_zip(path: str) -> Iterator[tuple[Member, str]]:
    """Yield the files of a .zip, each with a stamp that changes when its content does. Raises InputError.

    Of files of one name only the last can be read: the stamp of the others is empty.
    """
    archive = _zip(path)
    for info in archive.infolist():
        if not info.is_dir():
            is_last = archive.getinfo(info.filename) is info
            yield Member(info.filename, info.file_size), f"{info.file_size}:{info.CRC}" if is_last else ""


def members_of_tar(path: str) -> Iterator[tuple[Member, str]]:
    """Yield the files of an unpacked .tar, each with a stamp of its size, time and place. Raises InputError."""
    try:
        with tarfile.open(path, "r:") as archive:
            for info in archive:
                if info.isreg() and not info.issparse():
                    yield Member(info.name, info.size, info.offset_data), f"{info.size}:{info.mtime}:{info.offset_data}"
                # Else it would remember every member that it has passed.
                archive.members = []  # type: ignore[attr-defined]
    except tarfile.TarError as error:
        raise InputError(f"{path}: not a whole tar archive: {error}", HINT) from error


def _from_tar(path: str, member: Member) -> bytes:
    with open(path, "rb") as archive:
        archive.seek(member.start or 0)
        data = archive.read(member.size)
    if len(data) < member.size:
        raise InputError(f"{member.name}: the archive {path} ends inside this file", HINT)
    return data


def _from_zip(path: str, member: Member) -> bytes:
    try:
        return _zip(path).read(member.name)
    except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, KeyError) as error:
        # An encrypted member is a RuntimeError.
        raise InputError(f"{path}: {member.name} cannot be unpacked: {error}", HINT) from error


@lru_cache(maxsize=OPEN_ARCHIVES)
def _zip(path: str) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(path, metadata_encoding=_encoding_of_names(path))
    except zipfile.BadZipFile as error:
        raise InputError(f"{path}: not a whole zip archive: {error}", HINT) from error


def _encoding_of_names(path: str) -> str:
    """Return what names are written in that do not say so: UTF-8 by Linux and macOS, GBK by a Chinese Windows."""
    with zipfile.ZipFile(path, metadata_encoding="latin-1") as archive:
        names = [info.orig_filename.encode("latin-1") for info in archive.infolist() if not info.flag_bits & UTF_8]
    return next((encoding for encoding in NAMES if all(_is_in(name, encoding) for name in names)), "cp437")


def _is_in(name: bytes, encoding: str) -> bool:
    try:
        name.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True
