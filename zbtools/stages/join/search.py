"""Search: a beam over the units of a page, in the order of the dump, that decides for each where it belongs.

Every unit either begins a story (its title), goes on with a title, goes on with a story that has begun (as a new
paragraph or in mid-paragraph), begins a story that has no title here, or belongs to none. One learned scorer gives each
of these a probability, given all that was decided before; the beam keeps the likeliest readings of the whole page.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from math import exp

import numpy as np

from zbtools.language.arrays import Array
from zbtools.stages.join.balance import balance_of
from zbtools.stages.join.evidence import Evidence
from zbtools.stages.join.features import Choices, choices_for
from zbtools.stages.join.reading import MORE, NONE, PARAGRAPH, SEAM, TITLE, Beam, Step, advance, start
from zbtools.stages.join.roles import FOLLOWS
from zbtools.stages.join.tables import Tables, tabulate

# Readings kept at each step, and how much less likely (nats) than the best one may be. Five of them within 3.5 nats do
# no better on the development pages, two of them worse.
WIDTH, SLACK = 3, 2.5
# A paragraph that follows the unit before it with these log odds is not put to the question.
SURE = 6.0
# Where one reading is left there is nothing that the question could decide between: then a paragraph with these odds is
# not put to it, nor a title, or a further line of one, with these probabilities by its looks and its neighbours'.
LONELY_SURE, SURE_TITLE, SURE_FURTHER = 5.0, 0.999, 0.99
# A marked line right above a text that opens with a dateline begins a story, unless a title was just begun: so it is
# for 1,088 of 1,093 such lines of the development pages and of made ones.
HEADLINE = 0.995
# Weight of the balance of columns, which no single step can judge, against the probabilities of the steps.
BALANCE_WEIGHT = 0.7
# A piece goes on in mid-paragraph only where that is likelier than a new paragraph by this much (nats): two paragraphs
# made one mislead a reader more than one that stays two.
JOIN_COST = 0.3
JOIN_DISCOUNT = exp(-JOIN_COST)
# No fate is less likely than this (nats below the likeliest): exponentials of less are nothing.
UNLIKELY = np.float32(-60)
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
        certain = _certain(beam, roles[unit].tolist(), bool(evidence.headlines[unit]), sure)
        if certain is not None:
            beam = _take(tables, beam, unit, *certain)
        else:
            choices = choices_for(tables, beam, unit)
            beam = _extend(tables, beam, choices, unit, log_probabilities(choices, scorer), width)
    best = max(beam.readings, key=lambda reading: reading.score + BALANCE_WEIGHT * balance_of(reading, beam.stories))
    return best.step


def _after(tables: Tables, taken: Sequence[Step]) -> Beam:
    """Return the one reading that took these steps."""
    beam = start(tables)
    for step in taken:
        beam = advance(tables, beam, [0], [step._replace(before=beam.readings[0].step)], [0.0])
    return beam


def _certain(beam: Beam, role: Sequence[float], headline: bool, sure: float) -> tuple[int, float] | None:
    """Return the action of a unit of which its own looks leave no doubt, in any reading, and its probability."""
    if headline and not any(reading.after_title for reading in beam.readings):
        return TITLE, HEADLINE
    lonely = len(beam.readings) == 1
    odds = role[FOLLOWS] * 4
    if odds > (min(sure, LONELY_SURE) if lonely else sure) and not _left_out(beam):
        return PARAGRAPH, 1 / (1 + exp(-odds))
    title, further = exp(role[TITLE] * 4), exp(role[MORE] * 4)
    if lonely and title > SURE_TITLE:
        return TITLE, title
    if lonely and beam.readings[0].after_title and further > SURE_FURTHER:
        return MORE, further
    return None


def _left_out(beam: Beam) -> bool:
    """Whether a reading gave the unit before to no story, so that none can simply go on."""
    return any(reading.step is None or reading.step.story < 0 or reading.current < 0 for reading in beam.readings)


def _take(tables: Tables, beam: Beam, unit: int, action: int, chance: float) -> Beam:
    """Return all readings with `unit` as a new title, or as the next of the story each is in."""
    steps = []
    for reading in beam.readings:
        story = reading.first + len(reading.versions) if action == TITLE else reading.current
        steps.append(Step(unit, action, story, chance, tuple, reading.step))
    return advance(tables, beam, range(len(steps)), steps, [reading.score for reading in beam.readings])


def log_probabilities(choices: Choices, scorer: Scorer) -> Array:
    """(R, 2): log probability of each row's action; links have two, as a new paragraph and in mid-paragraph.

    What a link is worth against other fates does not depend on which of the two is taken.
    """
    scores = scorer(choices.rows)
    scores -= scores.max()
    np.maximum(scores, UNLIKELY, out=scores)
    scores[~choices.may_be_seam, 1] = UNLIKELY
    chances = np.exp(scores)
    worth = chances.sum(axis=1)
    chances[:, 1] *= JOIN_DISCOUNT
    scores[:, 1] -= JOIN_COST
    total = np.bincount(choices.reading, worth).take(choices.reading)
    scores += np.log(worth / (chances.sum(axis=1) * total))[:, None].astype(scores.dtype)
    return scores


def _extend(tables: Tables, beam: Beam, choices: Choices, unit: int, chances: Array, width: int) -> Beam:
    """Return the best readings of the next step."""
    totals = (chances + _so_far(beam, choices)[:, None]).ravel()
    order = totals.argsort()[: -width - 1 : -1]
    kept = [(int(i), float(totals[i])) for i in order if totals[i] > totals[order[0]] - SLACK]
    parents = [int(choices.reading[flat // 2]) for flat, _ in kept]
    steps = [
        _step(choices, flat, unit, chances, beam.readings[parent].step)
        for (flat, _), parent in zip(kept, parents, strict=True)
    ]
    return advance(tables, beam, parents, steps, [total for _, total in kept])


def _so_far(beam: Beam, choices: Choices) -> Array:
    """(R,): the score of each choice's reading, and what the choice adds or takes for leaving a column of the current
    story that is as long as its first, or not.
    """
    scores = np.array([reading.score for reading in beam.readings]).take(choices.reading)
    partings = [BALANCE_WEIGHT * balance_of(reading, beam.stories) for reading in beam.readings]
    if any(partings):
        current = np.array([reading.current for reading in beam.readings])
        leaves = (choices.story != current.take(choices.reading)) & (choices.action != NONE)
        scores += np.array(partings).take(choices.reading) * leaves
    return scores


def _step(choices: Choices, flat: int, unit: int, chances: Array, before: Step | None) -> Step:
    """The step that makes the choice `flat` (row * 2 + seam) for `unit`."""
    row, seam = divmod(flat, 2)
    action = SEAM if seam else int(choices.action[row])
    rivals = partial(_rivals, choices.reading, choices.action, choices.story, flat, chances)
    return Step(unit, action, int(choices.story[row]), exp(chances[row, seam]), rivals, before)


def _rivals(
    reading: Array, action: Array, story: Array, flat: int, chances: Array
) -> tuple[tuple[int, int, float], ...]:
    """The other fates in the same reading that are worth telling: (action, story, probability)."""
    likely = np.argwhere((reading == reading[flat // 2])[:, None] & (chances > np.log(WORTH_TELLING)))
    return tuple(
        (SEAM if seam else int(action[row]), int(story[row]), float(np.exp(chances[row, seam])))
        for row, seam in likely
        if 2 * row + seam != flat
    )
