"""`zbtools report`: many pages at a glance, and a sample of them for acceptance."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import click

from zbtools.cli import looking, options
from zbtools.cli.paths import PATH
from zbtools.errors import UsageError

if TYPE_CHECKING:
    from zbtools.views.report.acceptance import Acceptance


@click.command("report")
@options.pages
@click.option("-o", "--out", type=PATH, metavar="FILE", help="The HTML file; else standard output.")
@click.option("--csv", type=PATH, metavar="FILE", help="Write the table of all pages, too.")
@click.option("--sample", type=click.IntRange(1), metavar="N", help="Draw N articles at random, for acceptance.")
@click.option("--seed", type=int, default=1, metavar="N", help="Draw others with another seed (default 1).")
@click.option("--checklist", type=PATH, metavar="FILE", help="Write the sample as CSV, to be filled in.")
@click.option("--judged", type=PATH, metavar="FILE", help="Such a CSV, filled in: tell how much is right.")
@click.option("--index", type=PATH, metavar="DIR", help="Show the reprint families of this index.")
@options.voice
def command(**values: Any) -> None:
    """Write a page that shows how a run over many pages went: counts, pictures, doubtful pages, failures, reprints.

    INPUT is the output folder of `zbtools run ARCHIVE -o FOLDER/`, or records or raw dumps (which are run first). Every
    number leads to the pages behind it. The page is one HTML file that needs no network. With --sample it holds a
    checklist of articles drawn at random, with the interval that the sample supports; what was judged, there or in
    the CSV, is read back with --judged.

    \b
    Examples:
      zbtools report out/ -o report.html --csv pages.csv
      zbtools report out/ -o report.html --sample 200 --seed 1 --checklist sample.csv
      zbtools report out/ -o report.html --sample 200 --seed 1 --judged sample.csv
      zbtools report marked.jsonl -o report.html
    """
    from zbtools.batch.report.write import Wanted, is_run, report_on_records, report_on_run

    _check(values)
    names = ("out", "csv", "sample", "seed", "checklist", "judged")
    wanted, inputs = Wanted(**{name: values[name] for name in names}, families=values["index"]), values["inputs"]
    if len(inputs) == 1 and is_run(inputs[0]):
        from zbtools.cli.pagebar import Watcher

        with Watcher(click.get_current_context().obj) as watcher:
            _tell(report_on_run(inputs[0], wanted, watcher))
        return
    file = os.path.normpath(inputs[0]) if len(inputs) == 1 and os.path.isfile(inputs[0]) else None
    name = os.path.basename(os.path.normpath(inputs[0])) if inputs else "records"
    issues = looking.look({**values, "source": ()}, lambda issue, _: [issue])
    _tell(report_on_records(issues, file, wanted, name))
    looking.end()


def _check(values: dict[str, Any]) -> None:
    for name in ("checklist", "judged"):
        if values[name] is not None and values["sample"] is None:
            hint = (
                "say the --sample and --seed that it was drawn with" if name == "judged" else "say --sample 200 as well"
            )
            raise UsageError(f"--{name} is for a sample", hint)


def _tell(acceptance: Acceptance | None) -> None:
    """Say what the sample supports or, once it was judged, how much is right."""
    if acceptance is None:
        return
    from zbtools.views.report.acceptance import between, told

    messages = click.get_current_context().obj
    size = len(acceptance.items)
    messages.warn(f"{size:,} of {acceptance.all:,} articles drawn with seed {acceptance.seed}")
    if acceptance.strays:
        hint = "was it drawn with another --sample or --seed, or from another run?"
        messages.warn(f"{acceptance.strays} judged articles are not in this sample and do not count", hint)
    if any(accuracy.judged for accuracy in acceptance.accuracies):
        for accuracy in acceptance.accuracies:
            messages.warn(f"{accuracy.category}: {told(accuracy)}")
    elif size:
        messages.warn(
            f"if 95 % of them are right, {between(round(size * 0.95), size)} of all are (with 95 % confidence)"
        )
