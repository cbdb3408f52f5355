"""Dedupe: what a reader dumped twice leaves the articles, and stays in their `dropped` with what it repeats."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from zbtools.model import TITLE_PARTS, Article, Dropped, Element, Page, Provenance, Range, Record, Spans
from zbtools.stages.assemble import breaks_off
from zbtools.stages.dropped import Repeated, without
from zbtools.stages.layout import Galley, decode_units
from zbtools.stages.repetitions import Gone, Repetition, find_repetitions
from zbtools.stages.units import Unit

# What the body of an article says of itself, and says anew once a part of it is gone.
OF_THE_BODY = frozenset({"tail-missing", "gap"})


def dedupe(records: Sequence[Record]) -> list[Record]:
    """Return the records of one issue without the text that its dumps hold twice; what was printed twice stays.

    Nothing is lost: repeated text is in `dropped` of the article that held it, or of the one that it repeats where
    nothing else of its own is left, with the spans that it repeats and a decision that says why. A page that has been
    through this is not looked at again.
    """
    pages = [record for record in records if isinstance(record, Page) and "dedupe" not in record.stages]
    units = [unit for number, page in enumerate(pages) for unit in decode_units(page, records, number)]
    found = find_repetitions(units)
    edited = _without_repetitions(records, [page.id for page in pages], units, found) if found else records
    new = {page.id for page in pages}
    return [_marked(record) if isinstance(record, Page) and record.id in new else record for record in edited]


def repeated_in(galleys: Sequence[Galley]) -> Repeated:
    """Return what the galleys of an issue hold twice, the page of each unit its place among them."""
    found = find_repetitions([unit for galley in galleys for unit in galley.units])
    return Repeated([each.dropped for each in found if each.dropped is not None], [each.decision for each in found])


def _marked(page: Page) -> Page:
    return replace(page, stages=(*page.stages, "dedupe"))


def _without_repetitions(
    records: Sequence[Record], ids: Sequence[str], units: Sequence[Unit], found: Sequence[Repetition]
) -> list[Record]:
    """Return the records with `found` taken out of the articles; its page numbers are indexes into `ids`."""
    dropped = [repetition for repetition in found if repetition.dropped is not None]
    gone = Gone((ids[page], start, end) for repetition in dropped for page, start, end in repetition.spans)
    titles = {(ids[unit.page], unit.start): unit for unit in units if unit.role == "title"}
    owners = _Owners(records)
    noted: dict[str, list[Repetition]] = {}
    for repetition in found:
        page, start, _ = repetition.spans[0]
        noted.setdefault(owners.find(ids[page], start), []).append(repetition)
    edited = [
        _noted(_edited(record, gone, titles), noted[record.id], ids)
        if isinstance(record, Article) and record.id in noted
        else record
        for record in records
    ]
    return _without_empty(edited, owners)


Titles = dict[tuple[str, int], Unit]
"""The lines of titles, by page id and begin."""


class _Owners:
    """Which article of an issue owns the text at a place."""

    def __init__(self, records: Iterable[Record]) -> None:
        self._starts: dict[str, list[tuple[int, str]]] = {}
        for record in records:
            if isinstance(record, Article):
                for page, start, _ in _all_spans(record.provenance or Provenance()):
                    self._starts.setdefault(record.pages[page], []).append((start, record.id))
        for starts in self._starts.values():
            starts.sort()

    def find(self, page_id: str, place: int) -> str:
        """Return the id of the article with the last text that begins at or before `place`; empty if none does."""
        starts = self._starts.get(page_id, [])
        index = bisect_right(starts, place, key=lambda item: item[0])
        return starts[index - 1][1] if index else ""


def _all_spans(where: Provenance) -> Iterator[tuple[int, int, int]]:
    for part in TITLE_PARTS:
        yield from getattr(where, part)
    yield from where.byline
    for spans in where.body:
        yield from spans


def _edited(article: Article, gone: Gone, titles: Titles) -> Article:
    """Return the article less what is gone from its pages."""
    where = article.provenance or Provenance()
    pieces = [_cut(article, *piece, gone) for piece in zip(article.body, where.body, strict=True)]
    kept = [piece for piece in pieces if piece is not None]
    changed: dict[str, Any] = {"body": tuple(element for element, _ in kept)}
    places: dict[str, Any] = {"body": tuple(spans for _, spans in kept)}
    for part in TITLE_PARTS:
        if _gone_from(article, getattr(where, part), gone):
            changed[part], places[part] = _cut_title(article, getattr(where, part), gone, titles)
    if _gone_from(article, where.byline, gone):
        changed["byline"], places["byline"] = None, ()
    article = replace(article, **changed, provenance=replace(where, **places))
    return replace(article, status=tuple(_status(article)))


def _gone_from(article: Article, spans: Spans, gone: Gone) -> list[Range]:
    """Return what is gone of a part of the article."""
    return [found for page, start, end in spans for found in gone.within(article.pages[page], start, end)]


def _cut(article: Article, element: Element, spans: Spans, gone: Gone) -> tuple[Element, Spans] | None:
    """Return what is left of an element, all of it on one page, with its spans; None if nothing is."""
    missing = _gone_from(article, spans, gone)
    if not missing:
        return element, spans
    whole = Unit(spans[0][0], tuple((start, end) for _, start, end in spans), element.text, "paragraph")
    return next(((replace(element, text=left.text), left.spans) for left in without([whole], missing)), None)


def _cut_title(article: Article, spans: Spans, gone: Gone, titles: Titles) -> tuple[str | None, Spans]:
    """Return what is left of a part of a title, whose lines are gone or stay as a whole."""
    lines = [titles[key] for page, start, _ in spans if (key := (article.pages[page], start)) in titles]
    left = [unit for line in lines for unit in without([line], _gone_from(article, spans, gone))]
    text = " ".join(unit.text for unit in left)
    return text or None, tuple((spans[0][0], start, end) for unit in left for start, end in unit.ranges)


def _status(article: Article) -> Iterator[str]:
    """Yield the status of the article after a part of its body is gone: no end is missed that was there twice."""
    yield from (word for word in article.status if word not in OF_THE_BODY)
    texts = [element.text for element in article.body if element.kind == "paragraph"]
    is_open = [breaks_off(Unit(0, ((0, len(text)),), text, "paragraph")) for text in texts]
    if "tail-missing" in article.status and is_open[-1:] == [True]:
        yield "tail-missing"
    if "gap" in article.status and any(is_open[:-1]):
        yield "gap"


def _noted(article: Article, found: Sequence[Repetition], ids: Sequence[str]) -> Article:
    """Return the article with `found` among what it dropped and decided; pages that it repeats follow its own."""
    used = {ids[page] for repetition in found for page, _, _ in (*repetition.spans, *repetition.of)}
    pages = (*article.pages, *(page for page in ids if page in used and page not in article.pages))
    dropped = [_reindexed(repetition.dropped, ids, pages) for repetition in found if repetition.dropped is not None]
    decisions = [replace(each.decision, at=_counted(each.decision.at, ids, pages)) for each in found]
    return replace(
        article, pages=pages, dropped=(*article.dropped, *dropped), decisions=(*article.decisions, *decisions)
    )


def _reindexed(entry: Dropped, old: Sequence[str], new: Sequence[str]) -> Dropped:
    of = None if entry.of is None else _counted(entry.of, old, new)
    return replace(entry, spans=_counted(entry.spans, old, new), of=of)


def _counted(spans: Spans, old: Sequence[str], new: Sequence[str]) -> Spans:
    """Return the spans with their pages, so far indexes into `old`, as indexes into `new`."""
    return tuple((new.index(old[page]), start, end) for page, start, end in spans)


def _without_empty(records: Sequence[Record], owners: _Owners) -> list[Record]:
    """Return the records without the articles of which nothing is left; what they dropped goes where it is repeated."""
    articles = {record.id: record for record in records if isinstance(record, Article)}
    for article in [article for article in articles.values() if _is_empty(article)]:
        heir = articles.get(_heir(article, articles, owners))
        if heir is not None:
            del articles[article.id]
            articles[heir.id] = _inherited(heir, article)
    return [articles.get(record.id, record) for record in records if isinstance(record, Page) or record.id in articles]


def _is_empty(article: Article) -> bool:
    return not (article.body or article.byline or any(getattr(article, part) for part in TITLE_PARTS))


def _heir(article: Article, articles: dict[str, Article], owners: _Owners) -> str:
    """Return the id of the article that holds what `article` repeated."""
    for entry in article.dropped:
        for page, start, _ in entry.of or ():
            owner = owners.find(article.pages[page], start)
            if owner in articles and not _is_empty(articles[owner]):
                return owner
    return ""


def _inherited(heir: Article, article: Article) -> Article:
    """Return `heir` with what `article` dropped and decided."""
    pages = (*heir.pages, *(page for page in article.pages if page not in heir.pages))
    dropped = [_reindexed(entry, article.pages, pages) for entry in article.dropped]
    decisions = [replace(each, at=_counted(each.at, article.pages, pages)) for each in article.decisions]
    return replace(heir, pages=pages, dropped=(*heir.dropped, *dropped), decisions=(*heir.decisions, *decisions))
