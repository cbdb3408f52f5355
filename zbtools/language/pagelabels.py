"""Labels of printed pages: 第一版, 01版, A1版, 要闻版 and 第75页 each name a page; one page has one canonical label."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Any

from zbtools.language.numerals import NUMERAL_CHARACTERS, to_int
from zbtools.patterns import Pattern

NUMBER = rf"(?:\d{{1,4}}|[{NUMERAL_CHARACTERS}]{{1,5}})"
RANGE_MARKS = "-—–－~～至到"
LIST_MARKS = "、,，和及"
_NUMBERED = Pattern(
    rf"(?:第|笫)?\s?(?P<section>[A-Z])?\s?叠?第?(?P<first>{NUMBER})\s?[版页頁]?"
    rf"(?:\s?(?P<mark>[{RANGE_MARKS}{LIST_MARKS}])\s?第?[A-Z]?(?P<last>{NUMBER})\s?)?(?:版|页|頁|张|張|版面)?"
)
# P2 is page 2, no section.
_PREFIXED = Pattern(r"^P(?=\d)")
_NAMED = Pattern(rf"(?P<name>[^\W\d_]{{1,8}}?)(?P<number>{NUMBER})?版?")
FIRST_PAGE_NAMES = {"头", "頭", "头版", "頭版", "封面"}


@lru_cache(maxsize=4096)
def canonical_label(text: str) -> str | None:
    """Return the canonical label of the page that `text` names, or None when it names none.

    A number has two digits at least, after its section letter; ranges and lists keep both ends; a page that is
    only named keeps its name.

    >>> [canonical_label(text) for text in ("第一版", "01版", "Ａ１版", "B02", "二版", "1-3版", "第75页", "要闻版")]
    ['01', '01', 'A01', 'B02', '02', '01-03', '75', '要闻']
    >>> canonical_label("第 版") is None
    True
    """
    text = unicodedata.normalize("NFKC", text).strip().upper()
    text = _PREFIXED.sub("", text)
    if text in FIRST_PAGE_NAMES:
        return "01"
    numbered = _NUMBERED.fullmatch(text)
    if numbered:
        return _numbered_label(numbered)
    named = _NAMED.fullmatch(text)
    if named and text.endswith("版") and named["name"] not in ("第", "笫"):
        return f"{named['name']}{_two_digits(named['number'])}"
    return None


def same_page(first: str | None, second: str | None) -> bool:
    """Say whether two labels (canonical or as printed) can name one page; unknown labels agree with none.

    A paper with one section prints A2 on the page and 2 in its markers, so A agrees with no letter. A range agrees
    with each page in it.

    >>> same_page("第二版", "A02"), same_page("1-3版", "02"), same_page("B02", "02"), same_page(None, "02")
    (True, True, False, False)
    """
    return bool(_pages_of(first) & _pages_of(second))


def _numbered_label(match: Any) -> str | None:
    first, last = to_int(match["first"]), to_int(match["last"] or match["first"])
    if first is None or last is None:
        return None
    section = match["section"] or ""
    if first == last:
        return f"{section}{first:02d}"
    mark = "," if match["mark"] in LIST_MARKS else "-"
    return f"{section}{first:02d}{mark}{section}{last:02d}"


def _two_digits(number: str | None) -> str:
    value = to_int(number) if number else None
    return "" if value is None else f"{value:02d}"


@lru_cache(maxsize=4096)
def _pages_of(text: str | None) -> frozenset[str]:
    """The single pages of a label, with the section A left out."""
    return frozenset(page.removeprefix("A") if page[1:].isdigit() else page for page in pages_named(text))


def pages_named(text: str | None) -> tuple[str, ...]:
    """Return the single pages of a label, in order.

    >>> pages_named("第二、三版"), pages_named("A02-04版"), pages_named("要闻版"), pages_named(None)
    (('02', '03'), ('A02', 'A03', 'A04'), ('要闻',), ())
    """
    if not text:
        return ()
    label = canonical_label(text) or text
    ends = label.replace(",", "-").split("-")
    if len(ends) != 2 or "," in label:
        return tuple(ends)
    section = ends[0].rstrip("0123456789")
    first, last = (int(end[len(section) :]) for end in ends)
    return tuple(f"{section}{page:02d}" for page in range(first, min(last, first + 100) + 1))
