"""Regions: two places of an issue that say the same, trimmed to what a reader of columns can have dumped twice.

A reader that dumps a column a second time begins and ends where a line of the dump begins and ends, in the copy if not
in the original. Words that recur in the middle of two paragraphs, at both ends, are what writers repeat.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from zbtools.model import Range
from zbtools.stages.alignment import Alignment
from zbtools.stages.stream import Stream

# A misread end: so many characters may be missing between the last that agree and the end of the line.
SLACK = 10
# If both lines end within so many characters, what is left of them was misread even if nothing of it agrees.
ENDS_ALIKE = 2
# At a misread end a character may be missing in one place.
DRIFTS = ((0, 0), (0, 1), (1, 0))
# The other place then ends where its own line does, if it is this near.
SNAP = 1
# Below this nothing is told from chance (code points of words).
SHORTEST = 14
# Kinds of units that never begin or end a repeated region: they recur by right.
RECURRING = frozenset({"title", "table"})


@dataclass(frozen=True, slots=True)
class Region:
    """`copy` repeats `original`: ranges of the stream, tied by `alignment` (original first).

    `begins`, `ends`: whether the original, too, begins or ends there with a line of the dump (the copy always does,
    unless `overlaps`: then the copy is one end of its line, and the original is the other end of its own).
    `lead`: so many more characters agree before the beginning, back to the middle of both lines.
    """

    original: Range
    copy: Range
    alignment: Alignment
    begins: bool
    ends: bool
    overlaps: bool = False
    lead: int = 0

    @property
    def whole(self) -> bool:
        """Whether original and copy both are whole lines."""
        return self.begins and self.ends and not self.overlaps

    @property
    def backward(self) -> bool:
        """Whether the copy stands behind its original."""
        return self.original < self.copy


def read_region(stream: Stream, alignment: Alignment) -> Region | None:
    """Return the region of `alignment`, or None if nothing is left of it once it is trimmed to edges of lines."""
    if sum(match.length for match in alignment.matches) < SHORTEST:
        return None
    start = _edge(stream, alignment, (alignment.first[0], alignment.second[0]), inward=1)
    end = _edge(stream, alignment, (alignment.first[1], alignment.second[1]), inward=-1)
    first, second = ((_snapped(stream, start[i]), _snapped(stream, end[i])) for i in (0, 1))
    if min(first[1] - first[0], second[1] - second[0]) < SHORTEST:
        return None
    lead = max(0, first[0] - alignment.first[0])
    region = replace(_oriented(stream, first, second, alignment), lead=lead)
    return _without_recurring_edges(stream, region) if region.begins and region.ends else region


def _edge(stream: Stream, alignment: Alignment, limits: Range, inward: int) -> Range:
    """Return the outermost pair of places that is the edge of a line in at least one of the two."""
    around = [(stream.edge_before(limit), stream.edge_after(limit)) for limit in limits]
    inner, outer = ([pair[side] for pair in around] for side in ((1, 0) if inward > 0 else (0, 1)))
    distances = [abs(edge - limit) for edge, limit in zip(outer, limits, strict=True)]
    spare = _misread(stream.text, limits, -inward) if 0 < min(distances) <= SLACK else 0
    if max(distances) <= ENDS_ALIKE and not any(map(stream.is_edge, limits)):
        spare = ENDS_ALIKE
    edges = [
        far if abs(far - limit) <= min(spare, abs(edge - limit)) else edge
        for edge, far, limit in zip(inner, outer, limits, strict=True)
    ]
    lost = [inward * (edge - limit) for edge, limit in zip(edges, limits, strict=True)]
    if lost[0] <= lost[1]:
        return edges[0], alignment.opposite(edges[0])
    return alignment.flip().opposite(edges[1]), edges[1]


def _misread(text: str, limits: Range, step: int) -> int:
    """Return how far outward of `limits`, at most `SLACK`, half of the characters still agree: a misread end."""
    return max(
        _agreeing(*(_outward(text, limit, step, shift) for limit, shift in zip(limits, drift, strict=True)))
        for drift in DRIFTS
    )


def _outward(text: str, limit: int, step: int, shift: int) -> str:
    """Return the characters outward of `limit`, the nearest first, the first `shift` of them left out."""
    if step > 0:
        return text[limit + shift : limit + shift + SLACK]
    return text[max(0, limit - shift - SLACK) : limit - shift][::-1]


def _agreeing(first: str, second: str) -> int:
    agreed = far = 0
    for distance, (one, other) in enumerate(zip(first, second, strict=False), 1):
        agreed += one == other
        if agreed * 2 >= distance - 1:
            far = distance
    return far


def _snapped(stream: Stream, position: int) -> int:
    position = min(max(position, 0), len(stream.text))
    for edge in (stream.edge_before(position), stream.edge_after(position)):
        if abs(edge - position) <= SNAP:
            return edge
    return position


def _oriented(stream: Stream, first: Range, second: Range, alignment: Alignment) -> Region:
    """Say which of the two is the copy: the one that is made of whole lines, and the later one if both are."""
    edges = [[stream.is_edge(place) for place in side] for side in (first, second)]
    if all(edges[1]):
        return Region(first, second, alignment, edges[0][0], edges[0][1])
    if all(edges[0]):
        return Region(second, first, alignment.flip(), edges[1][0], edges[1][1])
    return Region(first, second, alignment, edges[0][0], edges[0][1], overlaps=True)


def _without_recurring_edges(stream: Stream, region: Region) -> Region | None:
    """Take titles and tables off the end, and tables off the beginning: a title there has its story behind it."""
    first, last = stream.slot(region.copy[0]), stream.slot(region.copy[1] - 1)
    kinds = [stream.kinds[stream.units[slot]] for slot in range(first, last + 1)]
    begin, end = 0, len(kinds)
    while end and kinds[end - 1] in RECURRING:
        end -= 1
    while begin < end and kinds[begin] == "table":
        begin += 1
    if begin == end:
        return None
    copy = stream.starts[first + begin], stream.starts[first + end]
    back = region.alignment.flip()
    start = _snapped(stream, back.opposite(copy[0])) if begin else region.original[0]
    stop = _snapped(stream, back.opposite(copy[1])) if end < len(kinds) else region.original[1]
    return replace(region, copy=copy, original=(start, stop))
