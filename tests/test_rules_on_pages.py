"""Rules that tell furniture and markers from text, on pages of known truth, which stay outside the project."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from zbtools.stages.furniture import furniture_role
from zbtools.stages.markers import find_markers

DEV = Path(__file__).resolve().parents[2] / "shared/bench/dev.jsonl.gz"

pytestmark = [pytest.mark.slow, pytest.mark.skipif(not DEV.exists(), reason="the pages are not beside this checkout")]


def _lines(issue: dict[str, Any]) -> Iterator[tuple[str, list[bool]]]:
    """Yield each line of the issue's pages, with a mark for each character that stands in an article."""
    for number, text in enumerate(issue["pages"]):
        owned = bytearray(len(text))
        for page, start, end, *_ in issue["runs"]:
            if page == number:
                owned[start:end] = b"\1" * (end - start)
        start = 0
        for line in text.split("\n"):
            yield line, [bool(mark) for mark in owned[start : start + len(line)]]
            start += len(line) + 1


@pytest.fixture(scope="module")
def lines() -> list[tuple[str, list[bool]]]:
    with gzip.open(DEV, "rt", encoding="utf-8") as file:
        return [line for row in file for line in _lines(json.loads(row))]


def test_no_line_of_an_article_is_furniture(lines: list[tuple[str, list[bool]]]) -> None:
    wrong = [line for line, owned in lines if any(owned) and furniture_role(line, near_edge=False)]
    assert wrong == []


def test_no_marker_takes_a_character_of_an_article(lines: list[tuple[str, list[bool]]]) -> None:
    wrong = [line for line, owned in lines for marker in find_markers(line) if any(owned[marker.start : marker.end])]
    assert wrong == []


def test_date_lines_folios_and_staff_are_furniture(lines: list[tuple[str, list[bool]]]) -> None:
    """Text of no article that has a year, a bar or a colon behind a role is furniture."""
    signs = ("年", " | ", "版式设计", "制图")
    missed = [
        line
        for line, owned in lines
        if line.strip() and not any(owned) and any(sign in line for sign in signs) and not furniture_role(line, False)
    ]
    assert missed == []
