"""Draws from weighted tables: all chance of the synthesiser goes through one `random.Random`."""

from __future__ import annotations

from collections.abc import Mapping
from math import log
from random import Random
from typing import TypeVar

Choice = TypeVar("Choice")


def words(text: str) -> tuple[str, ...]:
    """The words of a table that is written as one text with spaces."""
    return tuple(text.split())


def flip(rng: Random, probability: float) -> bool:
    """True with the given probability; draws even when the answer is certain, so that mixes stay comparable."""
    return rng.random() < probability


def pick(rng: Random, table: Mapping[Choice, float]) -> Choice:
    """One key of a table of weights (they need not add up to 1).

    >>> pick(Random(0), {"only": 3})
    'only'
    """
    return rng.choices(list(table), weights=list(table.values()))[0]


def scattered(rng: Random, size: int, rate: float) -> list[int]:
    """Positions below `size`, each hit with probability `rate`, in rising order.

    Draws the gaps between hits (geometric) rather than every position: rates are small and pages long.

    >>> scattered(Random(0), 5, 1.0)
    [0, 1, 2, 3, 4]
    """
    if rate <= 0:
        return []
    if rate >= 1:
        return list(range(size))
    hits = []
    at = _gap(rng, rate)
    while at < size:
        hits.append(at)
        at += 1 + _gap(rng, rate)
    return hits


def _gap(rng: Random, rate: float) -> int:
    return int(log(1 - rng.random()) / log(1 - rate))
