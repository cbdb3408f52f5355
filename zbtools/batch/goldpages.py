"""Which page of a gold file a page of records was made from."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from typing import NamedTuple

from zbtools.language.characters import is_han
from zbtools.model import Article, Page, Record, Spans
from zbtools.stages.score import Gold


class GoldPage(NamedTuple):
    """A page of the gold: its issue, its number there, and its text."""

    gold: Gold
    number: int
    text: str

    @property
    def labels(self) -> tuple[str, str, str]:
        """Paper, day and page, as `_labels` writes them."""
        pages = self.gold.page_numbers
        return _labels(self.gold.paper, self.gold.date, pages[self.number] if self.number < len(pages) else None)

    def is_source_of(self, page: Page) -> bool:
        """Whether `page` was made from the very dump that this page is."""
        if self.gold.sources:
            return self.gold.sources[self.number] == page.source.sha256
        with suppress(LookupError, UnicodeError):
            return hashlib.sha256(self.text.encode(page.source.encoding)).hexdigest() == page.source.sha256
        return False


class GoldPages:
    """The pages of a gold file, found by their text or by what they are called."""

    def __init__(self, golds: Iterable[Gold]) -> None:
        """Take the pages of all issues."""
        self._pages = [GoldPage(gold, number, text) for gold in golds for number, text in enumerate(gold.pages)]
        self._by_length: dict[int, list[GoldPage]] = {}
        for page in self._pages:
            self._by_length.setdefault(len(page.text), []).append(page)

    def found(self, page: Page, records: Sequence[Record]) -> GoldPage | None:
        """Return the page of the gold that `page` was made from, None if there is none; `records`: of its issue.

        It is the one with the same text, by length and SHA-256; else one that no name, day or page label tells apart,
        that shares one of these, and that holds all Chinese characters of the records where their spans say.
        """
        same = (one for one in self._by_length.get(page.source.chars, ()) if one.is_source_of(page))
        called = _labels(page.paper, page.date, page.page)
        alike = (one for one in self._pages if _agree(one.labels, called) and _fits(one.text, page, records))
        return next(same, None) or next(alike, None)


def _labels(paper: str | None, date: str | None, page: str | None) -> tuple[str, str, str]:
    """Return labels such that 2021-06-09 is 20210609 and page A06 is a6; empty where there is none."""
    return (
        (paper or "").strip(),
        re.sub(r"\D", "", date or ""),
        re.sub(r"(?<!\d)0+(?=\d)", "", (page or "").strip().lower()),
    )


def _agree(first: Sequence[str], second: Sequence[str]) -> bool:
    both = [a == b for a, b in zip(first, second, strict=True) if a and b]
    return bool(both) and all(both)


def _fits(text: str, page: Page, records: Iterable[Record]) -> bool:
    """Return whether there are Chinese characters on the page, and `text` holds all of them in their places."""
    said = [
        (_han(words), _han("".join(text[start:end] for _, start, end in spans)))
        for spans, words in _placed_texts(page, records)
    ]
    return any(words for words, _ in said) and all(words == there for words, there in said)


def _han(text: str) -> str:
    """Return the Chinese characters alone: punctuation may have been respelled."""
    return "".join(filter(is_han, text))


def _placed_texts(page: Page, records: Iterable[Record]) -> Iterator[tuple[Spans, str]]:
    """Yield the furniture of a page, and the elements of bodies that stand on this page alone."""
    yield from ((furniture.spans, furniture.text) for furniture in page.furniture)
    for article in records:
        if isinstance(article, Article) and article.provenance and page.id in article.pages:
            number = article.pages.index(page.id)
            for element, spans in zip(article.body, article.provenance.body, strict=True):
                if all(span[0] == number for span in spans):
                    yield spans, element.text
