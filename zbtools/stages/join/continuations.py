"""Continuations: the piece of a story on one page found for its beginning on another.

Pieces are judged by their words, their markers, and whether the text breaks off (`kinship.py`); those that go together
(`matching.py`) become one draft.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import chain, pairwise

from zbtools.language.pagelabels import pages_named
from zbtools.model import Decision, Dropped, Page
from zbtools.stages.assemble import Draft
from zbtools.stages.join.crossing import reads_on
from zbtools.stages.join.kinship import Candidate, Kin, kin
from zbtools.stages.join.matching import Match, matched
from zbtools.stages.join.pieces import (
    comes_from,
    goes_on,
    is_of_other_issue,
    label_of,
    marker_of,
    names,
    page_of,
    same_title,
)
from zbtools.stages.join.reprints import is_reprint, text_of
from zbtools.stages.units import Unit


def pair(drafts: Sequence[Draft], pages: Sequence[Page], min_confidence: float = 0.0) -> list[Draft]:
    """Return the drafts of an issue with the pieces of one story made one; each piece is used once.

    Pairs less sure than `min_confidence`, or hardly likelier than another, are left apart; the one is then a candidate
    of the other.
    """
    if len(pages) < 2:
        return list(drafts)
    likely = kin(drafts, candidates(drafts, pages), pages)
    likely = [found for found in likely if not is_reprint(drafts[found.head], drafts[found.tail])]
    followers: dict[int, Match] = {}
    doubtful: dict[int, Match] = {}
    for leg in _legs(likely, drafts, pages):
        matches = matched([found for found in leg if found.tail not in _inside(followers)])
        sure = [match for match in matches if match.is_distinct and match.confidence >= min_confidence]
        doubtful |= {match.kin.tail: match for match in matches if match not in sure}
        followers |= {_last(match.kin.head, followers): match for match in sure}
    inside = _inside(followers)
    told = [_with_candidate(draft, drafts, doubtful.get(i)) for i, draft in enumerate(drafts)]
    return [_chain(told, i, followers) for i in range(len(told)) if i not in inside]


def _inside(followers: Mapping[int, Match]) -> set[int]:
    """The pieces that follow another."""
    return {match.kin.tail for match in followers.values()}


def _last(number: int, followers: Mapping[int, Match]) -> int:
    """The last of the pieces that follow each other from `number` on."""
    while number in followers:
        number = followers[number].kin.tail
    return number


def _legs(likely: Sequence[Kin], drafts: Sequence[Draft], pages: Sequence[Page]) -> list[list[Kin]]:
    """Divide the pairs by which page it is, of those that the head names, to which it goes on (下转第二、三版)."""
    legs: defaultdict[int, list[Kin]] = defaultdict(list)
    for found in likely:
        named = pages_named(label_of(marker_of(drafts[found.head], "to")))
        on = [i for i, label in enumerate(named) if names(label, pages[page_of(drafts[found.tail])])]
        legs[on[0] if on else 0].append(found)
    return [legs[leg] for leg in sorted(legs)]


def candidates(drafts: Sequence[Draft], pages: Sequence[Page]) -> list[Candidate]:
    """Return the heads and tails that may be one story: the tail on a later page, or each on the page the other names.

    What goes on in another issue has no tail in this one.
    """
    on, going = list(map(page_of, drafts)), list(map(goes_on, drafts))
    sent = [label_of(marker_of(draft, "to")) for draft in drafts]
    heads = [head for head, draft in enumerate(drafts) if not is_of_other_issue(draft, "to")]
    found: list[Candidate] = []
    for tail, draft in enumerate(drafts):
        if is_of_other_issue(draft, "from"):
            continue
        before = [head for head in heads if on[head] < on[tail]]
        if back := label_of(marker_of(draft, "from")):
            behind = (head for head in heads if on[head] > on[tail] and names(back, pages[on[head]]))
            found += [(head, tail) for head in behind if names(sent[head], pages[on[tail]])]
        if comes_from(draft):
            likely = [head for head in before if going[head] or _is_named(drafts[head], draft, pages[on[head]])]
        else:
            # Its marker may be lost: it has the title of a story that goes on in its page.
            sending = (head for head in before if sent[head] and names(sent[head], pages[on[tail]]))
            likely = [head for head in sending if same_title(drafts[head], draft)]
        found += [(head, tail) for head in likely]
    return found


def _is_named(head: Draft, tail: Draft, page: Page) -> bool:
    """Whether the tail has the title of the head, or none, and names the page of the head."""
    return same_title(head, tail) if tail.titles else names(label_of(marker_of(tail, "from")), page)


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
    tail = _under_title(head, _without_overlap(head, tail))
    # The page that goes on repeats the title, in short or in other words: it is no text of the story.
    known = _pairs_of(_title_and_text(head))
    titles = [unit for unit in tail.titles if not head.titles or not known.isdisjoint(_pairs_of(unit.text))]
    repeated = [Dropped("repeated-title", unit.spans, unit.text, _title_spans(head)) for unit in titles]
    others = [[unit._replace(role="subheading")] for unit in tail.titles if unit not in titles]
    meet = bool(head.body and tail.body) and not others and _is_begun(head.body[-1]) and _is_text(tail.body[0])
    runs_on = meet and reads_on(head.body[-1], tail.body[0])
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


def _under_title(head: Draft, tail: Draft) -> Draft:
    """Return the tail with the title of the head above it told from its text."""
    if tail.titles or not tail.body or not same_title(head, Draft(titles=tail.body[0])):
        return tail
    return replace(tail, titles=tail.body[0], body=tail.body[1:])


def _without_overlap(head: Draft, tail: Draft) -> Draft:
    """Return the tail without the last paragraph of the head, where both pages print it."""
    if not (head.body and tail.body) or text_of(tail.body[0]) != text_of(head.body[-1]):
        return tail
    of = tuple(span for unit in head.body[-1] for span in unit.spans)
    again = [Dropped("duplicate", unit.spans, unit.text, of) for unit in tail.body[0]]
    return replace(tail, body=tail.body[1:], dropped=[*tail.dropped, *again])


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
