"""Train all learned numbers: `python -m benchmarks.train CORPUS ... [--without-dates-of TEST_SET]`.

Needs torch and OpenCC. The language models are trained three times: on each half of the days, so that the engine can
learn from pages whose words they have not counted, and on all days, for `zbtools/data`.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import torch

from benchmarks.synthesise.archive import Article
from benchmarks.train.corpora import read_articles, without_dates_of
from benchmarks.train.corrected import corrected_issues
from benchmarks.train.engine import Fold, train_engine
from benchmarks.train.language import train_language
from benchmarks.train.pages import training_issues
from zbtools.language.arrays import DATA

# Every so many days are held out to measure on.
HELD_OUT = 9
FOLDS = 2


def main() -> None:
    """Train on the corpora given."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", nargs="+", type=Path)
    parser.add_argument("--without-dates-of", type=Path, help="a test set whose days must not be learned from")
    parser.add_argument("--corrected", nargs="+", type=Path, default=[], help="gold, or records with corrections")
    parser.add_argument("--corrected-times", type=int, default=1, help="how often the engine sees each of them")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--scale", type=float, default=1.0, help="share of the pages that the engine learns from")
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    corpora = [without_dates_of(read_articles([path]), options.without_dates_of) for path in options.corpus]
    days = sorted({article["date"] for articles in corpora for article in articles})
    held_out = set(days[::HELD_OUT])
    learned_from = [day for day in days if day not in held_out]
    with TemporaryDirectory() as work:
        folders = [Path(work, str(number)) for number in range(FOLDS)]
        folds = [set(learned_from[number::FOLDS]) for number in range(FOLDS)]
        for folder, fold in zip(folders, folds, strict=True):
            train_language(_of_days(corpora, set(learned_from) - fold), _of_days(corpora, held_out), folder)
        train_language(_of_days(corpora, set(learned_from)), _of_days(corpora, held_out), DATA)
        pages = [_pages(corpora, fold, options.scale / FOLDS) for fold in folds]
        # No language model has counted their words, unless their days are in a corpus: either half will do.
        for number, issue in enumerate(corrected_issues(options.corrected, options.without_dates_of)):
            pages[number % FOLDS] += [issue] * options.corrected_times
        train_engine([Fold(*pair) for pair in zip(pages, folders, strict=True)], DATA / "engine.bin")


def _of_days(corpora: list[list[dict[str, Any]]], days: set[str]) -> list[dict[str, Any]]:
    return [article for articles in corpora for article in articles if article["date"] in days]


def _pages(corpora: list[list[dict[str, Any]]], days: set[str], scale: float) -> list[dict[str, Any]]:
    """Return issues of each corpus by the root of its size: a small paper's ways count too, but not as much."""
    chosen = [[Article.of(article) for article in articles if article["date"] in days] for articles in corpora]
    weights = [len(articles) ** 0.5 for articles in chosen]
    return [
        issue
        for articles, weight in zip(chosen, weights, strict=True)
        if articles
        for issue in training_issues(articles, scale * weight / sum(weights))
    ]


if __name__ == "__main__":
    main()
