"""Huge inputs: memory within ten times the input, beside the interpreter (`benchmarks.limits` prints the figures)."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from benchmarks.limits import code_and_peak, kinds
from zbtools import pipeline
from zbtools.errors import EXIT_DONE, EXIT_INPUT, InputError
from zbtools.model import Source
from zbtools.pipeline import read_page
from zbtools.stages.identity import Identity

MOST = 10
MEGABYTES = 12
LINES = 50


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "wait4"), reason="memory is measured by wait4")
@pytest.mark.parametrize(
    ("command", "kind", "code"),
    [
        ("split", "one line", EXIT_DONE),
        ("run", "one line", EXIT_DONE),
        ("run", "a loop", EXIT_DONE),
        ("split", "ordinary", EXIT_INPUT),
        ("run", "headings", EXIT_INPUT),
    ],
)
def test_the_memory_of_a_command_is_within_ten_times_the_input(
    command: str, kind: str, code: int, tmp_path: Path
) -> None:
    page = tmp_path / "page.txt"
    page.write_bytes(kinds(MEGABYTES * 1_000_000)[kind](1 / 2))
    found, peak = code_and_peak(command, page)
    assert found == code
    assert peak <= MOST


@pytest.mark.parametrize(
    ("text", "is_page"),
    [
        ("江上新桥通车\n" * LINES, True),
        ("江上新桥通车\n" * (LINES + 1), False),
        ("江上新桥通车\n\n　\n\n\n" * LINES, True),
        ("江上新桥通车" * 2 * LINES, True),
        ("桥\r\n" * (LINES + 1), False),
        ("桥\u2028" * (LINES + 1), False),
        ("\n" * 10 * LINES, True),
    ],
)
def test_a_dump_of_more_lines_than_a_page_has_is_refused(
    text: str, is_page: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline, "MOST_LINES", LINES)
    source = Source("page.txt", "", "utf-8", len(text))
    if is_page:
        assert read_page(text, source, Identity())
    else:
        with pytest.raises(InputError, match=r"page\.txt: more than 50 lines"):
            read_page(text, source, Identity())
