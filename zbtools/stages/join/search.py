"""Search: a beam over the units of a page, in the order of the dump, that decides for each where it belongs.

Every unit either begins a story (its title), goes on with a title, goes on with a story that has begun (as a new
paragraph or in mid-paragraph), begins a story that has no title here, or belongs to none. One learned scorer gives each
of these a probability, given all that was decided before; the beam keeps the likeliest readings of the whole page.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

import numpy as np

from zbtools.language.arrays import Array
from zbtools.stages.join.balance import balance_of
from zbtools.stages.join.evidence import Evidence
from zbtools.stages.join.features import Choices, choices_for
from zbtools.stages.join.reading import NONE, PARAGRAPH, SEAM, Beam, Step, advance, follow, start
from zbtools.stages.join.roles import FOLLOWS
from zbtools.stages.join.tables import Tables, tabulate

# Readings kept at each step, and how much less likely (nats) than the best one may be. Five of them within 3.5 nats do
# no better on the development pages, two of them worse.
WIDTH, SLACK = 3, 2.5
# A paragraph that follows the unit before it with these log odds is not put to the question.
SURE = 6.0
# Weight of the balance of columns, which no single step can judge, against the probabilities of the steps.
BALANCE_WEIGHT = 0.7
# Fates this likely are told as rivals of the one chosen.
WORTH_TELLING = 0.02

Scorer = Callable[[Array], Array]


def search(
    evidence: Evidence,
    roles: Array,
    scorer: Scorer,
    width: int = WIDTH,
    sure: float = SURE,
    taken: Sequence[Step] = (),
) -> Step | None:
    """Return the last step of the likeliest reading of the whole page. `roles` (N, 7): what `roles_of` says.

    `taken`: the steps of the first units, which are not put to the question.
    """
    tables = tabulate(evidence, roles)
    beam = _after(tables, taken)
    for unit in range(len(taken), len(evidence.units)):
        odds = float(roles[unit, FOLLOWS] * 4)
        if odds > sure and not _left_out(beam):
            follow(tables, beam, _following(beam, unit, odds))
            continue
        choices = choices_for(tables, beam, unit)
        beam = _extend(tables, beam, choices, unit, log_probabilities(choices, scorer), width)
    return beam.steps[int(np.argmax(beam.scores + BALANCE_WEIGHT * balance_of(beam)))]


def _after(tables: Tables, taken: Sequence[Step]) -> Beam:
    """Return the one reading that took these steps."""
    beam = start(tables)
    for step in taken:
        beam = advance(tables, beam, np.zeros(1, np.int64), [replace(step, before=beam.steps[0])], beam.scores)
    return beam


def _left_out(beam: Beam) -> bool:
    """Whether a reading gave the unit before to no story, so that none can simply go on."""
    return any(
        step is None or step.story < 0 or current < 0
        for step, current in zip(beam.steps, beam.current.tolist(), strict=True)
    )


def _following(beam: Beam, unit: int, odds: float) -> list[Step]:
    """Return the step of each reading that takes `unit` as the next paragraph of the story it is in."""
    chance = 1 / (1 + float(np.exp(-odds)))
    return [
        Step(unit, PARAGRAPH, current, chance, tuple, before)
        for current, before in zip(beam.current.tolist(), beam.steps, strict=True)
    ]


def log_probabilities(choices: Choices, scorer: Scorer) -> Array:
    """(R, 2): log probability of each row's action; links have two, as a new paragraph and in mid-paragraph."""
    scores = scorer(choices.rows)
    scores[~choices.may_be_seam, 1] = -np.inf
    readings = int(choices.reading.max()) + 1
    exponents = np.exp(scores - scores.max())
    total = np.bincount(choices.reading, exponents.sum(axis=1), readings)
    with np.errstate(divide="ignore"):
        return np.asarray(np.log(exponents / total[choices.reading][:, None]))


def _extend(tables: Tables, beam: Beam, choices: Choices, unit: int, chances: Array, width: int) -> Beam:
    """Return the best readings of the next step."""
    totals = (chances + (beam.scores[choices.reading] + _balance(beam, choices))[:, None]).ravel()
    order = np.argsort(-totals, kind="stable")[:width]
    kept = order[totals[order] > totals[order[0]] - SLACK]
    parents = choices.reading[kept // 2]
    steps = [
        _step(choices, int(i), unit, chances, beam.steps[parent])
        for i, parent in zip(kept, parents.tolist(), strict=True)
    ]
    return advance(tables, beam, parents, steps, totals[kept])


def _balance(beam: Beam, choices: Choices) -> Array:
    """What each choice adds or takes for leaving a column of the current story that is as long as its first, or not."""
    parting = (BALANCE_WEIGHT * balance_of(beam)).astype(np.float32)
    leaves = (choices.story != beam.current[choices.reading]) & (choices.action != NONE)
    return np.asarray(parting[choices.reading] * leaves)


def _step(choices: Choices, flat: int, unit: int, chances: Array, before: Step | None) -> Step:
    """The step that makes the choice `flat` (row * 2 + seam) for `unit`."""
    row, seam = divmod(flat, 2)
    action = SEAM if seam else int(choices.action[row])
    chance = float(np.exp(float(chances[row, seam])))
    return Step(unit, action, int(choices.story[row]), chance, partial(_rivals, choices, flat, chances), before)


def _rivals(choices: Choices, flat: int, chances: Array) -> tuple[tuple[int, int, float], ...]:
    """The other fates in the same reading that are worth telling: (action, story, probability)."""
    row, _ = divmod(flat, 2)
    likely = np.argwhere((choices.reading == choices.reading[row])[:, None] & (chances > np.log(WORTH_TELLING)))
    return tuple(
        (SEAM if seam else int(choices.action[i]), int(choices.story[i]), float(np.exp(chances[i, seam])))
        for i, seam in likely
        if 2 * i + seam != flat
    )
