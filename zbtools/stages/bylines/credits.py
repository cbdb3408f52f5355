"""Read the part of a byline that names persons: roles, keys and verbs divide it, names stand between them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import NamedTuple

from zbtools.language.glued import divide, is_foreign, is_person, sounds_foreign
from zbtools.language.names import Announced, is_word, read_names, without_others
from zbtools.language.offices import is_office
from zbtools.language.places import is_place, place_at_end
from zbtools.language.variants import simplified
from zbtools.model import Person
from zbtools.rules.bylines.even import EvenRule
from zbtools.rules.bylines.forms import BARE_FORMS, form_of
from zbtools.rules.bylines.parts import BULLETS
from zbtools.rules.bylines.roles import (
    AGENCY_BEHIND,
    COMPILED_FROM,
    EDITED,
    FILED_FROM,
    FILED_ON,
    ISSUED,
    KEY,
    NATION,
    PAREN_KEY,
    ROLE,
    SHARED,
    STAFF,
    VERB,
)
from zbtools.rules.own import NONE, OwnRules
from zbtools.stages.bylines.marks import Mark, find_marks

# White space, commas and bullets about a list of names.
_EDGES = f" \t\n\u3000\xa0、，,；;。.|{BULLETS}口—-–（）()【】〔〕［］"
_BRACKETS = {"（": "）", "(": ")", "【": "】", "〔": "〕", "［": "］", "[": "]"}
# Outlets that end in no word of the trade.
_SHORT_OUTLETS = frozenset(["21世纪经济报道", "21财讯", "每经", "大公文匯", "大公文汇", "南都", "北青", "新华", "新華"])
# Given names do not end in these; a county has two characters before its kind.
_KINDS_OF_PLACE, _COUNTY = frozenset("县市区省旗盟"), 3
# What an office gives, and what names need no surname before: nothing but names stands before 对本文有贡献.
_GIVEN = frozenset(["供图", "供稿", "贡献"])
# Longest names of a source, of an outlet before a role, and of a place before 报道, in code points.
_SOURCE, _OUTLET, _PLACE = 24, 12, 6


class Credits(NamedTuple):
    """Persons with their roles, the outlet that the first role names, and the form of the byline that they make."""

    people: tuple[Person, ...] = ()
    outlet: str | None = None
    form: str = "署名"
    ambiguous: bool = False
    place: str | None = None
    day: str | None = None


def read_credits(text: str, strict: bool = False, own: OwnRules = NONE) -> Credits | None:
    """Return the persons of a text that is all roles and names, or None when something else stands in it.

    `strict`: a role that stands close to the next word announces a name only if that has a surname (记者点评 is a
    label, 记者周一苇 is not). `own`: papers and role words of the user's.

    >>> credits = read_credits("全媒体记者/周一苇 通讯员/沈砚 穗卫健宣")
    >>> [(person.role, person.name) for person in credits.people]
    [('全媒体记者', '周一苇'), ('通讯员', '沈砚'), ('通讯员', '穗卫健宣')]
    """
    edited = EDITED.search(text)
    text = text[: edited.start()] if edited else text
    if STAFF.search(text):
        return None
    text, agency = _without_agency(_without_lead(text))
    text, place = _without_filed(text)
    reading, at = _Reading(agency, strict, own.papers, place), 0
    for mark in find_marks(text, own):
        if not reading.mark(text[at : mark.start], mark):
            return None
        at = mark.end
    if at == 0 or not reading.names(text[at:], reading.role):
        return None
    return reading.credits()


def without_brackets(text: str) -> str:
    """Return `text` without the pair of brackets that encloses the whole of it, if one does."""
    text = text.strip()
    return text[1:-1].strip() if len(text) > 2 and _BRACKETS.get(text[0]) == text[-1] else text


def _without_lead(text: str) -> str:
    """Cut 综合 and 据 before an outlet: the report was compiled from it."""
    match = COMPILED_FROM.search(text)
    return text[match.end() :] if match else text


def _without_agency(text: str) -> tuple[str, str | None]:
    """Cut the agency of a picture, in brackets at the end, from the names before it."""
    match = AGENCY_BEHIND.search(text)
    if match is None or match.start() == 0 or form_of(match["outlet"]) or read_names(match["outlet"], "not"):
        return text, None
    return text[: match.start()], match["outlet"]


def _without_filed(text: str) -> tuple[str, str | None]:
    """Cut 发自 and its place from the end of the names."""
    match = FILED_FROM.search(text)
    # Set apart from the names it need not be a place that is known.
    if match is None or not (text[match.start() - 1].isspace() or is_place(match["place"])):
        return text, None
    return text[: match.start()], match["place"]


class _Reading:
    """What has been read so far; `role` and `role_outlet` are those of the mark that speaks for the next names."""

    def __init__(self, outlet: str | None, strict: bool, papers: Collection[str], place: str | None) -> None:
        self.outlet, self.strict, self.papers, self.place = outlet, strict, papers, place
        self.people: list[Person] = []
        self.forms: list[str] = []
        self.role: str | None = None
        self.role_outlet: str | None = None
        # How sure the mark makes it that names follow, and who of those behind the last role did what.
        self.announced: Announced = "clearly"
        self.shares: list[tuple[slice, str]] = []
        self.ambiguous = False
        self.day: str | None = None

    def mark(self, before: str, mark: Mark) -> bool:
        """Give the names before a mark to whom they belong, then let the mark speak; False when there are no names."""
        leading = self.role is None and not self.people
        if mark.rule is KEY and before[-1:].strip() and is_person((before.split() or [""])[-1] + mark.role[:1]):
            # 图/林晶文/沈砚: the key may be the end of the name.
            self.ambiguous = True
        if mark.rule is VERB and not (leading and not before.strip(_EDGES)):
            return self._verb(before, mark.role)
        if mark.rule is PAREN_KEY:
            self._add_form(mark.role)
            return self.names(before, mark.role)
        if not (self._lead(before, mark.rule) if leading else self.names(before, self.role)):
            return False
        self.announced = "closely" if not mark.apart and (self.strict or mark.rule is KEY) else "clearly"
        if mark.rule is NATION:
            self.announced = "foreign"
            return True
        self.role, self.role_outlet, self.shares = mark.role, mark.outlet, []
        if self.outlet is None and not self.people:
            self.outlet = mark.outlet
        if mark.rule is ISSUED:
            self.role = self.role_outlet = None
        if mark.rule is KEY or form_of(mark.role) not in BARE_FORMS:
            self._add_form(mark.role)
        return True

    def _verb(self, before: str, verb: str) -> bool:
        """Read the names that a verb closes, and before 报道 the place."""
        self._add_form(verb, first=True)
        if self.forms[0] == "报道":
            before = self._without_place(without_others(self._without_day(before)))
        # A role announces names by itself. Whoever gave something need not be a person; all others must look like one.
        is_sure = self.role or self.announced == "foreign"
        announced: Announced | None = None if is_sure else "clearly" if self.forms[0] in _GIVEN else "not"
        since = len(self.people)
        passive = self.role is not None and self.role.endswith("由")
        if not self.names(before, verb if passive else self.role or verb, announced):
            return False
        self._share(since, verb)
        return True

    def _share(self, since: int, verb: str) -> None:
        """Tell what the persons from `since` on did where that is more than their role: who wrote, who translated."""
        persons = self.people[since:]
        foreign = [_is_foreign(person.name) for person in persons]
        if not self.role and form_of(verb) == "译" and any(foreign) and not all(foreign):
            self.people[since:] = [
                replace(person, role=None) if is_author else person
                for person, is_author in zip(persons, foreign, strict=True)
            ]
        if form_of(self.role or "") == "供图" and form_of(verb) != "供图":
            # The office gave it; who took a picture of what it gave is named behind.
            self.people[since:] = [person if person.bureau else replace(person, role=verb) for person in persons]
        self.shares.append((slice(since, len(self.people)), verb))
        if self.role and len(self.shares) > 1:
            for part, did in self.shares:
                self.people[part] = [replace(person, role=did) for person in self.people[part]]

    def _without_day(self, text: str) -> str:
        """Cut the day from the end of 周一苇2月11日纽约, and the place behind it."""
        match = FILED_ON.search(text)
        if match is None:
            return text
        self.day, self.place = match["day"], match.get("place")
        return text[: match.start()]

    def _without_place(self, text: str) -> str:
        """Cut the place from the end of 周一苇 北京; a place that no list knows is a word that is no name."""
        if self.place:
            return text
        *names, last = text.split() or [""]
        if not names or len(last) > _PLACE or not (is_place(last) or divide(last) is None):
            return self._without_glued(text)
        self.place = last
        return " ".join(names)

    def _without_glued(self, text: str) -> str:
        """Cut a place that touches the name before it, if a whole name is left: 周一苇福州, but not 林海南."""
        for cut in (place_at_end(text), _county_at_end(text), _word_at_end(text)):
            name = text[:cut].split()[-1:]
            if cut < len(text) and name and is_person(name[0]):
                self.place = text[cut:]
                return text[:cut]
        return text

    def _add_form(self, role: str, first: bool = False) -> None:
        form = form_of(role)
        if form:
            self.forms.insert(0 if first else len(self.forms), form)

    def _lead(self, text: str, rule: EvenRule) -> bool:
        """Read what stands before the first mark: nothing, or before a role an outlet, or persons that have none."""
        text = text.strip(_EDGES)
        if not text or rule is not ROLE:
            return not text
        if text in _SHORT_OUTLETS or text in self.papers or (len(text) <= _OUTLET and is_office(text)):
            self.outlet = self.outlet or text
            return True
        return self.names(text, None, "not")

    def names(self, text: str, role: str | None, announced: Announced | None = None) -> bool:
        """Add the names of `text`, or the source it names; False when it holds something else."""
        text = text.strip(_EDGES)
        shared = SHARED.search(text)
        text = text[: shared.start()] if shared else text
        if not text:
            return True
        if role and role.endswith(("来源", "來源")):
            # Whose reporter it is says more than where the figures are from.
            self.outlet = self.outlet or text
            return len(text) <= _SOURCE
        names = read_names(text, announced or self.announced)
        if names is None:
            return False
        outlet = self.role_outlet if self.role_outlet != self.outlet else None
        self.people += [party(name, role, outlet) for name in names.names]
        self.ambiguous |= names.ambiguous
        return True

    def credits(self) -> Credits | None:
        """Return what was read, or None when it names neither persons nor an outlet that signs."""
        if not self.people and not (self.forms and (self.outlet or self.forms[0] == "供图")):
            return None
        both = "文" in self.forms and not {"图", "摄"}.isdisjoint(self.forms)
        form = "图文" if both else self.forms[0] if self.forms else "署名"
        return Credits(tuple(self.people), self.outlet, form, self.ambiguous, self.place, self.day)


def _county_at_end(text: str) -> int:
    """Where a place that no list knows begins, if the kind of place closes it: 周一苇江川县."""
    return len(text) - _COUNTY if simplified(text[-1:]) in _KINDS_OF_PLACE else len(text)


def _word_at_end(text: str) -> int:
    """Where the last of glued names begins, if it is a word that is no name: a place that no list knows."""
    glued = text.split()[-1:]
    divided = divide(glued[0]) if glued else None
    last = divided.names[-1] if divided and len(divided.names) > 1 else ""
    return len(text) - len(last) if is_word(last) else len(text)


def _is_foreign(name: str) -> bool:
    return name.isascii() or sounds_foreign(name) or (is_foreign(name) and not is_person(name))


def party(name: str, role: str | None, outlet: str | None = None) -> Person:
    """Return the person or bureau of that name.

    >>> party("穗卫健宣", "通讯员").bureau, party("周一苇", "通讯员").bureau
    (True, False)
    """
    return Person(name, role, outlet, bureau=is_office(name))


def people_of(credits: Credits, outlet: str | None) -> tuple[Person, ...]:
    """Return the persons for a byline of `outlet`: what they share with it is not said again.

    >>> people_of(read_credits("滨江日报记者周一苇"), "滨江网")
    (Person(name='周一苇', role='记者', outlet='滨江日报', bureau=False, extra=None),)
    """
    if credits.outlet in (None, outlet):
        return credits.people
    return tuple(replace(person, outlet=person.outlet or credits.outlet) for person in credits.people)
