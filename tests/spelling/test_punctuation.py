from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zbtools.stages.spelling.punctuation import TO_FULL, to_full, to_half

texts = st.text(st.sampled_from("滨江aB12〇 ,.:;!?()（），。：！“”%/\n")) | st.text(max_size=20)

FULL = [
    ("大桥通车,市民出行方便。", "大桥通车，市民出行方便。"),
    ("他说:“好!”", "他说：“好！”"),
    ("你知道吗?知道!", "你知道吗？知道！"),
    ("游客达3,000人", "游客达3,000人"),
    ("增长3.5%,达到新高", "增长3.5%，达到新高"),
    ("增长3.5%;2021年", "增长3.5%；2021年"),
    ("12:30开幕", "12:30开幕"),
    ("时间:12:30", "时间：12:30"),
    ("主队3:2获胜", "主队3:2获胜"),
    ("会议(扩大)今天召开", "会议（扩大）今天召开"),
    ("世界卫生组织(WHO)称", "世界卫生组织（WHO）称"),
    ("世界卫生组织 (WHO)", "世界卫生组织 （WHO）"),
    ("GDP(国内生产总值)", "GDP（国内生产总值）"),
    ("(3)加强领导", "（3）加强领导"),
    ("函数f(x)是", "函数f(x)是"),
    ("滨江日报讯(记者/周一苇) 3月8日,", "滨江日报讯（记者/周一苇） 3月8日，"),
    ("(记者 周一苇）", "（记者 周一苇）"),
    ("(会议(扩大)纪要)", "（会议（扩大）纪要）"),
    ("一)总则", "一）总则"),
    ("Hello, world! (really)", "Hello, world! (really)"),
    ("推出“Hello, world”活动", "推出“Hello, world”活动"),
    ("网址:http://a.b/c?d=e,f", "网址：http://a.b/c?d=e,f"),
    ("发展打下基础.", "发展打下基础。"),
    ("他说:“好.”", "他说：“好。”"),
    ("约翰.史密斯", "约翰.史密斯"),
    ("等等...", "等等..."),
    ("第1.2节", "第1.2节"),
    ("「台灣」,", "「台灣」，"),
    ("東京タワー,", "東京タワー，"),
    ("", ""),
]

HALF = [
    ("大桥通车，市民出行方便。", "大桥通车,市民出行方便。"),
    ("会议（扩大）：“好！”", "会议(扩大):“好!”"),
    ("《滨江日报》、【快讯】", "《滨江日报》、【快讯】"),
    ("１２月", "１２月"),
]


@pytest.mark.parametrize(("text", "expected"), FULL)
def test_full(text, expected):
    assert to_full(text) == expected


@pytest.mark.parametrize(("text", "expected"), HALF)
def test_half(text, expected):
    assert to_half(text) == expected


@pytest.mark.parametrize("spell", [to_full, to_half])
@given(texts)
def test_twice_is_once_and_the_length_is_kept(spell, text):
    once = spell(text)
    assert spell(once) == once
    assert len(once) == len(text)


@given(texts)
def test_only_the_width_of_marks_changes(text):
    for before, after in zip(text, to_full(text), strict=True):
        assert after in (before, TO_FULL.get(before), "。" if before == "." else before)


@pytest.mark.parametrize("text", ["(" * 200_000, "()" * 100_000, "桥," * 100_000, "," * 200_000, "桥(" * 100_000])
def test_long_texts_take_linear_time(text):
    assert len(to_full(text)) == len(text)
