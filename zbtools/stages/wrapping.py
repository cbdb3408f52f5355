"""Pages set as they were printed, every line of a column on a line of its own: their paragraphs are put together.

Text layers of PDF files and simple OCR engines give such pages. To see one where there is none would glue titles and
paragraphs beyond repair, so all the signs must agree, over the whole page.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from zbtools.language.characters import CLAUSE_END, PAUSES, SENTENCE_END, ends_sentence
from zbtools.model import Block

MIN_LINES = 12
"""Lines with another right below them that a page must have before it is judged: an index of contents has fewer."""

TIGHT_SHARE = 0.5
"""Share of blocks that must follow the one before with no more than the usual blank lines."""

COLUMN_WIDTHS = range(7, 47)
"""Widths, in Chinese characters, that columns of newspapers have, with room for a reader's slips."""

SAME_WIDTH = 1.5
"""Characters by which full lines of one column differ: punctuation hangs over the edge, figures are narrower."""

FULL_SHARE = 0.5
"""Share of those lines that must be as wide as two of their neighbours. In text set line by line it is 0.69 at least
(100 pages made of articles); of paragraphs that merely follow each other, 0.24 at most (230 pages robbed of their blank
lines)."""

PUNCTUATED_SHARE = 0.5
"""Share of those lines that may end with punctuation. In text set line by line it is 0.37 at most, in verse near 1."""

PROSE_SHARE = 0.3
"""Share of those lines that must hold a comma or a full stop. In text set line by line it is 0.54 at least; lists of
names and indexes of contents, whose lines are equally wide too, have none."""

NEIGHBOURS = 5
"""Lines before and after a line that say how wide its column is: beyond them another column may have begun."""

_PUNCTUATION = SENTENCE_END | PAUSES | CLAUSE_END
_OF_PROSE = "，,。"
# Many readers write half-width commas and brackets for the full-width ones of the page: these keep their place.
_HALF_WIDTH = {code: None for code in range(0x20, 0x7F) if chr(code) not in ",:;!?()"}

Run = list[Block]


def unwrap(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Return `blocks` with the lines of each paragraph as one block, if the page is set line by line; else as they are.

    A paragraph ends at a blank line, before an indent, and after a line that is clearly shorter or longer than the
    column: so a title, a byline or a subheading stays apart. Where a blank line stands behind every line, only two end
    a paragraph.
    """
    usual = _usual_gap(blocks)
    inner = len([block for block in blocks if block.gap <= usual])
    if inner < max(MIN_LINES, TIGHT_SHARE * len(blocks)) or _ends_in_sentences(blocks, usual):
        return tuple(blocks)
    runs = _runs(blocks, usual)
    if not _is_wrapped(runs):
        return tuple(blocks)
    indented = sum(block.indent for block in blocks) > 1
    return tuple(_merged(paragraph) for run in runs for paragraph in _paragraphs(run, indented))


def _usual_gap(blocks: Sequence[Block]) -> int:
    """The blank lines that stand between most lines of the page: none, or one."""
    return int([block.gap for block in blocks].count(0) < TIGHT_SHARE * len(blocks))


def _ends_in_sentences(blocks: Sequence[Block], usual: int) -> bool:
    """Whether lines are paragraphs, as on most pages: the ends of those that go on below show it without measuring."""
    plain = [block.text if _is_plain(block) else "" for block in blocks]
    broken = [plain[i] for i in range(len(plain) - 1) if plain[i] and plain[i + 1] and blocks[i + 1].gap <= usual]
    punctuated = len([text for text in broken if text[-1] in _PUNCTUATION])
    return len(broken) < MIN_LINES or punctuated > PUNCTUATED_SHARE * len(broken)


def _runs(blocks: Sequence[Block], usual: int) -> list[Run]:
    """Divide the blocks into runs of plain lines with no more than the `usual` blank lines between.

    Any other block is a run of its own.
    """
    runs: list[Run] = []
    for block in blocks:
        if runs and block.gap <= usual and _is_plain(block) and _is_plain(runs[-1][-1]):
            runs[-1].append(block)
        else:
            runs.append([block])
    return runs


def _is_plain(block: Block) -> bool:
    return block.kind == "text" and not block.bold and not block.bullet


def _is_wrapped(runs: Sequence[Run]) -> bool:
    """Tell whether the lines break at the edge of a column: they are equally wide, and sentences run over them."""
    lines = sum(len(run) - 1 for run in runs)
    full = prose = 0
    for run in runs:
        widths = [_width(block) for block in run] if len(run) > 1 else []
        for index, width in enumerate(widths[:-1]):
            full += round(width) in COLUMN_WIDTHS and _neighbours_as_wide(widths, index) > 1
            prose += any(sign in run[index].text for sign in _OF_PROSE)
    return full >= FULL_SHARE * lines and prose >= PROSE_SHARE * lines


def _width(block: Block) -> float:
    """Return the width of a line in Chinese characters, with its indent."""
    narrow = len(block.text) - len(block.text.translate(_HALF_WIDTH))
    return len(block.text) - narrow / 2 + 2 * block.indent


def _neighbours_as_wide(widths: Sequence[float], index: int) -> int:
    nearby = widths[max(0, index - NEIGHBOURS) : index + NEIGHBOURS + 1]
    return sum(abs(width - widths[index]) <= SAME_WIDTH for width in nearby) - 1


def _column_width(widths: Sequence[float], index: int) -> float:
    """Return the width of the column at line `index`: the one that most lines near it have, the wider of two."""
    nearby = widths[max(0, index - NEIGHBOURS) : index + NEIGHBOURS + 1]
    counts = Counter(nearby)
    return max(counts, key=lambda width: (sum(n for w, n in counts.items() if abs(w - width) <= SAME_WIDTH / 2), width))


def _paragraphs(run: Run, indented: bool) -> list[Run]:
    """Divide a run of lines into paragraphs. `indented`: on this page a paragraph begins with an indent."""
    widths = [_width(block) for block in run]
    paragraphs = [run[:1]]
    for index, (above, below) in enumerate(pairwise(run)):
        column = _column_width(widths, index)
        beyond = widths[index] - column
        ends = abs(beyond) > SAME_WIDTH or (beyond < 0 and not indented and ends_sentence(above.text))
        # The last line of a paragraph ends a sentence; a short one that does not is the title of what follows.
        heads = ends_sentence(above.text) and column - widths[index + 1] > SAME_WIDTH and not ends_sentence(below.text)
        if below.indent or ends or heads:
            paragraphs.append([below])
        else:
            paragraphs[-1].append(below)
    return paragraphs


def _merged(lines: Run) -> Block:
    """Return the lines as one block."""
    if len(lines) == 1:
        return lines[0]
    return lines[0]._replace(
        end=lines[-1].end,
        ranges=tuple(part for line in lines for part in line.ranges),
        text="".join([line.text for line in lines]),
        marks=tuple(mark for line in lines for mark in line.marks),
        hard_break=lines[-1].hard_break,
    )
