"""Continuation markers that a reader tore in two: 上接 ends one line and （一版） begins the next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from zbtools.model import Block
from zbtools.patterns import Pattern
from zbtools.stages.markers import find_markers
from zbtools.stages.spans import part_of

# The words at the end of one line, and the page at the beginning of the next.
_WORDS = Pattern(r"(?:^|(?<=[\s　。！？”』」…）)])|(?=[（(〔【]))[（(〔【]?\s?[上下]文?\s?[接转轉]\s?第?$")
_PAGE = Pattern(r"[（(〔【]?\s?第?\s?[A-Z]?(?:[0-9０-９]{1,3}|[一二三四五六七八九十]{1,3})\s?[版页頁]\s?[）)〕】]?")


def with_whole_markers(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield the blocks, each torn marker put together as a block of its own.

    >>> lines = Block("text", 0, 5, ((0, 5),), "桥通。下转"), Block("text", 6, 10, ((6, 10),), "（二版）")
    >>> [block.text for block in with_whole_markers(lines)]
    ['桥通。', '下转（二版）', '']
    """
    above: Block | None = None
    for block in blocks:
        torn = _torn(above, block) if above is not None else None
        if torn is not None:
            above, marker, block = torn
            yield from (above, marker)
        elif above is not None:
            yield above
        above = block
    if above is not None:
        yield above


def _torn(above: Block, below: Block) -> tuple[Block, Block, Block] | None:
    """What stands before the marker that two blocks share, the marker, and what stands behind it; None if none."""
    if {above.kind, below.kind} != {"text"} or not above.text.endswith(("接", "转", "轉", "第")):
        return None
    words, page = _WORDS.search(above.text), _PAGE.match(below.text)
    if not (words and page) or not find_markers(words.group() + page.group()):
        return None
    before, behind = part_of(above, 0, words.start()), part_of(below, page.end(), len(below.text))
    left, right = part_of(above, words.start(), len(above.text)), part_of(below, 0, page.end())
    marker = left._replace(ranges=(*left.ranges, *right.ranges), text=left.text + right.text)
    return before, marker, behind._replace(gap=0)
