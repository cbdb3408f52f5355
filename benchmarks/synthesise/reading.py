"""The careless reader: in which order it emits the fragments of a page, which it repeats, loses, and finds late."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from random import Random

from benchmarks.synthesise.chance import flip
from benchmarks.synthesise.layout import ROWS, Band, Fragment, Part
from benchmarks.synthesise.mix import Mix

Place = tuple[int, int]
"""(part of the band, column of the part)"""
MOST_LOOPS = 6
FARTHEST_COPY = 7
"""Fragments between a fragment and its copy."""


@dataclass(frozen=True, slots=True)
class Visit:
    """One fragment as the reader emits it. `head`: under its title or marker; `last`: it ends its part."""

    part: Part
    column: int
    text: Fragment
    head: bool = False
    last: bool = False
    copy: bool = False


Order = Callable[[Sequence[int], Random], list[Place]]
"""From the number of columns of each part to the order of places."""


def columns(counts: Sequence[int], _rng: Random) -> list[Place]:
    """Column by column through all parts of the band: the common shuffle.

    >>> columns([2, 1], Random(0))
    [(0, 0), (1, 0), (0, 1)]
    """
    return [(part, column) for column in range(max(counts)) for part, n in enumerate(counts) if column < n]


def boxed(counts: Sequence[int], rng: Random) -> list[Place]:
    """Column by column, but a story set in a box of its own is read whole where it begins."""
    box = rng.randrange(len(counts))
    whole = [(box, column) for column in range(counts[box])]
    rest = [place for place in columns(counts, rng) if place[0] != box]
    at = columns(counts, rng).index((box, 0))
    return rest[:at] + whole + rest[at:]


def mixed(counts: Sequence[int], rng: Random) -> list[Place]:
    """Any order that keeps the columns of each part, and the parts' beginnings, in order.

    >>> mixed([1, 1, 1], Random(0))
    [(0, 0), (1, 0), (2, 0)]
    """
    done = [0] * len(counts)
    order: list[Place] = []
    while any(at < n for at, n in zip(done, counts, strict=True)):
        begun = next((part for part, at in enumerate(done) if at == 0), len(counts))
        able = [part for part in range(min(begun + 1, len(counts))) if done[part] < counts[part]]
        part = rng.choice(able)
        order.append((part, done[part]))
        done[part] += 1
    return order


def backward(counts: Sequence[int], rng: Random) -> list[Place]:
    """The columns from right to left, as upright text misread: titles come after their stories' ends."""
    return [place for column in reversed(range(max(counts))) for place in columns(counts, rng) if place[1] == column]


HEADS = "heads"
"""All titles of the band are read before any of its text."""
ORDERS: dict[str, Order] = {
    "columns": columns,
    "boxed": boxed,
    "mixed": mixed,
    "backward": backward,
    ROWS: columns,
    HEADS: columns,
}


def read_page(bands: Sequence[Band], mix: Mix, rng: Random) -> list[Visit]:
    """The fragments of a page in the order in which the reader emits them."""
    read = postponed([read_band(band, mix, rng) for band in bands], mix, rng)
    return repeated(swapped([visit for visits in read for visit in visits], mix, rng), mix, rng)


def read_band(band: Band, mix: Mix, rng: Random) -> list[Visit]:
    """The fragments of a band in reading order, less the lost ones."""
    heads_first = band.order in (HEADS, ROWS) and len(band.parts) > 1
    visits = [Visit(part, 0, (), head=True) for part in band.parts] if heads_first else []
    for part, column in ORDERS[band.order]([len(fragments) for fragments in band.fragments], rng):
        fragments = band.fragments[part]
        if column == 0 or not flip(rng, mix.lost):
            head = column == 0 and not heads_first
            visits.append(Visit(band.parts[part], column, fragments[column], head, column == len(fragments) - 1))
    return visits


def postponed(bands: list[list[Visit]], mix: Mix, rng: Random) -> list[list[Visit]]:
    """The visits of the bands, some fragments of each read only behind the next band."""
    waiting: list[Visit] = []
    read = []
    for visits in bands:
        late = [visit for visit in visits if visit.column and flip(rng, mix.late)]
        kept = [visit for visit in visits if visit not in late]
        read.append(kept + waiting)
        waiting = late
    return [*read, waiting]


def swapped(visits: list[Visit], mix: Mix, rng: Random) -> list[Visit]:
    """The visits with some neighbours of different stories exchanged."""
    read = list(visits)
    for at in range(len(read) - 1):
        able = read[at].column and read[at + 1].column and read[at].part is not read[at + 1].part
        if able and flip(rng, mix.swapped):
            read[at], read[at + 1] = read[at + 1], read[at]
    return read


def repeated(visits: list[Visit], mix: Mix, rng: Random) -> list[Visit]:
    """The visits with copies of some: right behind the original, some fragments later, or in a loop."""
    read = list(visits)
    for visit in visits:
        if not (visit.column and visit.text and flip(rng, mix.repeated)):
            continue
        times = rng.randint(2, MOST_LOOPS) if flip(rng, mix.looped) else 1
        behind = read.index(visit) + 1 + (rng.randint(1, FARTHEST_COPY) if flip(rng, 0.42) else 0)
        read[behind:behind] = [copy_of(visit, mix, rng)] * times
    return read


def copy_of(visit: Visit, mix: Mix, rng: Random) -> Visit:
    """The visit's text again, or only its last paragraphs."""
    begin = rng.randrange(len(visit.text)) if flip(rng, mix.repeated_in_part) else 0
    return replace(visit, text=visit.text[begin:], head=False, last=False, copy=True)
