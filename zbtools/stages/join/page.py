"""One page joined: its units searched, the likeliest reading written as drafts of articles with their decisions."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate

import numpy as np

from zbtools.language.arrays import Array
from zbtools.language.characters import ends_sentence
from zbtools.model import Decision
from zbtools.stages.assemble import Draft
from zbtools.stages.given import SHORT
from zbtools.stages.join.evidence import Evidence, gather
from zbtools.stages.join.network import network
from zbtools.stages.join.opinion import OPS, decide
from zbtools.stages.join.reading import MORE, NONE, PARAGRAPH, SEAM, TITLE, UNTITLED, Step
from zbtools.stages.join.roles import roles_of
from zbtools.stages.question import Judge
from zbtools.stages.roles import PAUSES
from zbtools.stages.units import AFTER_FROM, BEFORE_FROM, Unit

# A page with more units or code points than this is read in pieces: the search weighs every pair of units.
PIECE, PIECE_TEXT = 400, 50_000
# Longer text, or text given up with less certainty, is no furniture (code points, probability).
FURNITURE, SURE_FURNITURE = 40, 0.8
# A line that has no place in the search is the title below a caption if it looks like one with this probability.
TITLE_LOOKS = 0.5
# A line right above a title is the first line of it if it looks like one with this probability and is as long as that,
# or, whatever it looks like, has a heading mark and is longer: 91 of 106 such lines of made pages were (wild, nineties
# and metro). Shorter ones are the names of sections (本地, 热线).
FIRST_LINE_LOOKS, FIRST_LINE, MARKED_LINE = 0.3, 5, 8
# An untitled text that begins with lower log odds of being broken there, and is as long as this, is a story.
BROKEN_START, STORY = 0.0, 40


def read_page(
    units: Sequence[Unit], min_confidence: float = 0.0, judge: Judge | None = None
) -> tuple[list[Draft], list[Unit], list[Decision]]:
    """Return the drafts of a page's articles, the units that no article owns, and the decisions on those."""
    drafts: list[Draft] = []
    left: list[Unit] = []
    decisions: list[Decision] = []
    for piece in _pieces(units):
        evidence = gather(piece)
        roles = roles_of(evidence)
        writer = _Writer(evidence, roles, min_confidence)
        steps = decide(evidence, roles, network("fates"), judge)
        for step, behind in zip(steps, _behind(steps), strict=True):
            writer.write(step, behind)
        drafts += writer.drafts
        left += writer.left
        decisions += writer.decisions
    return drafts, left, decisions


def _pieces(units: Sequence[Unit]) -> Iterator[Sequence[Unit]]:
    """Cut a very long page before titles, so that time and memory grow with its length only."""
    start = 0
    before = [*accumulate((len(unit.text) for unit in units), initial=0)]
    while start < len(units):
        end = min(start + PIECE, max(start + 1, bisect_right(before, before[start] + PIECE_TEXT) - 1), len(units))
        if end < len(units):
            end = next((i for i in range(end, (start + end) // 2, -1) if units[i].role == "title"), end)
        yield units[start:end]
        start = end


class _Writer:
    """Writes a reading, step by step, as drafts. `at`: the unit each story last took; `away`: stories that a doubtful
    move would go on, with the fragment that takes what follows it instead; `above`: a line of the next title.
    """

    def __init__(self, evidence: Evidence, roles: Array, min_confidence: float) -> None:
        self.evidence, self.roles, self.min_confidence = evidence, roles, min_confidence
        self.stories: list[Draft] = []
        self.drafts: list[Draft] = []
        self.left: list[Unit] = []
        self.decisions: list[Decision] = []
        self.at: dict[int, int] = {}
        self.away: dict[int, Draft] = {}
        self.above: list[tuple[Unit, Decision]] = []

    def write(self, step: Step, behind: Step | None) -> None:
        """Give the unit of `step` to its draft; `behind`: the next step that gives one to a story."""
        unit = self.evidence.units[step.unit]
        if step.action == TITLE and self._stands_below_picture(step):
            self.stories.append(self.stories[-1])
            self.at[step.story] = step.unit
            _name(self.stories[-1], unit, _decision(step, self.evidence, ()))
            return
        if step.action == NONE and self._stands_above(step, behind):
            self.above.append((unit, _decision(step, self.evidence, (), OPS[TITLE])))
            return
        if step.action == NONE and self._is_title(step):
            draft = self._headed(step, behind)
            if draft is not None:
                self.at[step.story] = step.unit
                _name(draft, unit, _decision(step, self.evidence, (), OPS[TITLE]))
                return
        if step.action == NONE and _is_furniture(unit, step):
            self.left.append(unit)
            self.decisions.append(_decision(step, self.evidence, ()))
            return
        if step.action == NONE:
            stray = self._new(Draft(body=[[unit]], fragment=True, candidates=self._candidates(step)))
            stray.decisions.append(_decision(step, self.evidence, (), "fragment"))
            return
        before = self.at.get(step.story, -1)
        draft = self._draft(step, before)
        self.at[step.story] = step.unit
        _place(self._as_body(unit) if step.action in (UNTITLED, PARAGRAPH, SEAM) else unit, step, draft)
        draft.decisions += _told(step, self.evidence, before)

    def _stands_above(self, step: Step, behind: Step | None) -> bool:
        """Whether the unit of `step` is the first line of the title that the next unit is: a kicker given up alone."""
        if behind is None or behind.action != TITLE or behind.unit != step.unit + 1:
            return False
        unit = self.evidence.units[step.unit]
        is_marked = unit.level > 0 and len(unit.text) >= MARKED_LINE
        return is_marked or (len(unit.text) >= FIRST_LINE and self._looks(step) >= FIRST_LINE_LOOKS)

    def _looks(self, step: Step) -> float:
        """The probability that the unit of `step` is a title by its looks and those of its neighbours."""
        return float(np.exp(4 * self.roles[step.unit, [TITLE, MORE]]).sum())

    def _is_title(self, step: Step) -> bool:
        """Whether the unit of `step` is a title by its looks, of a story that has begun."""
        return self._looks(step) >= TITLE_LOOKS and 0 <= step.story < len(self.stories)

    def _stands_below_picture(self, step: Step) -> bool:
        """Whether all that stands right above a title is a picture with lines that are no sentences: its caption."""
        draft = self.stories[-1] if self.stories else Draft()
        if not draft.fragment or draft.titles or self.at.get(len(self.stories) - 1) != step.unit - 1:
            return False
        lines = [unit for paragraph in draft.body for unit in paragraph]
        return bool(lines) and lines[0].pictures > 0 and _is_bare(draft) and not any(map(_is_sentence, lines))

    def _headed(self, step: Step, behind: Step | None) -> Draft | None:
        """The draft that a title heads which the search gave to no story; None if it heads none.

        A picture may stand above the title of its story. For that the search knows no fate: it was taught to give the
        title none, and to go on with the story, which is a caption so far. Where more than that stands above, and the
        text below goes on with a story that has a title, the title and what follows are a story of their own.
        """
        draft = self.stories[step.story]
        if _is_bare(draft):
            return draft
        if behind is None or behind.story != step.story or behind.action not in (PARAGRAPH, SEAM):
            return None
        if draft.titles and draft.body:
            draft = self.stories[step.story] = self._new(Draft())
        return draft

    def _as_body(self, unit: Unit) -> Unit:
        """A line inside a story that looked like a title is a subheading, or a paragraph that breaks off."""
        if unit.role not in ("title", "subheading"):
            return unit
        is_broken = unit.rule == SHORT and bool(PAUSES & set(unit.text))
        return unit._replace(role="paragraph" if is_broken else "subheading")

    def _draft(self, step: Step, before: int) -> Draft:
        if step.action in (TITLE, UNTITLED):
            draft = Draft(fragment=self._is_fragment(step), candidates=self._candidates(step))
            draft.titles += [line for line, _ in self.above]
            draft.decisions += [decision for _, decision in self.above]
            self.above = []
            self.stories.append(self._new(draft))
        elif before != step.unit - 1:
            self.away.pop(step.story, None)
            if step.probability < self.min_confidence:
                self.away[step.story] = self._new(Draft(fragment=True, candidates=self._candidates(step)))
        return self.away.get(step.story, self.stories[step.story])

    def _is_fragment(self, step: Step) -> bool:
        """A text without a title is a story of its own if it begins like one; a marker says where it comes from."""
        unit = self.evidence.units[step.unit]
        begins = self.evidence.start_open[step.unit] < BROKEN_START and len(unit.text) >= STORY
        return step.action == UNTITLED and unit.detail != AFTER_FROM and not begins

    def _new(self, draft: Draft) -> Draft:
        self.drafts.append(draft)
        return draft

    def _candidates(self, step: Step) -> tuple[dict[str, object], ...]:
        """The stories that a fragment might go on, with their probabilities, the likeliest first."""
        fates = [(step.action, step.story, step.probability), *step.rivals()]
        links = [
            (story, chance)
            for action, story, chance in fates
            if action in (PARAGRAPH, SEAM) and story < len(self.stories)
        ]
        return tuple(
            {"title": "".join(unit.text for unit in self.stories[story].titles), "score": round(chance, 4)}
            for story, chance in sorted(links, key=lambda link: -link[1])
        )


def _behind(steps: Sequence[Step]) -> list[Step | None]:
    """For each step the next one behind it that gives its unit to a story."""
    found: list[Step | None] = []
    following: Step | None = None
    for step in reversed(steps):
        found.append(following)
        following = following if step.action == NONE else step
    return found[::-1]


def _is_bare(draft: Draft) -> bool:
    """Whether all that a story has is captions, and perhaps lines of a title below them."""
    above = [paragraph[0] for paragraph in draft.body if len(paragraph) == 1 and _may_caption(paragraph[0])]
    if not above or len(above) < len(draft.body):
        return False
    return all(line.start > above[-1].start for line in draft.titles)


def _name(draft: Draft, title: Unit, decision: Decision) -> None:
    """Give a story a line of its title; what stands above that is captions."""
    if _is_bare(draft):
        draft.body = [[unit if unit.role == "byline" else unit._replace(role="caption")] for (unit,) in draft.body]
    draft.titles.append(title)
    draft.decisions.append(decision)
    draft.fragment, draft.candidates = False, ()


def _may_caption(unit: Unit) -> bool:
    """Whether a unit may be the caption of a picture, or its credit; many say neither 图 nor 摄."""
    return unit.role in ("caption", "byline") or (len(unit.text) <= FURNITURE and not ends_sentence(unit.text))


def _is_sentence(unit: Unit) -> bool:
    return ends_sentence(unit.text)


def _is_furniture(unit: Unit, step: Step) -> bool:
    """Text is given up as furniture only where that is certain; what may be a reader's loss stays a fragment.

    What a 上接 follows is the title over the rest of a story.
    """
    return (
        unit.detail != BEFORE_FROM
        and len(unit.text) <= FURNITURE
        and step.probability > SURE_FURNITURE
        and not ends_sentence(unit.text)
    )


def _place(unit: Unit, step: Step, draft: Draft) -> None:
    """Give the draft the unit as `step` says; what names the writer is no further line of the title."""
    if step.action == TITLE or (step.action == MORE and unit.role != "byline"):
        draft.titles.append(unit)
    elif step.action == SEAM and draft.body:
        draft.body[-1].append(unit)
    else:
        draft.body.append([unit])


def _told(step: Step, evidence: Evidence, before: int) -> Iterator[Decision]:
    """Yield the decisions worth telling: all but a plain paragraph that follows its own story and is sure."""
    moved = before >= 0 and before != step.unit - 1
    spans = evidence.units[before].spans[-1:] if before >= 0 else ()
    if step.action == PARAGRAPH and not moved and step.probability > 0.98 and not step.answer:
        return
    yield _decision(step, evidence, spans, "move" if moved and step.action == PARAGRAPH else "", before)


def _decision(
    step: Step, evidence: Evidence, spans: tuple[tuple[int, int, int], ...], name: str = "", before: int = -1
) -> Decision:
    unit = evidence.units[step.unit]
    return Decision(
        name or OPS[step.action],
        "ask" if step.answer else "search",
        step.answer or _evidence(step, evidence, before),
        round(step.probability, 4),
        (*spans, *unit.spans[:1]),
    )


def _evidence(step: Step, evidence: Evidence, before: int) -> str:
    """The words on both sides of the place, and the figures that weighed most."""
    unit = evidence.units[step.unit]
    if before < 0 or step.action not in (SEAM, PARAGRAPH):
        return unit.text[:24]
    end = evidence.units[before].text[-4:]
    fit, near, rare = (float(table[before, step.unit]) for table in (evidence.fit, evidence.near, evidence.rare))
    return f"{end}|{unit.text[:4]} fit {fit:.1f}, topic {near:.2f}, shared {rare:.1f}"
