"""Writing a dump and its gold at once: blocks of text, of which each piece knows whether it belongs to an article."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Piece(NamedTuple):
    """Text of the dump. `article` None: furniture or markup; else it is the characters `offset..` of that element."""

    text: str
    article: int | None = None
    element: int = 0
    offset: int = 0


Block = tuple[Piece, ...]
Run = list[int]
"""[page, start, end, article, element, offset], as in the gold."""


def plain(text: str) -> Block:
    """A block that belongs to no article."""
    return (Piece(text),)


def write_page(page: int, blocks: Iterable[Block], gap: str = "\n\n") -> tuple[str, list[Run]]:
    """The dump of a page (its index is `page`) and its runs; `gap` stands behind each block.

    >>> write_page(0, [(Piece("# "), Piece("江堤完工", 3, -2, 0)), (Piece("今天完工。", 3, 0, 0),)])
    ('# 江堤完工\\n\\n今天完工。\\n\\n', [[0, 2, 6, 3, -2, 0], [0, 8, 13, 3, 0, 0]])
    """
    texts: list[str] = []
    runs: list[Run] = []
    at = 0
    for block in blocks:
        for piece in (*block, Piece(gap)):
            if piece.article is not None and piece.text:
                runs.append([page, at, at + len(piece.text), piece.article, piece.element, piece.offset])
            texts.append(piece.text)
            at += len(piece.text)
    return "".join(texts), runs
