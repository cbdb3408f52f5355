"""Furniture, captions and notices told by the line alone: `data/*.jsonl` hold the cases, half of them traps."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from zbtools.model import Page, Source
from zbtools.pipeline import read_page
from zbtools.rules.captions import caption_cue
from zbtools.rules.notices import notice_cue
from zbtools.rules.titles import title_cues
from zbtools.stages.furniture import furniture_role
from zbtools.stages.identity import Identity

DATA = Path(__file__).parent / "data"


def _cases(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (DATA / name).read_text("utf-8").splitlines()]


@pytest.mark.parametrize("case", _cases("furniture.jsonl"), ids=lambda case: case["text"])
def test_furniture(case: dict[str, Any]) -> None:
    found = furniture_role(case["text"], near_edge=case["edge"])
    assert (found and found[0]) == case["role"]


@pytest.mark.parametrize("case", _cases("cues.jsonl"), ids=lambda case: case["text"])
def test_captions_and_notices(case: dict[str, Any]) -> None:
    cue = {"caption": caption_cue, "notice": notice_cue}[case["cue"]]
    assert (cue(case["text"]) is not None) is case["expected"]


TITLES = [
    ("滨江市市长——", "ZB111"),
    ("市长在大桥工地调研时强调", "ZB112"),
    ("专家呼吁：", "ZB112"),
    ("——滨江大桥建设侧记", "ZB121"),
    ("桥头的灯（江畔随笔）", "ZB131"),
    ("大桥合龙之后（经济观察·江边新事）", "ZB131"),
    ("滨江大桥系列报道之三", "ZB132"),
    ("船工口述（下）", "ZB132"),
    ("江畔·人物", "ZB133"),
    ("图片新闻", "ZB134"),
    ("编者按：", "ZB141"),
    ("【核心阅读】", "ZB141"),
    ("【政策依据】", "ZB142"),
    ("一、桥址", "ZB143"),
    ("（二）工期", "ZB143"),
    ("答：大桥年底通车。船工们将改行。", "ZB144"),
    ("●工期提前", "ZB151"),
    ("各位代表：", "ZB161"),
    ("滨江大桥年底合龙", None),
    ("3.5米宽的桥面铺好了", None),
    ("记者周一苇报道", None),
    ("问题出在桥墩", None),
    ("编者按照来信走访了渡口", None),
    ("中巴车驶过渡口", None),
    ("", None),
]


@pytest.mark.parametrize(("text", "code"), TITLES)
def test_title_cues(text: str, code: str | None) -> None:
    cues = title_cues(text)
    assert (code in cues) if code else not cues


def test_a_long_paragraph_is_no_furniture() -> None:
    assert furniture_role("船工们放下缆绳，渡口的灯亮了起来" * 40, near_edge=True) is None


HEAD_LINES = [
    (("03 农业农村", "2021年5月12日 星期三"), ["folio", "date-line"]),
    (("滨江日报", "2021年5月12日 星期三", "3 田园周刊"), ["masthead", "date-line", "folio"]),
    (("2021年5月12日 星期三", "时政·要闻 02"), ["date-line", "folio"]),
    (("# 老屋里的人", "01 老屋"), []),
    (("滨江日报", "A01", "02 老屋"), ["masthead", "folio"]),
]


@pytest.mark.parametrize(("lines", "roles"), HEAD_LINES, ids=lambda value: " ".join(value))
def test_a_number_and_a_name_are_a_folio_beside_what_heads_the_page(lines: tuple[str, ...], roles: list[str]) -> None:
    text = "\n\n".join((*lines, "老屋在江边立了一百年，去年秋天修好了屋顶，今年开春又住进了人。"))
    record = read_page(text, Source("page.txt", "0", "utf-8", len(text)), Identity())[0]
    assert isinstance(record, Page)
    assert [item.role for item in record.furniture if item.role != "other"] == roles


def test_a_bare_date_at_the_foot_is_furniture_beside_the_name_of_the_paper() -> None:
    text = "# 老屋里的人\n\n老屋立了一百年。\n\n滨江日报\n\n2021年5月12日\n\n# 早市\n\n早市开了。\n"
    record = read_page(text, Source("page.txt", "0", "utf-8", len(text)), Identity())[0]
    assert isinstance(record, Page)
    assert [item.role for item in record.furniture] == ["masthead", "date-line"]
