"""`zbtools score`: how near records come to a reading that is known to be right."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from zbtools.cli import looking, options
from zbtools.cli.paths import PATH
from zbtools.errors import InputError

if TYPE_CHECKING:
    from zbtools.cli.paint import Line
    from zbtools.model import Record
    from zbtools.stages.score import Counts, Figures, Gold

    Row = tuple[dict[str, str], Figures]

SHOWN = ("articles", "exact", "title", "b3_f", "ari", "f1_75", "attach", "seam_recall", "seam_precision", "lost")


@click.command("score")
@click.argument("gold", type=PATH)
@options.pages
@options.source
@click.option("--to", "form", type=click.Choice(("text", "json")), default="text", help="A table, or one JSON object.")
@click.option("--by", type=click.Choice(("issue", "page")), default="issue", help="A row for each issue, or each page.")
@options.voice
def command(**values: Any) -> None:
    """Compare records with GOLD, issues whose articles are known: per issue or page, and in all.

    GOLD is a file of issues, one a line (.jsonl, also .gz or .xz); or records that corrections were made on, of which
    the corrected pages are gold. INPUT is a folder that holds ISSUE-ID.jsonl, or any records or dumps of the same
    pages, which are known by their text; - or nothing is standard input.

    \b
    Examples:
      zbtools score gold.jsonl records/
      zbtools run page02.txt | zbtools score gold.jsonl -
      zbtools score gold.jsonl.gz pages/ --to json
      zbtools score gold.jsonl pages/ --by page
      zbtools score corrected.jsonl pages/
    """
    from zbtools.batch.compiled import kept_patterns
    from zbtools.batch.gold import read_gold, records_of
    from zbtools.stages.score import added, figures, score_issue

    messages = click.get_current_context().obj
    messages.bar = False
    golds = read_gold(values["gold"], values["source"], messages)
    with kept_patterns():
        found = records_of(golds, values["inputs"], options.reading(values), messages)
    if not found:
        hint = "score records that were made from the very text that the gold holds"
        raise InputError(f"{values['gold']}: no records fit a page of the gold", hint)
    missing = [gold.id for gold in golds if gold.id not in found]
    if missing:
        messages.warn(f"without records: {', '.join(missing[:5])}", f"{len(missing)} issues count as lost")
    counts = [score_issue(gold, found.get(gold.id, ())) | {"missing": gold.id not in found} for gold in golds]
    rows = list(_pages(golds, found)) if values["by"] == "page" else _issues(golds, counts)
    _write(values["form"], f"{values['by']}s", rows, figures(added(counts)))
    looking.end()


def _issues(golds: list[Gold], counts: list[Counts]) -> list[Row]:
    from zbtools.stages.score import figures

    return [({"id": gold.id}, figures(one)) for gold, one in zip(golds, counts, strict=True)]


def _pages(golds: list[Gold], found: dict[str, list[Record]]) -> Iterator[Row]:
    from zbtools.stages.score import figures, score_page

    for gold in golds:
        labels = (*gold.page_numbers, *[None] * len(gold.pages))
        for page in range(len(gold.pages)):
            counts = score_page(gold, found.get(gold.id, ()), page) | {"missing": gold.id not in found}
            yield {"id": gold.id, "page": labels[page] or str(page)}, figures(counts)


def _write(form: str, name: str, rows: list[Row], total: Figures) -> None:
    if form == "text":
        from zbtools.cli.paint import paint

        paint(_lines([(" ".join(names.values()), found) for names, found in rows], total))
        return
    import json

    from zbtools.batch.writing import standard_output

    known = {"all": _known(total), name: [names | _known(found) for names, found in rows]}
    with standard_output() as out:
        out.write((json.dumps(known, ensure_ascii=False, indent=1) + "\n").encode())


def _known(found: Figures) -> dict[str, float | None]:
    return {name: None if math.isnan(value) else value for name, value in found.items()}


def _lines(rows: list[tuple[str, Figures]], total: Figures) -> Iterator[Line]:
    """Yield a row for each issue or page, then all figures of all issues."""
    width = max(_cells(name) for name, _ in rows)
    yield [(" " * width + "".join(f"{name:>{_room(name)}}" for name in SHOWN), "quiet")]
    for name, found in rows:
        cells = "".join(f"{_cell(found[one]):>{_room(one)}}" for one in SHOWN)
        yield [(name + " " * (width - _cells(name)), "name"), (cells, "")]
    yield []
    for name, value in total.items():
        yield [(f"{name:16}", "name"), (f"{_cell(value):>8}", "")]


def _room(name: str) -> int:
    return max(len(name), 6) + 2


def _cell(value: float) -> str:
    return "-" if math.isnan(value) else f"{value}" if isinstance(value, int) else f"{value:.4f}"


def _cells(text: str) -> int:
    """Return how many cells of a terminal a text takes: Chinese characters take two."""
    from unicodedata import east_asian_width

    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)
