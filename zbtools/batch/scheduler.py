"""A Dask scheduler that runs already, or one that is started here. `distributed` is all that is used of Dask."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

from zbtools.errors import InputError, UsageError

LARGE = {"distributed.admin.large-graph-warning-threshold": "1TB"}
"""A task may carry what it works on: other than what is kept at a worker, that outlives the worker."""


def need_distributed() -> None:
    """Raise UsageError if `distributed` is not installed."""
    try:
        import distributed  # noqa: F401
    except ImportError as error:
        raise UsageError("--engine dask needs distributed", "pip install 'zbtools[dask]'") from error


@contextmanager
def client_of(address: str | None, jobs: int) -> Iterator[Any]:
    """Give a client of the scheduler at `address` (`tcp://...`) or, without one, of `jobs` processes here.

    Raises UsageError without `distributed`, InputError if nobody answers there.
    """
    need_distributed()
    import dask
    from distributed import Client, LocalCluster

    with ExitStack() as stack:
        stack.enter_context(dask.config.set(LARGE))
        own = None
        if address is None:
            own = stack.enter_context(LocalCluster(n_workers=jobs, threads_per_worker=1, dashboard_address=None))
        try:
            client = stack.enter_context(Client(address or own, set_as_default=False))
        except (OSError, ValueError) as error:
            hint = "start `dask scheduler` there, and name its tcp:// address"
            raise InputError(f"{address}: no scheduler answers: {error}", hint) from error
        yield client


def room(client: Any, each: int) -> int:
    """Return how many tasks may be under way when each thread of the workers has so many."""
    threads: int = sum(client.nthreads().values())
    return each * max(1, threads)
