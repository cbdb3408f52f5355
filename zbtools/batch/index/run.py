"""`dedupe --scope archive` as a batch: records in, the same records out, each duplicate marked or put aside."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from zbtools.batch.compiled import kept_patterns
from zbtools.batch.index.archive import Archive, Asked, opened
from zbtools.batch.index.intake import LEFT_OUT, Entry
from zbtools.batch.index.spool import Spool, as_lines, spooled
from zbtools.batch.inputs import Input, Reading, plan
from zbtools.batch.issues import Issue, issues
from zbtools.batch.job import Job, Writer
from zbtools.batch.observer import Observer
from zbtools.batch.outputs import Output
from zbtools.batch.writing import Sink, whole_file
from zbtools.errors import EXIT_DONE, EXIT_INPUT, EXIT_PARTIAL, UsageError
from zbtools.model import Article, Duplicate, Page, Record
from zbtools.pipeline import PLANS, Options, finish, run_parts
from zbtools.records import dump_line
from zbtools.stages.archive.linking import UNKNOWN, Marks
from zbtools.stages.archive.normal import kept_places
from zbtools.stages.archive.relations import CONTAINED, NONE, RELATIONS

if TYPE_CHECKING:
    from zbtools.pipeline import Part


class Request(NamedTuple):
    """What is asked of the archive, and where duplicates go that are to leave the stream (None: they stay)."""

    archive: Asked
    dropped: str | None = None


def process(job: Job, request: Request, observer: Observer, write: Writer | None = None) -> int:
    """Do the job and return the exit code: 0, 3 when no input could be read, 4 when only some could.

    All input is read, and put by, before the first record is written. `write` takes the place of the job's destination.
    """
    with kept_patterns(), spooled() as spool, opened(request.archive) as archive, ExitStack() as stack:
        inputs = plan(job.arguments, job.reading, observer)
        observer.planned(len(inputs))
        write = write or Output(job.destination, inputs).write
        _check_dropped(request.dropped, job.destination.out, inputs)
        if not _take(job, inputs, archive, spool, observer):
            return EXIT_INPUT
        marks = archive.search(archive.intake.numbers)
        aside = stack.enter_context(whole_file(request.dropped)) if request.dropped is not None else None
        marked = _Marked(archive, marks, aside).issues(spool)
        write(finish(records, job.options) for records in marked)
    return EXIT_PARTIAL if observer.failures else EXIT_DONE


def _check_dropped(dropped: str | None, out: str | None, inputs: Sequence[Input]) -> None:
    taken = [path for path in (out, *(source.path for source in inputs)) if path is not None]
    if dropped is not None and os.path.realpath(dropped) in map(os.path.realpath, taken):
        raise UsageError(f"{dropped}: is the input or the output as well", "name another file after --dropped")


def _take(job: Job, inputs: Sequence[Input], archive: Archive, spool: Spool, observer: Observer) -> bool:
    """Put all issues of the inputs into the archive and the spool; return whether there was any."""
    found = False
    work = partial(_worked, options=job.options, reading=job.reading)
    tasks = ((issue.parts, _stages(issue)) for issue in issues(inputs, job.reading, observer))
    for lines, articles in archive.apply(work, tasks):
        found = True
        spool.add(lines)
        for entry in articles:
            archive.intake.add(entry)
    return found


def _worked(
    issue: tuple[Sequence[Part], Sequence[str]], options: Options, reading: Reading
) -> tuple[bytes, list[Entry]]:
    """Return the records of an issue behind its stages, as lines, and its articles as the archive takes them."""
    records = run_parts(*issue, options)
    return as_lines(records), list(entries(records, reading))


def _stages(issue: Issue) -> Sequence[str]:
    """Whole articles are compared: a dump is joined first, records are taken as they are but for what they repeat."""
    if issue.raw:
        return PLANS["run"].dump
    plain = any(isinstance(record, Article) and record.provenance is None for record in issue.records)
    plain |= any("split" not in page.stages for page in issue.pages)
    return () if plain else PLANS["dedupe"].records


def entries(records: Sequence[Record], reading: Reading = Reading()) -> Iterator[Entry]:  # noqa: B008  (a constant)
    """Yield what the archive needs to know of each article; what no page tells of it, `reading` may."""
    pages: dict[str, Page] = {}
    for record in records:
        if isinstance(record, Page):
            pages[record.id] = record
            continue
        page = next((pages[id] for id in record.stands_on if id in pages), None)
        paper, day = (page.paper, page.date) if page else (record.extra.get("paper"), record.extra.get("date"))
        yield Entry(
            record.id,
            body_text(record),
            paper if isinstance(paper, str) else reading.paper,
            _day(day if isinstance(day, str) else reading.date),
            bool(record.status) or record.kind == "fragment",
            page.page or "" if page else "",
            record.headline or "",
        )


def body_text(article: Article) -> str:
    """Return the text that is compared, and that `span` counts in: the elements of the body, one after the other."""
    return "".join(element.text for element in article.body)


def _day(text: str | None) -> int:
    try:
        return date.fromisoformat(text or "").toordinal()
    except ValueError:
        return UNKNOWN


class _Marked:
    """The records of a run with their marks."""

    def __init__(self, archive: Archive, marks: Marks, aside: Sink | None) -> None:
        self._numbers, self._marks, self._aside = iter(archive.intake.numbers), marks, aside
        self._labels = archive.labels()

    def issues(self, spool: Spool) -> Iterator[list[Record]]:
        for records in spool.issues():
            marked = [record if isinstance(record, Page) else self._with_mark(record) for record in records]
            yield [record for record in marked if self._stays(record)]

    def _with_mark(self, article: Article) -> Article:
        number = next(self._numbers)
        of = NONE if number == LEFT_OUT else int(self._marks.of[number])
        if of == NONE:
            return replace(article, duplicate=None)
        first, last = int(self._marks.first[number]), int(self._marks.last[number])
        score = round(float(self._marks.score[number]), 4)
        relation = RELATIONS[int(self._marks.relation[number])]
        _, _, id = self._labels.of(of)
        return replace(article, duplicate=Duplicate(id, relation, score, _span(article, first, last)))

    def _stays(self, record: Record) -> bool:
        """Whether a record stays in the stream; if not, it is put aside."""
        if self._aside is None or isinstance(record, Page) or record.duplicate is None:
            return True
        if RELATIONS.index(record.duplicate.relation) > CONTAINED:
            return True
        self._aside.write((dump_line(record) + "\n").encode())
        return False


def _span(article: Article, first: int, last: int) -> tuple[int, int]:
    """Return what `first:last` of the normal form is in the body; at its edges, punctuation belongs to it."""
    text = body_text(article)
    places = kept_places(text)
    begin = int(places[first]) if first else 0
    return begin, int(places[last - 1]) + 1 if 0 < last < len(places) else len(text)
