"""One job: inputs, what to do with them, and where the result goes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from zbtools.batch.compiled import kept_patterns
from zbtools.batch.inputs import Input, Reading, plan
from zbtools.batch.issues import Issue, issues
from zbtools.batch.outputs import Destination, Output
from zbtools.errors import EXIT_DONE, EXIT_INPUT, EXIT_PARTIAL
from zbtools.model import Record
from zbtools.pipeline import PLANS, Options, finish, run_parts

if TYPE_CHECKING:
    from zbtools.batch.asking import Asking
    from zbtools.batch.observer import Observer


class Job(NamedTuple):
    """What a command was asked for. `command` names a plan of the pipeline; `asking`: who gives second opinions.

    `correct`: what is done to the records of an issue behind all stages.
    """

    command: str
    arguments: tuple[str, ...] = ()
    reading: Reading = Reading()
    options: Options = Options()
    destination: Destination = Destination()
    asking: Asking | None = None
    correct: Callable[[Sequence[Record]], list[Record]] = list


Writer = Callable[[Iterator[list[Record]]], None]


def process(job: Job, observer: Observer, write: Writer | None = None) -> int:
    """Do the job and return the exit code: 0, 3 when no input could be read, 4 when only some could.

    `write` takes the place of the job's destination. Raises InputError when the one input is bad, OutputError when the
    output cannot be written.
    """
    job = with_judge(job, observer)
    with kept_patterns():
        inputs = plan(job.arguments, job.reading, observer)
        observer.planned(len(inputs))
        write = write or Output(job.destination, inputs).write
        done = (finish(issue.records, job.options) for issue in worked(job, inputs, observer))
        # An output is begun only when there is something to put into it.
        first = next(done, None)
        if first is None:
            return EXIT_INPUT
        write(chain([first], done))
    return EXIT_PARTIAL if observer.failures else EXIT_DONE


def with_judge(job: Job, observer: Observer) -> Job:
    """Return the job with the judge among its options that it asks for."""
    if job.asking is None:
        return job
    from zbtools.batch.asking import Model

    return job._replace(options=job.options._replace(judge=Model(job.asking, observer)))


def worked(job: Job, inputs: Sequence[Input], observer: Observer) -> Iterator[Issue]:
    """Yield the issues of `inputs` with their records as the stages of the job leave them."""
    plan = PLANS[job.command]
    options = job.options._replace(own=job.reading.own)
    for issue in issues(inputs, job.reading, observer):
        stages = plan.dump if issue.raw else plan.records
        issue.records = job.correct(run_parts(issue.parts, stages, options))
        yield issue
