from __future__ import annotations

import json
import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from tests.export.pages import ALL, CONTINUED, FRAGMENT, HEADED, NOTICE, PAGE, SIGNED_ABOVE, SIGNED_BELOW, written
from zbtools.model import Article, Byline, Element
from zbtools.stages.export.escaping import yaml_string
from zbtools.stages.export.markdown import article_to_markdown

COMMONMARK = MarkdownIt("commonmark")
GITHUB = MarkdownIt("commonmark").enable(["table", "strikethrough"])

# What a newspaper prints, and what Markdown might take for markup. Control characters have no way into Markdown.
printable = st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\t\n"), min_size=1, max_size=20)
treacherous = st.text(st.sampled_from("\\`*_{}[]()<>#+-.!|~=&;:$'\"^ 1a\t\u3000滨。"), min_size=1, max_size=12)
texts = (printable | treacherous).filter(str.strip)

PRINTED = [
    "# 滨江", "## a ##", "- 一", "+ 二", "* 三", "1. 四", "12) 五", "1.5万元", "> 六", "---", "- - -", "***", "___",
    "===", "~~~", "```x", "~划去~", "~~划去~~", "`代码`", "*重*", "**重**", "_重_", "2*3*4", "a_b_c", "[链](http://a.b)",
    "![图](a)", "[^1]", "[a]: http://b", "<b>粗</b>", "<!-- 注 -->", "<http://a.b>", "&amp;", "&#35;", "AT&T", "a\\*b",
    "\\", "$35.3\\%$", "    缩进四格", "　　缩进两字", "行末两格  ", "|甲|乙|", "a\nb", "甲  \n乙", "\t表", "!", "a &#",
]  # fmt: skip


def rendered(markdown: str, renderer: MarkdownIt = GITHUB) -> list[tuple[str, str]]:
    """The blocks of a document behind its front matter: (tag, text as a reader sees it)."""
    body = markdown.split("\n---\n", 1)[1]
    tokens = renderer.parse(body)
    tags = [tokens[i - 1].tag for i, token in enumerate(tokens) if token.type == "inline"]
    inlines = [token.children or [] for token in tokens if token.type == "inline"]
    assert {child.type for children in inlines for child in children} <= {
        "text", "text_special", "strong_open", "strong_close", "em_open", "em_close",
    }  # fmt: skip
    return [(tag, "".join(child.content for child in children)) for tag, children in zip(tags, inlines, strict=True)]


def front_matter(markdown: str) -> dict[str, object]:
    lines = markdown.split("\n---\n", 1)[0].splitlines()[1:]
    return {key: json.loads(value) for key, value in (line.split(": ", 1) for line in lines)}


def of_kind(kind: str, text: str) -> str:
    return article_to_markdown(Article(id="a", body=(Element(kind, text),)))


def test_a_document():
    assert article_to_markdown(HEADED, [PAGE]) == (
        '---\npaper: "滨江日报"\ndate: "2022-03-08"\npage: "02"\nbyline: "滨江日报讯(记者/周一苇)"\n'
        'label: "民生关注"\nsource: "binjiang/page02.txt"\nconfidence: 1.0\n---\n\n'
        "**历时三年 投资两亿元**\n\n# 滨江大桥今日通车\n\n**——两岸居民过江只需五分钟**\n\n"
        "滨江日报讯(记者/周一苇) 3月8日,滨江大桥通车。\n\n## 【早市搬上桥头】\n\n> 图为通车首日的滨江大桥。\n\n"
        "| 线路 | 首班 |\n| --- | --- |\n| 1路 | 5:30 |\n\n大桥全长1.2公里。\n"
    )


@pytest.mark.parametrize(
    ("article", "blocks"),
    [
        (SIGNED_ABOVE, [("h1", "春耕忙"), ("p", "本报记者 周一苇"), ("p", "田里一片繁忙。")]),
        (SIGNED_BELOW, [("h1", "晒秋"), ("p", "农家屋顶晒满辣椒。"), ("p", "记者/周一苇 摄")]),
        (FRAGMENT, [("p", "无主的一段。")]),
        (Article(id="a"), []),
    ],
)
def test_the_order_of_the_blocks(article, blocks):
    assert rendered(article_to_markdown(article)) == blocks


@pytest.mark.parametrize(
    ("article", "doubts"),
    [
        (HEADED, {}),
        (FRAGMENT, {"kind": "fragment"}),
        (NOTICE, {"type": "notice"}),
        (CONTINUED, {"type": "continuation", "status": ["head-elsewhere"], "continued_from": "01"}),
    ],
)
def test_front_matter_says_what_is_not_whole(article, doubts):
    known = {"paper", "date", "page", "byline", "label", "source", "confidence"}
    matter = front_matter(article_to_markdown(article, [PAGE]))
    assert {key: value for key, value in matter.items() if key not in known} == doubts
    assert known <= matter.keys()


def test_an_article_on_two_pages_names_both():
    second = type(PAGE)(id="p3", source=PAGE.source, page="03")
    matter = front_matter(article_to_markdown(HEADED, [PAGE, second]))
    assert matter["page"] == ["02", "03"]


def test_a_stream_is_divided_by_the_odd_fences():
    lines = written("markdown", ALL).splitlines()
    fences = [number for number, line in enumerate(lines) if line == "---"]
    assert len(fences) == 2 * 6
    assert all(lines[start + 1].startswith("paper: ") for start in fences[::2])


@pytest.mark.parametrize("text", PRINTED)
@pytest.mark.parametrize("kind", ["paragraph", "caption", "subheading"])
@pytest.mark.parametrize("renderer", [COMMONMARK, GITHUB], ids=["commonmark", "github"])
def test_printed_text_renders_as_printed(text, kind, renderer):
    tag = "h2" if kind == "subheading" else "p"
    assert rendered(of_kind(kind, text), renderer) == [(tag, text)]


@given(texts, st.sampled_from(["paragraph", "caption", "subheading"]))
def test_any_text_renders_as_printed(text, kind):
    assert [block for _, block in rendered(of_kind(kind, text))] == [text]


@given(texts, texts, texts, texts)
@example("**甲**", "*", "——乙", "（丙）")
def test_any_title_renders_as_printed(kicker, headline, subtitle, byline):
    article = Article(id="a", kicker=kicker, headline=headline, subtitle=subtitle, byline=Byline(byline))
    assert rendered(article_to_markdown(article)) == [("p", kicker), ("h1", headline), ("p", subtitle), ("p", byline)]


@given(st.lists(st.lists(texts | st.just(""), min_size=1, max_size=3).map(tuple), min_size=1, max_size=3).map(tuple))
@example((("甲|乙", "\\|", "`|`"), ("|", "\\", "\\\\|")))
def test_any_table_renders_as_printed(rows):
    width = max(map(len, rows))
    cells = rendered(article_to_markdown(Article(id="a", body=(Element("table", "表", rows),))))
    assert [text for _, text in cells] == [text for row in rows for text in (*row, *[""] * (width - len(row)))]


@given(texts, texts)
def test_only_the_front_matter_has_fences(first, second):
    article = Article(
        id="a", label=first, headline=second, body=(Element("paragraph", first), Element("caption", second))
    )
    assert article_to_markdown(article).splitlines().count("---") == 2


@given(st.text(st.characters()))
def test_a_yaml_string_is_json_on_one_line(text):
    quoted = yaml_string(text)
    assert json.loads(quoted) == text
    assert quoted.splitlines() == [quoted]
    assert not re.search("[\x00-\x1f\x7f-\x9f\ufeff\ud800-\udfff]", quoted)
