"""Pieces of a story that goes from page to page: what one says of where it begins and goes on."""

from __future__ import annotations

from zbtools.language.pagelabels import same_page
from zbtools.model import Page
from zbtools.stages import markers
from zbtools.stages.assemble import Draft, breaks_off
from zbtools.stages.units import Unit

# Part of a title line that is no longer than this may stand in another by chance (code points).
SHORT_PART = 3


def page_of(draft: Draft) -> int:
    """The first page of a draft, by its place in the issue."""
    return min(unit.page for unit in draft.units)


def goes_on(draft: Draft) -> bool:
    """Whether the draft says that its story goes on: by a marker, or as it breaks off."""
    return marker_of(draft, "to") is not None or bool(draft.body and breaks_off(draft.body[-1][-1]))


def comes_from(draft: Draft) -> bool:
    """Whether the draft may be a later piece of a story: it says so, or has no title, nor the label of a brief."""
    return marker_of(draft, "from") is not None or not (draft.titles or draft.labels)


def marker_of(draft: Draft, kind: str) -> Unit | None:
    """The first marker of a kind (`from` or `to`) in the draft."""
    return next((unit for unit in draft.markers if unit.detail.startswith(kind)), None)


def is_of_other_issue(draft: Draft, kind: str) -> bool:
    """Whether the other piece in that direction is in another issue: 续昨 and 上接昨日第一版, 未完."""
    marker = marker_of(draft, kind)
    return marker is not None and markers.is_of_other_issue(marker.rule)


def label_of(marker: Unit | None) -> str:
    """The page that a marker names; empty where it names none."""
    return marker.detail.split(":", 2)[1] if marker is not None else ""


def names(label: str, page: Page) -> bool:
    """Whether the label in a marker is that of the page, or says what it is called (下转综合版)."""
    return same_page(label, page.page) or bool(label and page.page_name and label in page.page_name)


def same_title(head: Draft, tail: Draft) -> bool:
    """Whether the tail repeats the title, a whole line of it, or a longer part."""
    lines = title_lines(head)
    ours, theirs = "".join(lines), title_lines(tail)
    return bool(theirs) and all(line in lines or (len(line) > SHORT_PART and line in ours) for line in theirs)


def told_titles(draft: Draft) -> list[str]:
    """What a later page may repeat of the title: a line of it, or all."""
    lines = title_lines(draft)
    return [line for line in ("".join(lines), *lines) if len(line) > SHORT_PART]


def title_lines(draft: Draft) -> list[str]:
    """The lines of the draft's title without white space."""
    return list(map(bare, draft.titles))


def bare(unit: Unit) -> str:
    """The text of a unit without white space."""
    return "".join(unit.text.split())
