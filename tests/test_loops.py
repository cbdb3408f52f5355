"""Repetition loops: a phrase that a model wrote again and again goes, what a paper repeats by right stays."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zbtools.stages.loops import Loop, line_loops_in, loops_in

LOOPS = {
    "three times": ("灯会开幕。江湾花灯会，江湾花灯会，江湾花灯会，人们散去", "江湾花灯会，江湾花灯会，"),
    "lines": ("江湾花灯会\n" * 5, "江湾花灯会\n" * 4),
    "varied at the end": ("江湾花灯会\n江湾花灯会\n江湾花灯合\n", "江湾花灯会\n江湾花灯合\n"),
    "varied in the middle": (
        "项目名称：" * 4 + "顶目名称：" + "项目名称：" * 3,
        "项目名称：" * 3 + "顶目名称：" + "项目名称：" * 3,
    ),
    "broken off": ("服务内容描述，" * 5 + "服务内", "服务内容描述，" * 4 + "服务内"),
    "behind a sentence that ends alike": (
        "市里开了会。会议要求压实工作责任。会议要求压实工作责任。会议要求压实工作责任。会后参观了花灯。",
        "会议要求压实工作责任。会议要求压实工作责任。",
    ),
    "before text that begins alike": ("记者走进车间，" + "机器轰鸣，" * 9 + "机器人挥舞手臂。", "机器轰鸣，" * 8),
    "an item between commas": ("要加强领导、" + "狠抓落实、" * 9 + "狠下功夫。", "狠抓落实、" * 8),
    "at the end of an article": ("会后，船队出发。" + "江湾花灯会昨晚开幕。" * 4, "江湾花灯会昨晚开幕。" * 3),
    "varied, before text that begins alike": (
        "江湾花灯会，江湾花灯会，江湾花灯合，江湾花灯会，江湾的人们散去。",
        "江湾花灯会，江湾花灯合，江湾花灯会，",
    ),
    "a sentence": ("渡口的老船工已经学开观光船。" * 3, "渡口的老船工已经学开观光船。" * 2),
    "Latin": ("Harbour Toolbox, " * 4, "Harbour Toolbox, " * 3),
    "one character": ("呀" * 60, "呀" * 59),
    "very many": ("今天" * 100_000, "今天" * 99_999),
}


@pytest.mark.parametrize(("text", "expected"), LOOPS.values(), ids=LOOPS.keys())
def test_loop(text: str, expected: str) -> None:
    assert [text[loop.start : loop.end] for loop in loops_in(text)] == [expected]


BY_RIGHT = [
    "",
    "船到桥头自然直。",
    "台下一片笑声：哈哈哈哈哈哈哈哈！",
    "加油！加油！加油！加油！",
    "坚持就是胜利！坚持就是胜利！坚持就是胜利！",
    "奖3万元\t奖3万元\t奖3万元\t奖3万元\t奖3万元",
    "奖3万元 奖3万元 奖3万元 奖3万元 奖3万元",
    "第1条规定，第2条规定，第3条规定，第4条规定，第5条规定",
    "张村小学、李村小学、王村小学、赵村小学、何村小学",
    "《青石区管理条例》《南湾区管理条例》《东岸区管理条例》《西洲区管理条例》",
    "严重沙化耕地、严重石化耕地、严重污染耕地、严重退化耕地",
    "青石区来了，南湾区来了，东岸区来了，西洲区来了，各区都来了",
    "……………………………………………………………………………………",
    "－－－－－－－－－－－－－－－－－－－－－－－－－－－－",
    "一天又一天，一年又一年，一辈又一辈",
    "江水啊，江水，你从哪里来？江水啊，江水，你到哪里去？",
]


@pytest.mark.parametrize("text", BY_RIGHT)
def test_no_loop(text: str) -> None:
    assert loops_in(text) == []


LINES = {
    "one line": (["园里", "江湾花灯会", "江湾花灯会", "江湾花灯会", "散了"], [(2, 4)]),
    "varied": (["江湾花灯会", "江湾花灯会", "江湾花灯合", "江湾花灯会"], [(1, 4)]),
    "two lines": (["江湾花灯会", "昨晚开幕了"] * 3, [(2, 6)]),
    "headings": (["一样的标题又来了"] * 9, [(1, 9)]),
    "twice only": (["江湾花灯会", "江湾花灯会"], []),
    "prizes": (["奖3万元"] * 5, []),
    "cries": (["加油！"] * 5, []),
    "numbered": ([f"第{number}条规定" for number in "一二三四五六"], []),
    "digits": (["2024"] * 5, []),
    "a refrain": (["江水长又长", "船儿去远方", "江水长又长", "月儿照故乡"], []),
    "others": (["张村小学", "李村小学", "王村小学", "赵村小学"], []),
    "none": ([], []),
}


@pytest.mark.parametrize(("texts", "expected"), LINES.values(), ids=LINES.keys())
def test_line_loops(texts: list[str], expected: list[tuple[int, int]]) -> None:
    assert [(loop.start, loop.end) for loop in line_loops_in(texts)] == expected


def test_tables_hold_no_line_loops() -> None:
    assert line_loops_in(["优秀组织单位"] * 5, ["table"] * 5) == []


@given(st.text("江上有船，雾散了。\t3！", max_size=300))
def test_ranges_are_in_order_and_inside(text: str) -> None:
    loops = loops_in(text)
    edges = [edge for loop in loops for edge in (loop.start, loop.end)]
    assert edges == sorted(edges)
    assert not edges or edges[-1] <= len(text)
    assert all(0 <= loop.phrase < loop.start for loop in loops)


@given(st.lists(st.sampled_from("江上有船雾散了桥头灯火"), min_size=6, unique=True), st.integers(4, 9))
def test_any_phrase_that_goes_on_is_a_loop(phrase: list[str], times: int) -> None:
    assert loops_in("".join(phrase) * times) == [Loop(0, len(phrase), len(phrase) * times)]


@pytest.mark.parametrize("text", ["加油！" * 300_000, "-" * 900_000, "奖3万元\t" * 200_000, "第1条规定，" * 150_000])
def test_long_stretches_are_walked_once(text: str) -> None:
    loops_in(text)
