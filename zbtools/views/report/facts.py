"""What a report counts on a page, and how the page's dump was divided."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from zbtools.errors import InputError
from zbtools.model import Article, Page, Record
from zbtools.stages.corrections.board import DROPPED, Board, Line, Piece, Sheet, board_of
from zbtools.views.outline import DOUBT

PARTS = 10_000
"""Shares are told in ten-thousandths, rounded up: what is there at all is more than nothing."""

FURNITURE, LEFT_OUT = -1, -2
"""Owners of a stretch that are no article."""

UNSEEN = "marker"
"""Dropped text that repeats nothing: the words that send a reader to another page."""


class Stretch(NamedTuple):
    """A run of the dump that one article holds. `owner`: its number on the page, from 1; or FURNITURE, LEFT_OUT."""

    start: int
    end: int
    owner: int
    title: bool = False
    doubtful: bool = False


@dataclass(slots=True)
class Facts:
    """What is counted on a page. An article counts where it begins; what was done to a text, where the dump has it.

    `doubt`: how many of the articles and fragments are expected not to be right, by their confidence. What follows it
    is None where the records do not say where their words stand. `joined`: places where a paragraph was mended;
    `moved`: pieces that were brought home from elsewhere in the dump; `repeated`: pieces left out as a repetition.
    `shares`: of the characters that were moved, repeated, and furniture; of articles, that are doubtful and that had a
    paragraph mended; all in ten-thousandths. `length`: code points of the dump.
    """

    page: Page
    articles: int = 0
    fragments: int = 0
    doubtful: int = 0
    doubt: float = 0.0
    characters: int = 0
    joined: int | None = None
    moved: int | None = None
    repeated: int | None = None
    shares: dict[str, int | None] = field(default_factory=dict)
    length: int = 0
    stretches: list[Stretch] = field(default_factory=list)


def facts_of(records: Sequence[Record]) -> list[Facts]:
    """Return what is counted on each page of one issue, in the order of the records."""
    found = {record.id: Facts(record, length=record.source.chars) for record in records if isinstance(record, Page)}
    begun: dict[str | None, list[Article]] = {page: [] for page in found}
    for article in records:
        if isinstance(article, Article):
            begun.setdefault(article.home, []).append(article)
    for page, facts in found.items():
        _count(facts, begun[page])
    try:
        board = board_of(records)
    except InputError:
        # Records without provenance, or respelled ones: their words are nowhere in the dump.
        return list(found.values())
    for facts, places in zip(found.values(), _Places(board).by_page(len(found)), strict=True):
        _add_places(facts, places)
    return list(found.values())


def share(part: int, whole: int) -> int | None:
    """Return the share of `part` in `whole` in ten-thousandths, rounded up; None of nothing.

    >>> share(1, 300_000), share(1, 2), share(0, 0)
    (1, 5000, None)
    """
    return -(-part * PARTS // whole) if whole else None


def _count(facts: Facts, articles: Sequence[Article]) -> None:
    facts.fragments = sum(article.kind == "fragment" for article in articles)
    facts.articles = len(articles) - facts.fragments
    facts.doubtful = sum(article.confidence < DOUBT for article in articles)
    facts.doubt = sum(1 - article.confidence for article in articles)
    facts.characters = sum(_size(element.text) for article in articles for element in article.body)
    facts.shares = {"doubtful": share(facts.doubtful, len(articles))}


def _size(text: str) -> int:
    return len("".join(text.split()))


class _Place(NamedTuple):
    """A piece where it stands. `sheet`: the number of its record; `seam`: it goes on the paragraph of another piece."""

    piece: Piece
    line: Line
    sheet: int
    seam: bool


@dataclass(slots=True)
class _Found:
    """What stands on one page."""

    places: list[_Place] = field(default_factory=list)
    numbers: dict[int, int] = field(default_factory=dict)
    moved: list[_Place] = field(default_factory=list)
    doubts: set[tuple[int, int]] = field(default_factory=set)


class _Places:
    """The pieces of an issue in the order of its dumps."""

    def __init__(self, board: Board) -> None:
        self._board = board
        places = sorted(self._all(), key=lambda place: (place.piece.page, place.piece.start))
        # The label over several articles is in each of them, and on the page once.
        self._places = list({(place.piece.page, place.piece.start): place for place in reversed(places)}.values())[::-1]

    def by_page(self, pages: int) -> list[_Found]:
        """Return what stands on each of the first `pages` pages."""
        found = [_Found() for _ in self._board.pages]
        moved = self._moved()
        for place in self._places:
            one = found[place.piece.page]
            one.places.append(place)
            if place.sheet in moved and (place.piece.page, place.piece.start) in moved[place.sheet]:
                one.moved.append(place)
            if self._is_owned(place):
                one.numbers.setdefault(place.sheet, len(one.numbers) + 1)
        for sheet in self._board.sheets:
            for decision in sheet.decisions:
                if decision.confidence < DOUBT:
                    for page, start, _ in decision.at[-1:]:
                        found[page].doubts.add((page, start))
        return found[:pages]

    def _all(self) -> Iterator[_Place]:
        for number, sheet in enumerate(self._board.sheets):
            for line in sheet.lines:
                for i, piece in enumerate(line.pieces):
                    yield _Place(piece, line, number, i > 0 and line.is_body)

    def _is_owned(self, place: _Place) -> bool:
        return place.line.kind != DROPPED and not self._board.sheets[place.sheet].is_page

    def _moved(self) -> dict[int, set[tuple[int, int]]]:
        """Return, by sheet, the pieces that do not stand in the run of the dump in which their article begins."""
        runs: dict[tuple[int, int, int], int] = {}
        owned = [place for place in self._places if self._is_owned(place)]
        run = 0
        for before, place in pairwise([None, *owned]):
            assert place is not None
            run += before is None or before.sheet != place.sheet
            runs[place.sheet, place.piece.page, place.piece.start] = run
        return {number: _away(number, sheet, runs) for number, sheet in enumerate(self._board.sheets)}


def _away(number: int, sheet: Sheet, runs: dict[tuple[int, int, int], int]) -> set[tuple[int, int]]:
    own = [] if sheet.is_page else [piece for line in sheet.owned for piece in line.pieces]
    found = (runs.get((number, each.page, each.start)) for each in own)
    home = next((run for run in found if run is not None), 0)
    return {(each.page, each.start) for each in own if runs.get((number, each.page, each.start), home) != home}


def _add_places(facts: Facts, found: _Found) -> None:
    sizes: Counter[str] = Counter()
    mended = {place.sheet for place in found.places if place.seam}
    for place in found.places:
        sizes[_part(place)] += _size(place.piece.text)
    sizes["moved"] = sum(_size(place.piece.text) for place in found.moved)
    facts.joined = sum(place.seam for place in found.places)
    facts.moved = len(found.moved)
    facts.repeated = sum(_part(place) == "dropped" for place in found.places)
    whole = sizes["own"] + sizes["dropped"] + sizes["furniture"]
    facts.shares |= {name: share(sizes[name], whole) for name in ("moved", "dropped", "furniture")}
    facts.shares["joined"] = share(len(mended), len(found.numbers))
    facts.stretches = [_stretch(place, found) for place in found.places]


def _part(place: _Place) -> str:
    if place.line.kind != DROPPED:
        return "furniture" if place.line.kind == "furniture" else "own"
    reason = getattr(place.line.made_of, "reason", "")
    return "left out" if reason in (UNSEEN, "markup") else "dropped"


def _stretch(place: _Place, found: _Found) -> Stretch:
    owner = {"own": found.numbers.get(place.sheet, FURNITURE), "furniture": FURNITURE}.get(_part(place), LEFT_OUT)
    piece = place.piece
    return Stretch(piece.start, piece.end, owner, place.line.is_title, (piece.page, piece.start) in found.doubts)
