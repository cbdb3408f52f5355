"""The records of an issue as the characters of the gold that they hold."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from zbtools.errors import InputError
from zbtools.model import Article
from zbtools.stages.score.truth import Truth


@dataclass(frozen=True)
class Predicted:
    """An article or fragment record: the numbers of its characters, part by part."""

    article: Article
    title: list[int]
    byline: list[int]
    body: list[list[int]]

    @property
    def fragment(self) -> bool:
        """Whether no article owns the text."""
        return self.article.kind == "fragment"

    @cached_property
    def captions(self) -> set[int]:
        """The characters of its captions."""
        pairs = zip(self.article.body, self.body, strict=True)
        return {number for element, part in pairs if element.kind == "caption" for number in part}

    @cached_property
    def own_byline(self) -> set[int]:
        """The characters of a byline outside the body."""
        return set(self.byline).difference(*self.body)

    def characters(self) -> list[int]:
        """Return all characters, those of a byline inside the body once."""
        own = self.own_byline
        body = [number for part in self.body for number in part]
        return [*self.title, *body, *(number for number in self.byline if number in own)]


def predicted(articles: Iterable[Article], truth: Truth) -> list[Predicted]:
    """Return the records as characters of `truth`. Spans count the pages of the gold from 0.

    Raises InputError for a record without provenance.
    """
    return [_predicted(article, truth) for article in articles]


def _predicted(article: Article, truth: Truth) -> Predicted:
    said = article.provenance
    if said is None:
        message = f"the record {article.id} is without provenance, which score needs"
        raise InputError(message, "make the records again without --no-provenance")
    titles = (*said.label, *said.kicker, *said.headline, *said.subtitle)
    body = [truth.numbers(spans) for spans in said.body]
    return Predicted(article, truth.numbers(titles), truth.numbers(said.byline), body)
