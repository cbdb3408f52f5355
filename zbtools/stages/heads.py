"""What heads a page: the name of its paper and its folio, where only what stands beside them tells."""

from __future__ import annotations

from collections.abc import Sequence

from zbtools.rules.mastheads import FIRST_NAME_RULES, KNOWN_NAME, NAMEPLATE_RULES, OWN_REPORT
from zbtools.rules.rule import Rule, first_match
from zbtools.stages.furniture import folio_beside
from zbtools.stages.given import Given
from zbtools.stages.units import Unit

# Furniture stands within this many units of the top or the foot of a page.
EDGE = 4
# The name of the paper stands within this many units of the date line; its Latin name may stand between.
BESIDE = 2
LATIN_NAME = "ZB402"
# 滨江新闻 is mostly the name of a page; of a paper only if something says so.
BARE_PAGE_NAME = "ZB424"
# What heads a page, and shows that a number and a name beside it are the folio.
HEADS = frozenset({"date-line", "masthead"})
# Code points, spaces apart.
_LONGEST_NAME = 14


def with_head(units: Sequence[Unit], alone: Sequence[Given], paper: str | None) -> Sequence[Given]:
    """Return what units are alone, and the lines that head the page its masthead and its folio.

    `paper`: the name that the user or the path gives the paper.
    """
    return _with_folio(units, _with_nameplate(units, alone, paper))


def _with_nameplate(units: Sequence[Unit], alone: Sequence[Given], paper: str | None) -> Sequence[Given]:
    if any(given.detail == "masthead" and given.rule != LATIN_NAME for given in alone[:EDGE]):
        return alone
    for i, given in enumerate(alone[:EDGE]):
        may_name = given.role == "paragraph" or given.rule == BARE_PAGE_NAME
        rule = _nameplate(units, alone, i, paper) if may_name and len(units[i].text) <= 2 * _LONGEST_NAME else None
        if rule is not None:
            return [*alone[:i], Given("furniture", rule.code, "masthead"), *alone[i + 1 :]]
    return alone


def _nameplate(units: Sequence[Unit], alone: Sequence[Given], at: int, paper: str | None) -> Rule | None:
    """Return the rule by which the line at the head of the page is the name of its paper, None if it is none."""
    name = "".join(units[at].text.split())
    if KNOWN_NAME.search(name) is None:
        return None
    if name == paper:
        return KNOWN_NAME
    if any(unit.text.startswith(name) and _opens_report(unit.text, name) for unit in units):
        return OWN_REPORT
    beside = any(given.detail == "date-line" for given in alone[max(0, at - BESIDE) : min(EDGE, at + BESIDE + 1)])
    rules = (*(NAMEPLATE_RULES if beside else ()), *(FIRST_NAME_RULES if _is_first(alone, at) else ()))
    found = first_match(rules, name)
    return found[0] if found else None


def _opens_report(text: str, name: str) -> bool:
    found = OWN_REPORT.search(text)
    return found is not None and found["name"] == name


def _is_first(alone: Sequence[Given], at: int) -> bool:
    """Whether nothing but furniture stands before, and a title behind it."""
    behind = next((given for given in alone[at + 1 :] if given.role != "furniture"), None)
    return behind is not None and behind.is_candidate and all(given.role == "furniture" for given in alone[:at])


def _with_folio(units: Sequence[Unit], alone: Sequence[Given]) -> Sequence[Given]:
    """Return what units are alone, and a number with a short name beside date line or masthead a folio."""
    if any(given.detail == "folio" for given in alone[:EDGE]):
        return alone
    heads = [i for i, given in enumerate(alone[:EDGE]) if given.detail in HEADS]
    for i, given in enumerate(alone[:EDGE]):
        beside = given.role == "paragraph" and any(abs(i - j) == 1 for j in heads)
        rule = folio_beside(units[i].text) if beside else None
        if rule is not None:
            return [*alone[:i], Given("furniture", rule.code, "folio"), *alone[i + 1 :]]
    return alone
