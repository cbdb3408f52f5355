"""Commands of LaTeX that stand for a character, where another punctuation is asked for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zbtools.stages.spelling.signs import SIGNS, read_signs

READ = [
    (r"坡度2\textperthousand。", "坡度2‰。"),
    (r"气温30\circ C", "气温30℃"),
    (r"转角30\circ", "转角30°"),
    (r"面积3\times5米", "面积3×5米"),
    (r"3\sim5级", "3~5级"),
    (r"误差\pm{}2毫米", "误差±2毫米"),
    (r"占\frac{1}{2}以上", "占1/2以上"),
    (r"1\dfrac { 1 } { 2 }倍", "1 1/2倍"),
]
KEPT = [r"\frac12", r"\frac{甲}{乙}", r"\sqrt{2}", r"C:\temp", r"\timesnow", r"\circle", "三千二百米"]


@pytest.mark.parametrize(("text", "read"), READ)
def test_commands_are_read(text: str, read: str) -> None:
    assert read_signs(text) == read


@pytest.mark.parametrize("text", KEPT)
def test_other_backslashes_stay(text: str) -> None:
    assert read_signs(text) == text


@given(st.lists(st.sampled_from(["\\", "{}", "C", " ", *SIGNS, "2", "\\frac{2}{2}"]), max_size=12).map("".join))
def test_reading_twice_is_reading_once(text: str) -> None:
    assert read_signs(read_signs(text)) == read_signs(text)
