"""An article as its reader meets it: a sequence of parts, titles first, each on its own line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from zbtools.model import TITLE_PARTS, Article, Element, Page, Record

BRACKETS = 4
"""Characters that may stand about a byline at the end of a text: brackets, a dash, a space."""


class Part(NamedTuple):
    """One line of an article. `role`: a title part, `byline`, or the kind of an element; `rows`: cells of a table."""

    role: str
    text: str
    rows: tuple[tuple[str, ...], ...] = ()


def parts(article: Article) -> Iterator[Part]:
    """Yield the parts of `article` in reading order, without the empty ones.

    A byline inside a paragraph is not repeated. One on a line of its own stands where the page has it: before the first
    element that stands behind it there, or at the end.
    """
    yield from (Part(role, text) for role in TITLE_PARTS if (text := getattr(article, role)))
    place, byline = _place_of_byline(article), article.byline
    elements = [Part(item.kind, item.text, item.rows or ()) for item in article.body]
    if byline is not None and place is not None:
        elements.insert(place, Part("byline", byline.text))
    yield from (part for part in elements if part.text or part.rows)


def _place_of_byline(article: Article) -> int | None:
    """Return the index of the element that the byline stands before, or None if it is in the text of one."""
    if article.byline is None:
        return None
    if article.provenance is None or not article.provenance.byline:
        return None if _is_at_an_end(article.byline.text, article.body) else 0
    body, first = article.provenance.body, article.provenance.byline[0]
    if any(page == first[0] and start <= first[1] < end for spans in body for page, start, end in spans):
        return None
    return next((number for number, spans in enumerate(body) if spans and spans[0] > first), len(body))


def _is_at_an_end(words: str, body: Iterable[Element]) -> bool:
    """Tell whether an element begins or ends with `words`, perhaps in brackets."""
    room = len(words) + BRACKETS
    return any(words in element.text[:room] or words in element.text[-room:] for element in body)


def mark(article: Article) -> str | None:
    """Return the words in square brackets for what is no ordinary, whole article, or None.

    >>> mark(Article(id="a", kind="fragment"))
    '[fragment]'
    """
    if article.kind == "fragment":
        return "[fragment]"
    if article.continued_from and "head-elsewhere" in article.status:
        return f"[continued from {article.continued_from.page or 'another page'}]"
    return "[notice]" if article.type == "notice" else None


def with_pages(records: Iterable[Record]) -> Iterator[tuple[Article, list[Page]]]:
    """Yield each article with the pages that it stands on, the one that it begins on first, whose records came before
    it.
    """
    known: dict[str, Page] = {}
    for record in records:
        if isinstance(record, Page):
            known[record.id] = record
        else:
            yield record, [known[page] for page in record.stands_on if page in known]
