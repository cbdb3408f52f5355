"""Days of datelines (12月19日, 廿一日, 支日) and what date they mean on a page whose date is known."""

from __future__ import annotations

import datetime

from zbtools.language.numerals import to_int
from zbtools.patterns import Pattern

_YEAR = Pattern(r"(?P<era>民[国國])?(?P<year>[0-9０-９〇零○一二三四五六七八九十元百]{1,7})年")
_MONTH = Pattern(r"([0-9０-９〇零一二三四五六七八九十元正]{1,3})\s?月")
# Any leap year: all its days are days.
_LEAP_YEAR = 2000
_DAY = Pattern(r"([0-9０-９〇零一二三四五六七八九十廿卅卄]{1,3})\s?(?:[日号號]|$)")
# Telegrams named the days of the month by rhymes of the dictionary (韵目代日): 支日 is the fourth. In both scripts.
_RHYMES = (
    "东東先董送屋 冬萧蕭肿腫宋沃 江肴讲講绛絳觉覺 支豪纸紙寘质質 微歌尾未物 鱼魚麻语語御月 虞阳陽麌遇曷 "
    "齐齊庚荠薺霁霽黠 佳青蟹泰屑 灰蒸贿賄卦药藥 真尤轸軫队隊陌 文侵吻震锡錫 元覃阮问問职職 寒盐鹽旱愿願缉緝 "
    "删刪咸鹹潸翰合 铣銑谏諫叶葉 筱篠霰洽 巧啸嘯 皓效 哿号號 马馬箇 养養祃禡 梗漾 迥敬 有径徑 寝寢宥 感沁 俭儉勘 "
    "艳豔艷豏 陷 世引"
)
RHYMES = {rhyme: day for day, rhymes in enumerate(_RHYMES.split(), 1) for rhyme in rhymes}
# Days of the old calendar show it: 初八, 正月, 腊月. Before this day all are of it, for papers had no other.
_OLD_CALENDAR = Pattern("初|[正冬腊臘]月")
_REFORM = datetime.date(1912, 1, 1)
# A day that would be older than half a year is as likely a misread month as an old letter.
_OLDEST = datetime.timedelta(days=183)


def resolve_day(text: str, page_date: str | None) -> tuple[str | None, str] | None:
    """Return the ISO date that the day phrase `text` means on a page of `page_date` (ISO), and the rule that says so.

    Rules: `year-printed`; `latest-such-day` (month and day, or the day alone: the last such day that is not after the
    page). Two rules say why there is no date, which is None: `after-page` (no such day in half a year before the page,
    or the day alone is that of the morrow: a slip, or a page with a wrong date) and `old-calendar`. None alone when the
    text or the page's date does not allow to say anything.

    >>> resolve_day("10月25日", "2022-10-27"), resolve_day("12月31日", "2023-01-01")
    (('2022-10-25', 'latest-such-day'), ('2022-12-31', 'latest-such-day'))
    >>> resolve_day("廿九日", "1948-03-01"), resolve_day("民国三十七年二月三日", None)
    (('1948-02-29', 'latest-such-day'), ('1948-02-03', 'year-printed'))
    >>> resolve_day("支日", "1926-05-06"), resolve_day("十四日", "1884-03-16")
    (('1926-05-04', 'latest-such-day'), (None, 'old-calendar'))
    >>> resolve_day("11月5日", "2022-10-27"), resolve_day("28日", "2022-10-27")
    ((None, 'after-page'), (None, 'after-page'))
    """
    page = _page_day(page_date)
    year, month, day = _parts(text)
    if day is None or (year is None and page is None):
        return None
    if year is not None:
        return _printed(page, _date(year, month, day))
    assert page is not None
    if page < _REFORM or _OLD_CALENDAR.search(text):
        return None, "old-calendar"
    if _is_morrow(page, month, day):
        return None, "after-page"
    date = _latest(page, month, day)
    if date is None:
        return (None, "after-page") if _date(_LEAP_YEAR, month or 1, day) else None
    return date.isoformat(), "latest-such-day"


def _parts(text: str) -> tuple[int | None, int | None, int | None]:
    year, month = _YEAR.search(text), _MONTH.search(text)
    day = _DAY.search(text[month.end() if month else year.end() if year else 0 :])
    number = to_int(year["year"]) if year else None
    if year and number is not None and year["era"]:
        number += 1911
    rhyme = RHYMES.get(text[0]) if text[1:] in ("", "日") and text else None
    return number, to_int(month[1]) if month else None, to_int(day[1]) if day else rhyme


def _page_day(page_date: str | None) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(page_date) if page_date else None
    except ValueError:
        return None


def _date(year: int, month: int | None, day: int) -> datetime.date | None:
    try:
        return datetime.date(year, month, day) if month else None
    except ValueError:
        return None


def _printed(page: datetime.date | None, date: datetime.date | None) -> tuple[str | None, str] | None:
    if date is None:
        return None
    return (None, "after-page") if page and date > page else (date.isoformat(), "year-printed")


def _is_morrow(page: datetime.date, month: int | None, day: int) -> bool:
    morrow = page + datetime.timedelta(days=1)
    return day == morrow.day and month in (None, morrow.month)


def _latest(page: datetime.date, month: int | None, day: int) -> datetime.date | None:
    """The last such day not after the page, in its own month or one of the months of half a year before."""
    this_month = page.year * 12 + page.month - 1
    for index in range(this_month, this_month - 7, -1):
        date = _date(index // 12, index % 12 + 1, day)
        if date and month in (None, date.month) and page - _OLDEST <= date <= page:
            return date
    return None
