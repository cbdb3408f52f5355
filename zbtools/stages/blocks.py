"""Blocks: the lines of a dump with their markup told apart from their text.

One line is one block, but for tables, headings underlined in Setext's way, and pages that are set as they were printed,
with a line end at every column's edge.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from zbtools.language.characters import ends_sentence
from zbtools.model import Block, BlockKind, Range
from zbtools.patterns import Pattern
from zbtools.stages.lines import Line, read_lines
from zbtools.stages.markup import Markup, find_markup
from zbtools.stages.prefixes import INVISIBLE, TITLE_LIMIT, Prefix, closing_mark, read_prefix
from zbtools.stages.spans import covered_text, marks_within, merge_marks, text_ranges
from zbtools.stages.straymarks import without_stray_marks
from zbtools.stages.tables import read_table, table_end
from zbtools.stages.wrapping import unwrap

# A line that begins with none of these and holds none of those is plain; nine of ten are.
_STARTS = frozenset(f"#>-+=~_&—─━═*{INVISIBLE}")
_SIGNS = re.compile(r"[*`$\\<\[|\t]")

# Nine of ten lines with markup are a heading or bold from end to end, and hold no other sign.
_NO_SIGN = r"*`$\\<\[|\t#_"
_SIMPLE = Pattern(
    rf"(?P<hashes>\#{{1,6}})\s{{1,99}}(?P<title>[^\s{_NO_SIGN}][^{_NO_SIGN}]*)"
    rf"|\*\*(?P<bold>[^\s{_NO_SIGN}](?:[^{_NO_SIGN}]*[^\s{_NO_SIGN}])?)\*\*"
)

_RULE = Pattern(r"([-*_=—─━═])(?:\s?\1){2,9999}")
_FENCE = Pattern(r"(?:```|~~~)[A-Za-z]{0,20}")
_BOLD_START = Pattern(r"(?:#{1,6}\s{0,9})?\*\*")
_UNDERLINE = Pattern("={2,999}|-{3,999}")

BOLD_LINES = 4
"""Lines that one pair of ** may hold: a title of more is not set."""


class Piece(NamedTuple):
    """A part of a line that becomes a block of its own. `image`: a picture stands in it; `broken`: a break ends it."""

    ranges: tuple[Range, ...]
    marks: tuple[Range, ...]
    image: bool
    broken: bool


def read_blocks(text: str) -> tuple[Block, ...]:
    """Return the blocks of a dump in order. Every character but white space lies in the text or marks of just one.

    >>> [(block.kind, block.text, block.gap) for block in read_blocks("## 江上新桥**通车**\\n\\n本报讯 昨天,桥通了。")]
    [('heading', '江上新桥通车', 0), ('text', '本报讯 昨天,桥通了。', 1)]
    """
    blocks: list[Block] = []
    position = blank = 0
    for start, end in _html_tables(text):
        from zbtools.stages.htmltables import read_html_table

        lines, blank = read_lines(text, position, start, blank)
        _read(text, lines, blocks)
        blocks.append(read_html_table(text, start, end, blank))
        position, blank = end, -1
    lines, _ = read_lines(text, position, len(text), blank)
    _read(text, lines, blocks)
    return unwrap(without_stray_marks(_whole_stories(blocks)))


def _html_tables(text: str) -> Sequence[Range]:
    """Where tables of HTML stand; most pages have none, and need not load what reads them."""
    if "<" not in text:
        return ()
    from zbtools.stages.htmltables import find_tables

    return find_tables(text)


def _whole_stories(blocks: list[Block]) -> list[Block]:
    """The blocks, stories that an archive wrote on one line in parts; most pages have no line that may be one."""
    if not any(block.text[:1] == "第" for block in blocks):
        return blocks
    from zbtools.stages.archivelines import without_archive_lines

    return without_archive_lines(blocks)


def _read(text: str, lines: Sequence[Line], blocks: list[Block]) -> None:
    """Add the blocks of `lines` to `blocks`."""
    index = 0
    while index < len(lines):
        line = lines[index]
        if line.text[0] in _STARTS or _SIGNS.search(line.text):
            index = _read_marked(text, lines, index, blocks)
        else:
            span = (line.start, line.end)
            indent, broken = line.indent, line.hard_break
            blocks.append(Block("text", *span, (span,), line.text, (), 0, False, line.gap, indent, broken))
            index += 1


def _read_marked(text: str, lines: Sequence[Line], index: int, blocks: list[Block]) -> int:
    """Add the block or blocks that begin with line `index`, which may hold markup; return the index after them."""
    line = lines[index]
    if simple := _SIMPLE.fullmatch(line.text):
        blocks.append(_simple(line, simple))
        return index + 1
    end = table_end(text, lines, index)
    if end > index:
        blocks.append(read_table(text, lines[index:end]))
        return end
    if _is_underline(line, blocks):
        blocks[-1] = _underlined(blocks[-1], line)
    elif _RULE.fullmatch(line.text) or _FENCE.fullmatch(line.text):
        span = (line.start, line.end)
        kind: BlockKind = "markup" if line.text[0] in "`~" else "rule"
        blocks.append(Block(kind, *span, (), "", (span,), gap=line.gap))
    else:
        end = _bold_end(lines, index)
        blocks += _read_lines(text, lines[index:end])
        return end
    return index + 1


def _simple(line: Line, match: re.Match[str]) -> Block:
    """Return the heading, or the bold line, that `match` found `line` to be."""
    group = "title" if match["title"] else "bold"
    start, end = (line.start + offset for offset in match.span(group))
    level = match.end("hashes") if group == "title" else 0
    marks: tuple[Range, ...] = ((line.start, line.start + level),) if level else ((line.start, start), (end, line.end))
    kind: BlockKind = "heading" if level else "text"
    span, broken = (start, end), line.hard_break
    return Block(
        kind, line.start, line.end, (span,), match[group], marks, level, not level, line.gap, line.indent, broken
    )


def _is_underline(line: Line, blocks: Sequence[Block]) -> bool:
    """Tell whether `line` underlines a title. Below a paragraph, or a blank line, it is a rule."""
    if line.gap or not blocks or not _UNDERLINE.fullmatch(line.text):
        return False
    above = blocks[-1]
    return above.kind == "text" and len(above.text) <= TITLE_LIMIT and not ends_sentence(above.text)


def _underlined(title: Block, line: Line) -> Block:
    level = 1 if line.text[0] == "=" else 2
    return title._replace(kind="heading", end=line.end, marks=(*title.marks, (line.start, line.end)), level=level)


def _bold_end(lines: Sequence[Line], index: int) -> int:
    """Return the index after the line where the bold type ends that line `index` begins with; mostly the same."""
    if not _is_half_bold(lines[index]) or not _BOLD_START.match(lines[index].text):
        return index + 1
    for end in range(index + 1, min(index + BOLD_LINES, len(lines))):
        if lines[end].gap:
            break
        if _is_half_bold(lines[end]):
            return end + 1 if lines[end].text.endswith("**") else index + 1
    return index + 1


def _is_half_bold(line: Line) -> bool:
    return line.text.count("**") % 2 == 1


def _read_lines(text: str, lines: Sequence[Line]) -> Iterator[Block]:
    """Yield the blocks of a line, or of lines that one pair of ** holds together; only HTML makes several of one."""
    first, end = lines[0], lines[-1].end
    prefix = read_prefix(text, first)
    closing = closing_mark(text, prefix, end)
    stretch = text_ranges(text, prefix.position, closing[0] if closing else end)
    found = find_markup(text, *stretch[0]) if stretch else Markup()
    found.cuts += ((line.start, before.hard_break) for before, line in pairwise(lines))
    found.marks = [*prefix.marks, *found.marks, *([closing] if closing else ())]
    gap, indent = first.gap, first.indent or prefix.indent
    broken = lines[-1].hard_break or (closing is not None and text[closing[0]] == "\\")
    for piece in _pieces(text, first.start, end, found, broken):
        yield _block(text, piece, prefix, found, gap, indent)
        gap, indent, prefix = 0, False, prefix._replace(bullet="")


def _pieces(text: str, start: int, end: int, found: Markup, broken: bool) -> list[Piece]:
    """Divide the stretch from `start` to `end` where HTML breaks it and round its pictures; most are one piece."""
    ranges = text_ranges(text, start, end, found.marks)
    if not ranges or not (found.cuts or found.images):
        return [Piece(ranges, tuple(found.marks), bool(found.images), broken)]
    cuts = {edge: False for image in found.images for edge in image} | dict(found.cuts)
    edges = sorted(cut for cut in cuts if start < cut < end and not _is_inside(cut, found.marks))
    pictures = {first for first, _ in found.images}
    pieces: list[Piece] = []
    pending: list[Range] = []
    for a, b in zip([start, *edges], [*edges, end], strict=True):
        marks = marks_within(found.marks, a, b)
        pending += marks
        ranges = text_ranges(text, a, b, marks)
        if ranges or a in pictures:
            pieces.append(Piece(ranges, tuple(pending), a in pictures, cuts.get(b, broken)))
            pending = []
    pieces[-1] = pieces[-1]._replace(marks=(*pieces[-1].marks, *pending))
    return pieces


def _is_inside(position: int, marks: Sequence[Range]) -> bool:
    """Tell whether `position` is inside a mark: a picture in bold type can hold a line end."""
    index = bisect_right(marks, (position, 0)) - 1
    return index >= 0 and marks[index][0] < position < marks[index][1]


def _block(text: str, piece: Piece, prefix: Prefix, found: Markup, gap: int, indent: bool) -> Block:
    ranges, marks = piece.ranges, merge_marks(piece.marks)
    edges = [edge for span in (ranges[:1] + ranges[-1:] + marks[:1] + marks[-1:]) for edge in span]
    level = (prefix.level or _html_level(found, ranges[0][0])) if ranges else 0
    kind: BlockKind = "heading" if level else "text" if ranges else "image" if piece.image else "markup"
    return Block(
        kind,
        min(edges),
        max(edges),
        ranges,
        covered_text(text, ranges),
        marks,
        level,
        bool(ranges) and all(_in_bold(text, span, found.bold) for span in ranges),
        gap,
        indent,
        piece.broken,
        prefix.bullet,
    )


def _html_level(found: Markup, position: int) -> int:
    """Return the level of the <h1> to <h6> that `position` stands in; 0 outside."""
    index = bisect_right(found.levels, (position, 0)) - 1
    return found.levels[index][1] if index >= 0 else 0


def _in_bold(text: str, span: Range, bold: Sequence[Range]) -> bool:
    index = bisect_right(bold, (span[0], len(text))) - 1
    return (index >= 0 and span[1] <= bold[index][1]) or text[slice(*span)].isspace()
