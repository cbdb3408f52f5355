"""Who is the duplicate of whom: each printing is linked to one representative that it was itself compared with.

The longest printing gathers those that are near it or contained in it, and those near these, each of which must stand
its own comparison with the representative: a chain of small changes does not make two texts one. Of those about as long
as the longest, the best is the representative (`Printings.merit`). What is left over gathers in the same way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

import numpy as np

from zbtools.language.arrays import Array
from zbtools.stages.archive.relations import CONTAINED, NEAR, NONE, VARIANT

AS_LONG = 0.95  # Of the longest: bad readings add and drop some characters, and are no better for it.


# A relation, its score, and the edge that tells of it.
Found = tuple[int, float, int]
# Returns the relation of each pair of printings, a first one and a second one, and its score; NONE where there is none.
Check = Callable[[Sequence[int], int], Iterable[tuple[int, float]]]


class Printings(NamedTuple):
    """What there is to link: `length` (characters, int64), `merit` (int64, each another; less is better), and days.

    `first_day`, `last_day` (int64): when it was printed; `window`: how many days may lie between two that are linked.
    """

    length: Array
    merit: Array
    first_day: Array
    last_day: Array
    window: int | None = None

    def apart(self, one: Array, other: Array) -> Array:
        """Return whether more days lie between the printings than the window allows (bool)."""
        if self.window is None:
            return np.zeros(len(one), bool)
        days = np.maximum(self.first_day[one] - self.last_day[other], self.first_day[other] - self.last_day[one])
        found: Array = days > self.window
        return found


class Edges(NamedTuple):
    """Relations of pairs of printings, `short` to `long`: numbers of printings, of the relation, and its score."""

    short: Array
    long: Array
    relation: Array
    score: Array


class Linked(NamedTuple):
    """For each printing its representative (NONE: it is one itself, or alone), the relation to it, and the score.

    `edge`: the edge that tells of it, or NONE where they were compared here.
    """

    to: Array
    relation: Array
    score: Array
    edge: Array

    def set(self, member: int, representative: int, found: Found) -> None:
        """Link `member` to `representative`."""
        self.to[member] = representative
        self.relation[member], self.score[member], self.edge[member] = found


def families(printings: Printings, edges: Edges, check: Check) -> Linked:
    """Return who is the duplicate of whom.

    `check(members, representative)` compares printings that no edge connects; its answer may depend on their texts
    alone. The result depends on the set of printings and edges, not on their order, if `merit` does.
    """
    count = len(printings.length)
    linked = Linked(np.full(count, NONE), np.full(count, NONE), np.zeros(count), np.full(count, NONE))
    gatherer = _Gatherer(printings, edges, check, linked)
    for start in gatherer.in_order():
        gatherer.gather(start)
    _link_kept(printings, edges, linked)
    return linked


class _Gatherer:
    """Gathers families around representatives, the longest printings first."""

    def __init__(self, printings: Printings, edges: Edges, check: Check, linked: Linked) -> None:
        self._printings, self._check, self._linked = printings, check, linked
        self._near: dict[int, dict[int, Found]] = {}
        self._below: dict[int, dict[int, Found]] = {}
        self._settled: set[int] = set()
        close = (edges.relation == NEAR) | (edges.relation == CONTAINED)
        numbers = np.flatnonzero(close).tolist()
        for number, short, long, *found in zip(numbers, *(column[close].tolist() for column in edges), strict=True):
            told: Found = (*found, number)
            self._below.setdefault(long, {})[short] = told
            if told[0] == NEAR:
                self._near.setdefault(short, {})[long] = told
                self._near.setdefault(long, {})[short] = told

    def in_order(self) -> list[int]:
        """Return the printings that may be representatives, the longest first."""
        numbers = np.array(sorted({*self._below, *self._near}), np.int64)
        order = np.lexsort((self._printings.merit[numbers], -self._printings.length[numbers]))
        return [int(number) for number in numbers[order]]

    def gather(self, start: int) -> None:
        """Link the printings that belong to `start`, or to a better printing of about its length."""
        if start in self._settled:
            return
        members = self._reached(start)
        best = self._best(start, members)
        if best != start:
            members = self._confirmed(best, [start, *(one for one in members if one != best)])
        self._settled.update((best, *members))
        for member, found in members.items():
            self._linked.set(member, best, found)

    def _reached(self, start: int) -> dict[int, Found]:
        """Return what belongs to `start`: what is near it or in it, what is near that or in that, and so on."""
        members: dict[int, Found] = {}
        seen, edge = {start}, [start]
        while edge:
            next_to = {other for one in edge for other in self._around(one)} - seen - self._settled
            seen |= next_to
            found = self._confirmed(start, sorted(next_to))
            members.update(found)
            edge = list(found)
        return members

    def _around(self, one: int) -> Iterable[int]:
        yield from self._near.get(one, ())
        yield from self._below.get(one, ())

    def _best(self, start: int, members: dict[int, Found]) -> int:
        """Return the best of the printings that are near `start` and about as long."""
        least = AS_LONG * self._printings.length[start]
        near = [one for one, found in members.items() if found[0] == NEAR]
        return min(
            [start, *(one for one in near if self._printings.length[one] >= least)],
            key=lambda one: int(self._printings.merit[one]),
        )

    def _confirmed(self, representative: int, members: Sequence[int]) -> dict[int, Found]:
        """Return those of `members` that are near `representative` or in it, by an edge or by a comparison."""
        known = {**self._below.get(representative, {}), **self._near.get(representative, {})}
        found = {member: known[member] for member in members if member in known}
        rest = self._comparable(representative, [member for member in members if member not in known])
        answers = zip(rest, self._check(rest, representative) if rest else (), strict=True)
        found.update((member, (*answer, NONE)) for member, answer in answers if answer[0] in (NEAR, CONTAINED))
        return found

    def _comparable(self, representative: int, members: list[int]) -> list[int]:
        apart = self._printings.apart(np.array(members, np.int64), np.full(len(members), representative))
        return [member for member, far in zip(members, apart.tolist(), strict=True) if not far]


def _link_kept(printings: Printings, edges: Edges, linked: Linked) -> None:
    """Link each representative that is a variant of a better one, or overlaps with it, to the nearest such.

    Only what is not itself linked is linked to. The longest come first.
    """
    kept = (edges.relation >= VARIANT) & (linked.to[edges.short] == NONE) & (linked.to[edges.long] == NONE)
    rank = np.empty(len(printings.length), np.int64)
    rank[np.lexsort((printings.merit, -printings.length))] = np.arange(len(rank))
    ends = np.stack((edges.short[kept], edges.long[kept]))
    ranks = rank[ends]
    worse, better = np.where(ranks[0] > ranks[1], ends, ends[::-1])
    order = np.lexsort((rank[better], -edges.score[kept], edges.relation[kept], rank[worse]))
    numbers = np.flatnonzero(kept)[order]
    columns = (worse[order], better[order], edges.relation[numbers], edges.score[numbers], numbers)
    for one, other, *found in zip(*(column.tolist() for column in columns), strict=True):
        if linked.to[one] == NONE and linked.to[other] == NONE:
            linked.set(one, other, (found[0], found[1], found[2]))
