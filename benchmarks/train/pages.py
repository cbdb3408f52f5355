"""The pages that the engine learns from: synthesised from open text, in the proportions of this table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, replace
from itertools import islice
from random import Random
from typing import Any

from benchmarks.synthesise import MIXES, Mix, issues, synthesise
from benchmarks.synthesise.archive import Article
from benchmarks.synthesise.dev_like import DEV_LIKE
from benchmarks.synthesise.wild import WILD

# The layout of the tidy reader under the house styles of other papers.
OTHER_PAPERS = replace(
    DEV_LIKE,
    name="other papers",
    own_paper=True,
    skewed_columns=0.3,
    bylines=WILD.bylines,
    shuffled_page=0.35,
    lost=0.045,
    unmarked_title=0.2,
    subheading_marks={"": 0.84, "**": 0.16},
    added_kicker=0.08,
    added_subtitle=0.08,
    added_subheadings=0.08,
    split_title=0.1,
    glued_title=0.15,
    short_story=0.15,
    caption=0.12,
    raised_caption=0.4,
    added_label=0.1,
    photo_story=0.05,
    notice=0.05,
    scripts={"simplified": 0.88, "s2t": 0.12},
    numerals={"arabic": 0.88, "chinese": 0.12},
)
# What most vision-language models write: headings are marked as headings, and what is bold stands inside a story.
MARKED = replace(
    OTHER_PAPERS,
    name="marked",
    heading_levels={"###": 0.35, "# ## ###": 0.35, "##": 0.15, "# ##": 0.15},
    unmarked_title=0.12,
    subheading_marks={"**": 0.8, "": 0.2},
    added_subheadings=0.3,
    skewed_columns=0.5,
    lost=0.08,
)
# What the paper prints, as against what the reader makes of it: taken from a mix as a whole, or not at all.
HOUSE_STYLE = (
    "own_paper", "bylines", "page_styles", "markers", "furniture_kinds", "quotes", "numerals", "scripts",
    "added_kicker", "added_subtitle", "short_story", "spaced_title",
)  # fmt: skip
# Columns whose ends a picture or a box moves, in the blends that have any.
SKEWED_BLEND = 0.5
# Mixes that are blended with the tidy one, a new blend for each issue.
BLENDED = ("wild", "wild", "metro", "fifties", "nineties", "taiwan")
# Issues: of the tidy reader, of the tidy reader with other papers, of blends, and with bold lines inside the stories.
TIDY, OTHER, BLENDS, BOLD_INSIDE = 2700, 3300, 5400, 1000


def training_issues(articles: list[Article], scale: float = 1.0) -> Iterator[dict[str, Any]]:
    """Yield issues with their truth, made from `articles`; the same ones every time."""
    for seed, (mix_for, count) in enumerate(((_tidy, TIDY), (_other, OTHER), (blend, BLENDS), (_marked, BOLD_INSIDE))):
        rng = Random(seed)
        for found in islice(issues(articles, DEV_LIKE.pages, rng), round(count * scale)):
            yield synthesise(found, mix_for(rng), rng)


def _tidy(_: Random) -> Mix:
    return DEV_LIKE


def _other(_: Random) -> Mix:
    return OTHER_PAPERS


def _marked(_: Random) -> Mix:
    return MARKED


def blend(rng: Random) -> Mix:
    """Return the tidy mix with some of the ways of another one: from a single defect to nearly all of them.

    Pages with one kind of defect are what most readers write. A model that knows only tidy pages and pages with every
    defect at once learns to tell the two apart, and then trusts all marks or none.
    """
    other = MIXES[rng.choice(BLENDED)]
    share = rng.random() ** 1.5
    names = [
        field.name
        for field in fields(Mix)
        if field.name not in ("name", "pages", "skewed_columns", *HOUSE_STYLE) and rng.random() < share
    ]
    if rng.random() < 0.5:
        names += HOUSE_STYLE
    skewed = rng.choice((0.0, 0.0, SKEWED_BLEND))
    return replace(DEV_LIKE, name="blend", **{name: getattr(other, name) for name in names}, skewed_columns=skewed)
