"""Days of datelines (12月19日, 廿一日) and what date they mean on a page whose date is known."""

from __future__ import annotations

import datetime
import re

from zbtools.language.numerals import to_int

_YEAR = r"(?P<era>民[国國])?(?P<year>[0-9０-９〇零○一二三四五六七八九十元百]{1,7})年"
_MONTH = r"([0-9０-９〇零一二三四五六七八九十元正]{1,3})\s?月"
_DAY = r"([0-9０-９〇零一二三四五六七八九十廿卅卄]{1,3})\s?(?:[日号號]|$)"
# A dateline may be one day younger than its page (a page dated by the evening before). One that would be older than
# half a year is as likely a misread month as an old letter: it stays as printed.
_LATEST = datetime.timedelta(days=1)
_OLDEST = datetime.timedelta(days=183)


def resolve_day(text: str, page_date: str | None) -> tuple[str, str] | None:
    """Return the ISO date that the day phrase `text` means on a page of `page_date` (ISO), and the rule that says so.

    Rules: `year-printed`; `latest-such-day` (month and day, or the day alone: the last such day that is not after the
    page). None when the text or the page's date does not allow it.

    >>> resolve_day("10月25日", "2022-10-27"), resolve_day("12月31日", "2023-01-01")
    (('2022-10-25', 'latest-such-day'), ('2022-12-31', 'latest-such-day'))
    >>> resolve_day("廿九日", "1948-03-01"), resolve_day("民国三十七年二月三日", None)
    (('1948-02-29', 'latest-such-day'), ('1948-02-03', 'year-printed'))
    >>> resolve_day("11月5日", "2022-10-27") is None
    True
    """
    year, month, day = _parts(text)
    if day is None:
        return None
    if year is not None:
        return _dated(year, month, day, "year-printed")
    page = _page_day(page_date)
    date = _latest(page, month, day) if page else None
    return (date.isoformat(), "latest-such-day") if date else None


def _parts(text: str) -> tuple[int | None, int | None, int | None]:
    year, month = re.search(_YEAR, text), re.search(_MONTH, text)
    day = re.search(_DAY, text[month.end() if month else year.end() if year else 0 :])
    number = to_int(year["year"]) if year else None
    if year and number is not None and year["era"]:
        number += 1911
    return number, _month(month[1]) if month else None, to_int(day[1]) if day else None


def _month(text: str) -> int | None:
    return 1 if text in "正元" else to_int(text)


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


def _dated(year: int, month: int | None, day: int, rule: str) -> tuple[str, str] | None:
    date = _date(year, month, day)
    return (date.isoformat(), rule) if date else None


def _latest(page: datetime.date, month: int | None, day: int) -> datetime.date | None:
    """The last such day not after the page, in its own month or one of the months of half a year before."""
    this_month = page.year * 12 + page.month - 1
    for index in range(this_month, this_month - 7, -1):
        date = _date(index // 12, index % 12 + 1, day)
        if date and month in (None, date.month) and page - _OLDEST <= date <= page + _LATEST:
            return date
    return None
