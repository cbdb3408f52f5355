"""What was dropped, taken out of units: a repeated fragment must not be placed a second time."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from zbtools.model import REPEATED, Article, Decision, Dropped, Page, Range, Record, Span, Spans
from zbtools.stages.assemble import Draft
from zbtools.stages.units import Unit

# Operations of the decisions that dedupe takes.
REPETITION = frozenset({"drop", "keep"})


class Repeated(NamedTuple):
    """What an issue holds twice, as `dedupe` found it: the text that goes, and all decisions on it, also to keep some.

    Pages are counted as in the issue.
    """

    dropped: Sequence[Dropped] = ()
    decisions: Sequence[Decision] = ()


def dropped_of(records: Iterable[Record], pages: Sequence[str]) -> Iterator[Dropped]:
    """Yield the repeated text that the records of an issue keep aside, its pages counted as in `pages` (ids).

    Markers and markup are dropped too, but no unit holds them.
    """
    index = {page: number for number, page in enumerate(pages)}
    for record in records:
        own = (record.id,) if isinstance(record, Page) else record.pages
        for entry in record.dropped:
            if entry.reason in REPEATED:
                yield replace(
                    entry, spans=_counted(entry.spans, own, index), of=_counted(entry.of or (), own, index) or None
                )


def _counted(spans: Spans, own: Sequence[str], index: Mapping[str, int]) -> Spans:
    return tuple((index[own[page]], start, end) for page, start, end in spans)


def drops_of(records: Iterable[Record], pages: Sequence[str]) -> Iterator[Decision]:
    """Yield the decisions on repeated text that the articles of an issue hold, their pages counted as in `pages`."""
    index = {page: number for number, page in enumerate(pages)}
    for record in records:
        if isinstance(record, Article):
            for decision in record.decisions:
                if decision.op in REPETITION:
                    yield replace(decision, at=_counted(decision.at, record.pages, index))


class Owners:
    """Which draft owns a place of an issue: that of the unit there, or of the one before it on the page."""

    def __init__(self, drafts: Sequence[Draft]) -> None:
        self._pages: dict[int, list[tuple[int, int]]] = {}
        for number, draft in enumerate(drafts):
            for unit in draft.units:
                self._pages.setdefault(unit.page, []).append((unit.start, number))
        for starts in self._pages.values():
            starts.sort()
        self._drafts = drafts

    def find(self, span: Span) -> Draft | None:
        """Return the draft that owns the begin of `span`; None if there is no draft on its page."""
        page, start, _ = span
        starts = self._pages.get(page)
        if not starts:
            return None
        return self._drafts[starts[max(0, bisect_right(starts, (start, len(self._drafts))) - 1)][1]]

    def give(self, entries: Iterable[Dropped], decisions: Iterable[Decision]) -> list[Dropped]:
        """Give dropped text to the drafts that hold what it repeats, and the decisions on it with it.

        What repeats text in no draft goes to the draft beside it. Returns the entries on pages without a draft.
        """
        left: list[Dropped] = []
        for entry in entries:
            owner = self.find((entry.of or entry.spans)[0]) or self.find(entry.spans[0])
            (left if owner is None else owner.dropped).append(entry)
        for decision in decisions:
            places = decision.at[-1:] + decision.at[:1]
            owner = next((draft for place in places if (draft := self.find(place)) is not None), None)
            if owner is not None:
                owner.decisions.append(decision)
        return left


def without(units: Sequence[Unit], gone: Sequence[Range]) -> list[Unit]:
    """Return `units` less the text at the ranges `gone`; units of which nothing is left are left out.

    A unit cut in the middle stays one unit, as its text is read on across the gap.
    """
    if not gone:
        return list(units)
    return [left for unit in units for left in _less(unit, gone)]


def _less(unit: Unit, gone: Sequence[Range]) -> Iterator[Unit]:
    hit = [(start, end) for start, end in gone if start < unit.ranges[-1][1] and end > unit.start]
    if not hit:
        yield unit
        return
    kept: list[Range] = []
    texts: list[str] = []
    at = 0
    for piece in unit.ranges:
        for start, end in _minus(piece, hit):
            kept.append((start, end))
            texts.append(unit.text[at + start - piece[0] : at + end - piece[0]])
        at += piece[1] - piece[0]
    text = "".join(texts)
    if text.strip():
        yield unit._replace(ranges=tuple(kept), text=text)


def _minus(piece: Range, gone: Sequence[Range]) -> Iterator[Range]:
    """Yield what is left of `piece` without `gone`, whose ranges are in order."""
    at, end = piece
    for low, high in sorted(gone):
        if high <= at or low >= end:
            continue
        if low > at:
            yield at, low
        at = max(at, high)
    if at < end:
        yield at, end
