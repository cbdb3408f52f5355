"""Readings: ways to read a page up to a unit, as lists of the stories begun."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from zbtools.stages.join.stories import Stories
from zbtools.stages.join.tables import Tables

# What may happen to a unit. A link is to one of the stories begun before; PARAGRAPH and SEAM say how.
TITLE, MORE, NONE, UNTITLED, PARAGRAPH, SEAM = range(6)
# Stories begun last that may still go on: a band seldom holds more than eight, and two bands may be open at once.
STORIES = 16


class Step(NamedTuple):
    """One decision: `unit` met `action`, for `story`, with the probability the scorer gave it; `before` it, the rest.

    `rivals`: tells (action, story, probability) of the other fates; asked for the steps of the chosen reading alone.
    `answer`: what a second opinion said of it, where it was asked for one.
    """

    unit: int
    action: int
    story: int
    probability: float
    rivals: Callable[[], tuple[tuple[int, int, float], ...]]
    before: Step | None
    answer: str = ""


@dataclass(slots=True)
class Reading:
    """A way to read a page up to a unit: its log probability `score`, its last decision, and the `versions` of the last
    16 stories begun, of which the first is the story `first`. `current`, `jumped`: the story read last, and the one
    last returned to, -1 for none; `after_title`: a title waits for its text.
    """

    score: float
    step: Step | None
    versions: list[int]
    first: int = 0
    current: int = -1
    jumped: int = -1
    after_title: bool = False


class Beam(NamedTuple):
    """Readings of one page up to a unit, and all the stories that they have."""

    readings: Sequence[Reading]
    stories: Stories


def start(tables: Tables) -> Beam:
    """One reading: that of nothing yet."""
    return Beam([Reading(0.0, None, [])], Stories(tables))


def advance(tables: Tables, beam: Beam, parents: Sequence[int], steps: Sequence[Step], scores: Sequence[float]) -> Beam:
    """Return the readings that come of taking `steps[i]` in reading `parents[i]`; `scores` are their own."""
    known: dict[tuple[int, ...], int] = {}
    readings = []
    for parent, step, score in zip(parents, steps, scores, strict=True):
        old = beam.readings[parent]
        new = Reading(score, step, [*old.versions], old.first, old.current, old.jumped)
        if step.action == TITLE or step.action == UNTITLED:
            _begin(new, beam.stories, step, known)
        elif step.action != NONE:
            waits = old.after_title and step.story == old.current and tables.evidence.units[step.unit].role == "caption"
            _go_on(new, beam.stories, step, known)
            # A label may stand above a picture and the headline below its caption.
            new.after_title = step.action == MORE or waits
        readings.append(new)
    return Beam(readings, beam.stories)


def _begin(reading: Reading, stories: Stories, step: Step, known: dict[tuple[int, ...], int]) -> None:
    """Begin a story with the unit of `step`. `known`: the versions that other readings made of this unit."""
    titled = step.action == TITLE
    if (titled,) not in known:
        known[titled,] = stories.begin(step.unit, titled)
    reading.versions.append(known[titled,])
    reading.current, reading.jumped, reading.after_title = reading.first + len(reading.versions) - 1, -1, titled
    if len(reading.versions) > STORIES:
        del reading.versions[0]
        reading.first += 1


def _go_on(reading: Reading, stories: Stories, step: Step, known: dict[tuple[int, ...], int]) -> None:
    """Go on with a story; `known` as above."""
    slot, stays, is_title = step.story - reading.first, step.story == reading.current, step.action == MORE
    before = reading.versions[slot]
    if (before, is_title, stays) not in known:
        known[before, is_title, stays] = stories.go_on(before, step.unit, is_title, stays)
    reading.versions[slot] = known[before, is_title, stays]
    if not stays:
        reading.current = reading.jumped = step.story


def steps_of(step: Step | None) -> list[Step]:
    """The decisions of a reading that ends in `step`, in the order of the units."""
    return list(reversed(list(_back(step))))


def _back(step: Step | None) -> Iterator[Step]:
    while step is not None:
        yield step
        step = step.before
