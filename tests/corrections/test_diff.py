"""What changed between two readings is said in words, and nothing is said where nothing did."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.commandline import zbtools
from tests.corrections.pages import EXAMPLES, ISSUES, articles, example, issue, ref
from tests.corrections.test_promises import sequences
from zbtools.stages.corrections import Correction, correct
from zbtools.stages.corrections.board import board_of
from zbtools.views.diff import differences

RECORDS, _ = example("binjiang-daily")
DUMP = EXAMPLES / "binjiang-daily/2023-04-18/02.txt"

# A correction, and all that it changes.
CHANGES: list[tuple[Correction, list[tuple[str, str]]]] = [
    (
        Correction("move", ref(RECORDS, "大赛设细纱"), ref(RECORDS, "柳堤县现有小型")),
        [("moved", "“大赛设细纱、织布、印染三个组别,实操…” came here; it was in “全市纺织职工技能大赛落幕”")],
    ),
    (
        Correction("split", ref(RECORDS, "次提到每天两遍")),
        [("status", "none → gap"), ("split", "后要把巡查频 / 次提到每天两 are two paragraphs")],
    ),
    (
        Correction("join", ref(RECORDS, "大赛设细纱"), ref(RECORDS, "滨江日报讯(全媒体记者/韩松筠 通讯员/毛")),
        [("joined", "奖章和证书。|大赛设细纱、 is one paragraph")],
    ),
    (
        Correction("move", ref(RECORDS, "槐溪区"), to="furniture"),
        [
            ("headline", "槐溪区 启动入河排口春季整治 → 启动入河排口春季整治"),
            ("moved", "“槐溪区” is gone from here; it is furniture (other)"),
        ],
    ),
    (
        Correction("title", ref(RECORDS, "手机里看墒情"), form="headline", begins=True),
        [
            ("new", "a new article"),
            ("moved", "“手机里看墒情” came here as a headline; it was in “无人机飞起来 老把式坐下来” as a subheading"),
        ],
    ),
    (
        Correction("not-title", ref(RECORDS, "合作社算细账"), form="paragraph"),
        [("kind", "“合作社算细账” is a paragraph; it was a subheading")],
    ),
]


@pytest.mark.parametrize(("correction", "wanted"), CHANGES, ids=lambda value: getattr(value, "kind", ""))
def test_a_change_is_said_in_words(correction: Correction, wanted: list[tuple[str, str]]) -> None:
    made = correct(RECORDS, [correction])
    assert made.unfit == ()
    found = [(each.what, each.words) for each in differences(RECORDS, made.records) if each.what != "confidence"]
    assert found[: len(wanted)] == wanted


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_something_is_said_exactly_where_something_changed(data: st.DataObject) -> None:
    records, _ = issue(data.draw(st.sampled_from(ISSUES)))
    made = correct(records, data.draw(sequences(board_of(records)))).records
    assert list(differences(records, records)) == []
    texts = [[(article.headline, article.body) for article in articles(each)] for each in (records, made)]
    if texts[0] != texts[1]:
        assert list(differences(records, made))


def test_a_run_and_a_corrected_one_on_the_command_line(tmp_path: Path) -> None:
    assert zbtools("run", DUMP, "-o", tmp_path / "a.jsonl").code == 0
    assert zbtools("run", DUMP, "--min-confidence", "0.9", "-o", tmp_path / "b.jsonl").code == 0
    same = zbtools("diff", tmp_path / "a.jsonl", DUMP)
    assert (same.code, same.out, same.said) == (0, b"", "")
    ending = zbtools("diff", tmp_path / "a.jsonl", tmp_path / "b.jsonl")
    assert ending.code == 1
    assert "人员撤下来以后,骆长川把各突击队长留…” came here; it was in “沙石备足两万方 队伍练到堤坝上”" in ending.text
    lines = zbtools("diff", tmp_path / "a.jsonl", tmp_path / "b.jsonl", "--to", "jsonl").text.splitlines()
    assert {json.loads(line)["what"] for line in lines} == {"new", "moved", "confidence"}


def test_readings_of_other_pages_are_not_compared() -> None:
    ending = zbtools("diff", DUMP, EXAMPLES / "textile-news")
    assert (ending.code, ending.out) == (3, b"")
    assert "have no page in common" in ending.said
