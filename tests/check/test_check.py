"""A correct reading of an invented page, and what `check` says of each way to spoil it."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zbtools.model import (
    Article,
    Byline,
    Decision,
    Dropped,
    Element,
    Furniture,
    Page,
    Provenance,
    Record,
    Source,
    Span,
)
from zbtools.stages.check import Finding, check_records

DUMP = """02版
## 滨江大桥通车
滨江日报讯(记者/周一苇) 大桥今天
通车。
大桥全长一公里。
|线路|首班|
大桥全长一公里。
大桥全长一公理。
本报记者 林下风
春耕忙
田里一片繁忙。
"""


def span(text: str, nth: int = 0) -> Span:
    start = -1
    for _ in range(nth + 1):
        start = DUMP.index(text, start + 1)
    return 0, start, start + len(text)


PAGE = Page(
    id="p",
    source=Source("page.txt", "0" * 64, "utf-8", len(DUMP)),
    furniture=(Furniture("folio", "02版", (span("02版"),)),),
    dropped=(Dropped("markup", (span("##"), span("|"), span("|", 1), span("|", 2))),),
)
BRIDGE = Article(
    id="p-8",
    pages=("p",),
    headline="滨江大桥通车",
    byline=Byline("滨江日报讯(记者/周一苇)"),
    body=(
        Element("paragraph", "滨江日报讯(记者/周一苇) 大桥今天通车。"),
        Element("paragraph", "大桥全长一公里。"),
        Element("table", "线路 首班", (("线路", "首班"),)),
    ),
    dropped=(
        Dropped("duplicate", (span("大桥全长一公里。", 1),), "大桥全长一公里。", (span("大桥全长一公里。"),)),
        Dropped("duplicate", (span("大桥全长一公理。"),), "大桥全长一公理。", (span("大桥全长一公里。", 1),)),
    ),
    provenance=Provenance(
        headline=(span("滨江大桥通车"),),
        byline=(span("滨江日报讯(记者/周一苇)"),),
        body=(
            (span("滨江日报讯(记者/周一苇) 大桥今天"), span("通车。", 0)),
            (span("大桥全长一公里。"),),
            (span("线路"), span("首班")),
        ),
    ),
)
SPRING = Article(
    id="p-60",
    kind="fragment",
    pages=("p",),
    byline=Byline("本报记者 林下风"),
    body=(Element("paragraph", "春耕忙"), Element("paragraph", "田里一片繁忙。")),
    provenance=Provenance(byline=(span("本报记者 林下风"),), body=((span("春耕忙"),), (span("田里一片繁忙。"),))),
)
RECORDS: tuple[Record, ...] = (PAGE, BRIDGE, SPRING)


def check(records: Sequence[Record], **dumps: str) -> list[Finding]:
    return check_records(records, {"p": DUMP, **dumps})


def with_provenance(article: Article, **parts: object) -> Article:
    assert article.provenance is not None
    return replace(article, provenance=replace(article.provenance, **parts))


def with_dropped(page: Page, *dropped: Dropped) -> Page:
    return replace(page, dropped=(*page.dropped, *dropped))


def test_a_correct_reading_has_no_findings():
    assert check(RECORDS) == []


def circle(article: Article) -> Article:
    """The two copies and the paragraph they repeat: all three dropped, each as a copy of another."""
    first, second, third = span("大桥全长一公里。"), span("大桥全长一公里。", 1), span("大桥全长一公理。")
    copies = [(first, second), (second, third), (third, first)]
    body, spans = article.body, article.provenance.body
    shorter = with_provenance(replace(article, body=(body[0], body[2])), body=(spans[0], spans[2]))
    return replace(shorter, dropped=tuple(Dropped("duplicate", (copy,), None, (of,)) for copy, of in copies))


NOT_KEPT = "repeats text that is not kept either"
SPOILT: dict[str, tuple[Sequence[Record], list[tuple[str, str]]]] = {
    "an article is missing": (
        (PAGE, BRIDGE),
        [("lost", "page.txt: line 9, characters 72-92: this text is in no record")],
    ),
    "furniture is missing": (
        (replace(PAGE, furniture=()), BRIDGE, SPRING),
        [("lost", "line 1, characters 0-3: this text is in no record: [02版] ## 滨江大桥通车")],
    ),
    "the end of a paragraph is missing": (
        (PAGE, BRIDGE, with_provenance(SPRING, body=((span("春耕忙"),), (span("田里"),)))),
        [
            ("text", "line 11, characters 87-87: body[1] of p-60 says “一片繁忙。” where its spans have “”"),
            ("lost", "line 11, characters 87-92: this text is in no record: 者 林下风 春耕忙 田里[一片繁忙。]"),
        ],
    ),
    "a paragraph is in two articles": (
        (PAGE, BRIDGE, SPRING, replace(SPRING, id="q")),
        [
            ("twice", "this text is in byline of p-60 and in byline of q"),
            ("twice", "this text is in body[0] of p-60 and in body[0] of q"),
            ("twice", "this text is in body[1] of p-60 and in body[1] of q"),
        ],
    ),
    "a dropped piece is kept as well": (
        (with_dropped(PAGE, Dropped("markup", (span("田里"),))), BRIDGE, SPRING),
        [("twice", "line 11, characters 85-87: this text is in dropped[1] of p and in body[1] of p-60: ")],
    ),
    "a word is changed": (
        (PAGE, replace(BRIDGE, headline="滨江大桥建成"), SPRING),
        [("text", "line 2, characters 11-13: headline of p-8 says “建成” where its spans have “通车”: ")],
    ),
    "a word is invented in a table": (
        (
            PAGE,
            replace(BRIDGE, body=(*BRIDGE.body[:2], Element("table", "线路 首班", (("线路", "末班"),)))),
            SPRING,
        ),
        [("text", "body[2].rows of p-8 says “末班” where its spans have “首班”")],
    ),
    "a title from nowhere": (
        (PAGE, BRIDGE, replace(SPRING, headline="春到滨江")),
        [("text", "headline of p-60 says “春到滨江” where its spans have “”")],
    ),
    "two paragraphs are exchanged": (
        (PAGE, BRIDGE, replace(SPRING, body=SPRING.body[::-1])),
        [("text", "body[0] of p-60 says “田里一片"), ("text", "body[1] of p-60 says “春耕忙”")],
    ),
    "a span beyond the dump": (
        (with_dropped(PAGE, Dropped("markup", ((0, 92, 900),))), BRIDGE, SPRING),
        [("span", "page.txt: dropped[1] of p has the span 92-900, but the dump ends at 93")],
    ),
    "a span in a page that is not named": (
        (with_dropped(PAGE, Dropped("markup", ((3, 0, 1),))), BRIDGE, SPRING),
        [("page", "dropped[1] of p has a span in a page that it does not name")],
    ),
    "a page without a record": (
        (PAGE, BRIDGE, replace(SPRING, pages=("q",))),
        [("page", "of p-60 has a span in the page q, which has no record")] * 3 + [("lost", "characters 72-92")],
    ),
    "an id twice": (
        (PAGE, BRIDGE, replace(SPRING, id="p-8")),
        [("id", "two records have the id p-8")],
    ),
    "no provenance": (
        (PAGE, BRIDGE, replace(SPRING, provenance=None)),
        [("provenance", "p-60 does not say where its text stands (was it written with --no-provenance?)")],
    ),
    "an element without spans": (
        (PAGE, BRIDGE, replace(SPRING, body=(*SPRING.body, Element("paragraph", "空")))),
        [("provenance", "p-60 has 3 elements and spans for 2")],
    ),
    "a repetition of nothing": (
        (
            PAGE,
            replace(BRIDGE, dropped=(replace(BRIDGE.dropped[0], of=None), BRIDGE.dropped[1])),
            SPRING,
        ),
        [("of", "line 7, characters 54-62: dropped[0] of p-8 does not say what it repeats"), ("of", NOT_KEPT)],
    ),
    "a repetition of other text": (
        (
            PAGE,
            replace(BRIDGE, dropped=(BRIDGE.dropped[0], replace(BRIDGE.dropped[1], of=(span("田里一片繁忙"),)))),
            SPRING,
        ),
        [("of", "dropped[1] of p-8 is other text than what it is said to repeat")],
    ),
    "copies of each other, none of them kept": (
        (PAGE, circle(BRIDGE), SPRING),
        [("of", NOT_KEPT)] * 3,
    ),
}


@pytest.mark.parametrize(("records", "expected"), SPOILT.values(), ids=SPOILT)
def test_what_check_says(records, expected):
    findings = check(records)
    assert [finding.problem for finding in findings] == [problem for problem, _ in expected]
    for finding, (_, words) in zip(findings, expected, strict=True):
        assert words in str(finding)
        assert "\n" not in str(finding)


@pytest.mark.parametrize(
    ("dumps", "message"),
    [
        ({}, "page.txt: the dump of this page was not given"),
        ({"p": DUMP[:-1]}, "page.txt: the dump given has 92 characters, the record 93"),
    ],
)
def test_a_dump_that_is_not_the_pages(dumps, message):
    assert [str(finding) for finding in check_records(RECORDS, dumps)] == [message]


def test_a_spelling_that_was_asked_for_is_no_finding():
    changed = replace(SPRING, body=(Element("paragraph", "春耕忙"), Element("paragraph", "田裡一片繁忙。")))
    assert [finding.problem for finding in check((PAGE, BRIDGE, changed))] == ["text"]
    recorded = replace(changed, decisions=(Decision("spelling", "script", "里|裡", 1.0, ()),))
    assert check((PAGE, BRIDGE, recorded)) == []


def test_an_article_on_two_pages():
    second = Page(id="q", source=Source("q.txt", "1" * 64, "utf-8", 5))
    over = replace(SPRING, pages=("p", "q"), body=(*SPRING.body, Element("paragraph", "下文。")))
    over = with_provenance(over, body=(*SPRING.provenance.body, ((1, 1, 4),)))
    assert check((PAGE, second, BRIDGE, over), q="\n下文。\n") == []


def test_a_finding_knows_its_place():
    (finding,) = check((PAGE, BRIDGE))
    assert (finding.page, finding.start, finding.end, finding.line) == ("p", 72, 92, 9)
    assert finding.around == "里。 大桥全长一公理。 [本报记者 林下风 春耕忙 田里一片繁忙。]"


@given(st.data())
def test_any_single_character_that_is_given_away_is_missed(data):
    offset = data.draw(st.sampled_from([at for at, one in enumerate(DUMP) if not one.isspace()]))

    def without(spans):
        cut = [((page, start, offset), (page, offset + 1, end)) for page, start, end in spans if start <= offset < end]
        kept = [span for span in spans if not span[1] <= offset < span[2]]
        return (*kept, *itertools.chain.from_iterable(cut))

    page = replace(
        PAGE,
        furniture=tuple(replace(item, spans=without(item.spans)) for item in PAGE.furniture),
        dropped=tuple(replace(item, spans=without(item.spans)) for item in PAGE.dropped),
    )
    articles = [
        replace(
            with_provenance(
                article,
                headline=without(article.provenance.headline),
                byline=without(article.provenance.byline),
                body=tuple(map(without, article.provenance.body)),
            ),
            dropped=tuple(replace(item, spans=without(item.spans)) for item in article.dropped),
        )
        for article in (BRIDGE, SPRING)
    ]
    lost = [finding for finding in check([page, *articles]) if finding.problem == "lost"]
    assert [(finding.start, finding.end) for finding in lost] == [(offset, offset + 1)]
