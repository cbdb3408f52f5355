"""Tables, set with tabs, bars or HTML, read into rows of cells.

The text of a table is that of its cells; bars, rules and tags are markup. Tabs are white space, so the text of a row
that is set with tabs keeps them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from zbtools.model import Block, BlockKind, Range
from zbtools.patterns import Pattern
from zbtools.stages.lines import Line
from zbtools.stages.markup import find_markup
from zbtools.stages.spans import covered_text, marks_within, merge_marks, text_ranges

_TAB = Pattern(r"\t")
_BAR = Pattern(r"(?<!\\)\|")
_RULED = Pattern(r"\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*){1,200}\|?|\|\s*:?-+:?\s*\|")

RAGGED = 3
"""Cells from which rows of unequal length are still one table: two tabs in a line of prose do not happen by chance."""


class Table:
    """A table while it is read, with its text, marks and rows in the order of the dump."""

    def __init__(self) -> None:
        self.ranges: list[Range] = []
        self.marks: list[Range] = []
        self.rows: list[tuple[str, ...]] = []

    def block(self, text: str, start: int, end: int, gap: int) -> Block:
        """Return the table as the block from `start` to `end`."""
        words, marks = covered_text(text, self.ranges), merge_marks(self.marks)
        kind: BlockKind = "table" if words else "markup"
        return Block(kind, start, end, tuple(self.ranges), words, marks, gap=gap, rows=tuple(self.rows))


def table_end(text: str, lines: Sequence[Line], index: int) -> int:
    """Return the index after the last line of the table that begins at line `index`; `index` if none does.

    A table has two lines or more and no blank ones. With tabs, its lines have as many cells each; with bars, a rule
    comes below the first, or bars stand round all of them.
    """
    if index + 1 == len(lines) or lines[index + 1].gap:
        return index
    if "\t" in lines[index].text:
        return _tab_table_end(text, lines, index)
    return _bar_table_end(lines, index) if "|" in lines[index].text else index


def read_table(text: str, lines: Sequence[Line]) -> Block:
    """Return the table that `lines` are."""
    table = Table()
    for line in lines:
        if "\t" in lines[0].text:
            _read_tabs(text, line, table)
        else:
            _read_bars(text, line, table)
    return table.block(text, lines[0].start, lines[-1].end, lines[0].gap)


def _tab_table_end(text: str, lines: Sequence[Line], index: int) -> int:
    end, cells = index + 1, len(_tab_cells(text, lines[index]))
    while end < len(lines) and not lines[end].gap:
        here = len(_tab_cells(text, lines[end]))
        # A paragraph that a tab indents has an empty first cell, too; but not two tabs.
        alike = here >= RAGGED if cells >= RAGGED else here == cells and "\t" in lines[end].text
        if not alike:
            break
        end, cells = end + 1, here
    return end if end - index > 1 else index


def _tab_cells(text: str, line: Line) -> list[Range]:
    """Return the cells of a line with the empty ones at its ends, whose tabs count as white space round the line."""
    start, end = line.start, line.end
    while start and text[start - 1] in "\t ":
        start -= 1
    while end < len(text) and text[end] in "\t ":
        end += 1
    return _between(_TAB.finditer(text, start, end), start, end)


def _between(signs: Iterable[re.Match[str]], start: int, end: int) -> list[Range]:
    """Return the stretches between `signs`, from `start` to `end`."""
    edges = [start, *(edge for sign in signs for edge in sign.span()), end]
    return list(zip(edges[::2], edges[1::2], strict=True))


def _read_tabs(text: str, line: Line, table: Table) -> None:
    marks = find_markup(text, line.start, line.end).marks
    table.marks += marks
    table.ranges += text_ranges(text, line.start, line.end, marks)
    table.rows.append(tuple(covered_text(text, cell) for cell in _cut(text, _tab_cells(text, line), marks)))


def _bar_table_end(lines: Sequence[Line], index: int) -> int:
    ruled = _RULED.fullmatch(lines[index + 1].text) is not None
    framed = _is_framed(lines[index])
    if not ruled and not (framed and _is_framed(lines[index + 1])):
        return index
    end = index + 1
    while end < len(lines) and not lines[end].gap and _goes_on(lines[end], framed):
        end += 1
    return end


def _is_framed(line: Line) -> bool:
    """Tell whether a line is a row of two cells or more with a bar before the first and after the last."""
    return line.text[0] == line.text[-1] == "|" and line.text.count("|") > 2


def _goes_on(line: Line, framed: bool) -> bool:
    return line.text[0] == "|" if framed else "|" in line.text


def _read_bars(text: str, line: Line, table: Table) -> None:
    if _RULED.fullmatch(line.text):
        table.marks.append((line.start, line.end))
        return
    bars = list(_BAR.finditer(text, line.start, line.end))
    cells = _between(bars, line.start, line.end)
    marks = sorted([*(bar.span() for bar in bars), *(mark for cell in cells for mark in _cell_marks(text, *cell))])
    table.marks += marks
    table.ranges += (part for cell in _cut(text, cells, marks) for part in cell)
    # Bars at the edges of a line frame it: no cells stand outside.
    inside = cells[line.text[0] == "|" : len(cells) - (len(cells) > 1 and text[line.end - 1] == "|")]
    table.rows.append(tuple(covered_text(text, cell) for cell in _cut(text, inside, marks)))


def _cell_marks(text: str, start: int, end: int) -> list[Range]:
    """Return the markup inside a cell."""
    trimmed = text_ranges(text, start, end)
    return find_markup(text, *trimmed[0]).marks if trimmed else []


def _cut(text: str, cells: Iterable[Range], marks: Sequence[Range]) -> list[tuple[Range, ...]]:
    """Return what is text in each of `cells`."""
    return [text_ranges(text, start, end, marks_within(marks, start, end)) for start, end in cells]
