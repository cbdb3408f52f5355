"""A report, made and written."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import NamedTuple

from zbtools.batch.archive.state import FOLDER, STATE, State
from zbtools.batch.issues import Issue
from zbtools.batch.observer import ArchiveObserver
from zbtools.batch.report.checklist import read_judged, strays, write_checklist
from zbtools.batch.report.gather import Gathered, gather_records, gather_run, pace_of, runs_of
from zbtools.batch.report.tally import Tally
from zbtools.batch.tables.comma import csv_line
from zbtools.batch.writing import standard_output, whole_file
from zbtools.errors import InputError
from zbtools.stages.acceptance import Sample
from zbtools.views.report.acceptance import Acceptance, Item
from zbtools.views.report.columns import HISTOGRAMS, NAMES, PACE, Condition
from zbtools.views.report.links import Links
from zbtools.views.report.page import report_page
from zbtools.views.report.report import Figure, Pace, Report, Run

ROWS = 25_000
"""Pages that the table in the report holds: some 200 bytes each. More are in the CSV."""

FAMILIES, EXCHANGES = 12, 144
RUNS = 20
PARTS, PAGES_A_PART = 60, 25
"""Bars in the picture of the pace: at most so many, and so many pages in each, since issues end at once."""

FIGURES = (
    ("pages done", Condition("failed", 0, 1), "with their articles"),
    ("failed", Condition("failed", 1), "pages without an article"),
    ("articles", Condition("articles", 1), "with a title or without"),
    ("fragments", Condition("fragments", 1), "text that no article would own"),
    ("doubtful", Condition("doubtful", 1), "the least sure decision is below 70\u00a0%"),
    ("joined", Condition("joined", 1), "broken paragraphs mended"),
    ("moved", Condition("moved", 1), "pieces brought home"),
    ("dropped", Condition("repeated", 1), "repetitions left out"),
)


class Wanted(NamedTuple):
    """What is asked for. `out`: the HTML file, None for standard output; `csv`, `checklist`: files to write.

    `sample`: how many articles to draw, with `seed`; `judged`: a checklist that was filled in; `families`: an
    archive index whose reprint families are to be shown.
    """

    out: str | None
    csv: str | None = None
    sample: int | None = None
    seed: int = 1
    checklist: str | None = None
    judged: str | None = None
    families: str | None = None


def is_run(path: str) -> bool:
    """Tell whether a run has written into the folder `path`."""
    return os.path.isfile(os.path.join(path, FOLDER, STATE))


def report_on_run(folder: str, wanted: Wanted, observer: ArchiveObserver) -> Acceptance | None:
    """Write the report on the runs into `folder`, and return the sample if one was wanted. Raises InputError."""
    state = State(folder, readonly=True)
    try:
        with _gathering(wanted) as gathered:
            gather_run(folder, gathered, state, observer)
            here = os.path.join(os.path.normpath(folder), "")
            return _write(os.path.basename(os.path.abspath(folder)), here, gathered, wanted, state)
    finally:
        state.close()


def report_on_records(issues: Iterable[Issue], file: str | None, wanted: Wanted, name: str) -> Acceptance | None:
    """Write the report on `issues`, which all stand in `file` or are dumps, and return the sample if one was wanted.

    Raises InputError if there is no page among them.
    """
    with _gathering(wanted) as gathered:
        gather_records(issues, gathered, file)
        if not gathered.tally.count():
            raise InputError(f"{name}: no pages", "name the output folder of a run, or records with their pages")
        return _write(name, "", gathered, wanted, None)


@contextmanager
def _gathering(wanted: Wanted) -> Iterator[Gathered]:
    gathered = Gathered(None if wanted.sample is None else Sample[Item](wanted.sample, wanted.seed))
    try:
        yield gathered
    finally:
        gathered.tally.close()


def _write(name: str, folder: str, gathered: Gathered, wanted: Wanted, state: State | None) -> Acceptance | None:
    """Write all that is wanted: what people fill in last, when the rest went well."""
    tally = gathered.tally
    if wanted.families is not None:
        _add_index(wanted.families, tally)
    acceptance = _acceptance(gathered.sample, wanted)
    beside = os.path.dirname(os.path.abspath(wanted.out)) if wanted.out else os.getcwd()
    base = os.path.relpath(folder or os.curdir, beside)
    links = Links("" if base == os.curdir else f"{base}/", folder)
    page = report_page(_report(name, links, gathered, acceptance, wanted, state))
    with standard_output() if wanted.out is None else whole_file(wanted.out) as sink:
        sink.write(page.encode("utf-8", "replace"))
    if wanted.csv is not None:
        _write_table(wanted.csv, tally)
    if wanted.checklist is not None and acceptance:
        write_checklist(wanted.checklist, acceptance)
    return acceptance


def _add_index(folder: str, tally: Tally) -> None:
    from zbtools.batch.index.care import info
    from zbtools.batch.index.printings import indexed_printings

    info(folder)
    for printing, family in indexed_printings(folder, None):
        tally.add_printing(printing, family)


def _acceptance(sample: Sample[Item] | None, wanted: Wanted) -> Acceptance | None:
    if sample is None:
        return None
    items = sample.drawn
    judged = read_judged(wanted.judged) if wanted.judged else {}
    return Acceptance(items, sample.seen, sample.seed, judged, strays(judged, {item.id for item in items}))


def _report(
    name: str, links: Links, gathered: Gathered, acceptance: Acceptance | None, wanted: Wanted, state: State | None
) -> Report:
    tally = gathered.tally
    runs = list(runs_of(state, RUNS)) if state else []
    paced = next((run for run in runs if run[3] > 1 and run[4] > 0), None)
    return Report(
        name=name,
        links=links,
        figures=list(_figures(tally)),
        histograms=[(picture, tally.bins(picture)) for picture in HISTOGRAMS],
        time=(PACE, tally.bins(PACE)) if state else None,
        runs=[Run(*run[:5]) for run in runs],
        pace=_pace(state, paced[5], paced[4], paced[3]) if state and paced else None,
        work=state.one("SELECT total(seconds) FROM pages") if state else 0.0,
        reasons=tally.reasons(),
        cards=tally.cards,
        families=tally.families(FAMILIES),
        exchanges=tally.exchanges(EXCHANGES, ROWS),
        acceptance=acceptance,
        rows=list(tally.rows(ROWS)),
        total=tally.count(),
        csv=wanted.csv,
        notes=list(gathered.notes),
    )


def _pace(state: State, since: float, seconds: float, pages: int) -> Pace:
    parts = min(PARTS, max(1, pages // PAGES_A_PART))
    return Pace(pace_of(state, since, seconds, parts), seconds)


def _figures(tally: Tally) -> Iterator[Figure]:
    """Yield the numbers of the whole: pages are counted, all else is summed over them."""
    for name, pages, tells in FIGURES:
        number = tally.count(pages) if pages.column == "failed" else tally.sum(pages.column)
        share = f"on {tally.count(pages):,} pages: " if pages.column != "failed" and number else ""
        yield Figure(name, number, pages, share + tells)


def _write_table(path: str, tally: Tally) -> None:
    with whole_file(path) as sink:
        sink.write(("\ufeff" + csv_line(NAMES)).encode())
        for row in tally.rows():
            sink.write(csv_line(row).encode("utf-8", "replace"))
