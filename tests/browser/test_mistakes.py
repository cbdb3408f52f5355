"""Ten deliberate mistakes in a run over the examples, each put right with one action: point, key, and a choice."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import pytest

from tests.browser.test_review import point, press, shown, written
from tests.corrections.pages import articles, check_records, example, ref
from zbtools.model import Article, Dropped, Record
from zbtools.stages.corrections import Correction, correct, parse
from zbtools.views.review import review_page

pytestmark = [pytest.mark.browser, pytest.mark.filterwarnings("ignore::DeprecationWarning")]

Mistake = Callable[[Sequence[Record]], list[Record]]


def mistake(kind: str, words: str, after: str | None = None, **more: Any) -> Mistake:
    """Return what makes this mistake: a correction that is wrong, its traces wiped."""

    def make(records: Sequence[Record]) -> list[Record]:
        wrong = Correction(kind, ref(records, words), ref(records, after) if after else None, **more)
        made = correct(records, [wrong])
        assert made.unfit == ()
        return made.records

    return make


def dropped(words: str) -> Mistake:
    """Return what drops a paragraph as if it repeated the one before it."""

    def make(records: Sequence[Record]) -> list[Record]:
        return [_without(record, words) if isinstance(record, Article) else record for record in records]

    return make


def _without(article: Article, words: str) -> Article:
    at = next((i for i, element in enumerate(article.body) if element.text.startswith(words)), None)
    if at is None or article.provenance is None:
        return article
    spans = article.provenance.body
    gone = Dropped("duplicate", spans[at], article.body[at].text, spans[at - 1])
    rest = replace(article.provenance, body=(*spans[:at], *spans[at + 1 :]))
    body = (*article.body[:at], *article.body[at + 1 :])
    return replace(article, body=body, provenance=rest, dropped=(*article.dropped, gone))


# What went wrong; the words to point at, and on which side; the keys, and what is typed into the list.
BINJIANG: list[tuple[Mistake, str, str, str, str | None]] = [
    (mistake("move", "人员撤下来以后", "“下班赶过来"), "人员撤下来以后", "articles", "m", "沙石"),
    (mistake("join", "其中,细纱组", "大赛设细纱"), "其中,细纱组", "articles", "s", None),
    (mistake("split", "次提到每天两遍"), "次提到每天两遍", "articles", "j", None),
    (mistake("not-title", "社区长者食堂", "“下班赶过来", form="paragraph"), "社区长者食堂", "articles", "t", None),
    (mistake("title", "手机里看墒情", begins=True), "手机里看墒情", "articles", "b", ""),
    (mistake("move", "槐溪区", to="furniture"), "槐溪区", "dump", "t", "启动入河"),
    (dropped("演练设置了管涌"), "演练设置了管涌", "dump", "d", None),
    (mistake("move", "也要看到", to="new"), "也要看到", "articles", "m", "一季度"),
    (mistake("move", "青石岭镇的植保", to="furniture"), "青石岭镇的植保", "dump", "m", "无人机"),
]
LANJIANG: list[tuple[Mistake, str, str, str, str | None]] = [
    (mistake("move", "按照镇里的安排", "建在哪里"), "按照镇里的安排", "dump", "m", "渡口"),
]


@pytest.mark.parametrize(("name", "rows"), [("binjiang-daily", BINJIANG), ("lanjiang-daily", LANJIANG)])
def test_each_mistake_takes_one_action(
    opened: Any, name: str, rows: list[tuple[Mistake, str, str, str, str | None]]
) -> None:
    right, texts = example(name)
    wrong = list(right)
    for make, *_ in rows:
        wrong = make(wrong)
    assert written(wrong) != written(list(right))
    page = opened(review_page(wrong, texts))
    for _, words, side, key, choice in rows:
        point(page, words, side)
        press(page, key)
        if choice is not None:
            page.keyboard.type(choice)
            press(page, "Enter")
    made = parse(page.evaluate("fileText()"), "page")
    assert len(made) == len(rows)
    assert shown(page) == written(list(right))
    corrected = correct(wrong, made)
    assert corrected.unfit == ()
    assert written(corrected.records) == written(list(right))
    assert check_records(corrected.records, texts) == []
    assert len(articles(corrected.records)) == len(articles(right))
