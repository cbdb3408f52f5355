"""Patterns compiled when they are used, and kept from run to run."""

from __future__ import annotations

import marshal
import re
from pathlib import Path

import pytest
import regex

from zbtools import patterns
from zbtools.batch.compiled import kept_patterns

NAME = r"(?P<name> \p{Han}{2,4} ) (?: 日报 | 晚报 )"
TEXT = "滨江日报、青屏晚报"


@pytest.fixture(autouse=True)
def _fresh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(patterns, "_kept", {})
    monkeypatch.setattr(patterns, "_new", {})


def next_run(monkeypatch: pytest.MonkeyPatch) -> None:
    """Forget what this process compiled, as the next one has never known it."""
    monkeypatch.setattr(patterns, "_kept", {})
    monkeypatch.setattr(patterns, "_new", {})


def test_a_kept_pattern_is_the_same_pattern() -> None:
    made = patterns.compiled(NAME, re.VERBOSE)
    kept = marshal.loads(marshal.dumps(patterns.to_keep()))
    patterns.take_up(kept)
    taken_up = patterns.compiled(NAME, re.VERBOSE)
    assert taken_up is not made
    assert [found.groupdict() for found in taken_up.finditer(TEXT)] == [
        found.groupdict() for found in made.finditer(TEXT)
    ]
    assert (taken_up.pattern, taken_up.flags, taken_up.groupindex) == (made.pattern, made.flags, made.groupindex)


def test_a_pattern_waits_until_it_is_used() -> None:
    broken = patterns.Pattern("(")
    with pytest.raises(regex.error):
        broken.search(TEXT)


def test_what_one_run_compiles_the_next_takes_up(monkeypatch: pytest.MonkeyPatch) -> None:
    with kept_patterns():
        patterns.compiled(NAME, re.VERBOSE)
    next_run(monkeypatch)
    with kept_patterns():
        assert patterns.compiled(NAME, re.VERBOSE).search(TEXT)["name"] == "滨江"
        assert patterns.to_keep() == {}


def test_a_run_that_compiles_more_keeps_what_was_there(monkeypatch: pytest.MonkeyPatch) -> None:
    for pattern in ("a", "b"):
        with kept_patterns():
            patterns.compiled(pattern)
        next_run(monkeypatch)
    with kept_patterns():
        patterns.compiled("c")
        assert {pattern for pattern, _ in patterns.to_keep()} == {"a", "b", "c"}


@pytest.mark.parametrize("garbage", [b"", b"garbage", marshal.dumps([1, 2]), marshal.dumps(3)])
def test_a_damaged_file_costs_time_only(tmp_path: Path, garbage: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    with kept_patterns():
        patterns.compiled(NAME, re.VERBOSE)
    (path,) = (tmp_path / "zbtools").iterdir()
    path.write_bytes(garbage)
    next_run(monkeypatch)
    with kept_patterns():
        assert patterns.compiled(NAME, re.VERBOSE).search(TEXT)


def test_only_the_user_may_write_there(tmp_path: Path) -> None:
    with kept_patterns():
        patterns.compiled(NAME)
    assert (tmp_path / "zbtools").stat().st_mode & 0o777 == 0o700


def test_a_folder_that_others_may_write_to_is_not_used(tmp_path: Path) -> None:
    folder = tmp_path / "zbtools"
    folder.mkdir()
    folder.chmod(0o777)
    with kept_patterns():
        patterns.compiled(NAME)
    assert list(folder.iterdir()) == []


def test_without_a_folder_nothing_is_kept(tmp_path: Path) -> None:
    (tmp_path / "zbtools").write_text("a file")
    with kept_patterns():
        assert patterns.compiled(NAME, re.VERBOSE).search(TEXT)
