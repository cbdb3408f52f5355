"""How much two texts share, character by character, and where they differ: LCS inside a window, by rapidfuzz.

The score of a pair is the longest common subsequence of the whole shorter text and its window on the longer one, as a
share of the shorter text. Where it is high enough, the differences are kept as runs for the guard to look at; where it
does not, a passage that both share may still be long enough to tell of.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import chain
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

    Offsets into the two forms; `pair` is an index into the comparisons, and sorted. All int32: there are many.
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

    def between(self, start: int, end: int) -> Comparisons:
        """Return the comparisons from `start` up to `end`."""
        first, last = np.searchsorted(self.runs.pair, (start, end))
        pair, *rest = (column[first:last] for column in self.runs)
        return Comparisons._make((*(column[start:end] for column in self[:-1]), Runs(pair - np.int32(start), *rest)))

    def where(self, chosen: Array) -> Comparisons:
        """Return the comparisons where the mask `chosen` says so."""
        numbers = (np.cumsum(chosen) - 1).astype(np.int32)
        kept = chosen[self.runs.pair]
        runs = Runs(numbers[self.runs.pair[kept]], *(column[kept] for column in self.runs[1:]))
        return Comparisons._make((*(column[chosen] for column in self[:-1]), runs))


def joined(parts: Sequence[Comparisons]) -> Comparisons:
    """Return the comparisons of all `parts`, one after the other."""
    bases = np.cumsum([0, *(part.size for part in parts)]).astype(np.int32)
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


def compare(forms: Forms, found: Windows, same: float) -> Comparisons:
    """Return what the pairs in `found` share that share enough to tell of, in their order.

    `same`: the share of the shorter text, or of a passage, that the other must hold.

    Raises UsageError if rapidfuzz is not installed.
    """
    rows: list[Row] = []
    blocks: list[Sequence[tuple[int, int, int]]] = []
    measure = _Measure(forms, same)
    likely = found.where(found.common >= np.maximum(1, CANDIDATE * found.prints))
    for short, long, begin, end, *edges, common, prints in zip(*(column.tolist() for column in likely), strict=True):
        whole = measure.whole(short, long, begin, end, common, prints)
        row = whole or measure.passage(short, long, *edges)
        if row is not None:
            rows.append(row)
            blocks.append(measure.blocks(row) if whole else ())
    return _columns(rows, blocks)


def no_comparisons() -> Comparisons:
    """Return none."""
    return _columns([], [])


def _columns(rows: Sequence[Row], blocks: Sequence[Sequence[tuple[int, int, int]]]) -> Comparisons:
    table = np.array(rows, np.float64).reshape(-1, len(Row._fields)).T
    short, long, _, *edges = table.astype(np.int64)
    numbers = np.repeat(np.arange(len(blocks)), np.fromiter(map(len, blocks), np.int64, len(blocks)))
    flat = np.fromiter(chain.from_iterable(chain.from_iterable(blocks)), np.int64).reshape(-1, 3).T
    return Comparisons._make((short, long, table[2], *edges, _runs(numbers, flat, edges[1], edges[2])))


class _Measure:
    """The longest common subsequences of forms."""

    def __init__(self, forms: Forms, same: float) -> None:
        self._forms, self._same = forms, same
        self._lengths = forms.lengths
        self._lcs, self._edits = rapidfuzz_functions()

    def whole(self, short: int, long: int, begin: int, end: int, common: int, prints: int) -> Row | None:
        """Return how much of the whole short form is in its window, or if not there then in the long one at all."""
        size, window, everything = int(self._lengths[short]), (begin, end), (0, int(self._lengths[long]))
        places = [window, everything] if common >= WHOLE * prints and window != everything else [window]
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

    def blocks(self, row: Row) -> Sequence[tuple[int, int, int]]:
        """Return where the short form and the window on the long one agree: the two places, and how long."""
        text, window = self._forms.text(row.short), self._forms.text(row.long, row.long_first, row.long_last)
        # No more edits than to drop what is not shared: rapidfuzz looks near the diagonal first, and is done sooner.
        most = len(text) + len(window) - 2 * round(row.score * len(text))
        blocks: Sequence[tuple[int, int, int]] = self._edits(text, window, score_hint=most).as_matching_blocks()
        return blocks


def _runs(numbers: Array, blocks: Array, sizes: Array, bases: Array) -> Runs:
    """Return the runs between the `blocks` (3, N) in which pairs agree; the last block of each pair is an empty one.

    `numbers`: the pair of each block. `sizes`, `bases`: of each pair, the short form's length, and where in the long
    form the window begins.
    """
    here, there, length = blocks
    size = sizes[numbers]
    kept = (length > ISLAND) | (here == 0) | (here >= size)
    pair, here, there, length, size = (column[kept] for column in (numbers, here, there, length, size))
    opens = np.concatenate(([True], pair[1:] != pair[:-1]))[: len(pair)]
    before = np.where(opens, 0, np.concatenate(([0], (here + length)[:-1]))[: len(pair)])
    behind = np.where(opens, 0, np.concatenate(([0], (there + length)[:-1]))[: len(pair)])
    # The window has room to spare at its edges: what stands there is in the place of nothing.
    low = np.where(before == 0, np.maximum(behind, there - here), behind)
    high = np.where(here == size, np.minimum(there, behind + here - before), there)
    some = (here > before) | ((high > low) & (before > 0) & (here < size))
    columns = pair, before, here, bases[pair] + low, bases[pair] + high
    return Runs(*(column[some].astype(np.int32) for column in columns))


def matching_blocks(one: str, other: str) -> Sequence[tuple[int, int, int]]:
    """Return where two texts agree: the two places, and how long; the last block is empty, at both ends."""
    _, edits = rapidfuzz_functions()
    blocks: Sequence[tuple[int, int, int]] = edits(one, other).as_matching_blocks()
    return blocks


def rapidfuzz_functions() -> tuple[Callable[..., int], Callable[..., Any]]:
    """Return how long a common subsequence is, and the edits between two texts; UsageError without rapidfuzz."""
    try:
        from rapidfuzz.distance import LCSseq, Levenshtein
    except ImportError:
        hint = "pip install 'zbtools[archive]'"
        raise UsageError("comparing articles needs rapidfuzz, which is not installed", hint) from None
    return LCSseq.similarity, Levenshtein.editops
