"""`zbtools rules`: what is known of newspaper pages, rule by rule."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

import click

from zbtools.cli import looking, options
from zbtools.errors import UsageError

if TYPE_CHECKING:
    from zbtools.cli.paint import Line
    from zbtools.views.rules import Entry

# Examples of each kind in the list of all rules; of a rule that is named, all are shown.
FEW, ALL = 3, 1000


@click.command("rules")
@click.argument("codes", nargs=-1, metavar="[CODE]...")
@options.own
@options.report
@options.voice
def command(codes: tuple[str, ...], rules: str | None, form: str) -> None:
    """List the rules with their reasons and examples; with CODE, those that are named, with all their examples.

    A decision in a record, and in `zbtools explain`, names the code of the rule behind it. With --rules, rules of your
    own are checked and listed behind those of zbtools.

    \b
    Examples:
      zbtools rules | less
      zbtools rules ZB201
      zbtools rules --rules own.toml
      zbtools rules --to jsonl | jq -r 'select(.room | test("Datelines")) | .code'
    """
    from zbtools.views.rules import catalogue

    found = _named(list(catalogue(options.own_rules(rules))), codes)
    looking.write(found, form, lambda entries: _lines(entries, ALL if codes else FEW))


def _named(entries: Sequence[Entry], codes: Sequence[str]) -> Sequence[Entry]:
    """Return the rules called `codes`, in the order named; all of them without any."""
    by_code = {entry.code: entry for entry in entries}
    for code in codes:
        if code.upper() not in by_code:
            raise UsageError(f"there is no rule {code}", "`zbtools rules` lists them all")
    return [by_code[code.upper()] for code in codes] or entries


def _lines(entries: Iterable[Any], most: int) -> Iterator[Line]:
    from zbtools.views.rules import shown

    room = None
    for entry in entries:
        if entry.room != room:
            yield from [[]] if room else []
            yield [(entry.room, "title")]
            room = entry.room
        yield [(f"  {entry.code}", "name"), (f"  {entry.why}", "")]
        yield from ([("    matches  ", "quiet"), (text, "")] for text in shown(entry.yes, most))
        yield from ([("    not      ", "quiet"), (text, "")] for text in shown(entry.no, most))
        if most == ALL:
            yield [("    pattern  ", "quiet"), (entry.pattern, "quiet")]
