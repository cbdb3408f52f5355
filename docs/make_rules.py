"""Write `docs/rules.md` from the rules themselves: `python docs/make_rules.py`."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import zbtools.rules
from zbtools.rules.rule import Rule

PAGE = Path(__file__).parent / "rules.md"
HEAD = """# Rules

Every rule has a code, which never changes its meaning, a reason, and examples that it must and must not match (tested).
The examples are invented. A decision in a record names the code of its rule.

This page is written by `python docs/make_rules.py`.
"""
# Examples of each kind that are shown; the tests of a rule may need more.
SHOWN = 3


def page() -> str:
    """Return the text of the page."""
    return "\n".join([HEAD, *(line for module in modules() for line in _section(module))])


def modules() -> Iterator[ModuleType]:
    """Yield the modules that hold rules, in the order of their names."""
    for found in pkgutil.walk_packages(zbtools.rules.__path__, "zbtools.rules."):
        module = importlib.import_module(found.name)
        if rules_of(module):
            yield module


def rules_of(module: ModuleType) -> dict[str, Rule]:
    """Return the rules that a module holds, by code, each where its module keeps it first."""
    values = [item for value in vars(module).values() for item in (value if isinstance(value, tuple) else (value,))]
    return {rule.code: rule for rule in values if isinstance(rule, Rule)}


def _section(module: ModuleType) -> Iterator[str]:
    yield f"## {(module.__doc__ or '').splitlines()[0]}"
    yield ""
    for _, rule in sorted(rules_of(module).items()):
        yield f"### {rule.code}"
        yield ""
        yield rule.why
        yield ""
        yield from (f"- matches {_quoted(text)}" for text in rule.yes[:SHOWN])
        yield from (f"- not {_quoted(text)}" for text in rule.no[:SHOWN])
        yield ""


def _quoted(text: str) -> str:
    """Return `text` as Markdown code, on one line."""
    line = text.replace("\n", "⏎")
    fence = "``" if "`" in line else "`"
    return f"{fence}{line}{fence}" if "`" not in line else f"{fence} {line} {fence}"


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8", newline="\n")
