"""The same run on a Dask cluster: a real scheduler and real workers on loopback, one of them killed in mid-run."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.archive import made
from tests.archive.dask_cluster import Cluster
from tests.archive.made import start, tree, write_archive, zbtools
from zbtools.errors import EXIT_DONE, EXIT_PARTIAL, EXIT_USAGE

pytest.importorskip("distributed", reason="distributed is not installed")
pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")]

PAGE = "dumps/滨江日报/2023-03-03/02.txt"


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write_archive(Path("dumps"))
    assert zbtools("run", "dumps", "-o", "local/", "-j", 1).returncode == EXIT_DONE


@pytest.fixture
def cluster() -> Iterator[Cluster]:
    with ExitStack() as stack:
        yield Cluster(stack)


def test_the_output_is_that_of_a_local_run_also_when_a_worker_is_killed(cluster: Cluster) -> None:
    dump = Path(PAGE).read_bytes()
    os.unlink(PAGE)
    os.mkfifo(PAGE)
    run = start("run", "dumps", PAGE, "-o", "out/", "--engine", "dask", "--scheduler", cluster.address)
    with open(PAGE, "wb"):
        # Somebody has begun to read the page: that worker dies over it.
        worker = cluster.reader_of(PAGE)
        worker.kill()
        worker.wait()
    with open(PAGE, "wb") as again:
        again.write(dump)
    with run:
        _, said = run.communicate(timeout=60)
    assert run.returncode == EXIT_DONE, said
    assert tree(Path("out")) == tree(Path("local"))
    os.unlink(PAGE)
    Path(PAGE).write_bytes(dump)
    assert zbtools("verify", "out", "--source", "dumps").returncode == EXIT_DONE
    assert zbtools("run", "dumps", "-o", "out/", "-j", 1, "--resume").returncode == EXIT_DONE
    assert tree(Path("out")) == tree(Path("local"))


def test_a_page_that_hangs_on_a_cluster_is_left_out(cluster: Cluster) -> None:
    hangs = "dumps/滨江日报/2023-03-03/03.txt"
    os.mkfifo(hangs)
    options = ["--engine", "dask", "--scheduler", cluster.address, "--timeout", 10]
    assert zbtools("run", "dumps", hangs, "-o", "out/", *options).returncode == EXIT_PARTIAL
    assert tree(Path("out")) == tree(Path("local"))


@pytest.mark.parametrize(
    ("poison", "reason"), [("KILL", "the process that read it died (SIGKILL)"), ("BUG", "a bug: IndexError: poisoned")]
)
def test_a_poisoned_page_fails_alone(poison: str, reason: str, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("poison").mkdir()
    Path("poison/sitecustomize.py").write_text(made.POISON)
    # The first death counts: two workers that are not replaced would not survive three.
    monkeypatch.setenv("DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES", "0")
    poisoned = "dumps/滨江日报/2023-03-03/03.txt"
    Path(poisoned).write_text(made.page(3, 3) + poison, "utf-8")
    with ExitStack() as stack:
        cluster = Cluster(stack, os.path.abspath("poison"))
        options = ["--engine", "dask", "--scheduler", cluster.address]
        assert zbtools("run", "dumps", "-o", "out/", *options).returncode == EXIT_PARTIAL
    (failure,) = map(json.loads, zbtools("status", "out", "--failures", "--to", "jsonl").stdout.splitlines())
    assert failure["page"] == poisoned
    assert reason in failure["reason"]
    assert tree(Path("out")) == tree(Path("local"))


def test_a_cluster_of_its_own() -> None:
    assert zbtools("run", "dumps", "-o", "out/", "--engine", "dask", "-j", 2).returncode == EXIT_DONE
    assert tree(Path("out")) == tree(Path("local"))


def test_a_scheduler_without_dask() -> None:
    assert zbtools("run", "dumps", "-o", "out/", "--scheduler", "tcp://127.0.0.1:1").returncode == EXIT_USAGE
