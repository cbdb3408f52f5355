"""What all commands do that read pages and write records."""

from __future__ import annotations

import sys
from typing import Any

import click

from zbtools.cli import options


def run(command: str, values: dict[str, Any]) -> None:
    """Do what `command` was asked for and end with its exit code."""
    from zbtools.batch.job import process

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


def _at_terminal() -> bool:
    return sys.stdout is not None and sys.stdout.isatty()
