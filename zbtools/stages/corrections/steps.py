"""Steps that corrections are made of: find pieces on a board, take them, put them, say who decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from zbtools.model import TITLE_PARTS, Decision, Spans
from zbtools.stages.corrections.board import BODY, DROPPED, FURNITURE, Board, Line, Piece, Sheet
from zbtools.stages.corrections.correction import Correction
from zbtools.stages.corrections.references import Place, Reference, UnfitError, find

PERSON = "person"


# --- what is there


def found(board: Board, correction: Correction) -> tuple[Board, tuple[Piece, ...], Place]:
    """Return the pieces that are to be corrected, which stand together in one line, and where the first is."""
    board, places = find(board, correction.piece)
    if not places:
        raise UnfitError("is in no part of a record")
    first = places[0]
    if places != [Place(first.sheet, first.line, first.piece + i) for i in range(len(places))]:
        raise UnfitError("is no longer one piece")
    pieces = tuple(board.sheets[at.sheet].lines[at.line].pieces[at.piece] for at in places)
    return board, pieces, first


def anchored(board: Board, reference: Reference | None, pieces: Sequence[Piece]) -> tuple[Board, Place]:
    """Return where the piece is that the corrected one shall stand behind. Pieces may be cut on the way."""
    if reference is None:
        raise UnfitError("has no place to go to")
    try:
        board, places = find(board, reference)
    except UnfitError as error:
        raise UnfitError(f"shall stand behind “{reference.begins}…”, which {error}") from None
    own = [span for piece in pieces for span in piece.spans]
    there = [span for place in places for span in piece_at(board, place).spans]
    if not places or any(meets(one, other) for one in own for other in there):
        raise UnfitError("shall stand behind itself")
    line = board.sheets[places[-1].sheet].lines[places[-1].line]
    if line.kind in (FURNITURE, DROPPED):
        raise UnfitError(f"shall stand behind “{reference.begins}…”, which is in no article")
    return board, places[-1]


def piece_at(board: Board, place: Place) -> Piece:
    """Return the piece at `place`."""
    return board.sheets[place.sheet].lines[place.line].pieces[place.piece]


def line_at(board: Board, place: Place) -> Line:
    """Return the line that holds `place`."""
    return board.sheets[place.sheet].lines[place.line]


def place_of(board: Board, piece: Piece) -> Place:
    """Return where `piece` is."""
    return next(
        Place(i, j, k)
        for i, sheet in enumerate(board.sheets)
        for j, line in enumerate(sheet.lines)
        for k, other in enumerate(line.pieces)
        if other == piece
    )


# --- steps that all share


def with_lines(board: Board, number: int, lines: Sequence[Line]) -> Board:
    """Return `board` with other lines on the sheet of this number."""
    sheets = list(board.sheets)
    sheets[number] = replace(sheets[number], lines=tuple(lines))
    return replace(board, sheets=tuple(sheets))


def taken(board: Board, pieces: Sequence[Piece]) -> Board:
    """Return `board` without `pieces`, without lines that were nothing else, and without what was decided on them."""
    first = place_of(board, pieces[0])
    lines = board.sheets[first.sheet].lines
    line = lines[first.line]
    left = tuple(piece for piece in line.pieces if piece not in pieces)
    rest = (replace(line, pieces=left),) if left else ()
    board = with_lines(board, first.sheet, (*lines[: first.line], *rest, *lines[first.line + 1 :]))
    return undecided(board, pieces)


def undecided(board: Board, pieces: Sequence[Piece], last: bool = False) -> Board:
    """Return `board` without the decisions that concern `pieces`; `last`: only those that placed them."""
    gone = {(piece.page, start, end) for piece in pieces for start, end in piece.ranges}

    def kept(decision: Decision) -> bool:
        places = decision.at[-1:] if last and decision.op != "drop" else decision.at
        return decision.op == "spelling" or not any(meets(place, other) for place in places for other in gone)

    return replace(
        board,
        sheets=tuple(
            sheet if all(map(kept, sheet.decisions)) else replace(sheet, decisions=tuple(filter(kept, sheet.decisions)))
            for sheet in board.sheets
        ),
    )


def meets(one: tuple[int, int, int], other: tuple[int, int, int]) -> bool:
    """Whether two spans share text."""
    return one[0] == other[0] and one[1] < other[2] and other[1] < one[2]


def decided(board: Board, piece: Piece, op: str, evidence: str, before: Spans = ()) -> Board:
    """Return `board` with what a person decided on `piece`, where it now is."""
    number = place_of(board, piece).sheet
    sheets = list(board.sheets)
    decision = Decision(op, PERSON, evidence, 1.0, (*before, *piece.spans[:1]))
    sheets[number] = replace(sheets[number], decisions=(*sheets[number].decisions, decision))
    return replace(board, sheets=tuple(sheets))


def put(board: Board, lines: Sequence[Line], behind: Piece) -> Board:
    """Return `board` with `lines` behind the line of `behind`; behind a title they are the first of the body."""
    place = place_of(board, behind)
    here = board.sheets[place.sheet].lines
    at = place.line + 1
    while at < len(here) and not (here[place.line].is_body or here[at].is_body or here[at].kind == DROPPED):
        at += 1
    return with_lines(board, place.sheet, (*here[:at], *lines, *here[at:]))


def begun(board: Board, lines: Sequence[Line]) -> Board:
    """Return `board` with a new article of `lines`."""
    return replace(board, sheets=(*board.sheets, Sheet(None, tuple(lines))))


def as_body(line: Line, pieces: Sequence[Piece], form: str | None = None) -> Line:
    """Return `pieces`, which were in `line`, as an element of a body: of the same kind if they were one."""
    whole = line.is_body and tuple(pieces) == line.pieces
    kind = form if form in BODY else line.kind if whole else "paragraph"
    return Line(kind, tuple(pieces), line.made_of if whole and kind == line.kind else None)


def words_of(pieces: Sequence[Piece]) -> str:
    """Return the first words of `pieces`, by which a decision on them is known."""
    return pieces[0].text[:24]


def with_title(board: Board, number: int, title: Line) -> Board:
    """Return `board` with one more line in the title of a sheet: parts in their order, lines by their place."""
    lines = board.sheets[number].lines
    titles = sorted([*(line for line in lines if line.is_title), title], key=_rank)
    return with_lines(board, number, (*titles, *(line for line in lines if not line.is_title)))


def _rank(line: Line) -> tuple[int, int, int]:
    return TITLE_PARTS.index(line.kind), line.pieces[0].page, line.pieces[0].start


def follow(board: Board, old: int, new: int) -> Board:
    """Return `board` with the decisions that placed the text of sheet `new` brought there from sheet `old`."""
    spans = [span for line in board.sheets[new].lines for span in line.spans]

    def is_moved(decision: Decision) -> bool:
        return bool(decision.at) and any(meets(decision.at[-1], span) for span in spans)

    sheets = list(board.sheets)
    moved = tuple(filter(is_moved, sheets[old].decisions))
    sheets[old] = replace(sheets[old], decisions=tuple(each for each in sheets[old].decisions if each not in moved))
    sheets[new] = replace(sheets[new], decisions=(*sheets[new].decisions, *moved))
    return replace(board, sheets=tuple(sheets))


def must_be_text(line: Line) -> None:
    """Raise UnfitError for a line that cannot be joined or split."""
    if not line.is_body or line.kind == "table":
        raise UnfitError(f"cannot be joined or split: one side is {line.kind}")
