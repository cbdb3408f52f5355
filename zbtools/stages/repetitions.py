"""Repetitions of an issue: the loops and repeats of its units, as spans to drop and spans that they repeat."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Hashable, Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from zbtools.model import Decision, Dropped, Range, Spans
from zbtools.stages.dropped import without
from zbtools.stages.loops import Loop, line_loops_in, loops_in
from zbtools.stages.repeats import Repeat, find_repeats
from zbtools.stages.spans import slice_ranges
from zbtools.stages.units import Unit

# A model that loops says so itself: the phrase stands there at least three times.
LOOP_CONFIDENCE = 0.97
# Units that are no text of a story.
OUTSIDE = frozenset({"furniture", "marker", "table"})
# A line of a loop may end like a sentence, where the words that it repeats do not.
PAUSES = "。！？!?.，,；;、 "


class Repetition(NamedTuple):
    """`spans` repeat `of`; page numbers count the pages of the issue. `dropped` is None for what is printed twice."""

    spans: Spans
    of: Spans
    dropped: Dropped | None
    decision: Decision


class Gone:
    """Ranges that leave their pages; no two of a page overlap."""

    def __init__(self, spans: Iterable[tuple[Hashable, int, int]]) -> None:
        """Take (page, start, end), the pages named by ids or numbers."""
        self._ranges: dict[Hashable, list[Range]] = {}
        for page, start, end in spans:
            self._ranges.setdefault(page, []).append((start, end))
        for ranges in self._ranges.values():
            ranges.sort()

    def within(self, page: Hashable, start: int, end: int) -> list[Range]:
        """Return the ranges of a page that overlap `start` to `end`, in order."""
        ranges = self._ranges.get(page, [])
        first = bisect_left(ranges, start, key=itemgetter(1))
        found = ranges[first : bisect_left(ranges, end, key=itemgetter(0))]
        return [span for span in found if span[1] > start]


def find_repetitions(units: Sequence[Unit]) -> list[Repetition]:
    """Return what repeats something else among the units of one issue, in dump order; no character of it twice."""
    loops = list(_line_loops(units))
    loops += _inner_loops(_less(units, loops))
    kept = _less(units, loops)
    kinds = [_kind(unit) for unit in kept]
    repeats = find_repeats([unit.text for unit in kept], kinds, [unit.page for unit in kept])
    found = [list(group) for _, group in groupby(sorted(repeats, key=_place), key=_unit)]
    whole = [_repetition(kept, pieces) for pieces in found if _may_be_cut(kept[pieces[0].copy], pieces)]
    return sorted([*loops, *whole], key=lambda repetition: repetition.spans)


def _kind(unit: Unit) -> str:
    """The kind that repeats go by: what stands behind a 上接 marker may stand on two pages."""
    return "continuation" if unit.role == "marker" and unit.detail.startswith("from") else unit.role


def _line_loops(units: Sequence[Unit]) -> Iterator[Repetition]:
    """Yield the lines of each page that only repeat the lines before them, or words of the paragraph before those."""
    for _, group in groupby(units, key=lambda unit: unit.page):
        page = list(group)
        for loop in line_loops_in([unit.text for unit in page], [_kind(unit) for unit in page]):
            phrase = tuple(span for unit in page[loop.phrase : loop.start] for span in unit.spans)
            source = _words_that_loop(page, loop)
            for unit in page[loop.phrase if source else loop.start : loop.end]:
                if unit.role not in OUTSIDE:
                    yield _looped(unit.spans, source or phrase, unit.text, "line-loop")


def _words_that_loop(page: Sequence[Unit], loop: Loop) -> Spans:
    """Return where the paragraph before a loop of one line has the words of that line; nothing if it has not."""
    if not loop.phrase or loop.start - loop.phrase > 1 or page[loop.phrase - 1].role != "paragraph":
        return ()
    before, phrase = page[loop.phrase - 1], page[loop.phrase].text.rstrip(PAUSES)
    found = before.text.rfind(phrase)
    return _spans(before, found, found + len(phrase)) if found >= 0 else ()


def _inner_loops(units: Sequence[Unit]) -> Iterator[Repetition]:
    """Yield the ends of units that only repeat a phrase in them."""
    for unit in units:
        if unit.role in OUTSIDE:
            continue
        for loop in loops_in(unit.text):
            spans = _spans(unit, loop.start, loop.end)
            yield _looped(spans, _spans(unit, loop.phrase, loop.start), unit.text[loop.start : loop.end], "loop")


def _looped(spans: Spans, phrase: Spans, text: str, rule: str) -> Repetition:
    decision = Decision("drop", rule, text[:24], LOOP_CONFIDENCE, (*spans, *phrase))
    return Repetition(spans, phrase, Dropped("loop", spans, text, phrase), decision)


def _spans(unit: Unit, low: int, high: int) -> Spans:
    return tuple((unit.page, start, end) for start, end in slice_ranges(unit.ranges, low, high))


def _less(units: Sequence[Unit], found: Sequence[Repetition]) -> list[Unit]:
    """Return the units without what was found in them."""
    if not found:
        return list(units)
    gone = Gone(span for repetition in found for span in repetition.spans)
    return [left for unit in units for left in without([unit], gone.within(unit.page, unit.start, unit.ranges[-1][1]))]


def _place(repeat: Repeat) -> tuple[int, int, Range]:
    return repeat.copy, repeat.run, repeat.copy_range


def _unit(repeat: Repeat) -> tuple[int, int]:
    return repeat.copy, repeat.run


def _may_be_cut(unit: Unit, pieces: Sequence[Repeat]) -> bool:
    """Whether what is left of the unit can stand alone: half a paragraph can, half a title or byline cannot."""
    if unit.role in ("paragraph", "caption"):
        return True
    return pieces[0].copy_range[0] == 0 and pieces[-1].copy_range[1] == len(unit.text)


def _repetition(units: Sequence[Unit], pieces: Sequence[Repeat]) -> Repetition:
    """Return one repetition for what one run repeats in one unit."""
    first, unit = pieces[0], units[pieces[0].copy]
    spans = tuple(span for piece in pieces for span in _spans(unit, *piece.copy_range))
    of = tuple(span for piece in pieces for span in _spans(units[piece.of], *piece.of_range))
    text = "".join(unit.text[slice(*piece.copy_range)] for piece in pieces)
    printed = first.relation == "printing"
    decision = Decision("keep" if printed else "drop", first.relation, first.evidence, first.score, (*spans, *of))
    return Repetition(spans, of, None if printed else Dropped("duplicate", spans, text, of), decision)
