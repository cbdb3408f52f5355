"""The example pages as zbtools reads them, article by article against the reading by hand.

The table names the articles that do not come out exactly yet: it is strict both ways, so that what gets better is seen.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from zbtools.model import TITLE_PARTS, Article, Page, Record, Source
from zbtools.pipeline import Options, read_page, run_issue
from zbtools.stages.check import check_records
from zbtools.stages.identity import Identity

GOLD = Path(__file__).parent / "examples"
NOT_YET: dict[str, set[str]] = json.loads((GOLD / "not-yet.json").read_text(encoding="utf-8"))

Reading = tuple[str, tuple[str, ...]]
"""Title lines and paragraphs of an article, without white space; bylines on lines of their own and captions apart."""


def issue_of(name: str) -> dict[str, Any]:
    return dict(json.loads((GOLD / name / "gold.jsonl").read_text(encoding="utf-8")))


def records_of(issue: dict[str, Any]) -> list[Record]:
    records: list[Record] = []
    for number, text in enumerate(issue["pages"]):
        source = Source(f"{number}.txt", f"{number:064d}", "utf-8", len(text))
        records += read_page(text, source, Identity(page=str(issue["page_numbers"][number]).zfill(2)))
    return run_issue(records, ("dedupe", "join"), Options())


def by_hand(issue: dict[str, Any]) -> Iterator[tuple[str, Reading]]:
    """Yield the name and the reading of each article of the gold; of text dumped twice, the first copy counts."""
    texts: dict[tuple[int, int], dict[int, str]] = {}
    for page, start, end, article, element, offset in issue["runs"]:
        for i in range(start, end):
            texts.setdefault((article, element), {}).setdefault(offset + i - start, issue["pages"][page][i])
    for number, told in enumerate(issue["articles"]):
        whole = {
            element: squeezed("".join(letter for _, letter in sorted(letters.items())))
            for (article, element), letters in texts.items()
            if article == number
        }
        kinds = told["elements"]
        body = [whole[i] for i, kind in enumerate(kinds) if i in whole and kind not in ("byline", "caption")]
        yield whole.get(-2, "") or body[0], (whole.get(-2, ""), tuple(body))


def as_read(article: Article) -> Iterator[Reading]:
    """Yield the reading without its label, and with it at the end: the gold has the name of a column in the title."""
    titles = "".join(getattr(article, part) or "" for part in TITLE_PARTS if part != "label")
    body = tuple(squeezed(each.text) for each in article.body if each.kind != "caption")
    yield squeezed(titles), body
    yield squeezed(titles + (article.label or "")), body


def squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("name", sorted(path.parent.name for path in GOLD.glob("*/gold.jsonl")))
def test_articles_come_out_as_read_by_hand(name: str) -> None:
    issue = issue_of(name)
    records = records_of(issue)
    found = {reading for record in records if isinstance(record, Article) for reading in as_read(record)}
    missed = {title[:12] for title, reading in by_hand(issue) if reading not in found}
    assert sorted(missed) == sorted(NOT_YET.get(name, ()))
    pages = [record for record in records if isinstance(record, Page)]
    assert check_records(records, {page.id: text for page, text in zip(pages, issue["pages"], strict=True)}) == []
