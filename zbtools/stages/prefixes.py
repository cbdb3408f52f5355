"""What stands before the text of a line: quote marks, bullets, the # of a heading."""

from __future__ import annotations

from typing import NamedTuple

from zbtools.language.characters import OPENING, is_han
from zbtools.model import Range
from zbtools.patterns import Pattern
from zbtools.stages.lines import Line
from zbtools.stages.spans import trim

INVISIBLE = "\ufeff\u200b\u200c\u200d\u200e\u200f\u2060"
"""Marks of width nothing that copying leaves at the head of a line."""

_PREFIX = Pattern(
    rf"""(?x)
    (?P<invisible> [{INVISIBLE}]{{1,99}} )?
    (?P<quote>  (?:> (?![\d=]) \s?){{1,9}} )?
    (?P<bullet> [-*+] \s{{1,99}} (?=\S) )?
    (?P<spaces> (?:&(?:nbsp|emsp|ensp|\#160|\#12288);\s?){{1,99}} )?
    (?P<hashes> \#{{1,6}}(?!\#) \s{{0,99}} )?
    """
)
_FOLIO = Pattern(r"([-*+])\s{1,9}[\dA-Za-z]{1,4}\s{1,9}\1")

SHORT_LINE = 48
"""Code points: 99 % of the titles, subheadings and bylines of the development pages are at most this long."""

TITLE_LIMIT = 60
"""Code points that a line may have and still be a title, where its mark alone is no proof (--- below, # without space).
Of 1,062 headings on the development pages the longest has 42."""


class Prefix(NamedTuple):
    """What stands before the text of a line: where the text begins, and what the marks before it mean."""

    position: int
    marks: list[Range]
    level: int = 0
    bullet: str = ""
    indent: bool = False


def read_prefix(text: str, line: Line) -> Prefix:
    """Read the marks at the head of a line: quote, bullet, heading."""
    match = _PREFIX.match(text, line.start, line.end)
    if match is None or _FOLIO.fullmatch(line.text):
        return Prefix(line.start, [])
    position, level = match.end(), len((match["hashes"] or "").rstrip())
    if level and not _is_heading(text, match.start("hashes") + level, line.end, level):
        position, level = match.start("hashes"), 0
    spans = [match.span(name) for name in ("invisible", "quote", "bullet", "spaces", "hashes") if match[name]]
    marks = [trim(text, *span) for span in spans if span[0] < position]
    bullet = (match["bullet"] or match["quote"] or "").strip()
    return Prefix(position, marks, level, bullet, bool(match["spaces"]))


def _is_heading(text: str, position: int, end: int, level: int) -> bool:
    """Tell whether the # before `position` mean a heading. Without a space, #3 and #话题# are what they look like."""
    if position == end or text[position].isspace():
        return True
    opens = is_han(text[position]) or text[position] in OPENING
    if end - position > TITLE_LIMIT or not (opens or (level > 1 and text[position].isalnum())):
        return False
    return level > 1 or text.find("#", position, end) < 0


def closing_mark(text: str, prefix: Prefix, end: int) -> Range | None:
    """Return the closing #s of a heading, or the backslash that breaks a line, if there is one."""
    if prefix.level:
        start = prefix.position + len(text[prefix.position : end].rstrip("#"))
        tight = text[prefix.position - 1] == "#"
        return (start, end) if prefix.position < start < end and (tight or text[start - 1].isspace()) else None
    breaks = text[end - 1] == "\\" and end < len(text) and prefix.position < end - 1 and text[end - 2] != "\\"
    return (end - 1, end) if breaks else None
