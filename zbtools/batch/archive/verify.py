"""Promise 1 over a whole archive: every page was read, and what was written holds every character of it, once."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from itertools import islice
from tempfile import TemporaryDirectory

from zbtools.batch.archive.crew import Crew
from zbtools.batch.archive.places import Place, Seeker
from zbtools.batch.archive.planning import CHUNK, described
from zbtools.batch.archive.proof import Claim, Proof, prove
from zbtools.batch.archive.state import State
from zbtools.batch.archive.written import ISSUES
from zbtools.batch.inputs import Input
from zbtools.batch.observer import ArchiveObserver
from zbtools.errors import UsageError
from zbtools.pipeline import Options
from zbtools.stages.check import Finding
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
SELECT name, outcome, reason, coalesce(
    (SELECT input FROM sources WHERE sources.name = pages.name),
    (SELECT input FROM sources WHERE sources.relative = pages.relative)
) FROM pages WHERE issue IS ? ORDER BY position, name
"""


def verify(out: str, sources: Sequence[str], jobs: int, observer: ArchiveObserver) -> Iterator[Finding]:
    """Yield everything in the output folder `out` that breaks the promise that nothing of `sources` is lost.

    `jobs` processes look for it; the order of what they find does not depend on them.

    That is: pages that no run has read or that failed, dumps that have changed since, files that are not there, and
    what `check` finds. Raises InputError if no run has written into `out`, UsageError if it holds no whole records.
    """
    with closing(State(out, readonly=True)) as state, TemporaryDirectory(prefix="zbtools-") as unpacked:
        _check_form(state, out)
        state.write(SOURCES)
        state.write(RELATIVE)
        places = Seeker(unpacked, observer, again=True).places(sources)
        while chunk := list(islice(places, CHUNK)):
            state.write_many("INSERT OR IGNORE INTO sources VALUES (?, ?, ?)", map(_row, chunk))
        observer.planned(state.one("SELECT count(*) FROM pages"))
        yield from (_unread(name) for (name,) in state.rows(UNREAD))
        crew: Crew[Claim, Proof] = Crew(prove, jobs)
        with crew:
            for proof in _in_order(crew.results(_claims(state, out))):
                for _ in proof.claim.pages:
                    observer.finished(0)
                yield from proof.findings


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


def _claims(state: State, out: str) -> Iterator[Claim]:
    for number, (issue,) in enumerate(state.rows(ISSUES)):
        paths = (path for (path,) in state.rows("SELECT path FROM files WHERE issue IS ? ORDER BY path", issue))
        yield Claim(number, out, tuple(state.rows(PAGES, issue)), tuple(paths))


def _in_order(proofs: Iterable[Proof]) -> Iterator[Proof]:
    """Yield proofs in the order of the issues, whichever is ready first; a few wait for a slow one."""
    waiting: dict[int, Proof] = {}
    number = 0
    for proof in proofs:
        waiting[proof.claim.number] = proof
        while number in waiting:
            yield waiting.pop(number)
            number += 1
