"""Scoring: the figures are those of the given scorer, and a perfect reading scores one."""

from __future__ import annotations

import gzip
import json
import math
from collections import Counter
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from tests.commandline import zbtools
from tests.test_examples_gold import SCORER, load
from zbtools.errors import InputError
from zbtools.model import Article, Byline, Element, Provenance, Record, Source
from zbtools.pipeline import Options, read_page, run_issue
from zbtools.records import to_json
from zbtools.stages.identity import Identity
from zbtools.stages.score import figures, gold_from_json, score_issue, score_page

DEV = SCORER.parent / "dev.jsonl.gz"
SAMPLE = 25


def read(issue: dict[str, Any], stages: tuple[str, ...]) -> list[Record]:
    pages = [
        read_page(text, Source(f"{number}.txt", "0" * 64, "utf-8", len(text)), Identity())
        for number, text in enumerate(issue["pages"])
    ]
    return run_issue([record for page in pages for record in page], stages, Options())


@pytest.mark.skipif(not DEV.exists(), reason="the development pages and their scorer are not beside this checkout")
@pytest.mark.parametrize("stages", [(), ("dedupe", "join")], ids=["split", "run"])
def test_the_figures_are_those_of_the_given_scorer(stages: tuple[str, ...]) -> None:
    scorer = load(SCORER)
    with gzip.open(DEV, "rt", encoding="utf-8") as lines:
        issues = [json.loads(line) for line in islice(lines, 0, None, SAMPLE)]
    for issue in issues:
        records = read(issue, stages)
        given = scorer.report(Counter(scorer.score_issue(issue, [to_json(record) for record in records])))
        own = figures(score_issue(gold_from_json(issue, "gold"), records))
        for name, value in given.items():
            assert own[name] == pytest.approx(value, abs=1e-9, nan_ok=True), f"{issue['id']}: {name}"


GOLD = {"id": "a", "pages": ["甲乙\n\n丙丁戊己"], "runs": [[0, 0, 2, 0, -2, 0], [0, 4, 8, 0, 0, 0]]}


def test_nothing_read_is_all_lost() -> None:
    found = figures(score_issue(gold_from_json(GOLD, "gold"), []))
    assert (found["lost"], found["exact"], found["f1_50"]) == (1, 0, 0)
    assert math.isnan(found["byline_f"])


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"runs": [[1, 0, 2, 0, 0, 0]]}, r"runs\[0\] is on page 1"),
        ({"runs": [[0, 0, 20, 0, 0, 0]]}, r"runs\[0\] ends at 20"),
        ({"runs": [[0, 0, 2, 0, 0, 0], [0, 1, 3, 0, 1, 0]]}, "runs overlap on page 0 at 1"),
        ({"runs": [[0, 0, 2]]}, r"runs\[0\] must be \[page"),
        ({"pages": "甲"}, "pages must be a list"),
    ],
)
def test_broken_gold_is_said(change: dict[str, Any], said: str) -> None:
    with pytest.raises(InputError, match=said):
        gold_from_json(GOLD | change, "gold.jsonl: line 1")


# --- pages

TWO_PAGES = {
    "id": "b",
    "page_numbers": ["A1", "A2"],
    "pages": ["甲乙\n\n丙丁戊己", "甲乙\n\n庚辛\n\n壬癸\n\n子丑"],
    # An article that goes on, its title printed again there, and a second one.
    "runs": [
        [0, 0, 2, 0, -2, 0], [0, 4, 8, 0, 0, 0],
        [1, 0, 2, 0, -2, 0], [1, 4, 6, 0, 0, 4], [1, 8, 10, 1, -2, 0], [1, 12, 14, 1, 0, 0],
    ],
    "bylines": [{"article": 0, "text": "庚辛"}],
}  # fmt: skip


def of(spans: tuple[tuple[int, int, int], ...], title: int, byline: Byline | None = None) -> Article:
    body = (Element("paragraph", "丙丁戊己庚辛" if len(spans) > 1 else "子丑"),)
    provenance = Provenance(headline=((title, 0, 2) if title == 0 else (1, 8, 10),), body=(spans,))
    return Article("x", body=body, byline=byline, provenance=provenance)


@pytest.mark.parametrize(
    ("first", "second", "exact"),
    [
        pytest.param(of(((0, 4, 8), (1, 4, 6)), 0, Byline("庚辛")), of(((1, 12, 14),), 1), (1, 1), id="right"),
        pytest.param(of(((0, 4, 8), (1, 4, 6)), 0, Byline("庚辛")), None, (1, 0.5), id="one is lost"),
        pytest.param(
            of(((1, 4, 6), (0, 4, 8)), 0, Byline("庚辛")),
            of(((1, 12, 14),), 1),
            (1, 1),
            id="order across pages is not seen",
        ),
        pytest.param(of(((0, 4, 8), (1, 12, 14)), 0, Byline("庚辛")), None, (1, 0), id="the wrong end"),
    ],
)
def test_a_page_is_scored_as_if_it_were_all(first: Article, second: Article | None, exact: tuple[float, float]) -> None:
    gold = gold_from_json(TWO_PAGES, "gold")
    records = [one for one in (first, second) if one]
    pages = [figures(score_page(gold, records, page)) for page in (0, 1)]
    assert [page["articles"] for page in pages] == [1, 2]
    assert tuple(page["exact"] for page in pages) == exact
    assert pages[0]["title"] == pages[0]["byline_f"] == 1
    assert math.isnan(pages[1]["byline_f"])


@pytest.mark.parametrize("name", ["lanjiang-daily", "weize-times"])
def test_rows_are_pages_and_the_whole_stays_the_same(name: str) -> None:
    path = EXAMPLE.parent.parent / name / "gold.jsonl"
    whole, paged = (
        json.loads(zbtools("score", path, EXAMPLES / name, "--to", "json", "--by", by).out) for by in ("issue", "page")
    )
    assert whole["all"] == paged["all"]
    assert [row["page"] for row in paged["pages"]] == [
        str(label) for label in json.loads(path.read_text())["page_numbers"]
    ]
    assert sum(row["dup"] for row in paged["pages"]) == whole["all"]["dup"]
    if len(paged["pages"]) == 1:
        assert {**paged["pages"][0], "page": ""} == {**whole["issues"][0], "page": ""}


# --- the command

EXAMPLES = Path(__file__).parent.parent / "examples"
EXAMPLE = Path(__file__).parent / "examples" / "lanjiang-daily" / "gold.jsonl"


def test_records_dumps_and_folders_score_alike(tmp_path: Path) -> None:
    records = zbtools("run", EXAMPLES / "lanjiang-daily")
    (tmp_path / "lanjiang-daily-2021-06-09.jsonl").write_bytes(records.out)
    scores = [
        zbtools("score", EXAMPLE, EXAMPLES / "lanjiang-daily", "--to", "json"),
        zbtools("score", EXAMPLE, "-", "--to", "json", stdin=records.out),
        zbtools("score", EXAMPLE, tmp_path, "--to", "json"),
    ]
    assert [score.code for score in scores] == [0, 0, 0]
    assert scores[0].out == scores[1].out == scores[2].out
    assert json.loads(scores[0].out)["all"]["articles"] == 10


@pytest.mark.parametrize(
    ("gold", "said"),
    [
        (b"{", "line 1: not JSON"),
        (b'{"id": "a"}', "line 1: pages is missing"),
        (json.dumps(GOLD).encode(), "no records fit a page of the gold"),
        (b"\xff", "utf-8"),
    ],
)
def test_what_cannot_be_scored_is_said_in_two_sentences(tmp_path: Path, gold: bytes, said: str) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_bytes(gold)
    ending = zbtools("score", path, EXAMPLES / "lanjiang-daily")
    assert ending.code == 3
    assert said in ending.said
    assert "hint: " in ending.said


def test_records_without_provenance_are_refused() -> None:
    records = zbtools("run", EXAMPLES / "lanjiang-daily", "--no-provenance")
    ending = zbtools("score", EXAMPLE, "-", stdin=records.out)
    assert ending.code == 3
    assert "without provenance" in ending.said


def test_an_issue_without_records_counts_as_lost(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(EXAMPLE.read_text("utf-8") + json.dumps(GOLD, ensure_ascii=False), "utf-8")
    ending = zbtools("score", path, EXAMPLES / "lanjiang-daily", "--to", "json")
    found = json.loads(ending.out)
    assert "without records: a" in ending.said
    assert (found["all"]["missing"], found["issues"][1]["lost"]) == (1, 1)


@pytest.mark.parametrize(
    ("change", "fits"),
    [
        pytest.param({}, True, id="called the same, and all in its place"),
        pytest.param({"date": "2021-06-09", "page_numbers": ["01", "2"]}, True, id="written in another way"),
        pytest.param({"paper": None, "page_numbers": []}, True, id="what is not known does not count"),
        pytest.param({"date": "20210610"}, False, id="of another day"),
        pytest.param({"page_numbers": [3, 4]}, False, id="other pages"),
        pytest.param({"paper": None, "date": None, "page_numbers": []}, False, id="called nothing"),
    ],
)
def test_a_dump_that_ends_otherwise_is_known_by_its_name_and_text(
    change: dict[str, Any], fits: bool, tmp_path: Path
) -> None:
    issue = json.loads(EXAMPLE.read_text("utf-8"))
    pages = [text + "\n\n\n" for text in issue["pages"]]
    gold = tmp_path / "gold.jsonl"
    gold.write_text(json.dumps(issue | {"pages": pages} | change), "utf-8")
    ending = zbtools("score", gold, EXAMPLES / "lanjiang-daily", "--to", "json")
    assert ending.code == (0 if fits else 3)
    if fits:
        same = zbtools("score", EXAMPLE, EXAMPLES / "lanjiang-daily", "--to", "json")
        assert json.loads(ending.out) == json.loads(same.out)


def test_a_dump_whose_text_stands_elsewhere_does_not_fit(tmp_path: Path) -> None:
    issue = json.loads(EXAMPLE.read_text("utf-8"))
    gold = tmp_path / "gold.jsonl"
    gold.write_text(json.dumps(issue | {"pages": [f"\n{text}" for text in issue["pages"]]}), "utf-8")
    assert "no records fit a page" in zbtools("score", gold, EXAMPLES / "lanjiang-daily").said
