"""Records of which a person has judged pages, as gold: what was corrected or accepted there is right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, replace
from typing import Any

from zbtools.model import TITLE_PARTS, Article, Dropped, Page, Provenance, Record, Spans
from zbtools.stages.score.draft import draft
from zbtools.stages.score.gold import Gold


def reviewed_gold(records: Sequence[Record], texts: Mapping[str, str]) -> Gold | None:
    """Return the gold of the pages of one issue that corrections were made on, None if there are none.

    `texts`: the dumps of these pages by id, decoded; or what records tell of them, at its offsets.
    """
    pages = [record for record in records if isinstance(record, Page) and record.corrections]
    if not pages:
        return None
    numbers = {page.id: number for number, page in enumerate(pages)}
    articles = (record for record in records if isinstance(record, Article))
    there = [counted_on(article, numbers) for article in articles if numbers.keys() & set(article.pages)]
    gold = draft([*pages, *filter(_has_text, there)], texts)
    return replace(gold, sources=tuple(page.source.sha256 for page in pages))


def counted_on(article: Article, numbers: Mapping[str, int]) -> Article:
    """Return an article whose spans count pages as `numbers` does, by their ids; spans on other pages are left out."""
    own = {index: numbers[page] for index, page in enumerate(article.pages) if page in numbers}

    def moved(spans: Spans) -> Spans:
        return tuple((own[page], start, end) for page, start, end in spans if page in own)

    def dropped(items: Iterable[Dropped]) -> Iterator[Dropped]:
        for item in items:
            yield replace(item, spans=moved(item.spans), of=None if item.of is None else moved(item.of))

    said = article.provenance
    if said is None:
        return article
    titles: dict[str, Any] = {name: moved(getattr(said, name)) for name in (*TITLE_PARTS, "byline")}
    provenance = replace(said, **titles, body=tuple(map(moved, said.body)))
    return replace(article, provenance=provenance, dropped=tuple(dropped(article.dropped)))


def _has_text(article: Article) -> bool:
    said = article.provenance or Provenance()
    parts = [getattr(said, field.name) for field in fields(Provenance) if field.name not in ("body", "extra")]
    return any(parts) or any(said.body)
