"""What all commands do that read pages and write records."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from zbtools.cli import options
from zbtools.errors import EXIT_DONE, EXIT_FINDINGS

if TYPE_CHECKING:
    from zbtools.batch.job import Job

# Does a job, tells an observer, and writes as the job says or as a third argument does; returns the exit code.
Process = Callable[..., int]


def run(command: str, values: dict[str, Any], process: Process | None = None) -> None:
    """Do what `command` was asked for, by `process` if it is given, and end with its exit code."""
    process = process or _process()
    context = click.get_current_context()
    job = options.job(command, values)
    if values["out"] or values["in_place"] or not _at_terminal():
        context.exit(process(job, context.obj))
    context.obj.bar = False
    if values["form"]:
        context.exit(process(job, context.obj))
    # Records are for programs: at a terminal, unless they were asked for, an outline is shown.
    from zbtools.cli.outline import show

    context.exit(process(job, context.obj, show))


def correcting(file: str, process: Process | None = None) -> Process:
    """Return `process`, else the usual one, with the corrections in `file` made behind all stages.

    Its exit code tells whether some no longer fit.
    """

    def corrected(job: Job, observer: Any, *rest: Any) -> int:
        from zbtools.batch.corrections import Corrections

        made = Corrections(file, observer)
        code = (process or _process())(job._replace(correct=made), observer, *rest)
        made.end()
        return EXIT_FINDINGS if code == EXIT_DONE and made.unfit else code

    return corrected


def _process() -> Process:
    from zbtools.batch.job import process

    return process


def _at_terminal() -> bool:
    return sys.stdout is not None and sys.stdout.isatty()
