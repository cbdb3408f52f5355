"""A rule: a sentence that says why, a pattern, and the examples that must and must not match."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from zbtools.patterns import compiled


@dataclass(frozen=True)
class Rule:
    """One thing that is known of newspaper pages.

    `code` never changes its meaning once released. `needs` holds literal strings of which at least one must stand in
    the text before the pattern is tried at all: it keeps rules cheap on the many lines that they do not concern.
    Patterns are verbose (`regex.X`), compiled on first use, and bound every quantifier.
    """

    code: str
    why: str
    pattern: str
    yes: tuple[str, ...]
    no: tuple[str, ...]
    needs: tuple[str, ...] = ()

    @cached_property
    def compiled(self) -> Any:
        """The compiled pattern."""
        return compiled(self.pattern, re.VERBOSE)

    def search(self, text: str) -> Any | None:
        """Return the first match in `text`, or None."""
        if self.needs and not any(map(text.__contains__, self.needs)):
            return None
        return self.compiled.search(text)


def first_match(rules: Iterable[Rule], text: str) -> tuple[Rule, Any] | None:
    """Return the first rule that matches `text` with its match, or None."""
    return next(all_matches(rules, text), None)


def all_matches(rules: Iterable[Rule], text: str) -> Iterator[tuple[Rule, Any]]:
    """Yield each rule that matches `text` with its match, in the order of the rules."""
    for rule in rules:
        match = rule.search(text)
        if match is not None:
            yield rule, match
