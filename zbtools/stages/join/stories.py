"""Stories as the readings of a page have them: a version for every unit that one took, kept once for all readings.

The readings of a page differ in few of their stories. What a story is, is therefore kept under a number and never
changed: a unit that goes on with it makes a further version, and readings are lists of numbers.
"""

from __future__ import annotations

from math import sqrt
from typing import NamedTuple

import numpy as np

from zbtools.language.arrays import Array
from zbtools.stages.join.tables import Tables

# Columns of `rows`: the story ends open; no text yet; no title; characters; runs of units; characters of text in the
# last run; how full that is against the first; characters in the first; runs, in another size; a quotation is open.
IS_OPEN, BARE, UNNAMED, LENGTH, VISITS, LAST_RUN, FULL, FIRST_RUN, RUNS, QUOTED = range(10)
# A first run with less text than this is no measure of others.
LEAST = 40


class Told(NamedTuple):
    """A version of a story: its last unit, whether it is without text, without title, its characters, its runs of
    units, the characters of text in the last and in the first of them (the columns of a story are about equally long),
    the squares of the lengths of the summed topics of all its units and of its titles, and whether it ends inside a
    quotation.
    """

    tail: int
    is_bare: bool
    is_unnamed: bool
    length: float
    visits: int
    last_run: float
    first_run: float
    topic: float
    title: float
    is_quoted: bool

    @property
    def share(self) -> float:
        """The text of the last run by that of the first."""
        return self.last_run / max(self.first_run, LEAST)


class Stories:
    """All versions of the stories of a page of N units.

    `told`: of each version, what is counted; `any_quoted`: whether any ends inside a quotation. As arrays, which have a
    row for each version and spare ones: `rows` (V, 10) the columns named above; `tails` (V,) the last units; `near`
    (V, 2, 2, N) the summed topics of all units, and of the titles, along the topic of each unit of the page, and of its
    run; `scale` (V, 2) one over the lengths of those sums; `shared` (V, 6, N) the most that any unit of the story
    shares with each unit of the page and with its run.
    """

    def __init__(self, tables: Tables) -> None:
        count = len(tables.near)
        self.tables, self.told, self.any_quoted = tables, list[Told](), False
        self.rows, self.tails = np.empty((0, QUOTED + 1), np.float32), np.empty(0, np.intp)
        self.near, self.scale = np.empty((0, 2, 2, count), np.float32), np.empty((0, 2), np.float32)
        self.shared = np.empty((0, *tables.shared.shape[1:]), np.float32)
        self._spare(2 * count)

    def begin(self, unit: int, titled: bool) -> int:
        """Return the version of a new story that has `unit` alone, as its title or as its text."""
        tables, size = self.tables, self.tables.sizes[unit]
        text, topic = 0.0 if titled else size, tables.lengths[unit] ** 2
        version = self._add(
            Told(unit, titled, not titled, size, 1, text, text, topic, topic * titled, self._quotes(unit))
        )
        self.near[version] = tables.near[unit]
        self.near[version, 1] *= titled
        self.shared[version] = tables.shared[unit]
        return version

    def go_on(self, before: int, unit: int, is_title: bool, stays: bool) -> int:
        """Return the version that comes of `before` with `unit`, as a further title or as text; `stays`: read on."""
        tables, told, size = self.tables, self.told[before], self.tables.sizes[unit]
        text, visits = 0.0 if is_title else size, told.visits + (not stays)
        own = tables.lengths[unit]
        topic, title = (own * (own + 2 * float(near)) for near in self.near[before, :, 0, unit])
        version = self._add(
            Told(
                unit, told.is_bare and is_title, told.is_unnamed, told.length + size, visits,
                told.last_run * stays + text, told.first_run + text * (visits == 1),
                told.topic + topic, told.title + title * is_title, self._quotes(unit, told),
            )
        )  # fmt: skip
        near = np.add(self.near[before], tables.near[unit], out=self.near[version])
        if not is_title:
            near[1] = self.near[before, 1]
        np.maximum(self.shared[before], tables.shared[unit], out=self.shared[version])
        return version

    def _quotes(self, unit: int, before: Told | None = None) -> bool:
        """Whether a quotation is open behind `unit`: its own, or one of the broken paragraph that it goes on."""
        tables = self.tables
        if tables.opened[unit] or before is None or not before.is_quoted:
            return tables.opened[unit]
        return tables.open_ends[before.tail] and not (tables.closes[unit] or tables.begins[unit])

    def _add(self, told: Told) -> int:
        version = len(self.told)
        if version == len(self.rows):
            self._spare(version)
        self.told.append(told)
        self.any_quoted |= told.is_quoted
        self.tails[version] = told.tail
        self.scale[version] = 1 / (sqrt(max(told.topic, 0)) + 1e-6), 1 / (sqrt(max(told.title, 0)) + 1e-6)
        self.rows[version] = (
            self.tables.open_ends[told.tail] and not told.is_bare, told.is_bare, told.is_unnamed,
            min(told.length, 3000) / 1500, min(told.visits, 4) / 4, min(told.last_run, 1000) / 500,
            min(told.share, 3) / 2 if told.visits > 1 else 0, min(told.first_run, 1000) / 500, told.visits / 4,
            told.is_quoted,
        )  # fmt: skip
        return version

    def _spare(self, count: int) -> None:
        """Make room for `count` more versions."""
        for name in ("rows", "tails", "near", "scale", "shared"):
            array: Array = getattr(self, name)
            setattr(self, name, np.concatenate([array, np.empty((count, *array.shape[1:]), array.dtype)]))
