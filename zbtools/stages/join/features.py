"""Features: the evidence for and against every fate of a unit, in all readings of the beam at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from zbtools.language.arrays import Array
from zbtools.stages.join.reading import (
    BARE,
    FIRST_RUN,
    LAST_RUN,
    LENGTH,
    MORE,
    NONE,
    PARAGRAPH,
    TITLE,
    UNTITLED,
    VISITS,
    Beam,
)
from zbtools.stages.join.roles import ROLE_COLUMNS
from zbtools.stages.join.tables import Tables

# Columns of a row: its kind, the seam, the topics, how far both are ahead of the other stories, the order of the
# stories, the reading as a whole, the best of all stories, the roles of the unit. The networks know them by place.
KINDS, PAIRS, TOPICS, AHEAD, ORDER, STATE, BEST, ROLES = (
    slice(0, 6), slice(6, 21), slice(21, 31), slice(31, 43), slice(43, 58), slice(58, 76), slice(76, 88),
    slice(88, 88 + ROLE_COLUMNS),
)  # fmt: skip
WIDTH = ROLES.stop
# What the stories of a reading are compared in: fit, nearness, and the topics.
CONTEST = np.array([6, 7, *range(TOPICS.start, TOPICS.stop)])
# Columns of the state that tell of the current story: its seam (open end, fit, marker, nearness), and what was `told`.
CURRENT_SEAM, CURRENT_TOLD = [6, 8, 10, 11], [7, 12, 14, 15, 17]
# The columns of `told` are cut at these, and divided by those, to be of one size with the others.
MOST = np.array([1, 1, 3000, 4, 1000, 1000], np.float32)
UNITS = np.array([1, 1, 1500, 4, 500, 500], np.float32)
# Fates that are no link; the last is for readings only that have just met a title.
OTHERS = np.array([TITLE, NONE, UNTITLED, MORE])


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
class _Links:
    """The L stories of all readings one under the other. `owner`: the reading of each; `slot`: its place in it;
    `starts` (R,): the first row of each reading, the last row at most; `scaled` (L, 6): `told` in one size;
    `is_open` (L,): the story ends open.
    """

    owner: Array
    slot: Array
    tails: Array
    told: Array
    scaled: Array
    is_open: Array
    starts: Array
    filled: Array

    def best(self, columns: Array) -> Array:
        """(R, C): the best of each of `columns` (L, C) in each reading, 0 in a reading without stories."""
        if self.filled.all():
            return np.maximum.reduceat(columns, self.starts, axis=0)
        best = np.zeros((len(self.filled), columns.shape[1]), np.float32)
        used = self.filled.nonzero()[0]
        best[used] = np.maximum.reduceat(columns, self.starts[used], axis=0)
        return best


def choices_for(tables: Tables, beam: Beam, unit: int) -> Choices:
    """Return every possible fate of `unit` in every reading: its links to the stories, and what else it may be."""
    links = _links(tables, beam)
    number, (action, reading, story) = len(links.owner), _others(beam)
    rows = np.zeros((number + len(action), WIDTH), np.float32)
    rows[:, ROLES] = tables.roles[unit, :ROLE_COLUMNS]
    whole = np.zeros((len(beam.scores), BEST.stop - STATE.start), np.float32)
    _fill_state(whole, tables, beam, unit)
    if number:
        whole[:, BEST.start - STATE.start :] = _fill_links(rows[:number], tables, beam, links, unit)
        _fill_current(whole, tables, beam, links, unit)
    rows[number + np.arange(len(action)), action] = 1
    owner = np.concatenate([links.owner, reading])
    rows[:, STATE.start : BEST.stop] = whole[owner]
    may_be_seam = np.zeros(len(rows), bool)
    may_be_seam[:number] = ~tables.evidence.closed[links.tails] & ~tables.evidence.closed[unit]
    actions = np.concatenate([np.full(number, PARAGRAPH), action])
    return Choices(rows, owner, actions, np.concatenate([links.slot + beam.first[links.owner], story]), may_be_seam)


def _links(tables: Tables, beam: Beam) -> _Links:
    owner, slot = (np.arange(beam.tails.shape[1]) < beam.filled[:, None]).nonzero()
    tails, told = beam.tails[owner, slot], beam.told[owner, slot]
    starts = np.minimum(beam.filled.cumsum() - beam.filled, max(len(owner) - 1, 0))
    is_open = tables.open_ends[tails] & (told[:, BARE] == 0)
    return _Links(owner, slot, tails, told, np.minimum(told, MOST) / UNITS, is_open, starts, beam.filled)


def _others(beam: Beam) -> tuple[Array, Array, Array]:
    """Actions that are no link, with their readings and stories; a title can only go on right behind a title."""
    allowed = np.ones((len(beam.scores), len(OTHERS)), bool)
    allowed[:, -1] = beam.after_title
    reading, number = allowed.nonzero()
    action = OTHERS[number]
    begins = (action == TITLE) | (action == UNTITLED)
    return action, reading, np.where(begins, (beam.first + beam.filled)[reading], beam.current[reading])


def _fill_links(rows: Array, tables: Tables, beam: Beam, links: _Links, unit: int) -> Array:
    """Fill the columns of the links that are about their stories; return (R, 12), the best of them in each reading."""
    is_current = links.slot == _slots(beam.current, beam)[links.owner]
    rows[np.arange(len(rows)), np.where(is_current, 4, 5)] = 1
    rows[:, PAIRS] = tables.pairs[links.tails, unit]
    rows[:, TOPICS] = _topics(tables, beam, links, unit)
    contest = rows[:, CONTEST]
    best = links.best(contest)
    rows[:, AHEAD] = contest - _best_other(contest, best[links.owner], links)
    _fill_order(rows[:, ORDER], beam, links, unit)
    return best


def _slots(stories: Array, beam: Beam) -> Array:
    """The slot of a story of each reading, -1 for none."""
    return np.where(stories >= 0, np.maximum(stories - beam.first, -1), -1)


def _topics(tables: Tables, beam: Beam, links: _Links, unit: int) -> Array:
    """(L, 10): the topics of the unit and of its run against each story's and its title's, and what they share."""
    sums = beam.topics[links.owner, links.slot]
    lengths = np.sqrt((sums * sums).sum(axis=2)) + 1e-6
    near = sums @ tables.topics[:, unit].T / lengths[..., None] / tables.lengths[:, unit]
    return np.concatenate([near.reshape(len(sums), 4), beam.shared[links.owner, links.slot, :, unit]], axis=1)


def _best_other(contest: Array, best: Array, links: _Links) -> Array:
    """For each row, the best of the other rows of its reading; 0 where it has no rival."""
    top = contest == best
    second = links.best(np.where(top, np.float32(-9), contest))[links.owner]
    other = np.where(top, second, best)
    return np.where(other <= -9, np.float32(0), other)


def _fill_order(order: Array, beam: Beam, links: _Links, unit: int) -> None:
    """Where each story stands among those begun: distance, order after the last return, open ends passed over."""
    jumps = _slots(beam.jumped, beam)
    jumped, slot = jumps[links.owner], links.slot
    passed = links.is_open.cumsum() - links.is_open
    last = np.minimum(links.starts + np.maximum(jumps, 0), len(slot) - 1)
    at_jump = passed[last] + (links.is_open[last] & (jumps >= 0))
    order[:, 0] = np.log1p(unit - links.tails) / 4
    order[:, 1] = (beam.filled[links.owner] - 1 - slot) / 8
    order[:, 2] = jumped >= 0
    order[:, 3] = slot == jumped + 1
    order[:, 4] = slot < jumped
    order[:, 5] = np.minimum(np.maximum(passed - at_jump[links.owner], 0), 4) / 4
    order[1:, 6] = links.is_open[:-1]
    order[slot == 0, 6] = 1
    order[:, 7] = links.is_open
    order[:, 8:13] = links.scaled[:, :FIRST_RUN]
    order[:, 13] = _filled(links.told)
    visits = links.told[:, VISITS : VISITS + 1]
    order[:, 14:] = (visits - links.best(visits)[links.owner]) / 4


def _filled(told: Array) -> Array:
    """How full the last column of a story is against its first; 0 for a story that has one only."""
    share = told[:, LAST_RUN] / np.maximum(told[:, FIRST_RUN], 40)
    return np.asarray(np.where(told[:, VISITS] > 1, np.minimum(share, 3) / 2, 0))


def _fill_state(state: Array, tables: Tables, beam: Beam, unit: int) -> None:
    """Columns of each reading that hold without any story, too."""
    evidence = tables.evidence
    state[:, 0] = beam.current < 0
    state[:, 1] = beam.after_title
    state[:, 2] = _slots(beam.jumped, beam) >= 0
    state[:, 3] = evidence.start_open[unit] / 4
    state[:, 4] = evidence.came[unit]
    state[:, 5] = min(evidence.sizes[unit], 400) / 200


def _fill_current(state: Array, tables: Tables, beam: Beam, links: _Links, unit: int) -> None:
    """Columns of each reading: the end of its current story, and the open ends of all."""
    has = (beam.current >= 0).nonzero()[0]
    if not len(has):
        return
    rows = links.starts[has] + (beam.current - beam.first)[has]
    tails, pairs = links.tails[rows], tables.pairs[links.tails[rows], unit]
    state[has[:, None], CURRENT_SEAM] = pairs[:, [3, 0, 6, 1]]
    state[has[:, None], CURRENT_TOLD] = links.scaled[rows][:, [BARE, LENGTH, VISITS, LAST_RUN, FIRST_RUN]]
    state[has, 9] = tables.evidence.best_later[tails, unit]
    state[:, 13] = np.minimum(np.bincount(links.owner, links.is_open, len(state)), 6) / 6
    state[has, 16] = _filled(links.told[rows])
