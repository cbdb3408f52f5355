"""`zbtools apply`: records as a person corrected them."""

from __future__ import annotations

from typing import Any

import click

from zbtools.cli import options, stage
from zbtools.cli.paths import PATH


@click.command("apply")
@click.argument("file", type=PATH, metavar="FILE")
@options.pages
@options.records
@options.voice
def command(file: str, **values: Any) -> None:
    """Make the corrections of FILE, as `zbtools review` saved them, on records.

    INPUT is a file of records or a raw dump (which is run first), a folder, or - for standard input, which is also read
    when there is none. A correction that no longer fits is told and left out; then the exit code is 1. One that was
    made before is not made again.

    \b
    Examples:
      zbtools apply page02.corrections.json page02.jsonl -o corrected.jsonl
      zbtools run page02.txt | zbtools apply page02.corrections.json --to text
      zbtools apply issue.corrections.json issue.jsonl --in-place
    """
    stage.run("export", values, stage.correcting(file))
