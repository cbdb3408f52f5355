from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.export.pages import (
    ALL,
    CONTINUED,
    FRAGMENT,
    HEADED,
    NOTICE,
    SIGNED_ABOVE,
    SIGNED_BELOW,
    SIGNED_BELOW_A_CAPTION,
    written,
)
from tests.record_strategies import articles
from zbtools.model import Article, Byline, Element
from zbtools.stages.export.parts import mark, parts
from zbtools.stages.export.text import article_to_text


@pytest.mark.parametrize(
    ("article", "lines"),
    [
        pytest.param(
            HEADED,
            [
                "民生关注",
                "历时三年 投资两亿元",
                "滨江大桥今日通车",
                "——两岸居民过江只需五分钟",
                "滨江日报讯(记者/周一苇) 3月8日,滨江大桥通车。",
                "【早市搬上桥头】",
                "图为通车首日的滨江大桥。",
                "线路\t首班\n1路\t5:30",
                "大桥全长1.2公里。",
            ],
            id="byline-in-the-paragraph",
        ),
        pytest.param(SIGNED_ABOVE, ["春耕忙", "本报记者 周一苇", "田里一片繁忙。"], id="byline-above-the-text"),
        pytest.param(SIGNED_BELOW, ["晒秋", "农家屋顶晒满辣椒。", "记者/周一苇 摄"], id="byline-below-the-text"),
        pytest.param(
            SIGNED_BELOW_A_CAPTION,
            ["春耕忙", "图为春耕现场。周一苇 摄", "周一苇", "田里一片繁忙。"],
            id="byline-below-a-caption-that-names-the-same-person",
        ),
        pytest.param(
            replace(HEADED, headline=None, label=None, kicker=None, subtitle=None, body=HEADED.body[-1:]),
            ["滨江日报讯(记者/周一苇)", "大桥全长1.2公里。"],
            id="byline-of-unknown-place",
        ),
        pytest.param(
            Article(id="a", provenance=None, byline=Byline("周一苇"), body=(Element("paragraph", "桥通车。(周一苇)"),)),
            ["桥通车。(周一苇)"],
            id="byline-in-brackets-at-the-end",
        ),
        pytest.param(FRAGMENT, ["[fragment]", "无主的一段。"], id="fragment"),
        pytest.param(NOTICE, ["[notice]", "遗失声明", "声明作废。"], id="notice"),
        pytest.param(CONTINUED, ["[continued from 01]", "会议还听取了汇报。"], id="continuation"),
        pytest.param(Article(id="a"), [], id="empty"),
    ],
)
def test_an_article_as_text(article, lines):
    assert article_to_text(article) == ("\n\n".join(lines) + "\n" if lines else "")


def test_two_blank_lines_between_articles():
    documents = written("text", ALL).removesuffix("\n").split("\n\n\n")
    assert [document.split("\n\n")[0] for document in documents] == [
        "民生关注", "春耕忙", "晒秋", "[fragment]", "[notice]", "[continued from 01]",
    ]  # fmt: skip


def test_furniture_is_no_article():
    assert "02版" not in written("text", ALL)


@given(st.lists(articles(), max_size=3))
def test_articles_and_parts_can_be_told_apart_again(records):
    expected = [article for article in records if article_to_text(article)]
    documents = written("text", records).removesuffix("\n").split("\n\n\n") if expected else []
    assert len(documents) == len(expected)
    for article, document in zip(expected, documents, strict=True):
        own = [part for part in parts(article) if part.text.strip() or "".join(sum(part.rows, ())).strip()]
        assert len(document.split("\n\n")) == len(own) + (mark(article) is not None)
