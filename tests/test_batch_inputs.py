"""Which files are read, and in which order."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.observing import Ears
from zbtools.batch.inputs import Reading, natural, plan
from zbtools.errors import UsageError


def laid_out(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("滨江", "utf-8")


def names(*arguments: str, ears: Ears | None = None, **reading: str) -> list[str]:
    return [page.name for page in plan(arguments, Reading(**reading), ears or Ears())]


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_a_folder_gives_its_pages_in_the_order_of_their_numbers(tmp_path: Path) -> None:
    laid_out(tmp_path, "a/10.txt", "a/2.txt", "a/b/1.md", "a/3.txt.gz")
    assert names("a") == ["a/2.txt", "a/3.txt.gz", "a/10.txt", "a/b/1.md"]


@pytest.mark.parametrize(
    "name", [".hidden.txt", ".git/x.txt", "README.md", "picture.jpg", "notes", "b.jsonl", "b.jsonl.gz", "all.tar.gz"]
)
def test_what_in_a_folder_is_no_page(tmp_path: Path, name: str) -> None:
    laid_out(tmp_path, "a/1.txt", f"a/{name}")
    assert names("a") == ["a/1.txt"]


@pytest.mark.parametrize("name", ["2.TXT", "2.text", "2.markdown", "2.gz", "2.txt.gz"])
def test_what_in_a_folder_is_a_page(tmp_path: Path, name: str) -> None:
    laid_out(tmp_path, f"a/{name}")
    assert names("a") == [f"a/{name}"]


def test_a_folder_without_dumps_gives_its_records(tmp_path: Path) -> None:
    laid_out(tmp_path, "a/2.jsonl", "a/1.jsonl.gz", "a/x.csv")
    assert names("a") == ["a/1.jsonl.gz", "a/2.jsonl"]


def test_the_order_of_the_arguments_does_not_count(tmp_path: Path) -> None:
    laid_out(tmp_path, "a/1.txt", "a/2.txt", "b/1.txt")
    assert names("b", "a/2.txt", "a/1.txt") == names("a/1.txt", "a/2.txt", "b")


def test_a_file_given_twice_is_read_once(tmp_path: Path) -> None:
    laid_out(tmp_path, "a/1.txt")
    assert names("a", "a/1.txt", "./a/../a/1.txt") == ["a/1.txt"]


def test_no_argument_is_standard_input() -> None:
    assert names() == ["-"]


def test_a_name_with_odd_bytes_is_still_read(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/\xff.txt"
    Path(os.fsdecode(path)).write_text("滨江", "utf-8")
    (page,) = plan([os.fsdecode(path)], Reading(), Ears())
    assert page.name.endswith("/\N{REPLACEMENT CHARACTER}.txt")
    assert page.path == os.fsdecode(path)


@pytest.mark.parametrize(
    ("argument", "error"),
    [("nowhere.txt", "nowhere.txt: no such file or folder"), ("empty", "empty: no pages in this folder")],
)
def test_what_is_not_there_is_told_and_the_rest_read(tmp_path: Path, argument: str, error: str) -> None:
    laid_out(tmp_path, "1.txt", "empty/x.jpg")
    ears = Ears()
    assert names(argument, "1.txt", ears=ears) == ["1.txt"]
    assert ears.errors == [error]


def test_what_the_user_says_counts_more_than_the_name(tmp_path: Path) -> None:
    laid_out(tmp_path, "2024-03-08/02.txt")
    (page,) = plan(["2024-03-08/02.txt"], Reading(paper="滨江日报", date="2024-03-09"), Ears())
    assert (page.identity.paper, page.identity.date, page.identity.page) == ("滨江日报", "2024-03-09", "02")


def test_a_page_label_is_read_as_the_markers_are(tmp_path: Path) -> None:
    laid_out(tmp_path, "x.txt")
    (page,) = plan(["x.txt"], Reading(page="第二版"), Ears())
    assert page.identity.page == "02"


@pytest.mark.parametrize("reading", [Reading(page="?!"), Reading(page="02"), Reading(pattern="{colour}")])
def test_what_cannot_be_said_of_pages(tmp_path: Path, reading: Reading) -> None:
    laid_out(tmp_path, "x.txt", "y.txt")
    with pytest.raises(UsageError):
        plan(["x.txt", "y.txt"], reading, Ears())


def test_a_file_called_like_standard_input(tmp_path: Path) -> None:
    laid_out(tmp_path, "-")
    (page,) = plan(["./-"], Reading(), Ears())
    assert page.path == "./-"


def test_pages_come_by_day_whatever_their_folders(tmp_path: Path) -> None:
    laid_out(tmp_path, "x/2024-03-09/01.txt", "y/2024-03-08/02.txt", "z/2024-03-08/01.txt")
    assert names("x", "y", "z", paper="滨江日报") == [
        "z/2024-03-08/01.txt",
        "y/2024-03-08/02.txt",
        "x/2024-03-09/01.txt",
    ]


def test_folders_tell_apart_papers_that_are_not_known(tmp_path: Path) -> None:
    laid_out(tmp_path, *(f"{paper}/2024-03-08/{page}.txt" for page in ("01", "02") for paper in "ab"))
    assert [name[0] for name in names("a", "b")] == ["a", "a", "b", "b"]


def test_two_dumps_of_one_page_are_twins(tmp_path: Path) -> None:
    laid_out(tmp_path, "滨江日报/2024-03-08/02.txt", "滨江日报/2024-03-08/02.md")
    assert [page.twin for page in plan(["."], Reading(), Ears())] == [False, True]


def test_natural_order_reads_numbers() -> None:
    assert sorted(["A10", "A2", "B1", "A"], key=natural) == ["A", "A2", "A10", "B1"]


def test_named_files_that_nothing_identifies_stay_in_the_order_given(tmp_path: Path) -> None:
    laid_out(tmp_path, "front.txt", "back.txt", "01.txt")
    assert names("front.txt", "back.txt") == ["front.txt", "back.txt"]
    # A number on one of them does not order the others; numbers on all do, whatever their folders.
    assert names("front.txt", "back.txt", "01.txt") == ["front.txt", "back.txt", "01.txt"]
    laid_out(tmp_path, "a/02.txt", "b/01.txt")
    assert names("a/02.txt", "b/01.txt") == ["b/01.txt", "a/02.txt"]


@pytest.mark.parametrize(("pattern", "warned"), [("{paper}/{date}/{page}.txt", 1), ("{page}.txt", 0)])
def test_a_pattern_that_fits_nothing_is_said(tmp_path: Path, pattern: str, warned: int) -> None:
    laid_out(tmp_path, "x.txt", "y.txt")
    ears = Ears()
    assert names("x.txt", "y.txt", ears=ears, pattern=pattern) == ["x.txt", "y.txt"]
    assert len(ears.warnings) == warned
