"""The mixes by name: `dev-like`, `wild`, those that imitate papers of other kinds and years, and `mixed`."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from benchmarks.synthesise.chance import pick
from benchmarks.synthesise.dev_like import DEV_LIKE
from benchmarks.synthesise.mix import Mix
from benchmarks.synthesise.wild import WILD

METRO = replace(
    WILD,
    name="metro",
    band_sizes={1: 0.42, 2: 0.16, 3: 0.14, 4: 0.1, 5: 0.07, 6: 0.05, 7: 0.04, 8: 0.02},
    bylines={"own": 0.5, "local": 0.16, "line": 0.18, "after": 0.04, "tail": 0.04, "wire": 0.04, "none": 0.04},
    heading_levels={"**": 0.2, "###": 0.2, "##": 0.2, "# ##": 0.12, "# ## ###": 0.16, "any": 0.08, "": 0.04},
    added_label=0.12,
    caption=0.2,
    photo_story=0.12,
    short_story=0.5,
    table=0.05,
    notice=0.2,
    jump_elsewhere=0.2,
    furniture_kinds={"modern": 1.0},
    punctuation={"full": 0.4, "half": 0.5, "commas": 0.05, "mixed": 0.05},
    numerals={"arabic": 1.0},
    scripts={"simplified": 1.0},
    quotes={"curly": 0.95, "straight": 0.05},
    spaces={0.0: 0.85, 0.003: 0.15},
    noise={0.0: 0.55, 0.002: 0.25, 0.01: 0.2},
    text_marks={"": 0.95, "　　": 0.05},
)

FIFTIES = replace(
    WILD,
    name="fifties",
    pages={1: 0.8, 2: 0.15, 4: 0.05},
    page_styles={"words": 1.0},
    markers={"common": 0.5, "old": 0.5},
    band_sizes={1: 0.3, 2: 0.18, 3: 0.16, 4: 0.13, 5: 0.1, 6: 0.06, 7: 0.04, 8: 0.03},
    line_widths=dict.fromkeys((9, 10, 11, 12, 13, 14, 16, 20), 1.0),
    orders={"columns": 0.62, "boxed": 0.12, "rows": 0.06, "heads": 0.04, "mixed": 0.1, "backward": 0.06},
    heading_levels={"": 0.3, "##": 0.2, "**": 0.15, "# ##": 0.1, "# ## ###": 0.1, "any": 0.15},
    bylines={"old": 0.6, "none": 0.2, "end": 0.08, "tail": 0.06, "line": 0.03, "local": 0.03},
    label_shown=0.2,
    added_label=0.02,
    added_kicker=0.3,
    added_subtitle=0.2,
    spaced_title=0.12,
    caption=0.03,
    photo_story=0.02,
    short_story=0.75,
    table=0.02,
    notice=0.12,
    picture=0.05,
    furniture_kinds={"old": 1.0},
    punctuation={"full": 0.75, "none": 0.1, "half": 0.08, "mixed": 0.07},
    quotes={"curly": 0.7, "corner": 0.3},
    numerals={"chinese": 1.0},
    scripts={"simplified": 0.6, "s2t": 0.4},
    spaces={0.0: 0.6, 0.003: 0.2, 0.02: 0.15, 0.05: 0.05},
    noise={0.0: 0.2, 0.002: 0.2, 0.01: 0.3, 0.03: 0.3},
)

NINETIES = replace(
    WILD,
    name="nineties",
    page_styles={"words": 0.7, "plain": 0.3},
    bylines={"nineties": 0.55, "local": 0.15, "wire": 0.1, "line": 0.07, "end": 0.03, "tail": 0.03, "none": 0.07},
    heading_levels={"": 0.15, "##": 0.22, "**": 0.2, "###": 0.15, "# ##": 0.1, "# ## ###": 0.1, "any": 0.08},
    label_shown=0.4,
    added_kicker=0.25,
    added_subtitle=0.18,
    short_story=0.55,
    table=0.02,
    notice=0.15,
    picture=0.1,
    furniture_kinds={"plain": 0.3, "modern": 0.4, "old": 0.3},
    punctuation={"full": 0.75, "half": 0.15, "mixed": 0.1},
    quotes={"curly": 0.95, "straight": 0.05},
    numerals={"arabic": 0.6, "wide": 0.25, "chinese": 0.15},
    scripts={"simplified": 1.0},
    noise={0.0: 0.35, 0.002: 0.25, 0.01: 0.25, 0.03: 0.15},
)

TAIWAN = replace(
    WILD,
    name="taiwan",
    markers={"common": 0.3, "rare": 0.2, "traditional": 0.5},
    bylines={"taiwan": 0.72, "line": 0.06, "overseas": 0.06, "end": 0.04, "tail": 0.04, "none": 0.08},
    label_shown=0.5,
    short_story=0.5,
    furniture_kinds={"taiwan": 1.0},
    punctuation={"full": 0.85, "half": 0.08, "mixed": 0.07},
    quotes={"corner": 1.0},
    numerals={"arabic": 0.85, "chinese": 0.15},
    scripts={"s2tw": 0.8, "s2t": 0.2},
)

UNSEEN = replace(
    DEV_LIKE,
    name="unseen",
    shuffled_page=0.4,
    shuffled_band=0.1,
    band_sizes={1: 0.55, 2: 0.14, 3: 0.12, 4: 0.09, 5: 0.06, 6: 0.04},
    columns={1: 0.06, 2: 0.34, 3: 0.4, 4: 0.2},
    line_widths=dict.fromkeys((10, 11, 17, 19, 22), 1.0),
    uneven_columns=0.15,
    orders={"columns": 0.82, "boxed": 0.12, "rows": 0.03, "mixed": 0.03},
    repeated=0.06,
    looped=0.03,
    copy_noise={0.0: 0.7, 0.04: 0.3},
    lost=0.06,
    late=0.01,
    unmarked_title=0.24,
    subheading_marks={"": 0.7, "**": 0.24, "title": 0.06},
    own_paper=True,
    bylines={"own": 0.35, "local": 0.25, "line": 0.15, "tail": 0.1, "none": 0.15},
    added_kicker=0.12,
    added_subtitle=0.08,
    split_title=0.08,
    short_story=0.25,
    caption=0.12,
    photo_story=0.05,
    table=0.02,
    notice=0.08,
    furniture=0.5,
    furniture_kinds={"modern": 0.6, "plain": 0.4},
    punctuation={"full": 0.5, "half": 0.4, "mixed": 0.1},
    spaces={0.0: 0.7, 0.004: 0.3},
    noise={0.0: 0.4, 0.004: 0.4, 0.015: 0.2},
    look_alikes=0.5,
)
"""A reader and a paper that no training has: for tests only."""

MIXED = {"dev-like": 0.25, "wild": 0.3, "metro": 0.2, "fifties": 0.1, "nineties": 0.08, "taiwan": 0.07}
"""What `mixed` draws from, once for each issue."""

MIXES = {mix.name: mix for mix in (DEV_LIKE, WILD, METRO, FIFTIES, NINETIES, TAIWAN, UNSEEN)}
NAMES = (*MIXES, "mixed")


def mix_of(mix: Mix | str, rng: Random) -> Mix:
    """The mix for one issue. Raises KeyError for a name that is not in `NAMES`."""
    if mix == "mixed":
        return MIXES[pick(rng, MIXED)]
    return MIXES[mix] if isinstance(mix, str) else mix
