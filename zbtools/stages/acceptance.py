"""Acceptance: a random sample of articles, what is judged on them, and what the judgements say of all.

The categories are those in which contracts for digitisation set their rates: whether an article was cut out right, its
headlines, its text, and what is said of it.
"""

from __future__ import annotations

import hashlib
import heapq
import math
from collections.abc import Iterable, Mapping
from typing import Generic, NamedTuple, TypeVar

CATEGORIES = {
    "segmentation": "All of its text is here, nothing of another article is, and no piece of it is elsewhere.",
    "headlines": "Label, kicker, headline and subtitle are those of this article, whole and each what it is.",
    "body": "Paragraphs, subheadings, captions and tables are whole, in order, and each stands here once.",
    "metadata": "Paper, day and page, byline with place, day and names, and where it goes on are right.",
}

RIGHT, WRONG = "right", "wrong"
MEANT = {
    RIGHT: ("right", "r", "yes", "y", "1", "ok", "true", "对", "是", "√", "✓"),
    WRONG: ("wrong", "w", "no", "n", "0", "false", "错", "否", "×", "✗", "x"),
}

Z = 1.959963984540054
"""The 97.5 % point of the standard normal distribution: intervals are of 95 %."""

T = TypeVar("T")


class Sample(Generic[T]):
    """A random sample of fixed size, drawn from items that come one by one and in any order.

    Each item has a number that the seed and its key give; those with the smallest numbers are drawn. So the same keys
    give the same sample, every set of `size` items is as likely as any other, and memory holds the sample alone
    (bottom-k sampling: E. Cohen and H. Kaplan, *Summarizing Data using Bottom-k Sketches*, 2007). `seen`: items so far.

    >>> sample = Sample[str](2, seed=1)
    >>> for name in "abcdef":
    ...     sample.offer(name, name.upper())
    >>> sample.seen, len(sample.drawn)
    (6, 2)
    """

    def __init__(self, size: int, seed: int) -> None:
        """Draw `size` items, or all if there are fewer."""
        self.size, self.seed, self.seen = size, seed, 0
        self._kept: list[tuple[int, int, T]] = []

    def offer(self, key: str, item: T) -> None:
        """Take one more item. `key`: what it is called in every run."""
        self.seen += 1
        digest = hashlib.sha256(f"{self.seed}\0{key}".encode("utf-8", "surrogatepass")).digest()
        entry = (-int.from_bytes(digest[:16], "big"), -self.seen, item)
        if len(self._kept) < self.size:
            heapq.heappush(self._kept, entry)
        elif entry > self._kept[0]:
            heapq.heapreplace(self._kept, entry)

    @property
    def drawn(self) -> list[T]:
        """The items of the sample in the order in which they came."""
        return [item for _, _, item in sorted(self._kept, key=lambda entry: -entry[1])]


class Interval(NamedTuple):
    """An accuracy and the interval that holds the true one with 95 % confidence. All are shares, 0 to 1."""

    low: float
    share: float
    high: float


def interval(right: int, judged: int) -> Interval:
    """Return the accuracy that `right` of `judged` tell, with the score interval.

    E. B. Wilson, *Probable Inference, the Law of Succession, and Statistical Inference*, 1927; it keeps to its 95 %
    also near 100 % and for small samples, where the usual formula does not (Brown, Cai and DasGupta, *Interval
    Estimation for a Binomial Proportion*, 2001). That a sample tells more of a small archive is left out: so it errs on
    the safe side.

    >>> [round(value, 4) for value in interval(190, 200)]
    [0.9104, 0.95, 0.9726]
    >>> interval(0, 0)
    Interval(low=0.0, share=nan, high=1.0)
    """
    if not judged:
        return Interval(0.0, math.nan, 1.0)
    found = right / judged
    weight = 1 + Z * Z / judged
    middle = (found + Z * Z / (2 * judged)) / weight
    half = Z / weight * math.sqrt(found * (1 - found) / judged + Z * Z / (4 * judged * judged))
    return Interval(middle - half if right else 0.0, found, middle + half if right < judged else 1.0)


class Accuracy(NamedTuple):
    """What was judged in one category."""

    category: str
    right: int
    judged: int

    @property
    def interval(self) -> Interval:
        """The accuracy with its interval."""
        return interval(self.right, self.judged)


Judgement = Mapping[str, str | None]
"""By category RIGHT, WRONG, or None: not judged."""


def meaning(word: str) -> str | None:
    """Return RIGHT, WRONG, or None for nothing said. Raises ValueError for a word that says neither.

    >>> meaning(" Yes "), meaning("错"), meaning("")
    ('right', 'wrong', None)
    """
    said = word.strip().lower()
    if said in ("", "-", "?"):
        return None
    for sense, words in MEANT.items():
        if said in words:
            return sense
    raise ValueError(word)


def accuracies(judgements: Iterable[Judgement]) -> list[Accuracy]:
    """Return the accuracy in each category; what was not judged there does not count."""
    rows = list(judgements)
    said = {name: [row[name] for row in rows if row.get(name)] for name in CATEGORIES}
    return [Accuracy(name, values.count(RIGHT), len(values)) for name, values in said.items()]
