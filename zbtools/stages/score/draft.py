"""Draft: a gold issue from zbtools' own reading, to be corrected by hand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from zbtools.model import Article, Page, Provenance, Record, Span, Spans
from zbtools.stages.score.gold import LABEL, TITLE, Gold, GoldByline, Run

Texts = Sequence[str]
Place = tuple[int, int]
Home = tuple[int, int, int]
"""A place in the dumps: page and code point. What is printed there: article, element, offset."""


def draft(records: Sequence[Record], texts: Mapping[str, str]) -> Gold:
    """Return the gold by which the records of one issue are right. `texts`: the decoded dumps by page id.

    A label that several articles share belongs to none of them: it is in no run. A repetition has runs where it is as
    long as what it repeats, or stands in it word by word.
    """
    pages = [record for record in records if isinstance(record, Page)]
    articles = [record for record in records if isinstance(record, Article)]
    dumps = tuple(texts[page.id] for page in pages)
    homes = _homes(articles, dumps)
    _add_repeats(homes, _repeats(records), dumps)
    return Gold(
        id=_name(pages),
        pages=dumps,
        runs=tuple(_runs(homes, dumps)),
        bylines=tuple(_bylines(articles)),
        paper=next((page.paper for page in pages if page.paper), None),
        date=next((page.date for page in pages if page.date), None),
        page_numbers=tuple(page.page for page in pages),
    )


def _name(pages: Sequence[Page]) -> str:
    """Return a name for the issue that can be that of a file."""
    paper, date = (next((said for page in pages if (said := getattr(page, key))), None) for key in ("paper", "date"))
    parts = [paper, date, pages[0].page if len(pages) == 1 else None] if paper or date else [pages[0].id]
    return "-".join(part for part in parts if part).replace("/", "-")


def _homes(articles: Sequence[Article], dumps: Texts) -> dict[Place, Home]:
    """Return what is printed at each place that an article holds."""
    said = [article.provenance or Provenance() for article in articles]
    shared = {span for span, count in Counter(chain.from_iterable(one.label for one in said)).items() if count > 1}
    homes: dict[Place, Home] = {}
    for number, one in enumerate(said):
        label = tuple(span for span in one.label if span not in shared)
        parts = [(LABEL, label), (TITLE, one.kicker + one.headline + one.subtitle), *enumerate(_body(one, dumps))]
        for element, spans in parts:
            for offset, place in _placed(spans, dumps):
                homes.setdefault(place, (number, element, offset))
    return homes


def _placed(spans: Spans, dumps: Texts) -> Iterator[tuple[int, Place]]:
    """Yield each character of `spans` that is no white space: its offset in their text, and its place."""
    places = ((page, at) for page, start, end in spans for at in range(start, end))
    return ((n, (page, at)) for n, (page, at) in enumerate(places) if not dumps[page][at].isspace())


def _body(said: Provenance, dumps: Texts) -> list[Spans]:
    """Return the elements of a body; each line of a byline outside it becomes an element where it stands."""
    body = list(said.body)
    titles = said.kicker + said.headline + said.subtitle
    for line in _byline_lines(said, dumps):
        before = [((spans[-1][0], spans[-1][2]), n) for n, spans in enumerate([titles, *body]) if spans]
        nearest = max((one for one in before if one[0][0] == line[0] and one[0][1] <= line[1]), default=((), 0))
        body.insert(nearest[1], (line,))
    return body


def _byline_lines(said: Provenance, dumps: Texts) -> list[Span]:
    held = {place for spans in said.body for _, place in _placed(spans, dumps)}
    lines: list[Span] = []
    for _, (page, at) in _placed(said.byline, dumps):
        if (page, at) in held:
            continue
        if lines and lines[-1][0] == page and _adjoin(dumps[page], lines[-1][2], at):
            lines[-1] = (page, lines[-1][1], at + 1)
        else:
            lines.append((page, at, at + 1))
    return lines


def _adjoin(dump: str, end: int, start: int) -> bool:
    """Return whether nothing but white space of one block stands between two places."""
    between = dump[end:start]
    return end <= start and not between.strip() and "\n\n" not in between


def _repeats(records: Iterable[Record]) -> Iterator[tuple[Spans, Spans]]:
    """Yield what was dropped as a repetition, and what it repeats."""
    number = -1
    for record in records:
        number += isinstance(record, Page)
        for dropped in record.dropped:
            if dropped.of:
                both = (dropped.spans, dropped.of)
                yield (_on(both[0], number), _on(both[1], number)) if isinstance(record, Page) else both


def _on(spans: Spans, number: int) -> Spans:
    """Return the spans of a page record, which all are on page 0, as spans on a page of the issue."""
    return tuple((number, start, end) for _, start, end in spans)


def _add_repeats(homes: dict[Place, Home], repeats: Iterable[tuple[Spans, Spans]], dumps: Texts) -> None:
    for copy, first in repeats:
        copied, kept = ([place for _, place in _placed(spans, dumps)] for spans in (copy, first))
        begin = _begin(*("".join(dumps[page][at] for page, at in places) for places in (copied, kept)))
        there = kept[begin : begin + len(copied)] if begin >= 0 else []
        for place, original in zip(copied, there, strict=False):
            if original in homes:
                homes.setdefault(place, homes[original])


def _begin(copy: str, first: str) -> int:
    """Return where in the text that it repeats a repetition begins, -1 if that cannot be said."""
    return 0 if len(copy) == len(first) else first.find(copy)


def _runs(homes: Mapping[Place, Home], dumps: Texts) -> list[Run]:
    """Return runs as long as can be, in the order of the dumps."""
    runs: list[Run] = []
    for (page, at), home in sorted(homes.items()):
        if runs and _goes_on(runs[-1], page, at, home) and not dumps[page][runs[-1].end : at].strip():
            runs[-1] = runs[-1]._replace(end=at + 1)
        else:
            runs.append(Run(page, at, at + 1, *home))
    return runs


def _goes_on(run: Run, page: int, at: int, home: Home) -> bool:
    return (run.page, run.article, run.element, run.offset + at - run.start) == (page, *home)


def _bylines(articles: Iterable[Article]) -> Iterator[GoldByline]:
    for number, article in enumerate(articles):
        if article.byline:
            yield GoldByline(number, article.byline.text, tuple(person.name for person in article.byline.people))
