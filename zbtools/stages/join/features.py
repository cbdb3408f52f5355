"""Features: the evidence for and against every fate of a unit, in all readings of the beam at once.

A page has some hundred steps of a few thousand numbers each: the time goes into the number of numpy's calls, not into
what they do. What is one number is therefore set by Python, and what is a table is taken in one call.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from zbtools.language.arrays import Array
from zbtools.stages.join.reading import MORE, NONE, PARAGRAPH, TITLE, UNTITLED, Beam, Reading
from zbtools.stages.join.roles import ROLE_COLUMNS
from zbtools.stages.join.stories import BARE, FIRST_RUN, IS_OPEN, LENGTH, QUOTED, RUNS, VISITS
from zbtools.stages.join.tables import BEST_LATER, DISTANCE, SEAM_COLUMNS, Tables

# Columns of a row: its kind, the seam, the topics, how far both are ahead of the other stories, the order of the
# stories, the reading as a whole, the best of all stories, the roles of the unit, quotation marks. The networks know
# them by place.
KINDS, PAIRS, TOPICS, AHEAD, ORDER, STATE, BEST, ROLES, QUOTES = (
    slice(0, 6), slice(6, 21), slice(21, 31), slice(31, 43), slice(43, 58), slice(58, 76), slice(76, 88),
    slice(88, 88 + ROLE_COLUMNS), slice(88 + ROLE_COLUMNS, 93 + ROLE_COLUMNS),
)  # fmt: skip
WIDTH = QUOTES.stop
# Quotation marks: the unit closes what the story has open; the story stays open; the unit closes what it has not; the
# unit closes what it did not open; some story of the reading is open.
CLOSED, STAYS, STRANGE, CLOSES, ANY = range(QUOTES.start, QUOTES.stop)
# Kinds of links; those of other fates are their actions.
CURRENT, OTHER = 4, 5
# What the stories of a reading are compared in: fit, nearness, and the topics; then their runs, by place in a row.
CONTEST = np.array([6, 7, *range(TOPICS.start, TOPICS.stop)])
COMPARED = np.append(CONTEST, ORDER.stop - 1)
# Columns of the state that tell of the current story, and the columns of `pairs` for them: open end, fit, best fit
# behind, marker, nearness.
CURRENT_SEAM, OF_PAIRS = np.array([6, 8, 9, 10, 11]), np.array([3, 0, BEST_LATER, 6, 1])
# How many stories were begun behind each of the last ones, in a size for a column.
BEHIND = np.arange(15, -1, -1, dtype=np.float32) / 8


class Choices(NamedTuple):
    """All fates of one unit: a row of features each, and the reading, action and story that the row means.

    `may_be_seam`: the unit may go on in the middle of the story's last paragraph.
    """

    rows: Array
    reading: Array
    action: Array
    story: Array
    may_be_seam: Array


class _Links(NamedTuple):
    """The L stories of all readings one under the other. `versions` of them; `starts` (R + 1): the first row of each
    reading, and the end; `owner` (L,): the reading of each; `pairs` (L, 17), `told` (L, 10): see Tables and Stories.
    """

    versions: Array
    starts: Sequence[int]
    owner: Array
    pairs: Array
    told: Array


def choices_for(tables: Tables, beam: Beam, unit: int) -> Choices:
    """Return every possible fate of `unit` in every reading: its links to the stories, and what else it may be."""
    others = [(number, *other) for number, reading in enumerate(beam.readings) for other in _others(reading)]
    stories = [story for each in beam.readings for story in range(each.first, each.first + len(each.versions))]
    links, count = _links(tables, beam, unit), len(stories)
    owners, actions, own = zip(*others, strict=True)
    rows = np.zeros((count + len(others), WIDTH), np.float32)
    rows[range(count, len(rows)), actions] = 1
    rows[:, ROLES] = tables.roles[unit, :ROLE_COLUMNS]
    whole = np.zeros((len(beam.readings), BEST.stop - STATE.start), np.float32)
    _fill_state(whole, tables, beam, unit)
    may_be_seam = np.zeros(len(rows), bool)
    if count:
        whole[:, BEST.start - STATE.start :] = _fill_links(rows[:count], beam, links, unit)
        _fill_current(whole, beam, links)
        may_be_seam[:count] = tables.goes_into[unit].take(beam.stories.tails.take(links.versions))
    reading = np.concatenate([links.owner, owners])
    rows[:, STATE.start : BEST.stop] = whole.take(reading, 0)
    if tables.closes[unit] or beam.stories.any_quoted:
        _fill_quotes(rows, tables, links, unit)
    return Choices(rows, reading, np.array([PARAGRAPH] * count + [*actions]), np.array([*stories, *own]), may_be_seam)


def _others(reading: Reading) -> list[tuple[int, int]]:
    """Actions that are no link, with their stories; a title can only go on right behind a title."""
    new = reading.first + len(reading.versions)
    found = [(TITLE, new), (NONE, reading.current), (UNTITLED, new)]
    return [*found, (MORE, reading.current)] if reading.after_title else found


def _links(tables: Tables, beam: Beam, unit: int) -> _Links:
    starts, versions, owner = [0], list[int](), list[int]()
    for number, reading in enumerate(beam.readings):
        versions += reading.versions
        owner += [number] * len(reading.versions)
        starts.append(len(versions))
    index = np.array(versions, np.intp)
    tails = beam.stories.tails.take(index)
    return _Links(
        index, starts, np.array(owner, np.intp), tables.pairs[unit].take(tails, 0), beam.stories.rows.take(index, 0)
    )


def _fill_links(rows: Array, beam: Beam, links: _Links, unit: int) -> Array:
    """Fill the columns of the links that are about their stories; return (R, 12), the best of them in each reading."""
    rows[:, OTHER] = 1
    for row in _current_rows(beam, links):
        rows[row, CURRENT : OTHER + 1] = 1, 0
    rows[:, PAIRS] = links.pairs[:, :SEAM_COLUMNS]
    _fill_topics(rows[:, TOPICS], beam, links, unit)
    _fill_order(rows[:, ORDER], beam, links)
    contest = rows.take(COMPARED, 1)
    best = _best(contest, links)
    tops = best.take(links.owner, 0)
    rows[:, AHEAD] = (contest - _best_other(contest, tops, links))[:, :-1]
    rows[:, ORDER.stop - 1] -= tops[:, -1]
    return best[:, :-1]


def _current_rows(beam: Beam, links: _Links) -> list[int]:
    """The rows of the current stories, of the readings that have one."""
    return [
        start + reading.current - reading.first
        for start, reading in zip(links.starts, beam.readings, strict=False)
        if reading.current >= 0
    ]


def _fill_topics(topics: Array, beam: Beam, links: _Links, unit: int) -> None:
    """The topics of the unit and of its run against each story's, then its title's, and what they share."""
    stories = beam.stories
    near = stories.near[..., unit].take(links.versions, 0) * stories.scale.take(links.versions, 0)[..., None]
    topics[:, :4] = near.reshape(len(near), 4)
    topics[:, 4:] = stories.shared[:, :, unit].take(links.versions, 0)


def _best(columns: Array, links: _Links) -> Array:
    """(R, C): the best of each of `columns` (L, C) in each reading, 0 in a reading without stories."""
    starts = links.starts
    if all(start < end for start, end in pairwise(starts)):
        return np.asarray(np.maximum.reduceat(columns, starts[:-1], axis=0))
    best = np.zeros((len(starts) - 1, columns.shape[1]), np.float32)
    for number, (start, end) in enumerate(pairwise(starts)):
        if start < end:
            best[number] = columns[start:end].max(axis=0)
    return best


def _best_other(contest: Array, best: Array, links: _Links) -> Array:
    """For each row, the best of the other rows of its reading; 0 where it has no rival."""
    top = contest == best
    second = _best(np.where(top, np.float32(-9), contest), links).take(links.owner, 0)
    other = np.where(top, second, best)
    return np.where(other <= -9, np.float32(0), other)


def _fill_order(order: Array, beam: Beam, links: _Links) -> None:
    """Where each story stands among those begun: distance, order after the last return, open ends passed over."""
    is_open = links.told[:, IS_OPEN]
    order[:, 0] = links.pairs[:, DISTANCE]
    order[1:, 6] = is_open[:-1]
    order[:, 7:14] = links.told[:, :FIRST_RUN]
    order[:, 14] = links.told[:, RUNS]
    for (start, end), reading in zip(pairwise(links.starts), beam.readings, strict=True):
        if start < end:
            _fill_places(order[start:end], is_open[start:end], max(reading.jumped - reading.first, -1))


def _fill_quotes(rows: Array, tables: Tables, links: _Links, unit: int) -> None:
    """Whether a quotation that a column's edge cut is closed, in the rows of the links and of what else may happen."""
    quoted = links.told[:, QUOTED]
    if tables.closes[unit]:
        rows[: len(quoted), CLOSED], rows[: len(quoted), STRANGE], rows[:, CLOSES] = quoted, 1 - quoted, 1
    elif not tables.begins[unit]:
        rows[: len(quoted), STAYS] = quoted
    rows[:, ANY] = quoted.any()


def _fill_places(order: Array, is_open: Array, jumped: int) -> None:
    """The stories of one reading; `jumped`: the one last returned to."""
    order[:, 1] = BEHIND[-len(order) :]
    order[0, 6] = 1
    if jumped >= 0:
        order[:, 2] = 1
        order[:jumped, 4] = 1
    if jumped + 1 < len(order):
        order[jumped + 1, 3] = 1
        passed = is_open[jumped + 1 : -1].cumsum()
        order[jumped + 2 :, 5] = np.minimum(passed, 4) / 4


def _fill_state(state: Array, tables: Tables, beam: Beam, unit: int) -> None:
    """Columns of each reading that hold without any story, too."""
    for row, reading in zip(state, beam.readings, strict=True):
        row[:3] = reading.current < 0, reading.after_title, reading.jumped >= reading.first
    state[:, 3:6] = tables.alone[unit]


def _fill_current(state: Array, beam: Beam, links: _Links) -> None:
    """Columns of each reading: the end of its current story, and the open ends of all."""
    told, rows = links.told, iter(_current_rows(beam, links))
    for number, (row, reading) in enumerate(zip(state, beam.readings, strict=True)):
        if reading.current < 0:
            continue
        current = next(rows)
        row[CURRENT_SEAM] = links.pairs[current].take(OF_PAIRS)
        row[7], row[12] = told[current, BARE], told[current, LENGTH]
        is_open = told[links.starts[number] : links.starts[number + 1], IS_OPEN]
        row[13] = min(int(np.count_nonzero(is_open)), 6) / 6
        row[14:18] = told[current, VISITS : FIRST_RUN + 1]
