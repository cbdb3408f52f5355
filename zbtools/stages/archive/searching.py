"""The search in its steps, each a function of arrays: they may be done anywhere, in any number of places at once.

`batches` of forms become `postings` of fingerprints, in PARTITIONS; `join.change` finds the pairs of a partition, and
`worth_a_look` those of a range of texts that are to be compared; `compare_pairs` compares them; then `relations.relate`
and `linking.link` say what it means.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import NamedTuple, Protocol, TypeVar

import numpy as np

from zbtools.language.arrays import Array
from zbtools.stages.archive.comparing import Comparisons, compare, joined, no_comparisons
from zbtools.stages.archive.fingerprints import fingerprints
from zbtools.stages.archive.join import Pairs, rows
from zbtools.stages.archive.normal import Forms
from zbtools.stages.archive.printed import Counts, counts, no_counts, unprinted
from zbtools.stages.archive.settings import Grain, Settings
from zbtools.stages.archive.windows import PAIRS, windows

COUNTED = 1 << 22  # Characters whose neighbours are counted at once: adding up the tables takes time as well.
# Of the fingerprints of the shorter text, those that must have paired two texts: the join leaves out some of the
# popular ones, so that this is less than what is asked of all that they have in common.
WORTH = 0.04
WORTH_LEAST = 2

Task = TypeVar("Task")
Result = TypeVar("Result")


class Apply(Protocol):
    """Yields what a function makes of each task, in their order: `map`, or what has other processes do it."""

    def __call__(self, function: Callable[[Task], Result], tasks: Iterable[Task], /) -> Iterator[Result]:
        """Yield the results."""


def batches(forms: Forms, size: int) -> Iterator[tuple[int, Forms]]:
    """Yield the forms in batches of about `size` characters, each with the number of its first form."""
    first = 0
    while first < forms.size:
        end = int(np.searchsorted(forms.starts, forms.starts[first] + size, "right")) - 1
        end = min(max(end, first + 1), forms.size)
        base, stop = int(forms.starts[first]), int(forms.starts[end])
        yield first, Forms(np.asarray(forms.codes[base:stop]), forms.starts[first : end + 1] - base)
        first = end


class Postings(NamedTuple):
    """The rows of all fingerprints of a batch, for the join: those of partition i are `rows[bounds[i]:bounds[i + 1]]`.

    `prints`: how many fingerprints each form has, those that come again counted again.
    """

    rows: Array
    bounds: Array
    prints: Array


def postings(batch: tuple[int, Forms], grain: Grain) -> Postings:
    """Return the postings of a batch of forms, whose numbers begin with the one before it."""
    first, forms = batch
    prints = fingerprints(forms, grain)
    return Postings(*rows(prints.hashes, first + prints.owners), np.diff(prints.starts))


def worth_a_look(pairs: Pairs, prints: Array) -> Pairs:
    """Return the pairs that share enough fingerprints to be compared. `prints`: those of each text."""
    fewer = np.minimum(prints[pairs.first], prints[pairs.second])
    return pairs.where(pairs.shared >= np.maximum(np.minimum(WORTH_LEAST, fewer), WORTH * fewer))


def compare_pairs(forms: Forms, first: Array, second: Array, settings: Settings, apply: Apply) -> Comparisons:
    """Return what the pairs of forms share that share enough to tell of, in their order."""
    some = (slice(begin, begin + PAIRS) for begin in range(0, len(first), PAIRS))
    tasks = (_Task.of(forms, first[pairs], second[pairs]) for pairs in some)
    return joined([no_comparisons(), *apply(partial(_compare_some, settings=settings), tasks)])


class _Task(NamedTuple):
    """Pairs that are compared in one go: the numbers of their forms, the forms, and which of them are pairs."""

    numbers: Array
    forms: Forms
    first: Array
    second: Array

    @classmethod
    def of(cls, forms: Forms, first: Array, second: Array) -> _Task:
        numbers, places = np.unique(np.concatenate((first, second)), return_inverse=True)
        return cls(numbers, forms.of(numbers), places[: len(first)], places[len(first) :])


def _compare_some(task: _Task, settings: Settings) -> Comparisons:
    found = compare(task.forms, windows(task.forms, task.first, task.second, settings.grain), settings.same)
    return found._replace(short=task.numbers[found.short], long=task.numbers[found.long])


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
