"""An outline of pages: each article with its length and with what was done to it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from zbtools.model import Article, Decision, Page, Record

DOUBT = 0.7
"""A decision less sure than this is worth a look, and so is an article whose least sure decision is."""

DEEDS = {"join": "joined", "move": "moved", "drop": "dropped"}


@dataclass(frozen=True, slots=True)
class Entry:
    """An article in an outline. `number` counts from 1 on its page; `characters`: of the body, without white space."""

    number: int
    article: Article
    characters: int
    marks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """A page in an outline (`page` None: articles that came without a page record)."""

    page: Page | None
    entries: tuple[Entry, ...]

    @property
    def characters(self) -> int:
        """Return the code points of all bodies, without white space."""
        return sum(entry.characters for entry in self.entries)


def outlines(records: Sequence[Record]) -> Iterator[Outline]:
    """Yield the outline of each page of a record stream."""
    page: Page | None = None
    articles: list[Article] = []
    for record in records:
        if isinstance(record, Article):
            articles.append(record)
            continue
        if page or articles:
            yield _outline(page, articles)
        page, articles = record, []
    yield _outline(page, articles)


def _outline(page: Page | None, articles: Sequence[Article]) -> Outline:
    return Outline(page, tuple(_entry(number, article) for number, article in enumerate(articles, 1)))


def _entry(number: int, article: Article) -> Entry:
    characters = sum(len("".join(element.text.split())) for element in article.body)
    return Entry(number, article, characters, tuple(_marks(article)))


def _marks(article: Article) -> Iterator[str]:
    """Yield what a reader of the outline should know of an article, in words."""
    if article.kind == "fragment":
        yield "fragment"
    elif article.type != "news":
        yield article.type
    if article.continued_from:
        yield f"from {article.continued_from.page or '?'}"
    if article.continued_on:
        yield f"on {article.continued_on.page or '?'}"
    yield from article.status
    yield from (f"{count} {deed}" for deed, count in deeds(article.decisions).items())


def deeds(decisions: Sequence[Decision]) -> Counter[str]:
    """Count the joins, moves and drops among `decisions`, and those of all kinds that are doubtful.

    >>> deeds([Decision("join", "seam", "学|习", 0.98, ()), Decision("title", "short-line", "…", 0.6, ())])
    Counter({'joined': 1, 'doubtful': 1})
    """
    counts = Counter(DEEDS[decision.op] for decision in decisions if decision.op in DEEDS)
    doubtful = sum(decision.confidence < DOUBT for decision in decisions)
    return counts + Counter(doubtful=doubtful)
