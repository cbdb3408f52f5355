"""The stages of a training that a process of its own does: what each makes is kept in a folder, and made once."""

from __future__ import annotations

import pickle
from pathlib import Path
from typing import Any

from benchmarks.synthesise.archive import Article
from benchmarks.train.language import train_language
from benchmarks.train.pages import training_issues


def keep_language(corpora: list[list[dict[str, Any]]], days: set[str], held_out: set[str], folder: Path) -> None:
    """Train the language models of `days` into `folder`, unless they are there."""
    if not folder.joinpath("language.bin").exists():
        train_language(_of_days(corpora, days), _of_days(corpora, held_out), folder)


def keep_issues(corpora: list[list[dict[str, Any]]], days: set[str], scale: float, folder: Path) -> None:
    """Write the issues of `days` that the engine learns from into `folder`, unless they are there."""
    path = folder / "issues.pkl"
    if not path.exists():
        folder.mkdir(exist_ok=True)
        beside = path.with_suffix(".part")
        beside.write_bytes(pickle.dumps(_issues(corpora, days, scale)))
        beside.replace(path)


def _of_days(corpora: list[list[dict[str, Any]]], days: set[str]) -> list[dict[str, Any]]:
    return [article for articles in corpora for article in articles if article["date"] in days]


def _issues(corpora: list[list[dict[str, Any]]], days: set[str], scale: float) -> list[dict[str, Any]]:
    """Return issues of each corpus by the root of its size: a small paper's ways count too, but not as much."""
    chosen = [[Article.of(article) for article in articles if article["date"] in days] for articles in corpora]
    weights = [len(articles) ** 0.5 for articles in chosen]
    return [
        issue
        for articles, weight in zip(chosen, weights, strict=True)
        if articles
        for issue in training_issues(articles, scale * weight / sum(weights))
    ]
