"""Every rule keeps the word of its examples, and none takes long on text made to hurt it."""

from __future__ import annotations

import importlib
import pkgutil
from collections import Counter
from collections.abc import Iterator

import pytest

import zbtools.rules
from zbtools.rules.bounds import unbounded
from zbtools.rules.rule import Rule

# Seconds of processor time, kept by `regex` itself. A machine under load gets eight attempts.
PATIENCE = 0.2
ATTEMPTS = 8
# Of UTF-8, in which a Chinese character has three bytes.
MEGABYTE = 1_000_000


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


def _near_matches(rule: Rule) -> Iterator[str]:
    """Yield megabytes of what the rule almost knows: its examples repeated, whole and without their ends."""
    for text in (*rule.yes[:2], *rule.no[:1]):
        for piece in {text, text[:-1], text[1:], text[: len(text) // 2 + 1], text[:1], text[-1:]} - {""}:
            yield piece * (MEGABYTE // len(piece.encode()) + 1)


def _in_time(rule: Rule, text: str) -> bool:
    for _ in range(ATTEMPTS):
        try:
            rule.compiled.search(text, timeout=PATIENCE)
        except TimeoutError:
            continue
        return True
    return False


@pytest.mark.slow
@each_rule
def test_no_megabyte_takes_long(rule: Rule) -> None:
    slow = [text[:40] for text in _near_matches(rule) if not _in_time(rule, text)]
    assert slow == []
