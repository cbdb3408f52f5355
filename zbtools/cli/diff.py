"""`zbtools diff`: what two runs say differently, or two printings of a story."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from zbtools.cli import looking, options
from zbtools.cli.paths import PATH
from zbtools.errors import InputError

if TYPE_CHECKING:
    from zbtools.cli.paint import Line
    from zbtools.stages.archive.collation import Variation
    from zbtools.views.diff import Difference

STYLES = {"new": "sure", "joined": "sure", "gone": "wrong", "split": "doubtful", "moved": "doubtful"}


@click.command("diff")
@click.argument("first", type=PATH, metavar="A")
@click.argument("second", type=PATH, metavar="B")
@click.argument("inputs", nargs=-1, type=PATH, metavar="[INPUT]...")
@options.report
@options.voice
def command(first: str, second: str, inputs: tuple[str, ...], form: str) -> None:
    """Say what B says otherwise than A, article by article: two runs, or a run and a corrected one.

    A and B are files of records or raw dumps (which are run first), or folders. Both must be made from the same dumps;
    pages that are not are said and left out. Exit code 1 if there is a difference.

    Where A and B are no files but the ids of two articles in INPUT (or in standard input, where there is none), as
    `zbtools clusters` tells them, it says where the words of these two printings differ, side by side: script, width
    and punctuation do not count. Needs zbtools[archive].

    \b
    Examples:
      zbtools diff old.jsonl new.jsonl
      zbtools run page02.txt --corrections page02.corrections.json | zbtools diff page02.txt -
      zbtools diff old/ new/ --to jsonl | jq -r .what | sort | uniq -c
      zbtools diff 5f2c1a9e-120 77ab01c3-0 marked.jsonl
    """
    from zbtools.batch import comparing

    messages = click.get_current_context().obj
    found: list[Any]
    for path in (first, second):
        if not inputs and not _is_known(path):
            raise InputError(f"{path}: no such file or folder, and no id", "ids are as `zbtools clusters` tells them")
    if inputs or not any(path == "-" or Path(path).exists() for path in (first, second)):
        found = comparing.collated((first, second), inputs, messages)
        looking.write(found, form, _sides)
    else:
        found = list(comparing.compared(first, second, messages))
        looking.write(found, form, _lines)
    looking.end(len(found))


def _is_known(path: str) -> bool:
    """Whether the argument names what is there, or may be an id: those of zbtools have nothing that paths have."""
    return path == "-" or Path(path).exists() or not {".", "/", os.sep} & {*path}


def _lines(found: Iterable[Difference]) -> Iterator[Line]:
    article: Any = None
    for each in found:
        if each.article != article:
            yield from [[]] if article else []
            yield [(each.name, "title")]
            article = each.article
        yield [(f"  {each.what}  ", STYLES.get(each.what, "name")), (each.words, "")]


def _sides(found: Iterable[Variation]) -> Iterator[Line]:
    for one in found:
        before, behind = (part.replace("\n", " ") for part in (one.before, one.behind))
        left = [(before, ""), (f"⟦{one.left}⟧", "place"), (behind, "")]
        yield [*left, ("  |  ", "quiet"), (f"⟦{one.right}⟧", "place")]
