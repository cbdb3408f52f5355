"""`zbtools status` and `zbtools verify`: what a run has left, and whether all of it is there."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.archive.made import ROOT, Inline, page, write_archive
from tests.commandline import zbtools
from zbtools.batch.archive.crew import Crew
from zbtools.batch.archive.state import locked
from zbtools.batch.archive.tasks import Result, Task
from zbtools.errors import EXIT_DONE, EXIT_FINDINGS, EXIT_INPUT, EXIT_USAGE

FIRST = "dumps/滨江日报/2023-03-01/01.txt"


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("zbtools.batch.archive.job.Crew", Inline)
    monkeypatch.setattr("zbtools.batch.archive.verify.Crew", Inline)
    write_archive(Path("dumps"), 3)


def run(*options: str) -> None:
    zbtools("run", "dumps", "-o", "out/", *options)


def test_the_status_of_a_run_that_is_done() -> None:
    Path(FIRST).write_bytes(b"%PDF-1.4")
    run()
    found = json.loads(zbtools("status", "out", "--to", "jsonl").text)
    assert {name: found[name] for name in ("running", "end", "pages", "done", "failed", "left", "files")} == {
        "running": False,
        "end": "failures",
        "pages": 6,
        "done": 5,
        "failed": 1,
        "left": 0,
        "files": 5,
    }
    written = [
        json.loads(line) for file in Path("out").rglob("*.jsonl") for line in file.read_text("utf-8").splitlines()
    ]
    assert found["sums"]["articles"] == sum(record["kind"] != "page" for record in written) > 0
    assert "           1  failed" in zbtools("status", "out").text


def test_failures_are_json_with_reasons() -> None:
    Path(FIRST).write_bytes(b"%PDF-1.4")
    run()
    (failure,) = map(json.loads, zbtools("status", "out", "--failures", "--to", "jsonl").text.splitlines())
    assert failure["page"] == FIRST
    assert failure["reason"].startswith(f"{FIRST}: ")
    assert failure["hint"]


def test_a_run_under_way() -> None:
    run()
    with locked("out"):
        assert json.loads(zbtools("status", "out", "--to", "jsonl").text)["running"] is True


@pytest.mark.parametrize("command", [["status", "dumps"], ["verify", "dumps", "--source", "dumps"]])
def test_a_folder_without_a_run(command: list[str]) -> None:
    assert zbtools(*command).code == EXIT_INPUT
    assert not Path("dumps/.zbtools").exists()


@pytest.mark.parametrize("layout", ["{paper}/{date}/{page}", "{date}", "{article}"])
def test_nothing_is_lost(layout: str) -> None:
    run("--layout", layout)
    assert zbtools("verify", "out", "--source", "dumps") == (
        EXIT_DONE,
        b"",
        "zbtools: nothing is lost and nothing invented\n",
    )


def test_an_archive_that_was_moved() -> None:
    run()
    os.rename("dumps", "moved")
    assert zbtools("verify", "out", "--source", "moved").code == EXIT_DONE


def spoil_output() -> None:
    path = Path("out/滨江日报/2023-03-01/01.jsonl")
    path.write_text(path.read_text("utf-8").replace("孟听澜", "孟听蓝"), "utf-8")


def cut_output() -> None:
    os.truncate("out/滨江日报/2023-03-01/01.jsonl", 500)


def remove_output() -> None:
    os.unlink("out/滨江日报/2023-03-01/01.jsonl")


def change_input() -> None:
    Path(FIRST).write_text(page(1, 1).replace("孟", "梦"), "utf-8")


def add_input() -> None:
    Path("dumps/滨江日报/2023-03-01/09.txt").write_text(page(1, 9), "utf-8")


def remove_input() -> None:
    os.unlink(FIRST)


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        (spoil_output, "where its spans have"),
        (cut_output, "not JSON"),
        (remove_output, "No such file"),
        (change_input, "has changed since it was read"),
        (add_input, "09.txt: no run has read this page"),
        (remove_input, "the dump of this page was not given"),
    ],
)
def test_whatever_is_wrong_is_found(harm: object, said: str) -> None:
    run()
    harm()  # type: ignore[operator]
    ending = zbtools("verify", "out", "--source", "dumps", "--to", "jsonl")
    assert ending.code == EXIT_FINDINGS
    assert any(said in json.loads(line)["message"] for line in ending.text.splitlines())


def test_a_page_that_failed_is_a_finding() -> None:
    Path(FIRST).write_bytes(b"%PDF-1.4")
    run()
    ending = zbtools("verify", "out", "--source", "dumps")
    assert (ending.code, ending.text.count("\n")) == (EXIT_FINDINGS, 1)


@pytest.mark.parametrize("options", [["--to", "text"], ["--no-provenance"]])
def test_what_cannot_be_verified(options: list[str]) -> None:
    run(*options)
    assert zbtools("verify", "out", "--source", "dumps").code == EXIT_USAGE


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
@pytest.mark.parametrize("source", ["dumps", "dumps/滨江日报/2023-03-01/03.txt"])
def test_a_pipe_among_the_sources_is_not_waited_for(source: str) -> None:
    run()
    os.mkfifo("dumps/滨江日报/2023-03-01/03.txt")
    ending = zbtools("verify", "out", "--source", "dumps", "--source", source)
    assert ending.code == EXIT_DONE
    assert "03.txt: is a pipe, not a file: left out" in ending.said


def test_the_order_of_findings_does_not_depend_on_the_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    run()
    for issue in (1, 2, 3):
        os.unlink(f"out/滨江日报/2023-03-{issue:02}/01.jsonl")
    alone = zbtools("verify", "out", "--source", "dumps")

    class Backwards(Inline):
        def results(self, tasks: Iterator[Task]) -> Iterator[Result]:
            return reversed(list(super().results(tasks)))

    monkeypatch.setattr("zbtools.batch.archive.verify.Crew", Backwards)
    assert zbtools("verify", "out", "--source", "dumps") == alone
    monkeypatch.setattr("zbtools.batch.archive.verify.Crew", Crew)
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    assert zbtools("verify", "out", "--source", "dumps", "-j", 2) == alone
    assert (alone.code, alone.text.count("No such file")) == (EXIT_FINDINGS, 3)


@pytest.mark.parametrize("command", ["status out", "verify out --source dumps", "run dumps -o out/ --resume"])
def test_a_state_that_is_damaged_is_bad_input(command: str) -> None:
    run()
    Path("out/.zbtools/state.sqlite").write_text("no database at all", "utf-8")
    ending = zbtools(*command.split())
    assert ending.code == EXIT_INPUT
    assert "state.sqlite: the state of the run is damaged" in ending.said
