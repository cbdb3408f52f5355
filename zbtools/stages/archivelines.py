"""Articles that an archive wrote as one line: page, column, title, byline and text with single spaces between.

`第1版(要闻)专栏: 江边新事之三 大桥合龙 本报记者 周一苇 昨天上午，…` is how text archives of dailies print a story.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from zbtools.model import Block
from zbtools.patterns import Pattern
from zbtools.stages.spans import part_of

# The page with its name in brackets, as no printed page has it before a text; the word that says column.
_PAGE = Pattern(r"第\d{1,3}版[（(]\p{Han}{1,8}[）)](?:[\s　]|(?=专栏))")
_COLUMN = Pattern(r"专栏\s?[:：]\s?")
# What stands between two spaces; a line of a title holds no comma, and no role or agency.
_PART = Pattern(r"[^\s　]{1,60}(?=[\s　])[\s　]{1,4}")
_NO_TITLE = Pattern(r"[，,。；;]|^(?:本[报報]|新[华華]社|[据據]新|记者|記者|中新社|通[讯訊])")
# A byline with its names apart, before the text.
_BYLINE = Pattern(r"(?:本报|新华社)?\p{Han}{0,4}(?:记者|通讯员|评论员)(?:[\s　]\p{Han}{2,4}){1,6}[\s　]")


def without_archive_lines(blocks: Sequence[Block]) -> list[Block]:
    """Return `blocks` with such lines cut: the page, the name of the column, the lines of the title, byline and text.

    >>> line = "第1版(要闻)专栏: 江边新事之三 大桥合龙 本报记者 周一苇 " + "昨天上午，大桥的最后一段吊装到位。" * 3
    >>> cut = without_archive_lines([Block("text", 0, len(line), ((0, len(line)),), line)])
    >>> [block.text[:8] for block in cut]
    ['第1版(要闻)', '专栏: 江边新事', '大桥合龙', '本报记者 周一苇', '昨天上午，大桥的']
    """
    return [piece for block in blocks for piece in _cut(block)]


def _cut(block: Block) -> Iterator[Block]:
    # A folio has no sentence.
    page = _PAGE.match(block.text) if block.kind == "text" and "。" in block.text else None
    if page is None:
        yield block
        return
    yield part_of(block, 0, page.end())
    at = page.end()
    column = _COLUMN.match(block.text, at)
    while (part := _PART.match(block.text, column.end() if column else at)) and not _NO_TITLE.search(part.group()):
        yield part_of(block, at, part.end())._replace(kind="heading", level=1)
        at, column = part.end(), None
    if byline := _BYLINE.match(block.text, at):
        yield part_of(block, at, byline.end())
        at = byline.end()
    yield part_of(block, at, len(block.text))
