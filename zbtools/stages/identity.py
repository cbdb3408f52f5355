"""Which page is it: paper, date, page and page name, as the user says, the page prints, or its path lets guess.

The order of what is believed is that of `settled`.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from zbtools.language.pagelabels import canonical_label
from zbtools.language.papers import is_paper_name, may_be_paper_name
from zbtools.language.variants import simplified
from zbtools.model import Decision, Furniture, Page
from zbtools.patterns import Pattern
from zbtools.rules.furniture import MAKER
from zbtools.stages.printed import DIFFERS, SHORT_YEAR, SURE, Printed, fits, printed_date

FIELDS = ("paper", "date", "page", "page_name")
# Lines of a page that tell which it is.
_TELLING = frozenset({"folio", "date-line", "masthead"})


@dataclass(frozen=True, slots=True)
class Identity:
    """What is known of a page. `date`: ISO; `page`: canonical label (`02`, `A05`); None: not known.

    `guessed`: the fields that are a guess from the path; the others were said by the user.
    """

    paper: str | None = None
    date: str | None = None
    page: str | None = None
    page_name: str | None = None
    guessed: tuple[str, ...] = field(default=(), compare=False, repr=False)


def merged(*identities: Identity) -> Identity:
    """Return what the identities know together; of two that differ, the first is right.

    >>> merged(Identity(date="2022-10-27"), Identity("滨江日报", "2022-10-28"))
    Identity(paper='滨江日报', date='2022-10-27', page=None, page_name=None)
    """
    known: dict[str, Any] = {}
    for one in reversed(identities):
        known |= _known(one)
    return Identity(**known)


def _known(identity: Identity) -> dict[str, Any]:
    return {name: value for name in FIELDS if (value := getattr(identity, name)) is not None}


def _without(identity: Identity, names: Collection[str]) -> Identity:
    return Identity(**{name: value for name, value in _known(identity).items() if name not in names})


def guessed(known: Identity) -> Identity:
    """Return `known` as a guess.

    >>> guessed(Identity(page="02")).guessed
    ('page',)
    """
    return replace(known, guessed=tuple(_known(known)))


def settled(
    known: Identity, edge: Iterable[Furniture], furniture: Iterable[Furniture], papers: Collection[str] = ()
) -> Identity:
    """Return which page it is by what is believed first: what the user says, by an option or a pattern; what the edge
    of the page (a part of its `furniture`) prints without contradiction; the guess from the path; what else it prints;
    last a day that is not that of the weekday beside it.

    >>> folio = [Furniture("folio", "第三版", ())]
    >>> settled(guessed(Identity(page="01")), folio, folio).page, settled(Identity(page="01"), folio, folio).page
    ('03', '01')
    """
    said = _without(known, known.guessed)
    guess = _without(known, _known(said))
    furniture = list(furniture)
    told = merged(said, _certain(edge, guess, papers), guess, from_furniture(furniture, papers))
    if told.date is not None:
        return told
    return merged(told, Identity(date=next((day.date for _, day in _days(furniture) if day.rule == DIFFERS), None)))


def from_furniture(furniture: Iterable[Furniture], papers: Collection[str] = ()) -> Identity:
    """Return what masthead, date line and folio of a page tell; a lunar date stays in the furniture as text.

    >>> from_furniture([Furniture("date-line", "滨江日报 2022年10月27日 星期四 02 要闻", ())])
    Identity(paper='滨江日报', date='2022-10-27', page='02', page_name='要闻')
    """
    return merged(*_told(furniture, papers))


def _told(furniture: Iterable[Furniture], papers: Collection[str]) -> list[Identity]:
    """Return what each line tells. Traditional papers may count the years of the Republic without saying so."""
    lines = [one for one in furniture if one.role in _TELLING]
    unsure = {DIFFERS, SHORT_YEAR} if any(simplified(one.text) != one.text for one in lines) else {DIFFERS}
    return [_from_line(one.text, papers, one.role, unsure) for one in lines]


def _days(furniture: Iterable[Furniture]) -> Iterator[tuple[Furniture, Printed]]:
    """Yield the lines of a page that print its day, with that day."""
    for one in furniture:
        day = printed_date(_MAKERS.sub(" ", unicodedata.normalize("NFKC", one.text))) if one.role in _TELLING else None
        if day is not None:
            yield one, day


def day_decisions(date: str | None, known: Identity, furniture: Iterable[Furniture]) -> tuple[Decision, ...]:
    """Say by which rule a line of the page tells the `date`, if it is not plainly printed and not `known` otherwise."""
    lines = list(_days(furniture)) if date is not None and date != known.date else []
    told = [(one, day) for one, day in lines if day.date == date]
    if not told or any(not day.rule for _, day in told):
        return ()
    one, day = told[0]
    return (Decision("date", day.rule, one.text, SURE[day.rule], one.spans),)


def same_day(one: Page, other: Page) -> bool:
    """Whether nothing says that the pages are of different days: one that is known, or misread in one character.

    Misread is a day that is not that of the weekday beside it, if the other page's day is.
    """
    if None in (one.date, other.date) or one.date == other.date:
        return True
    return _may_be(one, other.date) or _may_be(other, one.date)


def doubtful_line(page: Page) -> str | None:
    """Return the date line of a page whose day and weekday differ; None if the day is surer, or not known."""
    return next((each.evidence for each in page.decisions if (each.op, each.rule) == ("date", DIFFERS)), None)


def _may_be(page: Page, date: str | None) -> bool:
    """Whether the day of a page is a misread `date`."""
    line = doubtful_line(page)
    return line is not None and date is not None and _is_misread(page.date, date) and fits(date, line)


def _certain(furniture: Iterable[Furniture], guess: Identity, papers: Collection[str]) -> Identity:
    """Return what all lines that tell it tell alike, less the names and days that misread one character of the guess.

    An index of contents (3版, 7版) has the looks of folios, and mastheads are what readers misread most.
    """
    lines = _told(furniture, papers)
    told = {name: {getattr(line, name) for line in lines} - {None} for name in FIELDS}
    certain = Identity(**{name: values.pop() for name, values in told.items() if len(values) == 1})
    misread = [name for name in ("paper", "date") if _is_misread(getattr(certain, name), getattr(guess, name))]
    return _without(certain, misread)


def _is_misread(printed: str | None, guess: str | None) -> bool:
    """Whether both are known, and differ in one character."""
    if printed is None or guess is None or len(printed) != len(guess):
        return False
    return sum(one != other for one, other in zip(printed, guess, strict=True)) == 1


def from_outlets(outlets: Iterable[str], papers: Collection[str] = ()) -> str | None:
    """Return the paper that most datelines of a page name as their own, if two at least do, else None.

    >>> from_outlets(["滨江日报", "新华社", "滨江日报", "星海晚报"]), from_outlets(["滨江日报", "新华社"])
    ('滨江日报', None)
    """
    named = Counter(outlet for outlet in outlets if is_paper_name(outlet, papers)).most_common(2)
    if not named or named[0][1] < 2 or (len(named) > 1 and named[0][1] == named[1][1]):
        return None
    return named[0][0]


def of_one_issue(pages: Sequence[Page]) -> list[Page]:
    """Return the pages of one issue, each with the paper and the day that the others tell, where these agree."""
    papers = {page.paper for page in pages} - {None}
    days = {page.date for page in pages if doubtful_line(page) is None} - {None}
    paper, day = (values.pop() if len(values) == 1 else None for values in (papers, days))
    return [
        replace(page, paper=page.paper or paper, date=day if _may_be(page, day) else page.date or day) for page in pages
    ]


# Parts of a date line that tell neither paper nor page.
_ISSUE = Pattern(
    r"[今本共][日期天]?\s?\d{1,3}\s?[版页]|[总總]?第\s?(?:\d{1,6}|[一二三四五六七八九十百千零〇]{1,9})\s?[期号號卷]"
    r"|(?:星期|[礼禮]拜|[周週])[一二三四五六日天]|(?i:(?:mon|tues|wednes|thurs|fri|satur|sun)day)"
)
_LUNAR = Pattern(
    r"(?:[农農夏][历曆])?"
    r"(?:(?:[大前]?清)?(?:道光|咸[丰豐]|同治|光[绪緒]|宣[统統])?(?:[甲乙丙丁戊己庚辛壬癸][\u4e00-\u9fff]|[一二三四五六七八九十元]{1,4})年)?"
    r"[闰閏]?[正冬腊臘一二三四五六七八九十]{1,2}月[初十廿卅二三一四五六七八九]{1,3}日?"
)
_MAKERS = Pattern(rf"(?x){MAKER}")
# In a folio these are names of pages.
_SUPPLEMENTS = ("周刊", "週刊")
_SEPARATORS = Pattern(r"[\s　_.,，:：|｜丨/()（）《》+-]+")
_LABEL = Pattern(
    r"(?P<word>第)?(?P<label>[A-Z]?\d{1,3}|[一二三四五六七八九十]{1,3})(?P<sheet>[版页頁])?"
    r"(?P<name>[\u4e00-\u9fff]{2,8}(?:·[\u4e00-\u9fff]{1,6})?)?"
)
# A sheet has four pages, so it is no label of one; what it is called is kept as the name of the page.
_SHEET = Pattern(r"第(?:\d{1,2}|[一二三四五六七八九十]{1,3})[张張]")
_NAME = Pattern(r"[\u4e00-\u9fff·]{2,12}")
# The name of a page, not of an edition.
_CALLED = Pattern(r"(?!海外|城市|农村|[本各头頭]版)(?P<name>[\u4e00-\u9fff]{2,6})版")


def _from_line(text: str, papers: Collection[str], role: str, unsure: Collection[str]) -> Identity:
    """Return what a line tells, but for a day that is printed by one of the rules `unsure`."""
    is_folio = role == "folio"
    text = _MAKERS.sub(" ", unicodedata.normalize("NFKC", text))
    dated = printed_date(text)
    rest = f"{text[: dated.start]} {text[dated.end :]}" if dated else text
    tokens = [token for token in _SEPARATORS.split(_LUNAR.sub(" ", _ISSUE.sub(" ", rest))) if token]
    joined = "".join(tokens)
    names = (token for token in (*tokens, joined) if may_be_paper_name(token, papers))
    paper = next(
        (name for name in names if not (is_folio and name.endswith(_SUPPLEMENTS) and name not in papers)), None
    )
    if role == "masthead" and paper is None and _is_name(joined):
        paper = joined  # Its neighbours told what it is; 今日滨江 by itself may be anything.
    page, page_name = _page_of([token for token in tokens if token != paper])
    # Its number stands on a line of its own.
    if is_folio and tokens == [joined] != [paper] and _is_name(joined):
        page_name = page_name or joined
    return Identity(paper, dated.date if dated and dated.rule not in unsure else None, page, page_name)


def _page_of(tokens: list[str]) -> tuple[str | None, str | None]:
    """Return label and name of the page: the first token that is a label, and what stands in it, behind or before.

    A page that has no number may be called 要闻版.
    """
    sheet = next(filter(_SHEET.fullmatch, tokens), None)
    for at, token in enumerate(tokens):
        match = _LABEL.fullmatch(token)
        if match and (match["word"] or match["sheet"] or match["label"].isascii()):
            beside = (match["name"], *tokens[at + 1 : at + 2], *(tokens[:1] if at else ()))
            name = next((word for word in beside if word and _is_name(word)), None)
            return canonical_label(match["label"]), sheet or name
    called = next(filter(None, map(_CALLED.fullmatch, tokens)), None)
    return None, sheet or (called["name"] if called is not None else None)


def _is_name(word: str) -> bool:
    return bool(_NAME.fullmatch(word)) and not _LABEL.fullmatch(word)
