"""Layout: the units of a page, written into its record without their text and read back from it.

`join` places the units of a page anew. It needs their marks and their order, which articles do not keep, and their
text, which they do: the record's `blocks` holds the first, the spans of the articles give back the second.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from operator import attrgetter
from sys import byteorder
from typing import Any, NamedTuple

from zbtools.errors import InputError
from zbtools.model import TITLE_PARTS, Article, Page, Provenance, Range, Record, Spans
from zbtools.stages.units import Unit

# Fields of a unit that go into the record, when they are not the default; in the order that they have in a unit.
DEFAULTS: dict[str, Any] = {
    "role": "paragraph", "rule": "", "detail": "", "level": 0, "bold": False, "gap": 1, "indent": False,
    "hard_break": False, "pictures": 0,
}  # fmt: skip
# How a canvas holds each code point, in how many bytes, and what stands for none.
CODEC, WIDTH, NOTHING = f"utf-32-{'le' if byteorder == 'little' else 'be'}", 4, b"\xff\xff\xff\xff"
# What a headline and the name of a column behind it may have between them, which is in no span.
BLANK, BLANKS = " ".encode(CODEC), 4
# The fields of a unit all at once, and what they are in a plain one, as half of them are.
_fields, _PLAIN = attrgetter(*DEFAULTS), tuple(DEFAULTS.values())


class Galley(NamedTuple):
    """A page that is set but not made up: its record, and its units with their roles, no articles yet.

    A page that goes through all stages at once is a galley until `join` makes its articles; between commands it is a
    page record with `blocks`, and the articles that `split` and `dedupe` leave.
    """

    page: Page
    units: Sequence[Unit]


def numbered(galleys: Iterable[Galley]) -> list[Galley]:
    """Return the galleys of one issue, the page of each unit its place among them."""
    return [
        galley._replace(units=[unit._replace(page=index) for unit in galley.units]) if index else galley
        for index, galley in enumerate(galleys)
    ]


def encode_units(units: Iterable[Unit]) -> tuple[dict[str, Any], ...]:
    """Return the units as the JSON objects of a page's `blocks`, in their order."""
    return tuple([_encode(unit) for unit in units])


def _encode(unit: Unit) -> dict[str, Any]:
    entry: dict[str, Any] = {"at": unit.ranges}
    values = _fields(unit)
    if values != _PLAIN:
        for (name, default), value in zip(DEFAULTS.items(), values, strict=True):
            if value != default:
                entry[name] = value
    return entry


def decode_units(page: Page, records: Sequence[Record], index: int = 0) -> list[Unit]:
    """Return the units of `page` with the text that its `records` hold; `index` becomes their page.

    Raises InputError if a unit's text is in none of the records, or the page says nothing of units in this form.
    """
    try:
        return _decoded(page, records, index)
    except (ValueError, TypeError, KeyError, IndexError) as error:
        message = f"the page {page.id} tells of units that its records do not hold"
        raise InputError(message, "run its dump again; were the records edited?") from error


def _decoded(page: Page, records: Sequence[Record], index: int) -> list[Unit]:
    firsts = {int(entry["at"][0][0]) for entry in page.blocks}
    canvas = _Canvas()
    rows: dict[int, Any] = {}
    for spans, text, cells in _texts(page, records):
        canvas.write(spans, text, firsts)
        if cells is not None and spans:
            rows[spans[0][0]] = cells
    return [_decode(entry, index, canvas, rows) for entry in page.blocks]


def _decode(entry: dict[str, Any], index: int, canvas: _Canvas, rows: dict[int, Any]) -> Unit:
    ranges = tuple([(int(start), int(end)) for start, end in entry["at"]])
    text = canvas.read(*ranges[0]) if len(ranges) == 1 else "".join([canvas.read(*span) for span in ranges])
    fields = [entry.get(name, default) for name, default in DEFAULTS.items()]
    values: list[Any] = [index, ranges, text, *fields, rows.get(ranges[0][0], ())]
    return Unit(*values)


class _Canvas:
    """The text of a dump as far as its records hold it, at its old offsets."""

    def __init__(self) -> None:
        # By where they begin; of two that begin at one place, the longer.
        self._pieces: dict[int, str] = {}

    def write(self, ranges: Sequence[Range], text: str, firsts: set[int]) -> None:
        """Put `text` at `ranges`; a unit that is not the first of a title has a space before it that is in no span.

        So has the name of a column, which is a part of a unit: where there are more spaces than units, they are its.
        """
        at, spare = 0, len(text) - sum(end - start for start, end in ranges)
        units = sum(start in firsts for start, _ in ranges[1:]) if spare > 0 else 0
        for start, end in ranges:
            if at and spare > 0 and text[at : at + 1] == " " and (start in firsts or spare > units):
                at, spare = at + 1, spare - 1
            units -= bool(at) and start in firsts
            piece = text[at : at + end - start]
            if len(piece) > len(self._pieces.get(start, "")):
                self._pieces[start] = piece
            at += end - start

    def read(self, start: int, end: int) -> str:
        """Return the text of a range; ValueError if no record held it. A short gap inside is blanks."""
        text = self._pieces.get(start, "")
        if len(text) == end - start:
            return text
        found = self._whole[WIDTH * start : WIDTH * end]
        # No code point has a byte of ones at its high end: four of them are NOTHING, and begin where one would.
        gap = found.count(NOTHING)
        if len(found) < WIDTH * (end - start) or gap > BLANKS or found.startswith(NOTHING) or found.endswith(NOTHING):
            raise ValueError(f"no text at {start}-{end}")
        return found.replace(NOTHING, BLANK).decode(CODEC, "surrogatepass")

    @cached_property
    def _whole(self) -> bytearray:
        """The whole canvas, `NOTHING` where no text is: most ranges were written as they are read, and never ask it."""
        size = max((start + len(piece) for start, piece in self._pieces.items()), default=0)
        whole = bytearray(NOTHING) * size
        for start, piece in self._pieces.items():
            whole[WIDTH * start : WIDTH * (start + len(piece))] = piece.encode(CODEC, "surrogatepass")
        return whole


def _texts(page: Page, records: Iterable[Record]) -> Iterator[tuple[list[Range], str, Any]]:
    """Yield the ranges, text and table cells of everything that the records hold of this page."""
    for item in page.furniture:
        yield _on_page(item.spans, 0), item.text, None
    for dropped in page.dropped:
        if dropped.text is not None:
            yield _on_page(dropped.spans, 0), dropped.text, None
    for record in records:
        if isinstance(record, Article) and page.id in record.pages:
            yield from _article_texts(record, record.pages.index(page.id))


def _article_texts(article: Article, page: int) -> Iterator[tuple[list[Range], str, Any]]:
    where = article.provenance or Provenance()
    for part in TITLE_PARTS:
        if text := getattr(article, part):
            yield _on_page(getattr(where, part), page), text, None
    if article.byline is not None:
        yield _on_page(where.byline, page), article.byline.text, None
    for spans, element in zip(where.body, article.body, strict=True):
        yield _on_page(spans, page), element.text, element.rows
    for dropped in article.dropped:
        if dropped.text is not None:
            yield _on_page(dropped.spans, page), dropped.text, None


def _on_page(spans: Spans, page: int) -> list[Range]:
    return [(start, end) for number, start, end in spans if number == page]
