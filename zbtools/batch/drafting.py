"""Gold drafted from zbtools' own reading: one issue a line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain, count
from typing import Any

from zbtools.batch.compiled import kept_patterns
from zbtools.batch.formats import encoded
from zbtools.batch.inputs import plan
from zbtools.batch.issues import Issue
from zbtools.batch.job import Job, with_judge, worked
from zbtools.batch.observer import Observer
from zbtools.batch.outputs import Output
from zbtools.errors import EXIT_DONE, EXIT_INPUT, EXIT_PARTIAL, InputError
from zbtools.stages.score import Gold, draft, gold_to_json


def process(job: Job, observer: Observer, *_: Any) -> int:
    """Write the gold that the job's records make, and return the exit code: 0, 3 or 4, as of the job itself.

    Raises InputError when the one input is bad or holds records, OutputError when the output cannot be written.
    """
    job = with_judge(job, observer)
    with kept_patterns():
        inputs = plan(job.arguments, job.reading, observer)
        observer.planned(len(inputs))
        output = Output(job.destination._replace(form="jsonl"), inputs)
        lines = _lines(worked(job, inputs, observer))
        first = next(lines, None)
        if first is None:
            return EXIT_INPUT
        output.write_bytes(chain([first], lines))
    return EXIT_PARTIAL if observer.failures else EXIT_DONE


def _lines(issues: Iterator[Issue]) -> Iterator[bytes]:
    names = Apart()
    for issue in issues:
        yield encoded(json.dumps(gold_to_json(names(_drafted(issue))), ensure_ascii=False) + "\n")


def _drafted(issue: Issue) -> Gold:
    recorded = next((page for page in issue.pages if page.id not in issue.texts), None)
    if recorded or not issue.pages:
        name = recorded.source.name if recorded else "the input"
        raise InputError(f"{name}: gold is drafted from dumps, not from records", "name the dump of the page")
    return draft(issue.records, issue.texts)


class Apart:
    """Gives each gold an id that none before it has."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def __call__(self, gold: Gold) -> Gold:
        """Return `gold` with an id of its own."""
        names = chain([gold.id], (f"{gold.id}-{number}" for number in count(2)))
        name = next(name for name in names if name not in self._taken)
        self._taken.add(name)
        return replace(gold, id=name)
