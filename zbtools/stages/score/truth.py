"""The gold of one issue, its printed characters numbered in reading order."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from zbtools.model import Span
from zbtools.stages.score.gold import Gold, Run


class Part(NamedTuple):
    """An element of an article: the characters with the numbers of `numbers`."""

    article: int
    element: int
    numbers: range


class Truth:
    """Which printed character stands where.

    White space is no character. A character has one number, however often it was dumped: characters of one part have
    numbers that follow each other. `at[page][place]`: the number there, -1 for none. `copies[number]`: how often it
    was dumped. `parts`: by article and element. `part_of[number]`: index into `parts`.
    """

    def __init__(self, gold: Gold) -> None:
        """Number the characters of `gold`."""
        self.gold = gold
        placed = [(run, _placed(run, gold.pages[run.page])) for run in gold.runs]
        offsets: defaultdict[tuple[int, int], set[int]] = defaultdict(set)
        for run, places in placed:
            offsets[run.article, run.element].update(offset for _, offset in places)
        self.parts: list[Part] = []
        self.part_of: list[int] = []
        numbers = self._numbered(offsets)
        self.at = [[-1] * len(page) for page in gold.pages]
        self.copies = [0] * len(self.part_of)
        for run, places in placed:
            for place, offset in places:
                number = numbers[run.article, run.element, offset]
                self.at[run.page][place] = number
                self.copies[number] += 1
        self.article_of = [self.parts[part].article for part in self.part_of]
        self.sizes = Counter(self.article_of)

    def _numbered(self, offsets: dict[tuple[int, int], set[int]]) -> dict[tuple[int, int, int], int]:
        numbers: dict[tuple[int, int, int], int] = {}
        for article, element in sorted(offsets):
            first = len(numbers)
            for offset in sorted(offsets[article, element]):
                numbers[article, element, offset] = len(numbers)
            self.part_of += [len(self.parts)] * (len(numbers) - first)
            self.parts.append(Part(article, element, range(first, len(numbers))))
        return numbers

    def numbers(self, spans: Iterable[Span]) -> list[int]:
        """Return the characters of `spans` in their order; text that is in no run is passed over."""
        pages = len(self.at)
        return [
            number for page, start, end in spans if page < pages for number in self.at[page][start:end] if number >= 0
        ]


def _placed(run: Run, page: str) -> list[tuple[int, int]]:
    """Return place and offset of each character of a run."""
    text = page[run.start : run.end]
    return [(run.start + n, run.offset + n) for n, character in enumerate(text) if not character.isspace()]
