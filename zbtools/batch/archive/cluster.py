"""The same work on a cluster: Dask's scheduler gives pages and issues to its workers, and this process alone writes.

Pages are a map, issues a join over what that gave: only `distributed` is used, and of it only single calls and what
they depend on. The workers must see the inputs under the same paths, and have the same zbtools.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from functools import partial
from typing import Any, NamedTuple

from zbtools.batch.archive.crew import Crew, Limits
from zbtools.batch.archive.job import Engines
from zbtools.batch.archive.pieces import Joining, Piece, Sheet, work
from zbtools.batch.archive.tasks import FAILED, Outcome, Result, Task
from zbtools.batch.archive.work import Reader
from zbtools.batch.inputs import Input
from zbtools.batch.scheduler import client_of, need_distributed, room

WAITING = 2
"""Issues for each worker that are under way or wait at it: none stands idle, and the memory stays small."""


def dask(scheduler: str | None, jobs: int, limits: Limits) -> Engines:
    """Return the engine of the cluster at `scheduler` (`tcp://...`) or, without one, of `jobs` processes here.

    Raises UsageError without `distributed`, InputError if nobody answers there.
    """
    need_distributed()
    return lambda reader: Cluster(Bench(reader, limits, beside=limits != Limits()), scheduler, jobs)


HINT = "is there memory enough?"


class Bench(NamedTuple):
    """What a worker does: one step in its process or, `beside` it, in one that can be ended, and may die."""

    reader: Reader
    limits: Limits
    beside: bool

    def do(self, job: Sheet | Joining | Task) -> Any:
        """Return what a step gives."""
        if not self.beside:
            return work(self.reader, job, lambda _: None)
        if getattr(_local, "bench", None) != self:
            _local.bench, _local.crew = self, Crew(partial(work, self.reader), 1, self.limits)
        return next(_local.crew.results(iter([job])))

    def join(self, task: Task, pieces: Sequence[Piece]) -> Any:
        """Return the result of an issue, once its pages have been read."""
        return self.do(Joining(task, tuple(pieces)))


_local: Any = threading.local()


class Order(NamedTuple):
    """An issue that is under way, and the futures of its pages. `suspect`: workers died of it again and again."""

    task: Task
    pieces: tuple[Any, ...] = ()
    suspect: bool = False


class Cluster:
    """Does tasks on the workers of a scheduler. What a worker was at that dies is done again by another."""

    def __init__(self, bench: Bench, scheduler: str | None, jobs: int) -> None:
        """Connect to the scheduler, or start one."""
        self._bench = bench
        self._stack = ExitStack()
        self._client = self._stack.enter_context(client_of(scheduler, jobs))

    def __enter__(self) -> Cluster:
        """Return itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Take leave of the cluster; one that was started here ends."""
        self._stack.close()

    def results(self, tasks: Iterator[Task]) -> Iterator[Result]:
        """Yield the results of `tasks` as they come; no more are sent than the workers can soon begin."""
        from distributed import as_completed

        under_way = as_completed(loop=self._client.loop)
        known: dict[Any, Order] = {}

        def begin(future: Any, order: Order) -> None:
            known[future] = order
            under_way.add(future)

        while True:
            while len(known) < room(self._client, WAITING) and (task := next(tasks, None)) is not None:
                begin(*self._sent(task))
            if not known:
                return
            # Nobody holds a future after this, so that the scheduler forgets what it gave.
            future = next(under_way)
            order = known.pop(future)
            if future.exception() is None:
                yield future.result()
            elif order.suspect:
                yield _failed(order.task, future.exception())
            else:
                begin(*self._again(order))

    def _sent(self, task: Task) -> tuple[Any, Order]:
        if task.known:
            # Most likely there is nothing to do but to look: that is one call.
            return self._client.submit(self._bench.do, task, pure=False), Order(task)
        return self._joined(self._bench, Order(task, tuple(self._sheet(self._bench, page) for page in task.inputs)))

    def _again(self, order: Order) -> tuple[Any, Order]:
        """Send an issue once more in processes beside the workers, which tell who dies of what.

        A scheduler suspects all that a worker was to do when it died, and gives it up when that has happened often.
        """
        bench = self._bench._replace(beside=True)
        if not order.pieces:
            return self._client.submit(bench.do, order.task, pure=False), order._replace(suspect=True)
        pairs = zip(order.task.inputs, order.pieces, strict=True)
        pieces = (piece if piece.exception() is None else self._sheet(bench, page) for page, piece in pairs)
        return self._joined(bench, Order(order.task, tuple(pieces), suspect=True))

    def _sheet(self, bench: Bench, page: Input) -> Any:
        return self._client.submit(bench.do, Sheet(page), pure=False)

    def _joined(self, bench: Bench, order: Order) -> tuple[Any, Order]:
        return self._client.submit(bench.join, order.task, list(order.pieces), pure=False), order


def _failed(task: Task, error: BaseException) -> Result:
    reason = f"the workers that read it died ({type(error).__name__})"
    names = [page.name for page in task.inputs]
    pages = [Outcome(name, FAILED, reason=f"{name}: {reason}", hint=HINT) for name in names]
    return Result(task, (*task.failed, *pages))
