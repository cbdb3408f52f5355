"""Readings: ways to read a page up to a unit, kept as small arrays so that many can be judged at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from zbtools.language.arrays import Array
from zbtools.stages.join.evidence import Evidence

# What may happen to a unit. A link is to one of the stories begun before; PARAGRAPH and SEAM say how.
TITLE, MORE, NONE, UNTITLED, PARAGRAPH, SEAM = range(6)
# Stories begun last that may still go on: a band seldom holds more than eight, and two bands may be open at once.
STORIES = 16
# Columns of `told`: no text yet, no title, characters so far, runs of units so far, characters of text in the last run
# and in the first: the columns of a story are about equally long.
BARE, UNNAMED, LENGTH, VISITS, LAST_RUN, FIRST_RUN = range(6)


@dataclass(frozen=True, slots=True)
class Step:
    """One decision: `unit` met `action`, for `story`, with the probability the scorer gave it; `before` it, the rest.

    `rivals`: tells (action, story, probability) of the other fates; asked for the steps of the chosen reading alone.
    """

    unit: int
    action: int
    story: int
    probability: float
    rivals: Callable[[], tuple[tuple[int, int, float], ...]]
    before: Step | None


@dataclass(frozen=True, slots=True)
class Reading:
    """A way to read the page up to a unit; row k of the arrays is story `first + k`.

    `tails` (K,) last units; `told` (K, 6) see above; `topics`, `titles` (K, 40) summed topics of all text and of the
    titles; `rare`, `names` (K, N) the most rare pairs and triples that any unit of the story shares with each unit.
    `score`: log probability. `current`, `jumped`: the story read last, and the one last returned to, -1 for none.
    """

    score: float
    tails: Array
    told: Array
    topics: Array
    titles: Array
    rare: Array
    names: Array
    first: int = 0
    current: int = -1
    jumped: int = -1
    after_title: bool = False
    step: Step | None = None

    @property
    def count(self) -> int:
        """How many stories have begun."""
        return self.first + len(self.tails)


def start(evidence: Evidence) -> Reading:
    """The reading of nothing yet."""
    count, size = evidence.vectors.shape
    topics, shared = np.zeros((0, size), np.float32), np.zeros((0, count), np.float32)
    return Reading(0.0, np.zeros(0, np.int64), np.zeros((0, 6), np.float32), topics, topics, shared, shared)


def apply(evidence: Evidence, reading: Reading, step: Step, score: float) -> Reading:
    """Return `reading` after `step`; `score` becomes its log probability."""
    if step.action == NONE:
        same = (reading.tails, reading.told, reading.topics, reading.titles, reading.rare, reading.names)
        return Reading(score, *same, reading.first, reading.current, reading.jumped, False, step)
    if step.action in (TITLE, UNTITLED):
        return _begin(evidence, reading, step, score)
    return _go_on(evidence, reading, step, score)


def _begin(evidence: Evidence, reading: Reading, step: Step, score: float) -> Reading:
    titled, unit = step.action == TITLE, step.unit
    topic = evidence.vectors[unit][None]
    size = evidence.sizes[unit]
    text = 0 if titled else size
    told = np.array([[titled, not titled, size, 1, text, text]], np.float32)
    drop = max(0, len(reading.tails) + 1 - STORIES)
    return Reading(
        score,
        np.append(reading.tails[drop:], unit),
        np.concatenate([reading.told[drop:], told]),
        np.concatenate([reading.topics[drop:], topic]),
        np.concatenate([reading.titles[drop:], topic if titled else np.zeros_like(topic)]),
        np.concatenate([reading.rare[drop:], evidence.rare[unit][None]]),
        np.concatenate([reading.names[drop:], evidence.names[unit][None]]),
        reading.first + drop,
        reading.count,
        -1,
        titled,
        step,
    )


def _go_on(evidence: Evidence, reading: Reading, step: Step, score: float) -> Reading:
    story, unit, title = step.story, step.unit, step.action == MORE
    row = story - reading.first
    tails, told, topics = reading.tails.copy(), reading.told.copy(), reading.topics.copy()
    tails[row] = unit
    _count(told[row], 0 if title else float(evidence.sizes[unit]), story == reading.current)
    told[row, LENGTH] += evidence.sizes[unit]
    topics[row] += evidence.vectors[unit]
    titles = reading.titles
    if title:
        titles = titles.copy()
        titles[row] += evidence.vectors[unit]
    else:
        told[row, BARE] = 0
    rare, names = reading.rare.copy(), reading.names.copy()
    np.maximum(rare[row], evidence.rare[unit], out=rare[row])
    np.maximum(names[row], evidence.names[unit], out=names[row])
    jumped = reading.jumped if story == reading.current else story
    # A label may stand above a picture and the headline below its caption.
    awaits = title or (reading.after_title and story == reading.current and evidence.units[unit].role == "caption")
    return Reading(score, tails, told, topics, titles, rare, names, reading.first, story, jumped, awaits, step)


def _count(told: Array, size: float, stays: bool) -> None:
    """Count `size` characters of text to the run that goes on, or to a new one."""
    told[LAST_RUN] = told[LAST_RUN] * stays + size
    told[VISITS] += not stays
    if told[VISITS] == 1:
        told[FIRST_RUN] += size


def steps_of(reading: Reading) -> list[Step]:
    """The decisions of a reading in the order of the units."""
    return list(reversed(list(_back(reading.step))))


def _back(step: Step | None) -> Iterator[Step]:
    while step is not None:
        yield step
        step = step.before
