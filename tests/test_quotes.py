"""Quotation marks and brackets: what a piece leaves open is what the piece behind the cut closes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zbtools.language.quotes import quotes_of

LETTERS = st.text("渡口桥灯，。", max_size=4)
PAIRS = st.sampled_from(["“”", "「」", "『』", "（）", "《》", "()"])


@st.composite
def balanced(draw: st.DrawFn, depth: int = 2) -> str:
    """A text whose marks are all closed, with a letter at its head: the number of a list's item has no bracket."""
    parts = [draw(LETTERS)]
    for _ in range(draw(st.integers(0, 2))):
        opening, closing = draw(PAIRS)
        inside = draw(balanced(depth - 1)) if depth else draw(LETTERS)
        parts += [opening, inside, closing, draw(LETTERS)]
    return "".join(parts)


@given(balanced(), st.data())
def test_what_one_side_of_a_cut_leaves_open_the_other_closes(text: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(text)))
    left, right = quotes_of("渡口的船工说" + text[:at]), quotes_of("渡口的船工说" + text[at:])
    assert (left.closes, right.opened) == (False, False)
    assert left.opened == right.closes


@pytest.mark.parametrize(
    ("text", "opened", "closes", "begins"),
    [
        ("“船明天停航。”", False, False, True),
        ("他说：“船明天停航。", True, False, False),
        ("“船明天停航。", True, False, True),
        ("停航。”老周说。", False, True, False),
        ("停航。”老周说，“再也不开", True, True, False),
        ("1）船票半价", False, False, False),
        ("（一）船票半价", False, False, False),
        ("一)船票（成人", True, False, False),
        ("it’s a ship", False, False, False),
        ("", False, False, False),
    ],
)
def test_the_ends_of_a_piece(text: str, opened: bool, closes: bool, begins: bool) -> None:
    assert quotes_of(text) == (opened, closes, begins)
