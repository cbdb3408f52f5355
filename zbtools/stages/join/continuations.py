"""Continuations: the piece of a story on one page found for its beginning on another.

Pairs are judged by the page labels of their markers, a title that is repeated, an open end that the other piece
continues, and the topics of both; the best pairs are joined first, each piece once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, combinations, pairwise

import numpy as np

from zbtools.language.arrays import Array
from zbtools.language.cohesion import Texts, cosine
from zbtools.language.pagelabels import same_page
from zbtools.language.quotes import quotes_of
from zbtools.language.seams import codes_of, towers
from zbtools.model import Decision, Dropped, Page
from zbtools.stages.assemble import Draft, breaks_off
from zbtools.stages.join.reprints import is_reprint
from zbtools.stages.units import Unit

# Weights of the evidence, in log odds: a coordinate search over 800 invented issues of four papers, 1.5 wrong pairs
# held as bad as one right pair is good. A pair is joined above 0.
LABELS_AGREE, LABELS_CLASH, TITLES_AGREE, MARKERS = 1.9, -3.3, 4.5, 1.3
TOPIC, NAMES, LETTERS, GROUND = 6.0, 1.2, 0.1, -6.0
# The weight of the names that two pieces share counts up to the limit, by the scale.
NAMES_SCALE, NAMES_LIMIT = 8.0, 3.0
# Whether the text is read on across the pages without a break: a logistic regression over 472 joined pairs of invented
# issues (mixes dev-like and wild), right for 98.9 % of them; an open end alone is right for 90.7 %.
SEAM_FIT, SEAM_END, SEAM_START, SEAM_GROUND = 8.2, 1.3, 1.6, -1.9
# Log odds that a closing mark gives a break behind an opening one, and takes from any other. On the training pages of
# one page 10,984 of 12,641 stories that leave open what a unit closes were its own, and 850 of 48,014 that do not.
QUOTED = 3.0
# Part of a title line that is no longer than this may stand in another by chance (code points).
SHORT_PART = 3
# Characters of each piece that are compared; the parts next to the break say most.
COMPARED = 600


@dataclass(frozen=True, slots=True)
class _Pair:
    """A head and a tail. `score`: log odds that they are one story; `seam`: that the text reads on without a break."""

    score: float
    head: int
    tail: int
    evidence: str
    seam: float

    @property
    def confidence(self) -> float:
        return 1 / (1 + float(np.exp(-self.score)))


def pair(drafts: Sequence[Draft], pages: Sequence[Page], min_confidence: float = 0.0) -> list[Draft]:
    """Return the drafts of an issue with the pieces of one story made one; each piece is used once.

    Pairs less sure than `min_confidence` are left apart; the one is then a candidate of the other.
    """
    if len(pages) < 2:
        return list(drafts)
    tails = [i for i, draft in enumerate(drafts) if comes_from(draft)]
    chosen = _choose(_judge(drafts, tails, pages))
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
    return marker_of(draft, "to") is not None or bool(draft.body and breaks_off(draft.body[-1][-1]))


def comes_from(draft: Draft) -> bool:
    """Whether the draft may be a later piece of a story: it says so, or has no title, nor the label of a brief."""
    return marker_of(draft, "from") is not None or not (draft.titles or draft.labels)


def marker_of(draft: Draft, kind: str) -> Unit | None:
    """The first marker of a kind (`from` or `to`) in the draft."""
    return next((unit for unit in draft.markers if unit.detail.startswith(kind)), None)


def label_of(marker: Unit | None) -> str:
    """The page that a marker names; empty where it names none."""
    return marker.detail.split(":", 2)[1] if marker is not None else ""


def _judge(drafts: Sequence[Draft], tails: Sequence[int], pages: Sequence[Page]) -> list[_Pair]:
    """Return the pairs of a head and a tail on a later page that are worth joining.

    A head says that it goes on, by a marker or an open end; or the tail repeats its title.
    """
    on, goes_on = [_page(draft) for draft in drafts], [_goes_on(draft) for draft in drafts]
    later = [(head, tail) for tail in tails for head in range(len(drafts)) if on[head] < on[tail]]
    likely = [(head, tail) for head, tail in later if goes_on[head] or same_title(drafts[head], drafts[tail])]
    pairs = [(head, tail) for head, tail in likely if not is_reprint(drafts[head], drafts[tail])]
    if not pairs:
        return []
    numbers = sorted({i for found in pairs for i in found})
    texts = Texts([_text(drafts[i]) for i in numbers])
    seams = _seams(drafts, numbers)
    place = {number: row for row, number in enumerate(numbers)}
    judged = []
    for head, tail in pairs:
        row, column = place[head], place[tail]
        told = {
            "topic": TOPIC * float(cosine(texts.vectors[row], texts.vectors[column])),
            "names": NAMES * min(float(texts.names[row, column]) / NAMES_SCALE, NAMES_LIMIT),
        }
        seam = float(seams[row, column])
        score, evidence = _weigh(drafts[head], drafts[tail], pages, told, seam)
        judged.append(_Pair(score, head, tail, evidence, seam))
    return [found for found in judged if found.score > 0]


def _page(draft: Draft) -> int:
    return min(unit.page for unit in draft.units)


def _text(draft: Draft) -> str:
    title = "".join(unit.text for unit in draft.titles)
    body = "".join(unit.text for paragraph in draft.body for unit in paragraph)
    return title + (body if len(body) < 2 * COMPARED else body[:COMPARED] + body[-COMPARED:])


def _seams(drafts: Sequence[Draft], numbers: Sequence[int]) -> Array:
    """(D, D): log odds that the beginning of each body reads on from the end of each other without a break."""
    ends, _ = codes_of([drafts[i].body[-1][-1].text if drafts[i].body else "" for i in numbers])
    _, starts = codes_of([drafts[i].body[0][0].text if drafts[i].body else "" for i in numbers])
    end_vectors, end_open = towers().ends(ends)
    start_vectors, start_open = towers().starts(starts)
    fit = np.clip(end_vectors @ start_vectors.T / 8, -4, 4)
    open_both = SEAM_END * np.clip(end_open, -4, 4)[:, None] + SEAM_START * np.clip(start_open, -4, 4)[None]
    return np.asarray(SEAM_FIT * fit + open_both + SEAM_GROUND + _quotes(drafts, numbers))


def _quotes(drafts: Sequence[Draft], numbers: Sequence[int]) -> Array:
    """(D, D): log odds of the same by the quotation marks: what one piece leaves open, the other closes."""
    ends = [quotes_of(_words(drafts[i].body[-1:])).opened for i in numbers]
    starts = [quotes_of(_words(drafts[i].body[:1])).closes for i in numbers]
    opened, closes = np.array(ends)[:, None], np.array(starts)[None]
    return np.where(closes, np.where(opened, QUOTED, -QUOTED), 0.0)


def _words(paragraphs: Sequence[Sequence[Unit]]) -> str:
    return "".join(unit.text for paragraph in paragraphs for unit in paragraph)


def _weigh(
    head: Draft, tail: Draft, pages: Sequence[Page], told: Mapping[str, float], seam: float
) -> tuple[float, str]:
    """Return the log odds that head and tail are one story, and what they are made of; `told`: what the words say."""
    to, came = marker_of(head, "to"), marker_of(tail, "from")
    is_open = bool(head.body) and breaks_off(head.body[-1][-1])
    parts = {
        **told,
        "letters": LETTERS * min(max(seam, -4.0), 4.0) if is_open else 0.0,
        "markers": MARKERS * ((to is not None) + (came is not None)),
        "page labels": _agreement(label_of(to), pages[_page(tail)].page)
        + _agreement(label_of(came), pages[_page(head)].page),
        "title": TITLES_AGREE * same_title(head, tail),
    }
    evidence = ", ".join(f"{name} {value:+.1f}" for name, value in parts.items() if value)
    return GROUND + sum(parts.values()), evidence


def _agreement(said: str, label: str | None) -> float:
    if not said or not label:
        return 0.0
    return LABELS_AGREE if same_page(said, label) else LABELS_CLASH


def same_title(head: Draft, tail: Draft) -> bool:
    """Whether the tail repeats the title, a whole line of it, or a longer part."""
    lines = title_lines(head)
    ours, theirs = "".join(lines), title_lines(tail)
    return bool(theirs) and all(line in lines or (len(line) > SHORT_PART and line in ours) for line in theirs)


def title_lines(draft: Draft) -> list[str]:
    """The lines of the draft's title without white space."""
    return ["".join(unit.text.split()) for unit in draft.titles]


def _choose(pairs: Sequence[_Pair]) -> list[_Pair]:
    """Take the best pairs first, every head and every tail once; then exchange tails where both fit better so."""
    chosen: list[_Pair] = []
    for found in sorted(pairs, key=lambda found: (-found.score, found.head, found.tail)):
        if all(found.head != other.head and found.tail != other.tail for other in chosen):
            chosen.append(found)
    known = {(found.head, found.tail): found for found in pairs}
    for i, j in combinations(range(len(chosen)), 2):
        first, second = chosen[i], chosen[j]
        one, other = known.get((first.head, second.tail)), known.get((second.head, first.tail))
        if one and other and one.score + other.score > first.score + second.score:
            chosen[i], chosen[j] = one, other
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
    """Return both as one: the join is a new paragraph unless the text is read on across it."""
    # The page that goes on repeats the title, in short or in other words: it is no text of the story.
    known = _pairs_of(_title_and_text(head))
    titles = [unit for unit in tail.titles if not head.titles or not known.isdisjoint(_pairs_of(unit.text))]
    repeated = [Dropped("repeated-title", unit.spans, unit.text, _title_spans(head)) for unit in titles]
    others = [[unit] for unit in tail.titles if unit not in titles]
    may_run_on = bool(head.body and tail.body) and not others and found.seam > 0
    runs_on = may_run_on and _is_begun(head.body[-1]) and _is_text(tail.body[0])
    rest = [*others, *tail.body]
    body = [*head.body[:-1], [*head.body[-1], *tail.body[0]], *tail.body[1:]] if runs_on else [*head.body, *rest]
    left, right = head.body[-1][-1].spans[-1:] if head.body else (), tail.body[0][0].spans[:1] if tail.body else ()
    decision = Decision("continue", "continuation", found.evidence, round(found.confidence, 4), (*left, *right))
    return replace(
        head,
        titles=head.titles or tail.titles,
        labels=tuple(dict.fromkeys((*head.labels, *tail.labels))),
        body=body,
        markers=[unit._replace(detail=f"joined:{unit.detail}") for unit in (*head.markers, *tail.markers)],
        dropped=[*head.dropped, *tail.dropped, *(repeated if head.titles else ())],
        decisions=[*head.decisions, *tail.decisions, decision],
        fragment=False,
    )


def _title_and_text(draft: Draft) -> str:
    return "\n".join(unit.text for unit in (*draft.titles, *chain(*draft.body)))


def _pairs_of(text: str) -> set[str]:
    """The pairs of neighbouring characters of a text."""
    return {left + right for left, right in pairwise(text)}


def _is_begun(paragraph: Sequence[Unit]) -> bool:
    """Whether it may go on: a line by its shape that other lines go on is none, and a dateline begins a paragraph."""
    return len(paragraph) > 1 or paragraph[0].role in ("paragraph", "byline")


def _is_text(paragraph: Sequence[Unit]) -> bool:
    return paragraph[0].role == "paragraph"


def _title_spans(draft: Draft) -> tuple[tuple[int, int, int], ...]:
    return tuple(span for unit in draft.titles for span in unit.spans)
