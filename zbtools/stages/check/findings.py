"""What is wrong with records, and where in the dump a person would look at it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from zbtools.model import Page

CONTEXT = 12
"""Characters shown on either side of the place."""

LONGEST_SHOWN = 40
"""Characters of the place itself that are shown; of a longer one its two ends."""

LINE_BREAK = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Finding:
    """One way in which records break a promise, said in one sentence by `str()`.

    `problem`: lost, twice, text, rows, span, page, source, id, provenance, of. `record`: the id of the record that is
    wrong. `page`: the id of the page. `start`, `end`: code points of its dump; `line`: from 1; `around`: the place in
    square brackets with the text about it. What concerns no place in the dump has no `line`.
    """

    problem: str
    message: str
    record: str
    page: str | None = None
    start: int = 0
    end: int = 0
    line: int | None = None
    around: str = ""

    def __str__(self) -> str:
        """Return the finding as one sentence."""
        return f"{self.message}: {self.around}" if self.around else self.message


class Dump:
    """The text of one page, which knows its lines."""

    def __init__(self, page: Page, text: str) -> None:
        """Take the record of the page and the decoded dump."""
        self.page = page
        self.text = text

    @cached_property
    def _line_ends(self) -> Sequence[int]:
        return [found.end() for found in LINE_BREAK.finditer(self.text)]

    def line(self, offset: int) -> int:
        """Return the number of the line, from 1, that `offset` lies in."""
        return bisect_right(self._line_ends, offset) + 1

    def around(self, start: int, end: int) -> str:
        """Return the text from `start` to `end` in square brackets, on one line, with what stands about it."""
        place = self.text[start:end]
        if len(place) > LONGEST_SHOWN:
            place = f"{place[: LONGEST_SHOWN // 2]} … {place[-LONGEST_SHOWN // 2 :]}"
        before = self.text[max(0, start - CONTEXT) : start]
        return " ".join(f"{before}[{place}]{self.text[end : end + CONTEXT]}".split())

    def finding(self, problem: str, message: str, record: str, start: int, end: int) -> Finding:
        """Return a finding about the text from `start` to `end`; `message` is its predicate."""
        line = self.line(start)
        where = f"{self.page.source.name}: line {line}, characters {start}-{end}"
        return Finding(problem, f"{where}: {message}", record, self.page.id, start, end, line, self.around(start, end))
