"""A crew of worker processes that may hang, grow or die: then one is replaced, and the others do not notice.

An executor of the standard library cannot end one of its workers, so it cannot stop a page that hangs.
"""

from __future__ import annotations

import math
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from multiprocessing import Pipe
from multiprocessing.connection import Connection, wait
from typing import Any, Generic, NamedTuple, Protocol, TypeVar

from zbtools.batch.archive.worker import Setup, Work

WORKER = (
    "-P",
    "-c",
    "import sys; sys.path[:] = sys.argv[2:]; from zbtools.batch.archive.worker import main; main(int(sys.argv[1]))",
)
"""What a worker runs, with its end of the pipe and the import path of this process: not what lies in this folder."""

FAREWELL = 5.0
"""Seconds that a worker without a task gets to keep what the next run can use."""

DEATHS = 2
"""A worker may be killed by somebody else; a page on which two have died is left out."""


class Job(Protocol):
    """A piece of work that knows what becomes of it when a process dies over it. `deaths`: how many have."""

    @property
    def deaths(self) -> int: ...  # noqa: D102

    def again(self) -> Job:
        """Return it with one death more."""

    def blame(self, page: str, reason: str, hint: str) -> object:
        """Return what is left of it without `page`, one of its kind, or else its result. Without a name: any page."""


AJob = TypeVar("AJob", bound=Job)
AResult = TypeVar("AResult")


class Limits(NamedTuple):
    """What one page may take: seconds, and bytes of memory in its process. None: as much as there is."""

    seconds: float | None = None
    memory: int | None = None


class Crew(Generic[AJob, AResult]):
    """Does tasks in `jobs` processes. Leaving it ends them all."""

    def __init__(self, work: Work, jobs: int, limits: Limits = Limits()) -> None:  # noqa: B008  (immutable)
        """Start the processes when they are needed: `work` is sent to each."""
        self._setup = Setup(work, limits.memory)
        self._jobs = jobs
        self._seconds = limits.seconds
        self._idle: list[_Worker] = []
        self._busy: dict[Connection, _Worker] = {}

    def __enter__(self) -> Crew[AJob, AResult]:
        """Return itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """End all processes; what they were at is lost."""
        for worker in self._busy.values():
            worker.end()
        for worker in self._idle:
            worker.dismiss()
        for worker in self._idle:
            worker.end(FAREWELL)

    def results(self, tasks: Iterator[AJob]) -> Iterator[AResult]:
        """Yield the results of `tasks` as they come. No more tasks are taken than there are free workers."""
        while True:
            self._hire(tasks)
            if not self._busy:
                return
            for pipe in wait(list(self._busy), self._patience()):
                yield from self._hear(self._busy[pipe])  # type: ignore[index]
            for worker in [worker for worker in self._busy.values() if worker.is_late(self._seconds)]:
                yield from self._stop(worker, f"took more than {self._seconds:g} s", "raise --timeout")

    def _hire(self, tasks: Iterator[AJob]) -> None:
        while len(self._busy) < self._jobs:
            task = next(tasks, None)
            if task is None:
                return
            self._give(task)

    def _give(self, task: Any) -> None:
        worker = self._idle.pop() if self._idle else _Worker(self._setup)
        worker.take(task)
        self._busy[worker.pipe] = worker

    def _patience(self) -> float | None:
        """Return the seconds until the first worker is late, None if none ever is."""
        if self._seconds is None:
            return None
        first = min(worker.since for worker in self._busy.values())
        return max(0.0, min(first + self._seconds - time.monotonic(), self._seconds))

    def _hear(self, worker: _Worker) -> Iterator[Any]:
        try:
            kind, said = worker.pipe.recv()
        except (EOFError, OSError):
            yield from self._stop(worker, f"the process that read it died ({worker.end()})", "is there memory enough?")
            return
        worker.since = time.monotonic()
        if kind == "at":
            worker.page = said
            return
        del self._busy[worker.pipe]
        self._idle.append(worker)
        yield said

    def _stop(self, worker: _Worker, reason: str, hint: str) -> Iterator[Any]:
        """End a worker. What it was at is tried without the page that is to blame, or once more if none may be."""
        del self._busy[worker.pipe]
        died = worker.ended
        worker.end()
        task = worker.task
        again = died and task.deaths + 1 < DEATHS
        left = task.again() if again else task.blame(worker.page, reason, hint)
        if isinstance(left, type(task)):
            self._give(left)
        else:
            yield left


class _Worker:
    """One process. `page`: the one it is reading, empty while it joins; `since`: when it was last heard of."""

    def __init__(self, setup: Setup) -> None:
        self.pipe, other = Pipe()
        environment = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
        # Own code, not multiprocessing: it would run the main module of whoever uses this once more.
        self._process = subprocess.Popen(
            [sys.executable, *WORKER, str(other.fileno()), *sys.path],
            pass_fds=[other.fileno()],
            stdin=subprocess.DEVNULL,
            env=environment,
        )
        other.close()
        self.ended = False
        self.page = ""
        self.pipe.send(setup)

    def take(self, task: Any) -> None:
        """Begin a task. The clock runs from the first that is heard of it: a process takes a while to start."""
        self.task = task
        self.page = ""
        self.since = math.inf
        # If it is dead, that is heard when it is listened to.
        with suppress(BrokenPipeError, ConnectionResetError):
            self.pipe.send(task)

    def is_late(self, seconds: float | None) -> bool:
        """Tell whether nothing was heard of it for `seconds`."""
        return seconds is not None and time.monotonic() - self.since >= seconds

    def dismiss(self) -> None:
        """Tell it that no more tasks come."""
        with suppress(BrokenPipeError, ConnectionResetError):
            self.pipe.send(None)

    def end(self, patience: float = 0.0) -> str:
        """Kill it, if it is not dead in `patience` seconds, and return what it died of."""
        self.ended = True
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(patience)
        self._process.kill()
        code = self._process.wait()
        self.pipe.close()
        return signal.Signals(-code).name if code < 0 else f"exit code {code}"
