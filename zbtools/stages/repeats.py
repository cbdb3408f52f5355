"""Find what a reader dumped twice inside one issue."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from zbtools.model import Range
from zbtools.stages.alignment import SEED, find_alignments
from zbtools.stages.regions import SNAP, Region, read_region
from zbtools.stages.stream import Stream
from zbtools.stages.verdicts import Relation, Verdict, judge, on_one_page

# Markers and furniture stand between the lines of a column and in none of them.
OUTSIDE = frozenset({"furniture", "marker", "continuation"})
# What is left of a copy once a longer one is taken away: less than a seed is an edge of it, not a copy.
_FREE = re.compile(rb"\0{%d,}" % SEED)


# Between two lines of a run may stand one that the other place has not: of a copy, so much agrees at least.
AGREEMENT = 0.5

Judged = tuple[Region, Verdict]


@dataclass(frozen=True, slots=True)
class Repeat:
    """`copy_range` of unit `copy` repeats `of_range` of unit `of` (code points of the units' texts).

    `run`: repeats with one number belong to one run of lines. `relation`: `exact`, `near` (misread characters),
    `contained` (in a longer line), `overlap` (the end of one line is the beginning of the other), `printing` (the paper
    printed it twice: not to be dropped). `titled`: the run begins with a title. `score`: 0 to 1.
    """

    copy: int
    copy_range: Range
    of: int
    of_range: Range
    score: float
    relation: Relation
    evidence: str
    run: int
    titled: bool = False


def find_repeats(texts: Sequence[str], kinds: Sequence[str], pages: Sequence[int] | None = None) -> list[Repeat]:
    """Return the repeats among the units of one issue, `texts` in dump order; no part of a unit is a copy twice.

    `kinds`: "paragraph", "title", "subheading", "byline", "caption", "table", "furniture", "marker", "continuation" (a
    上接 marker). `pages`: the index of each unit's page, all 0 if not given. Time is linear in the text.
    """
    stream = Stream(texts, kinds, OUTSIDE)
    found = [read_region(stream, alignment) for alignment in find_alignments(stream.text)]
    regions = [region for region in found if region is not None]
    numbers = list(pages) if pages is not None else [0] * len(texts)
    judged = [(region, verdict) for region in regions if (verdict := judge(stream, numbers, region)) is not None]
    judged = _without_halves(stream, numbers, judged)
    return [
        repeat
        for run, (region, verdict, parts) in enumerate(_selected(judged, len(stream.text)))
        for part in parts
        for repeat in _pieces(stream, region, verdict, part, run)
    ]


def _without_halves(stream: Stream, pages: Sequence[int], judged: Sequence[Judged]) -> list[Judged]:
    """Return what was judged, without the halves of one text that a column's edge has cut in two.

    Of a column that a reader dumps twice a fragment stands in a longer line; that the rest of the same words stands
    alone as well, in another place of the page, says that they were printed twice: a speech beside the report that
    quotes it.
    """
    contained = [
        region for region, verdict in judged if verdict.relation == "contained" and on_one_page(stream, pages, region)
    ]
    begins = {region.original[0]: region for region in contained}
    halves = [
        half
        for first in contained
        if (second := begins.get(first.original[1])) is not None and second.copy[0] != first.copy[1]
        for half in (first, second)
    ]
    return [(region, verdict) for region, verdict in judged if region not in halves]


def _selected(judged: Sequence[Judged], size: int) -> Iterator[tuple[Region, Verdict, list[Range]]]:
    """Yield the regions that go together, with the parts of their copies that no region before them has taken.

    Copies behind their originals come first, the longest of them leading: they point backwards and can form no circle.
    A copy before its original is taken only if that original stays.
    """
    gone = bytearray(size if judged else 0)
    for region, verdict in sorted(judged, key=_rank):
        start, end = region.copy
        if not region.backward and gone.find(1, *region.original) >= 0:
            continue
        parts = [match.span() for match in _FREE.finditer(gone, start, end)]
        if verdict.relation != "printing":
            gone[start:end] = b"\1" * (end - start)
        if parts:
            yield region, verdict, parts


def _rank(item: Judged) -> tuple[bool, bool, int, int]:
    region, verdict = item
    return verdict.relation == "printing", not region.backward, region.copy[0] - region.copy[1], region.copy[0]


def _pieces(stream: Stream, region: Region, verdict: Verdict, part: Range, run: int) -> Iterator[Repeat]:
    """Yield `part` of the copy as repeats of one unit by one unit."""
    back = region.alignment.flip()
    titled = stream.kinds[stream.unit_at(region.copy[0])] == "title"
    cuts = _cuts(stream, region, part)
    for low, high in pairwise(cuts):
        middle = back.opposite((low + high) // 2)
        if region.alignment.agreed(low, high) < AGREEMENT * (high - low) or not _is_in(middle, region.original):
            continue
        slot, source = stream.slot(low), stream.slot(middle)
        start, end = stream.raw_range(slot, low, high)
        yield Repeat(
            copy=stream.units[slot],
            copy_range=(start, end if high == cuts[-1] else stream.raw_start(slot, high)),
            of=stream.units[source],
            of_range=stream.raw_range(source, back.opposite(low), back.opposite(high)),
            score=verdict.confidence,
            relation=verdict.relation,
            evidence=verdict.evidence,
            run=run,
            titled=titled,
        )


def _cuts(stream: Stream, region: Region, part: Range) -> list[int]:
    """Return where the copy has to be cut, in order: its ends, and the edges of the lines of both places."""
    own = stream.edges_between(*part)
    others = (region.alignment.opposite(edge) for edge in stream.edges_between(*region.original))
    own_or_near = {edge + shift for edge in own for shift in range(-SNAP, SNAP + 1)}
    return sorted({*part, *own, *(cut for cut in others if part[0] < cut < part[1] and cut not in own_or_near)})


def _is_in(position: int, place: Range) -> bool:
    """Whether a piece repeats what the region does; a word beside it, where an end was moved to a line's, does not."""
    return place[0] <= position < place[1]
