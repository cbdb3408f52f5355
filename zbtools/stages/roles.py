"""Roles of units by rules: first each unit alone, then again from its neighbours.

The method is that of jusText (Pomikálek 2011): what a line looks like alone says little (a short line is a title in one
case of three), what stands before and behind it says more. A byline or dateline is preceded by a title; a short line
between two paragraphs that no byline follows is a subheading. `join` weighs the same cues again with learned numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from zbtools.language.characters import ends_sentence
from zbtools.rules.captions import caption_cue
from zbtools.rules.own import NONE, PREFIX, OwnRules
from zbtools.rules.titles import title_cues
from zbtools.stages.bylines import find_byline
from zbtools.stages.furniture import furniture_role
from zbtools.stages.units import Role, Unit

# Titles, subheadings and bylines of the development pages: 99 % are at most this long (code points).
SHORT_LINE = 48
# A photo story may be one long caption; its cue decides up to this length.
LONG_CAPTION = 200
# Furniture stands within this many units of the top or the foot of a page.
EDGE = 4
# A bare date at the foot of a page is the end of a document.
AT_HEAD = frozenset({"ZB412"})
# A heading mark says nothing on a page that marks more than this share of its long lines.
STRAY_MARKS = 0.5
# Captions and bylines that may stand between a title and its first paragraph.
BETWEEN = 4
# Brackets, numbers, boxes and questions stand inside an article (`rules.titles`).
INSIDE = frozenset({"ZB141", "ZB142", "ZB143", "ZB144", "ZB151"})

# A subheading seldom holds a pause; a broken paragraph often does.
PAUSES = frozenset("，,、；;")

HEADING, BOLD, SHORT = "heading-mark", "bold-line", "short-line"
CANDIDATE = frozenset({HEADING, BOLD, SHORT})


def assign_roles(units: Sequence[Unit], own: OwnRules = NONE) -> list[Unit]:
    """Return `units` with their roles; texts and order are not touched."""
    marked = _without_stray_marks(units)
    alone = [_alone(unit, i, len(marked), own) for i, unit in enumerate(marked)]
    return [_from_neighbours(alone, i, own) for i in range(len(alone))]


def _without_stray_marks(units: Sequence[Unit]) -> Sequence[Unit]:
    """Some readers put a heading mark on every line: there it means nothing."""
    long_lines = [unit for unit in units if len(unit.text) > SHORT_LINE]
    if sum(unit.level > 0 for unit in long_lines) <= STRAY_MARKS * len(long_lines):
        return units
    return [replace(unit, level=0) for unit in units]


def _alone(unit: Unit, index: int, count: int, own: OwnRules) -> Unit:
    """Return the unit with the role that its own text and marks suggest; `rule` names a candidate title's ground."""
    if unit.role != "paragraph":
        return unit
    furniture = furniture_role(unit.text, min(index, count - 1 - index) < EDGE, own)
    if furniture is not None and (index < EDGE or furniture[1].code not in AT_HEAD):
        return replace(unit, role="furniture", detail=furniture[0], rule=furniture[1].code)
    byline = find_byline(unit.text, "line", None, own)
    if byline is not None:
        return replace(unit, role="byline", rule=byline.rule)
    caption = caption_cue(unit.text) if len(unit.text) <= LONG_CAPTION else None
    if caption is not None:
        return replace(unit, role="caption", rule=caption.code)
    ground = _ground(unit) or _own_dateline(unit, own)
    return replace(unit, rule=ground) if ground else unit


def _own_dateline(unit: Unit, own: OwnRules) -> str:
    """The code of the user's rule by which a dateline opens the unit: `join` has to know of it."""
    found = find_byline(unit.text, "head", None, own) if own.datelines or own.reporters else None
    return found.rule if found and found.rule.startswith(PREFIX) else ""


def _ground(unit: Unit) -> str:
    """Why the unit may be a title or a subheading; empty if it is a paragraph by its looks."""
    if len(unit.text) > 2 * SHORT_LINE:
        return ""
    if unit.level:
        return HEADING
    if len(unit.text) > SHORT_LINE or ends_sentence(unit.text) or unit.text[-1] in "，,；;、：:":
        return ""
    return BOLD if unit.bold else SHORT


def _from_neighbours(units: Sequence[Unit], i: int, own: OwnRules) -> Unit:
    """Decide whether the candidate `units[i]` is a title, a subheading or a paragraph."""
    unit = units[i]
    if unit.rule not in CANDIDATE or unit.role != "paragraph":
        return unit
    if title_cues(unit.text) & INSIDE:
        return replace(unit, role="subheading")
    role: Role = "title" if _opens_article(units, i, own) else _inside_role(units, i)
    return replace(unit, role=role)


def _opens_article(units: Sequence[Unit], i: int, own: OwnRules) -> bool:
    """A byline or dateline behind it makes a line a title; without one, a heading mark or a picture does."""
    if _byline_follows(units, i, own):
        return True
    unit = units[i]
    if unit.rule == HEADING:
        return True
    before = units[i - 1] if i else None
    starts = before is None or before.role in ("furniture", "marker")
    return starts or (unit.pictures > 0 and unit.rule == BOLD)


def _inside_role(units: Sequence[Unit], i: int) -> Role:
    """A line between two paragraphs is a subheading; an open line that ends a run is a broken paragraph."""
    after = units[i + 1] if i + 1 < len(units) else None
    if units[i].rule == BOLD:
        return "subheading"
    followed = after is not None and after.role == "paragraph" and after.rule not in CANDIDATE
    return "subheading" if followed and not PAUSES & set(units[i].text) else "paragraph"


def _byline_follows(units: Sequence[Unit], i: int, own: OwnRules) -> bool:
    """Whether the first lines behind the candidates at `i` are a byline, or a paragraph that opens with a dateline."""
    for unit in units[i + 1 : i + 1 + BETWEEN]:
        if unit.role == "byline":
            return True
        if unit.role == "paragraph" and unit.rule not in CANDIDATE:
            return find_byline(unit.text, "head", None, own) is not None
        if unit.role in ("furniture", "marker", "table"):
            return False
    return False
