"""What a correction points at: a text and where it stood, found again in other records of the same page."""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple

from zbtools.model import Range
from zbtools.stages.corrections.board import BEGINS, DROPPED, Board, Line, Piece, mapped

DIGITS = 16


class UnfitError(Exception):
    """A correction does not fit the records; the message says why, as a predicate of what it points at."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A piece of a page by content and position.

    `page`: the id of the page; `source`: the first digits of the SHA-256 of its dump, which finds it where the id has
    changed. `begins`, `length`, `hash`: the first code points, the number and the hash of its code
    points, white space aside. `at`: its place in the dump. `part`: of this piece, the code points of its text that are
    meant (a person cut it); None for all.
    """

    page: str
    at: Range
    begins: str
    length: int
    hash: str
    part: Range | None = None
    source: str = ""


class Place(NamedTuple):
    """Where a piece is: the numbers of its sheet, its line there, and the piece in that line."""

    sheet: int
    line: int
    piece: int


def hash_of(text: str) -> str:
    """Return the hash of a text, white space aside: 16 hexadecimal digits of its SHA-256."""
    return hashlib.sha256("".join(text.split()).encode("utf-8", "surrogatepass")).hexdigest()[:DIGITS]


def reference_to(piece: Piece, board: Board) -> Reference:
    """Return the reference that finds `piece` of `board` again."""
    words = "".join(piece.text.split())
    page, source = board.pages[piece.page], board.sources[piece.page]
    return Reference(page, (piece.start, piece.end), words[:BEGINS], len(words), hash_of(words), source=source[:DIGITS])


def find(board: Board, reference: Reference) -> tuple[Board, list[Place]]:
    """Return the places of the pieces that are what `reference` says, in the order of the dump.

    Pieces are cut at its ends where they reach beyond it. Looked for is first where it stood; elsewhere on the page
    only if its text is there exactly once. Raises UnfitError if it is not found so.
    """
    if reference.page not in board.pages:
        raise UnfitError("stands on a page that is not here")
    page = board.pages.index(reference.page)
    text = _PageText(board, page)
    start, end = _range(text, reference)
    if reference.part is not None:
        start, end = text.part((start, end), reference.part)
    cut = mapped(board, lambda sheet: replace(sheet, lines=tuple(_cut(line, page, start, end) for line in sheet.lines)))
    return cut, [place for place, piece in _pieces(cut, page) if start <= piece.start and piece.end <= end]


class _PageText:
    """The text of one page as its records tell it, white space aside, and where each of its characters stands."""

    def __init__(self, board: Board, page: int) -> None:
        found = sorted(
            (start + i, character)
            for _, piece in _pieces(board, page)
            for (start, end), words in _by_range(piece)
            for i, character in enumerate(words)
            if not character.isspace()
        )
        self.offsets = [offset for offset, _ in found]
        self.text = "".join(character for _, character in found)

    def within(self, place: Range) -> str:
        """Return the text between two offsets of the dump."""
        low, high = (bisect_left(self.offsets, offset) for offset in place)
        return self.text[low:high]

    def part(self, place: Range, part: Range) -> Range:
        """Return where the code points of `part` of the text at `place` stand."""
        offsets = [offset for offset in self.offsets if place[0] <= offset < place[1]]
        if not 0 <= part[0] < part[1] <= len(offsets):
            raise UnfitError("has not the part that was meant")
        return offsets[part[0]], offsets[part[1] - 1] + 1


def _by_range(piece: Piece) -> Iterator[tuple[Range, str]]:
    at = 0
    for start, end in piece.ranges:
        yield (start, end), piece.text[at : at + end - start]
        at += end - start


def _range(text: _PageText, reference: Reference) -> Range:
    if hash_of(text.within(reference.at)) == reference.hash:
        return reference.at
    found = list(_copies(text.text, reference))
    if len(found) != 1:
        times = f"is on the page {len(found)} times, none where it was"
        raise UnfitError(times if found else "is no longer on the page")
    return text.offsets[found[0]], text.offsets[found[0] + reference.length - 1] + 1


def _copies(text: str, reference: Reference) -> Iterator[int]:
    """Yield where in `text` the text of `reference` stands."""
    at = text.find(reference.begins) if reference.begins else -1
    while at >= 0:
        if hash_of(text[at : at + reference.length]) == reference.hash:
            yield at
        at = text.find(reference.begins, at + 1)


def _pieces(board: Board, page: int) -> Iterator[tuple[Place, Piece]]:
    """Yield the pieces on one page in the order of its dump."""
    found = [
        (Place(i, j, k), piece)
        for i, sheet in enumerate(board.sheets)
        for j, line in enumerate(sheet.lines)
        for k, piece in enumerate(line.pieces)
        if piece.page == page
    ]
    return iter(sorted(found, key=lambda item: item[1].start))


def _cut(line: Line, page: int, start: int, end: int) -> Line:
    """Return `line` with its pieces cut where the text from `start` to `end` begins and ends."""
    pieces = tuple(
        part for piece in line.pieces for part in (_parts(piece, start, end) if piece.page == page else (piece,))
    )
    if len(pieces) == len(line.pieces):
        return line
    if line.kind == "table":
        raise UnfitError("is a part of a table, which stays whole")
    if line.kind == DROPPED:
        raise UnfitError("is a part of a text that was dropped as a whole")
    return replace(line, pieces=pieces)


def _parts(piece: Piece, start: int, end: int) -> Iterator[Piece]:
    cuts = sorted({0, piece.before(start), piece.before(end), len(piece.text)})
    return (piece.part(low, high) for low, high in pairwise(cuts))
