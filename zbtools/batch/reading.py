"""From one input to its pages: a dump is read whole and split, a record stream is read page by page."""

from __future__ import annotations

import hashlib
import io
import sys
import zlib
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple, cast

from zbtools.errors import InputError
from zbtools.model import Page, Record, Source
from zbtools.rules.own import NONE, OwnRules

if TYPE_CHECKING:
    from zbtools.batch.inputs import Input
    from zbtools.pipeline import Part

ISSUE = "issue"
"""The key of a page record that says with which others the page was named; so a later command knows it, too."""

GZIP = b"\x1f\x8b"
HEAD = 4096
MANY_RECORDS = 1000  # Records without a page record that are held at once: more are no page, but an archive.


class PageText(NamedTuple):
    """One page: its records or, if it was read from a dump, its galley and the decoded text of that dump."""

    part: Part
    text: str | None = None

    @property
    def records(self) -> list[Record]:
        """The records that were read; of a dump there are none yet."""
        return self.part if isinstance(self.part, list) else []

    @property
    def page(self) -> Page | None:
        """The page record; None where records of articles came without one."""
        first = self.part[0] if isinstance(self.part, list) else self.part.page
        return first if isinstance(first, Page) else None


def pages(source: Input, encoding: str | None, own: OwnRules = NONE) -> Iterator[PageText]:
    """Yield the pages of an input, whichever it holds: one dump, which `own` rules help to read, or records.

    Raises InputError, which names the file and where it can the line or byte.
    """
    from zbtools.stages.decode import gunzip

    with _opened(source) as file:
        if _begins_records(_unpacked_head(file.peek(HEAD))):
            yield from _recorded(_unpacked(file), source.name)
            return
        data = gunzip(file.read(), source.name)
        # A slow pipe may have shown no more than its first bytes.
        if _begins_records(data[:HEAD]):
            yield from _recorded(io.BufferedReader(io.BytesIO(data)), source.name)
            return
        page = _dumped(data, source, encoding, own)
        del data
        yield page


def content(source: Input) -> bytes:
    """Return all bytes of an input, unpacked. Raises InputError."""
    from zbtools.stages.decode import gunzip

    with _opened(source) as file:
        return gunzip(file.read(), source.name)


def _begins_records(head: bytes) -> bool:
    from zbtools.records import looks_like_records

    return looks_like_records(head.decode("utf-8", "ignore"))


def _unpacked_head(head: bytes) -> bytes:
    """Return the beginning of what a file holds, from its first bytes."""
    if not head.startswith(GZIP):
        return head
    with suppress(zlib.error):
        return zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(head, HEAD)
    return b""


@contextmanager
def _opened(source: Input) -> Iterator[io.BufferedReader]:
    """Open an input as bytes, unpacked, and turn what goes wrong while reading into an InputError."""
    try:
        with _file(source) as file:
            yield file
    except (OSError, EOFError, zlib.error) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise InputError(f"{source.name}: {reason}", "check that the file is whole and readable") from error


def _file(source: Input) -> AbstractContextManager[io.BufferedReader]:
    if source.path is not None and source.member is not None:
        from zbtools.batch.members import opened

        return opened(source.path, source.member)
    if source.path is not None:
        return open(source.path, "rb")
    if sys.stdin is None:
        raise InputError("standard input is closed", "name a file")
    # It stays open: it is not ours to close.
    return nullcontext(cast(io.BufferedReader, sys.stdin.buffer))


def _unpacked(file: io.BufferedReader) -> io.BufferedReader:
    if not file.peek(HEAD).startswith(GZIP):
        return file
    import gzip

    return io.BufferedReader(gzip.GzipFile(fileobj=file))


def _dumped(data: bytes, source: Input, encoding: str | None, own: OwnRules) -> PageText:
    from zbtools.pipeline import read_galley
    from zbtools.stages.decode import decode

    text, found = decode(data, source.name, encoding)
    origin = Source(source.name, hashlib.sha256(data).hexdigest(), found, len(text))
    galley = read_galley(text, origin, source.identity, source.twin, own)
    if source.issue is not None:
        galley = galley._replace(page=replace(galley.page, extra={ISSUE: source.issue}))
    return PageText(galley, text)


def _recorded(stream: io.BufferedReader, name: str) -> Iterator[PageText]:
    head = stream.peek(HEAD).lstrip(b"\xef\xbb\xbf \t\r\n")
    return _by_page(_listed(stream, name) if head.startswith(b"[") else _lined(stream, name))


def _by_page(records: Iterable[Record]) -> Iterator[PageText]:
    """Cut a stream into pages: a page record and what follows it. What no page record leads comes in pieces."""
    page: list[Record] = []
    for record in records:
        full = len(page) >= MANY_RECORDS and not isinstance(page[0], Page)
        if page and (full or isinstance(record, Page)):
            yield PageText(page)
            page = []
        page.append(record)
    if page:
        yield PageText(page)


def _lined(stream: Iterable[bytes], name: str) -> Iterator[Record]:
    """Read JSON Lines, one record at a time."""
    from zbtools.records import parse_lines

    return parse_lines((_utf8(line, f"{name}: line {number}") for number, line in enumerate(stream, 1)), name)


def _listed(stream: io.BufferedReader, name: str) -> Iterator[Record]:
    """Read the one JSON array that `--to json` writes."""
    from zbtools.records.lines import parse_array

    return parse_array(_utf8(stream.read(), name), name)


def _utf8(data: bytes, where: str) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise InputError(f"{where}: not valid UTF-8 at byte {error.start}", "records are always UTF-8") from error
