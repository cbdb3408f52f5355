"""Huge inputs: memory within ten times the input, beside the interpreter (`benchmarks.limits` prints the figures)."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from benchmarks.limits import kinds, peak_over_size

pytestmark = [pytest.mark.slow, pytest.mark.skipif(not hasattr(os, "wait4"), reason="memory is measured by wait4")]

MOST = 10
MEGABYTES = 6


@pytest.mark.parametrize(
    "kind",
    [
        "one line",
        pytest.param("ordinary", marks=pytest.mark.xfail(strict=True, reason="16 times: many short articles")),
        pytest.param("headings", marks=pytest.mark.xfail(strict=True, reason="100 times: 22 bytes a heading")),
    ],
)
def test_the_memory_of_split_is_within_ten_times_the_input(kind: str, tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_bytes(kinds(MEGABYTES * 1_000_000)[kind](1 / 2))
    assert peak_over_size("split", page) <= MOST
