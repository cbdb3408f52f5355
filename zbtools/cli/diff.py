"""`zbtools diff`: what two runs say differently."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import click

from zbtools.cli import looking, options

if TYPE_CHECKING:
    from zbtools.cli.paint import Line
    from zbtools.views.diff import Difference

STYLES = {"new": "sure", "joined": "sure", "gone": "wrong", "split": "doubtful", "moved": "doubtful"}


@click.command("diff")
@click.argument("first", type=click.Path(), metavar="A")
@click.argument("second", type=click.Path(), metavar="B")
@options.report
@options.voice
def command(first: str, second: str, form: str) -> None:
    """Say what B says otherwise than A, article by article: two runs, or a run and a corrected one.

    A and B are files of records or raw dumps (which are run first), or folders. Both must be made from the same dumps;
    pages that are not are said and left out. Exit code 1 if there is a difference.

    \b
    Examples:
      zbtools diff old.jsonl new.jsonl
      zbtools run page02.txt --corrections page02.corrections.json | zbtools diff page02.txt -
      zbtools diff old/ new/ --to jsonl | jq -r .what | sort | uniq -c
    """
    from zbtools.batch.comparing import compared

    found = list(compared(first, second, click.get_current_context().obj))
    looking.write(found, form, _lines)
    looking.end(len(found))


def _lines(found: Iterable[Difference]) -> Iterator[Line]:
    article: Any = None
    for each in found:
        if each.article != article:
            yield from [[]] if article else []
            yield [(each.name, "title")]
            article = each.article
        yield [(f"  {each.what}  ", STYLES.get(each.what, "name")), (each.words, "")]
