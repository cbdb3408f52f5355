"""`zbtools run`: dumps to articles."""

from __future__ import annotations

from typing import Any

import click

from zbtools.cli import archiving, asking, drafting, options, stage


@click.command("run")
@options.pages
@options.confidence
@asking.options
@options.corrections
@drafting.option
@options.records
@archiving.archive
@options.voice
def command(corrections: str | None, **values: Any) -> None:
    """Turn dumps of pages into articles: split, dedupe, join and export in one, with the same result.

    INPUT is a file, a folder, or - for standard input, which is also read when there is none. The pages of one paper
    and day, of one folder, or named together are read as one issue, so that a story which jumps to another page is
    found there.
    At a terminal an outline is shown instead of records.

    Into a folder it reads whole archives: also glob patterns, .zip and .tar.gz, in several processes, with a state
    from which --resume goes on.

    \b
    Examples:
      zbtools run page02.txt
      zbtools run page02.txt --to text
      zbtools run 2024-03-08/ -o articles/ --to markdown
      zbtools run page02.txt --as-gold -o gold.jsonl
      zbtools run archive/ --pattern '{paper}/{date}/{page}.txt' -o archive.jsonl
      zbtools run archive/ 1950s.zip -o out/ --layout '{paper}/{date}/{page}' -j 8 --timeout 60
      zbtools run archive/ 1950s.zip -o out/ --layout '{paper}/{date}/{page}' --resume
    """
    if archiving.is_wanted({**values, "corrections": corrections}):
        click.get_current_context().exit(archiving.run(values))
    process = drafting.drafter(values)
    stage.run("run", values, stage.correcting(corrections, process) if corrections else process)
