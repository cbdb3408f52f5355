"""From a board back to records: only records whose lines or decisions changed are written anew."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from zbtools.model import (
    TITLE_PARTS,
    Article,
    Byline,
    Dropped,
    Element,
    ElementKind,
    Furniture,
    Link,
    Page,
    Provenance,
    Record,
    Spans,
)
from zbtools.stages.assemble import byline_in_text, credit_of, status_of
from zbtools.stages.corrections.board import BYLINE, DROPPED, FURNITURE, Board, Line, Sheet, counted
from zbtools.stages.spans import is_inside
from zbtools.stages.units import Role, Unit

LABEL = TITLE_PARTS[0]


def records_of(board: Board, before: Board) -> list[Record]:
    """Return the records that `board` stands for, in the order of a stream; `before`: the board as it was laid out.

    An article of which nothing is left is gone; what was dropped from it, and its continuations, go with its text.
    """
    same = {id(sheet) for sheet in before.sheets}
    board = _with_homes(board)
    written = [sheet.record if id(sheet) in same else _record(sheet, board) for sheet in board.sheets]
    kept = [record for record in written if record is not None]
    named = _new_ids(board, written)
    return list(_in_order([_linked(record, named) for record in kept]))


def _record(sheet: Sheet, board: Board) -> Record | None:
    if isinstance(sheet.record, Page):
        return _page(sheet, sheet.record)
    if not any(line.kind != DROPPED for line in sheet.lines):
        return None
    return _article(sheet, sheet.record, board)


# --- text that was dropped from an article that is gone


def _with_homes(board: Board) -> Board:
    """Return `board` with the dropped text of articles of which nothing is left given to the one nearest to it."""
    sheets = list(board.sheets)
    for number, sheet in enumerate(sheets):
        if sheet.is_page or any(sheet.owned) or not sheet.lines:
            continue
        for line in sheet.lines:
            home = _nearest(sheets, line)
            if home is not None:
                decisions = tuple(each for each in sheet.decisions if each.at[:1] == line.spans[:1])
                sheets[home] = replace(
                    sheets[home],
                    lines=(*sheets[home].lines, line),
                    decisions=(*sheets[home].decisions, *decisions),
                )
        sheets[number] = replace(sheet, lines=(), decisions=())
    return replace(board, sheets=tuple(sheets))


def _nearest(sheets: Sequence[Sheet], line: Line) -> int | None:
    """Return the number of the article whose text is nearest to `line` on its page, else of any article."""
    page, start = line.pieces[0].page, line.pieces[0].start
    found = [
        (abs(piece.page - page), abs(piece.start - start), number)
        for number, sheet in enumerate(sheets)
        if not sheet.is_page
        for other in sheet.owned
        for piece in other.pieces
    ]
    return min(found)[2] if found else None


# --- pages


def _page(sheet: Sheet, page: Page) -> Page:
    local = [_without_page(line) for line in sheet.lines]
    furniture = sorted((_furniture(line, spans) for line, spans in local if line.kind == FURNITURE), key=_spans_of)
    dropped = [_dropped(line, spans) for line, spans in local if line.kind == DROPPED]
    marks = [entry for entry in page.dropped if not entry.text]
    decisions = tuple(replace(each, at=tuple((0, *span[1:]) for span in each.at)) for each in sheet.decisions)
    return replace(page, furniture=tuple(furniture), dropped=(*marks, *dropped), decisions=decisions)


def _without_page(line: Line) -> tuple[Line, Spans]:
    return line, tuple((0, start, end) for _, start, end in line.spans)


def _furniture(line: Line, spans: Spans) -> Furniture:
    made_of = line.made_of
    if isinstance(made_of, Furniture):
        return replace(made_of, text=line.text, spans=spans)
    return Furniture("other", line.text, spans)


def _spans_of(item: Furniture) -> Spans:
    return item.spans


def _dropped(line: Line, spans: Spans, of: Spans | None = None) -> Dropped:
    assert isinstance(line.made_of, Dropped), "only what was dropped before is a dropped line"
    return replace(line.made_of, text=line.text, spans=spans, of=of)


# --- articles


def _article(sheet: Sheet, record: Record | None, board: Board) -> Article:
    old = record if isinstance(record, Article) else Article(id="", pages=())
    body = [line for line in sheet.lines if line.is_body]
    parts = {part: [line for line in sheet.lines if line.kind == part] for part in TITLE_PARTS}
    texts: dict[str, Any] = {part: " ".join(line.text for line in lines) or None for part, lines in parts.items()}
    byline, at = _byline(sheet, old, body, board)
    dropped = tuple(_dropped_again(line, old, board) for line in sheet.lines if line.kind == DROPPED)
    spans = {part: tuple(span for line in lines for span in line.spans) for part, lines in parts.items()}
    titled = any(parts.values())
    return replace(
        old,
        id=_id(sheet, board),
        kind="article" if titled else old.kind,
        candidates=() if titled else old.candidates,
        pages=_pages(sheet, dropped, board),
        **texts,
        byline=byline,
        body=tuple(map(_element, body)),
        status=tuple(status_of([_units(line) for line in body], old.continued_from, old.continued_on)),
        dropped=dropped,
        decisions=sheet.decisions,
        confidence=min((each.confidence for each in sheet.decisions), default=1.0),
        provenance=Provenance(
            **spans,
            byline=at,
            body=tuple(line.spans for line in body),
            extra=old.provenance.extra if old.provenance else None,
        ),
    )


def _element(line: Line) -> Element:
    made_of = line.made_of if isinstance(line.made_of, Element) else Element("paragraph", "")
    kind: ElementKind = line.kind  # type: ignore[assignment]  # a line of a body has the kind of an element
    rows = made_of.rows if kind == "table" else None
    return replace(made_of, kind=kind, text=line.text, rows=rows, credit=credit_of(kind, line.text, None))


def _units(line: Line) -> list[Unit]:
    """Return the pieces as the units that articles are assembled from."""
    role: Role = line.kind  # type: ignore[assignment]  # the kinds of elements are roles, too
    return [Unit(piece.page, piece.ranges, piece.text, role) for piece in line.pieces]


def _byline(sheet: Sheet, old: Article, body: Sequence[Line], board: Board) -> tuple[Byline | None, Spans]:
    """Return the byline and its place: the old one where its text is still in the article, else what the text tells."""
    number = {page: index for index, page in enumerate(board.pages)}
    at = counted(old.provenance.byline, old, number) if old.provenance and old.byline else ()
    own = [span for line in sheet.lines if line.is_body or line.kind == BYLINE for span in line.spans]
    if at and all(is_inside(span, own) for span in at):
        return old.byline, at
    line = next((line for line in sheet.lines if line.kind == BYLINE), None)
    if line is not None:
        return Byline(line.text), line.spans
    found, spans = byline_in_text([_units(line) for line in body], None)
    return (found.byline if found else None), spans


def _dropped_again(line: Line, old: Article, board: Board) -> Dropped:
    made_of = line.made_of
    assert isinstance(made_of, Dropped), "only what was dropped before is a dropped line"
    return _dropped(line, line.spans, _of(made_of, board, old))


def _of(made_of: Dropped, board: Board, old: Article) -> Spans | None:
    """Return what dropped text repeats, its pages counted in the issue: as the record that held it first counted."""
    if made_of.of is None:
        return None
    number = {page: index for index, page in enumerate(board.pages)}
    holder = next(
        (
            sheet.record
            for sheet in board.sheets
            if isinstance(sheet.record, Article) and any(each is made_of for each in sheet.record.dropped)
        ),
        old,
    )
    return counted(made_of.of, holder, number)


def _places(sheet: Sheet, banners: frozenset[Spans]) -> Iterator[tuple[int, int]]:
    """Yield where the text of an article begins, piece by piece; a marker is a part of its text, a banner is not."""
    for line in sheet.lines:
        is_text = line.kind != DROPPED or getattr(line.made_of, "reason", "") == "marker"
        if is_text and not (line.kind == LABEL and line.spans in banners):
            yield from ((piece.page, piece.start) for piece in line.pieces)


def _banners(board: Board) -> frozenset[Spans]:
    """Return the labels that stand above several articles."""
    labels = Counter(line.spans for sheet in board.sheets for line in sheet.lines if line.kind == LABEL)
    return frozenset(spans for spans, articles in labels.items() if articles > 1)


def _id(sheet: Sheet, board: Board) -> str:
    page, start = min(_places(sheet, _banners(board)))
    return f"{board.pages[page]}-{start}"


def _pages(sheet: Sheet, dropped: Sequence[Dropped], board: Board) -> tuple[str, ...]:
    used = [page for line in sheet.lines for page, _, _ in line.spans]
    used += [page for entry in dropped for page, _, _ in entry.of or ()]
    used += [page for decision in sheet.decisions for page, _, _ in decision.at]
    return board.pages[: 1 + max(used)]


# --- the stream


def _new_ids(board: Board, written: Sequence[Record | None]) -> dict[str, str]:
    """Return the new ids of the articles that begin elsewhere than before."""
    pairs = zip(board.sheets, written, strict=True)
    return {
        sheet.record.id: record.id
        for sheet, record in pairs
        if sheet.record is not None and record is not None and sheet.record.id != record.id
    }


def _linked(record: Record, named: Mapping[str, str]) -> Record:
    """Return `record` with the other ends of its continuations called by their new ids."""
    if isinstance(record, Page):
        return record
    ends = _renamed(record.continued_from, named), _renamed(record.continued_on, named)
    if ends == (record.continued_from, record.continued_on):
        return record
    return replace(record, continued_from=ends[0], continued_on=ends[1])


def _renamed(link: Link | None, named: Mapping[str, str]) -> Link | None:
    return replace(link, article=named.get(link.article, link.article)) if link and link.article else link


def _in_order(records: Sequence[Record]) -> Iterator[Record]:
    """Yield each page followed by the articles that begin on it, in the order of their first text."""
    pages = [record.id for record in records if isinstance(record, Page)]
    articles = [record for record in records if isinstance(record, Article)]
    yield from (article for article in articles if _begins(article)[0] not in pages)
    for page in (record for record in records if isinstance(record, Page)):
        yield page
        yield from sorted((each for each in articles if _begins(each)[0] == page.id), key=lambda each: _begins(each)[1])


def _begins(article: Article) -> tuple[str, int]:
    page, _, start = article.id.rpartition("-")
    return page, int(start) if start.isdecimal() else 0
