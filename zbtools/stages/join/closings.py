"""A 上接 at the end of the rest that it speaks of: where that rest begins.

The marker stands before its text on most pages. Where the text behind it has a title and a dateline or byline of its
own, a reader knows that this is another story, and the marker closes the text above.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from itertools import takewhile
from math import inf

import numpy as np

from zbtools.language.cohesion import Texts, cosine
from zbtools.stages.bylines import find_byline
from zbtools.stages.join.kinship import WEIGHTS
from zbtools.stages.join.pieces import SHORT_PART, bare, label_of
from zbtools.stages.units import ON_ONE_LINE, Unit

# Code points between a marker and the text behind it on the same line, at most: a blank, two marks of bold print.
IN_LINE = 3


def with_markers_first(
    units: Sequence[Unit], known: Collection[str], heads: Callable[[str], Sequence[str]]
) -> list[Unit]:
    """Return the units of a page, each 上接 that closes a rest put before it; everything else stays in its place.

    `known`: titles of the pages before, which a rest may have. `heads`: what the stories say that go on from the page
    with a label; the rest is like one of them where another story stands right above it.
    """
    placed = list(units)
    # The last first: what one closes is no text of the marker above it.
    for marker in [unit for unit in reversed(units) if _is_from(unit) and label_of(unit)]:
        at = placed.index(marker)
        if _closes(placed[:at], marker, placed[at + 1 :], known):
            start = _start(placed[:at], marker, known, heads(label_of(marker)))
            placed.insert(start, placed.pop(at))
    return placed


def _closes(above: Sequence[Unit], marker: Unit, below: Sequence[Unit], known: Collection[str]) -> bool:
    """Whether another story begins behind the marker, or nothing stands there.

    A title of no story before, with a dateline or byline, begins one, and so does, where the marker ends a line, any
    text with a 上接 of its own. What stands behind the marker on its line is what it speaks of.
    """
    below = [unit for unit in below if unit.role != "furniture"]
    if not below:
        return True
    ends_line = _ends_line(above, marker)
    if not ends_line and _opens_line(marker, below[0]):
        return False
    titles = [*takewhile(_is_title, below)]
    text = below[len(titles) :][:1]
    if any(map(_is_from, text)):
        return ends_line
    return bool(titles) and not _is_known(titles, known) and any(map(_is_signed, text))


def _ends_line(above: Sequence[Unit], marker: Unit) -> bool:
    return bool(above) and _distance(above[-1], marker) <= ON_ONE_LINE


def _end_lines(above: Sequence[Unit], at: int, marker: Unit) -> bool:
    """Whether the marker behind these units, and that at `at` among them, both end the line of a text."""
    return _ends_line(above, marker) and _ends_line(above[:at], above[at])


def _opens_line(marker: Unit, text: Unit) -> bool:
    """Whether a text may stand on the line of the marker, behind a blank or the end of bold print."""
    return _distance(marker, text) <= IN_LINE and marker.level == text.level


def _distance(left: Unit, right: Unit) -> int:
    """The code points of the dump between two units."""
    return right.start - left.ranges[-1][1]


def _start(above: Sequence[Unit], marker: Unit, known: Collection[str], heads: Sequence[str]) -> int:
    """Return where the rest begins that these units end with; their number if they end with none.

    A text without a title and a dateline is a rest as a whole, and so is one with a title of a page before. Of another
    it is the last paragraphs that together are nearest to one of the `heads`, against what stands above them.
    """
    low = len(above)
    while low and above[low - 1].role not in ("title", "marker"):
        low -= 1
    body = [at for at in range(low, len(above)) if above[at].role != "furniture"]
    titles = [*takewhile(_is_title, reversed(above[:low]))]
    if not body or (low and _is_from(above[low - 1]) and not _end_lines(above, low - 1, marker)):
        return len(above)
    if _is_known(titles, known) or not (titles or _is_signed(above[body[0]])):
        return body[0]
    starts = body[_is_signed(above[body[0]]) :]
    gains = [_gain(above[at:], [*titles, *above[low:at]], heads) for at in starts]
    best = max(gains, default=0.0)
    return starts[gains.index(best)] if best > 0 else len(above)


def _gain(rest: Sequence[Unit], above: Sequence[Unit], heads: Sequence[str]) -> float:
    """How much likelier (log odds, paragraphs added up) a text goes on with one of the `heads` than with `above`."""
    count = len(rest)
    texts = Texts([*(unit.text for unit in rest), _words(above), *heads])
    topics = cosine(texts.vectors[:count, None], texts.vectors[None, count:])
    names, words = np.log1p(texts.names[:count, count:]), np.log1p(texts.rare[:count, count:])
    fits = WEIGHTS["topic"] * topics + WEIGHTS["names"] * names + WEIGHTS["words of opening"] * words
    own, *others = fits.sum(axis=0)
    return float(max(others, default=-inf) - own)


def _words(units: Sequence[Unit]) -> str:
    return "\n".join(unit.text for unit in units)


def _is_known(titles: Sequence[Unit], known: Collection[str]) -> bool:
    """Whether these lines are the title of a story of a page before, or a part of it."""
    lines = [bare(unit) for unit in titles]
    return bool(lines) and all(len(line) > SHORT_PART and any(line in title for title in known) for line in lines)


def _is_from(unit: Unit) -> bool:
    return unit.role == "marker" and unit.detail.startswith("from:")


def _is_title(unit: Unit) -> bool:
    return unit.role == "title"


def _is_signed(unit: Unit) -> bool:
    return unit.role == "byline" or find_byline(unit.text, "head") is not None
