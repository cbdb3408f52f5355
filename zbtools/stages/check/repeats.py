"""Whether what was dropped as a repetition is still there, in what it is said to repeat."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence

from zbtools.model import REPEATED
from zbtools.stages.check.findings import Dump, Finding
from zbtools.stages.check.statements import Claim, PlacedSpan, Statement

REPEATED_TITLE = "repeated-title"
"""A title that stands again over the rest of its story, often in other words; other copies may repeat it in turn."""

LEAST_SHARED = 0.5
"""The share of a repetition's characters that must occur in what it repeats. Two sentences of one page that have
nothing to do with each other share less than 0.4, a copy with bad noise more than 0.8."""


def check_repeats(
    said: Sequence[Statement], claims: Mapping[str, Sequence[Claim]], dumps: Mapping[str, Dump]
) -> Iterator[Finding]:
    """Find text dropped as a repetition of what is not kept, directly or by way of other copies, or is other text."""
    reasons = REPEATED | {REPEATED_TITLE}
    linked = {number: statement for number, statement in enumerate(said) if statement.reason in reasons}
    held = {number: _holders(statement.of, claims) for number, statement in linked.items()}
    standing = _standing(said, held)
    for number, statement in linked.items():
        if statement.reason == REPEATED_TITLE:
            continue
        places = [place for place in statement.places if place[0] in dumps]
        if not places:
            continue
        page, start, end = places[0]
        if not statement.of:
            problem = "does not say what it repeats"
        elif number not in standing:
            problem = "repeats text that is not kept either"
        elif _shared(statement, dumps) < LEAST_SHARED:
            problem = "is other text than what it is said to repeat"
        else:
            continue
        yield dumps[page].finding("of", f"{statement.name} {problem}", statement.record, start, end)


def _holders(places: Sequence[PlacedSpan], claims: Mapping[str, Sequence[Claim]]) -> set[int]:
    """Return the numbers of the statements that own the text at `places`."""
    found: set[int] = set()
    for page, start, end in places:
        owned = claims.get(page, ())
        first = max(0, bisect_right(owned, start, key=_start) - 1)
        behind = bisect_left(owned, end, key=_start)
        found.update(claim.statement for claim in owned[first:behind] if claim.end > start)
    return found


def _start(claim: Claim) -> int:
    return claim.start


def _standing(said: Sequence[Statement], held: Mapping[int, set[int]]) -> set[int]:
    """Return the repetitions that lead to kept text: walk back from what is kept to what repeats it."""
    repeated_by: dict[int, list[int]] = {}
    reached = []
    for number, holders in held.items():
        for holder in holders:
            repeated_by.setdefault(holder, []).append(number)
            if said[holder].reason is None:
                reached.append(number)
    standing: set[int] = set()
    while reached:
        number = reached.pop()
        if number not in standing:
            standing.add(number)
            reached += repeated_by.get(number, [])
    return standing


def _shared(statement: Statement, dumps: Mapping[str, Dump]) -> float:
    """Return the share of the dropped characters that occur in what they repeat, 1 where a dump is not at hand."""
    if any(place[0] not in dumps for place in (*statement.places, *statement.of)):
        return 1.0
    dropped = "".join(_text(statement.places, dumps).split())
    repeated = set(_text(statement.of, dumps))
    return sum(one in repeated for one in dropped) / len(dropped) if dropped else 1.0


def _text(places: Sequence[PlacedSpan], dumps: Mapping[str, Dump]) -> str:
    return "".join(dumps[page].text[start:end] for page, start, end in places)
