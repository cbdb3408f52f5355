"""Find the byline of a text: at its head, as a whole line, in brackets at its end, or behind a caption."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Literal

from zbtools.rules.own import NONE, OwnRules
from zbtools.stages.bylines.captions import find_caption
from zbtools.stages.bylines.ends import find_tail
from zbtools.stages.bylines.found import FoundByline
from zbtools.stages.bylines.heads import find_head
from zbtools.stages.bylines.lines import find_line

__all__ = ["FoundByline", "Where", "find_byline"]

Where = Literal["head", "line", "tail", "caption"]

_FINDERS: dict[str, Callable[[str, str | None, OwnRules], FoundByline | None]] = {
    "head": find_head,
    "line": find_line,
    "tail": find_tail,
    "caption": find_caption,
}


@lru_cache(maxsize=1024)
def find_byline(text: str, where: Where, page_date: str | None = None, own: OwnRules = NONE) -> FoundByline | None:
    """Return the byline of `text` at the place `where`, or None.

    `head`: a dateline that opens a paragraph; `end` is where the story's own words begin. `line`: the whole line is
    the byline. `tail`: brackets or a signature at the end of the last paragraph. `caption`: the credit of a picture
    at the end of its caption. `page_date` (ISO) lets the day of a dateline become a date. `own`: papers and role words
    of the user's. Later stages ask for the same texts again: the latest answers are kept.

    >>> found = find_byline("滨江日报讯(全媒体记者/周一苇) 3月8日,大桥合龙。", "head")
    >>> found.end, found.byline.outlet, found.byline.form, found.byline.people[0].name, found.rule
    (17, '滨江日报', '讯', '周一苇', 'ZB203')
    """
    return _FINDERS[where](text, page_date, own)
