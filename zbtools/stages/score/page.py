"""One page of an issue, scored as if it were all of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from zbtools.model import Article, Provenance, Record
from zbtools.stages.score.clusters import Counts
from zbtools.stages.score.gold import Gold, Run
from zbtools.stages.score.score import score_issue


def score_page(gold: Gold, records: Iterable[Record], page: int) -> Counts:
    """Return what is counted of the text on one page: an article that goes on elsewhere is its part there.

    What an earlier page has already, as a title printed again, is passed over. A byline is judged on the page where
    its article begins. Raises InputError for records without provenance.
    """
    return score_issue(_gold_on(gold, page), _records_on(records, page))


def _gold_on(gold: Gold, page: int) -> Gold:
    earlier = [run for run in gold.runs if run.page < page]
    runs = tuple(run for run in gold.runs if run.page == page and not any(_repeats(run, other) for other in earlier))
    begins: dict[int, int] = {}
    for run in sorted(gold.runs, key=lambda run: (run.article, run.element, run.offset, run.page)):
        begins.setdefault(run.article, run.page)
    bylines = gold.bylines and tuple(byline for byline in gold.bylines if begins.get(byline.article) == page)
    return replace(gold, runs=runs, bylines=bylines)


def _repeats(run: Run, other: Run) -> bool:
    """Return whether two runs hold characters of the same element in common."""
    same = (run.article, run.element) == (other.article, other.element)
    begin, end = max(run.offset, other.offset), min(_end(run), _end(other))
    return same and begin < end


def _end(run: Run) -> int:
    return run.offset + run.end - run.start


def _records_on(records: Iterable[Record], page: int) -> Iterator[Record]:
    """Yield the articles that stand on a page, with the elements that do."""
    for record in records:
        said = record.provenance if isinstance(record, Article) else None
        if not isinstance(record, Article) or said is None:
            yield record
        elif page in (pages := _pages(said)):
            there = [n for n, spans in enumerate(said.body) if any(span[0] == page for span in spans)]
            yield replace(
                record,
                body=tuple(record.body[n] for n in there),
                provenance=replace(said, body=tuple(said.body[n] for n in there)),
                byline=record.byline if pages[0] == page else None,
            )


def _pages(said: Provenance) -> list[int]:
    """Return the pages of the spans of an article, that where it begins first."""
    titles = said.kicker + said.headline + said.subtitle + said.label
    return [span[0] for spans in (titles, *said.body, said.byline) for span in spans]
