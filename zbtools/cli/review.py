"""`zbtools review`: an issue as a page to look at and to correct."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import click

from zbtools.cli import looking, options
from zbtools.cli.paths import PATH

if TYPE_CHECKING:
    from zbtools.batch.issues import Issue
    from zbtools.batch.sources import Sources
    from zbtools.model import Record


@click.command("review")
@options.pages
@options.source
@click.option("-o", "--out", type=PATH, metavar="PATH", help="The HTML file, or a folder for one an issue.")
@click.option("--image", "images", multiple=True, type=PATH, metavar="FILE", help="Image or PDF, one a page.")
@click.option("--corrections", type=PATH, metavar="FILE", help="Corrections made before; --edit writes to it.")
@click.option("--edit", is_flag=True, help="Serve the page on this machine, and save corrections beside the records.")
@options.voice
def command(**values: Any) -> None:
    """Write a page that shows the dump beside the articles, with every decision, to be judged and corrected.

    INPUT is a file of records or a raw dump (which is run first), a folder, or - for standard input, which is also read
    when there is none. The dump is found where the records say it was, or with --source. The page is one HTML file that
    needs no network; what is corrected there is saved as a file for `zbtools apply` and `zbtools run --corrections`.

    \b
    Examples:
      zbtools review page02.txt -o review.html
      zbtools review issue.jsonl --source pages/ -o review/
      zbtools review page02.txt --image page02.png -o review.html
      zbtools review page02.jsonl --source page02.txt --edit
    """
    found = list(looking.look(values, _shown))
    if values["edit"]:
        _serve(found, values)
    else:
        _write(found, values)
    looking.end()


Shown = tuple[list["Record"], dict[str, str]]


def _shown(issue: Issue, sources: Sources) -> list[Shown]:
    return [(issue.records, sources.of(issue))]


def _saved(values: dict[str, Any], must_exist: bool) -> Any:
    from zbtools.batch.corrections import read_corrections

    path = values["corrections"]
    return read_corrections(path) if path and (must_exist or os.path.exists(path)) else ()


def _write(found: list[Shown], values: dict[str, Any]) -> None:
    from zbtools.batch.reviews import write_reviews

    saved = _saved(values, must_exist=True)
    for path in write_reviews(found, values["out"], saved, values["images"]):
        click.get_current_context().obj.note(f"wrote {path}")


def _serve(found: list[Shown], values: dict[str, Any]) -> None:
    """Serve the page until the person ends it."""
    from contextlib import suppress

    from zbtools.batch.reviews import one_issue, page_of
    from zbtools.batch.serving import Server

    records, texts = one_issue(found)
    first = values["inputs"][0] if values["inputs"] else "review"
    values["corrections"] = values["corrections"] or f"{os.path.splitext(os.path.normpath(first))[0]}.corrections.json"

    def page(takes: str) -> str:
        return page_of(records, texts, _saved(values, must_exist=False), values["images"], values["corrections"], takes)

    page("")  # What is wrong with it is told now, not to the browser.
    with Server(page, values["corrections"]) as server:
        messages = click.get_current_context().obj
        messages.warn(f"the page is at {server.address}", "corrections go to " + server.path + "; end with Ctrl-C")
        with suppress(KeyboardInterrupt):
            server.serve_forever()
