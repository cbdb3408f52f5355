"""How the columns of one story compare in length: `python -m benchmarks.balance GOLD.jsonl.gz ...`.

Prints, for bounds of (text of a further column / text of the first), the share of columns read to their end, the share
of columns left at a random unit, and ln of the density of the first: the figures of `zbtools.stages.join.balance`.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections.abc import Iterator
from itertools import accumulate, groupby

import numpy as np

from benchmarks.train.truth import Told, told_pages
from zbtools.stages.join.balance import BOUNDS
from zbtools.stages.join.stories import LEAST

SMALL, WIDEST = 0.005, 5.0


def columns(page: list[Told]) -> Iterator[tuple[list[float], float]]:
    """Yield, for each further column of a story, its growing length by units, and the length of the first."""
    first: dict[int, float] = {}
    for article, run in groupby((one for one in page if one.article >= 0), key=lambda one: one.article):
        lengths = list(accumulate(0.0 if one.element < 0 else float(len(one.unit.text)) for one in run))
        if article in first:
            yield lengths, max(first[article], LEAST)
        else:
            first[article] = lengths[-1]


def main() -> None:
    whole, part = [], []
    for path in sys.argv[1:]:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                for page in told_pages(json.loads(line)):
                    for lengths, first in columns(page):
                        whole.append(lengths[-1] / first)
                        part += [length / first for length in lengths[:-1]]
    edges = [0, *BOUNDS, np.inf]
    shares = [np.histogram(found, edges)[0] / len(found) for found in (whole, part)]
    print("up to     ", *(f"{bound:6.2f}" for bound in edges[1:]))
    for name, share in (("whole     ", shares[0]), ("left early", shares[1])):
        print(name, *(f"{value:6.3f}" for value in share))
    widths = np.diff([*edges[:-1], WIDEST])
    print("ln density", *(f"{value:6.2f}" for value in np.log((shares[0] + SMALL) / widths)))


if __name__ == "__main__":
    main()
