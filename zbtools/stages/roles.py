"""Roles of units by rules: first each unit alone, then again from its neighbours.

The method is that of jusText (Pomikálek 2011): what a line looks like alone says little (a short line is a title in one
case of three), what stands before and behind it says more. A byline or dateline is preceded by a title; a short line
between two paragraphs that no byline follows is a subheading. `join` weighs the same cues again with learned numbers.
"""

from __future__ import annotations

from collections.abc import Sequence

from zbtools.language.characters import ends_sentence
from zbtools.rules.captions import caption_cue
from zbtools.rules.notices import heads_alone
from zbtools.rules.own import NONE, PREFIX, OwnRules
from zbtools.rules.titles import title_cues
from zbtools.stages.boxes import Found, with_boxes
from zbtools.stages.bylines import find_byline
from zbtools.stages.furniture import furniture_role
from zbtools.stages.given import BOLD, GROUNDS, HEADING, PARAGRAPH, SHORT, Given
from zbtools.stages.heads import EDGE, with_head
from zbtools.stages.prefixes import SHORT_LINE
from zbtools.stages.units import Role, Unit

# A photo story may be one long caption; its cue decides up to this length.
LONG_CAPTION = 200
# A bare date at the foot of a page is the end of a document.
AT_HEAD = frozenset({"ZB412", "ZB414"})
# Captions and bylines that may stand between a title and its first paragraph.
BETWEEN = 4
# Brackets, numbers, boxes and questions stand inside an article (`rules.titles`).
INSIDE = frozenset({"ZB141", "ZB142", "ZB143", "ZB144", "ZB151"})

# A subheading seldom holds a pause; a broken paragraph often does.
PAUSES = frozenset("，,、；;")


def assign_roles(units: Sequence[Unit], own: OwnRules = NONE, paper: str | None = None) -> list[Unit]:
    """Return `units` with their roles; texts and order are not touched. `paper`: the name that it is known by."""
    furniture = _furniture(units, own)
    by_itself = [_alone(unit, found, own) for unit, found in zip(units, furniture, strict=True)]
    alone = with_head(units, by_itself, paper)
    return [
        unit if given is PARAGRAPH else unit.given(*_from_neighbours(units, alone, i, own))
        for i, (unit, given) in enumerate(zip(units, alone, strict=True))
    ]


def _furniture(units: Sequence[Unit], own: OwnRules) -> list[Found]:
    """What each unit is if it is furniture, by itself or beside others."""
    texts = [unit.text if unit.role == "paragraph" else "" for unit in units]
    foot = len(units) - EDGE
    found = [furniture_role(text, i < EDGE or i >= foot, own) for i, text in enumerate(texts)]
    found = [item if item is None or _may_stand(texts, found, i) else None for i, item in enumerate(found)]
    return with_boxes(texts, found)


def _may_stand(texts: Sequence[str], found: Sequence[Found], at: int) -> bool:
    """Whether the line may be what it looks like: a bare date stands at the head, or beside the name of the paper, and
    an appeal to readers under no heading of its own.
    """
    item = found[at]
    if item is not None and item[0] == "contact" and at and ends_sentence(texts[at]):
        return not heads_alone(texts[at - 1])
    if item is None or at < EDGE or item[1].code not in AT_HEAD:
        return True
    return any(other is not None and other[0] == "masthead" for other in found[at - 1 : at + 2])


def _alone(unit: Unit, furniture: Found, own: OwnRules) -> Given:
    """Return the role that the unit's own text and marks suggest; `rule` names a candidate title's ground."""
    if unit.role != "paragraph":
        return Given(unit.role, unit.rule, unit.detail)
    if furniture is not None:
        return Given("furniture", furniture[1].code, furniture[0])
    byline = find_byline(unit.text, "line", None, own)
    if byline is not None:
        return Given("byline", byline.rule)
    caption = caption_cue(unit.text) if len(unit.text) <= LONG_CAPTION else None
    if caption is not None:
        return Given("caption", caption.code)
    ground = _ground(unit)
    if ground:
        return GROUNDS[ground]
    dateline = _own_dateline(unit, own) if own.datelines or own.reporters else ""
    return Given("paragraph", dateline) if dateline else PARAGRAPH


def _own_dateline(unit: Unit, own: OwnRules) -> str:
    """The code of the user's rule by which a dateline opens the unit: `join` has to know of it."""
    found = find_byline(unit.text, "head", None, own)
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


def _from_neighbours(units: Sequence[Unit], alone: Sequence[Given], i: int, own: OwnRules) -> Given:
    """Decide whether the candidate at `i` is a title, a subheading or a paragraph; what is none stays what it is."""
    given = alone[i]
    if not given.is_candidate:
        return given
    if title_cues(units[i].text) & INSIDE:
        return Given("subheading", given.rule)
    role: Role = "title" if _opens_article(units, alone, i, own) else _inside_role(units, alone, i)
    return Given(role, given.rule)


def _opens_article(units: Sequence[Unit], alone: Sequence[Given], i: int, own: OwnRules) -> bool:
    """A byline or dateline behind it makes a line a title; without one, a heading mark or a picture does."""
    if alone[i].rule == HEADING or _byline_follows(units, alone, i, own):
        return True
    starts = i == 0 or alone[i - 1].role in ("furniture", "marker")
    return starts or (units[i].pictures > 0 and alone[i].rule == BOLD)


def _inside_role(units: Sequence[Unit], alone: Sequence[Given], i: int) -> Role:
    """A line between two paragraphs is a subheading; an open line that ends a run is a broken paragraph."""
    if alone[i].rule == BOLD:
        return "subheading"
    followed = i + 1 < len(alone) and alone[i + 1].role == "paragraph" and not alone[i + 1].is_candidate
    return "subheading" if followed and not PAUSES & set(units[i].text) else "paragraph"


def _byline_follows(units: Sequence[Unit], alone: Sequence[Given], i: int, own: OwnRules) -> bool:
    """Whether the first lines behind the candidates at `i` are a byline, or a paragraph that opens with a dateline."""
    for j in range(i + 1, min(i + 1 + BETWEEN, len(units))):
        role = alone[j].role
        if role == "byline":
            return True
        if role == "paragraph" and not alone[j].is_candidate:
            return find_byline(units[j].text, "head", None, own) is not None
        if role in ("furniture", "marker", "table"):
            return False
    return False
