"""Stretches of a dump: what is left of one when its markup is taken out, and whether one lies in another."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from zbtools.model import Block, Range, Span


def trim(text: str, start: int, end: int) -> Range:
    """Return the stretch without white space at its ends.

    >>> trim(" 甲 乙　", 0, 5)
    (1, 4)
    """
    words = text[start:end].lstrip()
    start = end - len(words)
    return start, start + len(words.rstrip())


def text_ranges(text: str, start: int, end: int, marks: Sequence[Range] = ()) -> tuple[Range, ...]:
    """Return what lies between `marks` (in order, inside the stretch), less white space at both ends of the whole.

    >>> text_ranges("**甲** 乙 ", 0, 8, [(0, 2), (3, 5)])
    ((2, 3), (5, 7))
    """
    if not marks:
        start, end = trim(text, start, end)
        return ((start, end),) if start < end else ()
    edges = [start, *(edge for mark in marks for edge in mark), end]
    ranges = [span for span in zip(edges[::2], edges[1::2], strict=True) if span[0] < span[1]]
    filled = [index for index, span in enumerate(ranges) if not text[slice(*span)].isspace()]
    if not filled:
        return ()
    ranges = ranges[filled[0] : filled[-1] + 1]
    ranges[0] = (trim(text, *ranges[0])[0], ranges[0][1])
    ranges[-1] = (ranges[-1][0], trim(text, *ranges[-1])[1])
    return tuple(ranges)


def covered_text(text: str, ranges: Iterable[Range]) -> str:
    """Return the text of `ranges`, one after the other."""
    return "".join([text[start:end] for start, end in ranges])


def marks_within(marks: Sequence[Range], start: int, end: int) -> Sequence[Range]:
    """Return those of `marks`, which are in order, that begin from `start` on and before `end`."""
    return marks[bisect_left(marks, (start,)) : bisect_left(marks, (end,))]


def merge_marks(marks: Sequence[Range]) -> tuple[Range, ...]:
    """Return `marks`, which are in order, with those that touch made one.

    >>> merge_marks([(0, 2), (2, 5), (6, 7)])
    ((0, 5), (6, 7))
    """
    merged: list[Range] = []
    for start, end in marks:
        if merged and merged[-1][1] == start:
            merged[-1] = (merged[-1][0], end)
        else:
            merged.append((start, end))
    return tuple(merged)


def is_inside(span: Span, others: Iterable[Span]) -> bool:
    """Whether `span` lies within one of `others`.

    >>> is_inside((0, 3, 5), [(0, 1, 2), (0, 3, 9)]), is_inside((0, 3, 5), [(1, 3, 9), (0, 1, 4), (0, 4, 9)])
    (True, False)
    """
    return any(span[0] == page and start <= span[1] and span[2] <= end for page, start, end in others)


def slice_ranges(ranges: Sequence[Range], low: int, high: int) -> tuple[Range, ...]:
    """Return the ranges of the code points `low` to `high` of the text that `ranges` make together.

    >>> slice_ranges([(10, 13), (20, 25)], 2, 5)
    ((12, 13), (20, 22))
    """
    out, seen = [], 0
    for start, end in ranges:
        a, b = max(start, start + low - seen), min(end, start + high - seen)
        if a < b:
            out.append((a, b))
        seen += end - start
    return tuple(out)


def part_of(block: Block, low: int, high: int) -> Block:
    """Return the code points `low` to `high` of the block's text as a block, less white space at their ends.

    >>> part_of(Block("text", 0, 9, ((2, 4), (6, 9)), "甲乙 丙丁"), 1, 3).ranges
    ((3, 4),)
    """
    low, high = trim(block.text, low, high)
    return block._replace(text=block.text[low:high], ranges=slice_ranges(block.ranges, low, high))
