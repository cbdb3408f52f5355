"""`zbtools verify`: the promise that nothing was lost, over a whole archive."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import click

from zbtools.cli import archiving, options
from zbtools.cli.paths import PATH
from zbtools.errors import UsageError

if TYPE_CHECKING:
    from zbtools.cli.paint import Line
    from zbtools.stages.check import Finding


@click.command("verify")
@click.argument("out", type=PATH, metavar="OUT")
@click.option("--source", multiple=True, type=PATH, metavar="ARCHIVE", help="What was run: folders, archives.")
@archiving.jobs
@options.report
@options.voice
def command(out: str, source: tuple[str, ...], jobs: int | None, form: str, **_: Any) -> None:
    """Prove that the folder OUT holds every character of every page of ARCHIVE in exactly one place.

    Found are pages that were not read or failed, dumps that have changed since, files that are missing, and all that
    `zbtools check` finds. OUT must hold whole records: run with --to jsonl or json. Exit code 1 if there are findings.

    \b
    Examples:
      zbtools verify out/ --source archive/
      zbtools verify out/ --source archive/ --source 1950s.zip --to jsonl
    """
    from zbtools.batch.archive.verify import verify
    from zbtools.cli import looking
    from zbtools.cli.pagebar import Watcher

    if not source:
        raise UsageError("the archive is not named", "say --source ARCHIVE")
    count = 0

    def counted(findings: Iterable[Finding]) -> Iterator[Finding]:
        nonlocal count
        for finding in findings:
            count += 1
            yield finding

    messages = click.get_current_context().obj
    with Watcher(messages) as watcher:
        looking.write(counted(verify(out, source, jobs or archiving.cores(), watcher)), form, _lines)
    messages.warn(f"{count} finding{'s' * (count > 1)}" if count else "nothing is lost and nothing invented")
    looking.end(count)


def _lines(findings: Iterable[Finding]) -> Iterator[Line]:
    for finding in findings:
        yield [(str(finding), "wrong")]
