"""Find the byline of a text: at its head, as a whole line, in brackets at its end, or behind a caption."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from typing import Literal

from zbtools.language.days import resolve_day
from zbtools.rules.own import NONE, OwnRules
from zbtools.stages.bylines.captions import find_caption
from zbtools.stages.bylines.ends import find_tail
from zbtools.stages.bylines.found import FoundByline
from zbtools.stages.bylines.heads import find_head, may_be_head
from zbtools.stages.bylines.lines import find_line, may_be_line

__all__ = ["FoundByline", "Where", "find_byline"]

Where = Literal["head", "line", "tail", "caption"]

_FINDERS: dict[str, Callable[[str, OwnRules], FoundByline | None]] = {
    "head": find_head,
    "line": find_line,
    "tail": find_tail,
    "caption": find_caption,
}
# Nine of ten texts fail these tests, which are cheaper than a look into the cache and keep it free for the others.
_MAY_BE: dict[str, Callable[[str, OwnRules], bool]] = {"head": may_be_head, "line": may_be_line}


def find_byline(text: str, where: Where, page_date: str | None = None, own: OwnRules = NONE) -> FoundByline | None:
    """Return the byline of `text` at the place `where`, or None.

    `head`: a dateline that opens a paragraph; `end` is where the story's own words begin. `line`: the whole line is
    the byline. `tail`: brackets or a signature at the end of the last paragraph. `caption`: the credit of a picture
    at the end of its caption. `page_date` (ISO) lets the day of a dateline become a date. `own`: papers and role words
    of the user's.

    >>> found = find_byline("滨江日报讯(全媒体记者/周一苇) 3月8日,大桥合龙。", "head")
    >>> found.end, found.byline.outlet, found.byline.form, found.byline.people[0].name, found.rule
    (17, '滨江日报', '讯', '周一苇', 'ZB203')
    >>> found = find_byline("【新华社沈州十四日电】大桥合龙。", "head", "1951-03-16")
    >>> found.byline.date, found.dated
    ('1951-03-14', ('十四日', 'latest-such-day'))
    """
    may_be = _MAY_BE.get(where)
    if may_be is not None and not may_be(text, own):
        return None
    found = _find(text, where, own)
    return _dated(found, page_date) if found is not None else None


@lru_cache(maxsize=1024)
def _find(text: str, where: Where, own: OwnRules) -> FoundByline | None:
    """Find the byline as it reads on a page without a date. Later stages ask for it again: the latest are kept."""
    return _FINDERS[where](text, own)


def _dated(found: FoundByline, page_date: str | None) -> FoundByline:
    """Return `found` with its day as a date, where the text and the page's date allow."""
    printed = found.byline.date
    resolved = resolve_day(printed, page_date) if printed else None
    if printed is None or resolved is None:
        return found
    date, rule = resolved
    return found._replace(byline=replace(found.byline, date=date or printed), dated=(printed, rule))
