from __future__ import annotations

import sys
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.record_strategies import articles, pages
from zbtools.errors import UsageError
from zbtools.model import Article, Byline, Decision, Dropped, Element, Furniture, Page, Person, Provenance, Source
from zbtools.stages.check import check_records
from zbtools.stages.spelling import respell
from zbtools.stages.spelling.script import to_simplified, to_traditional

DUMP = "滨江大桥通车\n滨江日报讯(记者/周一苇) 大桥今天通车,全长3,000米。\n"
PAGE = Page(id="p", source=Source("page.txt", "0" * 64, "utf-8", len(DUMP)))
ARTICLE = Article(
    id="a",
    pages=("p",),
    headline="滨江大桥通车",
    byline=Byline("滨江日报讯(记者/周一苇)", "滨江日报", "讯", people=(Person("周一苇", "记者"),)),
    body=(Element("paragraph", DUMP[7:-1]),),
    provenance=Provenance(headline=((0, 0, 6),), byline=((0, 7, 20),), body=(((0, 7, len(DUMP) - 1),),)),
)


def test_keep_changes_nothing():
    assert respell([PAGE, ARTICLE], punctuation="keep", script="keep") == [PAGE, ARTICLE]


def test_full_punctuation_and_its_decision():
    page, article = respell([PAGE, ARTICLE], punctuation="full")
    assert page == PAGE
    assert article.body[0].text == "滨江日报讯（记者/周一苇） 大桥今天通车，全长3,000米。"
    assert article.byline.text == "滨江日报讯（记者/周一苇）"
    assert article.provenance == ARTICLE.provenance
    at = ARTICLE.provenance.body[0]
    assert article.decisions == (
        Decision("spelling", "punctuation-full", "3 changed, such as (|（ )|） ,|，", 1.0, at),
    )


def test_what_is_not_read_is_not_changed():
    page = replace(PAGE, furniture=(Furniture("folio", "滨江日报,02版", ((0, 0, 2),)),))
    article = replace(ARTICLE, dropped=(Dropped("duplicate", ((0, 0, 2),), "大桥,"),))
    assert respell([page, article], punctuation="full")[0] == page
    assert respell([page, article], punctuation="full")[1].dropped == article.dropped


def test_check_accepts_what_was_asked_for():
    assert check_records([PAGE, ARTICLE], {"p": DUMP}) == []
    assert check_records(respell([PAGE, ARTICLE], punctuation="full"), {"p": DUMP}) == []


def test_the_cells_of_a_table_change_too():
    table = Article(id="t", body=(Element("table", "线路,首班", (("线路,", "首班"),)),))
    (changed,) = respell([table], punctuation="full")
    assert changed.body[0] == Element("table", "线路，首班", (("线路，", "首班"),))


@given(st.lists(pages | articles(), max_size=3), st.sampled_from(["full", "half"]))
def test_twice_is_once(records, punctuation):
    once = respell(records, punctuation=punctuation)
    assert respell(once, punctuation=punctuation) == once


def test_there_and_back_and_there_again():
    records = [ARTICLE]
    for punctuation in ("full", "half", "full"):
        records = respell(records, punctuation=punctuation)
    assert records[0].body == respell([ARTICLE], punctuation="full")[0].body


# --- scripts


@pytest.fixture
def opencc():
    return pytest.importorskip("opencc", reason="the extra `script` is not installed")


@pytest.mark.usefixtures("opencc")
@pytest.mark.parametrize(
    ("spell", "text", "expected"),
    [
        (to_simplified, "臺灣的頭髮與發展", "台湾的头发与发展"),
        (to_simplified, "台湾的头发", "台湾的头发"),
        (to_traditional, "头发和发展,皇后和以后", "頭髮和發展,皇后和以後"),
        (to_traditional, "台灣的軟體在後台", "台灣的軟體在後台"),
        (to_traditional, "發展\ud800头发", "發展\ud800頭髮"),
        (to_traditional, "GDP 3,000", "GDP 3,000"),
    ],
)
def test_scripts(spell, text, expected):
    assert spell(text) == expected


@pytest.mark.usefixtures("opencc")
@pytest.mark.parametrize("script", ["simplified", "traditional"])
def test_a_script_twice_is_once(script):
    article = replace(ARTICLE, headline="干部的头发", subtitle="臺灣的頭髮")
    once = respell([article], punctuation="full", script=script)
    assert [decision.rule for decision in once[0].decisions] == [f"script-{script}", "punctuation-full"]
    assert respell(once, punctuation="full", script=script) == once


def test_without_opencc_the_hint_says_what_to_install(monkeypatch):
    from zbtools.stages.spelling import script

    script._converter.cache_clear()
    monkeypatch.setitem(sys.modules, "opencc", None)
    with pytest.raises(UsageError, match="OpenCC, which is not installed") as caught:
        respell([ARTICLE], script="simplified")
    assert caught.value.hint == "pip install 'zbtools[script]'"
