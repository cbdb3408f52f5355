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
# What the paper prints, as against what the reader makes of it: taken from a mix as a whole, or not at all.
HOUSE_STYLE = (
    "own_paper", "bylines", "page_styles", "markers", "furniture_kinds", "quotes", "numerals", "scripts",
    "added_kicker", "added_subtitle", "short_story", "spaced_title",
)  # fmt: skip
# Mixes that are blended with the tidy one, a new blend for each issue.
BLENDED = ("wild", "wild", "metro", "fifties", "nineties", "taiwan")
# Issues: of the tidy reader, of the tidy reader with other papers, and of blends.
TIDY, OTHER, BLENDS = 2700, 3300, 5400


def training_issues(articles: list[Article], scale: float = 1.0) -> Iterator[dict[str, Any]]:
    """Yield issues with their truth, made from `articles`; the same ones every time."""
    for seed, (mix_for, count) in enumerate(((_tidy, TIDY), (_other, OTHER), (blend, BLENDS))):
        rng = Random(seed)
        for found in islice(issues(articles, DEV_LIKE.pages, rng), round(count * scale)):
            yield synthesise(found, mix_for(rng), rng)


def _tidy(_: Random) -> Mix:
    return DEV_LIKE


def _other(_: Random) -> Mix:
    return OTHER_PAPERS


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
        if field.name not in ("name", "pages", *HOUSE_STYLE) and rng.random() < share
    ]
    if rng.random() < 0.5:
        names += HOUSE_STYLE
    return replace(DEV_LIKE, name="blend", **{name: getattr(other, name) for name in names})
