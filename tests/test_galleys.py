"""A run that keeps pages as galleys until `join` says what the commands say one behind the other."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.gold import SHARED, Issue, galleys_of, read_issues, split_issue
from zbtools.pipeline import PLANS, Options, run_issue, run_parts

STAGES = PLANS["run"].dump
EXAMPLES = sorted((Path(__file__).parent / "examples").glob("*/gold.jsonl"))
REAL = sorted((SHARED / "pages").glob("*.gold.jsonl"))


@pytest.mark.parametrize("confidence", [0.0, 0.95])
@pytest.mark.parametrize("path", [*EXAMPLES, *REAL], ids=lambda path: path.parent.name)
def test_whole_issues(path: Path, confidence: float) -> None:
    for issue in read_issues(path):
        alike(issue, Options(min_confidence=confidence))


LINES = st.sampled_from(
    [
        "# 滨江大桥通车",
        "**修桥的人**",
        "# 上接01版",
        "（下转02版）",
        "滨江日报讯(记者/周一苇) 大桥今天通车，两岸的人走上桥面，船工孟听澜说往后再不用等渡船，",
        "过江只要一刻钟。桥头的茶摊也搬了新址。",
        "滨江日报 2024年3月8日 星期五 01",
        "桥上有风桥上有风桥上有风桥上有风桥上有风",
        "责任编辑 沈鹿鸣",
        "| 班次 | 时刻 |\n|---|---|\n| 一 | 六点 |",
    ]
)
PAGES = st.lists(st.lists(LINES, max_size=8).map("\n\n".join), min_size=1, max_size=3)


@settings(max_examples=60, deadline=None)
@given(PAGES, st.sampled_from(["滨江日报", None]))
def test_pages_of_any_lines(pages: list[str], paper: str | None) -> None:
    numbers = range(1, len(pages) + 1)
    alike({"pages": pages, "page_numbers": [*numbers], "paper": paper, "date": 20240308}, Options())


def test_a_marker_behind_a_loop_on_a_page_without_a_story() -> None:
    text = "桥上有风桥上有风桥上有风桥上有风桥上有风\n\n（下转02版）"
    alike({"pages": [text], "page_numbers": [1], "paper": None, "date": 20240308}, Options())


def test_records_among_dumps() -> None:
    """What an earlier run has split is not split again, and goes the same way."""
    issue = next(read_issues(EXAMPLES[0]))
    first, *rest = galleys_of(issue)
    parts = [run_parts([first], (), Options()), *rest]
    assert run_parts(parts, STAGES, Options()) == run_parts([first, *rest], STAGES, Options())


def alike(issue: Issue, options: Options) -> None:
    at_once = run_parts(galleys_of(issue), STAGES, options)
    one_behind_the_other = split_issue(issue)
    for stage in STAGES:
        one_behind_the_other = run_issue(one_behind_the_other, [stage], options)
    assert at_once == one_behind_the_other
