"""`zbtools report` on the command line: over a run, over records, and with a sample."""

from __future__ import annotations

import csv
import io
import json
import re
import shlex
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from tests.archive.made import Inline, write_archive
from tests.commandline import zbtools
from zbtools.errors import EXIT_DONE, EXIT_INPUT, EXIT_USAGE

EXAMPLES = Path(__file__).parents[2] / "examples"
BROKEN = Path("dumps/滨江日报/2023-03-02/02.txt")


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("zbtools.batch.archive.job.Crew", Inline)


def run(*options: str) -> None:
    """Run an archive of six pages, one of which is none."""
    write_archive(Path("dumps"), 3)
    BROKEN.write_bytes(b"%PDF-1.4")
    zbtools("run", "dumps", "-o", "out/", *options)


def report(*arguments: object, code: int = EXIT_DONE) -> str:
    ending = zbtools("report", *arguments)
    assert ending.code == code, ending.said
    return ending.text


def data(page: str) -> Any:
    """Return what the page's script is given."""
    return json.loads(page.split('<script type="application/json" id="data">')[1].split("</script>")[0])


def rows(page: str) -> list[dict[str, Any]]:
    found = data(page)
    return [dict(zip((column["name"] for column in found["columns"]), row, strict=True)) for row in found["rows"]]


def number(page: str, name: str) -> tuple[str, str | None]:
    """Return a number of the overview and the link that it is."""
    [(href, said)] = re.findall(rf'(?:href="([^"]*)")?><strong>([^<]*)</strong><span>{name}<', page)
    return said, href or None


def test_a_report_counts_what_the_run_counts() -> None:
    run()
    page = report("out")
    status = json.loads(zbtools("status", "out", "--to", "jsonl").text)
    assert number(page, "pages done") == (str(status["done"]), "#pages:failed=0..1")
    assert number(page, "failed") == ("1", "#pages:failed=1..")
    assert number(page, "articles") == (str(status["sums"]["articles"]), "#pages:articles=1..")
    assert number(page, "fragments") == (str(status["sums"]["fragments"]), None)
    assert sum(row["characters"] or 0 for row in rows(page)) == status["sums"]["characters"]
    assert [row["source"] for row in rows(page) if row["failed"]] == [str(BROKEN)]


def test_every_number_is_that_of_the_rows_behind_it() -> None:
    run()
    page = report("out")
    links = re.findall(r'href="#pages:(\w+)=(\d+)\.\.(\d*)" aria-label="([\d,]+) pages', page)
    assert len(links) > 6
    for column, low, high, count in links:
        values = [row[column] for row in rows(page) if row[column] is not None]
        assert sum(int(low) <= value and (not high or value < int(high)) for value in values) == int(count)


def test_failures_are_told_by_reason_and_lead_to_their_pages() -> None:
    write_archive(Path("dumps"), 3)
    for day in ("01", "02"):
        Path(f"dumps/滨江日报/2023-03-{day}/01.txt").write_bytes("滨江日报".encode() * int(day) + b"\xff\xfe\x00\x81")
    BROKEN.write_bytes(b"%PDF-1.4")
    zbtools("run", "dumps", "-o", "out/")
    page = report("out")
    failed = [row for row in rows(page) if row["failed"]]
    by_reason = {row["reason"] for row in failed}
    for reason in by_reason:
        count = sum(row["reason"] == reason for row in failed)
        assert f'href="#pages:reason={reason}..{reason + 1}"><b>{count}</b>' in page
    assert len(failed) == 3
    assert len(by_reason) == 2, "places in a file make no other reason"
    assert all("hint" not in row["said"] and ";" in row["said"] for row in failed)


def test_a_page_leads_to_its_file_and_tells_the_command_of_its_review() -> None:
    run()
    report("out", "-o", "html/report.html", code=5)
    Path("html").mkdir()
    report("out", "-o", "html/report.html")
    page = Path("html/report.html").read_text("utf-8")
    files = {row["page"] + row["date"]: row["files"].split("\n") for row in rows(page) if row["files"]}
    assert len(files) == 5
    assert all((Path("html") / data(page)["base"] / name).is_file() for names in files.values() for name in names)
    assert all(names[0].endswith(f"{place[2:]}/{place[:2]}.jsonl") for place, names in files.items())
    command = re.findall(r'data-command="([^"]*)"', page)[0]
    program, *arguments = shlex.split(unescape(command))
    assert (program, zbtools(*arguments).code) == ("zbtools", EXIT_DONE)
    assert "<title>滨江日报" in Path("review.html").read_text("utf-8")


def test_the_table_as_csv_holds_every_page() -> None:
    run()
    page = report("out", "--csv", "pages.csv")
    table = list(csv.DictReader(io.StringIO(Path("pages.csv").read_text("utf-8-sig"))))
    assert [row["source"] for row in table] == sorted(row["source"] for row in rows(page))
    in_page = {row["source"]: row for row in rows(page)}
    for row in table:
        assert row == {key: "" if value is None else str(value) for key, value in in_page[row["source"]].items()}


def test_more_pages_than_the_page_can_hold_are_in_the_csv(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("zbtools.batch.report.write.ROWS", 2)
    run()
    page = report("out", "--csv", "pages.csv")
    assert len(rows(page)) == 2
    assert rows(page)[0]["failed"] == 1, "what failed comes first"
    assert "This page holds the 2 most doubtful pages; 4 more are left out: they are in pages.csv." in page
    assert "--csv FILE writes all of them" in report("out")
    assert number(page, "pages done")[0] == "5"


def test_the_same_run_gives_the_same_report() -> None:
    run()
    assert report("out", "--sample", "4") == report("out", "--sample", "4")


def test_a_file_that_is_no_longer_there_is_a_failure() -> None:
    run()
    next(Path("out").rglob("*.jsonl")).unlink()
    page = report("out")
    assert [row["outcome"] for row in rows(page) if row["failed"]].count("lost") > 0


@pytest.mark.parametrize(
    ("options", "note"),
    [
        (("--to", "markdown"), "The run has written markdown, which tells no decisions"),
        (("--no-provenance",), "do not say where their words stand"),
    ],
)
def test_what_is_not_known_is_said(options: tuple[str, ...], note: str) -> None:
    run(*options)
    page = report("out")
    assert note in page
    assert number(page, "moved") == ("–", None)
    assert number(page, "articles")[0] != "–"
    assert 'id="doubt"' not in page


def test_how_fast_the_runs_were_is_shown() -> None:
    run()
    zbtools("run", "dumps", "-o", "out/", "--resume")
    page = report("out")
    table = page.split("Runs, the last one first")[1].split("</table>")[0]
    assert re.findall(r"<td>(\d+)</td>", table) == ["0", "6"]
    assert "Time for a page" in page


def test_records_and_dumps_are_reported_too() -> None:
    dump = EXAMPLES / "binjiang-daily/2023-04-18/02.txt"
    assert zbtools("run", dump, "-o", "02.jsonl").code == EXIT_DONE
    of_records, of_dump = report("02.jsonl"), report(dump)
    for page in (of_records, of_dump):
        assert number(page, "moved") == ("6", "#pages:moved=1..")
        assert 'id="throughput"' not in page
    assert [row["files"] for row in rows(of_records)] == ["02.jsonl"]


PAPERS = {"滨江日报": "02", "南屿都市报": "03", "岚江日报": "05"}
STORY = "# 渡口的新船今天试航\n\n记者周一苇报道:新船今天上午试航,{0}往后每天开六班,逢集再加两班,过江的人不用等。\n"


def write_reprints() -> None:
    """Write a story that three papers print, one after the other."""
    for paper, day in PAPERS.items():
        path = Path(f"reprints/{paper}/2023-03-{day}/01.txt")
        path.parent.mkdir(parents=True)
        path.write_text(STORY.format("船长孟听澜说,船是柳堤县造的,能坐一百二十个人。" * 3), "utf-8")


def test_reprints_are_drawn_where_articles_are_marked() -> None:
    write_reprints()
    Path("marked.jsonl").write_bytes(zbtools("dedupe", "--scope", "archive", "reprints").out)
    page = report("marked.jsonl")
    assert "1 story was printed more than once" in page
    assert "first in 滨江日报, 2023-03-02; 3 printings in 3 papers within 3 days" in page
    dots = re.findall(r'class="printing (\w+)"', page)
    assert dots == ["first", "exact", "exact"]
    assert "Printings of stories, by who had the story first" in page
    told = data(page)
    at = [column["name"] for column in told["columns"]].index("paper")
    found = {(one["first"], one["later"]): [told["rows"][row][at] for row in one["rows"]] for one in told["exchanges"]}
    assert found == {("滨江日报", later): [later] for later in ("南屿都市报", "岚江日报")}


def test_reprints_of_a_run_are_those_of_its_index() -> None:
    write_reprints()
    zbtools("run", "reprints", "-o", "out/")
    assert 'id="reprints"' not in report("out")
    zbtools("dedupe", "--scope", "archive", "--index", "index", "out")
    assert "1 story was printed more than once" in report("out", "--index", "index")


def test_a_sample_is_drawn_written_judged_and_read_back() -> None:
    run()
    first = zbtools("report", "out", "-o", "a.html", "--sample", "8", "--seed", "7", "--checklist", "sample.csv")
    assert re.search(r"8 of \d+ articles drawn with seed 7", first.said)
    assert "if 95 % of them are right" in first.said
    lines = Path("sample.csv").read_text("utf-8-sig").splitlines()
    Path("judged.csv").write_text(
        "\n".join([lines[0], *(line.removesuffix(",,,,,") + ",1,1,0,," for line in lines[1:])]), "utf-8"
    )
    second = zbtools("report", "out", "-o", "b.html", "--sample", "8", "--seed", "7", "--judged", "judged.csv")
    assert "segmentation: 8 of 8 right: 100.0 % (67.6 to 100 %)" in second.said
    assert "body: 0 of 8 right: 0.0 % (0 to 32.4 %)" in second.said
    assert "metadata: not judged" in second.said
    assert "headlines</th><td" in Path("b.html").read_text("utf-8")
    assert Path("b.html").read_text("utf-8").count("checked>") == 24
    other = zbtools("report", "out", "-o", "c.html", "--sample", "8", "--seed", "8", "--judged", "judged.csv")
    assert re.search(r"\d judged articles are not in this sample and do not count", other.said)


@pytest.mark.parametrize("option", ["--judged", "--checklist"])
def test_a_checklist_needs_a_sample(option: str) -> None:
    ending = zbtools("report", "out", option, "sample.csv")
    assert (ending.code, f"{option} is for a sample" in ending.said) == (EXIT_USAGE, True)


def test_a_folder_without_pages_is_refused() -> None:
    Path("empty").mkdir()
    assert zbtools("report", "empty").code == EXIT_INPUT


HOSTILE = '## </script><script>document.title="owned"</script>\n\n"><img src=x onerror=alert(1)> 大桥\u202e今天通车。\n'


def test_a_hostile_page_is_written_as_text() -> None:
    folder = Path("dumps/javascript:alert(1)")
    folder.mkdir(parents=True)
    (folder / '"><b>.txt').write_text(HOSTILE, "utf-8")
    zbtools("run", "dumps", "-o", "out/")
    page = report("out", "--sample", "5")
    assert "<img" not in page
    assert page.count("<script") == 2
    assert "\u202e" not in page.split("<script")[0]
    assert not re.search(r'href="(?!#|out/)', page.split("<script")[0])
    assert "'unsafe" not in page
    assert "http://" not in page.replace("http://www.w3.org/2000/svg", "")
