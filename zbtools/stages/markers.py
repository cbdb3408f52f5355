"""Find continuation markers (上接第一版, 下转02版, 未完): pure functions on the text of one block."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal, NamedTuple

from zbtools.language.pagelabels import canonical_label
from zbtools.patterns import Pattern
from zbtools.rules.markers import FROM_RULES, INDEX_RULES, OPEN_RULES, TO_RULES
from zbtools.rules.own import NONE, OTHER_ISSUE, PREFIX, OwnRules
from zbtools.rules.rule import Rule, first_match

MarkerKind = Literal["from", "to", "open", "index"]

# Older issues first: 续昨第三版 is no page of this issue.
_RULES: tuple[tuple[MarkerKind, tuple[Rule, ...]], ...] = (
    ("open", OPEN_RULES),
    ("from", FROM_RULES),
    ("to", TO_RULES),
    ("index", INDEX_RULES),
)


_OPEN_CODES = frozenset(rule.code for rule in OPEN_RULES)


def is_of_other_issue(code: str) -> bool:
    """Say whether the rule with this code, of the package or of the user, speaks of another issue.

    >>> [is_of_other_issue(code) for code in ("ZB343", "ZB321", "OWN101", "OWN102X")]
    [True, False, False, True]
    """
    return code in _OPEN_CODES or (code.startswith(PREFIX) and code.endswith(OTHER_ISSUE))


class FoundMarker(NamedTuple):
    """A marker at `start:end` (code points of the text searched, brackets and arrows included).

    `kind`: `from` (the story began on `page`), `to` (it goes on there), `open` (its other part is in another issue),
    `index` (a pointer to a story of its own). `page`: canonical label, None when the number is lost or not given.
    `title`: the title that the marker repeats. `rule`: code of the rule that found it.
    """

    kind: MarkerKind
    page: str | None
    title: str | None
    start: int
    end: int
    rule: str


def find_markers(text: str, own: OwnRules = NONE) -> tuple[FoundMarker, ...]:
    """Return all continuation markers of `text` in reading order; no two overlap; `own`: the user's.

    >>> [(marker.kind, marker.page) for marker in find_markers("（上接第一版）灯火亮起。（下转第三版）")]
    [('from', '01'), ('to', '03')]
    >>> find_markers("灯火亮起。（下转第二版）")
    (FoundMarker(kind='to', page='02', title=None, start=5, end=12, rule='ZB321'),)
    >>> find_markers("紧接着台风来了。")
    ()
    """
    may_hold = _may_hold_marker(text)
    if not may_hold and not own.markers:
        return ()
    known = _all_markers(text) if may_hold else ()
    found = sorted((*known, *_own_markers(text, own)), key=lambda marker: (marker.start, -marker.end))
    return tuple(_without_overlaps(found))


def _may_hold_marker(text: str) -> bool:
    """Cheap and almost always False on prose: a marker names a page, or says 续, 未完 or 上接."""
    if ("版" in text or "页" in text or "頁" in text) and _names_page(text):
        return True
    # No generator: this runs on every paragraph.
    if "上接" in text or "下转" in text or "下轉" in text or "文转" in text or "文轉" in text:
        return True
    if "续" in text or "續" in text or "未完" in text:
        return len(text) < _SHORT_LINE or _edge_names_other_issue(text)
    return len(text) < _SHORT_LINE and ("接" in text or ">" in text or "＞" in text or "»" in text)


def _edge_names_other_issue(text: str) -> bool:
    """A long text names another issue in brackets, at its start (续昨) or its end (未完待续), or says 未完 there."""
    edges = text[:_SHORT_LINE] + text[-_SHORT_LINE:]
    return "未完" in edges or (text[0] in _OPENERS and text[1:2] in "续續接上") or text[-1:] in _CLOSERS


def _names_page(text: str) -> bool:
    if text[-1:] in _PAGE_ENDS and len(text) < _SHORT_LINE:
        return True
    return any(sign in text for sign in _SIGNS) and bool(_SIGN_AND_PAGE.search(text))


# The verb of a marker, or an arrow, with a page close behind it.
_SIGNS = "接转轉续續◀◁◂◄←⬅⇐▶▷▸►→➡⇒"
_SIGN_AND_PAGE = Pattern(rf"[{_SIGNS}](?:[入至自见見]|\s){{0,4}}第?[\w\s、,，~～—–-]{{0,10}}[版页頁]")
# Only short lines are markers as a whole (续昨, 上接, 文转>, •第7版).
_SHORT_LINE = 24
# Code points at either end of a text in which the user's markers are looked for.
_OWN_REACH = 120
_PAGE_ENDS = frozenset("版页頁")
_OPENERS = frozenset("（(〔【［")
_CLOSERS = frozenset("）)〕】］」』")


def _all_markers(text: str) -> Iterator[FoundMarker]:
    """Yield at most one marker of each kind: a line holds no two, and patterns not tried need not be compiled."""
    for kind, rules in _RULES:
        found = first_match(rules, text)
        if found is not None:
            yield _marker(kind, *found)


def _own_markers(text: str, own: OwnRules) -> Iterator[FoundMarker]:
    """Yield the markers of the user's rules near either end of `text`: there they stand, and nothing can be slow."""
    for kind, rule in own.markers:
        for start in sorted({0, max(0, len(text) - _OWN_REACH)}):
            found = rule.search(text[start : start + _OWN_REACH] if start else text[:_OWN_REACH])
            if found is not None and found.end() > found.start():
                marker = _marker(kind, rule, found)
                yield marker._replace(start=start + marker.start, end=start + marker.end)


def _marker(kind: MarkerKind, rule: Rule, match: Any) -> FoundMarker:
    groups = match.groupdict()
    page, title = groups.get("page"), groups.get("title")
    label = canonical_label(page) if page else None
    return FoundMarker(kind, label, title.strip() if title else None, match.start(), match.end(), rule.code)


def _without_overlaps(found: list[FoundMarker]) -> Iterator[FoundMarker]:
    end = -1
    for marker in found:
        if marker.start >= end:
            yield marker
            end = marker.end
