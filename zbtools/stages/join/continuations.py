"""Continuations: the piece of a story on one page found for its beginning on another.

Pieces are judged by their words, their markers, and whether the text breaks off (`kinship.py`); those that go together
(`matching.py`) become one draft.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import chain, pairwise

from zbtools.language.pagelabels import same_page
from zbtools.model import Decision, Dropped, Page
from zbtools.stages.assemble import Draft
from zbtools.stages.join.kinship import (
    Candidate,
    comes_from,
    goes_on,
    kin,
    label_of,
    marker_of,
    page_of,
    same_title,
)
from zbtools.stages.join.matching import Match, matched
from zbtools.stages.join.reprints import is_reprint
from zbtools.stages.units import Unit


def pair(drafts: Sequence[Draft], pages: Sequence[Page], min_confidence: float = 0.0) -> list[Draft]:
    """Return the drafts of an issue with the pieces of one story made one; each piece is used once.

    Pairs less sure than `min_confidence`, or hardly likelier than another, are left apart; the one is then a candidate
    of the other.
    """
    if len(pages) < 2:
        return list(drafts)
    likely = kin(drafts, candidates(drafts, pages), pages)
    matches = matched([found for found in likely if not is_reprint(drafts[found.head], drafts[found.tail])])
    joined = [match for match in matches if match.is_distinct and match.confidence >= min_confidence]
    followers = {match.kin.head: match for match in joined}
    inside = {match.kin.tail for match in joined}
    doubtful = {match.kin.tail: match for match in matches if match.kin.tail not in inside}
    told = [_with_candidate(draft, drafts, doubtful.get(i)) for i, draft in enumerate(drafts)]
    return [_chain(told, i, followers) for i in range(len(told)) if i not in inside]


def candidates(drafts: Sequence[Draft], pages: Sequence[Page]) -> list[Candidate]:
    """Return the heads and tails, each on a later page, that may be one story.

    The head goes on, or the tail repeats its title; or the tail has none and names the page of the head.
    """
    on, going = list(map(page_of, drafts)), list(map(goes_on, drafts))
    tails = [i for i, draft in enumerate(drafts) if comes_from(draft)]
    later = ((head, tail) for tail in tails for head in range(len(drafts)) if on[head] < on[tail])
    return [
        (head, tail)
        for head, tail in later
        if going[head] or same_title(drafts[head], drafts[tail]) or _names(drafts[tail], pages[on[head]])
    ]


def _names(tail: Draft, page: Page) -> bool:
    said = label_of(marker_of(tail, "from"))
    return bool(said and page.page and not tail.titles) and same_page(said, page.page or "")


def _with_candidate(tail: Draft, drafts: Sequence[Draft], found: Match | None) -> Draft:
    if found is None:
        return tail
    title = "".join(unit.text for unit in drafts[found.kin.head].titles)
    return replace(tail, candidates=({"title": title, "score": round(found.confidence, 4)}, *tail.candidates))


def _chain(drafts: Sequence[Draft], number: int, followers: Mapping[int, Match]) -> Draft:
    """Return the draft with everything that follows it, page after page."""
    draft = drafts[number]
    while number in followers:
        found = followers[number]
        draft = _merged(draft, drafts[found.kin.tail], found)
        number = found.kin.tail
    return draft


def _merged(head: Draft, tail: Draft, found: Match) -> Draft:
    """Return both as one: the join is a new paragraph unless the text is read on across it."""
    # The page that goes on repeats the title, in short or in other words: it is no text of the story.
    known = _pairs_of(_title_and_text(head))
    titles = [unit for unit in tail.titles if not head.titles or not known.isdisjoint(_pairs_of(unit.text))]
    repeated = [Dropped("repeated-title", unit.spans, unit.text, _title_spans(head)) for unit in titles]
    others = [[unit] for unit in tail.titles if unit not in titles]
    may_run_on = bool(head.body and tail.body) and not others and found.kin.seam > 0
    runs_on = may_run_on and _is_begun(head.body[-1]) and _is_text(tail.body[0])
    rest = [*others, *tail.body]
    body = [*head.body[:-1], [*head.body[-1], *tail.body[0]], *tail.body[1:]] if runs_on else [*head.body, *rest]
    left, right = head.body[-1][-1].spans[-1:] if head.body else (), tail.body[0][0].spans[:1] if tail.body else ()
    decision = Decision("continue", "continuation", found.kin.evidence, round(found.confidence, 4), (*left, *right))
    return replace(
        head,
        titles=head.titles or tail.titles,
        labels=tuple(dict.fromkeys((*head.labels, *tail.labels))),
        body=body,
        markers=[unit._replace(detail=f"joined:{unit.detail}") for unit in (*head.markers, *tail.markers)],
        dropped=[*head.dropped, *tail.dropped, *(repeated if head.titles else ())],
        decisions=[*head.decisions, *tail.decisions, decision],
        candidates=() if head.fragment else head.candidates,
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
