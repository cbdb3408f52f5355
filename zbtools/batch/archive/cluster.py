"""The same work on a cluster: Dask's scheduler gives issues to its workers, and this process alone writes.

Only `distributed` is used, and of it only single calls: pages and joined issues need no shuffling. The workers must see
the inputs under the same paths, and have the same zbtools.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from zbtools.batch.archive.crew import Crew, Limits
from zbtools.batch.archive.job import Engines
from zbtools.batch.archive.tasks import FAILED, Outcome, Result, Task
from zbtools.batch.archive.work import Reader
from zbtools.errors import InputError, UsageError

WAITING = 2
"""Issues for each worker that are under way or wait at it: none stands idle, and the memory stays small."""


def dask(scheduler: str | None, jobs: int, limits: Limits) -> Engines:
    """Return the engine of the cluster at `scheduler` (`tcp://...`) or, without one, of `jobs` processes here.

    Raises UsageError without `distributed`, InputError if nobody answers there.
    """
    try:
        import distributed  # noqa: F401
    except ImportError as error:
        raise UsageError("--engine dask needs distributed", "pip install 'zbtools[dask]'") from error
    return lambda reader: Cluster(partial(_work, reader, limits), scheduler, jobs)


class Cluster:
    """Does tasks on the workers of a scheduler. A worker that dies is replaced there, and its issues are done again."""

    def __init__(self, work: Callable[[Task], Result], scheduler: str | None, jobs: int) -> None:
        """Connect to the scheduler, or start one."""
        from distributed import Client, LocalCluster

        self._work = work
        self._own: Any = None
        if scheduler is None:
            self._own = LocalCluster(n_workers=jobs, threads_per_worker=1, dashboard_address=None)
        try:
            self._client: Any = Client(scheduler or self._own, set_as_default=False)
        except (OSError, ValueError) as error:
            hint = "start `dask scheduler` there, and name its tcp:// address"
            raise InputError(f"{scheduler}: no scheduler answers: {error}", hint) from error

    def __enter__(self) -> Cluster:
        """Return itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Take leave of the cluster; one that was started here ends."""
        self._client.close()
        if self._own is not None:
            self._own.close()

    def results(self, tasks: Iterator[Task]) -> Iterator[Result]:
        """Yield the results of `tasks` as they come; no more are sent than the workers can soon begin."""
        from distributed import as_completed

        under_way = as_completed(loop=self._client.loop)
        known: dict[Any, Task] = {}
        while True:
            while len(known) < self._room() and (task := next(tasks, None)) is not None:
                future = self._client.submit(self._work, task, pure=False)
                known[future] = task
                under_way.add(future)
            if not known:
                return
            future = next(under_way)
            yield _result(future, known.pop(future))
            # Else the scheduler keeps the result.
            future.release()

    def _room(self) -> int:
        threads: int = sum(self._client.nthreads().values())
        return WAITING * max(1, threads)


def _work(reader: Reader, limits: Limits, task: Task) -> Result:
    """Do a task on a worker: in its process or, where pages have limits, in one beside it that can be ended."""
    if limits == Limits():
        return reader(task, lambda _: None)
    if getattr(_local, "key", None) != (reader, limits):
        _local.key, _local.crew = (reader, limits), Crew(reader, 1, limits)
    result: Result = next(_local.crew.results(iter([task])))
    return result


_local: Any = threading.local()


def _result(future: Any, task: Task) -> Result:
    """Return what a future holds; if workers died of an issue again and again, its pages have failed."""
    error = future.exception()
    if error is None:
        result: Result = future.result()
        return result
    reason = f"the workers that read it died ({type(error).__name__})"
    names = [page.name for page in task.inputs]
    pages = [Outcome(name, FAILED, reason=f"{name}: {reason}", hint="is there memory enough?") for name in names]
    return Result(task, (*task.failed, *pages))
