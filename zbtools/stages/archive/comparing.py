"""How much two texts share, character by character, and where they differ: LCS inside a window, by rapidfuzz.

The score of a pair is the longest common subsequence of the whole shorter text and its window on the longer one, as a
share of the shorter text. Where it is high enough, the differences are kept as runs for the guard to look at; where it
does not, a passage that both share may still be long enough to tell of.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np

from zbtools.errors import UsageError
from zbtools.language.arrays import Array
from zbtools.stages.archive.normal import Forms
from zbtools.stages.archive.windows import Windows

CANDIDATE = 0.1  # Of the shorter text's fingerprints: with 15 % of the characters wrong, a copy keeps more.
WHOLE = 0.3  # From this share on, a text that does not lie in its window may be a digest of passages.
PASSAGE = 100  # Characters of a passage worth telling of,
PASSAGE_SHARE = 0.3  # and what it must be of the shorter text: stock phrases are not.
ISLAND = 1  # Characters that agree by chance between two differences.


class Runs(NamedTuple):
    """Runs of characters in which pairs differ, in order: `short_start:short_end` stands for `long_start:long_end`.

    Offsets (int64) into the two forms; `pair` is an index into the comparisons.
    """

    pair: Array
    short_start: Array
    short_end: Array
    long_start: Array
    long_end: Array


class Comparisons(NamedTuple):
    """Pairs of forms that share enough to tell of: `score` (float64, 0 to 1), and the parts that it is of (int64).

    `short_first:short_last` is the whole short form where enough of it is shared, else a passage; what lies on it
    in the long form is at `long_first:long_last`.
    """

    short: Array
    long: Array
    score: Array
    short_first: Array
    short_last: Array
    long_first: Array
    long_last: Array
    runs: Runs

    @property
    def size(self) -> int:
        """How many they are."""
        return len(self.short)

    def where(self, chosen: Array) -> Comparisons:
        """Return the comparisons where the mask `chosen` says so."""
        numbers = np.cumsum(chosen) - 1
        kept = chosen[self.runs.pair]
        runs = Runs(numbers[self.runs.pair[kept]], *(column[kept] for column in self.runs[1:]))
        return Comparisons._make((*(column[chosen] for column in self[:-1]), runs))


def joined(parts: Sequence[Comparisons]) -> Comparisons:
    """Return the comparisons of all `parts`, one after the other."""
    bases = np.cumsum([0, *(part.size for part in parts)])
    pair = np.concatenate([part.runs.pair + base for part, base in zip(parts, bases, strict=False)])
    rest = (np.concatenate(columns) for columns in zip(*(part.runs[1:] for part in parts), strict=True))
    columns = (np.concatenate(columns) for columns in zip(*(part[:-1] for part in parts), strict=True))
    return Comparisons._make((*columns, Runs(pair, *rest)))


class Row(NamedTuple):
    """One comparison."""

    short: int
    long: int
    score: float
    short_first: int
    short_last: int
    long_first: int
    long_last: int


RunRow = tuple[int, int, int, int, int]


def compare(forms: Forms, found: Windows, same: float) -> Comparisons:
    """Return what the pairs in `found` share that share enough to tell of, in their order.

    `same`: the share of the shorter text, or of a passage, that the other must hold.

    Raises UsageError if rapidfuzz is not installed.
    """
    rows: list[Row] = []
    runs: list[RunRow] = []
    measure = _Measure(forms, same)
    likely = found.where(found.common >= np.maximum(1, CANDIDATE * found.prints))
    for pair in zip(*(column.tolist() for column in likely), strict=True):
        row = measure.whole(*pair)
        if row is not None:
            runs.extend((len(rows), *run) for run in measure.runs(row))
        else:
            row = measure.passage(*pair[:6])
        if row is not None:
            rows.append(row)
    return _columns(rows, runs)


def no_comparisons() -> Comparisons:
    """Return none."""
    return _columns([], [])


def _columns(rows: list[Row], runs: list[RunRow]) -> Comparisons:
    table = np.array(rows, np.float64).reshape(-1, len(Row._fields)).T
    numbers = table.astype(np.int64)
    found = Runs(*np.array(runs, np.int64).reshape(-1, 5).T)
    return Comparisons._make((*numbers[:2], table[2], *numbers[3:], found))


class _Measure:
    """The longest common subsequences of forms."""

    def __init__(self, forms: Forms, same: float) -> None:
        self._forms, self._same = forms, same
        self._lengths = forms.lengths
        self._lcs, self._edits = _rapidfuzz()

    def whole(
        self,
        short: int,
        long: int,
        short_first: int,
        short_last: int,
        long_first: int,
        long_last: int,
        common: int,
        prints: int,
        room: int,
    ) -> Row | None:
        """Return how much of the whole short form is in its window, or if not there then in the long one at all."""
        size, all_of_it = int(self._lengths[short]), (0, int(self._lengths[long]))
        window = max(0, long_first - short_first - room), min(all_of_it[1], long_last + size - short_last + room)
        places = [window, all_of_it] if common >= WHOLE * prints and window != all_of_it else [window]
        for begin, end in places:
            shared = self._shared((short, 0, size), (long, begin, end))
            if shared:
                return Row(short, long, shared / size, 0, size, begin, end)
        return None

    def passage(
        self, short: int, long: int, short_first: int, short_last: int, long_first: int, long_last: int
    ) -> Row | None:
        """Return how much two passages share, which begin and end with common fingerprints."""
        size = short_last - short_first
        if size < max(PASSAGE, PASSAGE_SHARE * self._lengths[short]):
            return None
        shared = self._shared((short, short_first, short_last), (long, long_first, long_last))
        edges = short_first, short_last, long_first, long_last
        return Row(short, long, shared / size, *edges) if shared else None

    def _shared(self, short: tuple[int, int, int], long: tuple[int, int, int]) -> int:
        """Return the characters that the stretches share if they are enough of the short one, else 0."""
        enough = int(np.ceil(self._same * (short[2] - short[1])))
        return self._lcs(self._forms.text(*short), self._forms.text(*long), score_cutoff=enough)

    def runs(self, row: Row) -> Iterator[tuple[int, int, int, int]]:
        """Yield the runs in which the short form differs from the window on the long one."""
        size, base = row.short_last, row.long_first
        text, window = self._forms.text(row.short), self._forms.text(row.long, base, row.long_last)
        before, behind = 0, 0
        for here, there, length in self._edits(text, window).as_matching_blocks():
            if length <= ISLAND and 0 < here < size:
                continue
            # The window has room to spare at its edges: what stands there is in the place of nothing.
            low = max(behind, there - here) if before == 0 else behind
            high = min(there, behind + here - before) if here == size else there
            if here > before or (high > low and before > 0 and here < size):
                yield before, here, base + low, base + high
            before, behind = here + length, there + length


def _rapidfuzz() -> tuple[Callable[..., int], Callable[..., Any]]:
    try:
        from rapidfuzz.distance import LCSseq, Levenshtein
    except ImportError:
        hint = "pip install 'zbtools[archive]'"
        raise UsageError("comparing articles needs rapidfuzz, which is not installed", hint) from None
    return LCSseq.similarity, Levenshtein.editops
