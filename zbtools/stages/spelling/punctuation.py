"""Full-width and half-width punctuation, character by character: a text keeps its length.

A mark is full-width in Chinese and half-width in numbers and between Latin words, so the nearest letters decide. They
are looked for past digits, other marks and white space: what a conversion changes never decides about a neighbour, and
converting twice is converting once. Quotation marks and `。、《》【】` have no width to choose, and are kept.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

TO_FULL = dict(zip(",:;!?()", "，：；！？（）", strict=True))
TO_HALF = str.maketrans({full: half for half, full in TO_FULL.items()})

# Han with its extensions and iteration marks, kana and bopomofo.
HAN = re.compile(
    "[\u3005-\u3007\u3040-\u30ff\u3105-\u312f\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)
MARK = re.compile("[,:;!?]")
BRACKET = re.compile("[()（）]")

# A full stop behind a Chinese character ends the text, a line or a quotation; elsewhere it may be the dot in a foreign
# name (约翰.史密斯), which is no full stop.
FULL_STOP = re.compile(rf"(?<={HAN.pattern})\.(?=$|[\s”’」』》)）\"])")

REACH = 8
"""Characters on either side among which a letter is looked for."""


def to_half(text: str) -> str:
    """Return `text` with half-width `,:;!?()`.

    >>> to_half("会议（扩大）指出：好，很好！")
    '会议(扩大)指出:好,很好!'
    """
    return text.translate(TO_HALF)


def to_full(text: str) -> str:
    """Return `text` with full-width marks where it is Chinese.

    >>> to_full("3月8日12:30,游客达3,000人(同比增3.5%);Hello, world!")
    '3月8日12:30，游客达3,000人（同比增3.5%）；Hello, world!'
    """
    marks = [found.start() for found in MARK.finditer(text) if _in_chinese(text, found.start(), found.start())]
    marks += _brackets(text)
    stopped = FULL_STOP.sub("。", text)
    if not marks:
        return stopped
    characters = list(stopped)
    for mark in marks:
        characters[mark] = TO_FULL.get(characters[mark], characters[mark])
    return "".join(characters)


def _in_chinese(text: str, first: int, last: int) -> bool:
    """Tell whether a letter next to the text from `first` to `last` is Chinese; a mark inside a number is not."""
    if text[first - 1 : first].isdigit() and text[last + 1 : last + 2].isdigit():
        return False
    return _is_chinese(_before(text, first)) or _is_chinese(_after(text, last))


def _before(text: str, at: int) -> str:
    return next((one for one in text[max(0, at - REACH) : at][::-1] if one.isalpha() or one == "〇"), "")


def _after(text: str, at: int) -> str:
    return next((one for one in text[at + 1 : at + 1 + REACH] if one.isalpha() or one == "〇"), "")


def _is_chinese(character: str) -> bool:
    return HAN.match(character) is not None


def _brackets(text: str) -> Iterator[int]:
    """Yield the brackets that belong in Chinese: both of a pair or none."""
    chinese = [found.start() for found in HAN.finditer(text)] if "(" in text or ")" in text else []
    opened: list[int] = []
    for found in BRACKET.finditer(text) if chinese else ():
        at = found.start()
        if found[0] in "(（":
            opened.append(at)
        elif not opened:
            yield from [at] if _in_chinese(text, at, at) else []
        elif _is_chinese_pair(text, start := opened.pop(), at, chinese):
            yield from (start, at)
    yield from (at for at in opened if _in_chinese(text, at, at))


def _is_chinese_pair(text: str, start: int, end: int, chinese: list[int]) -> bool:
    """Tell whether there is Chinese inside the brackets, or about them unless they are glued to a word: f(x)."""
    first = bisect_left(chinese, start)
    if (first < len(chinese) and chinese[first] < end) or "（" in text[start] or "）" in text[end]:
        return True
    glued = text[start - 1 : start].isalnum() and text[start - 1].isascii()
    return not glued and _in_chinese(text, start, end)
