"""Days as date lines print them: with letters misread for figures, years of two figures, and weekdays that differ."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from zbtools.language.dates import find_date
from zbtools.language.numerals import to_int
from zbtools.patterns import Pattern

# The rules by which a day is less sure than one that is plainly printed.
MENDED, SHORT_YEAR, DIFFERS = "misread-figure", "short-year", "weekday-differs"
# How sure each is; none was measured, for no page of the test sets has one.
SURE = {MENDED: 0.95, SHORT_YEAR: 0.9, DIFFERS: 0.5}

_FIGURE = r"[\dlIOo]"
_WRITTEN = Pattern(rf"{_FIGURE}{{2,4}}\s?年\s?{_FIGURE}{{1,2}}\s?月\s?{_FIGURE}{{1,2}}\s?[日号號口曰](?![\d日])")
_LOOKALIKES = str.maketrans("lIOo口曰", "1100日日")
_WEEKDAY = Pattern(
    r"(?:星期|[礼禮]拜|[周週])(?P<day>[一二三四五六日天])|(?i:(?P<day>mon|tues|wednes|thurs|fri|satur|sun)day)"
)
_WEEKDAYS = {
    **dict(zip(("mon", "tues", "wednes", "thurs", "fri", "satur", "sun"), range(7), strict=True)),
    **dict(zip("一二三四五六日", range(7), strict=True)),
    "天": 6,
}
_CJK = "〇○零一二三四五六七八九十"
_SHORT = Pattern(
    rf"(?<![\d{_CJK}国國])(?:[’'‘]?(?P<year>\d\d|[〇○零一二三四五六七八九]{{2}})\s?年\s?(?P<month>\d{{1,2}}|[{_CJK}]{{1,3}})\s?月\s?"
    rf"(?P<day>\d{{1,2}}|[{_CJK}]{{1,3}})\s?[日号號]|[’'‘](?P<year>\d\d)[./-](?P<month>\d{{1,2}})[./-](?P<day>\d{{1,2}})(?!\d))"
)
# What shows, beside a weekday, that a line is the head of a page and not the end of a document: the number of an issue.
_NUMBERED = Pattern(rf"[第总總]\s?[\d{_CJK}百千]{{1,9}}\s?[期号號]|[今本]\w?\s?\d{{1,2}}\s?版")
# From this year of a century on, papers of two figures are of the 1900s; before, it may be one of the Republic as well.
FIRST_SHORT = 49


class Printed(NamedTuple):
    """A day of a date line: ISO, where it stands (code points, half open), and the rule if it is not plain."""

    date: str
    start: int
    end: int
    rule: str = ""


def printed_date(text: str) -> Printed | None:
    """Return the first day that a date line prints, or None.

    >>> printed_date("2023年5月l2日 星期五"), printed_date("2023年5月17日 星期五").rule
    (Printed(date='2023-05-12', start=0, end=10, rule='misread-figure'), 'weekday-differs')
    >>> printed_date("82年10月1日 星期五").date, printed_date("82年10月1日"), printed_date("82年10月1日 星期六")
    ('1982-10-01', None, None)
    """
    found = find_date(text)
    if found is not None:
        return Printed(*found, "" if fits(found[0], text) else DIFFERS)
    mended = _WRITTEN.sub(lambda match: match[0].translate(_LOOKALIKES), text)
    found = find_date(mended) if mended != text else None
    if found is not None:
        return Printed(*found, MENDED if fits(found[0], text) else DIFFERS)
    return next(_short(text), None)


def fits(day: str, text: str) -> bool:
    """Whether the weekday in `text` is that of the ISO `day`; one that prints none fits any.

    >>> fits("2023-05-12", "星期五"), fits("2023-05-12", "星期二"), fits("2023-05-12", "今日八版")
    (True, False, True)
    """
    weekday = _WEEKDAY.search(text)
    return weekday is None or date.fromisoformat(day).weekday() == _WEEKDAYS[weekday["day"].lower()]


def _short(text: str) -> Iterator[Printed]:
    """Yield days of the 1900s with a year of two figures, where a weekday fits or the issue is numbered."""
    if _WEEKDAY.search(text) is None and _NUMBERED.search(text) is None:
        return
    for match in _SHORT.finditer(text):
        day = _of_1900s(match)
        if day is not None and fits(day, text):
            yield Printed(day, match.start(), match.end(), SHORT_YEAR)


def _of_1900s(match: Any) -> str | None:
    year, month, day = (to_int(match[part]) for part in ("year", "month", "day"))
    if year is None or month is None or day is None or year < FIRST_SHORT:
        return None
    try:
        return date(1900 + year, month, day).isoformat()
    except ValueError:
        return None
