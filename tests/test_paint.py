"""Lines at a terminal: broken by display cells, never wider than the window."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tests.commandline import zbtools
from zbtools.cli.paint import HANGING, breaks

EXAMPLES = Path(__file__).parent.parent / "examples"

ROWS = [
    ("桥今天通车", 10, ["桥今天通车"]),
    ("桥今天通车", 8, ["桥今天通", "车"]),
    ("桥今天通车。", 10, ["桥今天通", "车。"]),
    ("  line 7  桥今天通车了", 20, ["  line 7  桥今天通车", "了"]),
    ("topic 0.45, shared", 13, ["topic 0.45, ", "shared"]),
]


def rows(text: str, width: int) -> list[str]:
    cuts = [0, *breaks(text, width), len(text)]
    return [text[low:high] for low, high in pairwise(cuts)]


@pytest.mark.parametrize(("text", "width", "wanted"), ROWS)
def test_lines_break_where_a_reader_would_break_them(text: str, width: int, wanted: list[str]) -> None:
    assert rows(text, width) == wanted


@given(st.text(st.sampled_from("桥今天,。 ⟧a0|·"), max_size=60), st.integers(20, 80))
def test_no_row_is_wider_than_the_window(text: str, width: int) -> None:
    found = rows(text, width)
    assert "".join(found) == text
    for number, row in enumerate(found):
        indent = HANGING if number and text[:1] == " " else 0
        assert indent + cell_len(row) <= width


def test_a_place_that_is_explained_fits_80_cells_with_the_number_of_its_line() -> None:
    said = zbtools("explain", EXAMPLES).text.splitlines()
    alone = [line for line in said if re.fullmatch(r"    line \d+  ⟦.*⟧", line)]
    assert len(alone) > 200
    assert [line for line in alone if cell_len(line) > 80] == []
