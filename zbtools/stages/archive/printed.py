"""Which characters stand side by side in print: learned from the archive, and from the language where that is small.

Two neighbours are printed if texts hold them some times, and oftener than chance would put two such characters side by
side. Damaged text is full of neighbours that nobody prints.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import numpy as np

from zbtools.language.arrays import Array
from zbtools.language.phrases import hash_rows, phrases

TABLE_BITS = 22
CHANCE = 2  # Times as often as chance has it: in a large archive, damage puts all characters side by side now and then.
LEAST = 4  # Times; a bad reading that is repeated in some copies must not speak for itself.


class Counts(NamedTuple):
    """How often an archive prints each character (65,536), and each two side by side, hashed (both int64)."""

    single: Array
    double: Array

    def add(self, other: Counts) -> None:
        """Add the counts of another part of the archive to these."""
        np.add(self.single, other.single, out=self.single)
        np.add(self.double, other.double, out=self.double)


def no_counts() -> Counts:
    """Return the counts of an empty archive."""
    return Counts(np.zeros(0x10000, np.int64), np.zeros(1 << TABLE_BITS, np.int64))


def counts(codes: Array, starts: Array) -> Counts:
    """Return the counts of texts: text i is `codes[starts[i]:starts[i + 1]]`."""
    if not len(codes):
        return no_counts()
    slots = _slots(codes[:-1], codes[1:])
    inner = np.ones(len(slots), bool)
    edges = starts[1:-1] - 1
    inner[edges[(edges >= 0) & (edges < len(slots))]] = False
    return Counts(np.bincount(codes, minlength=0x10000), np.bincount(slots[inner], minlength=1 << TABLE_BITS))


def printed(left: Array, right: Array, archive: Counts) -> Array:
    """Return for each two normal code points whether they are printed side by side (bool)."""
    found = _attested(left, right, archive)
    rest = np.flatnonzero(~found)
    found[rest] = _usual(left[rest], right[rest])
    return found


def unprinted(codes: Array, starts: Array, archive: Counts) -> Array:
    """Return how many of a hundred neighbours in each text the archive does not print so (int64, rounded down)."""
    bad = np.concatenate(([0], np.cumsum(~_attested(codes[:-1], codes[1:], archive)), [0]))
    first, last = starts[:-1], np.maximum(starts[1:] - 1, starts[:-1])
    found: Array = 100 * (bad[last] - bad[first]) // np.maximum(last - first, 1)
    return found


def _attested(left: Array, right: Array, archive: Counts) -> Array:
    """Return whether the archive prints the two side by side oftener than chance has it."""
    together = archive.double[_slots(left, right)]
    total = float(archive.single.sum())
    chance = archive.single[left].astype(np.float64) * archive.single[right]
    found: Array = (together >= LEAST) & (together * total >= CHANCE * chance)
    return found


def _slots(left: Array, right: Array) -> Array:
    mixed = left.astype(np.uint32) * np.uint32(0x9E3779B1) ^ right.astype(np.uint32) * np.uint32(0x85EBCA6B)
    slots: Array = mixed >> np.uint32(32 - TABLE_BITS)
    return slots


def _usual(left: Array, right: Array) -> Array:
    """Return whether the language's table of phrases has the two side by side oftener than chance has it."""
    table = phrases()
    pair = np.stack((_phrase_codes()[left], _phrase_codes()[right]), axis=-1)
    one, other, both = (table.log_counts(hash_rows(part)) for part in (pair[:, :1], pair[:, 1:], pair))
    usual: Array = (both >= np.log(LEAST)) & (both + table.log_total >= one + other)
    return usual


@lru_cache(maxsize=1)
def _phrase_codes() -> Array:
    """Normal code point -> the one under which the table of phrases has it: there, all digits are one."""
    codes = np.arange(0x10000, dtype=np.uint32)
    codes[ord("0") : ord("9") + 1] = ord("0")
    return codes
