"""Returns: what stands right behind the rest of a story, and was given to another of its page, comes back to it.

A page alone does not know what the rest behind a 上接 is about: the search may give its second paragraph to a story
that stands above. Once the beginning is found on the other page, the words of both can be asked.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain, pairwise
from typing import NamedTuple

from zbtools.language.characters import ends_sentence
from zbtools.language.cohesion import shared_rarity
from zbtools.model import Decision
from zbtools.stages.assemble import Draft
from zbtools.stages.units import AFTER_FROM, Unit

# A move that the search is surer of stays; of those under it one in seven was wrong on the development pages.
DOUBTFUL = 0.8
# The rarest pair of characters that the paragraph shares with the story on two pages is that much rarer than what it
# shares with the other one.
CLEARLY = 1.0


class Stray(NamedTuple):
    """A paragraph that may come back: from the draft `owner`, where it is number `at` of the body, to `home`."""

    owner: int
    at: int
    home: int
    move: Decision


def returned(drafts: Sequence[Draft]) -> list[Draft]:
    """Return the drafts of an issue, with strays in the story whose rest stands right before them.

    Only stories that were found on two pages take back anything; nothing else is touched.
    """
    result = list(drafts)
    for stray in _strays(drafts):
        owner, home = result[stray.owner], result[stray.home]
        paragraph = owner.body[stray.at]
        theirs = shared_rarity(_text_of(paragraph), _text_of(_words(owner, paragraph)))
        ours = shared_rarity(_text_of(paragraph), _text_of(_words(home, paragraph)))
        if ours < theirs + CLEARLY:
            continue
        body = [other for other in owner.body if other is not paragraph]
        decisions = [decision for decision in owner.decisions if decision is not stray.move]
        evidence = f"shared {ours:.1f} with the story on both pages, {theirs:.1f} with the other"
        stays = Decision("move", "continuation", evidence, DOUBTFUL, tuple(unit.spans[0] for unit in paragraph[:1]))
        result[stray.owner] = replace(owner, body=body, decisions=decisions)
        result[stray.home] = replace(home, body=[*home.body, paragraph], decisions=[*home.decisions, stays])
    return result


def _strays(drafts: Sequence[Draft]) -> Iterator[Stray]:
    """Yield the last paragraphs of stories that stand right behind the rest of another, after which nothing comes."""
    ends = dict(_ends(drafts))
    before = _before(drafts)
    for number, draft in enumerate(drafts):
        at = len(draft.body) - 1
        move = _doubtful_move(draft) if at > 0 else None
        home = ends.get(before.get(draft.body[at][0].place)) if move is not None else None
        if move is not None and home is not None and home != number:
            yield Stray(number, at, home, move)


def _ends(drafts: Sequence[Draft]) -> Iterator[tuple[tuple[int, int] | None, int]]:
    """Yield where the rests of stories end that began on another page and have no title here, with their drafts."""
    for number, draft in enumerate(drafts):
        pages = {unit.page for unit in draft.units}
        if len(pages) > 1 and draft.body and any(unit.detail == AFTER_FROM for unit in chain(*draft.body)):
            last = draft.body[-1][-1]
            if last.page == max(pages) and ends_sentence(last.text):
                yield last.place, number


def _before(drafts: Sequence[Draft]) -> dict[tuple[int, int], tuple[int, int]]:
    """What stands right before each unit on its page."""
    places = sorted(unit.place for draft in drafts for unit in draft.units)
    return {right: left for left, right in pairwise(places) if left[0] == right[0]}


def _doubtful_move(draft: Draft) -> Decision | None:
    """The decision that brought the last paragraph to the draft, if it is doubtful and a paragraph ends before it."""
    paragraph, previous = draft.body[-1], draft.body[-2]
    if len(paragraph) > 1 or paragraph[0].role != "paragraph" or not ends_sentence(previous[-1].text):
        return None
    moves = (one for one in draft.decisions if one.op == "move" and one.at and one.at[-1] == paragraph[0].spans[-1])
    return next((move for move in moves if move.confidence < DOUBTFUL), None)


def _words(draft: Draft, but: Sequence[Unit]) -> list[Unit]:
    return [unit for unit in (*draft.titles, *chain(*draft.body)) if unit not in but]


def _text_of(units: Sequence[Unit]) -> str:
    return "\n".join(unit.text for unit in units)
