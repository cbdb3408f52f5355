"""Numbers as newspapers print them: 12, １２, 十二, 廿三, 一九四九, 二〇二二, 元."""

from __future__ import annotations

DIGITS = {
    **{str(value): value for value in range(10)},
    **{chr(0xFF10 + value): value for value in range(10)},
    **dict(zip("〇一二三四五六七八九", range(10), strict=True)),
    **dict(zip("零壹貳叁肆伍陸柒捌玖", range(10), strict=True)),
    "○": 0,
    "Ｏ": 0,
    "两": 2,
    "兩": 2,
    "贰": 2,
    "叄": 3,
    "陆": 6,
    "弌": 1,
    "弍": 2,
    "弎": 3,
}
TENS = {"十": 10, "拾": 10, "廿": 20, "卄": 20, "念": 20, "卅": 30, "丗": 30}
PLACES = {"百": 100, "佰": 100, "千": 1000, "仟": 1000}
# For use inside the character class of a pattern.
NUMERAL_CHARACTERS = "".join(sorted({*DIGITS, *TENS, *PLACES}))


def to_int(text: str) -> int | None:
    """Return the number that `text` writes, or None when it writes none.

    >>> [to_int(text) for text in ("07", "１２", "十", "廿三", "一百零二", "二〇二二", "一千九百零七", "元", "二版")]
    [7, 12, 10, 23, 102, 2022, 1907, 1, None]
    """
    if text == "元":
        return 1
    if not text or any(char not in DIGITS and char not in TENS and char not in PLACES for char in text):
        return None
    if all(char in DIGITS for char in text):
        return int("".join(str(DIGITS[char]) for char in text))
    return _by_place_value(text)


def _by_place_value(text: str) -> int:
    """Read 十二, 廿三, 一百零二: a digit counts for the unit that follows it."""
    total, digit = 0, 0
    for char in text:
        if char in DIGITS:
            digit = DIGITS[char]
        elif char in PLACES:
            total, digit = total + PLACES[char] * (digit or 1), 0
        else:
            ten = TENS[char]
            total, digit = total + (ten * (digit or 1) if ten == 10 else ten), 0
    return total + digit
