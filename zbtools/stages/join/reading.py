"""Readings: ways to read a page up to a unit, kept as one set of arrays so that all are judged and go on at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from zbtools.language.arrays import Array
from zbtools.stages.join.tables import SHARED, Tables

# What may happen to a unit. A link is to one of the stories begun before; PARAGRAPH and SEAM say how.
TITLE, MORE, NONE, UNTITLED, PARAGRAPH, SEAM = range(6)
# Stories begun last that may still go on: a band seldom holds more than eight, and two bands may be open at once.
STORIES = 16
# Columns of `told`: no text yet, no title, characters so far, runs of units so far, characters of text in the last run
# and in the first: the columns of a story are about equally long.
BARE, UNNAMED, LENGTH, VISITS, LAST_RUN, FIRST_RUN = range(6)
TOLD = 6


@dataclass(frozen=True, slots=True)
class Step:
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
class Beam:
    """R readings of a page up to a unit. Row r of every array is reading r, slot k of it the story `first + k`.

    `scores` (R,) log probabilities; `steps` their last decisions; `tails` (R, 16) the last unit of each story;
    `sums` (R, 16, 6 + 2 * 40) see `told`, `topics`, `titles`; `shared` (R, 16, SHARED, N) the most that any
    unit of the story shares with each unit, of each kind of thing; `first`, `filled` (R,) the story in the first slot, and
    how many slots are used; `current`, `jumped` (R,) the story read last, and the one last returned to, -1 for none;
    `after_title` (R,) whether a title waits for its text. Many things lie in one array because the time goes into the
    number of numpy's calls, not into what they do.
    """

    scores: Array
    steps: Sequence[Step | None]
    tails: Array
    sums: Array
    shared: Array
    first: Array
    filled: Array
    current: Array
    jumped: Array
    after_title: Array

    @property
    def told(self) -> Array:
        """(R, 16, 6), a view: the columns named above."""
        return self.sums[..., :TOLD]

    @property
    def topics(self) -> Array:
        """(R, 16, 2, 40), a view: summed topics of all text of a story, and of its titles."""
        return self.sums[..., TOLD:].reshape(*self.tails.shape, 2, -1)

    def of(self, parents: Array) -> Beam:
        """Return a copy with these readings in this order; one may be there many times."""
        return Beam(
            self.scores.take(parents), [self.steps[parent] for parent in parents.tolist()],
            self.tails.take(parents, 0), self.sums.take(parents, 0), self.shared.take(parents, 0),
            self.first.take(parents), self.filled.take(parents), self.current.take(parents),
            self.jumped.take(parents), self.after_title.take(parents),
        )  # fmt: skip


def start(tables: Tables) -> Beam:
    """One reading: that of nothing yet."""
    count, size = tables.evidence.vectors.shape
    none, zero = np.array([-1]), np.array([0])
    return Beam(
        np.zeros(1), [None], np.zeros((1, STORIES), np.int64), np.zeros((1, STORIES, TOLD + 2 * size), np.float32),
        np.zeros((1, STORIES, SHARED, count), np.float32), zero, zero, none, none, np.array([False]),
    )  # fmt: skip


def advance(tables: Tables, beam: Beam, parents: Array, steps: Sequence[Step], scores: Array) -> Beam:
    """Return the readings that come of taking `steps[i]` in reading `parents[i]`; `scores` are their own."""
    after = beam.of(parents)
    waited, after.after_title = after.after_title, np.zeros(len(steps), bool)
    after.scores, after.steps = scores, steps
    actions = np.array([step.action for step in steps])
    begin = ((actions == TITLE) | (actions == UNTITLED)).nonzero()[0]
    if len(begin):
        _begin(tables, after, begin, actions[begin] == TITLE, steps[0].unit)
    go_on = ((actions != NONE) & (actions != TITLE) & (actions != UNTITLED)).nonzero()[0]
    if len(go_on):
        stories = np.array([steps[i].story for i in go_on.tolist()])
        _go_on(tables, after, go_on, stories, actions[go_on] == MORE, waited[go_on], steps[0].unit)
    return after


def follow(tables: Tables, beam: Beam, steps: Sequence[Step]) -> None:
    """Take `steps[i]` in reading i of `beam` itself: a plain paragraph that goes on with the story read there.

    The same as `advance`, for the step that every second unit takes: without copies, and without cases.
    """
    unit, rows = steps[0].unit, np.arange(len(steps))
    slots, size = beam.current - beam.first, tables.evidence.sizes[unit]
    sums, topic = beam.sums[rows, slots], tables.evidence.vectors[unit]
    sums[:, LAST_RUN] += size
    sums[:, FIRST_RUN] += size * (sums[:, VISITS] == 1)
    sums[:, LENGTH] += size
    sums[:, BARE] = 0
    sums[:, TOLD : TOLD + len(topic)] += topic
    beam.sums[rows, slots], beam.tails[rows, slots] = sums, unit
    beam.shared[rows, slots] = np.maximum(beam.shared[rows, slots], tables.shared[:, unit])
    beam.steps, beam.after_title = steps, _still_waits(beam.after_title, tables, unit)


def _still_waits(waited: Array, tables: Tables, unit: int) -> Array:
    """A label may stand above a picture and the headline below its caption."""
    return waited if tables.evidence.units[unit].role == "caption" else np.zeros(len(waited), bool)


def _begin(tables: Tables, beam: Beam, rows: Array, titled: Array, unit: int) -> None:
    """Begin a story with `unit` in the readings `rows`, each `titled` or not."""
    evidence = tables.evidence
    _forget_first(beam, rows[beam.filled[rows] == STORIES])
    slots, size = beam.filled[rows], evidence.sizes[unit]
    beam.tails[rows, slots] = unit
    text = np.where(titled, 0, size)
    told = (titled, ~titled, np.full(len(rows), size), np.ones(len(rows)), text, text)
    topic = np.broadcast_to(evidence.vectors[unit], (len(rows), evidence.vectors.shape[1]))
    beam.sums[rows, slots] = np.concatenate([np.stack(told, axis=1), topic, topic * titled[:, None]], axis=1)
    beam.shared[rows, slots] = tables.shared[:, unit]
    beam.filled[rows] += 1
    beam.current[rows] = beam.first[rows] + slots
    beam.jumped[rows] = -1
    beam.after_title[rows] = titled


def _forget_first(beam: Beam, rows: Array) -> None:
    """Make room for one more story in readings whose slots are all used."""
    if len(rows):
        for array in (beam.tails, beam.sums, beam.shared):
            array[rows, :-1] = array[rows, 1:]
        beam.first[rows] += 1
        beam.filled[rows] -= 1


def _go_on(tables: Tables, beam: Beam, rows: Array, stories: Array, is_title: Array, waited: Array, unit: int) -> None:
    """Go on with a story in each of the readings `rows`; `waited`: whether a title waited for its text there."""
    evidence = tables.evidence
    slots, stays = stories - beam.first[rows], stories == beam.current[rows]
    beam.tails[rows, slots] = unit
    sums, topic = beam.sums[rows, slots], evidence.vectors[unit]
    _count(sums, np.where(is_title, 0, evidence.sizes[unit]), stays)
    sums[:, LENGTH] += evidence.sizes[unit]
    sums[:, BARE] *= is_title
    sums[:, TOLD : TOLD + len(topic)] += topic
    sums[:, TOLD + len(topic) :] += topic * is_title[:, None]
    beam.sums[rows, slots] = sums
    beam.shared[rows, slots] = np.maximum(beam.shared[rows, slots], tables.shared[:, unit])
    beam.jumped[rows] = np.where(stays, beam.jumped[rows], stories)
    beam.current[rows] = stories
    beam.after_title[rows] = is_title | _still_waits(waited & stays, tables, unit)


def _count(told: Array, sizes: Array, stays: Array) -> None:
    """Count `sizes` characters of text to the runs that go on, or to new ones."""
    told[:, LAST_RUN] = told[:, LAST_RUN] * stays + sizes
    told[:, VISITS] += ~stays
    told[:, FIRST_RUN] += sizes * (told[:, VISITS] == 1)


def steps_of(step: Step | None) -> list[Step]:
    """The decisions of a reading that ends in `step`, in the order of the units."""
    return list(reversed(list(_back(step))))


def _back(step: Step | None) -> Iterator[Step]:
    while step is not None:
        yield step
        step = step.before
