"""What each kind of correction does to a board: a table of small functions, each from a board to a board."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from zbtools.model import TITLE_PARTS, Decision
from zbtools.stages.corrections.board import BODY, BYLINE, DROPPED, FURNITURE, Board, Line, Piece, Sheet
from zbtools.stages.corrections.correction import Correction
from zbtools.stages.corrections.references import Place, UnfitError
from zbtools.stages.corrections.steps import (
    PERSON,
    anchored,
    as_body,
    begun,
    decided,
    follow,
    found,
    line_at,
    meets,
    must_be_text,
    piece_at,
    place_of,
    put,
    taken,
    undecided,
    with_lines,
    with_title,
    words_of,
)

Change = Callable[[Board, Correction], Board]


def change(board: Board, correction: Correction) -> Board:
    """Return `board` as `correction` wants it. Raises UnfitError if it does not fit; then nothing was changed."""
    return CHANGES[correction.kind](board, correction)


def _move(board: Board, correction: Correction) -> Board:
    board, pieces, place = found(board, correction)
    if correction.to is None:
        board, _ = anchored(board, correction.after, pieces)
        place = place_of(board, pieces[0])
    line = line_at(board, place)
    if line.kind == DROPPED:
        raise UnfitError("was dropped as a repetition, and is not there to move")
    moved = as_body(line, pieces)
    if correction.to == "furniture":
        return _to_furniture(board, pieces)
    if correction.to == "new":
        return decided(begun(taken(board, pieces), [moved]), pieces[0], "move", words_of(pieces))
    board, anchor = anchored(board, correction.after, pieces)
    behind = piece_at(board, anchor)
    board = put(taken(board, pieces), [moved], behind)
    return decided(board, pieces[0], "move", words_of(pieces), behind.spans[-1:])


def _to_furniture(board: Board, pieces: Sequence[Piece]) -> Board:
    home = next(
        (
            i
            for i, sheet in enumerate(board.sheets)
            if sheet.record is not None and sheet.is_page and sheet.record.id == board.pages[pieces[0].page]
        ),
        None,
    )
    if home is None:
        raise UnfitError("has no record of its page to go to")
    board = taken(board, pieces)
    board = with_lines(board, home, (*board.sheets[home].lines, Line(FURNITURE, tuple(pieces))))
    return decided(board, pieces[0], "furniture", words_of(pieces))


def _join(board: Board, correction: Correction) -> Board:
    board, pieces, _ = found(board, correction)
    board, anchor = anchored(board, correction.after, pieces)
    must_be_text(line_at(board, anchor))
    must_be_text(line_at(board, place_of(board, pieces[0])))
    behind = piece_at(board, anchor)
    board = taken(board, pieces)
    at = place_of(board, behind)
    lines = board.sheets[at.sheet].lines
    line = lines[at.line]
    longer = (*line.pieces[: at.piece + 1], *pieces, *line.pieces[at.piece + 1 :])
    board = with_lines(board, at.sheet, (*lines[: at.line], replace(line, pieces=longer), *lines[at.line + 1 :]))
    return decided(board, pieces[0], "join", f"{behind.text[-4:]}|{pieces[0].text[:4]}", behind.spans[-1:])


def _split(board: Board, correction: Correction) -> Board:
    board, pieces, place = found(board, correction)
    line = line_at(board, place)
    must_be_text(line)
    board = undecided(board, pieces, last=True)
    if place.piece:
        lines = board.sheets[place.sheet].lines
        halves = (
            replace(line, pieces=line.pieces[: place.piece]),
            Line("paragraph", line.pieces[place.piece :]),
        )
        board = with_lines(board, place.sheet, (*lines[: place.line], *halves, *lines[place.line + 1 :]))
    return decided(board, pieces[0], "split", words_of(pieces))


def _not_duplicate(board: Board, correction: Correction) -> Board:
    board, pieces, place = found(board, correction)
    line = line_at(board, place)
    if line.kind != DROPPED or getattr(line.made_of, "reason", "") == "marker":
        raise UnfitError("is not dropped as a repetition")
    board, anchor = anchored(board, correction.after, pieces)
    behind = piece_at(board, anchor)
    board = put(taken(board, pieces), [Line("paragraph", pieces)], behind)
    return decided(board, pieces[0], "keep", words_of(pieces), behind.spans[-1:])


def _title(board: Board, correction: Correction) -> Board:
    board, pieces, place = found(board, correction)
    line = line_at(board, place)
    if line.kind in ("table", DROPPED):
        raise UnfitError(f"cannot be a title: it is {line.kind}")
    part = correction.form if correction.form in TITLE_PARTS else "headline"
    title = Line(part, pieces)
    if correction.after is not None:
        board, anchor = anchored(board, correction.after, pieces)
        home = piece_at(board, anchor)
        left = taken(board, pieces)
        board = with_title(left, place_of(left, home).sheet, title)
    elif correction.begins or board.sheets[place.sheet].is_page:
        board = _begin_article(board, pieces, title)
    else:
        left = taken(board, pieces)
        board = with_title(left, place.sheet, title)
    return decided(board, pieces[0], "title", words_of(pieces))


def _begin_article(board: Board, pieces: Sequence[Piece], title: Line) -> Board:
    """Return `board` with a new article: the title, and the body that stood below it, if it stood in a body."""
    place = place_of(board, pieces[0])
    lines = board.sheets[place.sheet].lines
    line = lines[place.line]
    if not line.is_body:
        return begun(taken(board, pieces), [title])
    behind = line.pieces[place.piece + len(pieces) :]
    rest = [replace(line, pieces=behind)] if behind else []
    rest += [each for each in lines[place.line + 1 :] if each.is_body]
    kept = [each for each in (*lines[: place.line], *lines[place.line + 1 :]) if each not in rest]
    if place.piece:
        kept.insert(place.line, replace(line, pieces=line.pieces[: place.piece]))
    board = undecided(with_lines(board, place.sheet, kept), pieces)
    return follow(begun(board, [title, *rest]), place.sheet, len(board.sheets))


def _not_title(board: Board, correction: Correction) -> Board:
    board, pieces, place = found(board, correction)
    line = line_at(board, place)
    if not line.is_title and line.kind != "subheading":
        raise UnfitError(f"is no title: it is {line.kind}")
    plain = Line(correction.form if correction.form in BODY else "paragraph", pieces)
    if not line.is_title:
        board = _with_line(undecided(board, pieces, last=True), place, plain)
    elif correction.after is not None:
        board = _merge(board, correction, pieces, plain)
    else:
        left = taken(board, pieces)
        lines = left.sheets[place.sheet].lines
        at = next((i for i, each in enumerate(lines) if each.is_body or each.kind == DROPPED), len(lines))
        board = with_lines(left, place.sheet, (*lines[:at], plain, *lines[at:]))
    return decided(board, pieces[0], plain.kind, words_of(pieces))


def _with_line(board: Board, place: Place, plain: Line) -> Board:
    lines = board.sheets[place.sheet].lines
    if lines[place.line].pieces != plain.pieces:
        raise UnfitError("is a part of a longer line")
    return with_lines(board, place.sheet, (*lines[: place.line], plain, *lines[place.line + 1 :]))


def _merge(board: Board, correction: Correction, pieces: Sequence[Piece], plain: Line) -> Board:
    """Return `board` with a whole article, whose title is none, behind a piece of another."""
    board, anchor = anchored(board, correction.after, pieces)
    behind = piece_at(board, anchor)
    old = place_of(board, pieces[0]).sheet
    if anchor.sheet == old:
        raise UnfitError("shall go on the article that it is in")
    board = taken(board, pieces)
    lines = [replace(each, kind="paragraph") if each.is_title else each for each in board.sheets[old].lines]
    bodies = [each for each in lines if each.is_body]
    board = put(with_lines(board, old, [each for each in lines if not each.is_body]), [plain, *bodies], behind)
    return follow(board, old, place_of(board, pieces[0]).sheet)


def _accept(board: Board, correction: Correction) -> Board:
    board, pieces, place = found(board, correction)
    op = correction.op or ""
    behind: Piece | None = None
    if correction.after is not None:
        board, anchor = anchored(board, correction.after, pieces)
        behind, place = piece_at(board, anchor), place_of(board, pieces[0])
    if not _holds(board, place, op, behind):
        raise UnfitError(f"is no longer placed so ({op})")
    said = _said(board.sheets[place.sheet], pieces, op)
    sheets = list(board.sheets)
    sheet = sheets[place.sheet]
    sheets[place.sheet] = replace(sheet, decisions=tuple(each for each in sheet.decisions if each not in said))
    board = replace(board, sheets=tuple(sheets))
    evidence = said[0].evidence if said else words_of(pieces)
    at = said[0].at if said else (*(behind.spans[-1:] if behind else ()), *pieces[0].spans[:1])
    sheets = list(board.sheets)
    accepted = Decision(op, PERSON, evidence, 1.0, at)
    sheets[place.sheet] = replace(sheets[place.sheet], decisions=(*sheets[place.sheet].decisions, accepted))
    return replace(board, sheets=tuple(sheets))


def _said(sheet: Sheet, pieces: Sequence[Piece], op: str) -> list[Decision]:
    """Return the decisions of one kind that placed `pieces`."""
    own = [span for piece in pieces for span in piece.spans]
    at_front = op in ("drop", "keep")
    return [
        each
        for each in sheet.decisions
        if each.op == op and each.at and any(meets(each.at[0] if at_front else each.at[-1], span) for span in own)
    ]


def _holds(board: Board, place: Place, op: str, behind: Piece | None) -> bool:
    """Whether what was decided is so: the piece is of this kind and, if `behind` is given, stands behind it."""
    kind = line_at(board, place).kind
    wanted = {
        "title": TITLE_PARTS,
        "drop": (DROPPED,),
        "furniture": (FURNITURE,),
        "byline": (BYLINE, *BODY),
        **{name: (name,) for name in ("subheading", "caption", "table")},
    }
    if kind not in wanted.get(op, BODY if op != "fragment" else (*BODY, FURNITURE, BYLINE)):
        return False
    if behind is None or op in ("drop", "title"):
        return True
    before = list(_before(board, place))
    return behind in before[-1:]


def _before(board: Board, place: Place) -> Iterator[Piece]:
    """Yield the pieces of a sheet before one of them, in reading order."""
    for j, line in enumerate(board.sheets[place.sheet].lines[: place.line + 1]):
        yield from line.pieces if j < place.line else line.pieces[: place.piece]


CHANGES: dict[str, Change] = {
    "accept": _accept,
    "move": _move,
    "join": _join,
    "split": _split,
    "not-duplicate": _not_duplicate,
    "title": _title,
    "not-title": _not_title,
}
