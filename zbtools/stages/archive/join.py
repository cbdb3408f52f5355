"""Which texts share a fingerprint: a self-join by sorted partitions, in time linear in the fingerprints.

A row is one number: the hash above, the text below; sorting rows brings the holders of a hash together. Up to CAP
holders are all paired. Above it (a wire story printed by hundreds, a stock phrase) each holder is paired with the first
and with the one before it, a star and a chain: a cap that left such hashes out would find no reprint that is popular.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
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


def join(partitions: Iterable[Array], texts: int, cap: int = CAP) -> Pairs:
    """Return the pairs of texts that share a hash; `partitions`: the rows of each, in any order; `texts`: how many."""
    buckets = [by_first(paired(partition, cap), texts) for partition in partitions]
    found = (
        np.concatenate([pairs[bounds[at] : bounds[at + 1]] for pairs, bounds in buckets]) for at in range(PARTITIONS)
    )
    return all_of([counted(pairs) for pairs in found])


def paired(partition: Array, cap: int = CAP) -> Array:
    """Return the pairs of one partition of rows, one for each hash that makes it, as `first << TEXT_BITS | second`."""
    ordered = np.sort(partition)
    ordered = ordered[np.concatenate(([True], ordered[1:] != ordered[:-1]))[: len(ordered)]]
    hashes, texts = ordered >> np.uint64(TEXT_BITS), ordered & TEXT_MASK
    begins = np.flatnonzero(np.concatenate(([True], hashes[1:] != hashes[:-1]))[: len(hashes)])
    sizes = np.diff(np.concatenate((begins, [len(hashes)])))
    return np.concatenate([*_all_pairs(texts, begins, sizes, cap), *_stars(texts, begins, sizes, cap)])


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


def _all_pairs(texts: Array, begins: Array, sizes: Array, cap: int) -> list[Array]:
    """Return the pairs of the groups of `cap` texts or fewer: of each with the next, with the one after it ..."""
    found = [np.zeros(0, np.uint64)]
    few = sizes <= cap
    for distance in range(1, cap):
        wide = few & (sizes > distance)
        lefts = spread(begins[wide], sizes[wide] - distance)
        found.append(texts[lefts] << np.uint64(TEXT_BITS) | texts[lefts + distance])
    return found


def _stars(texts: Array, begins: Array, sizes: Array, cap: int) -> list[Array]:
    """Return the pairs of the groups of more than `cap` texts: of each with the first and with the one before it."""
    many = sizes > cap
    rights = spread(begins[many] + 1, sizes[many] - 1)
    firsts = np.repeat(begins[many], sizes[many] - 1)
    chained = rights[rights > firsts + 1]
    return [
        texts[firsts] << np.uint64(TEXT_BITS) | texts[rights],
        texts[chained - 1] << np.uint64(TEXT_BITS) | texts[chained],
    ]


def spread(begins: Array, counts: Array) -> Array:
    """Return `begins[0], begins[0] + 1, ...`, `counts[0]` of them, then those of the next."""
    ends = np.cumsum(counts)
    steps = np.arange(ends[-1] if len(ends) else 0) - np.repeat(ends - counts, counts)
    spread_out: Array = np.repeat(begins, counts) + steps
    return spread_out
