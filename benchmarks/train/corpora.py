"""Articles to learn from: JSON lines, plain or packed, with `date`, `page`, `title` (lines) and `body` (paragraphs)."""

from __future__ import annotations

import gzip
import json
import lzma
from collections.abc import Iterable
from pathlib import Path
from typing import Any

OPENERS = {".xz": lzma.open, ".gz": gzip.open}


def read_articles(paths: Iterable[Path]) -> list[dict[str, Any]]:
    """Return the articles of all files."""
    articles = []
    for path in paths:
        with OPENERS.get(path.suffix, open)(path, "rt", encoding="utf-8") as lines:
            articles += [json.loads(line) for line in lines]
    return articles


def without_dates_of(articles: list[dict[str, Any]], test_set: Path | None) -> list[dict[str, Any]]:
    """Return the articles of days that the issues of `test_set` do not have."""
    dates = dates_of(test_set)
    return [article for article in articles if article["date"] not in dates]


def dates_of(test_set: Path | None) -> set[str]:
    """Return the days of the issues of `test_set`."""
    return {issue["date"] for issue in read_articles([test_set])} if test_set else set()
