"""Whether what differs between two texts is damage of one story, or the particulars of another.

Formulaic reports of different events share nine characters of ten, so that no measure of likeness tells them from bad
readings of one report. What differs tells: a new report puts well-formed text in the place of other well-formed text
(names, dates, numbers), a bad reading puts characters beside each other that nobody prints.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import numpy as np

from zbtools.language.arrays import Array
from zbtools.stages.archive.comparing import Comparisons
from zbtools.stages.archive.join import spread
from zbtools.stages.archive.normal import Forms
from zbtools.stages.archive.printed import Counts, printed

# Of the neighbours in a run those that must be printed; in a short one also at its edges: two or three characters say
# little by themselves, while long text that was put in seldom joins smoothly.
WELL_FORMED = 0.5
SHORT, SHORT_WELL_FORMED = 4, 0.6
# Of a text, what may be replaced by well-formed runs: of 3,513 bad readings, 99 % have less than .007.
REPLACED = 0.02
REPLACED_LEAST = 3
# A bad reading damages single characters before it damages runs: where only runs differ, they are no damage, however
# formed. One may be the name of the reporter.
SWAPS_LEAST = 2
# At its head, each paper puts a dateline of its own: 本报讯 for 新华社北京3月8日电.
HEAD = 16
DATELINE = "讯电社报"
# Numbers replaced by numbers: a bad reading does that as well, as often as it damages other characters, and then some.
NUMBERS_SPARE = 1
NUMBERS_RATE = 3
# More characters than these were not damaged, but put in the place of others, or cut out.
BURST, CUT = 12, 2
NUMERALS = "0123456789一二三四五六七八九十百千万亿两〇"


AT_ONCE = 1000  # Comparisons that are judged at once: all their texts are in memory meanwhile.


class Difference(NamedTuple):
    """What differs between the texts of each comparison, in characters of the shorter one or in runs (all int64).

    `replaced`: characters in well-formed runs in the place of others; `numbers`: runs of numerals in the place of
    others; `damaged`: characters in other runs, but for cuts. `swaps`, `swapped`: runs of two characters or more in the
    place of such, however formed, and their characters; `scattered`: runs of other damage. `size`, `numerals`: the
    characters and numerals of the text.
    """

    replaced: Array
    numbers: Array
    damaged: Array
    swaps: Array
    swapped: Array
    scattered: Array
    size: Array
    numerals: Array


def variants(forms: Forms, compared: Comparisons, archive: Counts) -> Array:
    """Return for each comparison whether its texts, alike as they are, tell of different events (bool)."""
    parts = (compared.between(at, at + AT_ONCE) for at in range(0, compared.size, AT_ONCE))
    found = [judge(differences(forms, part, archive)) for part in parts]
    return np.concatenate([np.zeros(0, bool), *found])


def judge(difference: Difference) -> Array:
    """Return where the difference is one of events (bool)."""
    enough = np.maximum(REPLACED_LEAST, REPLACED * difference.size)
    replaced = difference.replaced >= enough
    swapped = (difference.scattered == 0) & (difference.swaps >= SWAPS_LEAST) & (difference.swapped >= enough)
    rate = difference.damaged / np.maximum(difference.size, 1)
    numbers = difference.numbers > NUMBERS_SPARE + NUMBERS_RATE * rate * difference.numerals
    only_numbers = (difference.numbers > 0) & (difference.damaged == 0)
    found: Array = replaced | swapped | numbers | only_numbers
    return found


def differences(forms: Forms, compared: Comparisons, archive: Counts) -> Difference:
    """Return what differs in each comparison."""
    runs = compared.runs
    short, long = runs.short_end - runs.short_start, runs.long_end - runs.long_start
    sides = (
        _Stretches(forms, compared.short[runs.pair], runs.short_start, runs.short_end),
        _Stretches(forms, compared.long[runs.pair], runs.long_start, runs.long_end),
    )
    both = (short > 0) & (long > 0)
    inside = (runs.short_start >= HEAD) | ~(sides[0].has(DATELINE) | sides[1].has(DATELINE))
    formed = both & (np.maximum(short, long) >= 2) & inside
    formed &= sides[0].well_formed(archive) & sides[1].well_formed(archive)
    swaps = (np.minimum(short, long) >= 2) & inside
    numbers = both & sides[0].is_mostly(NUMERALS) & sides[1].is_mostly(NUMERALS)
    size = np.where(both, np.minimum(short, long), np.maximum(short, long))
    damaged = np.where(~formed & ~numbers & (size <= np.where(both, BURST, CUT)), size, 0)
    count = len(compared.short)
    whole = _Stretches(forms, compared.short, np.zeros(count, np.int64), forms.lengths[compared.short])

    def summed(values: Array) -> Array:
        return np.bincount(runs.pair, values, count).astype(np.int64)

    return Difference(
        summed(np.where(formed, np.minimum(short, long), 0)),
        summed(numbers),
        summed(damaged),
        summed(swaps),
        summed(np.where(swaps, np.minimum(short, long), 0)),
        summed((damaged > 0) & ~swaps),
        forms.lengths[compared.short],
        whole.count(NUMERALS),
    )


class _Stretches:
    """Stretches `start:end` of texts, each with the characters before and behind it, one after the other."""

    def __init__(self, forms: Forms, texts: Array, start: Array, end: Array) -> None:
        first = np.maximum(start - 1, 0)
        sizes = np.minimum(end + 1, forms.lengths[texts]) - first
        self._count = len(texts)
        self._owner = np.repeat(np.arange(len(texts)), sizes)
        inside = spread(first, sizes)
        self._codes = forms.codes[forms.starts[texts][self._owner] + inside]
        self._own = (inside >= start[self._owner]) & (inside < end[self._owner])

    def well_formed(self, archive: Counts) -> Array:
        """Return for each stretch whether most neighbours in it are printed; in a short one, also across its edges."""
        short = self._sums(self._owner, self._own) <= SHORT
        inside = self._own[1:] & self._own[:-1]
        pairs = np.flatnonzero((self._owner[1:] == self._owner[:-1]) & (inside | short[self._owner[1:]]))
        good = printed(self._codes[pairs], self._codes[pairs + 1], archive)
        owners = self._owner[pairs]
        least = np.where(short, SHORT_WELL_FORMED, WELL_FORMED) * self._sums(owners, np.ones(len(pairs)))
        found: Array = self._sums(owners, good) >= least
        return found

    def count(self, characters: str) -> Array:
        """Return how many of `characters` each stretch has, without those at its edges."""
        return self._sums(self._owner, _mask(characters)[self._codes] & self._own)

    def is_mostly(self, characters: str) -> Array:
        """Return for each stretch whether at least half of it are `characters`."""
        found: Array = 2 * self.count(characters) >= self._sums(self._owner, self._own)
        return found

    def has(self, characters: str) -> Array:
        """Return for each stretch whether it has one of `characters`."""
        found: Array = self.count(characters) > 0
        return found

    def _sums(self, owners: Array, values: Array) -> Array:
        return np.bincount(owners, values, self._count).astype(np.int64)


@lru_cache(maxsize=4)
def _mask(characters: str) -> Array:
    found = np.zeros(0x10000, bool)
    found[[ord(character) for character in characters]] = True
    return found
