"""Outputs: whole or not there, never over an input."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.export.pages import ALL, written
from zbtools.batch.formats import form_of
from zbtools.batch.inputs import Input
from zbtools.batch.outputs import Destination, Output
from zbtools.batch.writing import whole_file
from zbtools.errors import OutputError, UsageError
from zbtools.model import Article, Element, Page, Record, Source
from zbtools.records import parse_lines, to_json
from zbtools.stages.identity import Identity

PAGE = Page(id="p", source=Source("page.txt", "0" * 64, "utf-8", 9), paper="滨江日报", date="2024-03-08", page="02")
BRIDGE = Article(id="a", pages=("p",), headline="滨江大桥通车", body=(Element("paragraph", "大桥通车。"),))
SCHOOL = Article(id="b", pages=("p",), headline="城东小学开学", body=(Element("paragraph", "小学开学。"),))
EMPTY = Page(id="q", source=Source("empty.txt", "0" * 64, "utf-8", 0))


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def given(path: str) -> Input:
    return Input(path, path, Identity(None, None, None, None))


# --- forms


@pytest.mark.parametrize("issues", [(), ([PAGE, BRIDGE],), ([PAGE, BRIDGE, SCHOOL],), ([PAGE, BRIDGE], [EMPTY])])
def test_json_is_one_array(issues: Sequence[Sequence[Record]]) -> None:
    found = json.loads(written("json", *issues))
    assert found == [to_json(record) for issue in issues for record in issue]


def test_json_lines_are_the_records() -> None:
    lines = written("jsonl", ALL, [EMPTY]).splitlines()
    assert list(parse_lines(lines, "x")) == [*ALL, EMPTY]


@pytest.mark.parametrize("form", ["text", "markdown"])
def test_issues_in_a_row_read_like_one(form: str) -> None:
    assert written(form, [PAGE, BRIDGE], [EMPTY], [PAGE, SCHOOL]) == written(form, [PAGE, BRIDGE, SCHOOL])


@pytest.mark.parametrize(
    ("name", "out", "form"),
    [
        (None, None, "jsonl"),
        (None, "x", "jsonl"),
        (None, "x.md", "markdown"),
        (None, "x.TXT", "text"),
        (None, "x.json", "json"),
        ("text", "x.md", "text"),
    ],
)
def test_the_form_is_what_was_asked_for_or_what_the_name_tells(name: str | None, out: str | None, form: str) -> None:
    assert form_of(name, out) == form


# --- files


def test_a_file_appears_when_it_is_whole(tmp_path: Path) -> None:
    with whole_file("x") as sink:
        sink.write(b"1")
        assert not Path("x").exists()
    assert Path("x").read_bytes() == b"1"
    assert os.listdir(tmp_path) == ["x"]


def test_after_an_exception_the_old_file_is_as_it_was(tmp_path: Path) -> None:
    Path("x").write_text("old")
    with pytest.raises(TypeError), whole_file("x") as sink:
        sink.write("no bytes")  # type: ignore[arg-type]
    assert Path("x").read_text() == "old"
    assert os.listdir(tmp_path) == ["x"]


def test_the_permissions_of_a_replaced_file_stay() -> None:
    Path("x").write_text("old")
    os.chmod("x", 0o640)
    with whole_file("x"):
        pass
    assert Path("x").stat().st_mode & 0o777 == 0o640


def test_a_link_goes_on_pointing_to_the_file_that_is_written() -> None:
    Path("x").write_text("old")
    os.symlink("x", "link")
    with whole_file("link") as sink:
        sink.write(b"new")
    assert Path("link").is_symlink()
    assert Path("x").read_text() == "new"


def test_a_device_is_written_to_and_not_replaced() -> None:
    with whole_file(os.devnull) as sink:
        sink.write(b"1")
    assert not Path(os.devnull).is_file()


def test_a_name_as_long_as_the_system_allows() -> None:
    name = "x" * 255
    with whole_file(name):
        pass
    assert Path(name).exists()


def test_a_folder_that_is_not_there_is_an_output_error() -> None:
    with pytest.raises(OutputError, match="cannot be written"), whole_file("no/x"):
        pass


# --- folders


@pytest.mark.parametrize(
    ("form", "ending"), [("markdown", ".md"), ("text", ".txt"), ("json", ".json"), ("jsonl", ".jsonl")]
)
def test_a_folder_gets_a_file_for_each_article(form: str, ending: str) -> None:
    Output(Destination("out/", form), []).write([[PAGE, BRIDGE, SCHOOL], [EMPTY]])
    assert sorted(os.listdir("out")) == [
        f"2024-03-08-02-01-滨江大桥通车{ending}",
        f"2024-03-08-02-02-城东小学开学{ending}",
    ]
    assert "大桥通车" in Path(f"out/2024-03-08-02-01-滨江大桥通车{ending}").read_text("utf-8")


def test_articles_that_are_called_alike_do_not_replace_each_other() -> None:
    Output(Destination("out/", "text"), []).write([[PAGE, BRIDGE], [PAGE, BRIDGE]])
    assert len(os.listdir("out")) == 2


# --- inputs


@pytest.mark.parametrize("out", ["in.txt", "./in.txt", "link"])
def test_an_input_is_not_overwritten(out: str) -> None:
    Path("in.txt").write_text("滨江")
    os.symlink("in.txt", "link")
    with pytest.raises(OutputError, match="is the input as well as the output"):
        Output(Destination(out), [given("in.txt")])


def test_an_input_in_the_folder_of_the_output_is_not_overwritten() -> None:
    name = "2024-03-08-02-01-滨江大桥通车.txt"
    Path(name).write_text("滨江")
    with pytest.raises(OutputError):
        Output(Destination(".", "text"), [given(name)]).write([[PAGE, BRIDGE]])
    assert Path(name).read_text() == "滨江"


@pytest.mark.parametrize("destination", [Destination("in.jsonl", in_place=True), Destination(in_place=True)])
def test_in_place_replaces_the_input(destination: Destination) -> None:
    Path("in.jsonl").write_text("old")
    Output(destination, [given("in.jsonl")]).write([[PAGE]])
    assert json.loads(Path("in.jsonl").read_text())["id"] == "p"


@pytest.mark.parametrize("inputs", [[], [given("a"), given("b")], [Input("-", None, Identity(None, None, None, None))]])
def test_in_place_wants_one_file(inputs: list[Input]) -> None:
    with pytest.raises(UsageError):
        Output(Destination(in_place=True), inputs)
