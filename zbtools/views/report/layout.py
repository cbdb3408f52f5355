"""The layout of a page as a small picture: the dump from top to bottom, in columns, in the colours of its articles.

A dump knows no coordinates; what it shows is how the dump runs through the articles, and where it was put together.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from zbtools.views.report.columns import Row
from zbtools.views.report.facts import FURNITURE, LEFT_OUT, Stretch
from zbtools.views.report.markup import Markup, tag

COLUMNS = 5
WIDTH, HEIGHT, GUTTER = 34, 168, 4
ROOM_FOR_NUMBER = 9
"""The least height of a stretch that a number is written into."""

KINDS = {FURNITURE: "furniture", LEFT_OUT: "left-out"}


class Card(NamedTuple):
    """A page that is shown with its layout. `row`: its row in the table; `length`: code points of its dump."""

    row: Row
    stretches: tuple[Stretch, ...]
    length: int


Box = tuple[float, float, float]
"""Left edge, upper edge, height."""


def thumbnail(stretches: Sequence[Stretch], length: int) -> Markup:
    """Return the picture of a page whose dump has `length` code points."""
    boxes = [(stretch, tuple(_boxes(stretch, max(length, 1)))) for stretch in stretches]
    shapes = [_box(stretch, place) for stretch, places in boxes for place in places]
    for owner, run in groupby(boxes, lambda pair: pair[0].owner):
        place = max((place for _, places in run for place in places), key=lambda place: place[2], default=(0, 0, 0))
        if owner > 0 and place[2] >= ROOM_FOR_NUMBER:
            shapes.append(_number(owner, place))
    shapes += [_doubt(place) for stretch, places in boxes if stretch.doubtful for place in places]
    width = COLUMNS * (WIDTH + GUTTER) - GUTTER
    return tag("svg", shapes, viewBox=f"-2 0 {width + 4} {HEIGHT}", class_="thumbnail", aria_hidden="true")


def _boxes(stretch: Stretch, length: int) -> Iterator[Box]:
    """Yield where a stretch lies, cut at the feet of the columns."""
    start, end = (place * COLUMNS / length for place in (stretch.start, stretch.end))
    for column in range(int(start), COLUMNS):
        upper, lower = max(start, column) - column, min(end, column + 1) - column
        if lower <= upper:
            return
        yield column * (WIDTH + GUTTER), upper * HEIGHT, (lower - upper) * HEIGHT


def _box(stretch: Stretch, place: Box) -> Markup:
    x, y, height = place
    kind = KINDS.get(stretch.owner, "title" if stretch.title else "text")
    light, hue = 52 if stretch.title else 72, stretch.owner * 137.5 + 25
    colour = f"oklch({light}% 0.11 {hue:.1f})" if stretch.owner > 0 else None
    # A hair's breadth between two pieces.
    drawn = max(0.6, height - 0.7)
    return tag("rect", x=f"{x}", y=f"{y:.1f}", width=WIDTH, height=f"{drawn:.1f}", class_=kind, fill=colour)


def _number(number: int, place: Box) -> Markup:
    return tag("text", str(number), x=f"{place[0] + 2}", y=f"{place[1] + 7.5:.1f}")


def _doubt(place: Box) -> Markup:
    x, y, height = place
    return tag("rect", x=f"{x - 2}", y=f"{y:.1f}", width=2.4, height=f"{max(2.0, height):.1f}", class_="in-doubt")
