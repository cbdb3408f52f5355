"""Issues to learn from that a person has corrected, beside those that are synthesised."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from benchmarks.archive import Quiet
from benchmarks.train.corpora import dates_of
from benchmarks.train.truth import told_pages
from zbtools.batch.gold import read_gold
from zbtools.stages.score import gold_to_json


def corrected_issues(paths: Iterable[Path], test_set: Path | None = None) -> list[dict[str, Any]]:
    """Return the issues of gold files, or of records with corrections, in the form of the synthesised ones.

    Issues of days that `test_set` has are left out, and those where no page leaves anything to choose.
    """
    golds = [gold_to_json(gold) for path in paths for gold in read_gold(str(path), (), Quiet())]
    tested = dates_of(test_set)
    return [gold for gold in golds if _day(gold) not in tested and any(len(page) > 1 for page in told_pages(gold))]


def _day(gold: dict[str, Any]) -> str:
    """Return the day as the corpora write it."""
    return re.sub(r"\D", "", gold["date"] or "")
