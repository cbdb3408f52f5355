"""Bylines at the end of a text: in brackets, or as a signature behind the last full stop."""

from __future__ import annotations

from dataclasses import replace

from zbtools.language.names import is_word, read_names
from zbtools.language.places import is_place
from zbtools.model import Byline, Person
from zbtools.rules.bylines.forms import form_of
from zbtools.rules.bylines.roles import ROLE, STAFF
from zbtools.rules.bylines.signatures import REPRINTED, TAIL_BRACKET, UNCLOSED
from zbtools.rules.own import OwnRules
from zbtools.stages.bylines.credits import read_credits
from zbtools.stages.bylines.datelines import read_dateline
from zbtools.stages.bylines.found import (
    CLOSE,
    LINE,
    OPEN,
    PROSE_END,
    REACH,
    SENTENCE_END,
    FoundByline,
    credited,
    indent,
)
from zbtools.stages.bylines.posts import read_author, read_unnamed

# Brackets that follow each other at the end of a text.
_BRACKETS = 3
# The ends of places and of what people are: （江河县）, （高级工程师）.
_OFFICE_ENDS = frozenset("县市区镇乡縣區鎮鄉师師授")
# A word among more names than these was cut by chance from names that are glued.
_FEW = 6
# Shortest signature: a surname, a given name, and 摄.
_SHORTEST = 3


def find_tail(text: str, own: OwnRules) -> FoundByline | None:
    """Return the byline at the end of `text`, or None; brackets in a row are one byline.

    A signature may end in a bracket of its own: 新华社发（周一苇 摄）, 濱江報記者 周一葦(文) 沈硯(圖).
    """
    last = text[-3:].rstrip()[-1:]
    signature = None if last in PROSE_END else _signature(text, own)
    if last not in CLOSE or (signature and _opens_inside(text[signature.start :])):
        return signature
    return _brackets(text, own, _BRACKETS)


def _opens_inside(signature: str) -> bool:
    """Whether the bracket that ends the signature opens in it, but not with it."""
    return signature[0] not in OPEN and not OPEN.isdisjoint(signature)


def _brackets(text: str, own: OwnRules, left: int) -> FoundByline | None:
    """Read the last bracket and up to `left` - 1 before it; those of editors are passed by."""
    offset = max(0, len(text) - REACH)
    match = TAIL_BRACKET.search(text[offset:]) if left and text[-3:].rstrip()[-1:] in CLOSE else None
    if match is None:
        return None
    start, end = offset + match.start(), offset + match.end("inner") + 1
    if STAFF.search(match["inner"]):
        return _brackets(text[:start].rstrip(), own, left - 1)
    last = _bracket(match["inner"].strip(), text[offset:start].rstrip()[-1:], own)
    if last is None:
        return None
    before = _brackets(text[:start], own, left - 1)
    if before is not None and not text[before.end : start].strip():
        return _merged(before, end, last.byline, text)
    return last.worded(text[start:end])._replace(start=start, end=end)


def _merged(before: FoundByline, end: int, byline: Byline, text: str) -> FoundByline:
    """Return the byline `before` with the persons of the bracket behind it, up to `end`."""
    whole = replace(
        before.byline,
        text=text[before.start : end],
        people=before.byline.people + byline.people,
        ambiguous=before.byline.ambiguous or byline.ambiguous,
    )
    return before._replace(end=end, byline=whole)


def _bracket(inner: str, before: str, own: OwnRules) -> FoundByline | None:
    """Read what a closing bracket holds: an author's post, a dateline, roles and names, or names alone.

    `before`: the character before the bracket; names alone must follow the end of a sentence.
    """
    author = read_author(inner, own)
    if author is not None:
        return FoundByline(0, 0, *author)
    dateline = read_dateline(f"（{inner}）", own)
    if dateline is not None and dateline.end == len(inner) + 2:
        return FoundByline(0, 0, dateline.byline, dateline.rule)
    credits = read_credits(inner, own=own)
    if credits is not None:
        return FoundByline(0, 0, credited(inner, credits), TAIL_BRACKET.code)
    return _unsigned(inner) or (_names(inner) if _ends_sentence(before) else None)


def _ends_sentence(character: str) -> bool:
    return character in SENTENCE_END or character in CLOSE or character in "》：:；;."


def _unsigned(inner: str) -> FoundByline | None:
    """本文转自滨江网, 综合新华社、滨江新闻, 本报评论员: an outlet without a name."""
    match = REPRINTED.search(inner)
    if match:
        return FoundByline(0, 0, Byline(inner, match["outlet"], form_of(match["role"]) or "转载"), REPRINTED.code)
    unnamed = read_unnamed(inner)
    return FoundByline(0, 0, *unnamed) if unnamed else None


def _names(inner: str) -> FoundByline | None:
    names = read_names(inner, "not")
    if names is None or is_place(inner) or inner[-1] in _OFFICE_ENDS:
        return None
    few = len(names.names) <= _FEW
    if few and any(is_word(name) and name in inner for name in names.names):  # 田 野 is set as names are.
        return None
    byline = Byline(inner, form="署名", people=tuple(map(Person, names.names)), ambiguous=names.ambiguous)
    return FoundByline(0, 0, byline, TAIL_BRACKET.code)


def _signature(text: str, own: OwnRules) -> FoundByline | None:
    """A signature behind the last full stop, or a bracket that has lost its end."""
    window = text[-LINE:].rstrip()
    cut = max(window.rfind(mark) for mark in SENTENCE_END) + 1
    if not cut or len(window) - cut < _SHORTEST:
        return None
    cut += indent(window[cut:])
    start = len(text[:-LINE]) + cut
    end = start + len(window) - cut
    torn = _torn(window[cut:], window)
    if torn is not None:
        return FoundByline(start, end, torn, UNCLOSED.code)
    author = read_author(window[cut:], own)
    if author is not None and author[0].people:
        return FoundByline(start, end, *author)
    credits = read_credits(window[cut:], strict=True, own=own)
    if credits is None or not credits.people:
        return None
    return FoundByline(start, end, credited(window[cut:], credits), ROLE.code)


def _torn(signature: str, window: str) -> Byline | None:
    torn = UNCLOSED.search(window)
    names = read_names(torn["inner"], "not") if torn else None
    return Byline(signature, form="署名", people=tuple(map(Person, names.names))) if names else None
