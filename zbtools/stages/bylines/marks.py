"""Find the marks that divide a byline: roles with their outlets, keys, and verbs."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from zbtools.language.variants import evened
from zbtools.rules.bylines.even import EvenRule, Printed
from zbtools.rules.bylines.roles import ISSUED, KEY, MODIFIERS, NATION, OUTLET_BEFORE, PAREN_KEY, POSTED, ROLE, VERB
from zbtools.rules.own import NONE, OwnRules

# A role may have this many adjectives: 驻滨江首席全媒体摄影记者.
_ADJECTIVES = 4
# An outlet before a role is looked for within this many code points.
_OUTLET_REACH = 18


class Mark(NamedTuple):
    """A mark at `start:end` (code points); `apart`: something parts it from the name behind it."""

    rule: EvenRule
    start: int
    end: int
    role: str
    apart: bool = True
    outlet: str | None = None


def find_marks(text: str, own: OwnRules = NONE) -> Iterator[Mark]:
    """Yield the marks of `text` in order; where two overlap, the one that begins first, then the longer.

    >>> [(mark.role, mark.outlet) for mark in find_marks("滨江日报全媒体记者/周一苇 沈砚 摄")]
    [('全媒体记者', '滨江日报'), ('摄', None)]
    """
    rules = (ROLE, KEY, VERB, PAREN_KEY, ISSUED, NATION, *((own.role,) if own.role else ()))
    found = [(rule, match) for rule in rules for match in rule.find_all(text)]
    end = 0
    for rule, match in sorted(found, key=lambda pair: (pair[1].start(), -pair[1].end())):
        if match.start() >= end:
            yield _role(text, match, end, own) if rule in (ROLE, own.role) else _plain(rule, match)
            end = match.end()


def _plain(rule: EvenRule, match: Printed) -> Mark:
    apart = match.get("touching") is None
    return Mark(rule, match.start(), match.end(), _closed_up(match["role"]), apart, match.get("outlet"))


def _role(text: str, match: Printed, low: int, own: OwnRules) -> Mark:
    """Return the mark of a role word with the adjectives and the outlet before it, from `low` on."""
    starts = _starts(text, low, match.start())
    for start in starts:
        window = text[max(low, start - _OUTLET_REACH) : start]
        before = OUTLET_BEFORE.search(window) or (own.outlet.search(window) if own.outlet else None)
        if before is not None and before["outlet"] not in MODIFIERS:
            outlet = before["outlet"].strip("《》")
            return Mark(ROLE, start - len(before[0]), match.end(), *_words(text, start, match), outlet)
    return Mark(ROLE, starts[0], match.end(), *_words(text, starts[0], match))


def _words(text: str, start: int, match: Printed) -> tuple[str, bool]:
    """The role from `start` on, and whether something parts it from the name behind it."""
    return _closed_up(text[start : match.end("role")]), match.get("apart") is not None


def _starts(text: str, low: int, start: int) -> list[int]:
    """Return where the role may begin, all its adjectives first: 驻滨江, 首席, 全媒体. One may belong to the outlet."""
    even = evened(text)
    starts = [start]
    for _ in range(_ADJECTIVES):
        words = _adjectives().get(even[starts[0] - 1 : starts[0]], ())
        adjective = next((word for word in words if even.endswith(word, low, starts[0])), None)
        if adjective is None:
            break
        starts.insert(0, starts[0] - len(adjective))
    posted = POSTED.search(text[low : starts[0]])
    return [low + posted.start(), *starts] if posted else starts


@cache
def _adjectives() -> dict[str, tuple[str, ...]]:
    """The adjectives by their last character."""
    return {last: tuple(word for word in MODIFIERS if word[-1] == last) for last in {word[-1] for word in MODIFIERS}}


def _closed_up(role: str) -> str:
    """The role without the spaces that readers put into it (通讯 员)."""
    return "".join(role.split()).replace("／", "/")
