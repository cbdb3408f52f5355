"""`zbtools clusters`: reprint families, and the differences between two printings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import click

from zbtools.cli import looking, options
from zbtools.errors import EXIT_INPUT, InputError, UsageError

if TYPE_CHECKING:
    from zbtools.batch.issues import Issue
    from zbtools.cli.paint import Line
    from zbtools.stages.archive.collation import Variation
    from zbtools.stages.archive.reprints import Family, Printing


@click.command("clusters")
@options.pages
@click.option("--index", type=click.Path(), metavar="DIR", help="Show the families of this index.")
@click.option("--window-days", type=click.IntRange(0), metavar="N", help="With --index: link only within N days.")
@click.option("--least", type=click.IntRange(2), default=2, metavar="N", help="Show families of N printings and more.")
@click.option("--diff", nargs=2, metavar="ID ID", help="Show where two articles of the input differ instead.")
@options.report
@options.voice
def command(**values: Any) -> None:
    """Show reprint families: who printed a story first, and where it went, by date and paper.

    INPUT is records that `zbtools dedupe --scope archive` has marked, or - for standard input, which is also read when
    there is none; with --index, everything that the index holds. With --paper, only families that this paper is in.
    With --diff, the words in which two printings differ, side by side: script, width and punctuation do not count.

    \b
    Examples:
      zbtools dedupe --scope archive articles/*.jsonl | zbtools clusters
      zbtools clusters --index index/ --least 3 --to jsonl
      zbtools clusters --diff 5f2c1a9e-120 77ab01c3-0 marked.jsonl
    """
    if values["diff"]:
        looking.write(_differences(values), values["form"], _sides)
    else:
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
    from zbtools.stages.archive.reprints import printings

    for issue in _issues(values):
        yield from printings(issue.records)


def _issues(values: dict[str, Any]) -> Iterator[Issue]:
    from zbtools.batch.inputs import plan
    from zbtools.batch.issues import issues

    messages = click.get_current_context().obj
    reading = options.reading({**values, "paper": None})
    issue = None
    for issue in issues(plan(values["inputs"], reading, messages), reading, messages):
        yield issue
    if issue is None:
        click.get_current_context().exit(EXIT_INPUT)


def _differences(values: dict[str, Any]) -> Iterable[Variation]:
    from zbtools.model import Article
    from zbtools.stages.archive.collation import collate

    wanted = values["diff"]
    texts: dict[str, str] = {}
    for issue in _issues(values):
        for record in issue.records:
            if isinstance(record, Article) and record.id in wanted:
                texts.setdefault(record.id, "".join(element.text for element in record.body))
    for id in wanted:
        if id not in texts:
            raise InputError(f"{id}: no article of this id in the input", "give the records that hold both articles")
    return collate(*(texts[id] for id in wanted))


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


def _sides(found: Iterable[Variation]) -> Iterator[Line]:
    for one in found:
        before, behind = (part.replace("\n", " ") for part in (one.before, one.behind))
        left = [(before, ""), (f"⟦{one.left}⟧", "place"), (behind, "")]
        yield [*left, ("  |  ", "quiet"), (f"⟦{one.right}⟧", "place")]
