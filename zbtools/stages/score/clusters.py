"""Articles as sets of characters: how well those of the records agree with those of the gold."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from zbtools.stages.score.matching import NOBODY, Matching

OVERLAPS = {"50": 0.5, "75": 0.75, "90": 0.9}
"""Intersection over union that two articles must exceed to be one; above 0.5 no article can match two others."""

HELD = 0.1
"""The share of a gold article from which on a record holds it: a strayed line is less, a column of a story is more."""

Counts = dict[str, float]


def count_clusters(matching: Matching) -> Counts:
    """Count what B-cubed, the Rand index, overlaps, splits and merges need; a lost character is a cluster of its own.

    B-cubed: A. Bagga and B. Baldwin, 1998. Adjusted Rand index: L. Hubert and P. Arabie, 1985; `pairs` of
    characters are together on both sides, `pairs_expected` by chance, `pairs_most` at best.
    """
    owned = Counter(matching.owner)
    lost = owned.pop(NOBODY, 0)
    sizes = matching.truth.sizes
    shared = {cell: count for cell, count in matching.cells.items() if cell[0] != NOBODY}
    nowhere = {article: count for (index, article), count in matching.cells.items() if index == NOBODY}
    return {
        "chars": len(matching.owner),
        "b3_precision": sum(n * n / owned[index] for (index, _), n in shared.items()) + lost,
        "b3_recall": sum(n * n / sizes[article] for (_, article), n in shared.items())
        + sum(n / sizes[article] for article, n in nowhere.items()),
        **_pairs(shared.values(), owned.values(), sizes.values(), len(matching.owner)),
        **_overlaps(matching, shared, owned),
        **_cuts(matching, shared),
    }


def _pairs(cells: Iterable[int], owned: Iterable[int], sizes: Iterable[int], total: int) -> Counts:
    together, found, gold = (sum(n * (n - 1) / 2 for n in counts) for counts in (cells, owned, sizes))
    expected = found * gold / (total * (total - 1) / 2) if total > 1 else 0.0
    return {"pairs": together, "pairs_expected": expected, "pairs_most": (found + gold) / 2}


def _overlaps(matching: Matching, shared: dict[tuple[int, int], int], owned: Counter[int]) -> Counts:
    """Count the articles of the records, and the pairs that overlap enough."""
    records, sizes = matching.records, matching.truth.sizes
    unions = [
        n / (owned[index] + sizes[article] - n) for (index, article), n in shared.items() if not records[index].fragment
    ]
    same = {f"same_{name}": float(sum(union > least for union in unions)) for name, least in OVERLAPS.items()}
    return {"found": sum(not record.fragment for record in records), **same}


def _cuts(matching: Matching, shared: dict[tuple[int, int], int]) -> Counts:
    """Count gold articles that several records hold, and articles of the records that hold several gold articles."""
    holders: defaultdict[int, int] = defaultdict(int)
    holdings: defaultdict[int, int] = defaultdict(int)
    for (index, article), n in shared.items():
        if n >= HELD * matching.truth.sizes[article]:
            holders[article] += 1
            holdings[index] += not matching.records[index].fragment
    return {"splits": sum(n > 1 for n in holders.values()), "merges": sum(n > 1 for n in holdings.values())}
