"""What a report tells, gathered issue by issue: from the folder of a run, or from records."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import count
from typing import Any

from zbtools.batch.archive.state import State
from zbtools.batch.archive.tasks import DONE, FAILED
from zbtools.batch.archive.written import ISSUES, records_in
from zbtools.batch.issues import Issue
from zbtools.batch.observer import ArchiveObserver
from zbtools.batch.report.tally import Tally
from zbtools.errors import ZbtoolsError
from zbtools.model import Article, Page, Record
from zbtools.stages.acceptance import Sample
from zbtools.stages.archive.reprints import printings
from zbtools.views.report.acceptance import Item, item_of
from zbtools.views.report.columns import row_of, row_of_facts
from zbtools.views.report.facts import facts_of

NOTED = ("name", "outcome", "articles", "fragments", "doubtful", "characters", "seconds", "reason", "hint", "warning")
Noted = dict[str, Any]
"""What the state tells of a page; its `place` in the input; its `milliseconds`."""

PAGES = f"SELECT {', '.join(NOTED)} FROM pages WHERE issue IS ? ORDER BY position"
READABLE = ("jsonl", "json")

Files = Mapping[str, Sequence[str]]
"""By page id the files that hold the page or an article that begins on it."""

LOST = "lost"
"""The outcome of a page that was done and whose records cannot be read: its file is gone, or damaged."""

UNREAD = (
    "The run has written {}, which tells no decisions: what was joined, moved and dropped, and the layout, is not "
    "known. A run with --to jsonl tells them."
)
UNPLACED = (
    "Some records do not say where their words stand in the dump (--no-provenance, --punctuation, --script): what was "
    "joined, moved and dropped there, and the layout, is not known."
)


class Gathered:
    """The rows of all pages, and the sample. `notes`: what the report has to say of itself."""

    def __init__(self, sample: Sample[Item] | None) -> None:
        """Begin without a page. `sample`: is offered every article and fragment."""
        self.tally = Tally()
        self.sample = sample
        self.notes: dict[str, None] = {}

    def add(self, records: Sequence[Record], files: Files, state: Mapping[str, Any]) -> None:
        """Take the records of an issue. `state`: by name of the source what a run noted about the page."""
        for facts in facts_of(records):
            page = facts.page
            said = state.get(page.source.name, {})
            if facts.moved is None:
                self.notes[UNPLACED] = None
            row = row_of_facts(facts, files.get(page.id, ()), said.get("milliseconds"), said.get("warning"))
            self.tally.add(row, facts, said.get("place"))
        for printing, family in printings(records):
            self.tally.add_printing(printing, family)
        if self.sample:
            self._offer(records, files, self.sample)

    def _offer(self, records: Sequence[Record], files: Files, sample: Sample[Item]) -> None:
        pages = {record.id: record for record in records if isinstance(record, Page)}
        for record in records:
            home = pages.get(record.home or "") if isinstance(record, Article) else None
            if isinstance(record, Article) and home:
                item = item_of(record, home, "\n".join(files.get(home.id, ())))
                sample.offer(f"{home.source.name}\0{record.id}", item)

    def add_failure(self, name: str, outcome: str, said: str, hint: str = "", place: int | None = None) -> None:
        """Take a page that there are no records of."""
        reason = self.tally.reason(said, name)
        words = said.removeprefix(f"{name}: ") + (f"; {hint}" if hint else "")
        self.tally.add(row_of(source=name, outcome=outcome, failed=1, reason=reason, said=words), place=place)


def gather_run(out: str, gathered: Gathered, state: State, observer: ArchiveObserver) -> None:
    """Add all pages of the runs into the folder `out`."""
    observer.planned(state.one("SELECT count(*) FROM pages"))
    said = state.rows("SELECT said FROM options WHERE id IN (SELECT options FROM pages)")
    unread = sorted({json.loads(options)[2] for (options,) in said} - set(READABLE))
    if unread:
        gathered.notes[UNREAD.format(" and ".join(unread))] = None
    places = count(1)
    for (issue,) in list(state.rows(ISSUES)):
        pages = [_noted(values, next(places)) for values in state.rows(PAGES, issue)]
        _add_issue(out, issue, pages, gathered, state, is_readable=not unread)
        for _ in pages:
            observer.finished(0)


def _noted(values: Sequence[Any], place: int) -> Noted:
    page = dict(zip(NOTED, values, strict=True))
    return page | {"place": place, "milliseconds": None if page["seconds"] is None else round(page["seconds"] * 1000)}


def _add_issue(
    out: str, issue: str | None, pages: Sequence[Noted], gathered: Gathered, state: State, is_readable: bool
) -> None:
    """Add the pages of one issue: those done with their records, the others with what became of them."""
    for page in pages:
        if page["outcome"] != DONE:
            _add_undone(page, gathered)
    done = {page["name"]: page for page in pages if page["outcome"] == DONE}
    paths = [path for (path,) in state.rows("SELECT path FROM files WHERE issue IS ? ORDER BY path", issue)]
    if not is_readable:
        for page in done.values():
            _add_counts(page, paths, gathered)
        return
    try:
        records, files = _read(out, paths)
    except ZbtoolsError as error:
        for name, page in done.items():
            gathered.add_failure(name, LOST, str(error), error.hint, page["place"])
        return
    gathered.add(records, files, done)
    read = {record.source.name for record in records if isinstance(record, Page)}
    for name in done.keys() - read:
        said = f"{name}: no record is of this page"
        gathered.add_failure(name, LOST, said, "run it again with --resume", done[name]["place"])


def _add_undone(page: Noted, gathered: Gathered) -> None:
    name, outcome, place = page["name"], page["outcome"], page["place"]
    if outcome == FAILED:
        gathered.add_failure(name, outcome, page["reason"] or "no reason was noted", page["hint"] or "", place)
    else:
        gathered.tally.add(row_of(source=name, outcome=outcome or "not yet", failed=0), place=place)


def _add_counts(page: Noted, paths: Sequence[str], gathered: Gathered) -> None:
    """Add a page of which only the state tells."""
    counts = {name: page[name] for name in ("articles", "fragments", "doubtful", "characters", "milliseconds")}
    row = row_of(
        source=page["name"], files="\n".join(paths), outcome=DONE, failed=0, said=page["warning"] or None, **counts
    )
    gathered.tally.add(row, place=page["place"])


def _read(out: str, paths: Sequence[str]) -> tuple[list[Record], Files]:
    """Return the records of an issue, and which files hold each page: first that with the page itself."""
    records: dict[tuple[str, str], Record] = {}
    files: dict[str, dict[str, None]] = {}
    own: dict[str, str] = {}
    for path in paths:
        for record in records_in(out, [path]):
            if isinstance(record, Page):
                own.setdefault(record.id, path)
            home = record.id if isinstance(record, Page) else record.home
            files.setdefault(home or "", {})[path] = None
            records.setdefault((record.id, path if isinstance(record, Article) else ""), record)
    return list(records.values()), {page: list({path: None} | files[page]) for page, path in own.items()}


def gather_records(issues: Iterable[Issue], gathered: Gathered, file: str | None) -> None:
    """Add the pages of `issues`. `file`: the one file that holds them; else dumps are their own."""
    for issue in issues:
        files = {page.id: [name] for page in issue.pages if (name := _file_of(page, issue, file))}
        gathered.add(issue.records, files, {})


def _file_of(page: Page, issue: Issue, file: str | None) -> str | None:
    if file is not None:
        return file
    return page.source.name if page.id in issue.texts and os.path.isfile(page.source.name) else None


def runs_of(state: State, most: int) -> Iterator[tuple[str, str, str, int, float, float]]:
    """Yield the last runs, the last one first: when it began, how it ended, its version, how many pages it did, how
    many seconds after its beginning the last of them was done, and when it began in seconds since 1970.
    """
    query = """
    WITH placed AS (SELECT *, (julianday(began) - 2440587.5) * 86400 AS since FROM runs),
    bounded AS (SELECT *, coalesce(lead(since) OVER (ORDER BY id), 1e18) AS until FROM placed)
    SELECT began, coalesce(end, 'killed, or running'), bounded.version, count(at), coalesce(max(at) - since, 0), since
    FROM bounded LEFT JOIN pages ON at >= since AND at < until GROUP BY bounded.id ORDER BY bounded.id DESC LIMIT ?
    """
    yield from state.rows(query, most)


def pace_of(state: State, since: float, seconds: float, parts: int) -> list[int]:
    """Return how many pages were done in each of `parts` equal parts of the `seconds` from `since` on."""
    query = "SELECT min(?, CAST((at - ?) * ? / ? AS INTEGER)), count(*) FROM pages WHERE at >= ? AND at <= ? GROUP BY 1"
    counts = dict(state.rows(query, parts - 1, since, parts, seconds, since, since + seconds))
    return [counts.get(part, 0) for part in range(parts)]
