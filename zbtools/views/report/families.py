"""Reprint families as pictures: who printed a story first, and where it went."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple
from urllib.parse import quote

from zbtools.stages.archive.reprints import Family, Printing
from zbtools.views.report.markup import Markup, tag

WIDE, LANE, NAMES = 520, 22, 120
LANES = 8
"""Papers that have a lane of their own; later ones are told in words."""

NAME_LETTERS = 9


class Exchange(NamedTuple):
    """How many printings `later` has of stories that `first` was the first to print. `rows`: their pages' places."""

    first: str
    later: str
    times: int
    rows: tuple[int, ...]


def family_map(family: Family) -> Markup:
    """Return a story with its printings on a map: a lane a paper, the first above; time to the right."""
    papers = list(dict.fromkeys(one.paper or "no paper" for one in family.printings))
    shown = papers[:LANES]
    lanes = {paper: LANE * number + LANE / 2 for number, paper in enumerate(shown)}
    span = _span(family)
    dots = [_dot(one, lanes[paper], span, one is family.printings[0]) for one in family.printings
            if (paper := one.paper or "no paper") in lanes]  # fmt: skip
    height = LANE * len(shown)
    marks = [
        tag("text", words, x=x, y=height + 13, class_="foot", text_anchor=anchor) for words, x, anchor in _axis(span)
    ]
    drawn = tag(
        "svg",
        [_lane(paper, y) for paper, y in lanes.items()],
        _way(family, lanes, span),
        dots,
        marks,
        viewBox=f"0 0 {WIDE} {height + 18}",
        class_="family",
        role="group",
        aria_label=_said(family),
    )
    more = f" · {len(papers) - LANES} more papers" if len(papers) > LANES else ""
    caption = tag(
        "figcaption", tag("h3", family.headline or "(no headline)", lang="zh"), tag("p", _said(family) + more)
    )
    return tag("figure", caption, drawn)


def _span(family: Family) -> tuple[int, int]:
    """Return the first and the last day, as numbers."""
    days = [day for one in family.printings if (day := _day(one)) is not None]
    return (min(days), max(days)) if days else (0, 0)


def _day(printing: Printing) -> int | None:
    try:
        return date.fromisoformat(printing.date or "").toordinal()
    except ValueError:
        return None


def _x(printing: Printing, span: tuple[int, int]) -> float:
    """Return where a printing stands; those without a day stand behind all others."""
    day, room = _day(printing), WIDE - NAMES - 40
    if day is None:
        return WIDE - 12
    return NAMES + 12 + room * (day - span[0]) / max(1, span[1] - span[0])


def _lane(paper: str, y: float) -> Markup:
    name = paper if len(paper) <= NAME_LETTERS else paper[: NAME_LETTERS - 1] + "…"
    line = tag("line", x1=NAMES, x2=WIDE, y1=y, y2=y, class_="lane")
    return tag("g", tag("text", name, x=NAMES - 8, y=y + 4, text_anchor="end"), line)


def _way(family: Family, lanes: dict[str, float], span: tuple[int, int]) -> Markup:
    """Return a line from the first printing to the first one of each other paper."""
    first = family.printings[0]
    start = _x(first, span), lanes[first.paper or "no paper"]
    seen = {first.paper or "no paper"}
    lines = []
    for one in family.printings[1:]:
        paper = one.paper or "no paper"
        if paper in lanes and paper not in seen:
            seen.add(paper)
            x, y = _x(one, span), lanes[paper]
            lines.append(
                tag("path", d=f"M{start[0]:.1f} {start[1]} C{start[0]:.1f} {y} {start[0]:.1f} {y} {x:.1f} {y}")
            )
    return tag("g", lines, class_="way")


def _dot(printing: Printing, y: float, span: tuple[int, int], is_first: bool) -> Markup:
    known = [part for part in (printing.date, printing.paper, printing.page) if part]
    how = "" if printing.relation is None else f" · {printing.relation} {printing.score:.2f}"
    words = f"{' '.join(known) or 'unknown'} {printing.headline or ''}{how}"
    kind = "first" if is_first else printing.relation or "exact"
    x, radius = f"{_x(printing, span):.1f}", 6 if is_first else 4.5
    dot = tag("circle", tag("title", words), cx=x, cy=y, r=radius, class_=f"printing {kind}")
    return tag("a", dot, href=f"#find:{quote(' '.join(known))}", aria_label=words)


def _axis(span: tuple[int, int]) -> list[tuple[str, float, str]]:
    if span == (0, 0):
        return []
    first, last = (date.fromordinal(day).isoformat() for day in span)
    marks = [(first, NAMES + 12.0, "start")]
    return [*marks, (last, WIDE - 28.0, "end")] if first != last else marks


def _said(family: Family) -> str:
    first = family.printings[0]
    papers = f"{family.papers} paper{'s' * (family.papers != 1)}"
    days = (_span(family)[1] - _span(family)[0]) if first.date else 0
    within = f" within {days} day{'s' * (days != 1)}" if days else ""
    where = f"{first.paper or 'no paper'}, {first.date or 'no date'}"
    return f"first in {where}; {len(family.printings)} printings in {papers}{within}"


def exchange_map(exchanges: Sequence[Exchange]) -> Markup:
    """Return a table of who printed first what whom printed later; the darker, the more."""
    firsts, laters = (_by_count(exchanges, side) for side in ("first", "later"))
    cells = {(one.first, one.later): (number, one) for number, one in enumerate(exchanges)}
    most = max(one.times for one in exchanges)
    corner = tag("th", "first ↓  later →", scope="col")
    head = tag("tr", corner, [tag("th", name, scope="col", lang="zh") for name in laters])
    rows = [
        tag(
            "tr",
            tag("th", name, scope="row", lang="zh"),
            [_cell(*cells[name, later], most) if (name, later) in cells else tag("td") for later in laters],
        )
        for name in firsts
    ]
    caption = tag("caption", "Printings of stories, by who had the story first")
    return tag("table", caption, tag("thead", head), tag("tbody", rows), class_="exchange")


def _by_count(exchanges: Sequence[Exchange], side: str) -> list[str]:
    sums: Counter[str] = Counter()
    for one in exchanges:
        sums[getattr(one, side)] += one.times
    return [name for name, _ in sums.most_common()]


def _cell(number: int, exchange: Exchange, most: int) -> Markup:
    words = f"{exchange.first} → {exchange.later}: {exchange.times:,}"
    link = tag("a", f"{exchange.times:,}", href=f"#exchange:{number}", aria_label=words)
    return tag("td", link, class_=f"level-{-(-exchange.times * 4 // most)}")
