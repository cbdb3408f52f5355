"""Write `docs/rules.md` from the rules themselves: `python docs/make_rules.py`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

from zbtools.rules.own import NONE
from zbtools.views.rules import Entry, catalogue, shown

PAGE = Path(__file__).parent / "rules.md"
HEAD = """# Rules

Every rule has a code, which never changes its meaning, a reason, and examples that it must and must not match (tested).
The examples are invented. A decision in a record names the code of its rule. `zbtools rules` prints the same, and
`zbtools rules ZB201` one rule with all its examples; [rules of your own](own-rules.md) come beside them.

This page is written by `python docs/make_rules.py`.
"""
# Examples of each kind that are shown; the tests of a rule may need more.
SHOWN = 3


def page() -> str:
    """Return the text of the page."""
    rooms = groupby(catalogue(NONE), lambda entry: entry.room)
    return "\n".join([HEAD, *(line for room, entries in rooms for line in _section(room, entries))])


def _section(room: str, entries: Iterable[Entry]) -> Iterator[str]:
    yield f"## {room}"
    yield ""
    for entry in entries:
        yield f"### {entry.code}"
        yield ""
        yield entry.why
        yield ""
        yield from (f"- matches {_quoted(text)}" for text in shown(entry.yes, SHOWN))
        yield from (f"- not {_quoted(text)}" for text in shown(entry.no, SHOWN))
        yield ""


def _quoted(line: str) -> str:
    """Return `line` as Markdown code."""
    fence = "``" if "`" in line else "`"
    return f"{fence}{line}{fence}" if "`" not in line else f"{fence} {line} {fence}"


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8", newline="\n")
