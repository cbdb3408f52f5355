"""What records say about the dump: this text stands at these places, or these places were left out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from zbtools.model import TITLE_PARTS, Article, Dropped, Page, Provenance, Record, Spans
from zbtools.stages.spans import is_inside

PlacedSpan = tuple[str, int, int]
ROWS = ".rows"


class Claim(NamedTuple):
    """The text from `start` to `end` of a page belongs to one statement, given by its number."""

    start: int
    end: int
    statement: int


class Statement(NamedTuple):
    """One thing that a record says of the dump.

    `record`: its id; `part`: which part of it (`headline`, `body[3]`, `dropped[0]`). `places`: `(page id, start, end)`.
    `claims`: those places that no other statement may speak of. `text`: what is said to stand at `places`, None if
    nothing is. `reason`: why it was dropped, None for what is kept. `of`: what it repeats.
    """

    record: str
    part: str
    places: tuple[PlacedSpan, ...]
    claims: tuple[PlacedSpan, ...]
    text: str | None
    reason: str | None = None
    of: tuple[PlacedSpan, ...] = ()

    @property
    def name(self) -> str:
        """The part with its record, as a finding calls it."""
        return f"{self.part} of {self.record}"


def statements(record: Record) -> Iterator[Statement]:
    """Yield all that `record` says of the dump. A page that the record does not name has the empty id."""
    if isinstance(record, Page):
        yield from _of_page(record)
    elif record.provenance is not None:
        yield from _of_article(record, record.provenance)


def _of_page(page: Page) -> Iterator[Statement]:
    for number, item in enumerate(page.furniture):
        places = _placed(item.spans, (page.id,))
        yield Statement(page.id, f"furniture[{number}]", places, places, item.text)
    yield from _dropped(page.id, page.dropped, (page.id,))


def _of_article(article: Article, provenance: Provenance) -> Iterator[Statement]:
    respelled = any(decision.op == "spelling" for decision in article.decisions)
    for part, text, spans in _parts(article, provenance):
        if text or spans:
            places = _placed(spans, article.pages)
            # The cells of a table are its text once more.
            claims = () if part.endswith(ROWS) else places
            yield Statement(article.id, part, places, claims, None if respelled else text or "")
    if article.byline is not None or provenance.byline:
        yield _byline(article, provenance, respelled)
    yield from _dropped(article.id, article.dropped, article.pages)


def _parts(article: Article, provenance: Provenance) -> Iterator[tuple[str, str | None, Spans]]:
    """Yield the name, the text and the spans of each title and each element."""
    for part in TITLE_PARTS:
        yield part, getattr(article, part), getattr(provenance, part)
    for number, (element, spans) in enumerate(zip(article.body, provenance.body, strict=False)):
        yield f"body[{number}]", element.text, spans
        if element.rows is not None:
            yield f"body[{number}]{ROWS}", "".join(cell for row in element.rows for cell in row), spans


def _byline(article: Article, provenance: Provenance, respelled: bool) -> Statement:
    """Return what is said of the byline. One inside a paragraph lies in its span, and claims nothing of its own."""
    text = article.byline.text if article.byline and not respelled else None
    body = [span for spans in provenance.body for span in spans]
    own = tuple(span for span in provenance.byline if not is_inside(span, body))
    return Statement(article.id, "byline", _placed(provenance.byline, article.pages), _placed(own, article.pages), text)


def _dropped(record: str, items: Sequence[Dropped], pages: Sequence[str]) -> Iterator[Statement]:
    for number, item in enumerate(items):
        places, of = _placed(item.spans, pages), _placed(item.of or (), pages)
        yield Statement(record, f"dropped[{number}]", places, places, item.text, item.reason, of)


def _placed(spans: Spans, pages: Sequence[str]) -> tuple[PlacedSpan, ...]:
    return tuple((pages[page] if page < len(pages) else "", start, end) for page, start, end in spans)
