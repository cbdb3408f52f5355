"""What two readings of the same pages say differently, article by article, in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from zbtools.model import TITLE_PARTS, Article, Record
from zbtools.stages.corrections.board import DROPPED, FURNITURE, Board, Line, Piece, Sheet, board_of, mapped

SHOWN = 18
"""Code points of a text that are quoted."""

BESIDE = 6
"""Code points on each side of a seam that are quoted."""

HEADLINE = 1000
"""What a character of a headline weighs against one of a body: an article is called by its headline."""

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that the second reading says otherwise.

    `article`: the id of the article, in the second reading if it is there; `name`: what a reader would call it. `what`:
    new, gone, label, kicker, headline, subtitle, byline, moved, dropped, joined, split, kind, order, status or
    confidence. `words`: all of it in one sentence. `before`, `after`: what stood there, and what stands there now.
    """

    article: str
    name: str
    what: str
    words: str
    before: str | None = None
    after: str | None = None


@dataclass(frozen=True, slots=True)
class _Held:
    """Where a piece of text is in one reading. `before`: the piece in front of it in the same paragraph."""

    sheet: int
    kind: str
    why: str
    before: Place | None
    text: str


def differences(first: Sequence[Record], second: Sequence[Record]) -> Iterator[Difference]:
    """Yield what `second` says otherwise than `first`, both records of one issue, made from the same dumps."""
    one, other = _cut_alike(board_of(first), board_of(second))
    pair = _Pair(one, other)
    for number, sheet in enumerate(other.sheets):
        if isinstance(sheet.record, Article):
            yield from pair.of(number, sheet.record)
    for number, sheet in enumerate(one.sheets):
        if isinstance(sheet.record, Article) and number not in pair.partners.values():
            yield from pair.gone(number, sheet.record)


# --- the same pieces on both sides


def _cut_alike(one: Board, other: Board) -> tuple[Board, Board]:
    """Return both boards with the same order of pages and pieces cut at the same places, so that they can be paired."""
    own = {source: number for number, source in enumerate(one.sources)}
    number = [own.get(source, len(own) + i) for i, source in enumerate(other.sources)]
    other = mapped(other, lambda sheet: replace(sheet, lines=tuple(_renumbered(line, number) for line in sheet.lines)))
    ends: dict[int, set[int]] = {}
    for piece in (*_pieces(one), *_pieces(other)):
        ends.setdefault(piece.page, set()).update((piece.start, piece.end))
    cuts = {page: sorted(places) for page, places in ends.items()}

    def cut(sheet: Sheet) -> Sheet:
        return replace(sheet, lines=tuple(_cut(line, cuts) for line in sheet.lines))

    return mapped(one, cut), mapped(other, cut)


def _renumbered(line: Line, number: Sequence[int]) -> Line:
    return replace(line, pieces=tuple(piece._replace(page=number[piece.page]) for piece in line.pieces))


def _pieces(board: Board) -> Iterator[Piece]:
    for sheet in board.sheets:
        for line in sheet.lines:
            yield from line.pieces


def _cut(line: Line, cuts: dict[int, list[int]]) -> Line:
    return replace(line, pieces=tuple(part for piece in line.pieces for part in _parts(piece, cuts[piece.page])))


def _parts(piece: Piece, cuts: Sequence[int]) -> Iterator[Piece]:
    inside = sorted({0, len(piece.text), *(piece.before(cut) for cut in cuts if piece.start < cut < piece.end)})
    return (piece.part(low, high) for low, high in pairwise(inside))


def _laid(board: Board) -> dict[Place, _Held]:
    held: dict[Place, _Held] = {}
    for number, sheet in enumerate(board.sheets):
        for line in sheet.lines:
            before: Place | None = None
            for piece in line.pieces:
                why = getattr(line.made_of, "reason", "") or getattr(line.made_of, "role", "")
                held[piece.page, piece.start] = _Held(number, line.kind, why, before, piece.text)
                before = piece.page, piece.start
    return held


# --- what differs


class _Pair:
    """Two readings. `partners`: for each article of the second that has one, the article of the first."""

    def __init__(self, one: Board, other: Board) -> None:
        self.one, self.other = one, other
        self.before, self.now = _laid(one), _laid(other)
        self.partners = self._partners()

    def _partners(self) -> dict[int, int]:
        """Pair the articles that share a headline, then those that share most text, each once."""
        shared: Counter[tuple[int, int]] = Counter()
        for place, held in self.now.items():
            was = self.before.get(place)
            if was and _is_article(self.one, was.sheet) and _is_article(self.other, held.sheet):
                weight = HEADLINE if held.kind == was.kind == "headline" else 1
                shared[held.sheet, was.sheet] += weight * len(held.text) * (DROPPED not in (held.kind, was.kind))
        partners: dict[int, int] = {}
        for (here, there), _ in shared.most_common():
            if here not in partners and there not in partners.values():
                partners[here] = there
        return partners

    def of(self, number: int, article: Article) -> Iterator[Difference]:
        """Yield what is different about one article of the second reading."""
        sheet = self.other.sheets[number]
        name = _name(sheet)
        partner = self.partners.get(number)
        if partner is None:
            yield Difference(article.id, name, "new", "a new article")
        else:
            was = self.one.sheets[partner].record
            assert isinstance(was, Article), "only articles are partners"
            yield from _parts_changed(article, was, name)
        for place, held in self.now.items():
            if held.sheet == number and place in self.before:
                yield from self._piece(article.id, name, place, held, partner)
        if partner is not None:
            yield from self._left(article.id, name, partner)
            yield from self._order(article.id, name, number, partner)

    def _piece(self, article: str, name: str, place: Place, held: _Held, partner: int | None) -> Iterator[Difference]:
        was = self.before[place]
        text = _quoted(held.text)
        if DROPPED == was.kind == held.kind:
            return
        if held.kind == DROPPED:
            came = self._where(self.one, was)
            yield Difference(article, name, "dropped", f"{text} is dropped as {_a(held.why)}; it was {came}", came)
        elif was.sheet != partner or was.kind == DROPPED:
            came, now = self._where(self.one, was), self._as(held)
            yield Difference(article, name, "moved", f"{text} came here{now}; it was {came}", came, name)
        elif was.kind != held.kind:
            yield Difference(
                article, name, "kind", f"{text} is {_a(held.kind)}; it was {_a(was.kind)}", was.kind, held.kind
            )
        elif held.before != was.before and held.kind not in TITLE_PARTS:
            yield from self._seam(article, name, held, was)

    def _seam(self, article: str, name: str, held: _Held, was: _Held) -> Iterator[Difference]:
        start = held.text[:BESIDE]
        if held.before is not None and held.before in self.now:
            end = self.now[held.before].text[-BESIDE:]
            yield Difference(article, name, "joined", f"{end}|{start} is one paragraph", None, f"{end}|{start}")
        elif was.before is not None and was.before in self.before:
            end = self.before[was.before].text[-BESIDE:]
            yield Difference(article, name, "split", f"{end} / {start} are two paragraphs", f"{end}|{start}", None)

    def _left(self, article: str, name: str, partner: int) -> Iterator[Difference]:
        """Yield what left the article for no article: it is told nowhere else."""
        for place, was in self.before.items():
            held = self.now.get(place)
            if was.sheet == partner and held is not None and self.other.sheets[held.sheet].is_page:
                now = self._where(self.other, held)
                yield Difference(
                    article, name, "moved", f"{_quoted(held.text)} is gone from here; it is {now}", name, now
                )

    def _order(self, article: str, name: str, number: int, partner: int) -> Iterator[Difference]:
        here = [place for place, held in self.now.items() if held.sheet == number and held.kind != DROPPED]
        there = [place for place, held in self.before.items() if held.sheet == partner and held.kind != DROPPED]
        common = set(here) & set(there)
        if [place for place in here if place in common] != [place for place in there if place in common]:
            yield Difference(article, name, "order", "its parts are in another order")

    def gone(self, number: int, article: Article) -> Iterator[Difference]:
        """Yield that an article of the first reading is none in the second, and where its text is."""
        name = _name(self.one.sheets[number])
        homes = {
            self._where(self.other, self.now[place]): None
            for place, was in self.before.items()
            if was.sheet == number and place in self.now
        }
        where = ", ".join(homes)
        yield Difference(
            article.id, name, "gone", f"no article any more; its text is {where or 'not there'}", name, where
        )

    def _where(self, board: Board, held: _Held) -> str:
        sheet = board.sheets[held.sheet]
        if held.kind == FURNITURE:
            return f"furniture ({held.why})"
        if held.kind == DROPPED:
            return f"dropped as {_a(held.why)}"
        return f"in “{_name(sheet)}”" + (f" as {_a(held.kind)}" if held.kind != "paragraph" else "")

    @staticmethod
    def _as(held: _Held) -> str:
        return "" if held.kind == "paragraph" else f" as {_a(held.kind)}"


def _parts_changed(article: Article, was: Article, name: str) -> Iterator[Difference]:
    """Yield the changed parts of an article that stand in no paragraph."""
    pairs: list[tuple[str, str | None, str | None]] = [
        *((part, getattr(was, part), getattr(article, part)) for part in TITLE_PARTS),
        ("byline", was.byline.text if was.byline else None, article.byline.text if article.byline else None),
        ("status", ", ".join(was.status) or None, ", ".join(article.status) or None),
        ("confidence", f"{was.confidence:.2f}", f"{article.confidence:.2f}"),
    ]
    for what, before, after in pairs:
        if before != after:
            words = f"{_or_none(before)} → {_or_none(after)}"
            yield Difference(article.id, name, what, words, before, after)


def _or_none(text: str | None) -> str:
    return "none" if text is None else text


def _is_article(board: Board, number: int) -> bool:
    return not board.sheets[number].is_page


def _name(sheet: Sheet) -> str:
    """Return what a reader would call an article: its headline or its first words."""
    lines = list(sheet.owned)
    headline = " ".join(line.text for line in lines if line.kind == "headline")
    return headline or (_quoted(lines[0].text).strip("“”") if lines else "")


def _quoted(text: str) -> str:
    return f"“{text}”" if len(text) <= SHOWN else f"“{text[:SHOWN]}…”"


def _a(kind: str) -> str:
    return f"{'an' if kind[:1] in 'aeiou' else 'a'} {kind}"
