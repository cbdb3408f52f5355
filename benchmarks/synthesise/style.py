"""What stays the same through an issue: its paper, its marks, its typography, its reader's eyesight."""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random

from benchmarks.synthesise.chance import flip, pick
from benchmarks.synthesise.datelines import Desk, desk_of
from benchmarks.synthesise.mix import Mix
from benchmarks.synthesise.story import Element, Story
from benchmarks.synthesise.typography import Typography, draw_typography

ANY_LEVEL = ("#", "##", "###", "**", "")


@dataclass(frozen=True, slots=True)
class Style:
    """`levels`: heading marks to choose from; `pages`: how page numbers are written; `noise`: misread characters;
    `formulas`: percentages are written as LaTeX.
    """

    date: str
    desk: Desk
    byline: str
    levels: tuple[str, ...]
    subheading: str
    text_mark: str
    pages: str
    markers: str
    furniture: str
    table_form: str
    gap: str
    typography: Typography
    formulas: bool
    noise: float

    def story(self, story: Story, rng: Random) -> Story:
        """The story in the issue's typography."""
        typography = self.typography
        label = tuple(typography.printed(line, rng, title=True) for line in story.label)
        title = tuple(typography.printed(line, rng, title=True) for line in story.title)
        body = tuple(Element(typography.printed(element.text, rng), element.kind) for element in story.body)
        return replace(story, label=label, title=title, body=body)

    def level(self, mark: str, band: str, rng: Random) -> str:
        """The mark of one line: `title` stands for that of its band, `any` for whatever the reader thinks of."""
        chosen = band if mark == "title" else mark
        return rng.choice(ANY_LEVEL) if chosen == "any" else chosen


def draw_style(paper: str, date: str, mix: Mix, rng: Random) -> Style:
    """A style for one issue of a mix."""
    return Style(
        date=date,
        desk=desk_of(date, None if mix.own_paper else paper, rng),
        byline=pick(rng, mix.bylines),
        levels=tuple(pick(rng, mix.heading_levels).split()) or ("",),
        subheading=pick(rng, mix.subheading_marks),
        text_mark=pick(rng, mix.text_marks),
        pages=pick(rng, mix.page_styles),
        markers=pick(rng, mix.markers),
        furniture=pick(rng, mix.furniture_kinds),
        table_form=pick(rng, mix.table_forms),
        gap=pick(rng, mix.breaks),
        typography=draw_typography(mix, rng),
        formulas=flip(rng, mix.formulas),
        noise=pick(rng, mix.noise),
    )
