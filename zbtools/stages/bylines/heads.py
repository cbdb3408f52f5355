"""Bylines that open a paragraph."""

from __future__ import annotations

from zbtools.rules.own import OwnRules
from zbtools.stages.bylines.datelines import read_dateline
from zbtools.stages.bylines.found import BULLETS, LEAD, OPEN, REACH, FoundByline

_TELEGRAM = frozenset("讯訊电電")
_SLASHED = ("報導", "／特稿", "/特稿", "／專訪", "/專訪", "／特寫", "/特寫")
_REPORTED = ("报道：", "报道:", "報道：", "報道:")


def find_head(text: str, own: OwnRules) -> FoundByline | None:
    """Return the dateline at the head of `text`, or None; its end is where the story's own words begin."""
    lead = text[:REACH].lstrip(BULLETS)
    dateline = read_dateline(lead, own)
    if dateline is None:
        return None
    start = min(len(text), REACH) - len(lead)
    end = start + dateline.end
    while end < len(text) and text[end].isspace():
        end += 1
    return FoundByline(start, end, dateline.byline, dateline.rule)


def may_be_head(text: str, _own: OwnRules) -> bool:
    """Cheap, and False on most prose: a dateline is in brackets, or shows its form early."""
    lead = text[:REACH].lstrip(BULLETS)
    if not lead:
        return False
    start = lead[:LEAD]
    if start[0] in OPEN or not _TELEGRAM.isdisjoint(start):
        return True
    return (
        any(words in start for words in _SLASHED)
        or "日消息" in start
        or ("者" in start and any(words in lead for words in _REPORTED))
    )
