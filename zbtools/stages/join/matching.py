"""Matching: which heads and tails of an issue go together, each once, and how sure that is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations
from math import exp, inf
from typing import NamedTuple

from zbtools.stages.join.kinship import Candidate, Kin

# What it is worth (log odds) that both pieces are left over when the best matches are made, if both have markers and
# one names the page of the other.
LEFT_OVER = 1.5
# Pieces that are exchanged spoil two stories. A match that is not worth this much more (log odds) than another with the
# same pieces is none.
DISTINCT = 0.6


class Match(NamedTuple):
    """A head and a tail that go together. `margin`: log odds against the next best match of either piece."""

    kin: Kin
    margin: float

    @property
    def confidence(self) -> float:
        """The probability that they do, rather than with others or with none."""
        return 1 / (1 + exp(-min(self.kin.score, self.margin)))

    @property
    def is_distinct(self) -> bool:
        """Whether no other match is nearly as good."""
        return self.margin >= DISTINCT


def matched(pairs: Sequence[Kin]) -> list[Match]:
    """Return the pairs that go together, every head and every tail once."""
    likely = [found for found in pairs if found.score > 0]
    best = _choose(likely)
    left = _left_over(pairs, best)
    chosen = [*best, *_choose(left)]
    known = {(found.head, found.tail): found for found in (*likely, *left)}
    heads, tails = {found.head: found for found in chosen}, {found.tail: found for found in chosen}
    return [Match(found, min(_margins(found, known, heads, tails), default=inf)) for found in chosen]


def _choose(pairs: Sequence[Kin]) -> list[Kin]:
    """Take the best pairs first; then exchange tails where both fit better so."""
    chosen: list[Kin] = []
    for found in sorted(pairs, key=lambda found: (-found.score, found.head, found.tail)):
        if all(found.head != other.head and found.tail != other.tail for other in chosen):
            chosen.append(found)
    known = {(found.head, found.tail): found for found in pairs}
    for i, j in combinations(range(len(chosen)), 2):
        first, second = chosen[i], chosen[j]
        one, other = known.get((first.head, second.tail)), known.get((second.head, first.tail))
        if one and other and one.score + other.score > first.score + second.score:
            chosen[i], chosen[j] = one, other
    return chosen


def _left_over(pairs: Sequence[Kin], chosen: Sequence[Kin]) -> list[Kin]:
    """Return the pairs of pieces that are left over, both with a marker, one of which names the page of the other."""
    heads, tails = {found.head for found in chosen}, {found.tail for found in chosen}
    left = [found for found in pairs if found.named and found.head not in heads and found.tail not in tails]
    likelier = [replace(found, score=found.score + LEFT_OVER) for found in left]
    return [found for found in likelier if found.score > 0]


def _margins(
    found: Kin, known: Mapping[Candidate, Kin], heads: Mapping[int, Kin], tails: Mapping[int, Kin]
) -> Iterator[float]:
    """Yield what the chosen pair is worth above each other that has one of its pieces; `heads`, `tails`: the chosen.

    Where the other piece is taken, what is left over of both pairs goes together, if it may.
    """
    for other in known.values():
        if other is found or (other.head != found.head and other.tail != found.tail):
            continue
        holder = heads.get(other.head) if other.tail == found.tail else tails.get(other.tail)
        if holder is None:
            yield found.score - other.score
            continue
        left = (found.head, holder.tail) if other.tail == found.tail else (holder.head, found.tail)
        yield found.score + holder.score - other.score - (known[left].score if left in known else 0.0)
