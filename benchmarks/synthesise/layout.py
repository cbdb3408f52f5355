"""How a page is set: stories stand in bands, a band has columns, and a column's edge cuts the text of a story.

A fragment is the text of one story in one column. Cuts fall where the set lines end, so that a cut may fall inside a
word, and the columns of a story are about equally long.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from random import Random
from typing import NamedTuple

from benchmarks.synthesise.chance import flip, pick
from benchmarks.synthesise.mix import Mix

INDENT = 2
ROWS = "rows"
ROWS_A_COLUMN = (2, 2, 3)
"""A reader that goes row by row across stories side by side breaks each column so many times."""
SHORTEST_COLUMN = 2
"""Lines: a column of one line is what a layout avoids, not what a reader spoils."""
SKEW = 0.45
"""The most that a picture or a box moves the end of a column, by the height of the column."""


class Slice(NamedTuple):
    """The characters `start..end` of a body element of a story (`story`: its index in the issue).

    `whole`: never cut.
    """

    story: int
    element: int
    start: int
    end: int
    whole: bool = False


Fragment = tuple[Slice, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """What one page prints of a story.

    `origin`: the number of the page it comes from, None when it begins here; `target`: that of the page it goes on in.
    """

    story: int
    slices: Fragment
    origin: int | None = None
    target: int | None = None

    @property
    def opens(self) -> bool:
        """True when the story begins here, under its title."""
        return self.origin is None


@dataclass(frozen=True, slots=True)
class Band:
    """Parts that stand side by side or under each other in the same columns, each cut into its fragments.

    `order`: how the reader goes through them.
    """

    parts: tuple[Part, ...]
    fragments: tuple[tuple[Fragment, ...], ...]
    order: str


def bands_of(parts: Sequence[Part], mix: Mix, rng: Random) -> list[Band]:
    """The parts of a page, in print order, laid out in bands; a continued part seldom stands among the openings."""
    opening = [part for part in parts if part.opens]
    continued = [part for part in parts if not part.opens]
    groups = grouped(opening, mix, rng)
    if flip(rng, mix.shuffled_page):
        rng.shuffle(groups)
    if continued and groups and flip(rng, mix.continuation_among_stories):
        groups[-1].extend(continued)
    else:
        groups.extend(grouped(continued, mix, rng))
    return [set_band(group, mix, rng) for group in groups]


def grouped(parts: Sequence[Part], mix: Mix, rng: Random) -> list[list[Part]]:
    """Neighbouring parts in groups as large as the bands of the mix."""
    groups = []
    rest = list(parts)
    while rest:
        size = pick(rng, mix.band_sizes)
        group, rest = rest[:size], rest[size:]
        if flip(rng, mix.shuffled_band):
            rng.shuffle(group)
        groups.append(group)
    return groups


def set_band(parts: Sequence[Part], mix: Mix, rng: Random) -> Band:
    """The band of the given parts, in a number of columns drawn for all of them."""
    order = pick(rng, mix.orders)
    columns = pick(rng, mix.columns_alone if len(parts) == 1 else mix.columns)
    if order == ROWS and len(parts) > 1:
        columns *= rng.choice(ROWS_A_COLUMN)
    width = pick(rng, mix.line_widths)
    shift = partial(shifted, mix=mix, rng=rng)
    fragments = tuple(cut(part.slices, columns, width, shift) for part in parts)
    return Band(tuple(parts), fragments, order)


def cut(text: Fragment, columns: int, width: int, shift: Callable[[int], int]) -> tuple[Fragment, ...]:
    """The text in at most `columns` fragments, cut where lines of `width` characters end.

    `shift`: given the height of the columns, how many lines below its place a column ends.

    >>> text = (Slice(0, 0, 0, 30),)
    >>> [(piece.start, piece.end) for fragment in cut(text, 2, 10, lambda _: 0) for piece in fragment]
    [(0, 18), (18, 30)]
    """
    ends = line_ends(text, width)
    columns = max(1, min(columns, len(ends) // SHORTEST_COLUMN))
    height = -(-len(ends) // columns)
    cuts = [column * height + shift(height) for column in range(1, columns)]
    places = sorted({max(1, min(place, len(ends) - 1)) for place in cuts}) if len(ends) > 1 else []
    return divided(text, [ends[place - 1] for place in places])


def shifted(height: int, mix: Mix, rng: Random) -> int:
    """How many lines below its place a column of `height` lines ends."""
    lines = rng.randint(-2, 2) if flip(rng, mix.uneven_columns) else 0
    # No draw where no column is skewed: pages of the mixes without it stay what they were.
    if mix.skewed_columns and flip(rng, mix.skewed_columns):
        lines += round(rng.uniform(-SKEW, SKEW) * height)
    return lines


def line_ends(text: Fragment, width: int) -> list[tuple[int, int]]:
    """The places where set lines end, as (index of the slice, offset in its element)."""
    ends: list[tuple[int, int]] = []
    for index, piece in enumerate(text):
        first = piece.start + width - (INDENT if piece.start == 0 else 0)
        if not piece.whole:
            ends.extend((index, offset) for offset in range(first, piece.end, width))
        ends.append((index, piece.end))
    return ends


def divided(text: Fragment, places: Sequence[tuple[int, int]]) -> tuple[Fragment, ...]:
    """The text cut at the given places (index of the slice, offset in its element), which are in rising order."""
    fragments: list[list[Slice]] = [[]]
    pending = list(places)
    for index, piece in enumerate(text):
        start = piece.start
        while pending and pending[0][0] == index:
            end = pending.pop(0)[1]
            fragments[-1].append(piece._replace(start=start, end=end))
            fragments.append([])
            start = end
        if start < piece.end:
            fragments[-1].append(piece._replace(start=start))
    return tuple(tuple(fragment) for fragment in fragments if fragment)
