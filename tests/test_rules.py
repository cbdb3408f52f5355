"""Every rule keeps the word of its examples, and none takes long on text made to hurt it."""

from __future__ import annotations

import importlib
import pkgutil
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from heapq import nlargest
from time import process_time

import pytest

import zbtools.rules
from zbtools.patterns import compiled
from zbtools.rules.bounds import unbounded
from zbtools.rules.rule import Rule

# Seconds of processor time, kept by `regex` itself, that a megabyte may take on a machine that makes the reference
# search in so many. Machines under load are slower by half and more: the limit moves with them.
PATIENCE, REFERENCE = 0.2, 0.0145
ATTEMPTS = 4
# Of UTF-8, in which a Chinese character has three bytes.
MEGABYTE, SAMPLE = 1_000_000, 50_000
# What pages hold much of, and rules look for.
COMMON = (
    *"（(【/·、：。，“*>#-1一A第版年月日图文摄电報", " ", "\n", "　", "1.", "一 ", " 一", "X ", "·甲", "记者",
    "记者 ", "（记者", "本报讯", "2022年", "上接", "下转", "（上接第", "（下转", "文/", "甲、", "——", "…",
)  # fmt: skip


def _rules() -> Iterator[Rule]:
    """Yield each rule of the package once, wherever its module keeps it."""
    seen = set()
    for module in pkgutil.walk_packages(zbtools.rules.__path__, "zbtools.rules."):
        for value in vars(importlib.import_module(module.name)).values():
            for item in value if isinstance(value, tuple | list) else (value,):
                if isinstance(item, Rule) and id(item) not in seen:
                    seen.add(id(item))
                    yield item


RULES = list(_rules())
each_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)


@each_rule
def test_rule(rule: Rule) -> None:
    assert rule.why
    assert rule.yes
    assert rule.no
    for text in rule.yes:
        assert rule.search(text) is not None, f"{rule.code} must match {text!r}"
    for text in rule.no:
        assert rule.search(text) is None, f"{rule.code} must not match {text!r}"


def test_codes_are_unique() -> None:
    assert [code for code, count in Counter(rule.code for rule in RULES).items() if count > 1] == []


@each_rule
def test_quantifiers_are_bounded(rule: Rule) -> None:
    """No bare `*`, `+` or `{n,}`: those alone let a pattern walk a whole file. (`{1,4}+` gives nothing back.)"""
    assert unbounded(rule.pattern) is None


def _near_matches(rule: Rule) -> set[str]:
    """Return what the rule almost knows: its examples, cut or with more behind, and what many rules look for."""
    pieces = set(COMMON)
    for text in (*rule.yes, *rule.no):
        pieces |= {text, text[:-1], text[1:], text[: len(text) // 2 + 1], text[:1], text[-1:], f"{text} ", f"{text}一"}
    return pieces - {""}


def _repeated(piece: str, size: int) -> str:
    return piece * (size // len(piece.encode()) + 1)


def _hurts(rule: Rule, piece: str) -> float:
    """Return the processor time that a sample of the piece takes, in seconds."""
    text = _repeated(piece, SAMPLE)
    start = process_time()
    with suppress(TimeoutError):
        rule.compiled.search(text, timeout=PATIENCE)
    return process_time() - start


def _patience() -> float:
    """Return the seconds that this machine may take now."""
    pattern = compiled(r"(?:[abcdef]{1,4}|文章|报道)\s{0,2}(?:x|y|z)\d$")
    start = process_time()
    pattern.search("文a/报道 " * 40_000)
    return PATIENCE * max(1.0, (process_time() - start) / REFERENCE)


def _in_time(rule: Rule, piece: str) -> bool:
    text = _repeated(piece, MEGABYTE)
    for _ in range(ATTEMPTS):
        try:
            rule.compiled.search(text, timeout=_patience())
        except TimeoutError:
            continue
        return True
    return False


@pytest.mark.slow
@each_rule
def test_no_megabyte_takes_long(rule: Rule) -> None:
    """A sample finds the pieces that hurt most; of these a megabyte each is searched."""
    hurts = partial(_hurts, rule)
    slow = [piece for piece in nlargest(3, sorted(_near_matches(rule)), key=hurts) if not _in_time(rule, piece)]
    assert slow == []
