"""Runs over an archive into a folder: what they read, write, take up again, and refuse."""

from __future__ import annotations

import gzip
import json
import os
import socket
import sqlite3
import tarfile
import warnings
import zipfile
from pathlib import Path

import pytest

from tests.archive.made import Inline, page, tree, write_archive
from tests.commandline import zbtools
from zbtools.batch.archive.state import locked
from zbtools.errors import EXIT_DONE, EXIT_INPUT, EXIT_OUTPUT, EXIT_PARTIAL, EXIT_USAGE

FIRST = "dumps/滨江日报/2023-03-01/01.txt"


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("zbtools.batch.archive.job.Crew", Inline)
    write_archive(Path("dumps"))


def outcomes(out: str = "out") -> dict[str, tuple[str, int]]:
    """Return the outcome of each page, and the number of issues ... by name."""
    with sqlite3.connect(f"{out}/.zbtools/state.sqlite") as state:
        return {name: (outcome, run) for name, outcome, run in state.execute("SELECT name, outcome, run FROM pages")}


def lines(out: str) -> list[str]:
    return sorted(line for data in tree(Path(out)).values() for line in data.decode().splitlines())


# --- what is read


def test_the_records_are_those_of_a_plain_run() -> None:
    assert zbtools("run", "dumps", "-o", "out/") == (EXIT_DONE, b"", "")
    assert lines("out") == sorted(zbtools("run", "dumps").text.splitlines())
    assert list(tree(Path("out")))[:2] == ["滨江日报/2023-03-01/01.jsonl", "滨江日报/2023-03-01/02.jsonl"]


def pack_zip() -> str:
    with zipfile.ZipFile("dumps.zip", "w") as archive:
        for path in sorted(Path("dumps").rglob("*.txt"), reverse=True):
            archive.write(path, path.relative_to("dumps"))
    return "dumps.zip"


def pack_tar() -> str:
    with tarfile.open("dumps.tar.gz", "w:gz") as archive:
        archive.add("dumps", "./")
    return "dumps.tar.gz"


def pack_each() -> str:
    for path in Path("dumps").rglob("*.txt"):
        Path(f"{path}.gz").write_bytes(gzip.compress(path.read_bytes()))
        path.unlink()
    return "dumps"


def leave_patterns() -> str:
    return "dumps/*/*-0[1-6]/*.txt"


def put_into_a_folder() -> str:
    Path("packed").mkdir()
    os.rename(pack_zip(), "packed/all.zip")
    return "packed"


@pytest.mark.parametrize("prepare", [pack_zip, pack_tar, pack_each, leave_patterns, put_into_a_folder])
def test_every_kind_of_archive_gives_the_same_articles(prepare: object) -> None:
    zbtools("run", "dumps", "-o", "plain/", "--to", "text", "--layout", "{paper}/{date}/{page}")
    source = prepare()  # type: ignore[operator]
    ending = zbtools("run", source, "-o", "out/", "--to", "text", "--layout", "{paper}/{date}/{page}")
    assert ending == (EXIT_DONE, b"", "")
    assert tree(Path("out")) == tree(Path("plain"))
    assert not Path("out/.zbtools/unpacked").exists()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
@pytest.mark.parametrize("command", [["run", "-o", "out/"], ["run"], ["run", "dumps/*/*/*", "-o", "out/"]])
def test_what_is_no_file_is_left_out(command: list[str]) -> None:
    undisturbed = zbtools("run", "dumps").text
    os.mkfifo("dumps/滨江日报/2023-03-01/03.txt")
    with socket.socket(socket.AF_UNIX) as listening:
        # The path of a socket may be about a hundred bytes long.
        listening.bind("04.txt")
        os.rename("04.txt", "dumps/滨江日报/2023-03-01/04.txt")
        ending = zbtools(*command, *([] if len(command) == 4 else ["dumps"]))
    assert ending.code == EXIT_DONE
    assert "03.txt: is a pipe, not a file: left out" in ending.said
    assert "04.txt: is a socket, not a file: left out" in ending.said
    assert (lines("out") if "-o" in command else sorted(ending.text.splitlines())) == sorted(undisturbed.splitlines())


def test_a_link_to_nowhere_fails_alone() -> None:
    os.symlink("nowhere", "dumps/滨江日报/2023-03-01/00.txt")
    ending = zbtools("run", "dumps", "-o", "out/")
    assert ending.code == EXIT_PARTIAL
    assert "00.txt: No such file or directory" in ending.said
    assert set(outcomes().values()) == {("done", 1)}
    assert len(outcomes()) == 12


@pytest.mark.parametrize("end", ["\n", "\0"])
def test_a_list_of_files(end: str) -> None:
    Path("list").write_text(end.join(map(str, Path("dumps").rglob("01.txt"))) + end, "utf-8")
    assert zbtools("run", "--files-from", "list", "-o", "out/").code == EXIT_DONE
    assert len(tree(Path("out"))) == 6


@pytest.mark.parametrize(
    ("name", "data"),
    [("bad.zip", b"PK\x03\x04 no zip"), ("bad.tar.gz", b"\x1f\x8b no gzip"), ("bad.tar", b"no tar" * 200)],
)
def test_a_damaged_archive_fails_alone(name: str, data: bytes) -> None:
    Path(name).write_bytes(data)
    ending = zbtools("run", name, "dumps", "-o", "out/")
    assert ending.code == EXIT_PARTIAL
    assert name in ending.said
    assert len(tree(Path("out"))) == 12
    (told,) = (json.loads(line) for line in zbtools("status", "out", "--to", "jsonl").text.splitlines())
    assert (told["unread"], told["failed"], told["done"]) == (1, 0, 12)
    failure = json.loads(zbtools("status", "out", "--failures", "--to", "jsonl").text)
    assert (failure["page"], failure["reason"] in ending.said) == ("", True)


def test_what_an_archive_holds_and_nobody_can_read_is_told() -> None:
    with zipfile.ZipFile("odd.zip", "w") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for name, number in (("2023-03-05/01.txt", 1), ("2023-03-05/01.txt", 2), ("../2023-03-05/02.txt", 3)):
            archive.writestr(name, page(number, 1))
    ending = zbtools("run", "odd.zip", "-o", "out/")
    assert ending.code == EXIT_DONE
    assert "odd.zip: 2023-03-05/01.txt is in it again further on: the earlier is left out" in ending.said
    assert "odd.zip: ../2023-03-05/02.txt points out of the archive: left out" in ending.said
    assert len(outcomes()) == 1


def test_pages_of_one_place_are_all_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """p1 and p01 sort alike, and the plan may be read on between them."""
    monkeypatch.setattr("zbtools.batch.archive.planning.CHUNK", 1)
    Path("alike").mkdir()
    for number, name in enumerate(("p1", "p01", "p001"), 1):
        Path(f"alike/{name}.txt").write_text(page(number, 1), "utf-8")
    assert zbtools("run", "alike", "--each", "-o", "out/").code == EXIT_DONE
    assert len(outcomes()) == 3
    assert set(outcomes().values()) == {("done", 1)}


def test_a_file_that_no_run_has_written_is_not_replaced() -> None:
    Path("out").mkdir()
    Path("out/archive.sqlite").write_text("mine", "utf-8")
    ending = zbtools("run", "dumps", "-o", "out/", "--to", "sqlite")
    assert ending.code == EXIT_OUTPUT
    assert Path("out/archive.sqlite").read_text("utf-8") == "mine"


def test_names_that_are_no_text_stay_apart() -> None:
    for name in (b"dumps/\xfe.txt", b"dumps/\xff.txt"):
        Path(os.fsdecode(name)).write_text(page(1, 1), "utf-8")
    assert zbtools("run", "dumps", "-o", "out/").code == EXIT_DONE
    assert len(outcomes()) == 14
    assert zbtools("verify", "out", "--source", "dumps").code == EXIT_DONE


# --- what is written


@pytest.mark.parametrize(
    ("arguments", "names"),
    [
        (["--layout", "{paper}-{date}"], ["滨江日报-2023-03-01.jsonl", "滨江日报-2023-03-02.jsonl"]),
        (["--layout", "{year}/{month}/{day}/{name}", "--to", "json"], ["2023/03/01/01.json", "2023/03/01/02.json"]),
        (["--to", "text"], ["2023-03-01-01-01-1号渡口试航.txt", "2023-03-01-01-02-槐溪区种下1100棵柳树.txt"]),
        (
            ["--layout", "{date}/{page}-{order}", "--to", "markdown"],
            ["2023-03-01/01-01.md", "2023-03-01/01-02.md"],
        ),
    ],
)
def test_the_layout_says_what_a_file_holds(arguments: list[str], names: list[str]) -> None:
    assert zbtools("run", "dumps", "-o", "out/", *arguments).code == EXIT_DONE
    assert list(tree(Path("out")))[:2] == names


@pytest.mark.parametrize("layout", ["page", "{place}", "../{page}", "/{page}", "{page", "{page!r}", "a//{page}"])
def test_a_layout_that_is_none(layout: str) -> None:
    assert zbtools("run", "dumps", "-o", "out/", "--layout", layout).code == EXIT_USAGE


def test_two_issues_that_want_one_file_get_two_whatever_was_ready_first() -> None:
    for folder in ("a", "b", "c"):
        write_archive(Path(f"more/{folder}"), 1, 1).joinpath("滨江日报").rename(f"more/{folder}/x")
        (Path(f"more/{folder}/x/2023-03-01/01.txt")).write_text(page(1, 1).replace("滨江日报讯", f"本报讯{folder}"))
    assert zbtools("run", "more", "-o", "out/", "-j", 1, "--layout", "{page}").code == EXIT_DONE
    files = tree(Path("out"))
    assert len(files) == 3
    # As if the last had been ready first: then the first would have to take its place.
    assert zbtools("run", "more/c", "-o", "late/", "--layout", "{page}").code == EXIT_DONE
    assert zbtools("run", "more", "-o", "late/", "--layout", "{page}", "--resume").code == EXIT_DONE
    assert tree(Path("late")) == files


# --- failures


def spoil(path: str = FIRST) -> None:
    Path(path).write_bytes(b"%PDF-1.4 not a dump")


def test_a_page_that_fails_is_told_and_the_others_are_done() -> None:
    spoil()
    ending = zbtools("run", "dumps", "-o", "out/")
    assert ending.code == EXIT_PARTIAL
    assert ending.said.startswith(f"zbtools: {FIRST}: ")
    assert len(tree(Path("out"))) == 11
    assert outcomes()[FIRST] == ("failed", 1)


def test_every_page_failed() -> None:
    spoil()
    assert zbtools("run", FIRST, "-o", "out/").code == EXIT_INPUT
    assert zbtools("run", "nothing", "-o", "none/").code == EXIT_INPUT


@pytest.mark.parametrize(
    ("option", "done"), [(["--on-error", "stop"], 1), (["--max-failures", "1"], 3), (["--max-failures", "20%"], 5)]
)
def test_a_run_stops_after_so_many_failures(option: list[str], done: int) -> None:
    """Every second page of every issue is bad; one process reads one issue after the other."""
    for path in Path("dumps").rglob("02.txt"):
        spoil(str(path))
    ending = zbtools("run", "dumps", "-o", "out/", "-j", 1, *option)
    assert ending.code == EXIT_PARTIAL
    assert "stopped after" in ending.said
    assert 0 < len(tree(Path("out"))) <= done


@pytest.mark.parametrize("value", ["x", "-1", "101%", "1.5"])
def test_failures_that_are_no_number(value: str) -> None:
    assert zbtools("run", "dumps", "-o", "out/", "--max-failures", value).code == EXIT_USAGE


# --- going on


def test_a_second_run_refuses_what_the_first_has_written() -> None:
    zbtools("run", "dumps", "-o", "out/")
    ending = zbtools("run", "dumps", "-o", "out/")
    assert ending.code == EXIT_OUTPUT
    assert "--resume" in ending.said


def times(out: str = "out") -> dict[str, int]:
    return {name: os.stat(f"{out}/{name}").st_mtime_ns for name in tree(Path(out))}


def test_nothing_is_done_twice() -> None:
    zbtools("run", "dumps", "-o", "out/")
    before = times()
    assert zbtools("run", "dumps", "-o", "out/", "--resume") == (EXIT_DONE, b"", "")
    assert times() == before


def test_a_page_that_was_touched_but_not_changed_is_not_done_again() -> None:
    zbtools("run", "dumps", "-o", "out/")
    before = times()
    os.utime(FIRST, (1, 1))
    assert zbtools("run", "dumps", "-o", "out/", "--resume").code == EXIT_DONE
    assert times() == before


@pytest.mark.parametrize("change", ["changed", "new", "options", "lost file", "cut file"])
def test_what_is_new_or_changed_is_done(change: str) -> None:
    zbtools("run", "dumps", "-o", "out/")
    options: list[str] = []
    if change == "changed":
        Path(FIRST).write_text(page(9, 9), "utf-8")
    elif change == "new":
        Path("dumps/滨江日报/2023-03-01/03.txt").write_text(page(1, 3), "utf-8")
        write_archive(Path("dumps"), 7)
    elif change == "options":
        options = ["--punctuation", "full"]
    elif change == "lost file":
        os.unlink("out/滨江日报/2023-03-02/02.jsonl")
    else:
        os.truncate("out/滨江日报/2023-03-02/02.jsonl", 10)
    assert zbtools("run", "dumps", "-o", "out/", "--resume", *options) == (EXIT_DONE, b"", "")
    assert zbtools("run", "dumps", "-o", "fresh/", *options).code == EXIT_DONE
    assert tree(Path("out")) == tree(Path("fresh"))


def test_files_that_an_issue_makes_no_more_are_taken_away() -> None:
    zbtools("run", "dumps", "-o", "out/", "--to", "text")
    Path(FIRST).write_text("# 只剩一篇\n\n本报讯 一篇。\n", "utf-8")
    zbtools("run", "dumps", "-o", "out/", "--to", "text", "--resume")
    zbtools("run", "dumps", "-o", "fresh/", "--to", "text")
    assert tree(Path("out")) == tree(Path("fresh"))


def test_what_failed_is_tried_again_only_when_that_is_wanted() -> None:
    whole = Path(FIRST).read_bytes()
    spoil()
    info = os.stat(FIRST)
    zbtools("run", "dumps", "-o", "out/")
    assert zbtools("run", "dumps", "-o", "out/", "--resume") == (EXIT_PARTIAL, b"", "")
    ending = zbtools("run", "dumps", "-o", "out/", "--retry-failed")
    assert (ending.code, ending.said.count("hint")) == (EXIT_PARTIAL, 1)
    Path(FIRST).write_bytes(whole)
    os.utime(FIRST, ns=(info.st_atime_ns, info.st_mtime_ns))
    assert zbtools("run", "dumps", "-o", "out/", "--retry-failed").code == EXIT_DONE
    zbtools("run", "dumps", "-o", "fresh/")
    assert tree(Path("out")) == tree(Path("fresh"))


@pytest.mark.parametrize(
    ("choice", "code", "kept"),
    [("fail", EXIT_PARTIAL, True), ("skip", EXIT_DONE, True), ("overwrite", EXIT_DONE, False)],
)
def test_a_file_of_somebody_else(choice: str, code: int, kept: bool) -> None:
    theirs = Path("out/滨江日报/2023-03-01/01.jsonl")
    theirs.parent.mkdir(parents=True)
    theirs.write_text("mine\n")
    assert zbtools("run", "dumps", "-o", "out/", "--on-exists", choice).code == code
    assert (theirs.read_text() == "mine\n") is kept


def test_an_input_is_never_replaced() -> None:
    before = tree(Path("dumps"))
    options = ["--to", "text", "--layout", "{paper}/{date}/{page}", "--on-exists", "overwrite"]
    assert zbtools("run", "dumps", "-o", "dumps", *options).code == EXIT_INPUT
    assert tree(Path("dumps")) == before


def test_everything_once_more() -> None:
    zbtools("run", "dumps", "-o", "out/")
    before = times()
    assert zbtools("run", "dumps", "-o", "out/", "--on-exists", "overwrite").code == EXIT_DONE
    assert all(time > before[name] for name, time in times().items())


def test_two_runs_on_one_output() -> None:
    with locked("out"):
        ending = zbtools("run", "dumps", "-o", "out/")
    assert ending.code == EXIT_OUTPUT
    assert "another run is writing into this folder" in ending.said


@pytest.mark.parametrize(
    "arguments", [["--resume"], ["-j", "2", "-o", "file.jsonl"], ["--layout", "{page}", "-o", "x"], ["--timeout", "5"]]
)
def test_options_of_archives_need_a_folder(arguments: list[str]) -> None:
    Path("x").touch()
    assert zbtools("run", "dumps", *arguments).code == EXIT_USAGE


def test_a_layout_says_that_the_output_is_a_folder() -> None:
    assert zbtools("run", "dumps", "-o", "new", "--layout", "{paper}/{date}/{page}").code == EXIT_DONE
    assert "滨江日报/2023-03-01/01.jsonl" in tree(Path("new"))


def test_an_output_beside_the_inputs_is_no_input() -> None:
    zbtools("run", "dumps", "-o", "dumps/out/", "--to", "text")
    before = tree(Path("dumps/out"))
    assert zbtools("run", "dumps", "-o", "dumps/out/", "--to", "text", "--resume").code == EXIT_DONE
    assert tree(Path("dumps/out")) == before


def test_records_are_read_as_well() -> None:
    zbtools("split", "dumps", "-o", "all.jsonl")
    assert zbtools("run", "all.jsonl", "-o", "out/").code == EXIT_DONE
    zbtools("run", "dumps", "-o", "fresh/")
    assert tree(Path("out")) == tree(Path("fresh"))
    assert json.loads(tree(Path("out"))["滨江日报/2023-03-01/01.jsonl"].splitlines()[0])["kind"] == "page"


@pytest.mark.parametrize("encoding", ["utf-8", "gbk"])
def test_names_in_a_zip_that_do_not_say_what_they_are_written_in(
    encoding: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As `zip` of Linux and Windows write them: without the flag that says UTF-8."""
    with monkeypatch.context() as patch:
        patch.setattr(zipfile.ZipInfo, "_encodeFilenameFlags", lambda info: (info.filename.encode(encoding), 0))
        with zipfile.ZipFile("plain.zip", "w") as archive:
            for path in sorted(Path("dumps").rglob("*.txt")):
                archive.write(path)
    assert zbtools("run", "plain.zip", "-o", "packed/").code == EXIT_DONE
    assert zbtools("run", "dumps", "-o", "out/").code == EXIT_DONE
    assert set(tree(Path("packed"))) == set(tree(Path("out")))


def test_pages_under_another_name_are_not_done_twice() -> None:
    assert zbtools("run", "dumps", "-o", "out/").code == EXIT_DONE
    before = tree(Path("out"))
    ending = zbtools("run", Path("dumps").resolve(), "-o", "out/", "--resume")
    assert ending.code == EXIT_OUTPUT
    assert "it would be there twice" in ending.said
    assert zbtools("run", "dumps", "-o", "out/", "--resume").code == EXIT_DONE
    assert tree(Path("out")) == before


def test_an_archive_that_cannot_be_looked_into_is_a_failure_too() -> None:
    Path("bad.zip").write_bytes(b"PK no zip")
    ending = zbtools("run", "bad.zip", "dumps", "-o", "out/", "--on-error", "stop")
    assert ending.code == EXIT_INPUT
    assert "stopped after 1 failures" in ending.said
    assert tree(Path("out")) == {}
