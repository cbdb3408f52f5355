"""What the review page shows, as plain data: the pages, their pieces, and the sheets that hold them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from zbtools.model import Article, Decision, Dropped, Element, Furniture, Page, Record, Span
from zbtools.stages.corrections import Correction, to_json
from zbtools.stages.corrections.board import Board, Line, Piece, Sheet, board_of, counted
from zbtools.stages.corrections.correction import SCHEMA, reference_json
from zbtools.stages.corrections.references import hash_of, reference_to
from zbtools.views.explain import told_by
from zbtools.views.outline import DOUBT

Object = dict[str, Any]


def review_data(records: Sequence[Record], dumps: Mapping[str, str], saved: Sequence[Correction]) -> Object:
    """Return the data of the review page of one issue; pieces are called by their number.

    Saved corrections that the records already went through are `done`: they are kept in the file, not made again.
    """
    board = board_of(records)
    pieces = [piece for sheet in board.sheets for line in sheet.lines for piece in line.pieces]
    index = _Index(pieces)
    pages = [record for record in records if isinstance(record, Page)]
    texts = told_by(records) | dict(dumps)
    made = {each for page in pages for each in page.corrections}
    return {
        "schema": SCHEMA,
        "records": hash_of(repr(records)),
        "name": _name_of(pages),
        "doubt": DOUBT,
        "pages": [{"id": page.id, "name": _page_name(page), "text": texts[page.id]} for page in pages],
        "pieces": [_piece(piece, board) for piece in pieces],
        "sheets": [_sheet(sheet, board, index) for sheet in board.sheets],
        "saved": [to_json(each) | ({"done": True} if each.id in made else {}) for each in saved],
    }


class _Index:
    """Finds the number of the piece that holds a place."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self._numbers: dict[int, list[tuple[int, int, int]]] = {}
        for number, piece in enumerate(pieces):
            for start, end in piece.ranges:
                self._numbers.setdefault(piece.page, []).append((start, end, number))
        for places in self._numbers.values():
            places.sort()
        self._next = {piece: number for number, piece in enumerate(pieces)}

    def of(self, piece: Piece) -> int:
        """Return the number of a piece."""
        return self._next[piece]

    def at(self, span: Span) -> Iterator[int]:
        """Yield the number of the first piece that shares text with `span`."""
        page, low, high = span
        found = (number for start, end, number in self._numbers.get(page, ()) if start < high and low < end)
        yield from [number for number in [next(found, None)] if number is not None]


def _name_of(pages: Sequence[Page]) -> str:
    """Return what an issue is called: paper and day, or the name of its first page."""
    if not pages:
        return "records"
    first = pages[0]
    labels = " ".join(page.page for page in pages[:1] if page.page and len(pages) == 1)
    return " ".join(part for part in (first.paper, first.date, labels) if part) or _file_name(first)


def _file_name(page: Page) -> str:
    return page.source.name.rpartition("/")[2]


def _page_name(page: Page) -> str:
    label = f"page {page.page}" if page.page else _file_name(page)
    return " ".join(part for part in (label, page.page_name) if part)


def _piece(piece: Piece, board: Board) -> Object:
    reference = reference_json(reference_to(piece, board))
    return {"page": piece.page, "ranges": piece.ranges, "text": piece.text, "ref": reference}


def _sheet(sheet: Sheet, board: Board, index: _Index) -> Object:
    record = sheet.record
    article = record if isinstance(record, Article) else None
    out: Object = {
        "kind": record.kind if isinstance(record, Article) else "page",
        "id": record.id if record else "",
        "status": article.status if article else (),
        "candidates": [each for each in article.candidates if _is_candidate(each)] if article else [],
        "lines": [_line(line, sheet, board, index) for line in sheet.lines],
        "decisions": [_decision(each, index) for each in sheet.decisions if each.at],
    }
    return out


def _is_candidate(value: Any) -> bool:
    return isinstance(value, dict) and isinstance(value.get("title"), str) and isinstance(value.get("score"), float)


def _line(line: Line, sheet: Sheet, board: Board, index: _Index) -> Object:
    out: Object = {"kind": line.kind, "pieces": [index.of(piece) for piece in line.pieces]}
    made_of = line.made_of
    if isinstance(made_of, Element) and made_of.rows:
        out["rows"] = made_of.rows
    if isinstance(made_of, Furniture):
        out["role"] = made_of.role
    if isinstance(made_of, Dropped) and sheet.record:
        number = {page: at for at, page in enumerate(board.pages)}
        repeated = counted(made_of.of or (), sheet.record, number)
        out |= {"why": made_of.reason, "of": [found for span in repeated for found in index.at(span)]}
    return out


def _decision(decision: Decision, index: _Index) -> Object:
    return {
        "op": decision.op,
        "rule": decision.rule,
        "evidence": decision.evidence,
        "confidence": decision.confidence,
        "at": [number for span in decision.at for number in index.at(span)],
    }
