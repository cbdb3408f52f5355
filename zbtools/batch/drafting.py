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
    taken: set[str] = set()
    for issue in issues:
        gold = _named_apart(_drafted(issue), taken)
        yield encoded(json.dumps(gold_to_json(gold), ensure_ascii=False) + "\n")


def _drafted(issue: Issue) -> Gold:
    recorded = next((page for page in issue.pages if page.id not in issue.texts), None)
    if recorded or not issue.pages:
        name = recorded.source.name if recorded else "the input"
        raise InputError(f"{name}: gold is drafted from dumps, not from records", "name the dump of the page")
    return draft(issue.records, issue.texts)


def _named_apart(gold: Gold, taken: set[str]) -> Gold:
    """Return `gold` with an id that no issue before it has."""
    names = chain([gold.id], (f"{gold.id}-{number}" for number in count(2)))
    name = next(name for name in names if name not in taken)
    taken.add(name)
    return replace(gold, id=name)
