"""Lines for people: in colour at a terminal, plain text in a pipe."""

from __future__ import annotations

import sys
from collections.abc import Iterable

from zbtools.views.visible import visible

Piece = tuple[str, str]
Line = list[Piece]

HANGING = 8
"""Cells that the rows of a broken line are indented by."""

CLOSING = frozenset("，。、；：！？」』”’）》〉】⟧,.;:!?)")
"""Characters that do not begin a row."""

STYLES = {
    "": "",
    "title": "bold",
    "name": "cyan",
    "quiet": "dim",
    "sure": "green",
    "doubtful": "yellow",
    "place": "reverse",
    "word": "bold magenta",
    "wrong": "bold red",
}


def paint(lines: Iterable[Line]) -> None:
    """Print `lines`, made of pieces of text and the names of their styles, on standard output."""
    if sys.stdout is not None and sys.stdout.isatty():
        _in_colour(lines)
    else:
        _plain(lines)


def _plain(lines: Iterable[Line]) -> None:
    from zbtools.batch.writing import standard_output

    with standard_output() as out:
        for line in lines:
            out.write(("".join(visible(text) for text, _ in line).rstrip() + "\n").encode("utf-8", "replace"))


def _in_colour(lines: Iterable[Line]) -> None:
    from rich.console import Console
    from rich.text import Text

    console = Console(highlight=False)
    for line in lines:
        text = Text.assemble(*((visible(text), STYLES[style]) for text, style in line))
        for row in text.divide(breaks(text.plain, console.width)):
            indent = HANGING if row.plain and text.plain[:1] == " " and not text.plain.startswith(row.plain) else 0
            console.print(Text(" " * indent).append_text(row), soft_wrap=True)


def breaks(text: str, width: int) -> list[int]:
    """Return where to break one line of `text` so that no row is wider than `width` cells.

    Chinese text breaks anywhere, Latin words and figures at the space before them. Rows behind the first are indented
    by HANGING, if the line itself is.

    >>> breaks("  桥通了 fit 0.7", 14)
    [10]
    """
    from rich.cells import get_character_cell_size as cells

    found: list[int] = []
    start, used = 0, 0
    for at, character in enumerate(text):
        size = cells(character)
        if used + size > width:
            start = _word_start(text, start, at)
            found.append(start)
            used = (HANGING if text[:1] == " " else 0) + sum(map(cells, text[start:at]))
        used += size
    return found


def _word_start(text: str, start: int, at: int) -> int:
    """Return where to break at `at` or before: in front of a Latin word, and not in front of a closing mark."""
    begin = at
    while begin > start and all(each.isascii() and not each.isspace() for each in text[begin - 1 : begin + 1]):
        begin -= 1
    broken = begin if begin > start else at
    return broken - 1 if text[broken] in CLOSING and broken - 1 > start else broken
