"""A Dask scheduler and its workers, as processes of their own on loopback."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack

from tests.archive import made


class Cluster:
    """A scheduler and two workers."""

    def __init__(self, stack: ExitStack, path: str = "") -> None:
        self._stack = stack
        self._path = path
        scheduler = self._process("dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard")
        assert scheduler.stderr is not None
        found = (re.search(r"Scheduler at:\s+(tcp://\S+)", line) for line in scheduler.stderr)
        self.address = next(match[1] for match in found if match)
        options = (self.address, "--nthreads", "1", "--no-nanny", "--no-dashboard", "--host", "127.0.0.1")
        self.workers = [self._process("dask_worker", *options) for _ in range(2)]

    def _process(self, program: str, *options: str) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-m", f"distributed.cli.{program}", *options],
            stderr=subprocess.PIPE if program == "dask_scheduler" else subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            text=True,
            env={**made.environment(), "PYTHONPATH": f"{self._path}{os.pathsep}{made.ROOT}"},
        )
        self._stack.enter_context(process)
        self._stack.callback(process.kill)
        return process

    def reader_of(self, path: str) -> subprocess.Popen[str]:
        """Return the worker that has `path` open."""
        real = os.path.realpath(path)
        return next(worker for worker in self.workers if real in _open_files(worker.pid))


def _open_files(process: int) -> Iterator[str]:
    for name in os.listdir(f"/proc/{process}/fd"):
        yield os.path.realpath(f"/proc/{process}/fd/{name}")
