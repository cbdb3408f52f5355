"""Winnowed fingerprints (Schleimer, Wilkerson and Aiken, 2003): a sparse choice of hashed n-grams.

Of each window of `width` n-grams the least hash is chosen, so that two texts with `width + size - 1` characters in
common have a fingerprint in common, wherever these stand. A window lies inside one text: what is chosen does not depend
on the texts that are worked on beside it.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from zbtools.language.arrays import Array
from zbtools.stages.archive.normal import Forms
from zbtools.stages.archive.settings import Grain

# An odd number of 64 bits with its ones well spread (the golden ratio), and the two of MurmurHash3's last mixing.
BASE = 0x9E3779B97F4A7C15
MIX = (0xFF51AFD7ED558CCD, 0xC4CEB9FE1A85EC53)


class Prints(NamedTuple):
    """Fingerprints of texts one after the other: `hashes` (uint64), `places` (int64, in the codes of all forms).

    Those of text i, whose codes begin at `bases[i]`, are at `starts[i]:starts[i + 1]`, in the order of their places.
    """

    hashes: Array
    places: Array
    starts: Array
    bases: Array

    @property
    def owners(self) -> Array:
        """The number of the text of each fingerprint (int64)."""
        return np.repeat(np.arange(len(self.starts) - 1), np.diff(self.starts))


def fingerprints(forms: Forms, grain: Grain) -> Prints:
    """Return the fingerprints of `forms`; a form shorter than `grain.reach` may have none."""
    hashes = _gram_hashes(forms.codes, grain.size)
    least = _sliding(hashes, grain.width, np.minimum).copy()
    if not len(least):
        return Prints(hashes[:0], np.zeros(0, np.int64), np.zeros(forms.size + 1, np.int64), forms.starts[:-1])
    least[_crossing(forms, grain.reach, len(least))] = 0
    # The greatest of the minima of all windows around a gram is its own hash if one of them chose it, else less.
    around = np.concatenate((np.zeros(grain.width - 1, np.uint64), least, np.zeros(grain.width - 1, np.uint64)))
    places = np.flatnonzero(_sliding(around, grain.width, np.maximum) == hashes)
    return Prints(hashes[places], places, np.searchsorted(places, forms.starts), forms.starts[:-1])


def _gram_hashes(codes: Array, size: int) -> Array:
    """Return the mixed polynomial hash of each run of `size` codes, made from those of shorter runs by doubling."""
    if len(codes) < size:
        return np.zeros(0, np.uint64)
    found, done = codes.astype(np.uint64), 1
    with np.errstate(over="ignore"):
        for bit in f"{size:b}"[1:]:
            found = found[: len(found) - done] * np.uint64(pow(BASE, done, 1 << 64)) + found[done:]
            done *= 2
            if bit == "1":
                found = found[:-1] * np.uint64(BASE) + codes[done:]
                done += 1
        for factor in MIX:
            found ^= found >> np.uint64(33)
            found *= np.uint64(factor)
    found |= np.uint64(1)  # 0 means: no window chose it.
    return found


def _sliding(values: Array, width: int, better: np.ufunc) -> Array:
    """Return the best of each `width` values in a row, by doubling; none for fewer values."""
    if len(values) < width:
        return values[:0]
    best, done = values, 1
    while done < width:
        step = min(done, width - done)
        best = better(best[: len(best) - step], best[step:])
        done += step
    return best


def _crossing(forms: Forms, reach: int, size: int) -> Array:
    """Return the windows that do not lie inside one form: those that begin less than `reach` before its end."""
    ends = forms.starts[1:]
    begins = np.maximum(forms.starts[:-1], ends - reach + 1)
    counts = np.minimum(ends, size) - np.minimum(begins, size)
    steps = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
    found: Array = np.repeat(np.minimum(begins, size), counts) + steps
    return found
