"""Templates: two reports on one pattern, which share most of their words, told from one report misread.

A new report replaces whole slots (names, dates, numbers) by other words; misreading changes single characters.
"""

from __future__ import annotations

from zbtools.language.numerals import NUMERAL_CHARACTERS
from zbtools.stages.regions import Region
from zbtools.stages.stream import Stream

# One changed number in so many characters is more than misreading explains.
VARIANT = 80
NUMERALS = frozenset(NUMERAL_CHARACTERS) | frozenset("千万亿萬億")


def is_variant(stream: Stream, region: Region, size: int) -> bool:
    """Whether the copy is a report of something else on the same pattern: other numbers, other words of a length."""
    start, end = region.copy
    edits = [edit for edit in region.alignment.edits if start <= edit[2] < end]
    changes = sum(_change(stream.text[a:b], stream.text[c:d]) for a, b, c, d in edits)
    return changes * VARIANT > size


def has_slots(region: Region) -> bool:
    """Whether more than one character at a time differs: misreading takes one, a report on another day fills slots."""
    start, end = region.copy
    return any(max(b - a, d - c) > 1 for a, b, c, d in region.alignment.edits if start <= c < end)


def _change(old: str, new: str) -> int:
    """How much a difference says that something else is meant: a number 1, a word 2, misread characters nothing."""
    if min(len(old), len(new)) >= 3 and not set(old) & set(new):
        return 2
    return int(bool(NUMERALS.intersection(old) and NUMERALS.intersection(new)))
