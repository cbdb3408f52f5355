"""The work of one worker: an issue in, its files and the outcomes of its pages out. It writes nothing itself."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from zbtools.batch.archive.layout import Layout
from zbtools.batch.archive.log import Log
from zbtools.batch.archive.tasks import DONE, Outcome, Result, Task
from zbtools.batch.formats import FORMATS
from zbtools.batch.inputs import Input, Reading
from zbtools.batch.issues import issues
from zbtools.batch.reading import PageText, content, pages
from zbtools.errors import ZbtoolsError
from zbtools.model import Record
from zbtools.pipeline import PLANS, Options, finish, run_parts

Tell = Callable[[str], None]
"""Called with the name of the page that is being read, and with nothing while an issue is joined."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads issues. `form`: one of FORMATS; `layout`: a template of paths."""

    reading: Reading
    options: Options
    form: str
    layout: str

    def __call__(self, task: Task, tell: Tell) -> Result:
        """Return the result of one issue. A page that cannot be read fails alone, whatever it does to the reader."""
        if task.known and all(map(_is_as_it_was, task.inputs, task.known)):
            same = (Outcome(page.name, DONE, sha256) for page, sha256 in zip(task.inputs, task.known, strict=True))
            return Result(task, tuple(same), unchanged=True)
        return self.result(task, tell, self.pages)

    def pages(self, page: Input) -> Iterator[PageText]:
        """Yield the pages of one input, split."""
        return pages(page, self.reading.encoding, self.reading.own)

    def result(self, task: Task, tell: Tell, read: Callable[[Input], Iterator[PageText]]) -> Result:
        """Return the result of one issue whose inputs are read by `read`."""
        log = Log(task.inputs, tell)
        try:
            done = self._records(task, log, read)
            files = Layout(self.layout).files(done, FORMATS[self.form]())
        except Exception as error:
            failed = log.failure(error)
            if log.current and len(task.inputs) > 1:
                return self.result(task.without(log.current, failed[0]), tell, read)
            return Result(task, (*task.failed, *failed))
        return Result(task, (*task.failed, *log.outcomes(done)), tuple(files))

    def _records(self, task: Task, log: Log, read: Callable[[Input], Iterator[PageText]]) -> list[list[Record]]:
        done = []
        plan, options = PLANS["run"], self.options._replace(own=self.reading.own)
        for issue in issues(task.inputs, self.reading, log, read):
            with log.joining(issue):
                records = run_parts(issue.parts, plan.dump if issue.raw else plan.records, options)
                done.append(finish(records, options))
        return done


def _is_as_it_was(page: Input, sha256: str) -> bool:
    try:
        return hashlib.sha256(content(page)).hexdigest() == sha256
    except ZbtoolsError:
        return False
