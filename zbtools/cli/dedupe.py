"""`zbtools dedupe`: records without what the dump repeats."""

from __future__ import annotations

from typing import Any

import click

from zbtools.cli import options, stage


@click.command("dedupe")
@options.pages
@options.records
@options.voice
def command(**values: Any) -> None:
    """Drop the fragments that a dump repeats, inside a page and across the pages of an issue.

    What goes is kept in the record, under "dropped", with the place that it repeats. INPUT is a file of records or a
    raw dump (which is split first), a folder, or - for standard input, which is also read when there is none.

    \b
    Examples:
      zbtools split page02.txt | zbtools dedupe > page02.jsonl
      zbtools dedupe page02.txt --to text
      zbtools dedupe issue.jsonl --in-place
    """
    stage.run("dedupe", values)
