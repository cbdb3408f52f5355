"""The words of an issue as one string: no punctuation, no white space, no breaks, and a way back to where they stood.

Two copies of a column agree in their words. They differ where the reader cut the lines, and often in the punctuation,
so that neither may stand in the string in which repeats are sought.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import chain

_WORDS = re.compile(r"\w+")


class Stream:
    """The words of `texts` one after the other; those of the texts with a kind in `without` are left out.

    >>> stream = Stream(["江上，有船。", "页码", "雾散了。"], ["paragraph", "furniture", "paragraph"], {"furniture"})
    >>> stream.text, stream.starts, stream.unit_at(4), stream.offset(3)
    ('江上有船雾散了', [0, 4, 7], 2, 4)
    """

    def __init__(self, texts: Sequence[str], kinds: Sequence[str], without: frozenset[str] | set[str]) -> None:
        """Read the words of `texts`; `kinds` says what each is."""
        self.texts, self.kinds = texts, kinds
        self.units: list[int] = []
        self.starts: list[int] = [0]
        parts: list[str] = []
        size = 0
        for number, (text, kind) in enumerate(zip(texts, kinds, strict=True)):
            words = "" if kind in without else "".join(_WORDS.findall(text))
            if words:
                size += len(words)
                parts.append(words)
                self.units.append(number)
                self.starts.append(size)
        self.text = "".join(parts)
        self._offsets: dict[int, array[int]] = {}

    def slot(self, position: int) -> int:
        """The number, among the units of the stream, of the one that holds `position`; the last one for the end."""
        return min(bisect_right(self.starts, position), len(self.units)) - 1

    def unit_at(self, position: int) -> int:
        """The index into `texts` of the unit that holds `position`."""
        return self.units[self.slot(position)]

    def is_edge(self, position: int) -> bool:
        """Whether a unit begins or ends at `position`."""
        found = bisect_left(self.starts, position)
        return found < len(self.starts) and self.starts[found] == position

    def edge_before(self, position: int) -> int:
        """The last place at or before `position` where a unit begins or ends."""
        return self.starts[bisect_right(self.starts, position) - 1]

    def edge_after(self, position: int) -> int:
        """The first place at or after `position` where a unit begins or ends."""
        return self.starts[min(bisect_left(self.starts, position), len(self.starts) - 1)]

    def edges_between(self, start: int, end: int) -> list[int]:
        """All places after `start` and before `end` where a unit begins or ends, in order."""
        return self.starts[bisect_right(self.starts, start) : bisect_left(self.starts, end)]

    def raw_range(self, slot: int, start: int, end: int) -> tuple[int, int]:
        """The range, in the text of the unit at `slot`, of what of `start` to `end` lies in it.

        At the edges of the unit the punctuation there is in the range, inside it is not.
        """
        low, high = self.starts[slot], self.starts[slot + 1]
        start, end = max(start, low), min(end, high)
        text = self.texts[self.units[slot]]
        return self.offset(start) if start > low else 0, self.offset(end - 1) + 1 if end < high else len(text)

    def raw_start(self, slot: int, position: int) -> int:
        """Where `position` begins in the text of the unit at `slot`; its length if it lies behind."""
        return self.offset(position) if position < self.starts[slot + 1] else len(self.texts[self.units[slot]])

    def offset(self, position: int) -> int:
        """Where the word character at `position` stands in the text of its unit (code points)."""
        slot = self.slot(position)
        number = self.units[slot]
        if number not in self._offsets:
            spans = (match.span() for match in _WORDS.finditer(self.texts[number]))
            # As an array: a list of numbers takes ten times the memory of the text.
            self._offsets[number] = array("I", chain.from_iterable(range(start, end) for start, end in spans))
        return self._offsets[number][position - self.starts[slot]]
