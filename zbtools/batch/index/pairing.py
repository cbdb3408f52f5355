"""Which texts are worth comparing: the fingerprints of new texts are joined with those of all that the index holds."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from functools import partial
from typing import NamedTuple

import numpy as np

from zbtools.batch.index.partitions import Partitions
from zbtools.batch.index.results import LEFT_OVER, Results
from zbtools.batch.index.segments import Segment, Writer
from zbtools.language.arrays import Array
from zbtools.stages.archive.comparing import joined
from zbtools.stages.archive.join import (
    TEXT_BITS,
    TEXT_MASK,
    Pairs,
    all_of,
    by_first,
    change,
    counted,
    distinct,
    renumbered,
)
from zbtools.stages.archive.normal import BATCH, Forms
from zbtools.stages.archive.searching import Apply, batches, compare_pairs, count_printed, postings, worth_a_look
from zbtools.stages.archive.settings import Settings

ROWS_SHARE = 4  # The rows of the join may take one part in so many of the memory, and its pairs as much.


class Means(NamedTuple):
    """What a search works with: a folder for what does not fit into `memory` (bytes), and who does its tasks."""

    folder: str
    memory: int
    apply: Apply


class Found(NamedTuple):
    """What new texts bring: `pairs` of forms (numbers) with a new one, and `lost`, of the known pairs (int64, as many).

    `lost`: how many fingerprints no longer pair them. `prints`: the fingerprints of each new form.
    """

    pairs: Pairs
    lost: Array
    prints: Array


class Pairing:
    """The join of new texts with all others. Texts are known by their rank among the digests: by what they are."""

    def __init__(self, forms: Forms, digests: Array, known: Results, settings: Settings, means: Means) -> None:
        """Take all forms and their digests; those that `known` has counted are old, the others new."""
        self._forms, self._known, self._settings, self._means = forms, known, settings, means
        self._order = np.argsort(digests)
        self._rank = np.empty(len(self._order), np.uint64)
        self._rank[self._order] = np.arange(len(self._order), dtype=np.uint64)

    def find(self, prints: Array, segments: Sequence[Segment], writer: Writer | None) -> Found:
        """Return what the new forms bring, and write their rows with `writer`, if there is one.

        `prints`: the fingerprints of each old form; `segments`: their rows.
        """
        budget = self._means.memory // ROWS_SHARE
        with tempfile.TemporaryDirectory(prefix=LEFT_OVER, dir=self._means.folder) as folder:
            holders, pairs = (Partitions(folder, name, budget) for name in ("rows", "pairs"))
            fresh = self._fill(holders)
            lost = np.zeros(len(self._known.pairs), np.int64)
            tasks = self._partitions(holders, segments, writer)
            for found in self._means.apply(partial(change, cap=self._settings.cap), tasks):
                pairs.add(*by_first(found.gained, len(self._order)))
                lost += self._known_among(found.lost)
            each = np.concatenate((prints, fresh))[self._order]
            worth = all_of([worth_a_look(counted(bucket), each) for bucket in pairs])
        return Found(Pairs(self._order[worth.first], self._order[worth.second], worth.shared), lost, fresh)

    def _fill(self, holders: Partitions) -> Array:
        """Put the rows of the new forms into `holders`, and return the fingerprints of each form."""
        old = self._known.counted
        new = ((old + first, batch) for first, batch in batches(self._forms.behind(old), BATCH))
        prints = [np.zeros(0, np.int64)]
        for found in self._means.apply(partial(postings, grain=self._settings.grain), new):
            holders.add(found.rows, found.bounds)
            prints.append(found.prints)
        return np.concatenate(prints)

    def _partitions(
        self, holders: Partitions, segments: Sequence[Segment], writer: Writer | None
    ) -> Iterator[tuple[Array, Array]]:
        """Yield the new rows of each partition, and the old ones with the same hashes."""
        for number, new in enumerate(holders):
            if writer is not None:
                new = distinct(new)
                writer.add(new)
            old = np.concatenate([new[:0], *(segment.holders(number, new) for segment in segments)])
            yield renumbered(new, self._rank), renumbered(old, self._rank)

    def _known_among(self, packed: Array) -> Array:
        """Return how often each known pair is among `packed` ones."""
        first, second = (
            self._order[side.astype(np.int64)] for side in (packed >> np.uint64(TEXT_BITS), packed & TEXT_MASK)
        )
        keys = pair_keys(first, second)
        places = np.searchsorted(self._known.pairs, keys)
        inside = places < len(self._known.pairs)
        places, keys = places[inside], keys[inside]
        return np.bincount(places[self._known.pairs[places] == keys], minlength=len(self._known.pairs))


def compared(forms: Forms, known: Results, found: Found, prints: Array, settings: Settings, apply: Apply) -> Results:
    """Return what is known when the new pairs are compared, and those forgotten that are no longer worth a look.

    `prints`: the fingerprints of each form.
    """
    pairs = Pairs(known.pairs >> 32, known.pairs & 0xFFFFFFFF, known.shared - found.lost)
    kept = worth_a_look(pairs, prints)
    lasting = np.isin(pair_keys(known.comparisons.short, known.comparisons.long), pair_keys(kept.first, kept.second))
    fresh = compare_pairs(forms, found.pairs.first, found.pairs.second, settings, apply)
    pairs = all_of([kept, found.pairs])
    keys = pair_keys(pairs.first, pairs.second)
    order = np.argsort(keys)
    known.counts.add(count_printed(forms.behind(known.counted)))
    comparisons = joined([known.comparisons.where(lasting), fresh])
    return Results(keys[order], pairs.shared[order], comparisons, known.counts, forms.size)


def pair_keys(one: Array, other: Array) -> Array:
    """Return one number for each pair of forms, in whichever order."""
    keys: Array = np.minimum(one, other) << 32 | np.maximum(one, other)
    return keys
