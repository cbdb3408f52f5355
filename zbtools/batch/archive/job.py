"""One run over an archive: plan, do, settle, and leave a state from which another run can go on."""

from __future__ import annotations

import json
import math
import os
import signal
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import astuple
from datetime import UTC, datetime
from types import FrameType
from typing import NamedTuple, Protocol

from zbtools import __version__
from zbtools.batch.archive.crew import Crew, Limits
from zbtools.batch.archive.layout import Layout
from zbtools.batch.archive.places import Seeker, sought
from zbtools.batch.archive.planning import Wanted, plan, tasks
from zbtools.batch.archive.shelf import Shelf
from zbtools.batch.archive.state import State, locked
from zbtools.batch.archive.tasks import FAILED, Result, Task
from zbtools.batch.archive.work import Reader
from zbtools.batch.archive.written import written
from zbtools.batch.formats import WHOLE, as_wanted, ending_of
from zbtools.batch.observer import ArchiveObserver, Listener
from zbtools.batch.writing import as_output_error, sync_folder
from zbtools.errors import (
    EXIT_DONE,
    EXIT_INPUT,
    EXIT_INTERRUPTED,
    EXIT_PARTIAL,
    InputError,
    OutputError,
    ZbtoolsError,
)


class Policy(NamedTuple):
    """How a run goes on. `resume`: take up the state; `failed`: also what failed; `on_exists`: fail, skip, overwrite.

    `most_failures`: pages, or with `of_all` the share of all pages (0 to 1), after which it stops; None: never.
    """

    resume: bool = False
    failed: bool = False
    on_exists: str = "fail"
    most_failures: float | None = None
    of_all: bool = False

    def most_of(self, total: int) -> float:
        """Return how many of `total` pages may fail."""
        return math.inf if self.most_failures is None else self.most_failures * (total if self.of_all else 1)


class ArchiveJob(NamedTuple):
    """What a run over an archive was asked for. `lists`: files that name inputs; `out`: a folder.

    `gathered`: one of WHOLE, to be made of all records in the end.
    """

    arguments: tuple[str, ...]
    lists: tuple[str, ...]
    out: str
    reader: Reader
    policy: Policy = Policy()
    gathered: str | None = None


class Engine(Protocol):
    """Does tasks somewhere and yields their results in any order; takes no more tasks than it has room for."""

    def results(self, tasks: Iterator[Task]) -> Iterator[Result]:
        """Yield a result for each task."""


Engines = Callable[[Reader], AbstractContextManager[Engine]]


def local(jobs: int, limits: Limits = Limits()) -> Engines:  # noqa: B008  (immutable)
    """Return the engine of this machine: `jobs` processes."""
    return lambda reader: Crew(reader, jobs, limits)


def process(job: ArchiveJob, engine: Engines, observer: ArchiveObserver) -> int:
    """Do the job and return the exit code: 0; 3 when no page could be read, 4 when only some could; 130.

    Raises OutputError when the folder cannot be written, is in use, or holds another run that is not to be taken up,
    and UsageError for a bad layout.
    """
    Layout(job.reader.layout)
    with locked(job.out), _state(job.out) as state:
        run = _Run(job, state, observer)
        try:
            end = run.go(engine)
        except OutputError:
            run.end("output")
            raise
        except BaseException:
            run.end("broken off")
            raise
        run.end({EXIT_DONE: "done", EXIT_INTERRUPTED: "interrupted"}.get(end, "failures"))
        return end


@contextmanager
def _state(out: str) -> Iterator[State]:
    state = State(out)
    try:
        yield state
    finally:
        state.close()


# A page to be done that an earlier run has done under a name that no longer is in the archive.
RENAMED = """
SELECT new.name, old.name FROM pages AS new JOIN pages AS old ON old.relative = new.relative AND old.stamp = new.seen
WHERE new.run = ? AND new.outcome IS NULL AND old.run <> ? AND old.outcome = 'done' LIMIT 1
"""


class _Run:
    """One run in the state."""

    def __init__(self, job: ArchiveJob, state: State, observer: ArchiveObserver) -> None:
        self._job, self._state, self._observer = job, state, observer
        self._gathered = os.path.join(job.out, f"archive.{ending_of(job.gathered)}") if job.gathered else None
        self._check_earlier()
        self._stopped = ""
        with state.transaction():
            said = json.dumps(astuple(job.reader), ensure_ascii=False, default=str)
            state.write("INSERT OR IGNORE INTO options (said) VALUES (?)", said)
            self._options = int(state.one("SELECT id FROM options WHERE said = ?", said))
            began = datetime.now(UTC).isoformat(timespec="milliseconds")
            state.write(
                "INSERT INTO runs (began, version, options) VALUES (?, ?, ?)", began, __version__, self._options
            )
            self._number = int(state.one("SELECT max(id) FROM runs"))

    def _check_earlier(self) -> None:
        """Refuse an output folder that another run has filled, unless it was said what to do with it."""
        policy = self._job.policy
        if (
            not self._state.one("SELECT count(*) FROM pages WHERE outcome IS NOT NULL")
            or policy.resume
            or policy.failed
        ):
            self._check_gathered()
            return
        if policy.on_exists == "fail":
            hint = "say --resume to do what is new or changed, or --on-exists overwrite to do all of it again"
            raise OutputError(f"{self._job.out}: holds what an earlier run has written", hint)
        if policy.on_exists == "overwrite":
            with self._state.transaction():
                self._state.write("UPDATE pages SET outcome = NULL")

    def _check_gathered(self) -> None:
        """Refuse to replace a file of all records that no run on this folder has written."""
        if not self._gathered or self._job.policy.on_exists == "overwrite":
            return
        if os.path.exists(self._gathered) and not self._state.one("SELECT count(*) FROM runs"):
            raise OutputError(f"{self._gathered}: is there, and no run has written it", "say another -o, or remove it")

    def go(self, engine: Engines) -> int:
        """Plan and do everything, and return the exit code."""
        job, state = self._job, self._state
        unpacked = os.path.join(state.folder, "unpacked")
        places = Seeker(unpacked, _Noting(self._observer, state, self._number)).places(sought(job.arguments, job.lists))
        total = plan(state, places, job.reader.reading, self._number)
        self._refuse_other_names()
        self._observer.planned(total)
        if not total:
            _remove_files(unpacked)
            return EXIT_INPUT
        shelf = Shelf(job.out, state, self._options, job.policy.on_exists)
        with _calm(self._interrupt):
            self._do(engine, shelf, total)
            if not self._stopped:
                shelf.settle_names()
                self._gather()
        return self._exit_code(unpacked)

    def _refuse_other_names(self) -> None:
        """Refuse to do pages again that an earlier run did under another name, as `a/1.txt` and `/data/a/1.txt`."""
        policy = self._job.policy
        found = next(self._state.rows(RENAMED, self._number, self._number), None)
        if found is not None and (policy.resume or policy.failed):
            hint = "name the archive as in the run before, or say another -o"
            raise OutputError(f"{found[0]} is in {self._job.out} as {found[1]}: it would be there twice", hint)

    def _do(self, engine: Engines, shelf: Shelf, total: int) -> None:
        policy = self._job.policy
        skip = policy.on_exists == "skip" and not policy.resume
        wanted = Wanted(self._number, self._options, policy.failed, skip)
        each = self._job.reader.reading.each
        due = self._until_stopped(tasks(self._state, wanted, self._job.out, each, self._observer.passed))
        unread = "SELECT count(*) FROM unread WHERE run = ?"
        failures, most = int(self._state.one(unread, self._number)), policy.most_of(total)
        self._stopped = "failures" if failures > most else ""
        with engine(self._job.reader) as crew, shelf:
            for result in crew.results(due):
                self._outdate(result)
                result = shelf.take(result)
                failures += self._tell(result)
                if failures > most:
                    self._stopped = self._stopped or "failures"
        if self._stopped == "failures":
            self._observer.warn(f"stopped after {failures} failures", "say --retry-failed to go on")

    def _until_stopped(self, found: Iterator[Task]) -> Iterator[Task]:
        """Yield tasks, but none once the run is to stop."""
        for task in found:
            if self._stopped:
                return
            yield task

    def _outdate(self, result: Result) -> None:
        """Take away what was gathered before: it is no longer what the files say."""
        if self._gathered and not result.unchanged:
            with as_output_error(self._gathered), suppress(FileNotFoundError):
                os.unlink(self._gathered)
                sync_folder(self._job.out)

    def _gather(self) -> None:
        """Make one file of all records, if that is wanted and there is none."""
        if self._job.gathered and self._gathered and not as_wanted(self._job.gathered, self._gathered):
            WHOLE[self._job.gathered](self._gathered, written(self._state, self._job.out))

    def _tell(self, result: Result) -> int:
        """Tell the observer of the pages of a result and return how many failed."""
        for page in result.pages:
            if page.outcome == FAILED:
                self._observer.failed(InputError(page.reason, page.hint))
            elif page.warning:
                self._observer.warn(page.warning)
            self._observer.finished(page.doubtful)
        return sum(page.outcome == FAILED for page in result.pages)

    def _interrupt(self) -> None:
        self._stopped = "interrupted"
        self._observer.warn("finishing the pages under way", "interrupt once more to end at once")

    def _exit_code(self, unpacked: str) -> int:
        if self._stopped == "interrupted":
            self._observer.warn("interrupted: not all pages are done", "say --resume to go on")
            return EXIT_INTERRUPTED
        if not self._stopped:
            _remove_files(unpacked)
        count = "SELECT count(*) FROM pages WHERE run = ? AND (outcome = 'failed' OR outcome IS NULL)"
        failed = self._state.one(count, self._number) or self._observer.failures or self._stopped
        done = self._state.one("SELECT count(*) FROM pages WHERE run = ? AND outcome <> 'failed'", self._number)
        return (EXIT_PARTIAL if done else EXIT_INPUT) if failed else EXIT_DONE

    def end(self, how: str) -> None:
        """Write down how the run ended, if that can be written."""
        ended = datetime.now(UTC).isoformat(timespec="seconds")
        with suppress(ZbtoolsError), self._state.transaction():
            self._state.write("UPDATE runs SET ended = ?, end = ? WHERE id = ?", ended, how, self._number)


class _Noting:
    """Is told of the search for pages, and keeps in the state what could not be looked into."""

    def __init__(self, listener: Listener, state: State, run: int) -> None:
        self._listener, self._state, self._run = listener, state, run

    def warn(self, message: str, hint: str = "") -> None:
        self._listener.warn(message, hint)

    def failed(self, error: ZbtoolsError) -> None:
        self._state.write("INSERT INTO unread VALUES (?, ?, ?)", self._run, str(error), error.hint)
        self._listener.failed(error)


@contextmanager
def _calm(interrupt: Callable[[], None]) -> Iterator[None]:
    """Call `interrupt` on the first Ctrl-C or TERM, so that the work under way is finished; the second one ends it."""

    def heard(_number: int, _: FrameType | None) -> None:
        for one in before:
            signal.signal(one, signal.default_int_handler)
        interrupt()

    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    for number in before:
        signal.signal(number, heard)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _remove_files(folder: str) -> None:
    """Remove the files in `folder`, and it."""
    with suppress(OSError):
        for name in os.listdir(folder):
            os.unlink(os.path.join(folder, name))
        os.rmdir(folder)
