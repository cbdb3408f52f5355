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
ROLES = ("subheading", "paragraph", "caption", "byline", "table", "furniture", "title")
NEAR = (-2, -1, 0, 1, 2)


def looks(units: Sequence[Unit]) -> Array:
    """Return one row of numbers a unit, each between about -1 and 2."""
    page = _page_habits(units)
    return np.array([[*_shape(unit), *_edges(unit), *_known(unit), *page] for unit in units], np.float32)


def _shape(unit: Unit) -> list[float]:
    size = len(unit.text)
    return [
        min(np.log1p(size) / 6, 1.2),
        *(float(size <= limit) for limit in LENGTHS),
        float(unit.level == 1), float(unit.level == 2), float(unit.level >= 3), float(unit.bold), min(unit.gap, 4) / 4,
        float(unit.gap == 0), float(unit.pictures > 0), float(unit.hard_break), float(unit.indent),
    ]  # fmt: skip


def _edges(unit: Unit) -> list[float]:
    text = unit.text
    first, last = text[0], text[-1]
    return [
        float(ends_sentence(text)), float(last in COMMAS), float(last in COLONS), float(last in DASHES),
        float(last in "”’』」）)》】!！?？"), float(first in QUOTES), float(first in DASHES), float(first in BULLETS),
        float(first in "，。、；：！？,.;:!?）)”》"), float("。" in text[:-1]), float("，" in text or "," in text),
        float(" " in text or "\u3000" in text), float("：" in text or ":" in text), min(text.count(" "), 4) / 4,
    ]  # fmt: skip


def _known(unit: Unit) -> list[float]:
    """What the rules say: role, dateline at the head, signature at the end, cues of titles."""
    cues = title_cues(unit.text) if len(unit.text) <= 80 else frozenset()
    head = unit.role in ("paragraph", "title", "subheading") and _opens_with_dateline(unit)
    tail = unit.role == "paragraph" and unit.text[-1] in "）)】〕" and find_byline(unit.text, "tail") is not None
    return [
        *(float(unit.role == role) for role in ROLES), float(head), float(tail),
        *(float(unit.detail == beside) for beside in (AFTER_FROM, BEFORE_FROM, BEFORE_TO)),
        *(float(code in cues) for code in CUES),
    ]  # fmt: skip


def _opens_with_dateline(unit: Unit) -> bool:
    return unit.rule.startswith(PREFIX) or find_byline(unit.text, "head") is not None


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
