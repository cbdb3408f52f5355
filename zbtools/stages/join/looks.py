"""Looks: what a unit shows by itself and by its marks, as a row of numbers for the learned scorers."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from zbtools.language.arrays import Array
from zbtools.language.characters import ends_sentence
from zbtools.rules.own import PREFIX
from zbtools.rules.titles import title_cues
from zbtools.stages.bylines import find_byline
from zbtools.stages.units import AFTER_FROM, BEFORE_FROM, BEFORE_TO, Unit

LENGTHS = (4, 8, 12, 18, 24, 32, 48, 80, 160)
BULLETS = frozenset("■●◆▲★□◎○◇▶◀•·①②③④⑤⑥⑦⑧⑨⑩一二三四五六七八九十0123456789")
COMMAS, COLONS, QUOTES, DASHES = (
    frozenset("，,、；;"),
    frozenset("：:"),
    frozenset('“「『‘"《【（(〔['),
    frozenset("—-–─…"),
)
CUES = (
    "ZB111", "ZB112", "ZB121", "ZB131", "ZB132", "ZB133", "ZB134", "ZB141", "ZB142", "ZB143", "ZB144", "ZB151", "ZB161",
)  # fmt: skip
PLACES = {code: place for place, code in enumerate(CUES)}
# Longer texts show no cues of titles.
LONGEST_CUED = 80
ROLES = ("subheading", "paragraph", "caption", "byline", "table", "furniture", "title")
CLOSING, NO_BEGINNING = frozenset("”’』」）)》】!！?？"), frozenset("，。、；：！？,.;:!?）)”》")
NEAR = (-2, -1, 0, 1, 2)
# Columns of the looks that come before those of the rules, and the one of these that tells of a dateline.
SHAPES, EDGES = 19, 14
DATELINE = SHAPES + EDGES + len(ROLES)
# The longest line that is taken for a headline by a dateline below it.
LONGEST_HEADLINE = 48


def looks(units: Sequence[Unit]) -> Array:
    """Return one row of numbers a unit, each between about -1 and 2."""
    page = np.broadcast_to(np.array(_page_habits(units), np.float32), (len(units), 4))
    edges = np.array([_edges(unit.text) for unit in units], np.float32)
    return np.concatenate([_shapes(units), edges, _known(units), page], axis=1)


def headlines(units: Sequence[Unit], rows: Array) -> Array:
    """(N,): which units are marked lines right above a text that opens with a dateline; `rows`: their looks.

    One below a caption, or a line below a picture, may be the headline of the story that the picture began.
    """
    short = [len(unit.text) <= LONGEST_HEADLINE and unit.role not in ("caption", "byline") for unit in units]
    found = np.array([bool(unit.level or unit.bold) for unit in units]) & short
    found[:-1] &= rows[1:, DATELINE] > 0
    found[-1:] = False
    found[1:] &= np.array([unit.role != "caption" and not unit.pictures for unit in units[:-1]], bool)
    return found


def _shapes(units: Sequence[Unit]) -> Array:
    """(N, 19): how long each unit is, and how the dump marks it."""
    sizes = np.array([len(unit.text) for unit in units])[:, None]
    marks = [
        (
            unit.level == 1, unit.level == 2, unit.level >= 3, unit.bold, min(unit.gap, 4) / 4, unit.gap == 0,
            unit.pictures > 0, unit.hard_break, unit.indent,
        )
        for unit in units
    ]  # fmt: skip
    return np.concatenate(
        [np.minimum(np.log1p(sizes) / 6, 1.2), sizes <= LENGTHS, np.array(marks, np.float32)], axis=1, dtype=np.float32
    )


def _edges(text: str) -> tuple[float, ...]:
    """How a unit begins and ends, and what stands in it."""
    first, last = text[0], text[-1]
    return (
        ends_sentence(text), last in COMMAS, last in COLONS, last in DASHES, last in CLOSING, first in QUOTES,
        first in DASHES, first in BULLETS, first in NO_BEGINNING, "。" in text[:-1], "，" in text or "," in text,
        " " in text or "\u3000" in text, "：" in text or ":" in text, min(text.count(" "), 4) / 4,
    )  # fmt: skip


def _known(units: Sequence[Unit]) -> Array:
    """(N, 25): what the rules say: role, dateline at the head, signature at the end, markers beside, cues of titles."""
    roles = np.array([ROLES.index(unit.role) if unit.role in ROLES else -1 for unit in units])
    texts = [(_opens_with_dateline(unit), _is_signed(unit)) for unit in units]
    beside = [tuple(unit.detail == detail for detail in (AFTER_FROM, BEFORE_FROM, BEFORE_TO)) for unit in units]
    cues = np.zeros((len(units), len(CUES)), np.float32)
    for row, unit in zip(cues, units, strict=True):
        for code in title_cues(unit.text) if len(unit.text) <= LONGEST_CUED else ():
            if code in PLACES:
                row[PLACES[code]] = 1
    return np.concatenate(
        [roles[:, None] == np.arange(len(ROLES)), np.array(texts), np.array(beside), cues], axis=1, dtype=np.float32
    )


def _opens_with_dateline(unit: Unit) -> bool:
    if unit.role not in ("paragraph", "title", "subheading"):
        return False
    return unit.rule.startswith(PREFIX) or find_byline(unit.text, "head") is not None


def _is_signed(unit: Unit) -> bool:
    return unit.role == "paragraph" and unit.text[-1] in "）)】〕" and find_byline(unit.text, "tail") is not None


def _page_habits(units: Sequence[Unit]) -> list[float]:
    """How this page marks its lines: what a mark means depends on how often the reader sets it."""
    total = max(len(units), 1)
    short = [unit for unit in units if len(unit.text) <= 48] or list(units)
    return [
        sum(unit.level > 0 for unit in units) / total,
        sum(unit.bold for unit in units) / total,
        sum(unit.level > 0 or unit.bold for unit in short) / max(len(short), 1),
        len(short) / total,
    ]


def in_context(rows: Array, near: Sequence[int] = NEAR) -> Array:
    """Return rows with those of their neighbours beside them; beyond the page's edges stand zeros and a flag."""
    count, width = rows.shape
    flagged = np.concatenate([rows, np.ones((count, 1), np.float32)], axis=1)
    reach = max(abs(offset) for offset in near)
    padded = np.zeros((count + 2 * reach, width + 1), np.float32)
    padded[reach : reach + count] = flagged
    return np.concatenate([padded[reach + offset : reach + offset + count] for offset in near], axis=1)
