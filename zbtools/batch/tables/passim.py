"""What passim reads, for sites that find reprints with it on Spark: one document a line, `id`, `series` and `text`."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from zbtools.batch.tables.rows import body_of
from zbtools.model import Article, Page, Record
from zbtools.stages.export.parts import with_pages


def article_to_passim(article: Article, pages: Sequence[Page]) -> str:
    """Return one article as a line of JSON. `series`, what passim counts reprints between, is the paper."""
    page = pages[0] if pages else None
    known = {"issue": page.date, "date": page.date, "page": page.page, "source": page.source.name} if page else {}
    document = {
        "id": article.id,
        "series": (page and page.paper) or "unknown",
        "title": article.headline or "",
        "text": body_of(article),
        **{name: value for name, value in known.items() if value},
    }
    return json.dumps(document, ensure_ascii=False) + "\n"


def lines(records: Sequence[Record]) -> Iterator[str]:
    """Yield a line for each article that has a text."""
    yield from (article_to_passim(article, pages) for article, pages in with_pages(records) if body_of(article).strip())
