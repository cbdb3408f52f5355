"""Boxes of furniture: the lines that are known by what stands beside them, in an index, a weather box, a colophon.

The second pass of furniture, as jusText has it: `furniture_role` says what a line is alone, and is right to be wary.
Beside a line of a box a much weaker look is enough: a name with figures under 股市行情 is part of the market box.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from zbtools.language.characters import ends_sentence
from zbtools.rules.boxes import BESIDE_LOTTERY_RULES, BESIDE_STOCK_RULES, BESIDE_WEATHER_RULES
from zbtools.rules.colophon import BESIDE_STAFF_RULES
from zbtools.rules.contents import BESIDE_INDEX_RULES, INDEX_ROW_RULES, PAGE_REFERENCE_RULES
from zbtools.rules.rule import Rule
from zbtools.stages.bylines import find_byline

Found = tuple[str, Rule] | None
"""The role of a line that is furniture, with the rule that says so; None for text."""

# What may stand beside a line of each role, and the role it has then.
_BESIDE = {
    "index": ("index", BESIDE_INDEX_RULES),
    "weather": ("weather", BESIDE_WEATHER_RULES),
    "stock": ("stock", BESIDE_STOCK_RULES),
    "lottery": ("lottery", BESIDE_LOTTERY_RULES),
    **dict.fromkeys(("staff", "registration", "publisher", "contact"), ("staff", BESIDE_STAFF_RULES)),
}
# Boxes of which a line between two others is one of them whatever it says; colophons are no boxes.
_FILLED = frozenset({"index", "weather", "stock", "lottery"})
# Code points. A line of a box is no longer, nor a title in an index.
LONGEST = 60
# Nor is a reference to a page, with its brackets and arrows.
LONGEST_REFERENCE = 16
_PAGE_ENDS = frozenset("0123456789版")
# Titles that an index has between two numbers of pages, and numbers that make an index.
TITLES, REFERENCES = 2, 2


def with_boxes(texts: Sequence[str], found: Sequence[Found]) -> list[Found]:
    """Return what `found` says of each line of a page, and of those that are furniture by what stands beside them.

    >>> roles = with_boxes(["3版", "大桥通车", "7版", "渡轮停航"], [None] * 4)
    >>> [item and item[0] for item in roles]
    ['index', 'index', 'index', 'index']
    """
    result = list(found)
    for i, rule in (*_listed(texts, found), *_rows(texts, found)):
        result[i] = ("index", rule)
    if _BESIDE.keys().isdisjoint([item[0] for item in result if item is not None]):
        return result
    for order in (range(1, len(texts)), range(len(texts) - 2, -1, -1)):
        _spread(texts, result, order)
    for i in _enclosed(texts, result):
        result[i] = result[i - 1]
    return [item if item is None or not _heads_story(texts, result, i) else None for i, item in enumerate(result)]


def _spread(texts: Sequence[str], result: list[Found], order: range) -> None:
    """Add to `result` the lines that are furniture beside the line before, in this order."""
    for i in order:
        beside = result[i - order.step]
        if beside is None or beside[0] not in _BESIDE or len(texts[i]) > LONGEST or not _is_open(result[i], beside):
            continue
        role, rules = _BESIDE[beside[0]]
        rule = next((rule for rule in rules if rule.search(texts[i]) is not None), None)
        if rule is not None:
            result[i] = (role, rule)


def _is_open(own: Found, beside: tuple[str, Rule]) -> bool:
    """Whether a line may be what stands beside it: text may, and a page's name and number in an index."""
    return own is None or (own[0] == "folio" and beside[0] == "index")


def _enclosed(texts: Sequence[str], result: Sequence[Found]) -> list[int]:
    """Return the short lines that stand between two lines of one box."""
    roles = [item[0] if item is not None else "" for item in result]
    around = ((i, roles[i - 1], roles[i + 1]) for i in range(1, len(texts) - 1) if result[i] is None)
    return [i for i, before, behind in around if before == behind and before in _FILLED and _is_title(texts[i])]


def _listed(texts: Sequence[str], found: Sequence[Found]) -> Iterable[tuple[int, Rule]]:
    """Yield the lines of indexes in which numbers of pages alternate with titles, with their rule."""
    (rule,) = PAGE_REFERENCE_RULES
    numbers = [
        i
        for i, text in enumerate(texts)
        if len(text) <= LONGEST_REFERENCE and _may_refer(found[i]) and rule.search(text) is not None
    ]
    for run in _runs(numbers, texts, found):
        first, last = run[0], run[-1]
        behind = last + 1 < len(texts) and found[last + 1] is None and _is_title(texts[last + 1])
        before = first > 0 and found[first - 1] is None and _is_title(texts[first - 1])
        if behind and not (before and _opens_text(texts, last + 2)):
            last += 1
        elif before:
            first -= 1
        yield from ((i, rule) for i in range(first, last + 1))


def _rows(texts: Sequence[str], found: Sequence[Found]) -> Iterable[tuple[int, Rule]]:
    """Yield the lines that end in a page and stand one below the other, with their rule."""
    (rule,) = INDEX_ROW_RULES
    rows = [
        found[i] is None and text[-1:] in _PAGE_ENDS and rule.search(text) is not None for i, text in enumerate(texts)
    ]
    for i, is_row in enumerate(rows):
        if is_row and (rows[i - 1 : i] == [True] or rows[i + 1 : i + 2] == [True]):
            yield i, rule


def _runs(numbers: Sequence[int], texts: Sequence[str], found: Sequence[Found]) -> list[list[int]]:
    """Return the numbers of pages in runs of at least REFERENCES that have nothing but titles between them."""
    runs: list[list[int]] = []
    for i in numbers:
        between = range(runs[-1][-1] + 1, i) if runs else range(0)
        if 0 < len(between) <= TITLES and all(found[j] is None and _is_title(texts[j]) for j in between):
            runs[-1].append(i)
        else:
            runs.append([i])
    return [run for run in runs if len(run) >= REFERENCES]


def _may_refer(found: Found) -> bool:
    """Whether a line that looks like the number of a page may be one of an index: alone it is a folio."""
    return found is None or found[0] in ("folio", "index")


def _heads_story(texts: Sequence[str], result: Sequence[Found], i: int) -> bool:
    """Whether a line that looks like one of an index is the title of the text below it, which has a dateline."""
    item = result[i]
    if item is None or item[0] != "index" or i + 1 == len(texts) or result[i + 1] is not None:
        return False
    is_alone = i == 0 or result[i - 1] is None
    return is_alone and find_byline(texts[i + 1], "head") is not None


def _opens_text(texts: Sequence[str], i: int) -> bool:
    """Whether the line is a text, so that what stands before it is a title of its own."""
    return i < len(texts) and not _is_title(texts[i])


def _is_title(text: str) -> bool:
    return len(text) <= LONGEST and not ends_sentence(text) and find_byline(text, "head") is None
