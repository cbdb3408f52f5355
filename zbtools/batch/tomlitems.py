"""On which line each item of a list in a TOML file begins: `tomllib` does not tell."""

from __future__ import annotations

import re
from collections.abc import Iterator

_TOKEN = re.compile(
    r'"""(?:\\.|[^\\])*?"""|\'\'\'.*?\'\'\'|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\'|#[^\n]*|[\[\]{},]|[^\s\[\]{},#"\']+',
    re.DOTALL,
)
_OPENING, _CLOSING = frozenset("[{"), frozenset("]}")


def item_lines(text: str, line: int) -> list[int]:
    r"""Return the line of each item of the list that begins on `line` (from 1), behind its key; `text` is valid TOML.

    >>> item_lines('words = [ # of [two]\n  "a]",\n  ["b",\n   "c"], 1,\n]\nnext = [2]', 1)
    [2, 3, 4]
    """
    begin = sum(len(one) + 1 for one in text.split("\n")[: line - 1])
    at = text.index("=", begin) + 1
    return [1 + text.count("\n", 0, place) for place in _items(text, at)]


def _items(text: str, at: int) -> Iterator[int]:
    """Yield where each item of the list at `at` begins: what stands first in it, or behind a comma of its own."""
    depth, awaited = 0, False
    for match in _TOKEN.finditer(text, at):
        token = match.group()
        if token.startswith("#"):
            continue
        if token in _CLOSING:
            depth -= 1
        elif awaited and depth == 1 and token != ",":
            yield match.start()
            awaited = False
        if token in _OPENING:
            depth += 1
        if depth == 1 and token in ("[", ","):
            awaited = True
        if depth == 0:
            return
