"""Tell furniture (masthead, date line, folio, staff ...) from text by the line alone: pure, cheap, and in doubt no."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import chain
from typing import NamedTuple

from zbtools.rules.boxes import FORECAST_RULES, LOTTERY_RULES, RESIDUE_RULES, STOCK_RULES, WEATHER_RULES
from zbtools.rules.colophon import APPEAL_RULES, CONTACT_RULES, PUBLISHER_RULES, REGISTRATION_RULES, STAFF_RULES
from zbtools.rules.contents import INDEX_RULES
from zbtools.rules.furniture import (
    BESIDE_DATE_RULES,
    DATE_LINE_RULES,
    EDGE_DATE_RULES,
    EDGE_FOLIO_RULES,
    FOLIO_RULES,
)
from zbtools.rules.mastheads import MASTHEAD_RULES
from zbtools.rules.own import NONE, OwnRules
from zbtools.rules.rule import Rule, first_match

# Code points. The imprint is the one long line of furniture; appeals to readers are the one kind that are sentences.
LONGEST_LINE = 120
LONGEST_IMPRINT = 260
LONGEST_FOLIO = 24
# A line longer than a title is furniture only if it holds one of these.
LONGEST_TITLE = 60
_LONG_LINE_WORDS = (
    *(
        "刊号",
        "刊號",
        "代号",
        "代號",
        "ISSN",
        "CN",
        "零售",
        "许可证",
        "主办",
        "主辦",
        "PUBLISHED",
        "址",
        "责编",
        "责任编",
        "責任編",
    ),
    *(
        "美编",
        "版式",
        "制图",
        "热线",
        "熱線",
        "公众号",
        "来稿",
        "一稿",
        "http",
        "-->",
        "版权所有",
        "opyright",
        "星期",
        "總第",
        "总第",
    ),
)
# What furniture may be; `other` is text that no article owns.
ROLES = (
    *("masthead", "date-line", "folio", "registration", "publisher", "staff", "index", "contact", "weather", "stock"),
    *("lottery", "residue", "other"),
)
_FORECAST_BEGINNINGS = frozenset("今明后昨未")
_SENTENCE_ENDS = frozenset("。！？!?；;，,、”’』」")


class Trial(NamedTuple):
    """A rule to try for `role` on lines of at most `longest` code points."""

    role: str
    longest: int
    rule: Rule


def _trials(role: str, longest: int, *groups: tuple[Rule, ...]) -> tuple[Trial, ...]:
    return tuple(Trial(role, longest, rule) for group in groups for rule in group)


class Trials:
    """Trials in their order, found by the words that their rules need.

    Nearly all lines hold none of these words: looking them up by their first characters costs a twentieth of asking
    each rule in turn.
    """

    def __init__(self, *trials: tuple[Trial, ...]) -> None:
        """Index the trials; each of their rules must name the words that it needs."""
        self._trials = tuple(chain(*trials))
        self._words = defaultdict[str, list[tuple[str, int]]](list)
        for place, trial in enumerate(self._trials):
            for word in trial.rule.needs:
                self._words[word[0]].append((word, place))
        self._first = re.compile(f"[{''.join(map(re.escape, sorted(self._words)))}]")

    def role(self, text: str) -> tuple[str, Rule] | None:
        """Return the role that the first fitting rule gives to the line, with the rule."""
        known = self._first.findall(text)
        if not known:
            return None
        places = {place for first in {*known} for word, place in self._words[first] if word in text}
        for place in sorted(places):
            trial = self._trials[place]
            if len(text) <= trial.longest and trial.rule.compiled.search(text) is not None:
                return trial.role, trial.rule
        return None


_LINES = Trials(
    _trials("date-line", 90, DATE_LINE_RULES),
    _trials("folio", LONGEST_FOLIO, FOLIO_RULES),
    _trials("staff", LONGEST_LINE, STAFF_RULES),
    _trials("registration", LONGEST_IMPRINT, REGISTRATION_RULES),
    _trials("publisher", LONGEST_IMPRINT, PUBLISHER_RULES),
    _trials("contact", LONGEST_LINE, CONTACT_RULES, APPEAL_RULES),
    _trials("index", LONGEST_TITLE, INDEX_RULES),
    _trials("weather", LONGEST_TITLE, WEATHER_RULES, FORECAST_RULES),
    _trials("stock", LONGEST_TITLE, STOCK_RULES),
    _trials("lottery", LONGEST_TITLE, LOTTERY_RULES),
    _trials("residue", LONGEST_IMPRINT, RESIDUE_RULES),
)
_SENTENCES = Trials(
    _trials("contact", LONGEST_LINE, APPEAL_RULES),
    _trials("weather", LONGEST_LINE, FORECAST_RULES),
)
_EDGE_TRIALS = (
    *_trials("date-line", LONGEST_FOLIO * 2, EDGE_DATE_RULES),
    *_trials("folio", LONGEST_FOLIO, EDGE_FOLIO_RULES),
    *_trials("masthead", LONGEST_TITLE, MASTHEAD_RULES),
)


def furniture_role(text: str, near_edge: bool, own: OwnRules = NONE) -> tuple[str, Rule] | None:
    """Return the role of a line that is furniture, with the rule that says so, or None for all other text.

    `near_edge`: the line stands among the first or last blocks of its page, where a bare number, date, page name or
    paper name is furniture too. Roles: masthead, date-line, folio, registration, publisher, staff, index, contact,
    weather, stock, lottery, residue, and what the user's `own` rules say.

    >>> furniture_role("要闻 | 05", near_edge=False)[0]
    'folio'
    >>> furniture_role("滨江日报", near_edge=True)[0], furniture_role("滨江日报", near_edge=False)
    ('masthead', None)
    """
    text = text.strip()
    if not text:
        return None
    if (own.papers or own.furniture) and (found := _own_role(text, near_edge, own)):
        return found
    if text[-1] in _SENTENCE_ENDS:
        return _SENTENCES.role(text) if "稿" in text or text[0] in _FORECAST_BEGINNINGS else None
    if len(text) > LONGEST_TITLE and not _may_be_long_furniture(text):
        return None
    return _LINES.role(text) or (_edge_role(text) if near_edge else None)


def folio_beside(text: str) -> Rule | None:
    """Return the rule by which a line beside the date line or the masthead is a folio, None if it is none.

    >>> folio_beside("03 农业农村").code, folio_beside("大桥年底合龙")
    ('ZB426', None)
    """
    found = first_match(BESIDE_DATE_RULES, text.strip())
    return found[0] if found else None


def _may_be_long_furniture(text: str) -> bool:
    if len(text) <= LONGEST_IMPRINT:
        for word in _LONG_LINE_WORDS:  # No generator: this runs on every broken paragraph.
            if word in text:
                return True
    return False


def _edge_role(text: str) -> tuple[str, Rule] | None:
    for trial in _EDGE_TRIALS:
        if len(text) <= trial.longest and trial.rule.search(text) is not None:
            return trial.role, trial.rule
    return None


def _own_role(text: str, near_edge: bool, own: OwnRules) -> tuple[str, Rule] | None:
    """Return what the user's rules say of a line: their papers are mastheads, and their patterns what they say."""
    if len(text) > LONGEST_IMPRINT:
        return None
    if near_edge and own.masthead and own.masthead.search("".join(text.split())):
        return "masthead", own.masthead
    for item in own.furniture:
        if (near_edge or not item.edge) and item.rule.search(text) is not None:
            return item.role, item.rule
    return None
