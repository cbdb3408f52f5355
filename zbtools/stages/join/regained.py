"""A second look at a page from the pages where its stories go on: what it gave to another story goes back.

A continuation often repeats its title, and its marker names the page of the beginning. A line of that page that is
this title heads a story there, whatever it looked like.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from zbtools.model import Decision, Page
from zbtools.stages.assemble import Draft
from zbtools.stages.join.pieces import (
    SHORT_PART,
    comes_from,
    label_of,
    marker_of,
    names,
    page_of,
    same_title,
    title_lines,
)
from zbtools.stages.units import Unit

# How sure a line is a title because a continuation repeats it.
REPEATED = 0.97


def regained(drafts: Sequence[Draft], pages: Sequence[Page]) -> list[Draft]:
    """Return the drafts of an issue, those cut that hold a story whose title only its continuation tells."""
    tails = [draft for draft in drafts if draft.titles and comes_from(draft) and label_of(marker_of(draft, "from"))]
    result = list(drafts)
    for tail in tails:
        if any(same_title(other, tail) for other in result if _begins_on(other, tail, pages)):
            continue
        result = [piece for draft in result for piece in _headed(draft, tail, pages)]
    return result


def _begins_on(draft: Draft, tail: Draft, pages: Sequence[Page]) -> bool:
    """Whether the draft stands on the page that the marker of the tail names, before it."""
    page, other = page_of(draft), page_of(tail)
    return page < other and names(label_of(marker_of(tail, "from")), pages[page])


def _headed(draft: Draft, tail: Draft, pages: Sequence[Page]) -> Iterator[Draft]:
    """Yield the draft, cut before the line inside it that is the title of the tail."""
    lines = enumerate(draft.body) if _begins_on(draft, tail, pages) else ()
    at = next((i for i, paragraph in lines if i and _is_title(paragraph, tail)), None)
    if at is None:
        yield draft
        return
    title, *glued = draft.body[at]
    below = [*([glued] if glued else []), *draft.body[at + 1 :]]
    heads = {unit.start for paragraph in below for unit in paragraph}
    markers = [unit for unit in draft.markers if heads and unit.start > min(heads)]
    yield replace(draft, body=draft.body[:at], markers=[unit for unit in draft.markers if unit not in markers])
    decision = Decision("title", "continuation", title.text[:24], REPEATED, title.spans[:1])
    yield Draft(titles=[title._replace(role="title")], body=below, markers=markers, decisions=[decision])


def _is_title(paragraph: Sequence[Unit], tail: Draft) -> bool:
    line = "".join(paragraph[0].text.split())
    return len(line) > SHORT_PART and line in title_lines(tail)
