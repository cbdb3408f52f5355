from __future__ import annotations

import json

import pytest
from hypothesis import given

from tests.record_strategies import records
from zbtools.errors import InputError
from zbtools.model import Article, Byline, Element, Page, Person, Provenance, Source
from zbtools.records import dump_line, from_json, looks_like_records, parse_lines, to_json

PAGE = Page(id="p1", source=Source("page.txt", "0" * 64, "utf-8", 40), paper="滨江日报", date="2022-03-08", page="02")
ARTICLE = Article(
    id="a1",
    pages=("p1",),
    headline="滨江大桥通车",
    byline=Byline("滨江日报讯(记者/周一苇)", "滨江日报", "讯", people=(Person("周一苇", "记者"),)),
    body=(Element("paragraph", "大桥今天通车。"),),
    provenance=Provenance(headline=((0, 2, 8),), byline=((0, 9, 22),), body=(((0, 22, 29),),)),
)
PAGE_LINE, ARTICLE_LINE = dump_line(PAGE), dump_line(ARTICLE)


def changed(line: str, **keys: object) -> str:
    return json.dumps(json.loads(line) | keys)


# --- what is written


def test_page_keys_in_the_order_of_the_format():
    assert dump_line(PAGE) == (
        '{"kind":"page","schema":"zbtools/1","id":"p1",'
        f'"source":{{"name":"page.txt","sha256":"{"0" * 64}","encoding":"utf-8","chars":40}},'
        '"paper":"滨江日报","date":"2022-03-08","page":"02","page_name":null,"furniture":[],"dropped":[]}'
    )


def test_article_keys_in_the_order_of_the_format():
    assert dump_line(ARTICLE) == (
        '{"kind":"article","schema":"zbtools/1","id":"a1","type":"news","pages":["p1"],'
        '"label":null,"kicker":null,"headline":"滨江大桥通车","subtitle":null,'
        '"byline":{"text":"滨江日报讯(记者/周一苇)","outlet":"滨江日报","form":"讯","place":null,"date":null,'
        '"people":[{"name":"周一苇","role":"记者"}],"ambiguous":false},'
        '"body":[{"kind":"paragraph","text":"大桥今天通车。"}],'
        '"continued_from":null,"continued_on":null,"status":[],"dropped":[],"decisions":[],"confidence":1.0,'
        '"provenance":{"headline":[[0,2,8]],"kicker":[],"subtitle":[],"label":[],"byline":[[0,9,22]],'
        '"body":[[[0,22,29]]]}}'
    )


def test_a_fragment_says_that_it_is_an_orphan():
    obj = to_json(Article(id="f", kind="fragment", pages=("p1",)))
    assert list(obj)[:6] == ["kind", "schema", "id", "type", "orphan", "pages"]
    assert obj["orphan"] is True


def test_a_record_stripped_of_provenance_has_none_of_its_keys():
    obj = to_json(Article(id="a", pages=("p1",), provenance=None))
    assert not {"provenance", "decisions", "dropped"} & obj.keys()


# --- there and back


@given(records)
def test_round_trip(record):
    """By object, by line, and by line again."""
    assert from_json(to_json(record), "here") == record
    line = dump_line(record)
    line.encode("utf-8")
    assert line.splitlines() == [line]
    assert json.loads(line) == to_json(record)
    read = list(parse_lines([line], "here"))
    assert read == [record]
    assert dump_line(read[0]) == line


@pytest.mark.parametrize(
    "path",
    [
        pytest.param((), id="record"),
        pytest.param(("byline",), id="byline"),
        pytest.param(("byline", "people", 0), id="person"),
        pytest.param(("body", 0), id="element"),
        pytest.param(("provenance",), id="provenance"),
    ],
)
def test_unknown_keys_pass_through_at_every_depth(path):
    obj = json.loads(ARTICLE_LINE)
    place = obj
    for step in path:
        place = place[step]
    place["x-note"] = {"b": [1, None], "a": "改"}
    line = json.dumps(obj, ensure_ascii=False, separators=(",", ":"))
    assert dump_line(from_json(json.loads(line), "here")) == line


def test_a_lone_surrogate_is_written_as_an_escape():
    line = dump_line(Article(id="a", pages=("p1",), headline="滨\ud800"))
    assert line.isascii()
    assert r"\ud800" in line


def test_an_infinite_number_among_unknown_keys_is_an_error():
    with pytest.raises(InputError, match="a1 cannot be written"):
        dump_line(from_json(json.loads(changed(ARTICLE_LINE, note=1e999)), "here"))


# --- what is read


def test_blank_lines_and_byte_order_mark_are_passed_over():
    assert list(parse_lines(["\ufeff" + PAGE_LINE + "\n", "\n", "  \r\n", ARTICLE_LINE], "x")) == [PAGE, ARTICLE]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (PAGE_LINE[:60], "x.jsonl: line 2: not JSON at character"),
        ("\0", "x.jsonl: line 2: not JSON at character 1"),
        (PAGE_LINE + PAGE_LINE, "x.jsonl: line 2: not JSON at character"),
        ("[" * 100_000, "x.jsonl: line 2: nested too deeply"),
        (changed(ARTICLE_LINE, n=0).replace('"n": 0', '"n": NaN'), "line 2: not JSON: NaN is no number"),
        ("[1]", "line 2: the line must be an object, not a list"),
        ("{}", "line 2: schema is missing"),
        (changed(PAGE_LINE, schema=1), "line 2: schema must be a string, not a number"),
        (changed(PAGE_LINE, schema="zbtools/9"), "line 2: records of the unknown schema 'zbtools/9'"),
        (changed(PAGE_LINE, kind="book"), "line 2: kind must be one of page, article, fragment, not 'book'"),
        (changed(PAGE_LINE, kind=[]), r"line 2: kind must be one of page, article, fragment, not \[\]"),
        (changed(PAGE_LINE, id=None), "line 2: id must be a string, not null"),
        (changed(PAGE_LINE, source={}), "line 2: source.name is missing"),
        (changed(PAGE_LINE, dropped=[{"reason": "markup", "spans": [[0, 1]]}]), r"dropped\[0\]\.spans\[0\] must be \["),
        (changed(ARTICLE_LINE, body="x"), "line 2: body must be a list, not a string"),
        (changed(ARTICLE_LINE, body=[{"kind": "poem", "text": ""}]), r"body\[0\]\.kind must be one of paragraph"),
        (changed(ARTICLE_LINE, body=[{"kind": "paragraph", "text": 3}]), r"body\[0\]\.text must be a string, not a n"),
        (changed(ARTICLE_LINE, body=[]), "provenance.body has 1 entries for a body of 0"),
        (changed(ARTICLE_LINE, pages=[]), "provenance speaks of page 0, but pages has 0"),
        (
            changed(ARTICLE_LINE, dropped=[{"reason": "loop", "spans": [[7, 0, 1]]}]),
            "dropped speaks of page 7, but pages has 1",
        ),
        (changed(PAGE_LINE, dropped=[{"reason": "markup", "spans": [[1, 0, 1]]}]), "dropped speaks of page 1, but"),
        (changed(ARTICLE_LINE, confidence=1.5), "confidence must be a number from 0 to 1"),
        (changed(ARTICLE_LINE, confidence=True), "confidence must be a number from 0 to 1, not true or false"),
        (changed(ARTICLE_LINE, provenance={"body": [[[0, 9, 2]]]}), r"provenance\.body\[0\]\[0\] must be \[page"),
        (changed(PAGE_LINE, n=0).replace('"n": 0', '"n": ' + "9" * 5000), "line 2: not JSON: Exceeds the limit"),
    ],
)
def test_a_broken_line_is_named(line, message):
    with pytest.raises(InputError, match=message) as caught:
        list(parse_lines(["\n", line], "x.jsonl"))
    assert caught.value.hint
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("line", [PAGE_LINE, ARTICLE_LINE])
def test_an_id_given_twice_is_named(line):
    with pytest.raises(InputError, match=r"x\.jsonl: line 3: the id '..' was given in line 1 before"):
        list(parse_lines([line, "", line], "x.jsonl"))


def test_records_before_the_broken_line_are_given_first():
    stream = parse_lines([PAGE_LINE, "{"], "x")
    assert next(stream) == PAGE
    with pytest.raises(InputError):
        next(stream)


# --- records or a dump?


@pytest.mark.parametrize(
    ("head", "answer"),
    [
        (PAGE_LINE, True),
        ("\ufeff\n\n" + PAGE_LINE, True),
        (json.dumps(json.loads(ARTICLE_LINE), sort_keys=True), True),
        (json.dumps(json.loads(ARTICLE_LINE), indent=2), True),
        ("[" + ARTICLE_LINE + "]", True),
        ('{"kind": "page", "schema": ', True),
        ("", False),
        (" \n\t\n", False),
        ("# 滨江日报\n\n{kind}", False),
        ("{滨江大桥}今天通车", False),
        ('{"text": "滨江大桥今天通车"}', False),
        ('["kind", "schema"]', False),
        ('他说:{"kind": "page"}', False),
    ],
)
def test_looks_like_records(head, answer):
    assert looks_like_records(head) is answer
