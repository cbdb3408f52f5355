"""Credits at the end of a caption: who took the picture, who gave it, which agency issued it."""

from __future__ import annotations

from collections.abc import Iterator

from zbtools.language.names import read_names
from zbtools.model import Byline, Person
from zbtools.rules.bylines.signatures import CREDIT_END, CREDIT_SIGN, CREDIT_START, PICTURE_AGENCY
from zbtools.rules.own import OwnRules
from zbtools.stages.bylines.credits import read_credits
from zbtools.stages.bylines.ends import find_tail
from zbtools.stages.bylines.found import LEAD, LINE, OPEN, PROSE_END, SENTENCE_END, FoundByline, credited, indent

# A credit without a person names who gave the picture.
_GIVERS = ("供图", "来源")


def find_caption(text: str, own: OwnRules) -> FoundByline | None:
    """Return the credit at the end of the caption `text`, or None."""
    end = len(text.rstrip())
    if end == 0 or text[end - 1] in PROSE_END:
        return None
    if CREDIT_END.search(text[max(0, end - LEAD) : end]):
        for start in _starts(text, end):
            credits = read_credits(text[start:end], strict=True, own=own)
            if credits is not None and (credits.people or credits.form in _GIVERS):
                return FoundByline(start, end, credited(text[start:end], credits), CREDIT_END.code)
    return read_agency(text) or find_tail(text, own)


def _starts(text: str, end: int) -> Iterator[int]:
    """Yield where a credit may begin, the first possible place first."""
    low = max(0, end - LINE)
    if low == 0:
        yield indent(text)
    window = text[low:end]
    starts = {match.start() for rule in (CREDIT_START, CREDIT_SIGN) for match in rule.find_all(window)}
    yield from (low + start for start in sorted(starts))


def read_agency(text: str) -> FoundByline | None:
    """Read the agency of a picture at the end of `text`, and the photographer before its bracket."""
    end = len(text.rstrip())
    low = max(0, end - LEAD)
    match = PICTURE_AGENCY.search(text[low:end])
    if match is None:
        return None
    start = low + match.start()
    if text[low:start].endswith(tuple(OPEN)):
        start -= 1
    cut = max(text.rfind(mark, low, start) for mark in SENTENCE_END) + 1 or low
    names = read_names(text[cut:start], "closely") if text[start] in OPEN else None
    if names:
        start = cut + indent(text[cut:start])
    people = tuple(map(Person, names.names)) if names else ()
    return FoundByline(start, end, Byline(text[start:end], match["outlet"], "图", people=people), PICTURE_AGENCY.code)
