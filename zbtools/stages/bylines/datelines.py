"""Read datelines: what a rule proposes, checked by what patterns cannot know (places, surnames, words of prose)."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

from zbtools.language.days import RHYMES
from zbtools.language.names import read_names
from zbtools.language.places import is_place, place_at_end
from zbtools.language.variants import evened
from zbtools.model import Byline, Person
from zbtools.rules.bylines.datelines import (
    COLON,
    FOLLOW_RULES,
    HEAD_RULES,
    LOCAL,
    PEOPLE_FOLLOW,
    RELAYED,
    REPORTED,
    REPORTERS_ALONE,
    SIGNED_BEFORE,
    SLASHED,
    TAIWAN,
    TELEGRAM_FOLLOWS,
    TITLED,
    TOWN,
)
from zbtools.rules.bylines.even import EvenRule, Printed
from zbtools.rules.bylines.forms import plain
from zbtools.rules.own import NONE, OwnRules
from zbtools.rules.own import REPORTERS as OWN_REPORTERS
from zbtools.stages.bylines.credits import Credits, people_of, read_credits

_OWN = tuple(f"本{word}" for word in "报報刊网網台臺社站")
# An outlet or place with one of these is prose that happens to end in 网 or 社.
_PROSE_WORDS = (
    "在 了 从 到 的 是 这 那 与 和 向 对 把 被 将 于 我 你 他 她 就 "
    "记者 通讯 据 说 称 近日 日前 昨 今日 今天 今年 报道 消息"
)
_PROSE = tuple(_PROSE_WORDS.split())
_OPENERS = frozenset("（(〔﹝【［[「『〖")
# What may follow a town that no list knows.
_OWN_FORMS = frozenset(["讯", "专讯", "专电"])
# A report that was put together has no place.
_LINKED = ("综合", "连线", "专题", "专访", "特写", "特稿")
_REPORTERS = ("记者", "通讯", "记 者", "实习生", "特派员", "编译")
# Longest name of a place that the list does not know, in code points.
_LONGEST_PLACE = 10
_SHORT_PLACE = 4
# The word 记者 follows the dateline within this many code points.
_SOON = 8
# Reporters stand within this many code points of the dateline; the longest list of the sample corpora has 170.
_REACH = 190


class Dateline(NamedTuple):
    """A byline that ends at `end` (code points from the start of the text read), and the rule that found it."""

    end: int
    byline: Byline
    rule: str


def read_dateline(text: str, own: OwnRules = NONE) -> Dateline | None:
    """Return the dateline at the very start of `text`, its reporters included, or None.

    The day stays as printed.

    >>> dateline = read_dateline("【新华社沈州十四日电】大桥合龙。")
    >>> dateline.end, dateline.byline.place, dateline.byline.date
    (11, '沈州', '十四日')
    """
    before = SIGNED_BEFORE.search(text)
    start = before.end() if before else 0
    proposal = _propose(text[start:], own)
    if proposal is None:
        return None
    rule, end, byline = proposal
    if before:
        signed = _signed(byline, before, own)
        if signed is None:
            return None
        byline = signed
    end, byline = _with_followers(text, start + end, byline, own)
    return _finished(text, end, byline, rule)


def _propose(text: str, own: OwnRules) -> tuple[EvenRule, int, Byline] | None:
    """Return the first rule whose match can be read, with its end and what it says."""
    even = evened(text)
    for rule in (*HEAD_RULES, *own.datelines, *((own.reporters,) if own.reporters else ())):
        match = rule.search_evened(even, text)
        byline = _READERS.get(rule.code, _plain)(match, own) if match else None
        if match and byline:
            return rule, match.end(), byline
    return None


def _finished(text: str, end: int, byline: Byline, rule: EvenRule) -> Dateline:
    """Add the text as printed, and whether the paper speaks of itself."""
    is_own = bool(byline.outlet and byline.outlet.startswith(_OWN))
    return Dateline(end, replace(byline, text=text[:end].strip(), own=is_own), rule.code)


def _plain(match: Printed, own: OwnRules) -> Byline | None:
    """Outlet, place, day and form, in or out of brackets."""
    outlet, place, day = (_squeezed(match.get(key)) for key in ("outlet", "place", "day"))
    place = (place or "").strip("/／╱、·") or None
    bracketed = match[0][0] in _OPENERS
    if outlet and (_is_prose(outlet) or "本报" in outlet[1:]):
        return None
    form = plain(match["form"])
    place, day = (place, day) if day else _rhymed(place)
    sure = bool(outlet and (day or bracketed)) or bool(bracketed and (day or _may_head_news(place, form)))
    if place and not _is_plausible(place, sure) and not _precedes_reporters(place, match, own):
        return None
    bare = bracketed and (day or place or form.startswith("综合外电"))
    signed = day and _names_reporters(match.rest[:_SOON], own)
    if not outlet and not (place and day) and not bare and not signed:
        return None
    via = _squeezed(match.get("via"))
    outlet, via = (outlet, via) if outlet else (via, None)
    byline = Byline("", outlet, form, place, day if day != "日" else None, via=via)
    people = match.get("people")
    return _with_people(byline, people, own) if people else byline


def _is_plausible(place: str, sure: bool) -> bool:
    """Whether the words between outlet and form can be a place; `sure`: the rest leaves little doubt."""
    if is_place(place):
        return True
    return sure and len(place) <= _LONGEST_PLACE * (1 + place.count("、")) and not _is_prose(place)


def _rhymed(place: str | None) -> tuple[str | None, str | None]:
    """Part a known place from the rhyme behind it that names the day without 日: 上海支電, but not 山东电."""
    if place and place[-1] in RHYMES and is_place(place[:-1]) and not is_place(place):
        return place[:-1], place[-1]
    return place, None


def _may_head_news(place: str | None, form: str) -> bool:
    """Whether a place that no list knows may stand before 讯 in brackets of its own (【江河讯】), and is no topic."""
    return place is not None and form in _OWN_FORMS and TOWN.search(place) is not None


def _precedes_reporters(place: str, match: Printed, own: OwnRules) -> bool:
    """Whether a short place that no list knows and no day confirms has the reporters behind it."""
    return len(place) <= _SHORT_PLACE and not _is_prose(place) and _names_reporters(match.rest[:_SOON], own)


def _is_prose(text: str) -> bool:
    even = evened(text).replace("在线", "")
    # County papers are called 今日滨江.
    words = even.removeprefix("今日") if len(even) > _SHORT_PLACE - 1 else even
    return even.endswith(("来", "来电")) or any(map(words.__contains__, _PROSE))


def _names_reporters(text: str, own: OwnRules) -> bool:
    even = evened(text)
    return any(map(even.__contains__, _REPORTERS)) or own.names_role(text)


def _squeezed(text: str | None) -> str | None:
    return "".join(text.split()) or None if text else None


def _taiwan(match: Printed, own: OwnRules) -> Byline | None:
    """Reporter and place in one bracket: the slash or the list of places says where the name ends."""
    people = match["people"].strip()
    *names, last = re.split("[/／╱∕]", people)
    if names:
        who, place = "、".join(names), last
    else:
        cut = place_at_end(people)
        who, place = people[:cut], people[cut:]
    form = plain(match["form"])
    announced = match.get("slash") or _names_reporters(who, own)
    if not names and not (announced and (place or form.startswith(_LINKED))):
        return None
    return _with_people(Byline("", match.get("before"), form, place.strip() or None, match.get("day")), who, own)


def _slashed(match: Printed, own: OwnRules) -> Byline | None:
    return _with_people(Byline("", None, plain(match["form"]), match.get("place")), match["people"], own)


def _reporters(match: Printed, own: OwnRules) -> Byline | None:
    credits = read_credits(match["people"], own=own)
    return _joined(Byline("", None, credits.form), credits) if credits and credits.people else None


def _local(match: Printed, _: OwnRules) -> Byline | None:
    place, rhyme = _rhymed(match["place"])
    if not place or not (place[0] == "本" or is_place(place)):
        return None
    return Byline("", None, plain(match["form"]), place, match.get("day") or rhyme)


_READERS: dict[str, Callable[[Printed, OwnRules], Byline | None]] = {
    TAIWAN.code: _taiwan,
    SLASHED.code: _slashed,
    LOCAL.code: _local,
    REPORTERS_ALONE.code: _reporters,
    REPORTED.code: _reporters,
    OWN_REPORTERS: _reporters,
}


def _signed(byline: Byline, before: Printed, own: OwnRules) -> Byline | None:
    """Add the reporter or agency that stands before a bracketed dateline."""
    if before["people"]:
        return _with_people(byline, before["people"], own)
    return replace(byline, outlet=before["outlet"])


def _with_people(byline: Byline, text: str, own: OwnRules) -> Byline | None:
    """Return the byline with the persons of `text`, or None when it names none."""
    credits = read_credits(text, own=own) or _names_only(text)
    return _joined(byline, credits) if credits else None


def _names_only(text: str) -> Credits | None:
    names = read_names(text, "not")
    if names is None:
        return None
    return Credits(tuple(map(Person, names.names)), None, "署名", names.ambiguous)


def _joined(byline: Byline, credits: Credits) -> Byline:
    outlet = byline.outlet or credits.outlet
    ambiguous = byline.ambiguous or credits.ambiguous
    return replace(
        byline,
        outlet=outlet,
        place=byline.place or credits.place,
        date=byline.date or credits.day,
        people=byline.people + people_of(credits, outlet),
        ambiguous=ambiguous,
    )


def _with_followers(text: str, end: int, byline: Byline, own: OwnRules) -> tuple[int, Byline]:
    """Go on from the dateline's form to where the story begins: reporters, and where the news came from."""
    for rule in FOLLOW_RULES:
        match = rule.search(text[end : end + _REACH])
        longer = _follow(rule, match, byline, own) if match else None
        if match and longer:
            end, byline = end + match.end(), longer
    return end, byline


def _follow(rule: EvenRule, match: Printed, byline: Byline, own: OwnRules) -> Byline | None:
    """Return the byline with what a following rule adds to it, or None when its match is the story's own text."""
    if rule is TITLED or rule is COLON:
        return byline
    if rule is TELEGRAM_FOLLOWS:
        told = byline.place or byline.date or _is_prose(match["via"] + match["place"])
        return None if told else replace(byline, via=match["via"], place=match["place"], date=match["day"])
    if rule is RELAYED:
        return replace(byline, via=byline.via or match.get("via"), place=byline.place or match.get("place"))
    if rule is PEOPLE_FOLLOW:
        return _with_people(byline, match["people"], own)
    if byline.people or not _names_reporters(match["people"], own):
        return None
    credits = read_credits(match["people"], strict=True, own=own)
    return _joined(byline, credits) if credits and credits.people else None
