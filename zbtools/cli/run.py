"""`zbtools run`: dumps to articles."""

from __future__ import annotations

from typing import Any

import click

from zbtools.cli import asking, options, stage


@click.command("run")
@options.pages
@options.confidence
@asking.options
@options.corrections
@options.records
@options.voice
def command(corrections: str | None, **values: Any) -> None:
    """Turn dumps of pages into articles: split, dedupe, join and export in one, with the same result.

    INPUT is a file, a folder, or - for standard input, which is also read when there is none. The pages of one paper
    and day, or of one folder, are read as one issue, so that a story which jumps to another page is found there.
    At a terminal an outline is shown instead of records.

    \b
    Examples:
      zbtools run page02.txt
      zbtools run page02.txt --to text
      zbtools run 2024-03-08/ -o articles/ --to markdown
      zbtools run archive/ --pattern '{paper}/{date}/{page}.txt' -o archive.jsonl
    """
    stage.run("run", values, stage.correcting(corrections) if corrections else None)
