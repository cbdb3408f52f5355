"""Kinship: how likely a piece of one page and a piece of a later one are parts of one story.

Every sign that a pair of pieces gives has a weight; their sum is the log odds that the two are one story. The weights
are those of a conditional logit: for each tail, over the heads that it could follow and none; for each head, over the
tails that could follow it and none [McFadden, Conditional logit analysis of qualitative choice behavior, 1974].
`benchmarks/train/kinship.py` fits them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from zbtools.language.arrays import Array
from zbtools.language.cohesion import Texts, cosine
from zbtools.language.pagelabels import same_page
from zbtools.language.quotes import quotes_of
from zbtools.language.seams import codes_of, towers
from zbtools.model import Page
from zbtools.stages import markers
from zbtools.stages.assemble import Draft, breaks_off
from zbtools.stages.units import Unit

# What each sign of `signs_of` counts, in log odds: 60 issues of each mix and paper.
WEIGHTS = {
    "topic": 4.78,
    "names": 0.59,
    "words of title": 0.20,
    "words of opening": 0.44,
    "words at break": 0.25,
    "both broken": 0.30,
    "length of head": -0.62,
    "length of tail": -1.07,
    "goes on": 2.35,
    "markers": 1.35,
    "page labels agree": 1.25,
    "page labels clash": -1.71,
    "title again": 1.15,
}
GROUND = -1.34
# The markers of both pieces.
BOTH = 2
# Characters at the head and at the end of each piece whose topic and names are compared.
COMPARED = 600
# Characters that are the opening of a story, and those on each side of a break.
OPENING, NEAR = 200, 300
# The log odds of a break by its letters count no more than this.
SUREST = 4.0
# Whether the text is read on across the pages without a break: a logistic regression over 472 joined pairs of invented
# issues (mixes dev-like and wild), right for 98.9 % of them; an open end alone is right for 90.7 %.
SEAM_FIT, SEAM_END, SEAM_START, SEAM_GROUND = 8.2, 1.3, 1.6, -1.9
# Log odds that a closing mark gives a break behind an opening one, and takes from any other. On the training pages of
# one page 10,984 of 12,641 stories that leave open what a unit closes were its own, and 850 of 48,014 that do not.
QUOTED = 3.0
# Part of a title line that is no longer than this may stand in another by chance (code points).
SHORT_PART = 3

Candidate = tuple[int, int]
"""A head and a tail that may be one story: their places among the drafts of the issue."""


@dataclass(frozen=True, slots=True)
class Kin:
    """A head and a tail. `score`: log odds that they are one story; `evidence`: what makes them so; `seam`: log odds
    that the text reads on from one to the other without a new paragraph. `mutual`: whether the markers of both name the
    page of the other.
    """

    score: float
    head: int
    tail: int
    evidence: str
    seam: float
    mutual: bool = False


def kin(drafts: Sequence[Draft], candidates: Sequence[Candidate], pages: Sequence[Page]) -> list[Kin]:
    """Return the candidates that are likelier one story than not, and those whose markers name each other's pages."""
    if not candidates:
        return []
    signs = signs_of(drafts, candidates, pages)
    parts = {name: weight * signs[name] for name, weight in WEIGHTS.items()}
    scores = GROUND + sum(parts.values(), np.zeros(len(candidates)))
    mutual = signs["page labels agree"] == BOTH
    found = []
    for i, (head, tail) in enumerate(candidates):
        if scores[i] > 0 or mutual[i]:
            told = _told({name: float(part[i]) for name, part in parts.items()})
            found.append(Kin(float(scores[i]), head, tail, told, _seam(drafts[head], drafts[tail]), bool(mutual[i])))
    return found


def _told(parts: Mapping[str, float]) -> str:
    return ", ".join(f"{name} {value:+.1f}" for name, value in parts.items() if value)


def signs_of(drafts: Sequence[Draft], candidates: Sequence[Candidate], pages: Sequence[Page]) -> dict[str, Array]:
    """(C,) each: what the candidates have to say for and against being one story.

    `topic`: cosine of the topics. The logarithms of the weight of rare triples of characters that both share (`names`),
    and of rare pairs that the tail shares with the title, the opening and the end of the head. `both broken`: log odds
    that the head ends in mid-paragraph by its letters, times those that the tail begins so, from -1 to 1: a story is
    broken on both sides or on none. The longer two pieces are, the more they share by chance: logarithms of their
    lengths. `goes on`: whether the head says so. Then the number of markers, of those that name the right and the wrong
    page, and whether the tail repeats the title.
    """
    heads, tails = (sorted(set(numbers)) for numbers in zip(*candidates, strict=True))
    row = np.array([heads.index(head) for head, _ in candidates])
    column = np.array([tails.index(tail) for _, tail in candidates])
    first, second = [drafts[i] for i in heads], [drafts[i] for i in tails]
    titles, bodies, rest = list(map(_title, first)), list(map(_body, first)), list(map(_body, second))
    compared = list(map(_compared, second))
    whole = _Across(list(map(_compared, first)), compared)
    openings = [title + body[:OPENING] for title, body in zip(titles, bodies, strict=True)]
    stories = [_title(draft) + body for draft, body in zip(second, rest, strict=True)]
    tables = {
        "topic": whole.topic,
        "names": whole.names,
        "words of title": _Across(titles, compared).words,
        "words of opening": _Across(openings, stories).words,
        "words at break": _Across([body[-NEAR:] for body in bodies], [body[:NEAR] for body in rest]).words,
        "both broken": _both_broken(bodies, rest),
    }
    lengths = {"length of head": _logs(bodies)[row], "length of tail": _logs(rest)[column]}
    said = [_said(drafts[head], drafts[tail], pages) for head, tail in candidates]
    names = ("goes on", "markers", "page labels agree", "page labels clash", "title again")
    return {
        **{name: table[row, column] for name, table in tables.items()},
        **lengths,
        **dict(zip(names, np.array(said, np.float64).T, strict=True)),
    }


class _Across:
    """What heads (H texts) and tails (T texts) share; (H, T) each."""

    def __init__(self, heads: Sequence[str], tails: Sequence[str]) -> None:
        count = len(heads)
        texts = Texts([*heads, *tails])
        self.topic = cosine(texts.vectors[:count, None], texts.vectors[None, count:])
        self.names, self.words = np.log1p(texts.names[:count, count:]), np.log1p(texts.rare[:count, count:])


def _title(draft: Draft) -> str:
    return "".join(unit.text for unit in draft.titles)


def _body(draft: Draft) -> str:
    return _words(draft.body)


def _compared(draft: Draft) -> str:
    body = _body(draft)
    return _title(draft) + (body if len(body) < 2 * COMPARED else body[:COMPARED] + body[-COMPARED:])


def _words(paragraphs: Sequence[Sequence[Unit]]) -> str:
    return "".join(unit.text for paragraph in paragraphs for unit in paragraph)


def _logs(texts: Sequence[str]) -> Array:
    return np.log1p(np.array([len(text) for text in texts], np.float64))


def _both_broken(heads: Sequence[str], tails: Sequence[str]) -> Array:
    """(H, T)."""
    _, ends = towers().ends(codes_of(heads)[0])
    _, starts = towers().starts(codes_of(tails)[1])
    return np.outer(np.clip(ends / SUREST, -1, 1), np.clip(starts / SUREST, -1, 1))


def _said(head: Draft, tail: Draft, pages: Sequence[Page]) -> tuple[float, ...]:
    """What markers and titles say of two pieces: the last five of the signs."""
    to, came = marker_of(head, "to"), marker_of(tail, "from")
    named = ((label_of(to), pages[page_of(tail)]), (label_of(came), pages[page_of(head)]))
    agreed = [names(said, page) for said, page in named if said and page.page]
    told = (goes_on(head), (to is not None) + (came is not None), sum(agreed), len(agreed) - sum(agreed))
    return (*map(float, told), float(same_title(head, tail)))


def _seam(head: Draft, tail: Draft) -> float:
    """Log odds that the beginning of the tail reads on from the end of the head without a break."""
    if not (head.body and tail.body):
        return -SUREST
    end_vectors, ends = towers().ends(codes_of([head.body[-1][-1].text])[0])
    start_vectors, starts = towers().starts(codes_of([tail.body[0][0].text])[1])
    fit = float(np.clip((end_vectors @ start_vectors.T)[0, 0] / 8, -SUREST, SUREST))
    broken = SEAM_END * float(np.clip(ends[0], -SUREST, SUREST)) + SEAM_START * float(
        np.clip(starts[0], -SUREST, SUREST)
    )
    return SEAM_FIT * fit + broken + SEAM_GROUND + _quoted(head, tail)


def _quoted(head: Draft, tail: Draft) -> float:
    """Log odds of the same by the quotation marks: what one piece leaves open, the other closes."""
    if not quotes_of(_words(tail.body[:1])).closes:
        return 0.0
    return QUOTED if quotes_of(_words(head.body[-1:])).opened else -QUOTED


def page_of(draft: Draft) -> int:
    """The first page of a draft, by its place in the issue."""
    return min(unit.page for unit in draft.units)


def goes_on(draft: Draft) -> bool:
    """Whether the draft says that its story goes on: by a marker, or as it breaks off."""
    return marker_of(draft, "to") is not None or bool(draft.body and breaks_off(draft.body[-1][-1]))


def comes_from(draft: Draft) -> bool:
    """Whether the draft may be a later piece of a story: it says so, or has no title, nor the label of a brief."""
    return marker_of(draft, "from") is not None or not (draft.titles or draft.labels)


def marker_of(draft: Draft, kind: str) -> Unit | None:
    """The first marker of a kind (`from` or `to`) in the draft."""
    return next((unit for unit in draft.markers if unit.detail.startswith(kind)), None)


def is_of_other_issue(draft: Draft, kind: str) -> bool:
    """Whether the other piece in that direction is in another issue: 续昨 and 上接昨日第一版, 未完."""
    marker = marker_of(draft, kind)
    return marker is not None and markers.is_of_other_issue(marker.rule)


def label_of(marker: Unit | None) -> str:
    """The page that a marker names; empty where it names none."""
    return marker.detail.split(":", 2)[1] if marker is not None else ""


def names(label: str, page: Page) -> bool:
    """Whether the label in a marker is that of the page, or says what it is called (下转综合版)."""
    return same_page(label, page.page) or bool(label and page.page_name and label in page.page_name)


def same_title(head: Draft, tail: Draft) -> bool:
    """Whether the tail repeats the title, a whole line of it, or a longer part."""
    lines = title_lines(head)
    ours, theirs = "".join(lines), title_lines(tail)
    return bool(theirs) and all(line in lines or (len(line) > SHORT_PART and line in ours) for line in theirs)


def told_titles(draft: Draft) -> list[str]:
    """What a later page may repeat of the title: a line of it, or all."""
    lines = title_lines(draft)
    return [line for line in ("".join(lines), *lines) if len(line) > SHORT_PART]


def title_lines(draft: Draft) -> list[str]:
    """The lines of the draft's title without white space."""
    return ["".join(unit.text.split()) for unit in draft.titles]
