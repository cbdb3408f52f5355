"""Full dates as papers print them: Gregorian, of the Republic (民國), in figures, in Chinese numerals or in English."""

from __future__ import annotations

from datetime import date
from typing import Any

from zbtools.language.numerals import to_int
from zbtools.patterns import Pattern

# The year 民國1 is 1912.
BEFORE_REPUBLIC = 1911
_CJK = "〇○零一二三四五六七八九十百廿卅"
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# Parts of English dates, for patterns: October, Oct., 27th.
MONTH = rf"(?i:{'|'.join(_MONTHS)})[A-Za-z]{{0,6}}\.?"
ENGLISH_DAY = r"\d{1,2}(?i:st|nd|rd|th)?"
# Archives make folders of years, months and days, so a stroke may stand between.
_WRITTEN = Pattern(
    rf"(?:公元|西[历曆歷元])?(?P<republic>(?:中[華华])?民[國国])?(?P<year>元|[\d千{_CJK}]{{1,7}})\s?年[\s/]?"
    rf"(?P<month>元|[\d{_CJK}]{{1,3}})\s?月[\s/]?(?P<day>[\d{_CJK}]{{1,3}})\s?[日号號]"
)
_YEAR_FIRST = Pattern(
    r"(?<!\d)(?P<year>(?:1[89]|20)\d{2})\s?[-./_]\s?(?P<month>\d{1,2})\s?[-./_]\s?(?P<day>\d{1,2})(?!\d)"
)
_DAY_FIRST = Pattern(r"(?<!\d)(?P<day>\d{1,2})\s?[-./]\s?(?P<month>\d{1,2})\s?[-./]\s?(?P<year>(?:19|20)\d{2})(?!\d)")
_COMPACT = Pattern(r"(?<!\d)(?P<year>(?:1[89]|20)\d{2})(?P<month>\d{2})(?P<day>\d{2})(?!\d)")
_ENGLISH = Pattern(
    rf"(?<![A-Za-z\d])(?:(?P<month>{MONTH})\s?(?P<day>{ENGLISH_DAY})|(?P<day>{ENGLISH_DAY})\s?(?P<month>{MONTH}))"
    r"\s?,?\s?(?P<year>(?:1[89]|20)\d{2})(?!\d)"
)
_FORMS = (_WRITTEN, _YEAR_FIRST, _DAY_FIRST, _COMPACT, _ENGLISH)
# In paths also 2024/0508, 202405/08, and the figures of a day glued to those of a page: 2024050802.
_FOLDERS = Pattern(r"(?<!\d)(?P<year>(?:1[89]|20)\d{2})/?(?P<month>\d{2})/?(?P<day>\d{2})(?!\d)")
_GLUED = Pattern(r"(?<!\d)(?P<year>(?:1[89]|20)\d{2})(?P<month>\d{2})(?P<day>\d{2})(?=\d{2,3}(?!\d))")
_IN_PATHS = (*_FORMS, _FOLDERS, _GLUED)


def find_date(text: str, in_path: bool = False) -> tuple[str, int, int] | None:
    """Return the first full date in `text` as ISO, and where it stands (code points, half open), or None.

    `in_path`: also in forms that only paths have. Lunar dates and those of reigns are none.

    >>> find_date("滨江日报 2022年10月27日 02 要闻")
    ('2022-10-27', 5, 16)
    >>> [find_date(text)[0] for text in ("中華民國91年3月19日", "民國卅七年十二月十二日", "二〇二二年十月廿七日")]
    ['2002-03-19', '1948-12-12', '2022-10-27']
    >>> [find_date(text, in_path=True)[0] for text in ("2022/1027/2", "2022102702", "2022年/10月/27日/2")]
    ['2022-10-27', '2022-10-27', '2022-10-27']
    >>> [find_date(text)[0] for text in ("西曆一千九百零四年三月十四日", "Thursday, October 27, 2022", "3 Aug 1997")]
    ['1904-03-14', '2022-10-27', '1997-08-03']
    >>> find_date("2022年13月1日") is None
    True
    """
    for form in _IN_PATHS if in_path else _FORMS:
        for match in form.finditer(text):
            iso = _iso(match)
            if iso is not None:
                return iso, match.start(), match.end()
    return None


def _iso(match: Any) -> str | None:
    """Return the date as ISO; None for a day that no calendar has, or a year of less than four figures."""
    year, month, day = (_number(match[part]) for part in ("year", "month", "day"))
    if year is None or month is None or day is None:
        return None
    if match.groupdict().get("republic"):
        year += BEFORE_REPUBLIC
    elif year < 1000:
        return None
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _number(text: str) -> int | None:
    """Return the number of a year, month or day: October is 10, 27th is 27, 一千九百零四 is 1904."""
    if text[:3].lower() in _MONTHS:
        return _MONTHS.index(text[:3].lower()) + 1
    return to_int(text.rstrip("stndrhSTNDRH"))
