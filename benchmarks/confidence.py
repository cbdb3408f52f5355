"""Whether zbtools is as sure as it should be: how often decisions are right, by the confidence that they tell.

    python -m benchmarks.confidence [GOLD ...] [--jobs N]

Without GOLD: the development pages. A `title` is right if the line is one; a `join` if both pieces are of one
paragraph, in this order; a `move`, `paragraph` or `continue` if both pieces are of one article. Also the share of the
pieces that stand in place, behind a piece of their own article, and were given to another one: false moves.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import pairwise
from typing import NamedTuple

from benchmarks.gold import Issue, asked, one_thread, run_whole
from zbtools.model import Article, Decision, Span

EDGES = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.99)
SURE = 0.9
JUDGED = ("title", "paragraph", "join", "move", "continue")

Key = tuple[int, int, int]


class Judged(NamedTuple):
    """A decision: what was done, how sure that was, whether it was right, whether it took a piece out of its place."""

    op: str
    confidence: float
    right: bool
    displaces: bool


class Truth:
    """Which character of which element of which article each character of an issue is."""

    def __init__(self, issue: Issue) -> None:
        self.pages: list[list[tuple[int, int, Key]]] = [[] for _ in issue["pages"]]
        for page, start, end, article, element, offset in issue["runs"]:
            self.pages[page].append((start, end, (article, element, offset)))
        for runs in self.pages:
            runs.sort()

    def at(self, page: int, place: int) -> Key | None:
        """Return article, element and offset of a character; None if it is in none."""
        runs = self.pages[page]
        index = bisect_right(runs, place, key=lambda run: run[0]) - 1
        if index < 0 or place >= runs[index][1]:
            return None
        start, _, (article, element, offset) = runs[index]
        return article, element, offset + place - start

    def in_place(self, page: int, place: int) -> bool:
        """Whether the piece at `place` stands behind a piece of its own article."""
        runs = self.pages[page]
        index = bisect_right(runs, place, key=lambda run: run[0]) - 1
        return index > 0 and runs[index][2][0] == runs[index - 1][2][0]

    def pieces_in_place(self) -> int:
        """Return how many pieces of bodies stand behind a piece of their own article."""
        return sum(a[2][0] == b[2][0] and b[2][1] >= 0 for runs in self.pages for a, b in pairwise(runs))


def main() -> None:
    """Print the tables."""
    one_thread()
    issues, jobs = asked(__doc__)
    with ProcessPoolExecutor(jobs) as workers:
        judged = [one for found in workers.map(judge, issues, chunksize=4) for one in found]
    print("\n".join(table(judged)))
    sure = [one for one in judged if one.confidence >= SURE]
    print(
        f"said to be {SURE} sure or more: {len(sure)}, right {sum(one.right for one in sure) / max(1, len(sure)):.4f}"
    )
    places, moved = sum(Truth(issue).pieces_in_place() for issue in issues), sum(one.displaces for one in judged)
    print(f"pieces in place: {places}, given to another article {moved / max(1, places):.4f}")


def judge(issue: Issue) -> list[Judged]:
    """Return the decisions on an issue that the truth can judge."""
    articles = (record for record in run_whole(issue) if isinstance(record, Article))
    return judged_of((decision for article in articles for decision in article.decisions), Truth(issue))


def judged_of(decisions: Iterable[Decision], truth: Truth) -> list[Judged]:
    """Return those of the decisions that the truth can judge."""
    judged = (_judged(decision, truth) for decision in decisions if decision.op in JUDGED)
    return [one for one in judged if one is not None]


def _judged(decision: Decision, truth: Truth) -> Judged | None:
    last = _key(decision.at[-1:], 0, truth)
    if last is None:
        return None
    if decision.op == "title":
        return Judged("title", decision.confidence, last[1] < 0, False)
    before = _key(decision.at[:1], -1, truth) if len(decision.at) > 1 else None
    if before is None:
        return None
    same = before[0] == last[0]
    right = same and (decision.op != "join" or (before[1] == last[1] and before[2] < last[2]))
    page, start, _ = decision.at[-1]
    return Judged(decision.op, decision.confidence, right, not same and truth.in_place(page, start))


def _key(spans: tuple[Span, ...], which: int, truth: Truth) -> Key | None:
    """The first (0) or last (-1) character of a span."""
    return next((truth.at(page, end - 1 if which else start) for page, start, end in spans), None)


def table(judged: list[Judged]) -> Iterator[str]:
    """Yield a table: a row for each range of confidence, for each op and all: how many, how many of them right."""
    columns = [*JUDGED, "all"]
    yield f"{'confidence':12}" + "".join(f"{name:>16}" for name in columns)
    for low, high in pairwise((*EDGES, 1.01)):
        within = [one for one in judged if low <= one.confidence < high]
        counts = Counter({(one.op, one.right): 0 for one in within})
        counts.update((name, one.right) for one in within for name in (one.op, "all"))
        cells = (_cell(counts[name, True], counts[name, False]) for name in columns)
        yield f"{f'{low:.2f} - {min(high, 1):.2f}':12}" + "".join(f"{cell:>16}" for cell in cells)


def _cell(right: int, wrong: int) -> str:
    return f"{right / (right + wrong):.3f} of {right + wrong}" if right + wrong else "-"


if __name__ == "__main__":
    main()
