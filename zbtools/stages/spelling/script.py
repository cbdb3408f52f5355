"""Simplified and traditional characters, by OpenCC (the extra `script`)."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from zbtools.errors import UsageError

SURROGATES = re.compile("([\ud800-\udfff]+)")


def to_simplified(text: str) -> str:
    """Return `text` in simplified characters. Raises UsageError if OpenCC is not installed."""
    return _converted(text, "t2s")


def to_traditional(text: str) -> str:
    """Return `text` in traditional characters, unchanged if it is in them already: 台灣 is not made 臺灣.

    Raises UsageError if OpenCC is not installed.
    """
    traditional = _converted(text, "s2t")
    if traditional == text or _differences(text, _converted(text, "t2s")) > _differences(text, traditional):
        return text
    return traditional


def _differences(text: str, other: str) -> int:
    """Return how many characters differ; OpenCC's plain tables keep the length of nearly every text."""
    return sum(a != b for a, b in zip(text, other, strict=False))


def _converted(text: str, table: str) -> str:
    if text.isascii():
        return text
    convert = _converter(table)
    # OpenCC reads UTF-8, which cannot hold a lone surrogate.
    return "".join(piece if SURROGATES.match(piece) else convert(piece) for piece in SURROGATES.split(text))


@cache
def _converter(table: str) -> Callable[[str], str]:
    try:
        import opencc
    except ImportError:
        hint = "pip install 'zbtools[script]'"
        raise UsageError("--script needs OpenCC, which is not installed", hint) from None
    convert: Callable[[str], str] = opencc.OpenCC(table).convert
    return convert
