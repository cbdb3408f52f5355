"""Lines for people: in colour at a terminal, plain text in a pipe."""

from __future__ import annotations

import sys
from collections.abc import Iterable

from zbtools.views.visible import visible

Piece = tuple[str, str]
Line = list[Piece]

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
        console.print(Text.assemble(*((visible(text), STYLES[style]) for text, style in line)))
