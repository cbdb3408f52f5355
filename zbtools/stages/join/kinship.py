"""Kinship: how likely a piece of one page and a piece of a later one are parts of one story.

Every sign that a pair of pieces gives has a weight; their sum is the log odds that the two are one story. The weights
are those of a conditional logit: for each tail, over the heads that it could follow and none; for each head, over the
tails that could follow it and none [McFadden, Conditional logit analysis of qualitative choice behavior, 1974].
`benchmarks/kinship.py` fits them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from zbtools.language.arrays import Array
from zbtools.language.cohesion import Texts, cosine
from zbtools.language.quotes import quotes_of
from zbtools.language.seams import codes_of, towers
from zbtools.model import Page
from zbtools.stages.assemble import Draft
from zbtools.stages.join.pieces import goes_on, label_of, marker_of, names, page_of, same_title
from zbtools.stages.units import Unit

# What each sign of `signs_of` counts, in log odds: 60 issues of each mix and paper.
WEIGHTS = {
    "topic": 4.86,
    "names": 0.57,
    "words of title": 0.18,
    "words of opening": 0.39,
    "words at break": 0.27,
    "both broken": 0.28,
    "quotes meet": 1.71,
    "quotes clash": -0.27,
    "length of head": -0.60,
    "length of tail": -1.01,
    "goes on": 2.28,
    "markers": 0.69,
    "page labels agree": 1.82,
    "page labels clash": -1.14,
    "title again": 0.57,
}
GROUND = -1.58
# The markers of both pieces.
BOTH = 2
# Characters at the head and at the end of each piece whose topic and names are compared.
COMPARED = 600
# Characters that are the opening of a story, and those on each side of a break.
OPENING, NEAR = 200, 300
# The log odds of a break by its letters count no more than this.
SUREST = 4.0

Candidate = tuple[int, int]
"""A head and a tail that may be one story: their places among the drafts of the issue."""


@dataclass(frozen=True, slots=True)
class Kin:
    """A head and a tail. `score`: log odds that they are one story; `evidence`: what makes them so; `named`: whether
    both have markers and one of these names the page of the other, as the number in the other may be misread.
    """

    score: float
    head: int
    tail: int
    evidence: str
    named: bool = False


def kin(drafts: Sequence[Draft], candidates: Sequence[Candidate], pages: Sequence[Page]) -> list[Kin]:
    """Return the candidates that are likelier one story than not, and those with markers of which one names a page."""
    if not candidates:
        return []
    signs = signs_of(drafts, candidates, pages)
    parts = {name: weight * signs[name] for name, weight in WEIGHTS.items()}
    scores = GROUND + sum(parts.values(), np.zeros(len(candidates)))
    named = (signs["page labels agree"] > 0) & (signs["markers"] == BOTH)
    found = []
    for i, (head, tail) in enumerate(candidates):
        if scores[i] > 0 or named[i]:
            told = _told({name: float(part[i]) for name, part in parts.items()})
            found.append(Kin(float(scores[i]), head, tail, told, bool(named[i])))
    return found


def _told(parts: Mapping[str, float]) -> str:
    return ", ".join(f"{name} {value:+.1f}" for name, value in parts.items() if value)


def signs_of(drafts: Sequence[Draft], candidates: Sequence[Candidate], pages: Sequence[Page]) -> dict[str, Array]:
    """(C,) each: what the candidates have to say for and against being one story.

    `topic`: cosine of the topics. The logarithms of the weight of rare triples of characters that both share (`names`),
    and of rare pairs that the tail shares with the title, the opening and the end of the head. `both broken`: log odds
    that the head ends in mid-paragraph by its letters, times those that the tail begins so, from -1 to 1: a story is
    broken on both sides or on none. `quotes meet`: the head leaves a quotation or bracket open that the tail closes;
    `quotes clash`: only one of them does. The longer two pieces are, the more they share by chance: logarithms of their
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
        **_quotes(bodies, rest),
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


def _quotes(heads: Sequence[str], tails: Sequence[str]) -> dict[str, Array]:
    """(H, T) each."""
    opened = np.array([quotes_of(text[-NEAR:]).opened for text in heads])[:, None]
    closes = np.array([quotes_of(text[:NEAR]).closes for text in tails])[None, :]
    return {"quotes meet": (opened & closes).astype(np.float64), "quotes clash": (opened ^ closes).astype(np.float64)}


def _said(head: Draft, tail: Draft, pages: Sequence[Page]) -> tuple[float, ...]:
    """What markers and titles say of two pieces: the last five of the signs."""
    to, came = marker_of(head, "to"), marker_of(tail, "from")
    named = ((label_of(to), pages[page_of(tail)]), (label_of(came), pages[page_of(head)]))
    agreed = [names(said, page) for said, page in named if said and page.page]
    told = (goes_on(head), (to is not None) + (came is not None), sum(agreed), len(agreed) - sum(agreed))
    return (*map(float, told), float(same_title(head, tail)))
