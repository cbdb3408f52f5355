"""The example issues as records, and references to their text, as a reviewer points at it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from zbtools.model import TITLE_PARTS, Article, Page, Record, Source
from zbtools.pipeline import Options, read_page, run_issue
from zbtools.stages.check import check_records
from zbtools.stages.corrections import Correction, to_json
from zbtools.stages.corrections.board import BODY, BYLINE, FURNITURE, Board, Piece, board_of
from zbtools.stages.corrections.correction import SCHEMA
from zbtools.stages.corrections.references import Reference, reference_to
from zbtools.stages.identity import Identity

EXAMPLES = Path(__file__).parents[2] / "examples"
KEPT = (*TITLE_PARTS, *BODY, BYLINE, FURNITURE)
ISSUES = sorted(path for path in EXAMPLES.glob("*/*") if path.is_dir())


@cache
def issue(folder: Path, min_confidence: float = 0.0) -> tuple[tuple[Record, ...], dict[str, str]]:
    """Return the records of an example issue and its dumps by page id."""
    records: list[Record] = []
    texts = {}
    for path in sorted(folder.glob("*.txt")):
        text = path.read_text("utf-8")
        read = read_page(text, Source(path.name, path.stem.ljust(64, "0"), "utf-8", len(text)), Identity())
        texts[read[0].id] = text
        records += read
    return tuple(run_issue(records, ("dedupe", "join"), Options(min_confidence=min_confidence))), texts


def example(name: str) -> tuple[tuple[Record, ...], dict[str, str]]:
    """Return the issue of the example paper called `name`."""
    return issue(next(path for path in ISSUES if path.parent.name == name))


def pieces(board: Board, *kinds: str) -> Iterator[Piece]:
    """Yield the pieces of a board, of all kinds of lines or of those named."""
    for sheet in board.sheets:
        for line in sheet.lines:
            if not kinds or line.kind in kinds:
                yield from line.pieces


def ref(records: Sequence[Record], begins: str) -> Reference:
    """Return the reference to the one piece, of those that were not dropped, that begins with these words."""
    board = board_of(records)
    [piece] = [piece for piece in pieces(board, *KEPT) if piece.text.startswith(begins)]
    return reference_to(piece, board)


def articles(records: Sequence[Record]) -> list[Article]:
    """Return the articles among `records`."""
    return [record for record in records if isinstance(record, Article)]


def headed(records: Sequence[Record], headline: str | None) -> Article:
    """Return the one article with this headline."""
    [found] = [article for article in articles(records) if article.headline == headline]
    return found


def saved(corrections: Sequence[Correction]) -> str:
    """Return the file that holds `corrections`, as a reviewer saves it."""
    return json.dumps({"schema": SCHEMA, "corrections": [to_json(each) for each in corrections]}, ensure_ascii=False)


def page_of(records: Sequence[Record]) -> Page:
    """Return the first page record."""
    return next(record for record in records if isinstance(record, Page))


__all__ = ["ISSUES", "articles", "check_records", "example", "headed", "issue", "page_of", "pieces", "ref", "saved"]
