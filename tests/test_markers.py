"""Continuation markers: `data/markers.jsonl` holds one case a line, half of them text that only looks like a marker."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zbtools.language.pagelabels import canonical_label, same_page
from zbtools.stages.markers import find_markers

CASES = [json.loads(line) for line in (Path(__file__).parent / "data/markers.jsonl").read_text("utf-8").splitlines()]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_marker(case: dict[str, Any]) -> None:
    text, markers = case["text"], find_markers(case["text"])
    if case["kind"] is None:
        assert not markers
        return
    found = markers[0]
    assert (found.kind, found.page, found.title) == (case["kind"], case["page"], case["title"])
    assert text[found.start : found.end] == case["marker"]


def test_a_story_may_come_from_one_page_and_go_to_another() -> None:
    found = find_markers("（上接第一版）船工们放下缆绳。（下转第三版）")
    assert [(marker.kind, marker.page) for marker in found] == [("from", "01"), ("to", "03")]


@given(st.text("（上接下转第一二版页◀▶续未完>B2 ，。）", max_size=40))
def test_markers_lie_in_the_text_in_order_and_apart(text: str) -> None:
    ends = [0, *(offset for marker in find_markers(text) for offset in (marker.start, marker.end)), len(text)]
    assert ends == sorted(ends)


LABELS = [
    ("第一版", "01"),
    ("01版", "01"),
    ("1版", "01"),
    ("01", "01"),
    ("Ａ１版", "A01"),
    ("A叠02版", "A02"),
    ("B02", "B02"),
    ("b2", "B02"),
    ("第十三版", "13"),
    ("廿一版", "21"),
    ("第75页", "75"),
    ("第 123 页", "123"),
    ("1-3版", "01-03"),
    ("第一、二版", "01,02"),
    ("头版", "01"),
    ("要闻版", "要闻"),
    ("要闻2版", "要闻02"),
    ("第 版", None),
    ("", None),
    ("渡口", None),
]


@pytest.mark.parametrize(("printed", "label"), LABELS)
def test_label(printed: str, label: str | None) -> None:
    assert canonical_label(printed) == label
    if label and label[-1].isdigit():
        assert canonical_label(label) in (label, None)


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("第一版", "01", True),
        ("A1", "01", True),
        ("A7", "07版", True),
        ("B02", "02", False),
        ("B2", "B02版", True),
        ("1-3版", "02", True),
        ("1-3版", "04", False),
        ("第一、三版", "03", True),
        ("第一、三版", "02", False),
        ("要闻版", "要闻", True),
        (None, "01", False),
        (None, None, False),
    ],
)
def test_same_page(first: str | None, second: str | None, same: bool) -> None:
    assert same_page(first, second) is same
    assert same_page(second, first) is same
