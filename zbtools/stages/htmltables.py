"""Tables of HTML: every tag is markup, the text between them is cells."""

from __future__ import annotations

import re

from zbtools.model import Block, Range
from zbtools.stages.markup import find_markup
from zbtools.stages.spans import covered_text, text_ranges
from zbtools.stages.tables import Table

_TABLE = re.compile(r"<(/?)table(?:\s[^<>]{0,9000})?>", re.IGNORECASE)
_TAG = re.compile(r"<(?P<close>/?)(?P<name>[A-Za-z][A-Za-z0-9]{0,15})(?P<rest>[^<>]{0,9000000})>|<!--[^<>]{0,9000}-->")
_SPAN = re.compile(r"(col|row)span\s{0,3}=\s{0,3}[\"']?(\d{1,3})", re.IGNORECASE)

SPAN_LIMIT = 20
"""Columns or rows that one cell may cover. Newspapers print none wider, and a reader's slip must not fill memory."""


class Cell:
    """A cell while its table is read: its lines of text, and how many columns and rows it covers."""

    def __init__(self, columns: int = 1, rows: int = 1) -> None:
        self.lines: list[list[Range]] = [[]]
        self.columns = columns
        self.rows = rows


def find_tables(text: str) -> list[Range]:
    """Return where tables of HTML stand, without those inside others. One that is never closed is none: its tags are
    taken one by one.

    >>> find_tables("甲<table><tr><td>乙</td></tr></table>")
    [(1, 35)]
    """
    if "<table" not in text and "<TABLE" not in text:
        return []
    tables, opened = list[Range](), list[int]()
    for tag in _TABLE.finditer(text):
        if not tag[1]:
            opened.append(tag.start())
        elif opened:
            start = opened.pop()
            while tables and tables[-1][0] > start:
                tables.pop()
            tables.append((start, tag.end()))
    return tables


def read_html_table(text: str, start: int, end: int, gap: int) -> Block:
    """Return the table from `start` to `end`. Where a cell covers several places, all but its first are empty."""
    table = Table()
    rows: list[list[Cell]] = []
    position = start
    for tag in _TAG.finditer(text, start, end):
        _read_piece(text, position, tag.start(), rows, table)
        table.marks.append(tag.span())
        if tag["name"] and not tag["close"]:
            _open(tag["name"].lower(), tag["rest"], rows)
        position = tag.end()
    table.ranges = [part for row in rows for cell in row for line in cell.lines for part in line]
    table.rows = _grid(text, [row for row in rows if row])
    return table.block(text, start, end, gap)


def _open(name: str, attributes: str, rows: list[list[Cell]]) -> None:
    """Begin what a tag begins: a row, a cell of the last row, a line of the last cell."""
    if name in ("tr", "caption"):
        rows.append([])
    elif name in ("td", "th"):
        spans = {kind.lower(): min(max(int(value), 1), SPAN_LIMIT) for kind, value in _SPAN.findall(attributes)}
        _last(rows).append(Cell(spans.get("col", 1), spans.get("row", 1)))
    elif name in ("br", "p", "div", "li") and rows and rows[-1]:
        rows[-1][-1].lines.append([])


def _last(rows: list[list[Cell]]) -> list[Cell]:
    if not rows:
        rows.append([])
    return rows[-1]


def _read_piece(text: str, start: int, end: int, rows: list[list[Cell]], table: Table) -> None:
    """Add the text from `start` to `end`, between two tags, to the last cell."""
    stretch = text_ranges(text, start, end)
    if not stretch:
        return
    row = _last(rows)
    if not row:
        row.append(Cell())
    marks = find_markup(text, *stretch[0]).marks
    table.marks += marks
    row[-1].lines[-1] += text_ranges(text, *stretch[0], marks)


def _grid(text: str, rows: list[list[Cell]]) -> list[tuple[str, ...]]:
    """Return the text of the cells, each in its column."""
    grid: list[tuple[str, ...]] = []
    covered: dict[int, int] = {}
    for row in rows:
        line: list[str] = []
        below: dict[int, int] = {}
        for cell in row:
            _skip(line, covered)
            below |= {len(line) + column: cell.rows - 1 for column in range(cell.columns) if cell.rows > 1}
            line += [_words(text, cell), *[""] * (cell.columns - 1)]
        _skip(line, covered)
        grid.append(tuple(line))
        covered = {column: left - 1 for column, left in covered.items() if left > 1} | below
    return grid


def _words(text: str, cell: Cell) -> str:
    """Return the text of a cell, with a space where its lines were broken: names stand there one below the other."""
    return " ".join([covered_text(text, line) for line in cell.lines if line])


def _skip(line: list[str], covered: dict[int, int]) -> None:
    """Leave empty the columns that cells of the rows above cover."""
    while len(line) in covered:
        line.append("")
