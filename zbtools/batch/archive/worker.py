"""A worker process: tasks in, results out, over one pipe."""

from __future__ import annotations

import gc
import os
import select
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from threading import Thread
from typing import Any, NamedTuple

from zbtools.errors import EXIT_BUG

Work = Callable[..., Any]
"""Called with a task, and with a function that is told which page is being read."""


class Setup(NamedTuple):
    """The first message to a worker. `most_memory`: bytes that it may take, None for all there are."""

    work: Work
    most_memory: int | None


def serve(pipe: Connection) -> None:
    """Do what comes through `pipe` until None does. Answers are `("at", page)` and `("done", result)`."""
    setup: Setup = pipe.recv()
    _limit(setup.most_memory)
    while (task := pipe.recv()) is not None:
        pipe.send(("done", setup.work(task, lambda page: pipe.send(("at", page)))))


def _limit(most_memory: int | None) -> None:
    if most_memory is not None:
        import resource

        # What is mapped from files (the learned numbers) does not count; what is allocated does.
        resource.setrlimit(resource.RLIMIT_DATA, (most_memory, most_memory))


def _die_with(descriptor: int) -> None:
    """End when the other end of the pipe is gone: a page that hangs must not outlive a parent that was killed."""
    poll = select.poll()
    poll.register(descriptor, 0)
    poll.poll()
    os._exit(EXIT_BUG)


def main(descriptor: int) -> None:
    """Serve the process that holds the other end; without it there is nothing left to do."""
    # Ctrl-C is for the parent, which lets the pages under way be finished.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Nothing that is printed by mistake may end up among the records.
    os.dup2(sys.stderr.fileno(), 1)
    Thread(target=_die_with, args=(descriptor,), daemon=True).start()
    gc.set_threshold(100_000)
    from zbtools.batch.compiled import kept_patterns

    with kept_patterns(), suppress(EOFError, BrokenPipeError, ConnectionResetError):
        serve(Connection(descriptor))
