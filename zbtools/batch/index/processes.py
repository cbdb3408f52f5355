"""Work spread over processes, in order: who asks gets the results as if everything had been done here."""

from __future__ import annotations

import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import partial
from multiprocessing import get_context, parent_process
from typing import TypeVar

from zbtools.errors import OutputError
from zbtools.stages.archive.searching import Apply

Task = TypeVar("Task")
Result = TypeVar("Result")
AHEAD = 2  # Tasks a process that wait or are done, and not yet asked for: more would only take memory.


@contextmanager
def spread_over(jobs: int) -> Iterator[Apply]:
    """Give what applies a function to tasks in so many processes; with one, here.

    It raises OutputError when a process was ended by somebody else.
    """
    if jobs == 1:
        yield map
        return
    pool = ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=_follow)
    try:
        yield partial(_in_order, pool, AHEAD * jobs)
    finally:
        pool.shutdown(cancel_futures=True)


def _in_order(
    pool: ProcessPoolExecutor, ahead: int, function: Callable[[Task], Result], tasks: Iterable[Task]
) -> Iterator[Result]:
    waiting: deque[Future[Result]] = deque()
    try:
        for task in tasks:
            waiting.append(pool.submit(function, task))
            if len(waiting) > ahead:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    except BrokenProcessPool as error:
        hint = "the system may have too little memory for so many: pass a smaller --jobs"
        raise OutputError("a process of this run was ended from outside", hint) from error


def _follow() -> None:
    """Leave interrupts to the process that asks, and end when it does, however that ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with, daemon=True).start()


def _end_with() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
