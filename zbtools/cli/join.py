"""`zbtools join`: records with their broken paragraphs and far fragments put back."""

from __future__ import annotations

from typing import Any

import click

from zbtools.cli import asking, options, stage


@click.command("join")
@options.pages
@options.confidence
@asking.options
@options.records
@options.voice
def command(**values: Any) -> None:
    """Rejoin broken paragraphs, bring far fragments home, and follow stories to the pages where they go on.

    INPUT is a file of records or a raw dump (which is split and deduplicated first), a folder, or - for standard
    input, which is also read when there is none. Give the pages of an issue together: a story that jumps is only found
    if both its pages are there.

    \b
    Examples:
      zbtools split page01.txt page02.txt | zbtools dedupe | zbtools join > issue.jsonl
      cat page02.txt | zbtools join --to markdown
      zbtools join deduped.jsonl --min-confidence 0.9 -o joined.jsonl
    """
    stage.run("join", values)
