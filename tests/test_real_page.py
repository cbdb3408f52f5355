"""The real page, read by hand: it must come out exactly. Its text stays outside the project."""

from __future__ import annotations

import gzip
import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from zbtools.model import Article, Page, Record, Source
from zbtools.pipeline import Options, read_page, run_issue
from zbtools.records import to_json
from zbtools.stages.check import check_records
from zbtools.stages.identity import Identity

SHARED = Path(__file__).resolve().parents[2] / "shared"
PAGE = SHARED / "pages" / "zhuzhou-2022-10-27.txt"
GOLD = SHARED / "pages" / "zhuzhou-2022-10-27.gold.jsonl"
READING = SHARED / "pages" / "zhuzhou-2022-10-27.reading.json"
DEV = SHARED / "bench" / "dev.jsonl.gz"

pytestmark = pytest.mark.skipif(not PAGE.exists(), reason="the real page is not beside this checkout")


def read(texts: list[str], name: str = "page") -> list[Record]:
    records: list[Record] = []
    for number, text in enumerate(texts):
        records += read_page(text, Source(f"{name}-{number}", "0" * 64, "utf-8", len(text)), Identity())
    return run_issue(records, ("dedupe", "join"), Options())


@pytest.fixture(scope="module")
def records() -> list[Record]:
    return read([PAGE.read_text(encoding="utf-8")])


@pytest.fixture(scope="module")
def articles(records: list[Record]) -> list[Article]:
    return [record for record in records if isinstance(record, Article)]


def score(gold: dict[str, Any], records: list[Record]) -> dict[str, float]:
    sys.path.insert(0, str(SHARED / "bench"))
    try:
        import score as scorer
    finally:
        sys.path.pop(0)
    counts = Counter(scorer.score_issue(gold, [to_json(record) for record in records]))
    return dict(scorer.report(counts))


def test_every_article_comes_out_exactly(records: list[Record]) -> None:
    figures = score(json.loads(GOLD.read_text(encoding="utf-8")), records)
    wanted = {
        "exact": 1,
        "seam_recall": 1,
        "seam_precision": 1,
        "attach": 1,
        "dup_left": 0,
        "lost": 0,
        "text_mismatch": 0,
    }
    assert {key: figures[key] for key in wanted} == wanted


def test_nothing_is_lost_or_invented(records: list[Record]) -> None:
    page = next(record for record in records if isinstance(record, Page))
    assert check_records(records, {page.id: PAGE.read_text(encoding="utf-8")}) == []


def test_bylines_are_those_of_the_reading(articles: list[Article]) -> None:
    for article, read_by_hand in zip(articles, json.loads(READING.read_text("utf-8"))["articles"], strict=True):
        wanted = read_by_hand.get("byline")
        if wanted is None:
            assert article.byline is None
            continue
        assert article.byline is not None
        assert article.byline.text == wanted["raw"]
        assert article.byline.outlet == wanted["outlet"]
        people = [(name, person["role"]) for person in wanted["people"] for name in person["names"]]
        assert [(person.name, person.role) for person in article.byline.people] == people


def test_losses_are_said(articles: list[Article]) -> None:
    feature = articles[8]
    assert feature.label is not None
    assert set(feature.status) == {"gap", "tail-missing"}
    assert [article.status for article in articles if article is not feature] == [()] * 12 + [("head-elsewhere",)]


def test_kinds_and_types(articles: list[Article]) -> None:
    kinds = [Counter(element.kind for element in article.body) for article in articles]
    assert kinds[8] == {"paragraph": 9 + 2, "subheading": 2, "caption": 1}
    assert kinds[10]["subheading"] == 3
    assert kinds[12]["table"] == 2
    rows = [element.rows for element in articles[12].body if element.rows]
    assert [(len(table), {len(row) for row in table}) for table in rows] == [(5, {6}), (4, {6})]
    assert articles[11].type == "photo" or articles[11].byline is not None
    assert articles[13].type == "continuation"
    assert articles[13].continued_from is not None
    assert articles[13].continued_from.page == "01"


@pytest.mark.slow
def test_promises_hold_on_the_development_pages() -> None:
    with gzip.open(DEV, "rt", encoding="utf-8") as lines:
        issues = [json.loads(line) for line in lines]
    for issue in issues:
        records = read(issue["pages"], issue["id"])
        pages = [record for record in records if isinstance(record, Page)]
        assert check_records(records, {page.id: text for page, text in zip(pages, issue["pages"], strict=True)}) == []
