"""Records as tables: the SQLite file and what is found in it, CSV, passim, Parquet."""

from __future__ import annotations

import csv
import io
import json
import shutil
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from tests.archive.made import Inline, page, write_archive
from tests.commandline import zbtools
from zbtools.batch.tables.database import write_database
from zbtools.batch.tables.search import Hit, Wanted, search
from zbtools.errors import EXIT_DONE, EXIT_INPUT, EXIT_OUTPUT, EXIT_USAGE, InputError, UsageError
from zbtools.model import Article, Byline, Decision, Dropped, Element, Page, Person, Provenance, Source

BRIDGE = Article(
    id="a",
    pages=("p",),
    headline="滨江大桥通车",
    byline=Byline("记者 周一苇 滨江宣", people=(Person("周一苇", "记者"), Person("滨江宣", bureau=True))),
    body=(Element("paragraph", "城市低保的标准提高了。大桥今天通车,A3公路也通车。"), Element("paragraph", "第二段。")),
    decisions=(Decision("join", "seam", "学|习", 0.9, ((0, 1, 2),)),),
    dropped=(Dropped("duplicate", ((0, 9, 12),), "重复的话", ((0, 1, 4),)),),
    confidence=0.9,
)
SCHOOL = Article(
    id="b", pages=("q",), headline="小学开学", body=(Element("paragraph", "城市的低保户,城,市低保也好。𠮷野路通车"),)
)
ONE = [Page("p", Source("1.txt", "0" * 64, "utf-8", 9), "滨江日报", "2024-03-08", "02"), BRIDGE]
TWO = [Page("q", Source("2.txt", "1" * 64, "utf-8", 9), "槐溪晚报", "2024-03-09", "A1"), SCHOOL]


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("tables") / "x.sqlite"
    write_database(str(path), [ONE, TWO])
    return path


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, database: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("zbtools.batch.archive.job.Crew", Inline)
    shutil.copy(database, "x.sqlite")


def select(query: str, path: str = "x.sqlite") -> list[tuple[object, ...]]:
    with sqlite3.connect(path) as database:
        return database.execute(query).fetchall()


@pytest.mark.parametrize(
    ("query", "rows"),
    [
        ("SELECT id, paper, source FROM pages", [("p", "滨江日报", "1.txt"), ("q", "槐溪晚报", "2.txt")]),
        (
            "SELECT id, page_id, date, headline FROM articles WHERE rowid = 1",
            [("a", "p", "2024-03-08", "滨江大桥通车")],
        ),
        ("SELECT * FROM people", [("a", "周一苇", "记者", None, 0), ("a", "滨江宣", None, None, 1)]),
        ("SELECT * FROM decisions", [("a", "p", "join", "seam", "学|习", 0.9, "[[0,1,2]]")]),
        ("SELECT * FROM duplicates", [("a", "p", "duplicate", "重复的话", "[[0,9,12]]", "[[0,1,4]]")]),
        ("PRAGMA integrity_check", [("ok",)]),
        ("PRAGMA foreign_key_check", []),
        ("SELECT DISTINCT keywords FROM articles", [(None,)]),
    ],
)
def test_the_tables(query: str, rows: list[tuple[object, ...]]) -> None:
    assert select(query) == rows


def test_half_a_surrogate_pair_of_another_program_becomes_a_question_mark() -> None:
    write_database("odd.sqlite", [[ONE[0], replace(BRIDGE, headline="大桥\ud800")]])
    assert select("SELECT headline FROM articles", "odd.sqlite") == [("大桥?",)]


def found(query: str, *rest: object) -> list[str]:
    return sorted(hit.id for hit in search("x.sqlite", Wanted(query, *rest)))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("wanted", "ids"),
    [
        (("城市低保",), ["a"]),  # neither 城市的低保户 nor 城,市低保
        (("低保",), ["a", "b"]),
        (("保",), ["a", "b"]),
        (("通车 低保户",), ["b"]),
        (("大桥通车",), ["a"]),  # in the headline
        (("了。第二",), []),
        (("周一苇",), ["a"]),
        (("a3公路",), ["a"]),
        (("𠮷野",), ["b"]),
        (("通车", "滨江日报"), ["a"]),
        (("通车", None, "2024-03-09"), ["b"]),
        (("通车", None, None, "2024-03-08"), ["a"]),
        (("大桥 小学", None, None, None, True), ["a", "b"]),
        (("没有的",), []),
    ],
)
def test_what_is_found(wanted: tuple[str, ...], ids: list[str]) -> None:
    assert found(*wanted) == ids


def test_a_hit_says_where() -> None:
    (hit,) = search("x.sqlite", Wanted("城市低保"))
    assert (hit.paper, hit.date, hit.page, hit.headline) == ("滨江日报", "2024-03-08", "02", "滨江大桥通车")
    assert [hit.snippet[start:end] for start, end in hit.at] == ["城市低保"]


def test_keywords_rank_what_is_found_and_find_nothing_more() -> None:
    long = "水库的事。" + "大桥、公路、车站、码头、机场、学校、医院、商店、公园、剧院都说到了。" * 3
    about = Article(id="c", pages=("p",), body=(Element("paragraph", "水库放水,水库清淤。" + long),))
    aside = Article(id="d", pages=("p",), body=(Element("paragraph", "水库。" + long.replace("水库", "水 库")),))
    for keywords in (False, True):
        write_database("k.sqlite", [[ONE[0], aside, about], TWO], keywords)
        hits = list(search("k.sqlite", Wanted("水库")))
        assert [hit.id for hit in hits] == ["c", "d"]
        assert (hits[0].score > hits[1].score * 2) is keywords
    ((known,),) = select("SELECT keywords FROM articles WHERE id = 'c'", "k.sqlite")
    assert "水库" in json.loads(str(known))
    # As a reader of Datasette types it: without spaces.
    assert select("SELECT rowid FROM articles_fts WHERE articles_fts MATCH '\"水库\"' ORDER BY rank", "k.sqlite")[
        0
    ] == (2,)


def test_the_headline_counts_most() -> None:
    first, second = search("x.sqlite", Wanted("大桥 小学", by_word=True))
    assert isinstance(first, Hit)
    assert first.score >= second.score


@pytest.mark.parametrize("query", ["", "  ", "。", '"'])
def test_a_query_without_a_word(query: str) -> None:
    with pytest.raises(UsageError):
        list(search("x.sqlite", Wanted(query)))


@pytest.mark.parametrize("path", ["none.sqlite", ".", "text.sqlite"])
def test_what_is_no_database(path: str) -> None:
    Path("text.sqlite").write_text("no database" * 100)
    with pytest.raises(InputError):
        list(search(path, Wanted("城市")))


# --- commands


@pytest.fixture
def _dumps() -> None:
    write_archive(Path("dumps"), 3)


@pytest.mark.usefixtures("_dumps")
def test_the_database_of_an_archive_is_that_of_its_records() -> None:
    assert zbtools("run", "dumps", "-o", "out/", "--to", "sqlite") == (EXIT_DONE, b"", "")
    assert zbtools("run", "dumps", "-o", "plain.sqlite").code == EXIT_DONE
    assert Path("out/archive.sqlite").read_bytes() == Path("plain.sqlite").read_bytes()
    assert zbtools("verify", "out", "--source", "dumps").code == EXIT_DONE
    hits = zbtools("search", "out", "槐溪区", "--json", "-n", 9).text.splitlines()
    assert {json.loads(hit)["date"] for hit in hits} == {"2023-03-01", "2023-03-02", "2023-03-03"}
    assert "⟦槐溪区⟧" in zbtools("search", "out", "槐溪区", "--from", "2023-03-03").text


@pytest.mark.usefixtures("_dumps")
def test_keywords_are_added_to_an_archive_that_has_none() -> None:
    zbtools("run", "dumps", "-o", "out/", "--to", "sqlite")
    assert zbtools("run", "dumps", "-o", "out/", "--to", "sqlite-keywords", "--resume").code == EXIT_DONE
    assert select("SELECT count(*) FROM articles WHERE keywords IS NULL", "out/archive.sqlite") == [(0,)]
    words = select("SELECT DISTINCT value FROM articles, json_each(keywords)", "out/archive.sqlite")
    assert ("渡口",) in words


@pytest.mark.usefixtures("_dumps")
def test_the_database_follows_a_change() -> None:
    zbtools("run", "dumps", "-o", "out/", "--to", "sqlite")
    Path("dumps/滨江日报/2023-03-01/01.txt").write_text(page(1, 1).replace("渡口", "码头"), "utf-8")
    zbtools("run", "dumps", "-o", "out/", "--to", "sqlite", "--resume")
    zbtools("run", "dumps", "-o", "fresh/", "--to", "sqlite")
    assert Path("out/archive.sqlite").read_bytes() == Path("fresh/archive.sqlite").read_bytes()
    assert "码头" in zbtools("search", "out", "码头").text


def articles() -> int:
    """How many articles the dumps have."""
    records = map(json.loads, zbtools("run", "dumps").text.splitlines())
    return sum(record["kind"] != "page" for record in records)


@pytest.mark.usefixtures("_dumps")
def test_csv_has_a_line_for_each_article() -> None:
    rows = list(csv.DictReader(io.StringIO(zbtools("run", "dumps", "--to", "csv").text)))
    assert len(rows) == articles()
    assert {row["paper"] for row in rows} == {"滨江日报"}
    zbtools("run", "dumps", "-o", "out.csv")
    assert Path("out.csv").read_bytes() == zbtools("run", "dumps", "--to", "csv").out


@pytest.mark.usefixtures("_dumps")
def test_passim_gets_documents() -> None:
    documents = [json.loads(line) for line in zbtools("run", "dumps", "--to", "passim").text.splitlines()]
    assert len(documents) == articles()
    assert all(document["id"] and document["series"] == "滨江日报" and document["text"] for document in documents)


@pytest.mark.usefixtures("_dumps")
def test_parquet() -> None:
    parquet = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed")
    assert zbtools("run", "dumps", "-o", "out.parquet").code == EXIT_DONE
    table = parquet.read_table("out.parquet")
    assert (table.num_rows, table.column_names[0]) == (articles(), "id")


@pytest.mark.usefixtures("_dumps")
@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["run", "dumps", "--to", "sqlite"], EXIT_USAGE),
        (["export", "dumps", "--to", "sqlite", "-o", "dumps"], EXIT_USAGE),
        (["run", "dumps", "-o", "no/such/folder.sqlite"], EXIT_OUTPUT),
        (["search", "dumps", "城市"], EXIT_INPUT),
        (["search", "x.sqlite", "城市", "--from", "yesterday"], EXIT_USAGE),
    ],
)
def test_what_cannot_be_done(arguments: list[str], code: int) -> None:
    before = sorted(Path().iterdir())
    assert zbtools(*arguments).code == code
    assert sorted(Path().iterdir()) == before


def test_an_article_of_a_later_page_is_told_to_be_of_that_page() -> None:
    """`pages` begins with the first page of the issue, whatever page an article stands on."""
    page = Page("r", Source("3.txt", "2" * 64, "utf-8", 9), "滨江日报", "2024-03-08", "03")
    later = replace(SCHOOL, id="r-0", pages=("p", "r"), provenance=Provenance(headline=((1, 0, 4),)))
    plain = replace(SCHOOL, id="r-9", pages=("p", "r"), provenance=None)
    write_database("later.sqlite", [[*ONE, page, later, plain]])
    assert select("SELECT id, page_id, page FROM articles", "later.sqlite") == [
        ("a", "p", "02"),
        ("r-0", "r", "03"),
        ("r-9", "r", "03"),
    ]
