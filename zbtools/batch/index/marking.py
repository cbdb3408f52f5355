"""From what was compared to the marks of articles, as far as a run asks for them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from zbtools.batch.index.results import Results
from zbtools.language.arrays import Array
from zbtools.stages.archive.linking import Articles, Marks, link, no_marks
from zbtools.stages.archive.normal import Forms
from zbtools.stages.archive.printed import Counts
from zbtools.stages.archive.relations import NONE, Links, reached, relate
from zbtools.stages.archive.searching import Apply, compare_pairs, damage
from zbtools.stages.archive.settings import Settings


class Known(NamedTuple):
    """What the index knows of its articles: their `rows`, all normal `forms`, and the names of the `papers`."""

    rows: Array
    forms: Forms
    papers: Sequence[str]


def mark(known: Known, results: Results, wanted: Array, settings: Settings, apply: Apply) -> Marks:
    """Return the marks of all articles; right are those of the articles `wanted` (numbers).

    Only texts that are connected with theirs, by whatever was compared, have a say in them.
    """
    near = reached(known.forms.size, known.rows["form"][wanted], results.comparisons)
    compared = results.comparisons.where(near[results.comparisons.short])
    links = relate(known.forms, compared, results.counts, settings.same)
    chosen = near[known.rows["form"]]
    if settings.paper is not None:
        chosen &= np.array([*(name == settings.paper for name in known.papers), False])[known.rows["paper"]]
    numbers = np.flatnonzero(chosen)
    articles = _articles(known, numbers, links, results.counts)

    def compare(members: Array, representative: int) -> Links:
        found = compare_pairs(known.forms, members, np.full(len(members), representative), settings, apply)
        return relate(known.forms, found, results.counts, settings.same)

    found = link(articles, known.forms.lengths, links, compare, settings.window_days)
    marks = no_marks(len(known.rows))
    for column, values in zip(marks, found._replace(of=_numbered(found.of, numbers)), strict=True):
        column[numbers] = values
    return marks


def _numbered(of: Array, numbers: Array) -> Array:
    """Return the numbers of the articles that some of them, counted among `numbers`, repeat."""
    named = np.full(len(of), NONE)
    named[of != NONE] = numbers[of[of != NONE]]
    return named


def _articles(known: Known, numbers: Array, links: Links, counts: Counts) -> Articles:
    """Return what the search needs to know of some articles; the best of them is whole, clean, and early."""
    rows = known.rows[numbers]
    linked = np.unique(np.concatenate((links.short, links.long)))
    damaged = np.zeros(known.forms.size, np.int64)
    damaged[linked] = damage(known.forms, linked, counts)
    papers = _ranks(known.papers)[rows["paper"]]
    late = np.where(rows["day"] < 0, np.iinfo(np.int32).max, rows["day"])
    merit = np.empty(len(rows), np.int64)
    merit[np.lexsort((rows["key"], papers, late, damaged[rows["form"]], rows["broken"]))] = np.arange(len(rows))
    return Articles(rows["form"].astype(np.int64), rows["day"].astype(np.int64), merit)


def _ranks(names: Sequence[str]) -> Array:
    """Return the place of each name among the sorted ones, and that of no name behind them."""
    order = sorted(range(len(names)), key=names.__getitem__)
    ranks = np.full(len(names) + 1, len(names))
    ranks[order] = np.arange(len(names))
    return ranks
