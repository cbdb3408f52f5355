"""Which pages are an issue, and how pages are read."""

from __future__ import annotations

import gzip
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.observing import Ears
from zbtools.batch import reading as batch_reading
from zbtools.batch.inputs import Reading, plan
from zbtools.batch.issues import Issue, issues
from zbtools.batch.reading import PageText
from zbtools.errors import InputError
from zbtools.model import Article, Page, Record, Source
from zbtools.pipeline import Options, run_parts
from zbtools.records import dump_line

DUMP = "# 滨江大桥通车\n\n本报讯(记者/周一苇) 大桥今天通车。\n"


def page(name: str, paper: str | None = None, date: str | None = None) -> Page:
    return Page(id=name, source=Source(name, "0" * 64, "utf-8", 1), paper=paper, date=date)


@pytest.mark.parametrize(
    ("first", "second", "together"),
    [
        (page("a/1.txt"), page("a/2.txt"), True),
        (page("a/1.txt"), page("b/2.txt"), False),
        (page("1.txt"), page("2.txt"), True),
        (page("a/1.txt", "滨江日报", "2024-03-08"), page("b/1.txt", "滨江日报", "2024-03-08"), True),
        (page("a/1.txt", "滨江日报", "2024-03-08"), page("a/2.txt", "滨江日报", "2024-03-09"), False),
        (page("a/1.txt", "滨江日报", "2024-03-08"), page("a/2.txt", "青屏晚报", "2024-03-08"), False),
        (page("a/1.txt", None, "2024-03-08"), page("a/2.txt"), True),
        (page("a/1.txt", None, "2024-03-08"), page("b/2.txt", None, "2024-03-08"), False),
    ],
)
def test_which_pages_belong_together(first: Page, second: Page, together: bool) -> None:
    issue = Issue()
    issue.add(PageText([first]))
    assert issue.takes(second) is together


def read(*names: str, each: bool = False, ears: Ears | None = None) -> list[Issue]:
    reading, ears = Reading(each=each), ears or Ears()
    return list(issues(plan(names, reading, ears), reading, ears))


def sources(found: Sequence[Issue]) -> list[list[str]]:
    return [[page.source.name for page in issue.pages] for issue in found]


def records_of(issue: Issue) -> list[Record]:
    return run_parts(issue.parts, (), Options())


def lines_of(found: Sequence[Issue]) -> list[list[str]]:
    return [[dump_line(record) for record in records_of(issue)] for issue in found]


@pytest.mark.parametrize(("paged", "sizes"), [(True, [6]), (False, [2, 2, 1])])
def test_articles_without_a_page_come_in_pieces(paged: bool, sizes: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    """A file of a million of them is not held in memory."""
    monkeypatch.setattr(batch_reading, "MANY_RECORDS", 2)
    records = [page("1.txt")] * paged + [Article(id=str(number), pages=()) for number in range(5)]
    Path("a.jsonl").write_text("".join(dump_line(record) + "\n" for record in records), "utf-8")
    assert [len(records_of(issue)) for issue in read("a.jsonl")] == sizes


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("a/1.txt", "a/2.txt", "b/1.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(DUMP, "utf-8")


def test_pages_of_a_folder_are_an_issue() -> None:
    assert sources(read("a", "b")) == [["a/1.txt", "a/2.txt"], ["b/1.txt"]]


@pytest.mark.parametrize(
    ("given", "grouped"),
    [
        (("x/front.txt", "y/back.txt"), [["x/front.txt", "y/back.txt"]]),
        (("y/back.txt", "x/front.txt"), [["y/back.txt", "x/front.txt"]]),
        (("y/02.txt", "x/01.txt"), [["x/01.txt", "y/02.txt"]]),
        # Two pages of one number are no issue: each folder is.
        (("x/01.txt", "y/02.txt", "z/01.txt"), [["x/01.txt"], ["y/02.txt"], ["z/01.txt"]]),
        (("x/2024-03-08_01.txt", "y/2024-03-09_02.txt"), [["x/2024-03-08_01.txt"], ["y/2024-03-09_02.txt"]]),
        (("x", "y"), [["x/front.txt"], ["y/back.txt"]]),
    ],
)
def test_files_that_are_named_together_are_an_issue(
    given: tuple[str, ...], grouped: list[list[str]], tmp_path: Path
) -> None:
    for name in ["x/front.txt", "y/back.txt"] if given == ("x", "y") else given:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(f"{DUMP}\n{name}\n", "utf-8")
    found = read(*given)
    assert sources(found) == grouped
    # The records say it to the next command.
    (tmp_path / "all.jsonl").write_text("\n".join(line for issue in lines_of(found) for line in issue), "utf-8")
    assert sources(read("all.jsonl")) == grouped


def test_each_page_for_itself() -> None:
    assert sources(read("a", "b", each=True)) == [["a/1.txt"], ["a/2.txt"], ["b/1.txt"]]


def test_records_are_grouped_as_their_dumps_were(tmp_path: Path) -> None:
    found = lines_of(read("a", "b"))
    (tmp_path / "all.jsonl").write_text("\n".join(line for issue in found for line in issue), "utf-8")
    assert lines_of(read("all.jsonl")) == found


@pytest.mark.parametrize("before", ["", "\ufeff", "\n\n"])
def test_records_are_known_by_their_beginning(tmp_path: Path, before: str) -> None:
    (tmp_path / "x").write_text(before + dump_line(page("p")), "utf-8")
    assert sources(read("x")) == [["p"]]


def test_a_json_array_of_records_is_read_too(tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text(f"[\n{dump_line(page('p'))},\n{dump_line(page('q'))}\n]\n", "utf-8")
    assert sources(read("x.json")) == [["p", "q"]]


@pytest.mark.parametrize("text", [DUMP, dump_line(page("p")) + "\n"])
def test_packed_input_reads_as_plain(tmp_path: Path, text: str) -> None:
    (tmp_path / "plain").write_text(text, "utf-8")
    (tmp_path / "packed.gz").write_bytes(gzip.compress(text.encode()))
    (plain,), (packed,) = read("plain"), read("packed.gz")
    assert [type(record) for record in packed.records] == [type(record) for record in plain.records]
    assert packed.pages[0].source.sha256 == plain.pages[0].source.sha256


def test_articles_without_a_page_record_are_kept(tmp_path: Path) -> None:
    (tmp_path / "x.jsonl").write_text(dump_line(Article(id="a", pages=("p",))) + "\n", "utf-8")
    (issue,) = read("x.jsonl")
    assert [record.id for record in records_of(issue)] == ["a"]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (dump_line(page("p")).encode() + b"\n{broken\n", "x: line 2: not JSON"),
        (dump_line(page("p")).encode() + b'\n"\xff"\n', "x: line 2: not valid UTF-8 at byte 1"),
        (dump_line(page("p")).replace("zbtools/1", "zbtools/9").encode(), "x: line 1: records of the unknown schema"),
        (b"[" + dump_line(page("p")).encode(), "x: not JSON"),
        (gzip.compress(DUMP.encode())[:-9], "x: damaged gzip"),
        (b"%PDF-1.7 \x00\x01\x02", "x: a PDF file, not text"),
    ],
)
def test_one_bad_input_is_an_error(tmp_path: Path, data: bytes, message: str) -> None:
    (tmp_path / "x").write_bytes(data)
    with pytest.raises(InputError) as caught:
        read("x")
    assert str(caught.value).startswith(message)
    assert caught.value.hint


def test_of_several_inputs_the_good_ones_are_read(tmp_path: Path) -> None:
    (tmp_path / "a/1.txt").write_bytes(b"\x00\x01\x02")
    ears = Ears()
    assert sources(read("a", ears=ears)) == [["a/2.txt"]]
    assert [error.partition(":")[0] for error in ears.errors] == ["a/1.txt"]


@pytest.mark.parametrize("text", ["", "\n \n\t\n"])
def test_an_empty_page_is_a_record_and_a_warning(tmp_path: Path, text: str) -> None:
    (tmp_path / "x.txt").write_text(text, "utf-8")
    ears = Ears()
    (issue,) = read("x.txt", ears=ears)
    assert [type(record) for record in records_of(issue)] == [Page]
    assert ears.warnings == ["x.txt: the page is empty"]


def test_pages_have_ids_of_their_own() -> None:
    assert len({page.id for issue in read("a", "b") for page in issue.pages}) == 3


def test_page_ids_do_not_depend_on_other_pages() -> None:
    (first,), (second,) = read("a/2.txt"), read("a", each=True)[1:]
    assert first.pages[0].id == second.pages[0].id


def written(folder: Path, name: str, records: Sequence[Record]) -> str:
    path = folder / name
    path.write_text("\n".join(dump_line(record) for record in records), "utf-8")
    return str(path)


def article(number: int) -> Article:
    return Article(id=f"p-{number}", headline="大桥通车", pages=("p",))


def test_a_page_in_files_of_one_article_each_is_one_page(tmp_path: Path) -> None:
    head = page("a.txt")
    names = [written(tmp_path, f"{number}.jsonl", [head, article(number)]) for number in (1, 2, 3)]
    [issue] = read(*names)
    assert issue.records == [head, article(1), article(2), article(3)]


TWICE = {
    "the same records": [page("a.txt"), article(1)],
    "the same page with another article that is known": [page("a.txt"), article(2), article(1)],
    "another dump of the page": [Page(id="a.txt", source=Source("b.txt", "1" * 64, "utf-8", 2)), article(7)],
}


@pytest.mark.parametrize("records", TWICE.values(), ids=TWICE.keys())
def test_a_page_in_two_files_is_refused(tmp_path: Path, records: list[Record]) -> None:
    ears = Ears()
    first = written(tmp_path, "1.jsonl", [page("a.txt"), article(1)])
    [issue] = read(first, written(tmp_path, "2.jsonl", records), ears=ears)
    assert issue.records == [page("a.txt"), article(1)]
    assert [str(error).partition(": ")[2] for error in ears.errors] == [f"the page a.txt was given in {first} before"]
