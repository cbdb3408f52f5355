"""From counts to figures."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping

Figures = dict[str, float]

SHARES = {
    "exact": ("exact", "articles"),
    "body_exact": ("body_exact", "articles"),
    "title": ("title_ok", "titles"),
    "b3_p": ("b3_precision", "chars"),
    "b3_r": ("b3_recall", "chars"),
    "seam_recall": ("seams_ok", "seams"),
    "seam_precision": ("joins_ok", "joins"),
    "attach": ("attached", "displaced"),
    "dup_left": ("dup_left", "dup"),
    "lost": ("lost", "chars"),
}
"""Each figure as what was counted over what it was counted among."""

AGREEMENTS = {
    **{f"f1_{least}": (f"same_{least}", "found", "articles") for least in ("50", "75", "90")},
    "byline_f": ("bylines_ok", "bylines_found", "bylines"),
    "people_f": ("people_ok", "people_found", "people"),
}
"""Each F1 as what agrees, what the records have, what the gold has: twice the first over the sum of the others."""

NUMBERS = ("articles", "seams", "displaced", "dup", "splits", "merges", "bylines", "text_mismatch", "missing")


def figures(counts: Mapping[str, float]) -> Figures:
    """Return the figures of `counts`; not a number where there was nothing to judge."""
    found = {name: _ratio(counts.get(a, 0), counts.get(b, 0)) for name, (a, b) in SHARES.items()}
    found["b3_f"] = _ratio(2 * found["b3_p"] * found["b3_r"], found["b3_p"] + found["b3_r"])
    expected = counts.get("pairs_expected", 0)
    found["ari"] = _ratio(counts.get("pairs", 0) - expected, counts.get("pairs_most", 0) - expected)
    for name, (same, said, gold) in AGREEMENTS.items():
        found[name] = _ratio(2 * counts.get(same, 0), counts.get(said, 0) + counts.get(gold, 0))
    return found | {name: int(counts.get(name, 0)) for name in NUMBERS}


def added(counts: Iterable[Mapping[str, float]]) -> dict[str, float]:
    """Return the sum of counts."""
    total: dict[str, float] = {}
    for one in counts:
        for name, count in one.items():
            total[name] = total.get(name, 0) + count
    return total


def _ratio(part: float, whole: float) -> float:
    return part / whole if whole else math.nan
