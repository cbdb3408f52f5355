"""`zbtools check`: the promise that nothing was lost and nothing invented."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

import click

from zbtools.cli import looking, options

if TYPE_CHECKING:
    from zbtools.batch.issues import Issue
    from zbtools.batch.sources import Sources
    from zbtools.cli.paint import Line
    from zbtools.stages.check import Finding


@click.command("check")
@options.pages
@options.source
@options.report
@options.voice
def command(**values: Any) -> None:
    """Prove, span by span, that every character of the dump is in exactly one place of the records.

    INPUT is a file of records or a raw dump (which is run first), a folder, or - for standard input, which is also read
    when there is none. The dump is found where the records say it was, or with --source. Exit code 1 if there are
    findings.

    \b
    Examples:
      zbtools check page02.txt
      zbtools check page02.jsonl --source page02.txt
      zbtools run page02.txt | zbtools check --source page02.txt --to jsonl
    """
    findings = list(looking.look(values, _checked))
    looking.write(findings, values["form"], _lines)
    messages = click.get_current_context().obj
    messages.warn(_summary(findings, messages.failures), _hint(findings))
    looking.end(len(findings))


def _checked(issue: Issue, sources: Sources) -> Iterable[Finding]:
    from zbtools.stages.check import check_records

    return check_records(issue.records, sources.of(issue, proved=True))


def _lines(findings: Iterable[Finding]) -> Iterator[Line]:
    for finding in findings:
        yield [(str(finding), "wrong")]


def _summary(findings: Sequence[Finding], failures: int) -> str:
    count = len(findings)
    found = f"{count} finding{'s' * (count > 1)}" if count else "nothing is lost and nothing invented"
    return f"{found} in what could be read" if failures else found


def _hint(findings: Sequence[Finding]) -> str:
    missing = any(finding.problem == "source" for finding in findings)
    return "name the dumps that the records were made from with --source" if missing else ""
