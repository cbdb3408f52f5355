"""Numbers as the papers of the 1950s set them: in Chinese numerals."""

from __future__ import annotations

import re

DIGITS = "〇一二三四五六七八九"
YEAR = re.compile(r"(?<!\d)((?:1[89]|20)\d\d)(?=年)")
PERCENT = re.compile(r"(?<![\d.])(\d{1,4})(?:\.(\d{1,3}))?[%％]")
NUMBER = re.compile(r"(?<![\d.A-Za-z])(\d{1,12})(?:\.(\d{1,4}))?(?![\dA-Za-z])")
GROUPS = ((10**8, "亿"), (10**4, "万"), (1000, "千"), (100, "百"), (10, "十"))


def chinese(number: int) -> str:
    """A number from 0 in Chinese numerals.

    >>> [chinese(number) for number in (0, 7, 10, 12, 20, 31, 105, 2600, 120034)]
    ['〇', '七', '十', '十二', '二十', '三十一', '一百〇五', '二千六百', '十二万〇三十四']
    """
    if number < 10:
        return DIGITS[number]
    size, name = next(group for group in GROUPS if number >= group[0])
    head, rest = divmod(number, size)
    written = ("" if size == 10 and head == 1 else chinese(head)) + name
    if not rest:
        return written
    tail = chinese(rest)
    if rest * 10 < size:
        return written + "〇" + tail
    return written + ("一" + tail if tail[0] == "十" else tail)


def spelt(digits: str) -> str:
    """Digit by digit: `2020` is 二〇二〇."""
    return "".join(DIGITS[int(digit)] for digit in digits)


def in_chinese(text: str) -> str:
    """The text with its Arabic numbers in Chinese numerals.

    >>> in_chinese("2020年3月8日完成12.5%，共262件")
    '二〇二〇年三月八日完成百分之十二点五，共二百六十二件'
    """
    text = YEAR.sub(lambda match: spelt(match[1]), text)
    text = PERCENT.sub(lambda match: "百分之" + decimal(match), text)
    return NUMBER.sub(decimal, text)


def decimal(match: re.Match[str]) -> str:
    """The matched number, its decimals digit by digit."""
    return chinese(int(match[1])) + ("点" + spelt(match[2]) if match[2] else "")
