"""What all commands do that read pages and write records."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from zbtools.cli import options
from zbtools.errors import EXIT_DONE, EXIT_FINDINGS

if TYPE_CHECKING:
    from zbtools.batch.job import Job, Writer


def run(command: str, values: dict[str, Any], corrections: str | None = None) -> None:
    """Do what `command` was asked for, make the corrections in a file, and end with the exit code."""
    context = click.get_current_context()
    job = options.job(command, values)
    if values["out"] or values["in_place"] or not _at_terminal():
        _process(context, job, corrections)
    context.obj.bar = False
    if values["form"]:
        _process(context, job, corrections)
    # Records are for programs: at a terminal, unless they were asked for, an outline is shown.
    from zbtools.cli.outline import show

    _process(context, job, corrections, show)


def _process(context: click.Context, job: Job, corrections: str | None, write: Writer | None = None) -> None:
    from zbtools.batch.job import process

    if corrections is None:
        context.exit(process(job, context.obj, write))
    from zbtools.batch.corrections import Corrections

    made = Corrections(corrections, context.obj)
    code = process(job._replace(correct=made), context.obj, write)
    made.end()
    context.exit(EXIT_FINDINGS if code == EXIT_DONE and made.unfit else code)


def _at_terminal() -> bool:
    return sys.stdout is not None and sys.stdout.isatty()
