"""`zbtools clusters`: reprint families."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import click

from zbtools.cli import looking, options
from zbtools.cli.paths import PATH
from zbtools.errors import EXIT_INPUT, UsageError

if TYPE_CHECKING:
    from zbtools.cli.paint import Line
    from zbtools.stages.archive.reprints import Family, Printing


@click.command("clusters")
@options.pages
@click.option("--index", type=PATH, metavar="DIR", help="Show the families of this index.")
@click.option("--window-days", type=click.IntRange(0), metavar="N", help="With --index: link only within N days.")
@click.option("--least", type=click.IntRange(2), default=2, metavar="N", help="Show families of N printings and more.")
@options.report
@options.voice
def command(**values: Any) -> None:
    """Show reprint families: who printed a story first, and where it went, by date and paper.

    INPUT is records that `zbtools dedupe --scope archive` has marked, or - for standard input, which is also read when
    there is none; with --index, everything that the index holds. With --paper, only families that this paper is in.
    Where two printings differ, `zbtools diff ID ID` shows.

    \b
    Examples:
      zbtools dedupe --scope archive articles/*.jsonl | zbtools clusters
      zbtools clusters --index index/ --least 3 --to jsonl
      zbtools diff 5f2c1a9e-120 77ab01c3-0 marked.jsonl
    """
    looking.write(_families(values), values["form"], _table)
    looking.end()


def _families(values: dict[str, Any]) -> Iterator[Family]:
    from zbtools.stages.archive.reprints import families

    paper, least = values["paper"], values["least"]
    for family in families(_printings(values)):
        if len(family.printings) >= least and (not paper or paper in {one.paper for one in family.printings}):
            yield family


def _printings(values: dict[str, Any]) -> Iterator[tuple[Printing, str]]:
    if values["index"] is not None:
        if values["inputs"]:
            raise UsageError("--index and INPUT do not go together", "leave out one of them")
        from zbtools.batch.index.care import info
        from zbtools.batch.index.printings import indexed_printings

        info(values["index"])
        yield from indexed_printings(values["index"], values["window_days"])
        return
    from zbtools.batch.inputs import plan
    from zbtools.batch.issues import issues
    from zbtools.stages.archive.reprints import printings

    messages = click.get_current_context().obj
    reading = options.reading({**values, "paper": None})
    issue = None
    for issue in issues(plan(values["inputs"], reading, messages), reading, messages):
        yield from printings(issue.records)
    if issue is None:
        click.get_current_context().exit(EXIT_INPUT)


def _table(found: Iterable[Family]) -> Iterator[Line]:
    for family in found:
        yield [(family.headline or family.id, "title"), (f"  {_facts(family)}", "quiet")]
        for printing in family.printings:
            yield [(f"  {_where(printing)}", "name"), (_how(printing), ""), (f"  {printing.id}", "quiet")]
        yield []


def _where(printing: Printing) -> str:
    return f"{printing.date or 'no date':10}  {printing.paper or 'no paper'} {printing.page or ''}".rstrip()


def _how(printing: Printing) -> str:
    return "" if printing.relation is None else f"  {printing.relation} {printing.score:.2f}"


def _facts(family: Family) -> str:
    papers = f"{family.papers} paper{'s' * (family.papers != 1)}"
    days = "" if family.first is None else f", {family.first} to {family.last}"
    return f"{len(family.printings)} printings, {papers}{days}"
