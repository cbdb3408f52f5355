"""Bylines: `data/bylines.jsonl` holds one case a line over all eighteen families of forms, most of them hard.

A case has the text, the place where the byline stands, and what a reader would say of it: the span without the space
behind it, outlet, form, place, date (`page_date` is 15 June 2024 unless given), persons with role and outlet. `byline`
null: there is none, whatever it looks like. The scores keep the bars; each case must hold by itself too.
"""

from __future__ import annotations

import json
import lzma
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.bylines import BARS, PAGE_DATE, WHERE, false_bylines, found, is_prose, people, read_cases, scores, span
from tests.prose import lines
from zbtools.stages.bylines import Where, find_byline

DATA = Path(__file__).parent / "data"
SHARED = Path(__file__).resolve().parents[2] / "shared"
CASES = read_cases()


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['where']}:{case['text'][:40]}")
def test_case(case: dict[str, Any]) -> None:
    result, expected = found(case), case["byline"]
    if expected is None:
        assert result is None
        return
    assert result is not None
    assert span(case["text"], result) == tuple(expected["span"])
    byline = result.byline
    assert people(byline) == [tuple(person) for person in expected["people"]]
    assert {key: getattr(byline, key) for key in ("outlet", "form", "place", "date", "ambiguous")} == {
        key: expected[key] for key in ("outlet", "form", "place", "date", "ambiguous")
    }


def test_the_set_is_large_and_hard() -> None:
    assert len(CASES) >= 400
    assert sum(case["hard"] for case in CASES) >= len(CASES) / 2
    assert {case["family"] for case in CASES} >= set(range(1, 19))


@pytest.mark.parametrize(("name", "figure"), scores(CASES).items())
def test_scores_keep_the_bars(name: str, figure: float) -> None:
    assert figure >= BARS[name]


@pytest.mark.parametrize("line", (DATA / "prose.txt").read_text("utf-8").splitlines())
def test_prose_holds_no_byline(line: str) -> None:
    assert {where: find_byline(line, where) for where in WHERE} == dict.fromkeys(WHERE)


def corpus_prose(name: str, count: int) -> list[str]:
    """The first lines of a corpus that are plainly prose: long, inside a story, and closed by a full stop."""
    path = SHARED / "corpus" / name
    if not path.exists():
        pytest.skip(f"{path} is not here")
    with lzma.open(path, "rt", encoding="utf-8") as file:
        inner = (line.strip() for story in map(json.loads, file) for line in story["body"][1:-1])
        return [line for line, _ in zip((line for line in inner if is_prose(line)), range(count), strict=False)]


def test_no_byline_in_two_thousand_lines_of_invented_prose() -> None:
    texts = lines(2000)
    assert len(set(texts)) == 2000
    assert false_bylines(texts) == []


@pytest.mark.parametrize("name", ["articles-2020.jsonl.xz", "articles-2026-qixiang.jsonl.xz"])
def test_no_byline_in_two_thousand_lines_of_prose(name: str) -> None:
    texts = corpus_prose(name, 2000)
    assert len(texts) == 2000
    assert false_bylines(texts) == []


def test_the_real_page_reads_as_a_person_reads_it() -> None:
    path = SHARED / "pages/zhuzhou-2022-10-27.reading.json"
    if not path.exists():
        pytest.skip(f"{path} is not here")
    lines = path.with_name("zhuzhou-2022-10-27.txt").read_text("utf-8").split("\n")
    for article in json.loads(path.read_text("utf-8"))["articles"]:
        printed = article["byline"]
        if printed is None:
            continue
        where: Where = "head" if printed["position"] == "paragraph-start" else "line"
        result = find_byline(lines[printed["line"] - 1], where)
        assert result is not None
        byline = result.byline
        assert (byline.text, byline.outlet) == (printed["raw"], printed["outlet"])
        assert byline.form == printed.get("verb", "署名")
        assert people(byline) == [(name, group["role"], None) for group in printed["people"] for name in group["names"]]


PIECES = [
    "本报讯（记者周一苇 通讯员沈砚）3月8日，",
    "（周一苇）",
    "新华社北京3月8日电 ",
    "记者周一苇沈砚",
    "图/周一苇文/沈砚",
    "（本报北京、东京",
    "〔記者陳彥川／台北報導〕",
    "·",
    "（",
    " ",
    "摄",
]


@pytest.mark.parametrize("where", WHERE)
@pytest.mark.parametrize("piece", PIECES)
def test_only_the_edge_of_a_long_text_is_looked_at(piece: str, where: Where) -> None:
    """So that no text, however long, takes longer than its first and last few hundred code points do."""
    text = piece * (1_000_000 // len(piece.encode()) + 1)
    result = find_byline(text, where)
    if where == "line":
        assert result is None
    elif where == "head":
        assert result == find_byline(text[:1000], where)
    elif result is not None:
        assert len(text) - result.start <= 1000


@given(
    st.text("本报讯电（记者周一苇沈砚）摄图/文：。 3月8日新华社北京【】通员编译来源", max_size=60),
    st.sampled_from(WHERE),
)
def test_a_byline_lies_in_its_text(text: str, where: Where) -> None:
    result = find_byline(text, where, PAGE_DATE)
    if result is None:
        return
    assert 0 <= result.start < result.end <= len(text)
    assert result.byline.text == text[result.start : result.end].strip()
    assert result.byline.form
    assert all(person.name and not person.name[0].isspace() for person in result.byline.people)


def test_places_are_told_apart() -> None:
    result = find_byline("本报东京、平壤6月3日电（记者周一苇）大桥合龙。", "head", PAGE_DATE)
    assert result is not None
    assert result.byline.places == ("东京", "平壤")
    assert (result.byline.own, result.dated) == (True, ("6月3日", "latest-such-day"))


def test_the_agency_that_relayed_a_telegram_is_kept() -> None:
    result = find_byline("〔中央社華盛頓廿日合衆電〕大橋合龍。", "head", "1947-03-22")
    assert result is not None
    assert result.byline.via == "合衆"


def test_an_office_that_signs_is_no_person() -> None:
    result = find_byline("本报讯（记者/周一苇 通讯员/城关 滨江市气象局 沈砚）大桥合龙。", "head", PAGE_DATE)
    assert result is not None
    assert [(person.name, person.bureau) for person in result.byline.people] == [
        ("周一苇", False),
        ("城关", True),
        ("滨江市气象局", True),
        ("沈砚", False),
    ]
