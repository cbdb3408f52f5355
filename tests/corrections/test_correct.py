"""What each correction does, and when it does not fit."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.commandline import zbtools
from tests.corrections.pages import EXAMPLES, articles, example, headed, issue, page_of, pieces, ref, saved
from zbtools.errors import InputError
from zbtools.model import Page, Record, Source
from zbtools.pipeline import Options, read_page, run_issue
from zbtools.records import parse_lines
from zbtools.stages.corrections import Correction, correct, parse
from zbtools.stages.corrections.board import DROPPED, board_of
from zbtools.stages.corrections.references import reference_to
from zbtools.stages.identity import Identity

RECORDS, TEXTS = example("binjiang-daily")
DUMP = EXAMPLES / "binjiang-daily/2023-04-18/02.txt"
FLOOD, GAMES, LIBRARY = "守牢山塘水库度汛防线", "全市纺织职工技能大赛落幕", "市图书馆夜读延到22时"


def to(
    records: tuple[Record, ...] | list[Record], kind: str, words: str, after: str | None = None, **more: object
) -> Correction:
    return Correction(kind, ref(records, words), ref(records, after) if after else None, **more)  # type: ignore[arg-type]


def bodies(records: list[Record], headline: str) -> list[str]:
    return [element.text[:6] for element in headed(records, headline).body]


def test_a_moved_paragraph_stands_where_it_was_put() -> None:
    made = correct(RECORDS, [to(RECORDS, "move", "大赛设细纱", "柳堤县现有小型")])
    assert bodies(made.records, FLOOD) == ["滨江日报讯(", "柳堤县现有小", "大赛设细纱、"]
    assert "大赛设细纱、" not in bodies(made.records, GAMES)
    decision = headed(made.records, FLOOD).decisions[-1]
    assert (decision.op, decision.rule, decision.confidence) == ("move", "person", 1)


def test_a_split_paragraph_can_be_joined_again() -> None:
    split = correct(RECORDS, [to(RECORDS, "split", "次提到每天两遍")])
    assert bodies(split.records, FLOOD) == ["滨江日报讯(", "柳堤县现有小", "次提到每天两"]
    assert headed(split.records, FLOOD).status == ("gap",)
    joined = correct(split.records, [to(split.records, "join", "次提到每天两遍", "柳堤县现有小型")])
    assert headed(joined.records, FLOOD).body == headed(list(RECORDS), FLOOD).body


def test_a_split_inside_a_piece_cuts_it() -> None:
    whole = ref(RECORDS, "大赛设细纱")
    made = correct(RECORDS, [Correction("split", replace(whole, part=(18, whole.length)))])
    assert made.unfit == ()
    texts = [element.text for element in headed(made.records, GAMES).body]
    assert texts[1] + texts[2] in [element.text for element in headed(list(RECORDS), GAMES).body]


def test_a_title_begins_an_article_with_what_stands_below_it() -> None:
    made = correct(RECORDS, [to(RECORDS, "title", "手机里看墒情", begins=True)])
    assert bodies(made.records, "手机里看墒情") == [
        "屏幕上是自家",
        "这套设备是镇",
        "合作社算细账",
        "同一天,隔壁",
        "今年开春,她",
    ]
    assert len(articles(made.records)) == len(articles(RECORDS)) + 1


def test_a_title_that_is_none_leaves_its_body_to_the_article_before() -> None:
    correction = to(RECORDS, "not-title", LIBRARY, "人员撤下来以后", form="subheading")
    made = correct(RECORDS, [correction])
    article = headed(made.records, "沙石备足两万方 队伍练到堤坝上")
    assert [element.kind for element in article.body][-3:] == ["subheading", "paragraph", "paragraph"]
    assert len(articles(made.records)) == len(articles(RECORDS)) - 1


def test_text_that_is_no_duplicate_is_text_again() -> None:
    board = board_of(RECORDS)
    piece = next(piece for piece in pieces(board, DROPPED) if piece.text.startswith("其中,细纱组"))
    made = correct(RECORDS, [Correction("not-duplicate", reference_to(piece, board), ref(RECORDS, "获得各组第一名"))])
    assert bodies(made.records, GAMES)[-1] == "其中,细纱组"
    assert headed(made.records, GAMES).dropped == ()


def test_an_accepted_decision_is_certain() -> None:
    moved = next(each for each in headed(list(RECORDS), FLOOD).decisions if each.op == "join")
    made = correct(RECORDS, [to(RECORDS, "accept", "次提到每天两遍", "柳堤县现有小型", op="join")])
    accepted = headed(made.records, FLOOD).decisions[-1]
    assert accepted == replace(moved, rule="person", confidence=1.0)
    refused = correct(
        RECORDS, [to(RECORDS, "accept", "次提到每天两遍", "滨江日报讯(全媒体记者/周一苇 通讯员/邱", op="join")]
    )
    assert [each.reason for each in refused.unfit] == ["is no longer placed so (join)"]


# --- fitting and not fitting


def run(text: str, identity: Identity | None = None) -> list[Record]:
    source = Source("02.txt", "x" * 64, "utf-8", len(text))
    return run_issue(read_page(text, source, identity or Identity()), ("dedupe", "join"), Options())


SPLIT = to(RECORDS, "split", "次提到每天两遍")
TEXT = DUMP.read_text("utf-8")
OTHER = "次提到每天两遍,坝脚渗水"

READINGS = {
    "the page is called otherwise": (run(TEXT, Identity("滨江日报", "2023-04-18", "02")), None),
    "the dump has more before it": (run("滨江日报 02版\n\n" + TEXT), None),
    "the text was read otherwise": (run(TEXT.replace(OTHER, "次提到每天三遍,坝脚渗水")), "is no longer on the page"),
}


@pytest.mark.parametrize(("records", "reason"), READINGS.values(), ids=READINGS)
def test_a_correction_is_made_where_its_text_is_and_nowhere_else(records: list[Record], reason: str | None) -> None:
    here = page_of(records)
    asked = replace(SPLIT, piece=replace(SPLIT.piece, page=here.id))
    made = correct(records, [asked])
    assert [each.reason for each in made.unfit] == ([reason] if reason else [])
    assert (made.records == records) is (reason is not None)


def test_a_page_is_found_by_its_dump_where_its_id_changed() -> None:
    renamed = [
        replace(record, id="other") if isinstance(record, Page) else replace(record, pages=("other",))
        for record in RECORDS
    ]
    assert correct(renamed, [SPLIT]).done == {SPLIT.id}
    elsewhere = replace(SPLIT, piece=replace(SPLIT.piece, page="none", source="none"))
    assert correct(RECORDS, [elsewhere]) == (list(RECORDS), frozenset(), ())


def test_text_that_is_there_twice_is_not_guessed_at() -> None:
    records = run("\n\n" + TEXT + "\n\n" + TEXT)
    asked = replace(SPLIT, piece=replace(SPLIT.piece, page=page_of(records).id))
    assert [each.reason for each in correct(records, [asked]).unfit] == ["is on the page 2 times, none where it was"]


def test_corrections_survive_a_run_with_other_options() -> None:
    """A run that is more careful leaves fragments; what was decided on their text is decided there, too."""
    corrections = [
        to(RECORDS, "move", "人员撤下来以后", "“下班赶过来"),
        to(RECORDS, "title", "手机里看墒情", begins=True),
        to(RECORDS, "split", "次提到每天两遍"),
        to(RECORDS, "move", "也要看到", to="new"),
    ]
    careful, _ = issue(DUMP.parent, 0.97)
    assert list(careful) != list(RECORDS)
    made = correct(careful, corrections)
    assert made.unfit == ()
    assert bodies(made.records, "手机里看墒情")[0] == "屏幕上是自家"
    accepted = to(RECORDS, "accept", "次提到每天两遍", "柳堤县现有小型", op="join")
    assert correct(RECORDS, [accepted]).unfit == ()


# --- the file and the command line


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ("{", "file: not JSON"),
        ("[]", "file: the file must be an object"),
        ('{"schema": "zbtools-corrections/9", "corrections": []}', "unknown schema"),
        (
            '{"schema": "zbtools-corrections/1", "corrections": [{"kind": "burn"}]}',
            r"corrections\[0\].kind must be one of",
        ),
        (saved([SPLIT]).replace('"split"', '"join"'), r"corrections\[0\] must say after"),
    ],
)
def test_what_is_no_file_of_corrections_is_said(data: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        parse(data, "file")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file with one correction that fits the page as the command line reads it."""
    path = tmp_path / "records.jsonl"
    assert zbtools("run", DUMP, "-o", path).code == 0
    records = list(parse_lines(path.read_text("utf-8").splitlines(), "records"))
    (tmp_path / "corrections.json").write_text(saved([to(records, "split", "次提到每天两遍")]), "utf-8")
    return tmp_path / "corrections.json"


def test_apply_and_run_make_the_same_corrections(file: Path) -> None:
    applied = zbtools("apply", file, file.parent / "records.jsonl")
    assert (applied.code, applied.said) == (0, "")
    assert zbtools("run", DUMP, "--corrections", file).out == applied.out
    assert '"rule":"person"' in applied.text
    assert zbtools("check", "--source", DUMP, stdin=applied.out).code == 0


def test_what_does_not_fit_is_said_and_counted(file: Path) -> None:
    file.write_text(file.read_text("utf-8").replace('"hash": "', '"hash": "0'), "utf-8")
    ending = zbtools("apply", file, file.parent / "records.jsonl")
    assert ending.code == 1
    assert "split “次提到每天两遍,坝脚渗水…” no longer fits: it is no longer on the page" in ending.said
    assert ending.out == (file.parent / "records.jsonl").read_bytes()


def test_corrections_of_other_pages_are_counted_only(file: Path) -> None:
    ending = zbtools("run", EXAMPLES / "textile-news", "--corrections", file)
    assert ending.code == 0
    assert ending.said == "zbtools: 1 of 1 corrections are of pages not in the input\n"


@pytest.mark.parametrize("path", ["nowhere.json", DUMP])
def test_a_missing_or_wrong_file_ends_the_run(path: object) -> None:
    ending = zbtools("run", DUMP, "--corrections", path)
    assert (ending.code, ending.out) == (3, b"")
    assert "hint:" in ending.said
