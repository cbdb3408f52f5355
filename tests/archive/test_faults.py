"""What happens to archives: killed runs, full disks, pages that hang, grow, or kill their reader. Nothing is lost.

Whatever happened, the output ends up as that of a run that nobody disturbed, byte for byte.
"""

from __future__ import annotations

import marshal
import os
import random
import re
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests import commandline
from tests.archive import made
from tests.archive.made import interrupt, start, tree, write_archive, zbtools
from tests.test_cli_processes import at_terminal
from zbtools.errors import EXIT_DONE, EXIT_INTERRUPTED, EXIT_OUTPUT, EXIT_PARTIAL

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals and limits are those of POSIX")

FIRST = "dumps/滨江日报/2023-03-01/01.txt"
FIFO = "dumps/滨江日报/2023-03-03/03.txt"
LONG = "".join(made.page(issue, 1) for issue in range(1, 40))


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write_archive(Path("dumps"))


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Return the output of a run on the archive of these tests that nothing happens to."""
    return output_in(tmp_path_factory.mktemp("undisturbed"))


@pytest.fixture(scope="module")
def whole_with_a_long_page(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Return the same of the archive with a long first page."""
    return output_in(tmp_path_factory.mktemp("undisturbed"), LONG)


def output_in(folder: Path, first: str = "") -> dict[str, bytes]:
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        write_archive(Path("dumps"))
        if first:
            Path(FIRST).write_text(first, "utf-8")
        return undisturbed()


def undisturbed() -> dict[str, bytes]:
    """Return the output of a run on what is there now."""
    run = zbtools("run", "dumps", "-o", "fresh/", "-j", 2)
    assert run.returncode == EXIT_DONE
    return tree(Path("fresh"))


def reasons(out: str = "out") -> dict[str, str]:
    with sqlite3.connect(f"{out}/.zbtools/state.sqlite") as state:
        return dict(state.execute("SELECT name, reason FROM pages WHERE outcome = 'failed'"))


# --- killed runs


@pytest.mark.slow
def test_twenty_runs_killed_at_any_moment_lose_nothing() -> None:
    """Each is killed after a time drawn from how long the work takes; whenever one ends, the next begins anew."""
    write_archive(Path("dumps"), 28, 3)
    whole = undisturbed()
    chance = random.Random(6)
    done: set[str] = set()
    kills = finished = 0
    while kills < 20:
        try:
            zbtools("run", "dumps", "-o", "out/", "-j", 2, "--resume", timeout=chance.uniform(0.3, 1.2))
            assert tree(Path("out")) == whole
            finished += 1
            os.rename("out", f"finished-{finished}")
            done.clear()
        except subprocess.TimeoutExpired:
            kills += 1
            found = tree(Path("out"))
            assert found.items() <= whole.items(), "no half file"
            assert done <= found.keys(), "nothing that was there is lost"
            done = set(found)
    assert zbtools("run", "dumps", "-o", "out/", "-j", 2, "--resume").returncode == EXIT_DONE
    assert tree(Path("out")) == whole


@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_run_finishes_the_pages_under_way(end: signal.Signals) -> None:
    Path(FIRST).write_bytes(b"%PDF-1.4")
    os.mkfifo(FIFO)
    process = start("run", "dumps", FIFO, "-o", "out/", "-j", 1, "--timeout", 60)
    # The first page has failed; the second issue is done; the third waits for a page that comes through a pipe.
    with open(FIFO, "w", encoding="utf-8") as pipe:
        os.killpg(process.pid, end) if end == signal.SIGINT else process.send_signal(end)
        assert process.stderr is not None
        while "finishing" not in process.stderr.readline():
            pass
        pipe.write(made.page(3, 3))
    with process:
        said = process.stderr.read()
    assert process.returncode == EXIT_INTERRUPTED
    assert said.endswith("zbtools: interrupted: not all pages are done\n  hint: say --resume to go on\n")
    assert "滨江日报/2023-03-03/03.jsonl" in tree(Path("out"))
    assert "滨江日报/2023-03-04/01.jsonl" not in tree(Path("out"))


def test_the_second_interrupt_ends_at_once() -> None:
    os.mkfifo(FIFO)
    process = start("run", "dumps", FIFO, "-o", "out/", "-j", 1)
    with open(FIFO, "wb"):
        assert process.stderr is not None
        interrupt(process)
        while "finishing" not in process.stderr.readline():
            pass
        interrupt(process)
        process.communicate(timeout=60)
    assert process.returncode == EXIT_INTERRUPTED


# --- disks


@pytest.mark.parametrize("blocks", [8, 80])
def test_a_file_that_may_not_grow_stops_the_run_and_leaves_a_state_to_go_on_from(
    blocks: int, whole_with_a_long_page: dict[str, bytes]
) -> None:
    """The limit is that of a process, in kB: the state, or a page with a long dump, cannot be written."""
    Path(FIRST).write_text(LONG, "utf-8")
    run = zbtools("run", "dumps", "-o", "out/", "-j", 1, before=f"ulimit -f {blocks}")
    assert run.returncode == EXIT_OUTPUT
    assert run.stderr.startswith("zbtools: ")
    assert "cannot be written" in run.stderr
    assert "Traceback" not in run.stderr
    assert zbtools("run", "dumps", "-o", "out/", "-j", 1, "--resume").returncode == EXIT_DONE
    assert tree(Path("out")) == whole_with_a_long_page


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux" or os.geteuid() != 0, reason="only root may mount a small disk")
def test_a_full_disk_stops_the_run_and_leaves_a_state_to_go_on_from(tmp_path: Path) -> None:
    write_archive(Path("dumps"), 28, 3)
    Path("out").mkdir()
    size = "mount -o {}size={}k -t tmpfs none out"
    if subprocess.run(size.format("", 300).split(), check=False, capture_output=True).returncode:
        pytest.skip("may not mount here")
    try:
        run = zbtools("run", "dumps", "-o", "out/", "-j", 1)
        assert run.returncode == EXIT_OUTPUT
        assert "cannot be written" in run.stderr
        assert "Traceback" not in run.stderr
        subprocess.run(size.format("remount,", 4000).split(), check=True)
        assert zbtools("run", "dumps", "-o", "out/", "-j", 1, "--resume").returncode == EXIT_DONE
        assert tree(Path("out")) == undisturbed()
    finally:
        subprocess.run(["umount", str(tmp_path / "out")], check=True)


# --- pages


def test_a_page_that_hangs_is_left_out_and_its_issue_goes_on(whole: dict[str, bytes]) -> None:
    os.mkfifo(FIFO)
    run = zbtools("run", "dumps", FIFO, "-o", "out/", "-j", 1, "--timeout", 3)
    assert run.returncode == EXIT_PARTIAL
    assert reasons() == {FIFO: f"{FIFO}: took more than 3 s"}
    assert tree(Path("out")) == whole


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux counts what a process has allocated")
def test_a_page_that_eats_memory_is_left_out_and_its_issue_goes_on(whole: dict[str, bytes]) -> None:
    with open(FIFO, "wb") as file:
        file.truncate(1 << 30)
    run = zbtools("run", "dumps", "-o", "out/", "-j", 1, "--max-memory", "400M")
    assert run.returncode == EXIT_PARTIAL
    assert reasons() == {FIFO: f"{FIFO}: needs more memory than it may take"}
    assert tree(Path("out")) == whole


WORKER = f"""
{made.POISON}
import sys
from zbtools.batch.archive import work, worker

def stuck(parts, *rest, before=work.run_parts):
    pages = [galley for galley in parts if galley.page.date == "2023-03-03"]
    if os.path.exists("stuck") and len(pages) >= int(os.environ.get("STUCK_PARTS", 1)):
        signal.pause()
    return before(parts, *rest)

work.run_parts = stuck
worker.main(int(sys.argv[1]))
"""
"""A worker that some pages kill, and that never joins an issue of one day, if it has so many pages: for tests only."""


@pytest.mark.parametrize(
    ("poison", "reason"),
    [("KILL", "the process that read it died (SIGKILL)"), ("BUG", "a bug: IndexError: poisoned"), ("ONCE", None)],
)
def test_a_poisoned_page(
    poison: str, reason: str | None, whole: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("worker.py").write_text(WORKER)
    monkeypatch.setattr("zbtools.batch.archive.crew.WORKER", ("worker.py",))
    monkeypatch.setenv("PYTHONPATH", str(made.ROOT))
    Path(FIFO).write_text(made.page(3, 3) + poison, "utf-8")
    ending = commandline.zbtools("run", "dumps", "-o", "out/", "-j", 2)
    assert reasons() == ({FIFO: f"{FIFO}: {reason}"} if reason else {})
    assert ending.code == (EXIT_PARTIAL if reason else EXIT_DONE)
    found = tree(Path("out"))
    assert ("滨江日报/2023-03-03/03.jsonl" in found) is (reason is None)
    assert not reason or found == whole


@pytest.mark.slow
def test_an_issue_that_hangs_while_it_is_joined(whole: dict[str, bytes], monkeypatch: pytest.MonkeyPatch) -> None:
    Path("worker.py").write_text(WORKER)
    Path("stuck").touch()
    monkeypatch.setattr("zbtools.batch.archive.crew.WORKER", ("worker.py",))
    monkeypatch.setenv("PYTHONPATH", str(made.ROOT))
    ending = commandline.zbtools("run", "dumps", "-o", "out/", "-j", 2, "--timeout", 3)
    assert ending.code == EXIT_PARTIAL
    assert set(reasons()) == {f"dumps/滨江日报/2023-03-03/{number:02}.txt" for number in (1, 2)}
    assert tree(Path("out")) == {path: data for path, data in whole.items() if "2023-03-03" not in path}


@pytest.mark.slow
def test_a_page_that_takes_too_long_to_join_is_left_out_and_its_issue_goes_on(
    whole: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody can say which of the pages it is: the largest."""
    Path("worker.py").write_text(WORKER)
    Path("stuck").touch()
    Path("dumps/滨江日报/2023-03-03/03.txt").write_text("".join(made.page(issue, 3) for issue in range(1, 20)), "utf-8")
    monkeypatch.setattr("zbtools.batch.archive.crew.WORKER", ("worker.py",))
    monkeypatch.setenv("PYTHONPATH", str(made.ROOT))
    monkeypatch.setenv("STUCK_PARTS", "3")
    ending = commandline.zbtools("run", "dumps", "-o", "out/", "-j", 2, "--timeout", 3)
    assert ending.code == EXIT_PARTIAL
    assert set(reasons()) == {"dumps/滨江日报/2023-03-03/03.txt"}
    assert tree(Path("out")) == whole


def test_an_input_that_changes_between_two_runs(whole: dict[str, bytes]) -> None:
    Path("spare").write_bytes(Path(FIRST).read_bytes())
    Path(FIRST).write_bytes(b"%PDF-1.4")
    assert zbtools("run", "dumps", "-o", "out/", "-j", 1).returncode == EXIT_PARTIAL
    os.replace("spare", FIRST)
    assert zbtools("run", "dumps", "-o", "out/", "-j", 1, "--resume").returncode == EXIT_DONE
    assert tree(Path("out")) == whole


def test_the_second_of_two_runs_on_one_output_refuses(whole: dict[str, bytes]) -> None:
    os.mkfifo(FIFO)
    first = start("run", "dumps", FIFO, "-o", "out/", "-j", 1)
    with open(FIFO, "w", encoding="utf-8") as pipe:
        second = zbtools("run", "dumps", "-o", "out/", "-j", 1, "--resume")
        assert second.returncode == EXIT_OUTPUT
        assert "another run is writing into this folder" in second.stderr
        pipe.write("\n")
    first.communicate(timeout=60)
    assert first.returncode == EXIT_DONE
    assert whole.items() <= tree(Path("out")).items()


def test_workers_do_not_outlive_a_run_that_was_killed() -> None:
    os.mkfifo(FIFO)
    process = start("run", "dumps", FIFO, "-o", "out/", "-j", 1)
    with open(FIFO, "wb"):
        process.kill()
        # Only when the worker has ended too has nobody the other end of its stderr.
        process.communicate(timeout=60)


# --- progress


def test_a_terminal_shows_how_the_run_goes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(made.ROOT))
    Path(FIRST).write_bytes(b"%PDF-1.4")
    shown = at_terminal(["run", "dumps", "-o", "out/", "-j", "1"], 120)
    last = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", shown).rstrip().splitlines()[-1]
    assert re.search(r"12/12 pages [0-9.]+ pages/s .* \d+ doubtful 1 failed$", last)


def test_workers_keep_the_patterns_that_they_compiled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The process that plans reads no page: what it leaves to the next run is its workers'."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "caches"))
    assert zbtools("run", "dumps", "-o", "out/", "-j", "2").returncode == EXIT_DONE
    (kept,) = (tmp_path / "caches" / "zbtools").glob("patterns-*")
    assert len(marshal.loads(kept.read_bytes())) > 10
