"""Pages that a person has corrected, as gold to score by and as examples to learn from."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from benchmarks.train.corrected import corrected_issues
from benchmarks.train.truth import Fates, told_pages
from tests.commandline import zbtools
from tests.corrections.pages import EXAMPLES, ref
from zbtools.errors import EXIT_DONE, EXIT_INPUT
from zbtools.records import parse_lines
from zbtools.stages.corrections import Correction
from zbtools.stages.corrections.correction import SCHEMA, to_json

DUMP = EXAMPLES / "binjiang-daily/2023-04-18/02.txt"
ISSUE = EXAMPLES / "lanjiang-daily/2021-06-09"


def apply(folder: Path, dumps: Path, kind: str, begins: str, **said: Any) -> Path:
    """Run the dumps, correct the piece that begins with these words, and return the file of records."""
    records, file, corrected = folder / "records.jsonl", folder / "corrections.json", folder / "corrected.jsonl"
    assert zbtools("run", dumps, "-o", records).code == EXIT_DONE
    found = list(parse_lines(records.read_text("utf-8").splitlines(), records.name))
    made = {"schema": SCHEMA, "corrections": [to_json(Correction(kind, ref(found, begins), **said))]}
    file.write_text(json.dumps(made, ensure_ascii=False), "utf-8")
    assert zbtools("apply", file, records, "-o", corrected).code == EXIT_DONE
    return corrected


@pytest.fixture
def corrected(tmp_path: Path) -> Path:
    """Return records in which a person has parted a paragraph that was right as it was."""
    return apply(tmp_path, DUMP, "split", "次提到每天两遍")


def score(*arguments: object) -> dict[str, Any]:
    ending = zbtools("score", *arguments, "--to", "json")
    assert ending.code == EXIT_DONE, ending.said
    found: dict[str, Any] = json.loads(ending.text)
    return found


def test_by_itself_a_corrected_page_is_right(corrected: Path) -> None:
    found = score(corrected, corrected)["all"]
    assert (found["exact"], found["b3_f"], found["seam_recall"], found["lost"]) == (1, 1, 1, 0)


def test_the_program_is_scored_by_what_a_person_said(corrected: Path) -> None:
    found = score(corrected, DUMP)
    [page] = found["issues"]
    assert page["id"] == "滨江日报-2023-04-18-02"
    assert found["all"]["exact"] == pytest.approx(0.9, abs=0.02)
    assert found["all"]["seam_precision"] < 1
    assert found["all"]["b3_f"] == 1


def test_the_dump_need_not_be_there(corrected: Path, tmp_path: Path) -> None:
    lines = [json.loads(line) for line in corrected.read_text("utf-8").splitlines()]
    for line in lines:
        if line["kind"] == "page":
            line["source"]["name"] = "elsewhere.txt"
    moved = tmp_path / "moved.jsonl"
    moved.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), "utf-8")
    assert score(moved, DUMP)["all"] == score(corrected, DUMP)["all"]
    assert score(moved, DUMP, "--source", DUMP)["all"] == score(corrected, DUMP)["all"]


def test_it_is_the_gold_that_a_run_drafts_with_the_corrections(corrected: Path, tmp_path: Path) -> None:
    gold = tmp_path / "gold.jsonl"
    assert (
        zbtools("run", DUMP, "--corrections", tmp_path / "corrections.json", "--as-gold", "-o", gold).code == EXIT_DONE
    )
    [drafted] = map(json.loads, gold.read_text("utf-8").splitlines())
    assert corrected_issues([corrected]) == corrected_issues([gold]) == [drafted]


def test_only_the_pages_that_a_person_has_judged_are_gold(tmp_path: Path) -> None:
    corrected = apply(tmp_path, ISSUE, "accept", "夏粮收购由南向北展开", op="title")
    [issue] = corrected_issues([corrected])
    assert issue["pages"] == [(ISSUE / "01.txt").read_text("utf-8")]
    assert {run[0] for run in issue["runs"]} == {0}
    found = score(corrected, corrected)["all"]
    assert (found["exact"], found["lost"]) == (1, 0)


def test_records_that_nobody_has_judged_are_no_gold(tmp_path: Path) -> None:
    assert zbtools("run", DUMP, "-o", tmp_path / "records.jsonl").code == EXIT_DONE
    ending = zbtools("score", tmp_path / "records.jsonl", DUMP)
    assert (ending.code, "no page of these records was corrected" in ending.said) == (EXIT_INPUT, True)


def test_the_training_learns_the_fates_that_a_person_has_set(corrected: Path, tmp_path: Path) -> None:
    """What was parted by hand is no seam in the examples; before the correction it was one."""
    gold = tmp_path / "uncorrected.jsonl"
    assert zbtools("run", DUMP, "--as-gold", "-o", gold).code == EXIT_DONE
    parted = {}
    for path in (gold, corrected):
        [issue] = corrected_issues([path])
        [page] = told_pages(issue)
        fates = Fates(page)
        assert all(fates.next(i) is not None for i in range(len(page)))
        [parted[path]] = [one.broken_start for one in page if one.unit.text.startswith("次提到每天两遍")]
    assert parted == {gold: True, corrected: False}


def test_days_of_a_test_set_are_not_learned_from(corrected: Path, tmp_path: Path) -> None:
    test_set = tmp_path / "test.jsonl"
    test_set.write_text('{"date": "20230418"}\n', "utf-8")
    assert corrected_issues([corrected], test_set) == []


def test_the_engine_learns_from_corrected_pages(corrected: Path) -> None:
    pytest.importorskip("torch", reason="torch is not installed")
    from benchmarks.train.engine import _looks_of, _weighed_of

    [issue] = corrected_issues([corrected])
    looks, weighed = _looks_of(issue), _weighed_of(issue)
    assert len(looks.rows) == len(weighed.size) > 20
