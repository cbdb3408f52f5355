"""What `--min-confidence` costs and brings: false moves and fragments, by the least confidence that a move must have.

    python -m benchmarks.withheld [GOLD ...] [--jobs N]

Without GOLD: the development pages. A false move took a piece that stood behind a piece of its own article, and gave it
to another article; a piece that was left as a fragment was not moved. The last column counts what `check` finds.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from typing import NamedTuple

from benchmarks.confidence import Truth, judged_of
from benchmarks.gold import Issue, asked, one_thread, run_whole, texts_of
from zbtools.model import Article, Decision
from zbtools.pipeline import Options
from zbtools.stages.check import check_records

LEASTS = (0.0, 0.5, 0.9, 1.0)


class Outcome(NamedTuple):
    """What became of an issue: pieces in place, those falsely moved, records, fragments, findings of `check`.

    `withheld`: decisions of fragments that were not carried out; continuations across pages that were not are not told.
    """

    pieces: int
    moved: int
    withheld: int
    records: int
    fragments: int
    findings: int


def main() -> None:
    """Print the table."""
    one_thread()
    issues, jobs = asked(__doc__)
    print("least  false moves  moves withheld  fragments  findings")
    with ProcessPoolExecutor(jobs) as workers:
        for least in LEASTS:
            outcomes = workers.map(partial(outcome_of, least=least), issues, chunksize=4)
            print(_row(least, Outcome(*map(sum, zip(*outcomes, strict=True)))))


def outcome_of(issue: Issue, least: float) -> Outcome:
    """Return what becomes of an issue if moves must be as sure as `least`."""
    records = run_whole(issue, Options(min_confidence=least))
    truth = Truth(issue)
    articles = [record for record in records if isinstance(record, Article)]
    made = [decision for article in articles for decision in _made(article)]
    return Outcome(
        truth.pieces_in_place(),
        sum(one.displaces for one in judged_of(made, truth)),
        sum(len(article.decisions) for article in articles) - len(made),
        len(articles),
        sum(article.kind == "fragment" for article in articles),
        len(check_records(records, texts_of(issue, records))),
    )


def _made(article: Article) -> Iterator[Decision]:
    """Yield the decisions of a record that were carried out: a fragment tells what it would have gone on, too."""
    assert article.provenance is not None
    own = {span for spans in article.provenance.body for span in spans}
    for decision in article.decisions:
        left = decision.at[0] if len(decision.at) > 1 else None
        withheld = article.kind == "fragment" and left is not None and not any(_inside(left, span) for span in own)
        if not (withheld and decision.op in ("move", "join", "paragraph")):
            yield decision


def _inside(span: tuple[int, int, int], whole: tuple[int, int, int]) -> bool:
    return span[0] == whole[0] and whole[1] <= span[1] and span[2] <= whole[2]


def _row(least: float, total: Outcome) -> str:
    share = total.moved / max(1, total.pieces)
    fragments = f"{total.fragments / max(1, total.records):.4f}"
    return f"{least:5.1f}  {share:11.4%}  {total.withheld:14}  {fragments:>9}  {total.findings:8}"


if __name__ == "__main__":
    main()
