"""`zbtools split`: dumps to records."""

from __future__ import annotations

from typing import Any

import click

from zbtools.cli import options, stage


@click.command("split")
@options.pages
@options.records
@options.voice
def command(**values: Any) -> None:
    """Read dumps of pages and write their records: titles, bylines and bodies in the order of the dump.

    INPUT is a file, a folder, or - for standard input, which is also read when there is none. The encoding is found by
    itself; .gz is unpacked. At a terminal an outline is shown instead of records.

    \b
    Examples:
      zbtools split page02.txt
      zbtools split 2024-03-08/ -o issue.jsonl
      cat page02.txt | zbtools split --paper 滨江日报 --date 2024-03-08 --page 02 > page02.jsonl
      zbtools split page02.txt | zbtools dedupe | zbtools join | zbtools export --to text
    """
    stage.run("split", values)
