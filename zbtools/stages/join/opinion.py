"""Second opinions: the doubtful steps of the chosen reading put to a judge, and the page read on from its answers.

The steps are asked about in the order of the page. What stands before a question is then settled, and an answer that
differs from the own one is taken as given while the rest of the page is searched again, so that what depends on it
follows. A page of n units costs at most n searches, and at most `MOST_QUESTIONS` of them.
"""

from __future__ import annotations

from collections.abc import Sequence

from zbtools.language.arrays import Array
from zbtools.stages.join.evidence import Evidence
from zbtools.stages.join.reading import MORE, NONE, PARAGRAPH, SEAM, TITLE, UNTITLED, Step, steps_of
from zbtools.stages.join.search import Scorer, search
from zbtools.stages.question import LETTERS, Candidate, Judge, Question
from zbtools.stages.units import Unit

# The development pages have 0.6 steps each below 0.8.
MOST_QUESTIONS = 24
# Code points shown of the piece, of what follows it, and of the text that a candidate would go on.
TEXT, FOLLOWS, END = 300, 100, 150
# How often an answer is taken to be right. Assumed, not measured: it depends on the model.
TRUST = 0.8
OPS = {
    TITLE: "title",
    MORE: "title",
    NONE: "furniture",
    UNTITLED: "untitled",
    PARAGRAPH: "paragraph",
    SEAM: "join",
}

Fate = tuple[int, int, float]


def decide(evidence: Evidence, roles: Array, scorer: Scorer, judge: Judge | None) -> list[Step]:
    """Return the steps of the likeliest reading, after `judge` was asked about those that are doubtful."""
    steps = steps_of(search(evidence, roles, scorer))
    if judge is None:
        return steps
    asked = 0
    for number in range(len(steps)):
        fates = _fates(steps[number])
        if steps[number].probability >= judge.below or len(fates) < 2 or asked == MOST_QUESTIONS:
            continue
        asked += 1
        answered = _ask(judge, evidence.units, steps, number, fates)
        if answered is not None and _same_fate(answered, steps[number]):
            steps[number] = answered
        elif answered is not None:
            steps = steps_of(search(evidence, roles, scorer, taken=[*steps[:number], answered]))
    return steps


def _fates(step: Step) -> list[Fate]:
    """The fate of a step and its likeliest rivals, in the order of the stories."""
    rivals = sorted(step.rivals(), key=lambda fate: (-fate[2], fate[:2]))
    return sorted(
        [(step.action, step.story, step.probability), *rivals[: len(LETTERS) - 1]],
        key=lambda fate: (fate[1], fate[0]),
    )


def _same_fate(one: Step, other: Step) -> bool:
    return (one.action, one.story) == (other.action, other.story)


def _ask(judge: Judge, units: Sequence[Unit], steps: Sequence[Step], number: int, fates: Sequence[Fate]) -> Step | None:
    """Return step `number` as the judge decides it, or None if it does not."""
    step = steps[number]
    question = _question(units, steps, number, fates)
    chosen = judge(question)
    if chosen is None:
        return None
    action, story, probability = fates[chosen]
    others = tuple(fate for index, fate in enumerate(fates) if index != chosen)
    return step._replace(
        action=action,
        story=story,
        probability=agreed(probability, len(fates)),
        rivals=lambda: others,
        answer=_told(judge.name, question, chosen),
    )


def agreed(own: float, candidates: int) -> float:
    """Return how sure a candidate is that has the probability `own` and was chosen among so many by the judge.

    By Bayes' rule, for a judge that is right with probability `TRUST` and else takes any other candidate.

    >>> round(agreed(0.7, 2), 2), round(agreed(0.3, 2), 2)
    (0.9, 0.63)
    """
    right, wrong = own * TRUST, (1 - own) * (1 - TRUST) / (candidates - 1)
    return right / (right + wrong)


def _question(units: Sequence[Unit], steps: Sequence[Step], number: int, fates: Sequence[Fate]) -> Question:
    step = steps[number]
    follows = units[step.unit + 1].text[:FOLLOWS] if step.unit + 1 < len(units) else ""
    candidates = tuple(_candidate(fate, units, steps[:number]) for fate in fates)
    own = next(i for i, fate in enumerate(fates) if fate[:2] == (step.action, step.story))
    return Question(units[step.unit].text[:TEXT], follows, candidates, own)


def _candidate(fate: Fate, units: Sequence[Unit], before: Sequence[Step]) -> Candidate:
    """A fate in words: the title of its story, as far as the steps `before` have it, and the end of its text."""
    action, story, probability = fate
    own = [step for step in before if step.story == story and step.action != NONE]
    if action not in (MORE, PARAGRAPH, SEAM) or not own:
        return Candidate(OPS[action], None, "", probability)
    title = " ".join(units[step.unit].text for step in own if step.action in (TITLE, MORE))
    end = "" if own[-1].action in (TITLE, MORE) else units[own[-1].unit].text[-END:]
    return Candidate(OPS[action], title or None, end, probability)


def _told(name: str, question: Question, chosen: int) -> str:
    """The model, its choice and the candidates, as evidence of the decision."""
    own = LETTERS[question.own]
    candidates = "; ".join(
        " ".join(filter(None, (letter, candidate.op, candidate.title or candidate.end[-24:])))
        + f" {candidate.probability:.2f}"
        for letter, candidate in zip(LETTERS, question.candidates, strict=False)
    )
    return f"{name} chose {LETTERS[chosen]}, zbtools {own}, of: {candidates}"
