"""Heading marks that mean nothing: some readers put one before every line of a page."""

from __future__ import annotations

from collections.abc import Sequence

from zbtools.model import Block
from zbtools.stages.prefixes import SHORT_LINE

STRAY_SHARE = 0.5
"""Share of the lines of prose above which heading marks mean nothing. Where they do mean something it is near 0."""


def without_stray_marks(blocks: Sequence[Block]) -> Sequence[Block]:
    """Return `blocks`, none of them a heading if most lines that are prose by their text have a heading mark."""
    prose = [block for block in blocks if block.kind in ("text", "heading") and _is_prose(block.text)]
    if sum(block.kind == "heading" for block in prose) <= STRAY_SHARE * len(prose):
        return blocks
    return [block._replace(kind="text", level=0) if block.kind == "heading" else block for block in blocks]


def _is_prose(text: str) -> bool:
    """Whether a line is text by its length, or because a sentence ends in it: few titles hold a full stop."""
    return len(text) > SHORT_LINE or "。" in text
