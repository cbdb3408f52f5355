"""From related forms to linked articles: which article repeats which, and what part of it does.

Articles with one normal form are one printing. With a window of days, a form that comes again after a longer pause is
another printing, and printings that lie further apart are not linked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import numpy as np

from zbtools.language.arrays import Array
from zbtools.stages.archive.families import Edges, Linked, Printings, families
from zbtools.stages.archive.join import spread
from zbtools.stages.archive.relations import CONTAINED, EXACT, NONE, Links

UNKNOWN = -1  # The day of an article without a date.
ALWAYS = 1 << 40  # Days: further than any.


class Articles(NamedTuple):
    """What is known of each article: `form`, its number; `day`, counted from any day, or UNKNOWN; and its `merit`.

    `merit`: a rank (int64), each another; the article with the least is the best of those with one form.
    """

    form: Array
    day: Array
    merit: Array


class Marks(NamedTuple):
    """For each article: the article it repeats (NONE: none), the relation, the score, and its part `first:last`.

    All int64 but `score` (float64); the part counts characters of the normal form.
    """

    of: Array
    relation: Array
    score: Array
    first: Array
    last: Array


def no_marks(count: int) -> Marks:
    """Return the marks of `count` articles that repeat nothing."""
    of, relation, first, last = (np.full(count, value) for value in (NONE, NONE, 0, 0))
    return Marks(of, relation, np.zeros(count), first, last)


# Returns the links of the pairs of forms that have one, of each member with the representative.
Compare = Callable[[Array, int], Links]


def link(articles: Articles, lengths: Array, links: Links, compare: Compare, window: int | None) -> Marks:
    """Return the marks of all articles. `lengths`: of the forms; `window`: of days, or None."""
    printing, best, first_day, last_day = _printings(articles, window)
    forms = articles.form[best]
    printings = Printings(lengths[forms], articles.merit[best], first_day, last_day, window)
    edges, source = _edges(forms, printings, links)

    def check(members: Sequence[int], representative: int) -> Iterator[tuple[int, float]]:
        asked = forms[np.array(members, np.int64)]
        found = compare(asked, int(forms[representative]))
        answers = dict(_answers(found, int(forms[representative])))
        return (answers.get(form, (NONE, 0.0)) for form in asked.tolist())

    linked = families(printings, edges, check)
    return _marks(printing, best, linked, _Parts(links, source, edges, lengths[forms]))


def _answers(found: Links, representative: int) -> Iterator[tuple[int, tuple[int, float]]]:
    """Yield each form that is not the representative, with its relation to it: what holds it is not contained in it."""
    columns = (found.short, found.long, found.relation, found.score)
    for short, long, relation, score in zip(*(column.tolist() for column in columns), strict=True):
        turned = short == representative
        yield long if turned else short, (NONE, 0.0) if turned and relation == CONTAINED else (relation, score)


def _printings(articles: Articles, window: int | None) -> tuple[Array, Array, Array, Array]:
    """Return the printing of each article; and of each printing its best article, its first and its last day."""
    pause = ALWAYS if window is None else window
    day = np.where(articles.day == UNKNOWN, -ALWAYS, articles.day)
    order = np.lexsort((day, articles.form))
    form, ordered = articles.form[order], day[order]
    # What has no date goes with the first printing that has one.
    late = (np.diff(ordered) > pause) & (ordered[:-1] != -ALWAYS)
    begins = np.concatenate(([True], (np.diff(form) != 0) | late))[: len(form)]
    printing = np.empty(len(form), np.int64)
    printing[order] = np.cumsum(begins) - 1
    ends = np.concatenate((begins[1:], [True]))[: len(form)]
    dated = np.where(ordered == -ALWAYS, ALWAYS, ordered)
    heads = np.flatnonzero(begins)
    first = np.minimum.reduceat(dated, heads) if len(heads) else dated
    last = ordered[ends]
    unknown = last == -ALWAYS
    by_merit = np.lexsort((articles.merit, printing))
    best = by_merit[np.concatenate(([0], np.cumsum(np.bincount(printing))[:-1]))] if len(heads) else by_merit
    return printing, best, np.where(unknown, -ALWAYS, first), np.where(unknown, ALWAYS, last)


def _edges(forms: Array, printings: Printings, links: Links) -> tuple[Edges, Array]:
    """Return the links of forms as edges of their printings, and the link that each edge is of."""
    order = np.argsort(forms, kind="stable")
    low = [np.searchsorted(forms[order], side, "left") for side in (links.short, links.long)]
    counts = [
        np.searchsorted(forms[order], side, "right") - start
        for side, start in zip((links.short, links.long), low, strict=True)
    ]
    both = counts[0] * counts[1]
    source = np.repeat(np.arange(len(both)), both)
    within = spread(np.zeros(len(both), np.int64), both)
    short = order[low[0][source] + within // counts[1][source]]
    long = order[low[1][source] + within % counts[1][source]]
    near = ~printings.apart(short, long)
    short, long, source = short[near], long[near], source[near]
    return Edges(short, long, links.relation[source], links.score[source]), source


class _Parts(NamedTuple):
    """What part of a printing an edge is of."""

    links: Links
    source: Array
    edges: Edges
    lengths: Array

    def of(self, printing: Array, edge: Array) -> tuple[Array, Array]:
        """Return begin and end of the part of each `printing` that its `edge` is of; without one, the whole."""
        first, last = np.zeros(len(printing), np.int64), self.lengths[printing].copy()
        told = np.flatnonzero(edge != NONE)
        source, is_short = self.source[edge[told]], self.edges.short[edge[told]] == printing[told]
        first[told] = np.where(is_short, self.links.short_first[source], self.links.long_first[source])
        last[told] = np.where(is_short, self.links.short_last[source], self.links.long_last[source])
        return first, last


def _marks(printing: Array, best: Array, linked: Linked, parts: _Parts) -> Marks:
    """Return the marks of the articles from the links of their printings."""
    numbers = np.arange(len(printing))
    own = best[printing]
    relation, target = linked.relation[printing], linked.to[printing]
    moved = (target != NONE) & ((relation <= CONTAINED) | (own == numbers))
    exact = ~moved & (own != numbers)
    of = np.where(moved, best[target], np.where(exact, own, NONE))
    first, last = parts.of(printing, np.where(moved & (relation > CONTAINED), linked.edge[printing], NONE))
    return Marks(
        of,
        np.where(moved, relation, np.where(exact, EXACT, NONE)),
        np.where(moved, linked.score[printing], np.where(exact, 1.0, 0.0)),
        np.where(of == NONE, 0, first),
        np.where(of == NONE, 0, last),
    )
