"""The search in its steps: rows of fingerprints, pairs worth a look, comparisons, and the merit of each article."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from zbtools.language.arrays import Array
from zbtools.stages.archive.comparing import Comparisons, compare, joined, no_comparisons
from zbtools.stages.archive.fingerprints import fingerprints
from zbtools.stages.archive.join import Pairs, rows
from zbtools.stages.archive.normal import BATCH, Forms
from zbtools.stages.archive.printed import Counts, counts, no_counts, unprinted
from zbtools.stages.archive.settings import Settings
from zbtools.stages.archive.windows import PAIRS, windows

COUNTED = 1 << 22  # Characters whose neighbours are counted at once: adding up the tables takes time as well.
# Of the fingerprints of the shorter text, those that must have paired two texts: the join leaves out some of the
# popular ones, so that this is less than what is asked of all that they have in common.
WORTH = 0.04
WORTH_LEAST = 2


def batches(forms: Forms, size: int) -> Iterator[tuple[int, Forms]]:
    """Yield the forms in batches of about `size` characters, each with the number of its first form."""
    first = 0
    while first < forms.size:
        end = int(np.searchsorted(forms.starts, forms.starts[first] + size, "right")) - 1
        end = min(max(end, first + 1), forms.size)
        base, stop = int(forms.starts[first]), int(forms.starts[end])
        yield first, Forms(np.asarray(forms.codes[base:stop]), forms.starts[first : end + 1] - base)
        first = end


def fingerprint_rows(forms: Forms, rank: Array, settings: Settings) -> Iterator[tuple[Array, Array, Array]]:
    """Yield the rows of all fingerprints for the join, where each partition begins, and the fingerprints of each form.

    `rank`: the number by which the join knows each form. Batch by batch.
    """
    for first, batch in batches(forms, BATCH):
        prints = fingerprints(batch, settings.grain)
        yield *rows(prints.hashes, rank[first + prints.owners]), np.diff(prints.starts)


def worth_a_look(pairs: Pairs, prints: Array) -> Pairs:
    """Return the pairs that share enough fingerprints to be compared. `prints`: those of each text."""
    fewer = np.minimum(prints[pairs.first], prints[pairs.second])
    return pairs.where(pairs.shared >= np.maximum(np.minimum(WORTH_LEAST, fewer), WORTH * fewer))


def compare_pairs(forms: Forms, first: Array, second: Array, settings: Settings) -> Comparisons:
    """Return what the pairs of forms share that share enough to tell of, in their order."""
    found = [no_comparisons()]
    for begin in range(0, len(first), PAIRS):
        some = slice(begin, begin + PAIRS)
        found.append(compare(forms, windows(forms, first[some], second[some], settings.grain), settings.same))
    return joined(found)


def count_printed(forms: Forms) -> Counts:
    """Return what the forms print."""
    total = no_counts()
    for _, batch in batches(forms, COUNTED):
        total.add(counts(batch.codes, batch.starts))
    return total


def damage(forms: Forms, chosen: Array, archive: Counts) -> Array:
    """Return how many of a hundred neighbours in each of the `chosen` forms nobody prints (int64)."""
    found = np.zeros(len(chosen), np.int64)
    for begin in range(0, len(chosen), PAIRS):
        some = forms.of(chosen[begin : begin + PAIRS])
        found[begin : begin + PAIRS] = unprinted(some.codes, some.starts, archive)
    return found
