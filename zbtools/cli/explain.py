"""`zbtools explain`: why the records are as they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import click

from zbtools.cli import looking, options

if TYPE_CHECKING:
    from zbtools.batch.issues import Issue
    from zbtools.batch.sources import Sources
    from zbtools.cli.paint import Line
    from zbtools.views.explain import Explanation, Place


@click.command("explain")
@options.pages
@options.source
@options.report
@options.voice
def command(**values: Any) -> None:
    """Show each decision with its rule, its evidence, how sure it is, and the text it was made on.

    INPUT is a file of records or a raw dump (which is run first), a folder, or - for standard input, which is also read
    when there is none. The dump is found where the records say it was, or with --source.

    \b
    Examples:
      zbtools explain page02.txt
      zbtools run page02.txt | zbtools explain --source page02.txt | less
      zbtools explain issue.jsonl --to jsonl | jq 'select(.decision.confidence < 0.7)'
    """
    looking.write(looking.look(values, _explained), values["form"], _lines)
    looking.end()


def _explained(issue: Issue, sources: Sources) -> Iterator[Explanation]:
    from zbtools.views.explain import explanations

    return explanations(issue.records, sources.of(issue))


def _lines(found: Iterable[Explanation]) -> Iterator[Line]:
    record = None
    for item in found:
        if item.record != record:
            yield from [[]] if record else []
            yield [(item.owner, "title")]
            record = item.record
        yield _decision(item)
        yield from _places(item)


def _decision(item: Explanation) -> Line:
    from zbtools.views.outline import DOUBT

    decision = item.decision
    sure = "doubtful" if decision.confidence < DOUBT else "sure"
    line = [(f"  {decision.op}", "name"), (f" {decision.rule}", ""), (f" {decision.confidence:.2f}", sure)]
    return [*line, (f"  {decision.evidence}", "quiet")]


def _places(item: Explanation) -> Iterator[Line]:
    for place in item.places:
        yield [
            (f"    {_where(place)}  ", "quiet"),
            (place.before, ""),
            (f"⟦{place.text}⟧", "place"),
            (place.after, ""),
        ]
    if item.word:
        yield [("    the cut went through ", "quiet"), (item.word, "word")]


def _where(place: Place) -> str:
    return f"line {place.line}" if place.line else f"at {place.start}"
