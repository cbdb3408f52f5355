"""The outline of pages at a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from zbtools.model import Article, Page, Record
from zbtools.views.outline import Entry, Outline, deeds, outlines
from zbtools.views.visible import visible

WIDEST = 110
"""Cells: on a wider terminal the eye would lose the line between a title and its length."""


def show(issues: Iterable[Sequence[Record]]) -> None:
    """Print the outline of every page on standard output."""
    console = Console(highlight=False)
    for records in issues:
        for outline in outlines(records):
            console.print(_heading(outline, console.width))
            console.print(_table(outline, min(console.width, WIDEST)))


def _heading(outline: Outline, width: int) -> Text:
    """Return the name of a page and what is on it, on one row or, where that is too narrow, two."""
    page = outline.page
    name = Text(visible(_name(page)), "bold reverse") if page else Text("no page record", "dim")
    facts = [f"{outline.characters:,} 字", f"{len(outline.entries)} articles"]
    facts += [f"{count} {deed}" for deed, count in _all_deeds(outline).items()]
    if page and page.furniture:
        facts.append(f"{len(page.furniture)} furniture")
    told = ", ".join(facts)
    apart = "\n  " if name.cell_len + 2 + Text(told).cell_len > width else "  "
    return name.append(apart + told, "not bold not reverse dim")


def _name(page: Page) -> str:
    known = [part for part in (page.paper, page.date, page.page, page.page_name) if part]
    return f" {' '.join(known) or page.source.name} "


def _all_deeds(outline: Outline) -> dict[str, int]:
    return deeds([decision for entry in outline.entries for decision in entry.article.decisions])


def _table(outline: Outline, width: int) -> Table:
    table = Table.grid(padding=(0, 2, 0, 0), pad_edge=False)
    table.width = width
    table.add_column(justify="right", style="dim", width=3)
    table.add_column(ratio=3, overflow="fold")
    table.add_column(ratio=1, overflow="fold", style="yellow")
    table.add_column(justify="right", no_wrap=True)
    for entry in outline.entries:
        table.add_row(str(entry.number), _titles(entry.article), "\n".join(entry.marks), _length(entry))
    table.add_row()
    return table


def _length(entry: Entry) -> str:
    return f"{entry.characters:,} 字"


def _titles(article: Article) -> Text:
    lines = [
        (f"【{article.label}】" if article.label else None, "dim"),
        (article.kicker, "dim"),
        (article.headline or _opening(article), "bold" if article.headline else "italic"),
        (article.subtitle, "dim"),
        (article.byline.text if article.byline else None, "cyan"),
    ]
    return Text("\n").join(Text(visible(line), style) for line, style in lines if line)


def _opening(article: Article) -> str:
    """Without a headline the first words must do."""
    text = article.body[0].text if article.body else ""
    return text[:24] + "…" * (len(text) > 24)
