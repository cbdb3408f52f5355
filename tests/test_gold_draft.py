"""Gold drafted from zbtools' own reading: by it that reading is right, until a person corrects the draft."""

from __future__ import annotations

import gzip
import json
import math
from collections import Counter
from dataclasses import replace
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from tests.commandline import zbtools
from tests.test_examples_gold import SCORER, load
from tests.test_score import DEV, EXAMPLES, read
from zbtools.model import Article, Page, Record
from zbtools.records import parse_lines, to_json
from zbtools.stages.score import Gold, draft, figures, gold_from_json, gold_to_json, score_issue

ONES = (
    "body_exact",
    "exact",
    "title",
    "b3_p",
    "b3_r",
    "attach",
    "seam_recall",
    "seam_precision",
    "byline_f",
    "people_f",
)
ZEROS = ("lost", "dup_left", "text_mismatch", "splits", "merges")
FOLDERS = sorted(path.name for path in EXAMPLES.iterdir() if path.is_dir())


def fall_short(found: dict[str, Any], gold: Gold, records: list[Record]) -> dict[str, float]:
    """Return the figures that are not what they must be.

    By the definition of the figures a fragment is never exact, what is rejoined in it is no article's seam, and its
    byline no article's byline.
    """
    articles = [record for record in records if isinstance(record, Article)]
    fragments = {number for number, article in enumerate(articles) if article.kind == "fragment"}
    of_fragments = replace(gold, runs=tuple(run for run in gold.runs if run.article in fragments))
    exact = 1 - len(fragments) / len(articles)
    seams = 1 - figures(score_issue(of_fragments, records))["seams"] / max(1, found["seams"])
    wanted = dict.fromkeys(ONES, 1.0) | dict.fromkeys(ZEROS, 0.0)
    wanted |= {"exact": exact, "body_exact": exact, "seam_recall": seams}
    told = [number in fragments for number, article in enumerate(articles) if article.byline]
    named = [
        number in fragments for number, article in enumerate(articles) if article.byline for _ in article.byline.people
    ]
    wanted |= {"byline_f": f1_without(told), "people_f": f1_without(named)}
    judged = {name: found[name] for name in wanted if name in found and not math.isnan(found[name])}
    assert {"exact", "title", "b3_p", "b3_r"} <= judged.keys()
    return {name: value for name, value in judged.items() if value != pytest.approx(wanted[name])}


def f1_without(missing: list[bool]) -> float:
    """Return the F1 of finding all that is not missing, and nothing else."""
    found = missing.count(False)
    return 2 * found / max(1, found + len(missing))


def by_the_given_scorer(gold: dict[str, Any], records: list[Record]) -> dict[str, Any]:
    scorer = load(SCORER)
    found: dict[str, Any] = scorer.report(Counter(scorer.score_issue(gold, [to_json(record) for record in records])))
    return found


@pytest.mark.parametrize("name", FOLDERS)
def test_the_reading_of_an_example_is_right_by_its_own_draft(name: str, tmp_path: Path) -> None:
    gold = tmp_path / "gold.jsonl"
    drafted = zbtools("run", "--as-gold", EXAMPLES / name, "-o", gold)
    run = zbtools("run", EXAMPLES / name)
    score = zbtools("score", gold, "-", "--to", "json", stdin=run.out)
    assert (drafted.code, drafted.out, score.code) == (0, b"", 0)
    records = list(parse_lines(run.text.splitlines(), name))
    found = {key: value for key, value in json.loads(score.out)["all"].items() if value is not None}
    issue = json.loads(gold.read_text("utf-8"))
    assert not fall_short(found, gold_from_json(issue, name), records)
    if SCORER.exists():
        assert not fall_short(by_the_given_scorer(issue, records), gold_from_json(issue, name), records)


@pytest.mark.skipif(not DEV.exists(), reason="the development pages and their scorer are not beside this checkout")
def test_the_reading_of_issues_of_several_pages_is_right_by_its_own_draft() -> None:
    with gzip.open(DEV, "rt", encoding="utf-8") as lines:
        issues = list(islice((issue for line in lines if len((issue := json.loads(line))["pages"]) > 1), 0, None, 12))
    assert issues
    for issue in issues:
        records = read(issue, ("dedupe", "join"))
        ids = [record.id for record in records if isinstance(record, Page)]
        gold = draft(records, dict(zip(ids, issue["pages"], strict=True)))
        assert not fall_short(figures(score_issue(gold, records)), gold, records), issue["id"]
        assert not fall_short(by_the_given_scorer(gold_to_json(gold), records), gold, records), issue["id"]


def test_a_draft_tells_what_a_person_sees(tmp_path: Path) -> None:
    """Titles one after the other, a byline on its own line where it stands, and a column that was dumped twice."""
    first, second = "市民一早来到江边散步，看见对岸的新桥已经亮起了灯，", "几位老人在桥头下棋，说起当年摆渡过江的日子。"
    page = tmp_path / "page.txt"
    page.write_text(f"# 新桥昨夜亮灯\n\n本报记者 周一苇\n\n{first}{second}\n\n{first}{second}\n", "utf-8")
    gold = json.loads(zbtools("run", "--as-gold", page, "--paper", "滨江日报", "--date", "2021-06-09").out)
    assert gold["id"] == "滨江日报-2021-06-09"
    assert (gold["paper"], gold["date"], gold["page_numbers"]) == ("滨江日报", "2021-06-09", [None])
    parts = [(gold["pages"][0][start:end], *home) for _, start, end, *home in gold["runs"]]
    assert parts == [
        ("新桥昨夜亮灯", 0, -2, 0),
        ("本报记者 周一苇", 0, 0, 0),
        (first + second, 0, 1, 0),
        (first + second, 0, 1, 0),
    ]
    assert gold["bylines"] == [{"article": 0, "text": "本报记者 周一苇", "people": ["周一苇"]}]


def test_a_draft_is_read_again_as_it_was() -> None:
    gold = json.loads(zbtools("run", "--as-gold", EXAMPLES / "lanjiang-daily").out)
    assert gold_to_json(gold_from_json(gold, "gold")) == gold


def test_a_correction_by_a_person_is_in_the_draft(tmp_path: Path) -> None:
    page, file, gold = tmp_path / "page.txt", tmp_path / "page.corrections.json", tmp_path / "gold.jsonl"
    wanted, notice = "市民一早来到江边散步，看见对岸的新桥已经亮起了灯。", "今日有雾，过江请走下游的旧桥。"
    page.write_text(f"# 新桥昨夜亮灯\n\n{wanted}\n\n{notice}\n", "utf-8")
    records = list(parse_lines(zbtools("run", page).text.splitlines(), "page"))
    assert isinstance(records[0], Page)
    piece = {
        "page": records[0].id, "source": records[0].source.sha256[:16], "at": [36, 51], "begins": notice[:12],
        "length": len(notice), "hash": sha256(notice.encode()).hexdigest()[:16],
    }  # fmt: skip
    move = {"kind": "move", "to": "furniture", "piece": piece}
    file.write_text(json.dumps({"schema": "zbtools-corrections/1", "corrections": [move]}), "utf-8")
    ending = zbtools("run", page, "--corrections", file, "--as-gold", "-o", gold)
    assert (ending.code, ending.said) == (0, "")
    (issue,) = map(json.loads, gold.read_text("utf-8").splitlines())
    assert [issue["pages"][0][start:end] for _, start, end, *_ in issue["runs"]] == ["新桥昨夜亮灯", wanted]


def test_issues_that_are_called_alike_are_named_apart(tmp_path: Path) -> None:
    for name in ("甲", "乙"):
        (tmp_path / f"{name}.txt").write_text(f"# 新桥{name}昨夜亮灯\n\n市民一早来到江边散步。\n", "utf-8")
    lines = zbtools("run", "--as-gold", "--each", "--paper", "滨江日报", tmp_path).text.splitlines()
    assert [json.loads(line)["id"] for line in lines] == ["滨江日报", "滨江日报-2"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["-o", "folder/"], "writes one file, not a folder"),
        (["--to", "markdown"], "--to and --as-gold do not go together"),
        (["--in-place"], "--in-place and --as-gold do not go together"),
        (["--no-provenance"], "--no-provenance and --as-gold do not go together"),
        (["--resume", "-o", "folder/"], "--resume and --as-gold do not go together"),
    ],
)
def test_what_does_not_go_with_a_draft_is_said_in_two_sentences(arguments: list[str], said: str) -> None:
    ending = zbtools("run", "--as-gold", EXAMPLES / "binjiang-daily", *arguments)
    assert (ending.code, ending.out) == (2, b"")
    assert said in ending.said
    assert "hint: " in ending.said


def test_records_are_no_dumps_to_draft_from() -> None:
    records = zbtools("run", EXAMPLES / "binjiang-daily")
    ending = zbtools("run", "--as-gold", "-", stdin=records.out)
    assert (ending.code, ending.out) == (3, b"")
    assert "gold is drafted from dumps" in ending.said
