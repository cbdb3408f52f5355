"""Continuations: the piece of a story on one page found for its beginning on another.

Pairs are judged by the page labels of their markers, a title that is repeated, an open end that the other piece
continues, and the topics of both; the best pairs are joined first, each piece once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from zbtools.language.arrays import Array
from zbtools.language.cohesion import Texts, cosine
from zbtools.language.pagelabels import same_page
from zbtools.language.seams import codes_of, towers
from zbtools.model import Decision, Dropped, Page
from zbtools.stages.assemble import Draft, breaks_off
from zbtools.stages.units import Unit

# Weights of the evidence, in log odds. A pair is joined above 0.
LABELS_AGREE, LABELS_CLASH, TITLES_AGREE, TOPIC, FIT, MARKERS, GROUND = 2.0, -4.0, 5.0, 6.0, 1.0, 1.5, -5.0
# Characters of each piece that are compared; the parts next to the break say most.
COMPARED = 600


@dataclass(frozen=True, slots=True)
class _Pair:
    score: float
    head: int
    tail: int
    evidence: str

    @property
    def confidence(self) -> float:
        return 1 / (1 + float(np.exp(-self.score)))


def pair(drafts: Sequence[Draft], pages: Sequence[Page], min_confidence: float = 0.0) -> list[Draft]:
    """Return the drafts of an issue with the pieces of one story made one; each piece is used once.

    Pairs less sure than `min_confidence` are left apart; the one is then a candidate of the other.
    """
    if len(pages) < 2:
        return list(drafts)
    heads = [i for i, draft in enumerate(drafts) if _goes_on(draft)]
    tails = [i for i, draft in enumerate(drafts) if _comes_from(draft)]
    chosen = _choose(_judge(drafts, heads, tails, pages))
    followers = {found.head: found for found in chosen if found.confidence >= min_confidence}
    inside = {found.tail for found in followers.values()}
    doubtful = {found.tail: found for found in chosen if found.tail not in inside}
    told = [_with_candidate(draft, drafts, doubtful.get(i)) for i, draft in enumerate(drafts)]
    return [_chain(told, i, followers) for i in range(len(told)) if i not in inside]


def _with_candidate(tail: Draft, drafts: Sequence[Draft], found: _Pair | None) -> Draft:
    if found is None:
        return tail
    title = "".join(unit.text for unit in drafts[found.head].titles)
    return replace(tail, candidates=({"title": title, "score": round(found.confidence, 4)}, *tail.candidates))


def _goes_on(draft: Draft) -> bool:
    return _marker(draft, "to") is not None or bool(draft.body and breaks_off(draft.body[-1][-1]))


def _comes_from(draft: Draft) -> bool:
    return _marker(draft, "from") is not None or not draft.titles


def _marker(draft: Draft, kind: str) -> Unit | None:
    return next((unit for unit in draft.markers if unit.detail.startswith(kind)), None)


def _label(marker: Unit | None) -> str:
    return marker.detail.split(":", 2)[1] if marker is not None else ""


def _judge(drafts: Sequence[Draft], heads: Sequence[int], tails: Sequence[int], pages: Sequence[Page]) -> list[_Pair]:
    """Return the pairs of a head and a tail on a later page that are worth joining."""
    pairs = [(head, tail) for head in heads for tail in tails if _page(drafts[head]) < _page(drafts[tail])]
    if not pairs:
        return []
    numbers = sorted({i for found in pairs for i in found})
    texts = Texts([_text(drafts[i]) for i in numbers])
    fits = _fits(drafts, numbers)
    place = {number: row for row, number in enumerate(numbers)}
    judged = []
    for head, tail in pairs:
        row, column = place[head], place[tail]
        topic = float(cosine(texts.vectors[row], texts.vectors[column]))
        score, evidence = _weigh(drafts[head], drafts[tail], pages, topic, float(fits[row, column]))
        judged.append(_Pair(score, head, tail, evidence))
    return [found for found in judged if found.score > 0]


def _page(draft: Draft) -> int:
    return min(unit.page for unit in draft.units)


def _text(draft: Draft) -> str:
    title = "".join(unit.text for unit in draft.titles)
    body = "".join(unit.text for paragraph in draft.body for unit in paragraph)
    return title + (body if len(body) < 2 * COMPARED else body[:COMPARED] + body[-COMPARED:])


def _fits(drafts: Sequence[Draft], numbers: Sequence[int]) -> Array:
    """(D, D): how well the beginning of each body continues the end of each other, letter by letter."""
    ends, _ = codes_of([drafts[i].body[-1][-1].text if drafts[i].body else "" for i in numbers])
    _, starts = codes_of([drafts[i].body[0][0].text if drafts[i].body else "" for i in numbers])
    return np.clip(towers().ends(ends)[0] @ towers().starts(starts)[0].T / 8, -4, 4)


def _weigh(head: Draft, tail: Draft, pages: Sequence[Page], topic: float, fit: float) -> tuple[float, str]:
    to, came = _marker(head, "to"), _marker(tail, "from")
    is_open = bool(head.body) and breaks_off(head.body[-1][-1])
    parts = {
        "topic": TOPIC * topic,
        "letters": FIT * fit if is_open else 0.0,
        "markers": MARKERS * ((to is not None) + (came is not None)),
        "page labels": _agreement(_label(to), pages[_page(tail)].page)
        + _agreement(_label(came), pages[_page(head)].page),
        "title": TITLES_AGREE * _same_title(head, tail),
    }
    told = ", ".join(f"{name} {value:+.1f}" for name, value in parts.items() if value)
    return GROUND + sum(parts.values()), told


def _agreement(said: str, label: str | None) -> float:
    if not said or not label:
        return 0.0
    return LABELS_AGREE if same_page(said, label) else LABELS_CLASH


def _same_title(head: Draft, tail: Draft) -> bool:
    """Whether the tail repeats the title, or the longer part of it."""
    ours = "".join("".join(unit.text.split()) for unit in head.titles)
    theirs = ["".join(unit.text.split()) for unit in tail.titles]
    return bool(theirs) and all(len(line) > 3 and line in ours for line in theirs)


def _choose(pairs: Sequence[_Pair]) -> list[_Pair]:
    """Take the best pairs first; every head and every tail is used once."""
    chosen: list[_Pair] = []
    for found in sorted(pairs, key=lambda found: (-found.score, found.head, found.tail)):
        if all(found.head != other.head and found.tail != other.tail for other in chosen):
            chosen.append(found)
    return chosen


def _chain(drafts: Sequence[Draft], number: int, followers: dict[int, _Pair]) -> Draft:
    """Return the draft with everything that follows it, page after page."""
    draft = drafts[number]
    while number in followers:
        found = followers[number]
        draft = _merged(draft, drafts[found.tail], found)
        number = found.tail
    return draft


def _merged(head: Draft, tail: Draft, found: _Pair) -> Draft:
    """Return both as one: the join is a new paragraph unless the left side is open."""
    is_open = bool(head.body and tail.body) and breaks_off(head.body[-1][-1]) and tail.body[0][0].role == "paragraph"
    body = [*head.body[:-1], [*head.body[-1], *tail.body[0]], *tail.body[1:]] if is_open else [*head.body, *tail.body]
    # The page that goes on repeats the title, in short or in other words: it is no text of the story.
    repeated = [Dropped("repeated-title", unit.spans, unit.text, _title_spans(head)) for unit in tail.titles]
    left, right = head.body[-1][-1].spans[-1:] if head.body else (), tail.body[0][0].spans[:1] if tail.body else ()
    decision = Decision("continue", "continuation", found.evidence, round(found.confidence, 4), (*left, *right))
    return replace(
        head,
        titles=head.titles or tail.titles,
        body=body,
        markers=[replace(unit, detail=f"joined:{unit.detail}") for unit in (*head.markers, *tail.markers)],
        dropped=[*head.dropped, *tail.dropped, *(repeated if head.titles else ())],
        decisions=[*head.decisions, *tail.decisions, decision],
        fragment=False,
    )


def _title_spans(draft: Draft) -> tuple[tuple[int, int, int], ...]:
    return tuple(span for unit in draft.titles for span in unit.spans)
