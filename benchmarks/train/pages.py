"""The pages that the engine learns from: synthesised from open text, in the proportions of this table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any

from benchmarks.synthesise import MIXES, Mix, issues, read_archive, synthesise
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
# Readers mark a subheading like a title now and then; a model that sees it often trusts no mark any more.
SUBHEADING_MARKS = {"": 0.6, "**": 0.34, "title": 0.03, "####": 0.03}
# Issues of each mix. Most pages are tidy; a hundred or two of each wild kind teach what else can happen.
SHARES: tuple[tuple[Mix, int], ...] = (
    (DEV_LIKE, 1800),
    (OTHER_PAPERS, 1800),
    *(
        (replace(MIXES[name], subheading_marks=SUBHEADING_MARKS), 160)
        for name in ("wild", "metro", "fifties", "nineties", "taiwan")
    ),
)


def training_issues(corpora: list[Path], never: set[str], scale: float = 1.0) -> Iterator[dict[str, Any]]:
    """Yield issues with their truth, made from articles of days that are not in `never`; the same ones every time.

    A corpus is drawn from by the root of its size: a small paper's ways count too, but must not be learned by heart.
    """
    papers = [read_archive(path, lambda date: date not in never) for path in corpora]
    weights = [len(articles) ** 0.5 for articles in papers]
    for seed, (mix, count) in enumerate(SHARES):
        for articles, weight in zip(papers, weights, strict=True):
            rng = Random(seed)
            for found in islice(issues(articles, mix.pages, rng), round(count * scale * weight / sum(weights))):
                yield synthesise(found, mix, rng)
