"""`python -m benchmarks.train CORPUS ... [--without-dates-of TEST_SET]`: train all learned numbers."""

from __future__ import annotations

import argparse
from pathlib import Path

from benchmarks.train.corpora import read_articles, without_dates_of
from benchmarks.train.language import train_language


def main() -> None:
    """Train on the corpora given; every ninth day is held out to measure on."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", nargs="+", type=Path)
    parser.add_argument("--without-dates-of", type=Path, help="a test set whose days must not be learned from")
    parser.add_argument("--only", choices=["language", "engine"])
    options = parser.parse_args()
    articles = without_dates_of(read_articles(options.corpus), options.without_dates_of)
    held_out = set(sorted({article["date"] for article in articles})[::9])
    learn = [article for article in articles if article["date"] not in held_out]
    test = [article for article in articles if article["date"] in held_out]
    if options.only != "engine":
        train_language(learn, test)


if __name__ == "__main__":
    main()
