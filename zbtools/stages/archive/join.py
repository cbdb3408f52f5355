"""Which texts share a fingerprint: a self-join by sorted partitions, in time linear in the fingerprints.

A row is one number: the hash above, the text below; sorting rows brings the holders of a hash together. Up to CAP
holders are all paired. Above it (a wire story printed by hundreds, a stock phrase) each holder is paired with the first
and with the one before it, a star and a chain: a cap that left such hashes out would find no reprint that is popular.

What new texts change among the pairs of older ones follows from the rows that have the hashes of the new ones. A pair
of older texts is never gained: holders that follow each other with others between them, or the first of some holders,
did so and was so before. It may be lost to a hash that grows beyond the cap, or to a new text that comes between them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from zbtools.language.arrays import Array

TEXT_BITS = 26  # 67 million texts; the 38 bits above and the 8 of the partition make a chance match of hashes rare.
TEXT_MASK = np.uint64((1 << TEXT_BITS) - 1)
PARTITION_BITS = 8
PARTITIONS = 1 << PARTITION_BITS
CAP = 12  # Pairs of a hash grow with the square of its holders: up to 66, then 2 a holder.


class Pairs(NamedTuple):
    """Pairs of texts `first < second` (int64), sorted, each once; `shared`: the hashes that paired them (int64)."""

    first: Array
    second: Array
    shared: Array

    @property
    def size(self) -> int:
        """How many they are."""
        return len(self.first)

    def where(self, chosen: Array) -> Pairs:
        """Return the pairs at `chosen`, a mask or indexes."""
        return Pairs(self.first[chosen], self.second[chosen], self.shared[chosen])


def rows(hashes: Array, texts: Array) -> tuple[Array, Array]:
    """Return the rows for `hashes` and their `texts`, in the order of their partitions, and where each begins."""
    partitions = (hashes >> np.uint64(64 - PARTITION_BITS)).astype(np.uint8)
    order = np.argsort(partitions, kind="stable")
    packed = (hashes << np.uint64(PARTITION_BITS)) & ~TEXT_MASK | texts.astype(np.uint64)
    bounds = np.concatenate(([0], np.cumsum(np.bincount(partitions, minlength=PARTITIONS))))
    return packed[order], bounds


def distinct(partition: Array) -> Array:
    """Return the rows of a partition sorted, each once."""
    ordered = np.sort(partition)
    found: Array = ordered[_changes(ordered)]
    return found


def renumbered(partition: Array, numbers: Array) -> Array:
    """Return the rows with `numbers[text]` (uint64) in the place of each text."""
    found: Array = partition & ~TEXT_MASK | numbers[(partition & TEXT_MASK).astype(np.int64)]
    return found


class Change(NamedTuple):
    """What new rows change among pairs: those `gained`, with a new text each, and those `lost`, of older texts.

    Packed as `first << TEXT_BITS | second` with first < second (uint64), one for each hash.
    """

    gained: Array
    lost: Array


def change(partition: tuple[Array, Array], cap: int = CAP) -> Change:
    """Return what new rows change in one partition.

    `partition`: the rows of the new texts, and those of older ones that have the same hashes, both in any order. The
    texts are known by their rank: who comes first is a matter of the set of texts, not of when they came.
    """
    new, old = partition
    ordered = distinct(np.concatenate((new, old)))
    hashes, texts = ordered >> np.uint64(TEXT_BITS), ordered & TEXT_MASK
    begins, sizes = _groups(hashes)
    lefts, rights = _paired(begins, sizes, cap)
    if not len(old):
        return Change(_packed(texts, lefts, rights), texts[:0])
    fresh = np.ones(len(ordered), bool)
    fresh[np.searchsorted(ordered, old)] = False
    gained = fresh[lefts] | fresh[rights]
    return Change(_packed(texts, lefts[gained], rights[gained]), _packed(texts, *_lost(begins, sizes, fresh, cap)))


def _lost(begins: Array, sizes: Array, fresh: Array, cap: int) -> tuple[Array, Array]:
    """Return the places of older texts that were paired before the `fresh` ones came, and are no longer."""
    group = np.repeat(np.arange(len(sizes)), sizes)
    older = np.flatnonzero((sizes > cap)[group] & ~fresh)
    lefts, rights = (older[side] for side in _paired(*_groups(group[older]), cap))
    lost = (rights != lefts + 1) & (lefts != begins[group[lefts]])
    return lefts[lost], rights[lost]


def by_first(pairs: Array, texts: int) -> tuple[Array, Array]:
    """Return packed pairs in the order of their buckets, and where each bucket begins.

    A bucket holds all pairs whose first text is in one of PARTITIONS ranges of the `texts`, the lowest first.
    """
    edges = np.arange(PARTITIONS + 1, dtype=np.uint64) * np.uint64(texts) // np.uint64(PARTITIONS)
    ordered = np.sort(pairs)
    return ordered, np.searchsorted(ordered, edges << np.uint64(TEXT_BITS))


def counted(bucket: Array) -> Pairs:
    """Return the packed pairs of a bucket, each once and sorted, with how often each is there."""
    keys, shared = np.unique(bucket, return_counts=True)
    return Pairs((keys >> np.uint64(TEXT_BITS)).astype(np.int64), (keys & TEXT_MASK).astype(np.int64), shared)


def all_of(parts: Sequence[Pairs]) -> Pairs:
    """Return the pairs of all parts, one after the other."""
    return Pairs(*(np.concatenate(columns) for columns in zip(*parts, strict=True)))


def _changes(values: Array) -> Array:
    """Return where a value differs from the one before it (bool)."""
    return np.concatenate(([True], values[1:] != values[:-1]))[: len(values)]


def _groups(values: Array) -> tuple[Array, Array]:
    """Return where each group of equal values that follow each other begins, and its size."""
    begins = np.flatnonzero(_changes(values))
    return begins, np.diff(np.concatenate((begins, [len(values)])))


def _packed(texts: Array, lefts: Array, rights: Array) -> Array:
    packed: Array = texts[lefts] << np.uint64(TEXT_BITS) | texts[rights]
    return packed


def _paired(begins: Array, sizes: Array, cap: int) -> tuple[Array, Array]:
    """Return the places of all that are paired in the groups."""
    lefts, rights = zip(*_all_pairs(begins, sizes, cap), *_stars(begins, sizes, cap), strict=True)
    return np.concatenate(lefts), np.concatenate(rights)


def _all_pairs(begins: Array, sizes: Array, cap: int) -> Iterator[tuple[Array, Array]]:
    """Yield the pairs of the groups of `cap` places or fewer: of each with the next, with the one after it ..."""
    few = sizes <= cap
    for distance in range(1, int(sizes[few].max(initial=0))):
        wide = few & (sizes > distance)
        lefts = spread(begins[wide], sizes[wide] - distance)
        yield lefts, lefts + distance


def _stars(begins: Array, sizes: Array, cap: int) -> Iterator[tuple[Array, Array]]:
    """Yield the pairs of the groups of more than `cap` places: of each with the first and with the one before it."""
    many = sizes > cap
    rights = spread(begins[many] + 1, sizes[many] - 1)
    firsts = np.repeat(begins[many], sizes[many] - 1)
    yield firsts, rights
    chained = rights[rights > firsts + 1]
    yield chained - 1, chained


def spread(begins: Array, counts: Array) -> Array:
    """Return `begins[0], begins[0] + 1, ...`, `counts[0]` of them, then those of the next."""
    ends = np.cumsum(counts)
    steps = np.arange(ends[-1] if len(ends) else 0) - np.repeat(ends - counts, counts)
    spread_out: Array = np.repeat(begins, counts) + steps
    return spread_out
