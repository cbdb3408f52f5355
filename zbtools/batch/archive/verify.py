"""Promise 1 over a whole archive: every page was read, and what was written holds every character of it, once."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Sequence
from itertools import islice

from zbtools.batch.archive.places import Place, Seeker
from zbtools.batch.archive.planning import CHUNK, described, input_of
from zbtools.batch.archive.state import State
from zbtools.batch.archive.tasks import DONE
from zbtools.batch.archive.written import ISSUES, records_in
from zbtools.batch.inputs import Input
from zbtools.batch.observer import ArchiveObserver
from zbtools.batch.reading import content
from zbtools.errors import UsageError, ZbtoolsError
from zbtools.model import Page, Record
from zbtools.pipeline import Options
from zbtools.stages.check import Finding, check_records
from zbtools.stages.decode import decode
from zbtools.stages.identity import Identity

# The state tells the options of a run by their places.
PROVENANCE = Options._fields.index("provenance")

SOURCES = "CREATE TEMP TABLE sources (name TEXT PRIMARY KEY, relative TEXT, input TEXT)"
RELATIVE = "CREATE INDEX temp.sources_by_relative ON sources (relative)"
UNREAD = """
SELECT name FROM sources WHERE NOT EXISTS (SELECT 1 FROM pages WHERE pages.name = sources.name)
AND relative NOT IN (SELECT relative FROM pages) ORDER BY name
"""
# By the name that it was given as or, in an archive that was moved, by the name below the folder that was named.
PAGES = """
SELECT name, outcome, reason, sha256, coalesce(
    (SELECT input FROM sources WHERE sources.name = pages.name),
    (SELECT input FROM sources WHERE sources.relative = pages.relative)
) FROM pages WHERE issue IS ? ORDER BY position
"""


def verify(out: str, sources: Sequence[str], observer: ArchiveObserver) -> Iterator[Finding]:
    """Yield everything in the output folder `out` that breaks the promise that nothing of `sources` is lost.

    That is: pages that no run has read or that failed, dumps that have changed since, files that are not there, and
    what `check` finds. Raises InputError if no run has written into `out`, UsageError if it holds no whole records.
    """
    state = State(out, readonly=True)
    try:
        _check_form(state, out)
        state.write(SOURCES)
        state.write(RELATIVE)
        places = Seeker(os.path.join(state.folder, "unpacked"), observer).places(sources)
        while chunk := list(islice(places, CHUNK)):
            state.write_many("INSERT OR IGNORE INTO sources VALUES (?, ?, ?)", map(_row, chunk))
        observer.planned(state.one("SELECT count(*) FROM pages"))
        yield from (_unread(name) for (name,) in state.rows(UNREAD))
        for (issue,) in list(state.rows(ISSUES)):
            yield from _verified(state, out, issue, observer)
    finally:
        state.close()


def _check_form(state: State, out: str) -> None:
    said = state.rows("SELECT said FROM options WHERE id IN (SELECT options FROM pages)")
    for _, options, form, _ in (json.loads(text) for (text,) in said):
        if form not in ("jsonl", "json") or not options[PROVENANCE]:
            hint = "run it with --to jsonl, and without --no-provenance"
            raise UsageError(f"{out}: only whole records can be verified, and this holds {form}", hint)


def _row(place: Place) -> tuple[str, str, str]:
    page = Input(place.name, place.path, Identity(), member=place.member)
    return place.name, place.relative, described(page)


def _unread(name: str) -> Finding:
    return Finding("source", f"{name}: no run has read this page", "")


def _verified(state: State, out: str, issue: str | None, observer: ArchiveObserver) -> Iterator[Finding]:
    """Yield what is wrong with the pages of one issue."""
    rows = list(state.rows(PAGES, issue))
    done: dict[str, str | None] = {}
    for name, outcome, reason, _, said in rows:
        if outcome == DONE:
            done[name] = said
        else:
            yield Finding("source", f"{reason or name + ': was not read'} ({outcome or 'not yet'})", "")
        observer.finished(0)
    paths = [path for (path,) in state.rows("SELECT path FROM files WHERE issue IS ? ORDER BY path", issue)]
    try:
        records = list(records_in(out, paths))
    except ZbtoolsError as error:
        yield Finding("file", str(error), "")
        return
    written = {record.source.name for record in records if isinstance(record, Page)}
    yield from (Finding("lost", f"{name}: no record is of this page", "") for name in sorted(done.keys() - written))
    texts: dict[str, str] = {}
    yield from _read_texts(records, done, texts)
    yield from check_records(records, texts)


def _read_texts(records: Sequence[Record], done: dict[str, str | None], texts: dict[str, str]) -> Iterator[Finding]:
    """Put the dumps of the pages, by id, into `texts`; yield what is wrong with them."""
    for page in (record for record in records if isinstance(record, Page)):
        said = done.get(page.source.name)
        if said is None:
            continue  # That its dump was not given is for `check` to find.
        try:
            data = content(input_of(page.source.name, said))
            texts[page.id] = decode(data, page.source.name, page.source.encoding)[0]
        except ZbtoolsError as error:
            yield Finding("source", str(error), page.id, page.id)
            continue
        if hashlib.sha256(data).hexdigest() != page.source.sha256:
            yield Finding("source", f"{page.source.name}: has changed since it was read", page.id, page.id)
