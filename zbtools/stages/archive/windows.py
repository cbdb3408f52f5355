"""Where the shorter of two texts lies on the longer: windows around the diagonal of their common fingerprints.

A fingerprint at place s of the one and l of the other lies on the diagonal l - s. What is compared further is the whole
of the shorter text and the piece of the longer one that the diagonals cover, with some room at its edges.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from zbtools.language.arrays import Array
from zbtools.stages.archive.fingerprints import Prints, fingerprints
from zbtools.stages.archive.join import spread
from zbtools.stages.archive.normal import Forms
from zbtools.stages.archive.settings import Grain

ROOM = 0.05  # Of the shorter text, what noise may shift an edge by; some characters more for a cut at the edge.
ROOM_LEAST = 12
# What lies further off the median diagonal than this share of the shorter text is chance, or a repeated phrase.
SLACK = 0.5
PAIRS = 256  # That may be looked at together: their texts and fingerprints stay in the processor's cache.
# A number of 64 bits: 8 for the pair, 36 of the hash, 1 for the side, 19 for the place (half a million characters).
PLACE_BITS, HASH_SHIFT, PAIR_SHIFT = np.uint64(19), np.uint64(20), np.uint64(56)
HASH_MASK, LAST_PLACE = np.uint64((1 << 36) - 1), np.uint64((1 << 19) - 1)
SIDE = np.uint64(1 << 19)


class Windows(NamedTuple):
    """For each pair `short`, `long` (numbers of forms), what their common fingerprints cover (all int64).

    `begin`, `end`: the window on the long form, where the whole short one may lie. `short_first`, `short_last`: the
    part of the short form from the first to behind the last common fingerprint that lies about on the median diagonal;
    `long_first`, `long_last`: that of the long form. `common`: how many are common, on whichever diagonal. `prints`:
    how many the short form has.
    """

    short: Array
    long: Array
    begin: Array
    end: Array
    short_first: Array
    short_last: Array
    long_first: Array
    long_last: Array
    common: Array
    prints: Array

    @property
    def size(self) -> int:
        """How many they are."""
        return len(self.short)

    def where(self, chosen: Array) -> Windows:
        """Return the windows at `chosen`, a mask or indexes."""
        return Windows(*(column[chosen] for column in self))


class _Matches(NamedTuple):
    """Common fingerprints, sorted by pair: their places in the short and in the long form."""

    pair: Array
    short: Array
    long: Array


def windows(forms: Forms, first: Array, second: Array, grain: Grain) -> Windows:
    """Return the windows of up to PAIRS pairs `first`, `second` of numbers of `forms`.

    Those of a pair depend on its two forms alone.
    """
    lengths = forms.lengths
    swapped = lengths[first] > lengths[second]
    short, long = np.where(swapped, second, first), np.where(swapped, first, second)
    used, places = np.unique(np.concatenate((short, long)), return_inverse=True)
    prints = fingerprints(forms.of(used), grain)
    counts = np.diff(prints.starts)[places[: len(short)]]
    matches = _matches(prints, places[: len(short)], places[len(short) :])
    count, size = len(short), lengths[short]
    common = np.bincount(matches.pair, minlength=count)
    room = (size * ROOM).astype(np.int64) + ROOM_LEAST
    lowest, highest = _diagonals(_near_diagonal(matches, (size * SLACK).astype(np.int64) + room), count)
    begin, end = np.maximum(0, lowest - room), np.minimum(lengths[long], highest + size + room)
    covered = _covered(_near_diagonal(matches, room), count, grain)
    return Windows._make((short, long, begin, end, *covered, common, counts))


def _matches(prints: Prints, short: Array, long: Array) -> _Matches:
    """Return the fingerprints that both texts of a pair have, each only once.

    Each fingerprint of each side is one number: pair, hash, side and place. Sorted, the two sides of a match follow
    each other.
    """
    found = np.sort(np.concatenate((_keys(prints, short, 0), _keys(prints, long, 1))))
    hashes = found >> HASH_SHIFT
    edges = np.concatenate(([True], hashes[1:] != hashes[:-1], [True]))[: len(found) + 1]
    twins = np.flatnonzero(edges[:-2] & ~edges[1:-1] & edges[2:])
    twins = twins[(found[twins] & SIDE == 0) & (found[twins + 1] & SIDE != 0)]
    places = ((found[at] & LAST_PLACE).astype(np.int64) for at in (twins, twins + 1))
    return _Matches((found[twins] >> PAIR_SHIFT).astype(np.int64), *places)


def _keys(prints: Prints, texts: Array, side: int) -> Array:
    """Return the numbers for the fingerprints of `texts`, one text a pair."""
    counts = np.diff(prints.starts)[texts]
    rows = spread(prints.starts[texts], counts)
    places = np.minimum(prints.places[rows] - np.repeat(prints.bases[texts], counts), LAST_PLACE.astype(np.int64))
    pair = np.repeat(np.arange(len(texts), dtype=np.uint64), counts)
    hashes = prints.hashes[rows] & HASH_MASK
    keys: Array = pair << PAIR_SHIFT | hashes << HASH_SHIFT | np.uint64(side) << PLACE_BITS | places.astype(np.uint64)
    return keys


def _near_diagonal(matches: _Matches, room: Array) -> _Matches:
    """Return the matches that are no further than `room` off the median diagonal of their pair."""
    diagonal = matches.long - matches.short
    order = np.lexsort((matches.short, diagonal, matches.pair))
    matches = _Matches(*(column[order] for column in matches))
    diagonal = diagonal[order]
    begins, sizes = _groups(matches.pair, len(room))
    medians = np.zeros(len(room), np.int64)
    medians[sizes > 0] = diagonal[(begins + sizes // 2)[sizes > 0]]
    near = np.abs(diagonal - medians[matches.pair]) <= room[matches.pair]
    return _Matches(*(column[near] for column in matches))


def _groups(pair: Array, count: int) -> tuple[Array, Array]:
    """Return where the matches of each of `count` pairs begin and how many they are."""
    sizes = np.bincount(pair, minlength=count)
    return np.cumsum(sizes) - sizes, sizes


def _diagonals(matches: _Matches, count: int) -> tuple[Array, Array]:
    """Return the lowest and the highest diagonal of each of `count` pairs; 0 where there is none."""
    diagonal = matches.long - matches.short
    return _edge(matches, diagonal, np.minimum, count), _edge(matches, diagonal, np.maximum, count)


def _covered(matches: _Matches, count: int, grain: Grain) -> Iterator[Array]:
    """Yield, for each of `count` pairs, where the matches begin and end in the short and in the long form."""
    for values in (matches.short, matches.long):
        yield _edge(matches, values, np.minimum, count)
        yield _edge(matches, values + grain.size, np.maximum, count)


def _edge(matches: _Matches, values: Array, better: np.ufunc, count: int) -> Array:
    """Return the best of the values of each of `count` pairs; 0 where there is none."""
    begins, sizes = _groups(matches.pair, count)
    edge = np.zeros(count, np.int64)
    if len(values):
        edge[sizes > 0] = better.reduceat(values, begins[sizes > 0])
    return edge
