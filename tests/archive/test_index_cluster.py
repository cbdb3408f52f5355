"""The same marks from a Dask cluster: real workers, one of them killed while it compares."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

from tests.archive.dask_cluster import Cluster
from tests.archive.made import zbtools
from tests.archive.stories import archive, lines
from zbtools.batch.index.cluster import spread_over_cluster
from zbtools.errors import EXIT_DONE, EXIT_INPUT, EXIT_USAGE, OutputError

pytest.importorskip("distributed", reason="distributed is not installed")
pytestmark = pytest.mark.slow

DEDUPE = ("dedupe", "--scope", "archive")


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    records = archive(40)
    Path("old.jsonl").write_bytes(lines(*records[:100]))
    Path("new.jsonl").write_bytes(lines(*records[100:]))


@pytest.fixture
def cluster() -> Iterator[Cluster]:
    with ExitStack() as stack:
        yield Cluster(stack)


@pytest.mark.parametrize("jobs", [(), ("-j", 2)], ids=["scheduler", "of its own"])
def test_the_marks_are_those_of_a_local_run(jobs: tuple[object, ...], cluster: Cluster) -> None:
    here = (
        zbtools(*DEDUPE, "--index", "here", "old.jsonl").stdout,
        zbtools(*DEDUPE, "--index", "here", "new.jsonl").stdout,
    )
    there = ("--engine", "dask", *(jobs or ("--scheduler", cluster.address)), "--index", "there")
    assert tuple(zbtools(*DEDUPE, *there, name).stdout for name in ("old.jsonl", "new.jsonl")) == here
    assert all('"duplicate"' in out for out in here)
    assert zbtools("index", "verify", "there").returncode == EXIT_DONE


DYING = """
import os, signal

def die(task):
    os.kill(os.getpid(), signal.SIGKILL)

def die_once(task):
    try:
        os.mkdir(task)
    except FileExistsError:
        return task
    die(task)
"""


@pytest.fixture
def dying(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """Functions that a worker dies over, for here and for the workers."""
    Path("dying.py").write_text(DYING)
    monkeypatch.syspath_prepend(os.getcwd())
    return import_module("dying")


@pytest.mark.skipif(sys.platform == "win32", reason="kills a process")
@pytest.mark.parametrize("allowed", [0, 3])
def test_what_a_worker_died_over_is_done_by_another(
    allowed: int, dying: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whether the scheduler gives it to another worker, or gives it up."""
    monkeypatch.setenv("DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES", str(allowed))
    os.mkdir("done before")
    with ExitStack() as stack:
        address = Cluster(stack, os.getcwd()).address
        tasks = [os.path.abspath(name) for name in ("fatal once", "done before")]
        with spread_over_cluster(address, 1) as apply:
            assert list(apply(dying.die_once, tasks)) == tasks


@pytest.mark.skipif(sys.platform == "win32", reason="kills a process")
def test_what_every_worker_dies_over_is_an_error(dying: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES", "0")
    with ExitStack() as stack:
        address = Cluster(stack, os.getcwd()).address
        with spread_over_cluster(address, 1) as apply, pytest.raises(OutputError, match="die again and again"):
            list(apply(dying.die, ["fatal"]))


@pytest.mark.parametrize(
    ("options", "code", "said"),
    [
        (("--scheduler", "tcp://127.0.0.1:1"), EXIT_USAGE, "--scheduler is that of Dask"),
        (
            ("--engine", "dask", "--scheduler", "tcp://127.0.0.1:1"),
            EXIT_INPUT,
            "tcp://127.0.0.1:1: no scheduler answers",
        ),
    ],
)
def test_misuse(options: tuple[str, ...], code: int, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT", "1s")
    ending = zbtools(*DEDUPE, *options, "old.jsonl")
    assert (ending.returncode, ending.stdout) == (code, "")
    assert ending.stderr.startswith(f"zbtools: {said}")
