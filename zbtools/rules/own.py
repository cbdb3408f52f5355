"""A user's own rules: papers, role words, furniture and markers of which the rules of the package know nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal, NamedTuple, TypeVar

from zbtools.language.variants import evened
from zbtools.rules.bylines.even import EvenRule
from zbtools.rules.bylines.parts import DAY, FORM, PLACE, REPORTER
from zbtools.rules.rule import Rule

MarkerKind = Literal["from", "to", "open"]
# Codes of the rules that the words of a file make; its patterns are OWN101, OWN102 and so on.
MASTHEAD, DATELINE, DATELINE_IN_BRACKETS, OUTLET, ROLE, REPORTERS = (f"OWN00{number}" for number in range(1, 7))
FIRST_PATTERN = 101
PREFIX = "OWN"
# The codes of markers of another issue end so: `join`, which sees codes only, must know them.
OTHER_ISSUE = "X"


# Where the words of a file go, the pattern says WORDS.
_DAY_AND_FORM = rf"(?:(?P<day>{DAY})\s?(?P<form>{FORM})|(?P<form>{FORM})(?=$|[\s(:,。0-9]|{REPORTER}))"
_PLAIN = rf"^(?:综合|另?据)?\s?(?P<outlet>WORDS)\s?(?P<place>{PLACE})\s?{_DAY_AND_FORM}"
_BRACKETED = (
    rf"^\(\s?据?\s?(?P<outlet>WORDS)\s?(?P<place>{PLACE})\s?(?P<day>{DAY})?\s?(?P<form>{FORM}|报[道导]|消息)"
    rf"(?:(?=\s|{REPORTER})(?P<people>[^()]{{2,180}}))?\s?\)"
)

R = TypeVar("R", bound=Rule)


class PlainRule(Rule):
    """A rule as users write it: white space in its pattern is white space of the text."""

    @cached_property
    def compiled(self) -> Any:
        """The compiled pattern; it is not kept from run to run, for its file may change with every run."""
        import regex

        return regex.compile(self.pattern)


class OwnFurniture(NamedTuple):
    """A rule for lines that are furniture of this `role`; `edge`: only near the top and the foot of a page."""

    role: str
    edge: bool
    rule: Rule


class OwnMarker(NamedTuple):
    """A rule for continuation markers of this kind; its group `page`, if it has one, is the page they name."""

    kind: MarkerKind
    rule: Rule


@dataclass(frozen=True, eq=False)
class OwnRules:
    """What a file of rules says. It is handed from stage to stage, is never changed, and can be pickled.

    The rules that its words make are built when they are first asked for.
    """

    papers: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    furniture: tuple[OwnFurniture, ...] = ()
    markers: tuple[OwnMarker, ...] = ()

    def __bool__(self) -> bool:
        """Whether it says anything."""
        return bool(self.papers or self.roles or self.furniture or self.markers)

    @cached_property
    def masthead(self) -> Rule | None:
        """One of the papers alone on its line."""
        return _rule(
            Rule, MASTHEAD, "The name of an own paper alone at the edge of a page.", "^(?:WORDS)$", self.papers
        )

    @cached_property
    def datelines(self) -> tuple[EvenRule, ...]:
        """A dateline that one of the papers opens, plain or in brackets."""
        made = (
            _rule(EvenRule, DATELINE, "An own paper opens a report with its name and 讯 or 电.", _PLAIN, self.papers),
            _rule(EvenRule, DATELINE_IN_BRACKETS, "The same in brackets.", _BRACKETED, self.papers),
        )
        return tuple(filter(None, made))

    @cached_property
    def outlet(self) -> EvenRule | None:
        """One of the papers just before a role."""
        return _rule(EvenRule, OUTLET, "An own paper before a role.", r"(?P<outlet>WORDS)\s?$", self.papers)

    @cached_property
    def role(self) -> EvenRule | None:
        """One of the role words, with what parts it from the names behind it."""
        why = "An own role word announces the names behind it."
        return _rule(EvenRule, ROLE, why, r"(?P<role>WORDS)(?P<apart>\s{0,2}[/:|]\s{0,2}|\s)?", self.roles)

    @cached_property
    def reporters(self) -> EvenRule | None:
        """A report that opens with nothing but an own role and names in brackets."""
        why = "A report may open with an own role and names in brackets."
        return _rule(EvenRule, REPORTERS, why, r"^\((?P<people>[^()]{0,16}(?:WORDS)[^()]{1,180})\)", self.roles)

    @property
    def rules(self) -> tuple[Rule, ...]:
        """All rules, those that the words make first."""
        words = (self.masthead, *self.datelines, self.outlet, self.role, self.reporters)
        return (*filter(None, words), *(item.rule for item in self.furniture), *(item.rule for item in self.markers))

    def names_role(self, text: str) -> bool:
        """Return whether one of the role words stands in `text`, in either script."""
        return bool(self.role and self.role.search(text))


NONE = OwnRules()
"""No rules of one's own."""


def _rule(kind: type[R], code: str, why: str, pattern: str, words: Iterable[str]) -> R | None:
    """Return the rule with `words` in place of WORDS in its pattern, the longest first; None without words."""
    known = sorted({evened(word) if kind is EvenRule else word for word in words}, key=lambda word: (-len(word), word))
    filled = pattern.replace("WORDS", "|".join(map(re.escape, known)))
    return kind(code, why, filled, (), (), tuple(known)) if known else None
