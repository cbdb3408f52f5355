"""The rows that records give: one table each of pages, articles, people, decisions and duplicates."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from zbtools.model import REPEATED, Article, Decision, Dropped, Page, Record, Spans
from zbtools.stages.export.parts import with_pages

Value = str | int | float | None

TABLES = {
    "pages": (
        "id TEXT PRIMARY KEY, paper TEXT, date TEXT, page TEXT, page_name TEXT, source TEXT, sha256 TEXT,"
        " encoding TEXT, characters INTEGER, furniture TEXT"
    ),
    "articles": (
        "id TEXT PRIMARY KEY, page_id TEXT REFERENCES pages (id), kind TEXT, type TEXT,"
        " paper TEXT, date TEXT, page TEXT, label TEXT, kicker TEXT, headline TEXT, subtitle TEXT, byline TEXT,"
        " body TEXT, characters INTEGER, status TEXT, confidence REAL, continued_from TEXT, continued_on TEXT"
    ),
    "people": "article_id TEXT REFERENCES articles (id), name TEXT, role TEXT, outlet TEXT, bureau INTEGER",
    "decisions": (
        "article_id TEXT REFERENCES articles (id), page_id TEXT REFERENCES pages (id), op TEXT, rule TEXT,"
        " evidence TEXT, confidence REAL, at TEXT"
    ),
    "duplicates": (
        "article_id TEXT REFERENCES articles (id), page_id TEXT REFERENCES pages (id), reason TEXT, text TEXT,"
        " spans TEXT, of TEXT"
    ),
}
"""The columns of each table. Lists are JSON; `bureau` is 1 where an office signs, else 0; `of` is the place that a
duplicate repeats."""


class Row(NamedTuple):
    """One row, of values in the order of the columns."""

    table: str
    values: tuple[Value, ...]


def rows(records: Sequence[Record]) -> Iterator[Row]:
    """Yield the rows of the records of an issue, those of its pages first."""
    for record in records:
        if isinstance(record, Page):
            yield _page(record)
            yield from _history(record, None, (record.id,))
    for article, pages in with_pages(records):
        yield _article(article, pages[0] if pages else None)
        for person in article.byline.people if article.byline else ():
            yield Row("people", (article.id, person.name, person.role, person.outlet, int(person.bureau)))
        yield from _history(article, article.id, article.pages)


def columns(table: str) -> tuple[str, ...]:
    """Return the names of the columns of a table.

    >>> columns("people")
    ('article_id', 'name', 'role', 'outlet', 'bureau')
    """
    return tuple(column.split()[0] for column in TABLES[table].split(", "))


def body_of(article: Article) -> str:
    """Return what the reader reads, an element a line."""
    return "\n".join(element.text for element in article.body)


def _page(page: Page) -> Row:
    furniture = _json([{"role": item.role, "text": item.text} for item in page.furniture])
    source = page.source
    known = page.paper, page.date, page.page, page.page_name
    return Row("pages", (page.id, *known, source.name, source.sha256, source.encoding, source.chars, furniture))


def _article(article: Article, page: Page | None) -> Row:
    body = body_of(article)
    place = (page.paper, page.date, page.page) if page else (None, None, None)
    titles = article.label, article.kicker, article.headline, article.subtitle
    links = [link.page if link else None for link in (article.continued_from, article.continued_on)]
    return Row(
        "articles",
        (
            article.id,
            page.id if page else None,
            article.kind,
            article.type,
            *place,
            *titles,
            article.byline.text if article.byline else None,
            body,
            len("".join(body.split())),
            " ".join(article.status),
            article.confidence,
            *links,
        ),
    )


def _history(record: Record, article: str | None, pages: Sequence[str]) -> Iterator[Row]:
    """Yield what was decided and dropped; `article` is None where it was the page's."""
    for decision in record.decisions:
        yield _decision(article, _page_of(decision.at, pages), decision)
    yield from (_duplicate(article, pages, item) for item in record.dropped if item.reason in REPEATED)


def _page_of(spans: Spans, pages: Sequence[str]) -> str | None:
    return next((pages[span[0]] for span in spans if span[0] < len(pages)), None)


def _decision(article: str | None, page: str | None, decision: Decision) -> Row:
    values = decision.op, decision.rule, decision.evidence, decision.confidence, _spans(decision.at)
    return Row("decisions", (article, page, *values))


def _duplicate(article: str | None, pages: Sequence[str], item: Dropped) -> Row:
    page = _page_of(item.spans, pages)
    of = None if item.of is None else _spans(item.of)
    return Row("duplicates", (article, page, item.reason, item.text, _spans(item.spans), of))


def _spans(spans: Spans) -> str:
    return _json([list(span) for span in spans])


def _json(value: Iterable[object]) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
