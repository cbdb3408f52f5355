"""Writers whose name stands alone between a title and the text: a byline, though nothing on the line says so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from zbtools.stages.assemble import Draft
from zbtools.stages.bylines import find_byline
from zbtools.stages.bylines.bare import bare_name
from zbtools.stages.join.verse import reads_as_verse
from zbtools.stages.units import Unit

# Code points of the text below a writer's name, at least; a list has shorter lines.
PROSE = 30

Paragraph = list[Unit]


def authored(drafts: Sequence[Draft]) -> list[Draft]:
    """Return the drafts, the name of a writer alone below the title made a byline on a line of its own.

    Not where another such line is a title: then names head the parts of a page.
    """
    if any(len(draft.titles) == 1 and bare_name(draft.titles[0].text) for draft in drafts):
        return list(drafts)
    return [next((_signed(one) for one in (draft, _lowered(draft)) if _may_be_signed(one)), draft) for draft in drafts]


def _lowered(draft: Draft) -> Draft:
    """Return the draft with a name that was taken for the last line of the title as the first line of the text."""
    if len(draft.titles) < 2 or bare_name(draft.titles[-1].text) is None:
        return draft
    *titles, last = draft.titles
    decisions = [each for each in draft.decisions if each.op != "title" or each.at != last.spans]
    return replace(draft, titles=titles, body=[[last], *draft.body], decisions=decisions)


def _may_be_signed(draft: Draft) -> bool:
    """Whether the text below a title begins with a line that is a name, and goes on in prose without that name.

    Where there are more such lines, they head the parts of the story.
    """
    found = bare_name(draft.body[0][0].text) if draft.titles and draft.body else None
    if found is None:
        return False
    rest = [paragraph for paragraph in [draft.body[0][1:], *draft.body[1:]] if paragraph]
    texts = ["".join(unit.text for unit in paragraph) for paragraph in rest]
    if not texts or (len(texts[0]) < PROSE and not reads_as_verse(texts)) or any(bare_name(text) for text in texts):
        return False
    told = "".join("".join(texts).split()) + "".join("".join(unit.text for unit in draft.titles).split())
    if any(person.name in told for person in found.byline.people):
        return False
    signed = any(unit.role == "byline" for paragraph in rest for unit in paragraph)
    return not (signed or find_byline(texts[0], "head") or find_byline(texts[-1], "tail"))


def _signed(draft: Draft) -> Draft:
    name, *glued = draft.body[0]
    found = bare_name(name.text)
    byline = name._replace(role="byline", rule=found.rule if found else "")
    text: list[Paragraph] = [[_as_text(unit) for unit in glued]] if glued else []
    return replace(draft, body=[[byline], *text, *draft.body[1:]])


def _as_text(unit: Unit) -> Unit:
    return unit._replace(role="paragraph") if unit.role == "subheading" else unit
