"""Bylines and datelines: taking the archive's away, and writing those of an invented paper in their place."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from random import Random

from benchmarks.synthesise.chance import flip, pick
from benchmarks.synthesise.names import TAIWAN_CITIES, paper, people, person, place
from benchmarks.synthesise.numerals import chinese
from benchmarks.synthesise.story import Element

DATELINE = re.compile(
    r"(?:据)?(?:本报|新华社|中新社|人民日报|中国气象报)[^。！？“《\n]{0,28}?(?:电|(?<!通)讯)[\s　]*"
    r"(?:[（(][^（）()]{2,90}[）)]|(?:见习|实习)?(?:记者|通讯\s?员)[^。，]{2,40}?报道)?[\s　:：]*"
)
OWN_LINE = re.compile(r"■?(?:本报|新华社|人民日报)?(?:见习|实习|特约)?(?:记者|通讯\s?员|评论员)[\s　].{2,30}")
END_BRACKET = re.compile(r"[（(](?:(?:本报|据?新华社)[^（）()]{0,60}|[\u4e00-\u9fff、\s]{2,16})[）)]")

SHORTEST_LEAD = 30
"""Characters of the shortest first paragraph that takes a dateline."""
ROLES = ("记者", "记者", "记者", "全媒体记者", "见习记者", "首席记者", "本报记者", "通讯员", "实习生", "融媒记者")


@dataclass(frozen=True, slots=True)
class Desk:
    """Who writes: the paper, and the day of the month and the month of the reports."""

    paper: str
    month: int
    day: int


Form = Callable[[Desk, Random], str]


def without_dateline(text: str) -> str:
    """The paragraph without the dateline that opens it, if that leaves a paragraph.

    >>> without_dateline("本报滨江3月8日电  （记者周一苇）江堤完工。")
    '江堤完工。'
    """
    match = DATELINE.match(text)
    return text[match.end() :] if match and len(text) - match.end() >= 2 else text


def without_byline(body: tuple[Element, ...]) -> tuple[Element, ...]:
    """The body without any byline of the archive: at its head, on lines of its own, in brackets at its end."""
    kept = [element for element in body if not OWN_LINE.fullmatch(element.text)] or list(body)
    if len(kept) > 1 and END_BRACKET.fullmatch(kept[-1].text):
        kept.pop()
    return (Element(without_dateline(kept[0].text), kept[0].kind), *kept[1:])


def roles(rng: Random, slash: str, between: str) -> str:
    """Reporters with their roles: `记者/周一苇 通讯员/郑小满`."""
    separator = rng.choice((" ", "、", "") if slash else ("、", " ", "  ", ""))
    written = [rng.choice(ROLES[:-3]) + slash + people(rng, separator)]
    if flip(rng, 0.4):
        written.append(rng.choice(ROLES[-3:]) + slash + people(rng, separator))
    return between.join(written)


def own_report(desk: Desk, rng: Random) -> str:
    """`滨江晚报讯(记者/周一苇 通讯员/郑小满) `"""
    name = desk.paper if flip(rng, 0.7) else "本报"
    return f"{name}讯{gap(rng)}（{roles(rng, rng.choice(('/', '/', ' ', '')), ' ')}）{gap(rng)}"


def local_report(desk: Desk, rng: Random) -> str:
    """`本报讯（记者 周一苇）`, `本报讯 记者周一苇报道：`"""
    plain = ("本报讯 ", "本报讯　", f"本报{place(rng)}讯 ", f"{desk.paper}讯 ")
    spoken = f"本报讯 {rng.choice(ROLES[:3])}{people(rng, '、')}报道：" if flip(rng, 0.3) else rng.choice(plain)
    return f"本报讯{gap(rng)}（{roles(rng, ' ', ' ')}）{gap(rng)}" if flip(rng, 0.6) else spoken


def wire(desk: Desk, rng: Random) -> str:
    """`新华社北京2月27日电 （记者周一苇）`"""
    outlet = rng.choice(("新华社", "新华社", "据新华社", "本报", "中新社"))
    reporters = f" （记者{people(rng, rng.choice(('、', ' ')))}）" if flip(rng, 0.6) else " "
    return f"{outlet}{place(rng)}{desk.month}月{desk.day}日电{reporters}"


def old_wire(desk: Desk, rng: Random) -> str:
    """`新华社北京十四日电`, `【本报讯】`: of the years before 1979, without a month."""
    day = chinese(desk.day)
    forms = (
        f"新华社{place(rng)}{day}日电 ",
        f"【新华社{place(rng)}{day}日电】",
        f"【新华社{day}日讯】",
        f"新华社{day}日讯 ",
        "【本报讯】",
        "本报讯 ",
        f"本报{place(rng)}{day}日电 ",
        f"〔本报讯〕{place(rng)}讯：",
    )
    return rng.choice(forms)


def nineties_report(desk: Desk, rng: Random) -> str:
    """`本报北京11月10日讯 记者周一苇报道：`"""
    kind = rng.choice("讯讯电")
    forms = (
        f"本报{place(rng)}{desk.month}月{desk.day}日{kind} 记者{people(rng, '、')}报道：",
        f"新华社{place(rng)}{desk.month}月{desk.day}日电（记者{people(rng, '、')}）",
        f"本报讯 （{rng.choice(('记者', '通讯员'))}{people(rng, '、')}）",
        f"本报讯 记者{person(rng)}报道：",
        "本报讯 ",
    )
    return rng.choice(forms)


def taiwan_report(desk: Desk, rng: Random) -> str:
    """`〔记者周一苇／台北报导〕`, before the conversion to the traditional script."""
    left, right = rng.choice(("〔〕", "【】", "【】", "﹝﹞", "（）"))
    slash, city = rng.choice("／／╱/"), rng.choice(TAIWAN_CITIES)
    forms = (
        f"{left}记者{people(rng, '、', 2)}{slash}{city}报导{right}",
        f"{left}{person(rng)}{slash}{city}报导{right}",
        f"（中央社记者{people(rng, '、', 2)}{city}{desk.day}日电）",
        f"{left}{desk.paper}记者{person(rng)}{city}报导{right}",
    )
    return rng.choice(forms)


def overseas_report(desk: Desk, rng: Random) -> str:
    """`（吉隆坡3日讯）`, `【本报专讯】`"""
    forms = (f"（{place(rng)}{desk.day}日讯）", "【本报专讯】", "【本报综合报道】", f"（{place(rng)}{desk.day}日讯）")
    return rng.choice(forms)


def byline(desk: Desk, rng: Random) -> str:
    """A byline for a line of its own: `本报记者 周一苇`, `■ 周一苇`, `文/记者 周一苇 图/郑小满`"""
    names = people(rng, rng.choice((" ", "　", "  ", "、")))
    forms = (
        f"本报记者 {names}",
        f"■本报记者 {names}",
        f"{desk.paper}{rng.choice(ROLES)}/{names}",
        f"{desk.paper}{roles(rng, '/', ' ')}",
        f"■ {person(rng, True)}",
        f"文/{rng.choice(ROLES)} {person(rng)} 图/{person(rng)}",
        f"◎{roles(rng, ' ', ' ')}",
        f"□记者 {names}",
        "本报评论员",
    )
    return rng.choice(forms)


def signature(desk: Desk, rng: Random) -> str:
    """A byline in brackets below the text: `（周一苇）`, `（记者 周一苇）`"""
    names = people(rng, rng.choice(("、", " ", "")), 2)
    forms = (
        f"（{names}）",
        f"（{names}）",
        f"（记者 {names}）",
        f"（本报{place(rng)}{desk.month}月{desk.day}日电）",
        f"（{names}整理）",
    )
    return rng.choice(forms)


def gap(rng: Random) -> str:
    """Between a dateline and what follows: nothing, or a space of some width."""
    return pick(rng, {"": 0.35, " ": 0.4, "  ": 0.1, "　": 0.15})


HEADS: Mapping[str, Form] = {
    "own": own_report,
    "local": local_report,
    "wire": wire,
    "old": old_wire,
    "nineties": nineties_report,
    "taiwan": taiwan_report,
    "overseas": overseas_report,
}


def signed(body: tuple[Element, ...], form: str, desk: Desk, rng: Random) -> tuple[Element, ...]:
    """The body under a byline: one of `HEADS`, `line`, `after`, `end`, `tail`, `none`; `keep` leaves what it had."""
    if form == "keep":
        return body
    body = without_byline(body)
    first, last = body[0], body[-1]
    if form == "line" or (form in HEADS and flip(rng, 0.3) and len(first.text) < SHORTEST_LEAD):
        return (Element(byline(desk, rng), "byline"), *body)
    if form == "after":
        return (*body, Element(byline(desk, rng), "byline"))
    if form == "end":
        return (*body, Element(signature(desk, rng), "byline"))
    if form == "tail" and last.kind == "paragraph":
        return (*body[:-1], Element(last.text + signature(desk, rng), "paragraph"))
    if form in HEADS and len(first.text) >= SHORTEST_LEAD:
        return (Element(HEADS[form](desk, rng) + first.text, "paragraph"), *body[1:])
    return body


def desk_of(date: str, name: str | None, rng: Random) -> Desk:
    """The desk of an issue of the given date (YYYYMMDD); the paper is invented unless named."""
    return Desk(name or paper(rng), int(date[4:6]), int(date[6:]))
