"""Stories that go on in another page: where they break off, and on which pages their parts stand."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from benchmarks.synthesise.chance import flip, pick
from benchmarks.synthesise.layout import Fragment, Part, Slice
from benchmarks.synthesise.mix import Mix
from benchmarks.synthesise.story import Story

SHORTEST_JUMP = 240
"""Characters of the shortest text that is continued on another page."""
UNCUT = ("table", "caption", "byline", "credit")
"""Elements that no column's edge divides."""
SHORTEST_END = 20
"""Characters of the shortest paragraph that is broken, where there are longer ones."""


def part_of(index: int, story: Story) -> Part:
    """The whole story as one part."""
    body = enumerate(story.body)
    return Part(index, tuple(Slice(index, at, 0, len(found.text), found.kind in UNCUT) for at, found in body))


def spread(pages: Sequence[Sequence[Part]], numbers: Sequence[int], mix: Mix, rng: Random) -> list[list[Part]]:
    """The parts of each page, when those that begin there have been continued on later pages; `numbers` are theirs."""
    parts = [list(page) for page in pages]
    for page in range(len(pages) - 1):
        for at in long_parts(parts[page], mix, rng):
            target = min(page + pick(rng, mix.jump_distances), len(pages) - 1)
            part = parts[page][at]
            here, there = broken(part.slices, mix, rng)
            parts[page][at] = Part(part.story, here, part.origin, numbers[target])
            parts[target].append(Part(part.story, there, numbers[page]))
            if target + 1 < len(pages) and flip(rng, mix.continued_twice):
                parts[target + 1].append(Part(part.story, there, numbers[target]))
    return [[elsewhere(part, numbers, mix, rng) for part in page] for page in parts]


def long_parts(parts: Sequence[Part], mix: Mix, rng: Random) -> list[int]:
    """The places of the parts of a page that are continued; one that came from another page seldom goes on."""
    able = [
        at
        for at, part in enumerate(parts)
        if length(part.slices) > SHORTEST_JUMP and (part.opens or flip(rng, mix.jump_again))
    ]
    return rng.sample(able, min(len(able), pick(rng, mix.jumps_a_page)))


def elsewhere(part: Part, numbers: Sequence[int], mix: Mix, rng: Random) -> Part:
    """The part, or half of it where the other half stands on a page that nobody has."""
    whole = part.opens and part.target is None and length(part.slices) > SHORTEST_JUMP
    if not (whole and flip(rng, mix.jump_elsewhere)):
        return part
    here, there = broken(part.slices, mix, rng)
    if flip(rng, 0.5) and min(numbers) > 1:
        return Part(part.story, there, rng.randint(1, min(numbers) - 1))
    return Part(part.story, here, None, max(numbers) + rng.randint(1, 4))


def length(text: Fragment) -> int:
    """The characters of a fragment."""
    return sum(piece.end - piece.start for piece in text)


def broken(text: Fragment, mix: Mix, rng: Random) -> tuple[Fragment, Fragment]:
    """What stays on the page and what goes on elsewhere, each not empty."""
    if len(text) == 1 or flip(rng, mix.jump_inside_paragraph):
        return broken_inside(text, rng)
    at = rng.randrange(1, len(text))
    skip = int(at < len(text) - 1 and flip(rng, mix.jump_loses_paragraph))
    return text[:at], text[at + skip :]


def broken_inside(text: Fragment, rng: Random) -> tuple[Fragment, Fragment]:
    """The text broken in the middle of one of its longer paragraphs."""
    sizes = [piece.end - piece.start for piece in text]
    at = rng.choice([index for index, size in enumerate(sizes) if size >= min(SHORTEST_END, max(sizes))])
    piece = text[at]
    place = rng.randrange(piece.start + 1, piece.end)
    return (*text[:at], piece._replace(end=place)), (piece._replace(start=place), *text[at + 1 :])
