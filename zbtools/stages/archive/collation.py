"""Collation: where two printings of one story differ, without their script, punctuation and white space."""

from __future__ import annotations

from dataclasses import dataclass

from zbtools.language.arrays import Array
from zbtools.stages.archive.comparing import matching_blocks
from zbtools.stages.archive.normal import kept_places, normal_forms

AROUND = 8  # Characters of the left text shown before and behind a variation.


@dataclass(frozen=True, slots=True)
class Variation:
    """A place where one text has `left` and the other `right` (either may be empty).

    `left_span`, `right_span`: where, in code points of the two texts, half open; `before`, `behind`: what stands around
    it in the left text.
    """

    left: str
    right: str
    left_span: tuple[int, int]
    right_span: tuple[int, int]
    before: str
    behind: str


def collate(left: str, right: str) -> list[Variation]:
    """Return where two texts differ, in order. Raises UsageError if rapidfuzz is not installed.

    >>> [(found.left, found.right) for found in collate("记者在青石桥，看到工人。", "記者在青石大橋看見工人")]
    [('', '大'), ('到', '見')]
    """
    places = kept_places(left), kept_places(right)
    forms = normal_forms([left, right])
    found = []
    before = [0, 0]
    for *here, length in matching_blocks(forms.text(0), forms.text(1)):
        if here != before:
            spans = (_span(places[0], before[0], here[0], left), _span(places[1], before[1], here[1], right))
            found.append(_variation(left, right, *spans))
        before = [here[0] + length, here[1] + length]
    return found


def _span(places: Array, start: int, end: int, text: str) -> tuple[int, int]:
    """Return where the normal characters `start:end` stand in the text; if there is none, the place between two."""
    if end > start:
        return int(places[start]), int(places[end - 1]) + 1
    place = int(places[start - 1]) + 1 if start else 0
    return min(place, len(text)), min(place, len(text))


def _variation(left: str, right: str, here: tuple[int, int], there: tuple[int, int]) -> Variation:
    before, behind = left[max(0, here[0] - AROUND) : here[0]], left[here[1] : here[1] + AROUND]
    return Variation(left[slice(*here)], right[slice(*there)], here, there, before, behind)
