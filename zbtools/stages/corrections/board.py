"""The records of an issue laid out as lines and pieces: what a person points at, moves, joins and splits."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import NamedTuple

from zbtools.errors import InputError
from zbtools.model import (
    TITLE_PARTS,
    Article,
    Decision,
    Dropped,
    Element,
    Furniture,
    Page,
    Provenance,
    Range,
    Record,
    Span,
    Spans,
)
from zbtools.stages.spans import is_inside, slice_ranges

BODY = ("paragraph", "subheading", "caption", "table")
BYLINE, FURNITURE, DROPPED = "byline", "furniture", "dropped"
BEGINS = 12
"""Code points that a text is quoted by: enough for a person to know it, and to look it up."""

MEETINGS = ("join", "continue")
"""Decisions that put a piece behind another in mid-paragraph, or may have."""


class Piece(NamedTuple):
    """Text in one run of the dump of one page. `page`: its number in the issue; `ranges`: its text there."""

    page: int
    ranges: tuple[Range, ...]
    text: str

    @property
    def start(self) -> int:
        """Where it begins in the dump."""
        return self.ranges[0][0]

    @property
    def end(self) -> int:
        """Where it ends in the dump."""
        return self.ranges[-1][1]

    @property
    def spans(self) -> Spans:
        """Its text as spans of the issue."""
        return tuple((self.page, start, end) for start, end in self.ranges)

    def part(self, low: int, high: int) -> Piece:
        """Return the piece of the code points `low` to `high` of its text."""
        return Piece(self.page, slice_ranges(self.ranges, low, high), self.text[low:high])

    def before(self, offset: int) -> int:
        """Return how many code points of its text stand before `offset` of the dump."""
        return sum(max(0, min(end, offset) - start) for start, end in self.ranges)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a title, an element of a body, a byline of its own, a piece of furniture, or dropped text.

    `kind`: a part of the title, the kind of an element, BYLINE, FURNITURE or DROPPED. `made_of`: what it was in its
    record, for what a piece does not hold (rows, role, reason, unknown keys).
    """

    kind: str
    pieces: tuple[Piece, ...]
    made_of: Element | Furniture | Dropped | None = None

    @property
    def text(self) -> str:
        """The text of its pieces."""
        return "".join(piece.text for piece in self.pieces)

    @property
    def spans(self) -> Spans:
        """The places of its pieces, those that touch made one."""
        merged: list[Span] = []
        for page, start, end in (span for piece in self.pieces for span in piece.spans):
            if merged and merged[-1][0] == page and merged[-1][2] == start:
                start = merged.pop()[1]
            merged.append((page, start, end))
        return tuple(merged)

    @property
    def is_body(self) -> bool:
        """Whether it is an element of a body."""
        return self.kind in BODY

    @property
    def is_title(self) -> bool:
        """Whether it is a line of a title."""
        return self.kind in TITLE_PARTS


@dataclass(frozen=True, slots=True)
class Sheet:
    """A record with its lines in reading order. `decisions`: with their places counted in the issue.

    `record`: None for an article that a person has begun.
    """

    record: Record | None
    lines: tuple[Line, ...]
    decisions: tuple[Decision, ...] = ()

    @property
    def is_page(self) -> bool:
        """Whether it stands for the record of a page."""
        return isinstance(self.record, Page)

    @property
    def owned(self) -> Iterator[Line]:
        """The lines that a reader sees: all but what was dropped."""
        return (line for line in self.lines if line.kind != DROPPED)


@dataclass(frozen=True, slots=True)
class Board:
    """All sheets of an issue. `pages`: ids of its pages, which spans count; `sources`: SHA-256 of their dumps."""

    pages: tuple[str, ...]
    sources: tuple[str, ...]
    sheets: tuple[Sheet, ...]


def board_of(records: Sequence[Record]) -> Board:
    """Lay the records of one issue out.

    Raises InputError for records that do not say where their words stand in the dump: stripped or respelled ones.
    """
    for record in records:
        _must_be_placed(record)
    own = {record.id: record.source.sha256 for record in records if isinstance(record, Page)}
    named = (page for record in records if isinstance(record, Article) for page in record.pages)
    pages = tuple(dict.fromkeys((*own, *named)))
    number = {page: index for index, page in enumerate(pages)}
    owners = _owners(records, number)
    sources = tuple(own.get(page, "") for page in pages)
    return Board(pages, sources, tuple(_sheet(record, number, owners) for record in records))


def _must_be_placed(record: Record) -> None:
    if isinstance(record, Article) and record.provenance is None:
        message = f"the record {record.id} is without provenance, and nobody can point at its text"
        raise InputError(message, "pass --no-provenance to the last command only")
    for source, text, spans in _texts(record):
        size = sum(end - start for _, start, end in spans)
        between = len(spans) - 1 if source in TITLE_PARTS else 0
        if spans and not size <= len(text) <= size + between:
            message = f"the record {record.id} has other words than its dump: “{text[:BEGINS]}…”"
            raise InputError(message, "pass --punctuation and --script to the last command only")


Owners = dict[int, list[int]]


def _owners(records: Sequence[Record], number: dict[str, int]) -> Owners:
    """Return, for each page, where each span of each text begins, in the order of the dump."""
    owners: Owners = {}
    for record in records:
        for _, _, spans in _texts(record):
            for page, start, _ in counted(spans, record, number):
                owners.setdefault(page, []).append(start)
    for starts in owners.values():
        starts.sort()
    return owners


def counted(spans: Spans, record: Record, number: dict[str, int]) -> Spans:
    """Return `spans` of `record` with their pages counted in the issue."""
    own = (record.id,) if isinstance(record, Page) else record.pages
    return tuple((number[own[page]], start, end) for page, start, end in spans if page < len(own))


Source = Element | Furniture | Dropped | str


def _texts(record: Record) -> Iterator[tuple[Source, str, Spans]]:
    """Yield each text of a record: what it is, its words, its spans."""
    if isinstance(record, Page):
        yield from ((item, item.text, item.spans) for item in record.furniture)
    elif record.provenance is not None:
        yield from _article_texts(record, record.provenance)
    yield from ((item, item.text, item.spans) for item in record.dropped if item.text)


def _article_texts(article: Article, provenance: Provenance) -> Iterator[tuple[Source, str, Spans]]:
    for name in TITLE_PARTS:
        yield name, getattr(article, name) or "", getattr(provenance, name)
    body = [span for spans in provenance.body for span in spans]
    if article.byline and not any(is_inside(span, body) for span in provenance.byline):
        yield BYLINE, article.byline.text, provenance.byline
    yield from ((each, each.text, spans) for each, spans in zip(article.body, provenance.body, strict=False))


def _sheet(record: Record, number: dict[str, int], owners: Owners) -> Sheet:
    decisions = tuple(replace(each, at=counted(each.at, record, number)) for each in record.decisions)
    seams = {each.at[-1][:2] for each in decisions if each.op in MEETINGS and len(each.at) > 1}
    lines = (
        _lines(source, text, counted(spans, record, number), seams, owners) for source, text, spans in _texts(record)
    )
    return Sheet(record, tuple(chain.from_iterable(lines)), decisions)


def _lines(source: Source, text: str, spans: Spans, seams: set[tuple[int, int]], owners: Owners) -> Iterator[Line]:
    """Yield the lines of one text: a title has one a printed line, all others are one."""
    made_of = None if isinstance(source, str) else source
    kind = source if isinstance(source, str) else _kind(source)
    for words, own in _title_lines(text, spans) if kind in TITLE_PARTS else ((text, spans),):
        if own and sum(end - start for _, start, end in own) == len(words):
            yield Line(kind, tuple(_pieces(words, own, seams, owners)), made_of)


def _kind(source: Element | Furniture | Dropped) -> str:
    if isinstance(source, Element):
        return source.kind
    return FURNITURE if isinstance(source, Furniture) else DROPPED


def _title_lines(text: str, spans: Spans) -> Iterator[tuple[str, Spans]]:
    """Cut a title at the spaces that stand between its lines: those that lie in no span."""
    between = len(text) - sum(end - start for _, start, end in spans)
    words = ""
    own: list[Span] = []
    for span in spans:
        if own and between > 0 and text[:1] == " ":
            yield words, tuple(own)
            text, words, own, between = text[1:], "", [], between - 1
        size = span[2] - span[1]
        words, text, own = words + text[:size], text[size:], [*own, span]
    yield words + text, tuple(own)


def _pieces(text: str, spans: Spans, seams: set[tuple[int, int]], owners: Owners) -> Iterator[Piece]:
    """Cut a line where it was joined, and where other text of the dump stands between its spans."""
    ranges: list[Range] = []
    page = at = 0
    for span in spans:
        if ranges and (span[:2] in seams or _parted((page, *ranges[-1]), span, owners)):
            size = sum(end - start for start, end in ranges)
            yield Piece(page, tuple(ranges), text[at : at + size])
            ranges, at = [], at + size
        page = span[0]
        ranges.append(span[1:])
    yield Piece(page, tuple(ranges), text[at:])


def _parted(one: Span, other: Span, owners: Owners) -> bool:
    """Whether `other` stands elsewhere than right behind `one` in the dump."""
    if one[0] != other[0] or other[1] < one[2]:
        return True
    starts = owners[one[0]]
    return starts[bisect_left(starts, one[2])] != other[1]


def mapped(board: Board, change: Callable[[Sheet], Sheet]) -> Board:
    """Return `board` with `change` made on every sheet; sheets that it leaves alone stay the same objects."""
    return replace(board, sheets=tuple(change(sheet) for sheet in board.sheets))
