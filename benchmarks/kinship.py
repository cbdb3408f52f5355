"""Fit the weights of `zbtools.stages.join.kinship`: what the signs of two pieces say for their being one story.

    python -m benchmarks.kinship [--issues N] [--jobs N]

Made issues, as in `benchmarks.continuations` but of other days, are read page by page. For each tail the heads that it
could follow, and none, are the choices of a conditional logit; for each head the tails. Where the true partner is not
among them, none is right. Prints the weights of all issues; then, fitted on one half of the issues and measured on the
other, how many of the pairs are right that are joined at each bound of `DISTINCT`, how many of all pairs that finds,
and how sure it says to be of those.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from benchmarks.continuations import ARCHIVE, DEV, MIXES, Key, are_one, days_of, invented, keys_of, pages_of, texts_of
from benchmarks.gold import SHARED, Issue, galleys_of, one_thread, read_issues
from zbtools.model import Page
from zbtools.stages.assemble import Draft
from zbtools.stages.dedupe import repeated_in
from zbtools.stages.join.continuations import candidates
from zbtools.stages.join.issue import read_drafts
from zbtools.stages.join.kinship import WEIGHTS, Candidate, Kin, signs_of
from zbtools.stages.join.matching import matched
from zbtools.stages.join.page import read_page
from zbtools.stages.join.reprints import is_reprint
from zbtools.stages.layout import numbered

TRADE = SHARED / "corpus" / "articles-2026-qixiang.jsonl.xz"
# The first day of the trade paper that nothing was learned from.
FROM = "20260730"
# Ridge and steps of the fit.
RIDGE, STEPS = 1.0, 60
BOUNDS = (0.0, 0.4, 0.8, 1.0, 1.2, 1.4, 2.0)


class Judged(NamedTuple):
    """The candidates of one issue. `signs` (C, S); `right`: whether they are of one article, None where that is moot.

    `pairs`: how many pairs of pieces the issue has.
    """

    candidates: Sequence[Candidate]
    signs: np.ndarray
    right: Sequence[bool | None]
    pairs: int


def main() -> int:
    """Fit and measure."""
    one_thread()
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--issues", type=int, default=60, help="made issues of each mix and paper")
    parser.add_argument("--jobs", type=int, default=1, help="processes")
    options = parser.parse_args()
    if not (ARCHIVE.exists() and TRADE.exists()):
        print(f"kinship: skipped, {SHARED} is not here")
        return 0
    fitted, _ = days_of(read_issues(DEV))
    papers = [(ARCHIVE, fitted.__contains__), (TRADE, FROM.__le__)]
    drawn = [list(invented(mix, wanted, options.issues, path)) for path, wanted in papers for mix in MIXES]
    issues = [issue for found in drawn for issue in found]
    with ProcessPoolExecutor(options.jobs) as workers:
        judged = [found for found in workers.map(judge, issues) if found is not None]
    ground, *weights = fit(judged)
    lines = (f'"{name}": {weight:.2f},' for name, weight in zip(WEIGHTS, weights, strict=True))
    print(f"GROUND = {ground:.2f}", *lines, sep="\n")
    halves = judged[::2], judged[1::2]
    told = [told for here, other in (halves, halves[::-1]) for told in measured(other, fit(here))]
    print("\n".join(table(told, sum(found.pairs for found in judged))))
    return 0


def judge(issue: Issue) -> Judged | None:
    """Return the candidates of an issue with their signs and the truth; None where it has none."""
    galleys = numbered(galleys_of(issue))
    drafts, _, _ = read_drafts(galleys, repeated_in(galleys), partial(read_page, min_confidence=0.0, judge=None))
    pages: list[Page] = [galley.page for galley in galleys]
    found = [one for one in candidates(drafts, pages) if not is_reprint(drafts[one[0]], drafts[one[1]])]
    if not found:
        return None
    keys = keys_of(issue)
    signs, texts = signs_of(drafts, found, pages), texts_of(issue, keys)
    own = [_article(draft, keys) for draft in drafts]
    right = [_right(own[head], own[tail], texts) for head, tail in found]
    pairs = sum(1 for standing in pages_of(keys).values() for _ in pairwise(sorted(standing)))
    return Judged(found, np.stack([signs[name] for name in WEIGHTS], axis=1), right, pairs)


def _article(draft: Draft, keys: dict[tuple[int, int], Key]) -> int | None:
    """The article that most of the body is of."""
    held = Counter(
        keys[page, at][0]
        for paragraph in draft.body
        for unit in paragraph
        for page, start, end in unit.spans
        for at in range(start, end)
        if (page, at) in keys
    )
    return held.most_common(1)[0][0] if held else None


def _right(head: int | None, tail: int | None, texts: dict[int, str]) -> bool | None:
    if head is None or tail is None:
        return None
    return True if head == tail else None if are_one(texts[head], texts[tail]) else False


def fit(issues: Sequence[Judged]) -> np.ndarray:
    """Return the ground and the weight of each sign, by Newton's method.

    The curvature of the denominators alone is steeper than that of the whole: each step goes down.
    """
    groups = [group for issue in issues for group in _groups(issue)]
    weights = np.zeros(1 + len(WEIGHTS))
    ridge = np.diag([0.0, *[RIDGE] * len(WEIGHTS)])
    for _ in range(STEPS):
        slope, curve = ridge @ weights, ridge + 1e-9
        for signs, right in groups:
            odds = np.append(signs @ weights, 0.0)
            among = np.exp(odds - odds.max())
            all_, true = among / among.sum(), among * right / (among * right).sum()
            slope += signs.T @ (all_ - true)[:-1]
            mean = signs.T @ all_[:-1]
            curve = curve + (signs.T * all_[:-1]) @ signs - np.outer(mean, mean)
        weights = weights - np.linalg.solve(curve, slope)
    return weights


def _groups(issue: Judged) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Yield the choices of each head and each tail: signs (M, 1 + S); which are right (M + 1,), last none."""
    signs = np.insert(issue.signs, 0, 1.0, axis=1)
    known = np.array([right is not None for right in issue.right])
    right = np.array([bool(right) for right in issue.right])
    for side in (0, 1):
        numbers = np.array([candidate[side] for candidate in issue.candidates])
        for number in np.unique(numbers[known]):
            here = known & (numbers == number)
            yield signs[here], np.append(right[here], not right[here].any()).astype(float)


def measured(issues: Iterable[Judged], weights: np.ndarray) -> Iterator[tuple[float, float, bool]]:
    """Yield the margin, the confidence, and whether it is right, of each match."""
    for issue in issues:
        scores = weights[0] + issue.signs @ weights[1:]
        truth = dict(zip(issue.candidates, issue.right, strict=True))
        likely = [
            Kin(float(score), head, tail, "")
            for (head, tail), score in zip(issue.candidates, scores, strict=True)
            if score > 0
        ]
        for match in matched(likely):
            right = truth[match.kin.head, match.kin.tail]
            if right is not None:
                yield match.margin, match.confidence, right


def table(told: Sequence[tuple[float, float, bool]], pairs: int) -> Iterator[str]:
    """Yield the lines of two tables: by the bound of the margin, and by what is said to be sure."""
    yield f"{'bound':>12}{'precision':>12}{'recall':>12}"
    for bound in BOUNDS:
        right = [right for margin, _, right in told if margin >= bound]
        yield f"{bound:12.1f}{sum(right) / len(right):12.4f}{sum(right) / pairs:12.4f}"
    yield f"{'said':>12}{'is':>12}{'pairs':>12}"
    sure = np.array([confidence for _, confidence, _ in told])
    for low, high in pairwise((0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 1.0)):
        here = (sure >= low) & ((sure < high) | (high == 1.0))
        if here.any():
            share = np.mean([right for (_, _, right), inside in zip(told, here, strict=True) if inside])
            yield f"{sure[here].mean():12.4f}{share:12.4f}{here.sum():12d}"


if __name__ == "__main__":
    sys.exit(main())
