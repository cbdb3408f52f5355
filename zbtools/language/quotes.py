"""Quotation marks and brackets that a piece of text leaves open, or closes without having opened them.

A quotation that a column's edge cuts is open on one side of the cut and is closed on the other.
"""

from __future__ import annotations

import re
from typing import NamedTuple

# Marks that hold sentences or parts of them. Others are left out: ’ is an apostrophe as well, ] and } are of formulas.
_PAIRS = {"”": "“", "」": "「", "』": "『", "》": "《", "）": "（", ")": "("}
_MARKS = re.compile(f"[{re.escape(''.join([*_PAIRS, *_PAIRS.values()]))}]")
_QUOTATIONS = ("“", "「", "『")
# The number of a list's item, which a bracket closes that none has opened.
_NUMBER = re.compile(r"\s*[0-9a-zA-Z一二三四五六七八九十]{1,3}[)）]")


class Quotes(NamedTuple):
    """`opened`: a mark is left open. `closes`: one is closed that was not opened. `begins`: a quotation is first."""

    opened: bool
    closes: bool
    begins: bool


_NONE = Quotes(False, False, False)


def quotes_of(text: str) -> Quotes:
    """Return what the marks of a piece say of its ends.

    >>> quotes_of("他说：“销售额")
    Quotes(opened=True, closes=False, begins=False)
    >>> quotes_of("会再创新高！”")
    Quotes(opened=False, closes=True, begins=False)
    >>> quotes_of("1）“两不误”（上）")
    Quotes(opened=False, closes=False, begins=False)
    """
    marks = _MARKS.findall(text)
    if not marks:
        return _NONE
    if _NUMBER.match(text):
        del marks[0]
    depth: dict[str, int] = {}
    closes = False
    for mark in marks:
        opening = _PAIRS.get(mark)
        if opening is None:
            depth[mark] = depth.get(mark, 0) + 1
        elif depth.get(opening):
            depth[opening] -= 1
        else:
            closes = True
    return Quotes(any(depth.values()), closes, text.lstrip().startswith(_QUOTATIONS))
