"""The work of an index on a cluster: batches of texts, shards of hashes and bunches of pairs are single calls of Dask.

Each call carries what it works on, so that the workers need see neither the records nor the index, and another one can
do what a worker was at that died.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any, TypeVar

from zbtools.batch.index.processes import AHEAD
from zbtools.batch.scheduler import client_of, room
from zbtools.errors import OutputError
from zbtools.stages.archive.searching import Apply

Task = TypeVar("Task")
Result = TypeVar("Result")


@contextmanager
def spread_over_cluster(scheduler: str | None, jobs: int) -> Iterator[Apply]:
    """Give what applies a function to tasks on the workers of `scheduler` or, without one, in `jobs` processes here.

    It raises OutputError when workers die of one task again and again.
    """
    with client_of(scheduler, jobs) as client:
        yield partial(_in_order, client)


def _in_order(client: Any, function: Callable[[Task], Result], tasks: Iterable[Task]) -> Iterator[Result]:
    waiting: deque[tuple[Task, Any]] = deque()

    def sent(task: Task) -> Any:
        return client.submit(function, task, pure=False)

    for task in tasks:
        waiting.append((task, sent(task)))
        while len(waiting) > room(client, AHEAD):
            yield _result(sent, *waiting.popleft())
    while waiting:
        yield _result(sent, *waiting.popleft())


def _result(sent: Callable[[Task], Any], task: Task, future: Any) -> Any:
    from distributed.scheduler import KilledWorker

    try:
        return future.result()
    except KilledWorker:
        # Workers died of a task again and again, but a scheduler suspects all that they were to do: perhaps it was
        # another one.
        future = sent(task)
    try:
        return future.result()
    except KilledWorker as error:
        raise OutputError("the workers of the cluster die again and again", "have they memory enough?") from error
