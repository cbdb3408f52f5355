"""Rules of one's own: what a file may say, what each error says, and that a run knows nothing of another's."""

from __future__ import annotations

import json
import pickle
from pathlib import Path
from typing import Any

import pytest

from tests.commandline import pipeline, zbtools
from zbtools.batch.ownfile import read_rules
from zbtools.errors import EXIT_DONE, EXIT_USAGE, UsageError
from zbtools.rules.bounds import fault
from zbtools.rules.own import OwnRules
from zbtools.stages.bylines import find_byline
from zbtools.stages.furniture import furniture_role
from zbtools.stages.markers import find_markers
from zbtools.stages.paths import from_path

RULES = r"""papers = ["滨江观察"]
roles = ["体验官", "江畔观察使"]

[[furniture]]
role = "index"
pattern = '^今日导览[ ·].{2,40}$'
why = "The index of contents stands in one line."
yes = ["今日导览 大桥合龙"]
no = ["今日导览员上岗"]

[[furniture]]
edge = true
pattern = '^江声$'

[[markers]]
kind = "to"
pattern = '→请读(?P<page>[A-Z]?[0-9]{1,2})$'

[[markers]]
kind = "from"
pattern = '^→续读(?P<page>[A-Z]?[0-9]{1,2})'
"""
FIRST = """滨江观察

2024年3月8日 星期五 01版

今日导览 大桥合龙

# 滨江大桥昨日合龙

滨江观察讯（体验官 周一苇 江畔观察使 沈砚）昨天上午，滨江大桥合龙，两岸的人们守到深夜才散去。大桥全长三千二百米。→请读2

# 早市开到家门口

体验官 陆青禾

江边的早市开了，柚子卖到了北京，一家人守着摊子，谁也没有说话。市场管理处说，早市将一直开到冬天。
"""
SECOND = """滨江观察

2024年3月8日 星期五 02版

→续读1 大桥的合龙段重三百吨，吊装用了六个小时。大桥工程总指挥说，大桥将于明年通车，两岸的车程缩短到十分钟。

# 渡轮航线年底停航

滨江观察讯（记者 顾南乔）大桥通车以后，渡轮航线将于年底停航，船工们将改行。
"""


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("own.toml").write_text(RULES, "utf-8")
    Path("01.txt").write_text(FIRST, "utf-8")
    Path("02.txt").write_text(SECOND, "utf-8")


def records(*arguments: str) -> list[dict[str, Any]]:
    ending = zbtools("run", *arguments, "01.txt", "02.txt")
    assert ending.code == EXIT_DONE, ending.said
    return [json.loads(line) for line in ending.text.splitlines()]


# --- what they do


def test_a_page_is_read_by_them() -> None:
    page, bridge, market, *_ = records("--rules", "own.toml")
    assert (page["paper"], [item["role"] for item in page["furniture"]]) == (
        "滨江观察",
        ["masthead", "date-line", "index"],
    )
    assert [(person["role"], person["name"]) for person in bridge["byline"]["people"]] == [
        ("体验官", "周一苇"),
        ("江畔观察使", "沈砚"),
    ]
    assert bridge["byline"]["outlet"] == "滨江观察"
    assert len(bridge["pages"]) == 2
    assert len(bridge["body"]) == 2
    assert market["byline"]["text"] == "体验官 陆青禾"


def test_without_them_it_is_not_and_no_run_knows_of_another() -> None:
    before = records()
    assert records("--rules", "own.toml") != before
    assert records() == before


def test_stage_by_stage_is_the_same() -> None:
    given = "--rules own.toml"
    line = (
        f"zbtools split 01.txt 02.txt {given} | zbtools dedupe {given} | zbtools join {given} | zbtools export {given}"
    )
    assert pipeline(line).out == zbtools("run", "01.txt", "02.txt", "--rules", "own.toml").out


@pytest.mark.parametrize("command", ["run", "split", "dedupe", "join", "export", "check", "explain"])
def test_every_command_that_reads_pages_takes_them(command: str) -> None:
    assert zbtools(command, "01.txt", "02.txt", "--rules", "own.toml").code == EXIT_DONE


def test_they_can_be_sent_to_another_process() -> None:
    own = pickle.loads(pickle.dumps(read_rules("own.toml")))
    assert furniture_role("江声", True, own) is not None
    assert [rule.code for rule in own.rules] == [rule.code for rule in read_rules("own.toml").rules]


@pytest.mark.parametrize(
    ("text", "where", "outlet", "people"),
    [
        ("滨江观察沈州3月8日讯（记者 周一苇）大桥合龙。", "head", "滨江观察", [("记者", "周一苇")]),
        ("【濱江觀察專訊】大橋合龍。", "head", "濱江觀察", []),
        ("（体验官 周一苇）3月8日，大桥合龙。", "head", None, [("体验官", "周一苇")]),
        ("本报讯（首席体验官周一苇）大桥合龙。", "head", "本报", [("首席体验官", "周一苇")]),
        ("滨江观察记者 周一苇 体验官 沈砚", "line", "滨江观察", [("记者", "周一苇"), ("体验官", "沈砚")]),
        ("大桥合龙。（体验官 周一苇）", "tail", None, [("体验官", "周一苇")]),
    ],
)
def test_bylines(text: str, where: Any, outlet: str | None, people: list[tuple[str, str]]) -> None:
    found = find_byline(text, where, None, read_rules("own.toml"))
    assert found is not None
    assert found.byline.outlet == outlet
    assert [(person.role, person.name) for person in found.byline.people] == people


@pytest.mark.parametrize("text", ["滨江观察电话号码变更。", "体验官说，大桥合龙了。", "他读滨江观察讯息。"])
def test_no_bylines(text: str) -> None:
    own = read_rules("own.toml")
    assert [find_byline(text, where, None, own) for where in ("head", "line", "tail")] == [None] * 3


def test_markers_stand_at_the_ends_of_a_text() -> None:
    own = read_rules("own.toml")
    text = "→续读1 " + "大桥合龙。" * 400 + "→请读A2"
    assert [(found.kind, found.page, text[found.start : found.end]) for found in find_markers(text, own)] == [
        ("from", "01", "→续读1"),
        ("to", "A02", "→请读A2"),
    ]
    assert find_markers("大桥合龙。" * 40 + "→请读2 " + "大桥合龙。" * 40, own) == ()


def test_what_goes_on_in_another_issue_is_paired_with_nothing() -> None:
    Path("own.toml").write_text(RULES.replace('kind = "to"', 'kind = "open"'), "utf-8")
    bridge = next(record for record in records("--rules", "own.toml") if record.get("headline") == "滨江大桥昨日合龙")
    assert len(bridge["body"]) == 1
    assert bridge["continued_on"] == {"page": None, "article": None}
    assert bridge["status"] == ["tail-elsewhere"]


def test_edge_and_paths() -> None:
    own = read_rules("own.toml")
    assert furniture_role("江声", False, own) is None
    assert furniture_role("滨 江 观 察", True, own) is not None
    assert from_path("滨江观察/20240308/01.txt", None, own.papers).paper == "滨江观察"


# --- what is refused


WRONG = [
    ('papers = ["滨江观察"\nroles = []', 2, "not TOML"),
    ('papers = ["滨江观察"]\ncolour = "red"', 2, "colour is no part of a file of rules"),
    ('\npapers = "滨江观察"', 2, "papers is no list"),
    ('papers = [\n  "滨江观察",\n  "报",\n]', 3, "'报' is no word for papers"),
    ("roles = [1]", 1, "1 is no word for roles"),
    ("[furniture]\npattern = 'a'", 1, "furniture is no list of tables"),
    ("[[furniture]]\nrole = 'index'", 1, "a table of furniture has no pattern"),
    ("[[furniture]]\npattern = 'a'\n\n[[furniture]]\ncolour = 1\npattern = 'a'", 5, "colour is no key of furniture"),
    ("[[furniture]]\nrole = 'headline'\npattern = 'a'", 2, "'headline' is no role"),
    ("[[furniture]]\npattern = 'a'\nedge = 'yes'", 3, "edge is 'yes'"),
    ("[[furniture]]\npattern = 1", 1, "pattern and why of furniture are strings"),
    ("[[furniture]]\npattern = '('", 2, "not a pattern"),
    ("[[furniture]]\nrole = 'index'\npattern = '导.+览'", 3, "the repetition + has no end"),
    ("[[furniture]]\npattern = '导.*览'", 2, "the repetition * has no end"),
    ("[[furniture]]\npattern = '导.{2,}览'", 2, "the repetition {2,} has no end"),
    ("[[furniture]]\npattern = '(?:导{1,9}){1,9}览'", 2, "a repetition stands inside the repetition {1,9}"),
    ("[[furniture]]\npattern = '导?'", 2, "matches a text without characters"),
    ("[[furniture]]\npattern = '导览'\nyes = ['导游']", 3, "the pattern does not match '导游'"),
    ("[[furniture]]\npattern = '导览'\n\nno = ['导览员']", 4, "the pattern matches '导览员'"),
    ("[[furniture]]\npattern = '导览'\nno = '导览员'", 3, "no is no list of strings"),
    # The line of an item, whatever stands before it in the list.
    ('papers = [\n  "滨江观察", # ["报"]\n  """江畔\n周末[""",\n  "报",\n]', 5, "'报' is no word for papers"),
    ('roles = [\n  "体验官, [",\n  1,\n]', 3, "1 is no word for roles"),
    ('roles = [\n  ["体验官",\n   "江畔"],\n]', 2, "is no word for roles"),
    ('roles = [ "体验官",\n  {a = "],"}, ]', 2, "is no word for roles"),
    ("[[furniture]]\npattern = '导览'\nyes = [\n  '导览', # 导游\n\n  '导游',\n]", 6, "does not match '导游'"),
    ("[[furniture]]\npattern = '导览'\nno = ['导游',\n '导览员',\n]", 4, "the pattern matches '导览员'"),
    ("[[furniture]]\npattern = '导览'\nyes = [\n  '导览',\n  2,\n]", 5, "yes is no list of strings"),
    ("markers = [\n  {kind = 'to', pattern = '→[,'},\n]", 2, "not a pattern"),
    ("markers = [\n  {kind = 'to', pattern = '→'},\n\n  {kind = 'on', pattern = '→'},\n]", 4, "'on' is no kind"),
    ("[[markers]]\npattern = '→'", 1, "a table of markers has no kind"),
    ("[[markers]]\npattern = '→'\nkind = 'onward'", 3, "'onward' is no kind of marker"),
]


@pytest.mark.parametrize(("text", "line", "message"), WRONG)
def test_an_error_names_its_line(text: str, line: int, message: str) -> None:
    Path("own.toml").write_text(text, "utf-8")
    with pytest.raises(UsageError) as caught:
        read_rules("own.toml")
    assert str(caught.value).startswith(f"own.toml: line {line}: ")
    assert message in str(caught.value)
    assert caught.value.hint


def test_the_command_line_says_it_and_writes_nothing() -> None:
    Path("own.toml").write_text("roles = 1", "utf-8")
    ending = zbtools("run", "01.txt", "--rules", "own.toml")
    assert (ending.code, ending.out) == (EXIT_USAGE, b"")
    assert ending.said == 'zbtools: own.toml: line 1: roles is no list\n  hint: write roles = ["…", "…"]\n'


def test_a_file_that_is_not_there_or_not_text() -> None:
    Path("own.toml").write_bytes("papers = ['滨江观察']".encode("gb18030"))
    assert "not valid UTF-8 at byte 11" in zbtools("split", "01.txt", "--rules", "own.toml").said
    assert zbtools("split", "01.txt", "--rules", "nowhere.toml").code == EXIT_USAGE


def test_an_empty_file_changes_nothing() -> None:
    Path("empty.toml").write_text("# nothing yet\n", "utf-8")
    assert not read_rules("empty.toml")
    assert records("--rules", "empty.toml") == records()


@pytest.mark.parametrize(
    ("pattern", "message"),
    [
        (r"第.{1,3}版", None),
        (r"(?:第|全)?.{1,3}(?:版|页)?", None),
        (r"[+*]{1,2}\+\*\p{Han}{2,4}(?<=版)", None),
        (r"(?P<page>[A-Z]?\d{1,2})(?:版){2}", None),
        (r"第.+版", "the repetition + has no end"),
        (r"第\p{Han}*+版", "the repetition * has no end"),
        (r"(?R)", "the pattern calls itself or a group of it"),
        (r"(?P<word>第.)(?&word)", "the pattern calls itself or a group of it"),
        (r"(?:第.{1,3}){2}", "a repetition stands inside the repetition {2}"),
        (r"((第.{1,3})版){1,2}", "a repetition stands inside the repetition {1,2}"),
        (r".{0,90}.{0,90}.{0,90}版", "its repetitions allow 753571 readings of one text"),
    ],
)
def test_bounds(pattern: str, message: str | None) -> None:
    found = fault(pattern)
    assert (found and found.message) == message


# --- the list


def test_rules_are_listed_with_those_of_ones_own() -> None:
    ending = zbtools("rules", "--rules", "own.toml", "--to", "jsonl")
    entries = [json.loads(line) for line in ending.text.splitlines()]
    assert all(entry["why"] for entry in entries)
    assert all(entry["yes"] and entry["no"] for entry in entries if entry["code"].startswith("ZB"))
    assert [entry["code"] for entry in entries][-4:] == ["OWN101", "OWN102", "OWN103", "OWN104"]


def test_one_rule_is_shown_with_all_its_examples() -> None:
    text = zbtools("rules", "zb201").text
    assert "ZB201" in text
    assert "ZB202" not in text
    assert "matches  本报讯（记者周一苇）" in text
    assert "not      他说，本报讯" in text


def test_a_rule_that_is_none() -> None:
    assert zbtools("rules", "ZB999").code == EXIT_USAGE


def test_nothing_is_no_rule() -> None:
    assert OwnRules().rules == ()
