"""Features: the evidence for and against every fate of a unit, in all readings of the beam at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from zbtools.language.arrays import Array
from zbtools.stages.join.evidence import Evidence
from zbtools.stages.join.reading import (
    BARE,
    FIRST_RUN,
    LAST_RUN,
    LENGTH,
    MORE,
    NONE,
    PARAGRAPH,
    TITLE,
    UNNAMED,
    UNTITLED,
    VISITS,
    Reading,
)

KINDS = 6
# An end counts as open from these log odds on.
OPEN = -1.0


@dataclass(frozen=True, slots=True)
class Choices:
    """All fates of one unit: a row of features each, and the reading, action and story that the row means.

    `may_be_seam`: the unit may go on in the middle of the story's last paragraph.
    """

    rows: Array
    reading: Array
    action: Array
    story: Array
    may_be_seam: Array


@dataclass(frozen=True, slots=True)
class _Beam:
    """The stories of all readings one under the other. `owner`: the reading of each row; `row`: its place in it."""

    tails: Array
    told: Array
    owner: Array
    row: Array
    current: Array
    jumped: Array
    counts: Array


def choices_for(evidence: Evidence, roles: Array, beam: Sequence[Reading], unit: int) -> Choices:
    """Return every possible fate of `unit` in every reading: its links to the stories, and what else it may be."""
    told = _together(beam)
    pairs = _pairs(evidence, told.tails, unit)
    topics = _topics(evidence, beam, unit) if len(told.tails) else np.zeros((0, 4), np.float32)
    contest = np.concatenate([pairs[:, :2], topics], axis=1)
    best = _best(contest, told, len(beam))
    ahead = contest - _best_other(contest, best, told)
    state = np.concatenate([_state(evidence, told, beam, unit), best], axis=1)
    links = np.concatenate(
        [_link_kinds(told), pairs, topics, ahead, _order(evidence, told, unit), state[told.owner]], axis=1
    )
    other_action, other_reading = _others(beam)
    others = np.zeros((len(other_action), links.shape[1]), np.float32)
    others[np.arange(len(others)), other_action] = 1
    others[:, links.shape[1] - state.shape[1] :] = state[other_reading]
    rows = np.concatenate([links, others])
    common = np.broadcast_to(roles[unit], (len(rows), roles.shape[1]))
    firsts = np.array([reading.first for reading in beam])
    return Choices(
        np.concatenate([rows, common], axis=1, dtype=np.float32),
        np.concatenate([told.owner, other_reading]),
        np.concatenate([np.full(len(told.tails), PARAGRAPH), other_action]),
        np.concatenate([told.row + firsts[told.owner], _other_stories(beam, other_action, other_reading)]),
        np.append(~evidence.closed[told.tails] & ~evidence.closed[unit], np.zeros(len(other_action), bool)),
    )


def _together(beam: Sequence[Reading]) -> _Beam:
    counts = np.array([len(reading.tails) for reading in beam])
    owner = np.repeat(np.arange(len(beam)), counts)
    return _Beam(
        np.concatenate([reading.tails for reading in beam]),
        np.concatenate([reading.told for reading in beam]),
        owner,
        np.arange(len(owner)) - (np.cumsum(counts) - counts)[owner],
        np.array([reading.current - reading.first if reading.current >= 0 else -1 for reading in beam]),
        np.array([max(reading.jumped - reading.first, -1) for reading in beam]),
        counts,
    )


def _pairs(evidence: Evidence, tails: Array, unit: int) -> Array:
    """Columns of the seam between each tail and the unit: fit, nearness, fit against later units, ends, phrases."""
    fit = evidence.fit[tails, unit]
    columns = (
        fit, evidence.near[tails, unit], fit - evidence.best_later[tails, unit], evidence.end_open[tails] / 4,
        evidence.rare[tails, unit], evidence.names[tails, unit], evidence.goes[tails],
    )  # fmt: skip
    return np.concatenate([np.stack(columns, axis=1), evidence.phrases[tails, unit]], axis=1)


def _topics(evidence: Evidence, beam: Sequence[Reading], unit: int) -> Array:
    """The unit's topic against each story's and its title's, and the rare pairs it shares with any part of it."""
    topic = evidence.vectors[unit]
    length = np.sqrt(topic @ topic) + 1e-6
    columns = []
    for sums in ([reading.topics for reading in beam], [reading.titles for reading in beam]):
        all_sums = np.concatenate(sums)
        columns.append(all_sums @ topic / (np.sqrt((all_sums * all_sums).sum(axis=1)) + 1e-6) / length)
    rare = np.concatenate([reading.rare[:, unit] for reading in beam])
    names = np.concatenate([reading.names[:, unit] for reading in beam])
    return np.stack([columns[0], rare, columns[1], names], axis=1)


def _best(contest: Array, told: _Beam, readings: int) -> Array:
    """The best of each column in each reading."""
    best = np.zeros((readings, contest.shape[1]), np.float32)
    filled = np.flatnonzero(told.counts)
    if len(filled):
        best[filled] = np.maximum.reduceat(contest, (np.cumsum(told.counts) - told.counts)[filled], axis=0)
    return best


def _best_other(contest: Array, best: Array, told: _Beam) -> Array:
    """For each row, the best of the other rows of its reading; 0 where it has no rival."""
    top = contest == best[told.owner]
    second = _best(np.where(top, np.float32(-9), contest), told, len(best))
    other = np.where(top, second[told.owner], best[told.owner])
    return np.where(other <= -9, np.float32(0), other)


def _link_kinds(told: _Beam) -> Array:
    kinds = np.zeros((len(told.owner), KINDS), np.float32)
    current = told.row == told.current[told.owner]
    kinds[np.arange(len(kinds)), 4 + ~current] = 1
    return kinds


def _order(evidence: Evidence, told: _Beam, unit: int) -> Array:
    """Where each story stands among those begun: distance, order after the last return, open ends passed over."""
    jumped, last = told.jumped[told.owner], told.counts[told.owner] - 1
    open_end = (evidence.end_open[told.tails] > OPEN) & (told.told[:, BARE] == 0)
    passed = np.cumsum(open_end) - open_end
    starts = np.cumsum(told.counts) - told.counts
    at_jump = (
        np.where(
            jumped >= 0,
            passed[np.minimum(starts[told.owner] + jumped, len(passed) - 1)]
            + open_end[np.minimum(starts[told.owner] + jumped, len(passed) - 1)],
            passed[starts[told.owner]],
        )
        if len(passed)
        else passed
    )
    before_open = np.where(told.row > 0, np.roll(open_end, 1), True) if len(open_end) else open_end
    columns = (
        np.log1p(unit - told.tails) / 4,
        (last - told.row) / 8,
        jumped >= 0,
        told.row == jumped + 1,
        told.row < jumped,
        np.clip(passed - at_jump, 0, 4) / 4,
        before_open,
        open_end,
        told.told[:, BARE],
        told.told[:, UNNAMED],
        np.minimum(told.told[:, LENGTH], 3000) / 1500,
        np.minimum(told.told[:, VISITS], 4) / 4,
        np.minimum(told.told[:, LAST_RUN], 1000) / 500,
        _filled(told.told),
        (told.told[:, VISITS] - _best(told.told, told, len(told.counts))[told.owner, VISITS]) / 4,
    )
    return np.stack([np.asarray(column, np.float32) for column in columns], axis=1)


def _filled(told: Array) -> Array:
    """How full the last column of a story is against its first; 0 for a story that has one only."""
    share = told[:, LAST_RUN] / np.maximum(told[:, FIRST_RUN], 40)
    return np.asarray(np.where(told[:, VISITS] > 1, np.minimum(share, 3) / 2, 0))


def _state(evidence: Evidence, told: _Beam, beam: Sequence[Reading], unit: int) -> Array:
    """Columns of each reading: the end of its current story, whether a title waits for text, open ends elsewhere."""
    starts = np.cumsum(told.counts) - told.counts
    has = told.current >= 0
    state = np.zeros((len(beam), 18), np.float32)
    state[:, 0] = ~has
    state[:, 1] = [reading.after_title for reading in beam]
    state[:, 2] = told.jumped >= 0
    state[:, 3] = evidence.start_open[unit] / 4
    state[:, 4] = evidence.came[unit]
    state[:, 5] = min(evidence.sizes[unit], 400) / 200
    if has.any():
        rows = (starts + told.current)[has]
        tails = told.tails[rows]
        state[has, 6] = evidence.end_open[tails] / 4
        state[has, 7] = told.told[rows, BARE]
        state[has, 8] = evidence.fit[tails, unit]
        state[has, 9] = evidence.best_later[tails, unit]
        state[has, 10] = evidence.goes[tails]
        state[has, 11] = evidence.near[tails, unit]
        state[has, 14] = np.minimum(told.told[rows, VISITS], 4) / 4
        state[has, 15] = np.minimum(told.told[rows, LAST_RUN], 1000) / 500
        state[has, 16] = _filled(told.told[rows])
        state[has, 17] = np.minimum(told.told[rows, FIRST_RUN], 1000) / 500
        state[has, 12] = np.minimum(told.told[rows, LENGTH], 3000) / 1500
        open_end = (evidence.end_open[told.tails] > OPEN) & (told.told[:, BARE] == 0)
        state[:, 13] = np.minimum(np.bincount(told.owner, open_end, len(beam)), 6) / 6
    return state


def _others(beam: Sequence[Reading]) -> tuple[Array, Array]:
    """Actions that are no link, with their readings; a title can only go on right behind a title."""
    pairs = [
        (action, number)
        for number, reading in enumerate(beam)
        for action in ((TITLE, NONE, UNTITLED, MORE) if reading.after_title else (TITLE, NONE, UNTITLED))
    ]
    actions, readings = zip(*pairs, strict=True)
    return np.array(actions), np.array(readings)


def _other_stories(beam: Sequence[Reading], actions: Array, readings: Array) -> Array:
    return np.array(
        [beam[r].count if a in (TITLE, UNTITLED) else beam[r].current for a, r in zip(actions, readings, strict=True)]
    )
