"""`zbtools export`: records in another form."""

from __future__ import annotations

from typing import Any

import click

from zbtools.cli import options, stage


@click.command("export")
@options.pages
@options.records
@options.voice
def command(**values: Any) -> None:
    """Write articles as JSON, Markdown or plain text.

    Records are written as they are; a raw dump is split, deduplicated and joined first. INPUT is a file, a folder, or -
    for standard input, which is also read when there is none. With -o FOLDER every article gets a file of its own,
    named by date, page, order and headline.

    \b
    Examples:
      zbtools export issue.jsonl --to markdown -o articles/
      zbtools export issue.jsonl -o issue.txt
      zbtools export issue.jsonl --to text --punctuation full
      zbtools join page02.txt | zbtools export --to json --no-provenance | jq '.[].headline'
    """
    stage.run("export", values)
