"""The pictures of a report, as SVG: bars that lead to the pages behind them, and bars of time."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from zbtools.views.report.columns import UNITS, Condition, Histogram
from zbtools.views.report.facts import PARTS
from zbtools.views.report.markup import Markup, tag

WIDE, HIGH, FOOT, HEAD = 320, 110, 18, 14


def histogram(picture: Histogram, counts: Sequence[tuple[Condition, int]]) -> Markup:
    """Return a picture of how many pages are in each bin, each bar a link to them."""
    most = max((count for _, count in counts), default=0) or 1
    step = WIDE / len(counts)
    bars = [_bar(picture, *pair, i * step, step, pair[1] / most) for i, pair in enumerate(counts)]
    axis = tag("line", x1=0, x2=WIDE, y1=HEAD + HIGH, y2=HEAD + HIGH, class_="axis")
    drawn = tag("svg", axis, bars, viewBox=f"0 0 {WIDE} {HEAD + HIGH + FOOT}", class_="bars", role="group",
                aria_label=f"{picture.title}: pages by {picture.tells}")  # fmt: skip
    return tag("figure", tag("figcaption", tag("h3", picture.title), tag("p", picture.tells)), drawn)


def _bar(picture: Histogram, condition: Condition, count: int, x: float, step: float, part: float) -> Markup:
    height = max(1.5, part * HIGH) if count else 0
    words = range_of(condition)
    # A bin of shares begins at its label; a bin of whole numbers is what its label says.
    middle = UNITS[condition.column] != "share" or condition.low == 0
    label = tag("text", axis_label(condition), x=f"{x + step / 2 * middle:.1f}", y=HEAD + HIGH + 13, class_="foot")
    if not count:
        return label
    y = HEAD + HIGH - height
    room = f"{count:,}" if len(f"{count:,}") * 6 <= step + 6 else ""
    shapes = (
        tag("rect", x=f"{x:.1f}", y=0, width=f"{step:.1f}", height=HEAD + HIGH, class_="reach"),
        tag("rect", x=f"{x + 1.5:.1f}", y=f"{y:.1f}", width=f"{step - 3:.1f}", height=f"{height:.1f}", class_="bar"),
        tag("text", room, x=f"{x + step / 2:.1f}", y=f"{y - 4:.1f}", class_="count"),
    )
    said = f"{count:,} pages: {words} {picture.tells}"
    return tag("g", tag("a", tag("title", said), shapes, href=condition.href, aria_label=said), label)


def axis_label(condition: Condition) -> str:
    """Return what stands below a bar: where its bin begins.

    >>> axis_label(Condition("moved_share", 1, 200)), axis_label(Condition("articles", 4, 5))
    ('>0', '4')
    """
    if UNITS[condition.column] == "share":
        return ">0" if condition.low == 1 else f"{condition.low * 100 / PARTS:g}"
    return f"{condition.low // 1000} s" if condition.low >= 1000 else f"{condition.low}"


def range_of(condition: Condition) -> str:
    """Return the values that a condition holds, in words.

    >>> range_of(Condition("articles", 3, 4)), range_of(Condition("articles", 3, 5)), range_of(Condition("moved", 3))
    ('3', '3 to 4', '3 and more')
    >>> range_of(Condition("moved_share", 1, 200)), range_of(Condition("moved_share", 5000))
    ('more than 0 to 2', '50 and more')
    """
    low, high = condition.low, condition.high
    if UNITS[condition.column] == "share":
        begin = "more than 0" if low == 1 else f"{low * 100 / PARTS:g}"
        if (low, high) == (0, 1):
            return "0"
        return f"{begin} and more" if high is None else f"{begin} to {high * 100 / PARTS:g}"
    if high is None:
        return f"{low:,} and more"
    return f"{low:,}" if high == low + 1 else f"{low:,} to {high - 1:,}"


def pace(counts: Sequence[int], seconds: float) -> Markup:
    """Return a picture of a run: the pages done in each of equal parts of its `seconds`."""
    most = max(counts) or 1
    step = WIDE * 2 / len(counts)
    each = seconds / len(counts)
    bars = [
        tag("rect", tag("title", f"{count:,} pages"), x=f"{i * step + 0.5:.1f}", width=f"{step - 1:.1f}",
            y=f"{HEAD + HIGH * (1 - count / most):.1f}", height=f"{HIGH * count / most:.1f}", class_="bar")
        for i, count in enumerate(counts)
    ]  # fmt: skip
    axis = tag("line", x1=0, x2=WIDE * 2, y1=HEAD + HIGH, y2=HEAD + HIGH, class_="axis")
    marks = [
        tag("text", words, x=x, y=HEAD + HIGH + 13, class_="foot", text_anchor=anchor)
        for words, x, anchor in (("0 s", 0, "start"), (duration(seconds), WIDE * 2, "end"))
    ]
    said = f"{most / each:,.1f} pages a second at most"
    top = tag("text", said, x=0, y=HEAD - 4, class_="foot", text_anchor="start")
    view = f"0 0 {WIDE * 2} {HEAD + HIGH + FOOT}"
    drawn = tag("svg", axis, bars, marks, top, viewBox=view, class_="bars", role="img", aria_label=f"Pace: {said}")
    return tag("figure", tag("figcaption", tag("h3", "Pace"), tag("p", "pages done as the last run went on")), drawn)


def duration(seconds: float) -> str:
    """Return a span of time in words.

    >>> duration(5.21), duration(200), duration(9000)
    ('5.2 s', '3 min 20 s', '2 h 30 min')
    """
    if seconds < 60:
        return f"{seconds:.1f} s"
    whole = round(seconds)
    for (size, name), (next_size, next_name) in pairwise(((86400, "d"), (3600, "h"), (60, "min"), (1, "s"))):
        if whole >= size:
            return f"{whole // size} {name} {whole % size // next_size} {next_name}"
    return f"{whole} s"
