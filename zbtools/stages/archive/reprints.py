"""Reprints: the families of printings in a marked archive, and who printed a story first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from zbtools.model import Article, Page, Record

DUPLICATES = ("exact", "near", "contained")


@dataclass(frozen=True, slots=True)
class Printing:
    """A story as one paper printed it. `relation`: to the family's representative, null for that itself."""

    id: str
    paper: str | None
    date: str | None
    page: str | None
    headline: str | None
    relation: str | None
    score: float


@dataclass(frozen=True, slots=True)
class Family:
    """The printings of a story, the earliest first; those without a date come last. `id`: of the representative."""

    id: str
    headline: str | None
    papers: int
    first: str | None
    last: str | None
    printings: tuple[Printing, ...]


def families(printings: Iterable[tuple[Printing, str]]) -> list[Family]:
    """Return the families of two printings and more, the largest first.

    `printings`: each with the id of its family's representative.

    >>> one = Printing("a", "滨江日报", "2021-03-09", "01", "大桥通车", None, 1.0)
    >>> other = Printing("b", "南湾晚报", "2021-03-08", "A2", "大桥今通车", "near", 0.98)
    >>> [(found.id, found.papers, found.first, [each.id for each in found.printings])
    ...  for found in families([(one, "a"), (other, "a")])]
    [('a', 2, '2021-03-08', ['b', 'a'])]
    """
    members: dict[str, list[Printing]] = {}
    for printing, representative in printings:
        members.setdefault(representative, []).append(printing)
    found = [_family(id, sorted(some, key=_order)) for id, some in members.items() if len(some) > 1]
    return sorted(found, key=lambda family: (-len(family.printings), family.first or "~", family.id))


def _order(printing: Printing) -> tuple[str, str, str, str]:
    return (printing.date or "~", printing.paper or "~", printing.page or "~", printing.id)


def _family(id: str, printings: list[Printing]) -> Family:
    dates = [printing.date for printing in printings if printing.date]
    headlines = [printing.headline for printing in printings if printing.id == id and printing.headline]
    headlines += [printing.headline for printing in printings if printing.headline]
    papers = {printing.paper for printing in printings if printing.paper}
    first, last = (dates[0], dates[-1]) if dates else (None, None)
    return Family(id, headlines[0] if headlines else None, len(papers), first, last, tuple(printings))


def printings(records: Iterable[Record]) -> Iterator[tuple[Printing, str]]:
    """Yield the articles of marked records, each with the id of the representative that its mark names, or its own."""
    pages: dict[str, Page] = {}
    for record in records:
        if isinstance(record, Page):
            pages[record.id] = record
        else:
            yield _printing(record, next((pages[id] for id in record.stands_on if id in pages), None))


def _printing(article: Article, page: Page | None) -> tuple[Printing, str]:
    mark = article.duplicate if article.duplicate and article.duplicate.relation in DUPLICATES else None
    paper, date = (page.paper, page.date) if page else (_known(article, "paper"), _known(article, "date"))
    relation, score = (mark.relation, mark.score) if mark else (None, 1.0)
    printing = Printing(article.id, paper, date, page.page if page else None, article.headline, relation, score)
    return printing, mark.of if mark else article.id


def _known(article: Article, key: str) -> str | None:
    """Return what a record without a page says of itself."""
    value = article.extra.get(key)
    return value if isinstance(value, str) else None
