"""The marks a reader sets: headings, bold, line breaks, pictures, tables."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

from benchmarks.synthesise.chance import flip, pick
from benchmarks.synthesise.datelines import DATELINE
from benchmarks.synthesise.mix import Mix
from benchmarks.synthesise.story import LABEL, TITLE, Story
from benchmarks.synthesise.style import Style
from benchmarks.synthesise.writer import Block, Piece, plain

BOLD = "**"
LINE_BREAK = "  \n"
INDENT = "　　"
PERCENTAGE = re.compile(r"\d{1,6}(?:\.\d{1,4})?%")


def heading(pieces: Block, mark: str) -> Block:
    """The pieces as a heading with the given mark (`#`s, `**`, an indent, or none)."""
    if mark == BOLD:
        return (Piece(BOLD), *pieces, Piece(BOLD))
    if mark == INDENT:
        return (Piece(INDENT), *pieces)
    return (Piece(mark + " "), *pieces) if mark else pieces


def head_blocks(article: int, story: Story, band: str, style: Style, mix: Mix, rng: Random) -> list[Block]:
    """The label and the title of a story; `band` is the heading mark of its band."""
    label = style.level(pick(rng, mix.label_marks), band, rng)
    labels = [heading(block, style.level(label, band, rng)) for block in lines(article, LABEL, story.label)]
    if len(labels) > 1 and flip(rng, mix.broken_title):
        labels = [broken_lines(lines(article, LABEL, story.label))]
    if flip(rng, mix.lost_title):
        return labels
    return labels + title_blocks(lines(article, TITLE, story.title), band, style, mix, rng)


def lines(article: int, element: int, texts: tuple[str, ...]) -> list[Block]:
    """A block for each line of a label or title, with offsets that run on over the lines."""
    blocks: list[Block] = []
    offset = 0
    for text in texts:
        blocks.append((Piece(text, article, element, offset),))
        offset += len(text)
    return blocks


def title_blocks(titles: list[Block], band: str, style: Style, mix: Mix, rng: Random) -> list[Block]:
    """The lines of a title, each with its mark, or under one mark with line breaks, or unmarked."""
    if not titles:
        return []
    if flip(rng, mix.unmarked_title):
        return [broken_lines(titles)]
    mark = style.level(band, band, rng)
    if len(titles) > 1 and mark != BOLD and flip(rng, mix.broken_title):
        return [heading(broken_lines(titles), mark)]
    return [heading(title, style.level(band, band, rng)) for title in titles]


def broken_lines(titles: list[Block]) -> Block:
    """The lines as one block, with Markdown line breaks between them."""
    pieces: list[Piece] = []
    for title in titles:
        pieces.extend((Piece(LINE_BREAK), *title) if pieces else title)
    return tuple(pieces)


def picture(rng: Random, common: bool) -> Block:
    """What a reader leaves of a picture; `common`: only the commonest forms."""
    name = f"images/{rng.getrandbits(32):08x}.jpg"
    forms = (f"![]({name})", f'<img src="{name}">', "\n")
    rare = (
        f"![图片]({name})",
        f'<div style="text-align: center;"><img src="{name}" alt="Image" width="40%" /></div>',
        "\n\n\n",
        "[图片]",
        "<image>",
    )
    return plain(rng.choice(forms if common or flip(rng, 0.6) else rare))


def tabbed(text: Piece) -> Block:
    """A table as the gold has it: tabs and line breaks."""
    return (text,)


def piped(text: Piece) -> Block:
    """A table in Markdown: the bars and the rule under the first row belong to no article."""
    pieces: list[Piece] = []
    for number, row in enumerate(rows(text)):
        pieces.append(Piece("\n| " if number else "| "))
        for cell in row:
            pieces.extend((cell, Piece(" | " if cell is not row[-1] else " |")))
        if number == 0:
            pieces.append(Piece("\n|" + " --- |" * len(row)))
    return tuple(pieces)


def tagged(text: Piece) -> Block:
    """A table in HTML: the tags belong to no article."""
    pieces = [Piece("<table>")]
    for row in rows(text):
        pieces.append(Piece("<tr>"))
        for cell in row:
            pieces.extend((Piece("<td>"), cell, Piece("</td>")))
        pieces.append(Piece("</tr>"))
    return (*pieces, Piece("</table>"))


def rows(text: Piece) -> list[list[Piece]]:
    """The cells of a table, by row, each with its offset in the element."""
    found: list[list[Piece]] = []
    offset = text.offset
    for line in text.text.split("\n"):
        found.append([])
        for cell in line.split("\t"):
            found[-1].append(text._replace(text=cell, offset=offset))
            offset += len(cell) + 1
    return found


TABLES: dict[str, Callable[[Piece], Block]] = {"tab": tabbed, "pipe": piped, "html": tagged}


def bold_dateline(text: Piece) -> Block:
    """The paragraph with its dateline in bold, if it has one.

    >>> [piece.text for piece in bold_dateline(Piece("本报讯（记者周一苇）江堤完工。", 0))]
    ['**', '本报讯（记者周一苇）', '**', '江堤完工。']
    """
    match = DATELINE.match(text.text)
    if not match:
        return (text,)
    head, rest = text.text[: match.end()], text.text[match.end() :]
    tail = text._replace(text=rest, offset=text.offset + len(head))
    return (Piece("**"), text._replace(text=head), Piece("**"), tail)


def formulas(text: Piece) -> Block:
    r"""The paragraph with its percentages as LaTeX, whose signs belong to no article.

    >>> "".join(piece.text for piece in formulas(Piece("增长8.5%。", 0)))
    '增长$8.5\\%$。'
    """
    pieces: list[Piece] = []
    end = 0
    for match in PERCENTAGE.finditer(text.text):
        cuts = ((end, match.start(), "$"), (match.start(), match.end() - 1, "\\"), (match.end() - 1, match.end(), "$"))
        for start, stop, sign in cuts:
            pieces += [text._replace(text=text.text[start:stop], offset=text.offset + start), Piece(sign)]
        end = match.end()
    return (*pieces, text._replace(text=text.text[end:], offset=text.offset + end))
