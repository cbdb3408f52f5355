"""Search: a beam over the units of a page, in the order of the dump, that decides for each where it belongs.

Every unit either begins a story (its title), goes on with a title, goes on with a story that has begun (as a new
paragraph or in mid-paragraph), begins a story that has no title here, or belongs to none. One learned scorer gives each
of these a probability, given all that was decided before; the beam keeps the likeliest readings of the whole page.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import numpy as np

from zbtools.language.arrays import Array
from zbtools.stages.join.balance import balance_of
from zbtools.stages.join.evidence import Evidence
from zbtools.stages.join.features import Choices, choices_for
from zbtools.stages.join.reading import NONE, PARAGRAPH, SEAM, Reading, Step, apply, start
from zbtools.stages.join.roles import FOLLOWS, ROLE_COLUMNS

# Readings kept at each step, and how much less likely (nats) than the best one may be.
WIDTH, SLACK = 5, 3.5
# A paragraph that follows the unit before it with these log odds is not put to the question.
SURE = 6.0
# Weight of the balance of columns, which no single step can judge, against the probabilities of the steps.
BALANCE_WEIGHT = 0.7
# Fates this likely are told as rivals of the one chosen.
WORTH_TELLING = 0.02

Scorer = Callable[[Array], Array]


def search(evidence: Evidence, roles: Array, scorer: Scorer, width: int = WIDTH, sure: float = SURE) -> Reading:
    """Return the likeliest reading of the whole page. `roles` (N, 7): what `roles_of` says of each unit."""
    beam = [start(evidence)]
    for unit in range(len(evidence.units)):
        if roles[unit, FOLLOWS] * 4 > sure and unit and not any(_left_out(reading, unit) for reading in beam):
            beam = [_follow(evidence, reading, unit, float(roles[unit, FOLLOWS] * 4)) for reading in beam]
            continue
        choices = choices_for(evidence, roles[:, :ROLE_COLUMNS], beam, unit)
        beam = _extend(evidence, beam, choices, unit, log_probabilities(choices, scorer), width)
    return max(beam, key=lambda reading: reading.score + BALANCE_WEIGHT * balance_of(reading))


def _left_out(reading: Reading, unit: int) -> bool:
    """Whether the unit before was given to no story, so that none can simply go on."""
    return reading.step is None or reading.step.unit != unit - 1 or reading.current < 0 or reading.step.story < 0


def _follow(evidence: Evidence, reading: Reading, unit: int, odds: float) -> Reading:
    chance = 1 / (1 + np.exp(-odds))
    return apply(
        evidence, reading, Step(unit, PARAGRAPH, reading.current, float(chance), tuple, reading.step), reading.score
    )


def log_probabilities(choices: Choices, scorer: Scorer) -> Array:
    """(R, 2): log probability of each row's action; links have two, as a new paragraph and in mid-paragraph."""
    scores = scorer(choices.rows)
    scores[~choices.may_be_seam, 1] = -np.inf
    readings = int(choices.reading.max()) + 1
    exponents = np.exp(scores - scores.max())
    total = np.bincount(choices.reading, exponents.sum(axis=1), readings)
    with np.errstate(divide="ignore"):
        return np.asarray(np.log(exponents / total[choices.reading][:, None]))


def _extend(
    evidence: Evidence, beam: Sequence[Reading], choices: Choices, unit: int, chances: Array, width: int
) -> list[Reading]:
    """Return the best readings of the next step."""
    scores = np.array([reading.score for reading in beam])
    totals = (chances + (scores[choices.reading] + _balance(beam, choices))[:, None]).ravel()
    order = np.argsort(-totals, kind="stable")[:width]
    kept = order[totals[order] > totals[order[0]] - SLACK]
    return [
        _choose(evidence, beam[choices.reading[i // 2]], choices, int(i), unit, chances, float(totals[i])) for i in kept
    ]


def _balance(beam: Sequence[Reading], choices: Choices) -> Array:
    """What each choice adds or takes for leaving a column of the current story that is as long as its first, or not."""
    parting = np.array([BALANCE_WEIGHT * balance_of(reading) for reading in beam], np.float32)
    current = np.array([reading.current for reading in beam])
    leaves = (choices.story != current[choices.reading]) & (choices.action != NONE)
    return np.asarray(parting[choices.reading] * leaves)


def _choose(
    evidence: Evidence, reading: Reading, choices: Choices, flat: int, unit: int, chances: Array, score: float
) -> Reading:
    """Return `reading` with the choice `flat` (row * 2 + seam) made for `unit`."""
    row, seam = divmod(flat, 2)
    action = SEAM if seam else int(choices.action[row])
    chance, story = float(chances[row, seam]), int(choices.story[row])
    step = Step(unit, action, story, float(np.exp(chance)), partial(_rivals, choices, flat, chances), reading.step)
    return apply(evidence, reading, step, score)


def _rivals(choices: Choices, flat: int, chances: Array) -> tuple[tuple[int, int, float], ...]:
    """The other fates in the same reading that are worth telling: (action, story, probability)."""
    row, _ = divmod(flat, 2)
    likely = np.argwhere((choices.reading == choices.reading[row])[:, None] & (chances > np.log(WORTH_TELLING)))
    return tuple(
        (SEAM if seam else int(choices.action[i]), int(choices.story[i]), float(np.exp(chances[i, seam])))
        for i, seam in likely
        if 2 * i + seam != flat
    )
