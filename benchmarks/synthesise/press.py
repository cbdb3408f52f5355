"""Printing and misreading: from the parts of a page to its dump and runs."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from benchmarks.synthesise import markers
from benchmarks.synthesise.chance import flip, pick
from benchmarks.synthesise.damage import damaged
from benchmarks.synthesise.furniture import index_of_contents, stray, top_of_page
from benchmarks.synthesise.layout import Part, Slice, bands_of
from benchmarks.synthesise.marks import TABLES, bold_dateline, formulas, head_blocks, heading, picture
from benchmarks.synthesise.mix import Mix
from benchmarks.synthesise.reading import Visit, read_page
from benchmarks.synthesise.story import Story
from benchmarks.synthesise.style import Style
from benchmarks.synthesise.writer import Block, Piece, Run, plain, write_page

REPEATED_TITLE_LENGTH = 14
"""Characters of the longest short title that stands over a continued story."""


class Press:
    """Prints the pages of one issue; holds what they share."""

    def __init__(self, stories: Sequence[Story], style: Style, mix: Mix, rng: Random) -> None:
        self.stories, self.style, self.mix, self.rng = stories, style, mix, rng

    def page(self, page: int, number: int, parts: Sequence[Part]) -> tuple[str, list[Run]]:
        """The dump of one page (its index and its number) and its runs."""
        bands = bands_of(parts, self.mix, self.rng)
        marks: dict[int, str] = {}
        for band in bands:
            marks.update(dict.fromkeys(map(id, band.parts), self.rng.choice(self.style.levels)))
        blocks = self.top(number, parts)
        for visit in read_page(bands, self.mix, self.rng):
            if visit.head and blocks and flip(self.rng, self.mix.rule):
                blocks.append(plain("---"))
            blocks.extend(self.misread(self.visit(visit, marks[id(visit.part)]), visit.copy))
        blocks = self.interrupted(blocks, number)
        staff = [line for part in parts if part.opens for line in self.stories[part.story].staff]
        blocks.extend(map(plain, dict.fromkeys(staff)))
        return write_page(page, blocks, self.style.gap)

    def top(self, number: int, parts: Sequence[Part]) -> list[Block]:
        """The furniture above the stories; on a first page perhaps an index of what the others have."""
        blocks = top_of_page(number, self.style, self.mix, self.rng)
        here = {part.story for part in parts}
        others = [
            (number + 1 + at % 7, story.title[-1])
            for at, story in enumerate(self.stories)
            if at not in here and story.title
        ]
        if number == 1 and others and flip(self.rng, self.mix.stray_furniture):
            blocks.extend(index_of_contents(others, self.style, self.rng))
        return blocks

    def interrupted(self, blocks: list[Block], number: int) -> list[Block]:
        """The blocks with furniture somewhere among them."""
        if not flip(self.rng, self.mix.stray_furniture):
            return blocks
        at = self.rng.randint(0, len(blocks))
        return blocks[:at] + stray(self.style, number, self.rng) + blocks[at:]

    def misread(self, blocks: list[Block], copy: bool) -> list[Block]:
        """The blocks with the misreadings of this issue; those of copies are their own."""
        rate = self.style.noise + (pick(self.rng, self.mix.copy_noise) if copy else 0.0)
        return [damaged(block, rate, self.mix.look_alikes, self.rng) for block in blocks]

    def visit(self, visit: Visit, band: str) -> list[Block]:
        """The blocks of one fragment, under its title or marker when it has one."""
        raised = self.stories[visit.part.story].raised
        above = [piece for piece in visit.text if piece.element < raised and visit.head and visit.part.opens]
        text = [self.paragraph(piece, band) for piece in visit.text if piece not in above]
        if visit.head and visit.part.opens:
            head, closed = self.head(visit.part, band), self.closed(text, visit)
            below = closed + head if flip(self.rng, self.mix.late_title) else head + closed
            # A label may stand above the picture, and the title below its caption.
            labelled = bool(above and self.stories[visit.part.story].label) and flip(self.rng, 0.5)
            return [*below[:1], *self.captions(above), *below[1:]] if labelled else [*self.captions(above), *below]
        if visit.head and visit.part.origin is not None:
            return self.continued(visit.part.origin, visit, self.closed(text, visit), band)
        return self.closed(text, visit)

    def captions(self, pieces: Sequence[Slice]) -> list[Block]:
        """The captions above a title, below their picture."""
        return [picture(self.rng, common=False), *(self.paragraph(piece, "") for piece in pieces)] if pieces else []

    def head(self, part: Part, band: str) -> list[Block]:
        """The label, the title, and what is left of a picture below them."""
        story = self.stories[part.story]
        blocks = head_blocks(part.story, story, band, self.style, self.mix, self.rng)
        pictured = story.pictured and not story.raised and flip(self.rng, 0.7)
        if pictured or flip(self.rng, self.mix.picture):
            blocks.append(picture(self.rng, common=not self.mix.own_paper))
        return blocks

    def continued(self, origin: int, visit: Visit, text: list[Block], band: str) -> list[Block]:
        """The text under a short title perhaps, and the marker, alone or to open the text, or behind it."""
        title = self.stories[visit.part.story].title
        style, short = self.style, "".join(title[:1])[:REPEATED_TITLE_LENGTH]
        marker = self.scripted(markers.backward(origin, style.pages, style.markers, short, self.rng))
        if flip(self.rng, self.mix.marker_bold):
            marker = f"**{marker}**"
        mark = style.level(band, band, self.rng)
        over = [heading(plain(short), mark)] if short and flip(self.rng, self.mix.repeated_title) else []
        alone = flip(self.rng, self.mix.marker_alone)
        if self.mix.marker_closes and visit.last and text:
            return [*over, *text, plain(marker)] if alone else [*over, *text[:-1], (*text[-1], Piece(marker))]
        if alone or not text:
            return [*over, plain(marker), *text]
        opening = Piece(marker + (" " if flip(self.rng, 0.4) else ""))
        return [*over, (opening, *text[0]), *text[1:]]

    def closed(self, text: list[Block], visit: Visit) -> list[Block]:
        """The text with the marker to the page where it goes on."""
        if not visit.last or visit.part.target is None or not text:
            return text
        style, title = self.style, "".join(self.stories[visit.part.story].title[:1])
        marker = self.scripted(markers.onward(visit.part.target, style.pages, style.markers, title, self.rng))
        if flip(self.rng, self.mix.marker_alone):
            return [*text, plain(marker)]
        return [*text[:-1], (*text[-1], Piece(marker))]

    def paragraph(self, piece: Slice, band: str) -> Block:
        """A paragraph, or what the fragment has of it, with the marks that the reader gives to its kind."""
        element = self.stories[piece.story].body[piece.element]
        text = Piece(element.text[piece.start : piece.end], piece.story, piece.element, piece.start)
        complete = len(text.text) == len(element.text)
        if element.kind == "table" and complete:
            return TABLES[self.style.table_form](text)
        if element.kind == "subheading" and complete:
            return heading((text,), self.style.level(self.style.subheading, band, self.rng))
        if self.style.formulas:
            return formulas(text)
        if piece.start == 0 and flip(self.rng, self.mix.bold_dateline):
            return bold_dateline(text)
        mark = self.style.level(self.style.text_mark, band, self.rng) if piece.start == 0 else ""
        return heading((text,), mark)

    def scripted(self, text: str) -> str:
        return self.style.typography.scripted(text)
