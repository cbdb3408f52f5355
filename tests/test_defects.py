"""What readers do to a page, one test a defect: the text stays as it was dumped, and the reading is not led astray."""

from __future__ import annotations

import pytest

from tests.test_continuations import BRIDGE, FERRY, LOAD, MARKET, bodies, page, run, titled

HEADLINE = "# 滨江大桥昨日合龙"


def text_of(paragraph: str) -> str:
    """The text of a story that has this paragraph between its first and its last, beside another story."""
    articles = run(("02", page(HEADLINE, BRIDGE[0], paragraph, BRIDGE[2], MARKET)))
    return "".join(bodies(titled(articles, "滨江大桥昨日合龙")))


KEPT = {
    "look-alike characters": "大桥全长三千二百米,桥面宽三十六米,カ气大的船工在公厕里种树,一ー天也不歇,己经四年了。",
    "spaces inside words": "大桥全长三千二 百米,桥面宽三 十六米,创办 人兼执行主席沈 砚也到了现 场,没有讲话。",
    "ruby pinyin": "大橋(qiáo)全長三千二百米,橋(qiáo)面寬三十六米,江畔的報(bào)紙(zhǐ)當天就印了出來。",
    "mixed scripts": "大桥全长三千二百米,橋面寬三十六米,設雙向六車道,由滨江市交通局主持修建,工期四年。",
    "dittography": "大桥全长三千二百米,市长出发出出席了仪式,桥面宽三十六米,设双向六车道,工期四年。",
    "mixed punctuation": "大桥全长3,200米，桥面宽36米,设双向六车道（含公交道),由滨江市交通局主持修建。",
    "a command of LaTeX outside a formula": "大桥桥面坡度2\\textperthousand,设双向六车道,由滨江市交通局主持修建。",
}


@pytest.mark.parametrize("text", KEPT.values(), ids=KEPT)
def test_characters_are_kept_never_corrected(text: str) -> None:
    assert text_of(text) == BRIDGE[0] + text + BRIDGE[2]


def test_the_marks_of_a_formula_are_markup() -> None:
    text = "大桥全长三千二百米,投资同比下降$-8\\%$,设双向六车道,由滨江市交通局主持修建。"
    assert text_of(text) == BRIDGE[0] + text.replace("$-8\\%$", "-8%") + BRIDGE[2]


@pytest.mark.parametrize("mark", ["#", "####"])
def test_heading_marks_on_every_line_mean_nothing(mark: str) -> None:
    text = page(HEADLINE, *BRIDGE, *MARKET.split("\n\n"), *FERRY.split("\n\n"))
    marked = "\n".join(f"{mark} {line.lstrip('# ')}" if line else line for line in text.split("\n"))
    articles = run(("02", marked))
    assert [article.headline for article in articles] == ["滨江大桥昨日合龙", "早市开到家门口", "渡轮航线年底停航"]
    assert bodies(articles[0]) == list(BRIDGE)


@pytest.mark.parametrize("between", ["\n", "\n\n"], ids=["tight", "blank lines"])
@pytest.mark.parametrize("mark", ["", "#### "], ids=["plain", "marked"])
@pytest.mark.parametrize("width", [18, 35])
def test_lines_as_wide_as_the_column_are_put_together(width: int, mark: str, between: str) -> None:
    """Marked or not, with or without a blank line behind each."""
    paragraphs = [line.lstrip("# ") for text in (HEADLINE, *BRIDGE, MARKET, FERRY) for line in text.split("\n\n")]
    lines = [line[i : i + width] for line in paragraphs for i in range(0, len(line), width)]
    articles = run(("02", between.join(mark + line for line in lines)))
    assert [article.headline for article in articles] == ["滨江大桥昨日合龙", "早市开到家门口", "渡轮航线年底停航"]
    assert "".join(bodies(articles[0])) == "".join(BRIDGE)
    assert all(article.byline for article in articles)


def test_a_loop_with_variants_is_dropped_but_for_its_first_turn() -> None:
    turns = [f"滨江世博局的人都来看大桥了{end}" for end in ("。", "。", "！", "。", "。", "。")]
    (article, *_) = run(("02", page(HEADLINE, *BRIDGE, "\n".join(turns), MARKET)))
    assert bodies(article) == [*BRIDGE, turns[0]]
    assert [entry.text for entry in article.dropped] == turns[1:]
    assert {entry.reason for entry in article.dropped} <= {"loop", "duplicate"}


def test_a_byline_may_have_false_spaces() -> None:
    text = "本报讯通讯 员 张绪 报道3月7日,滨江大桥合龙。两岸的人们守到深夜才散去,江面上的渡轮一齐拉响汽笛。"
    (article, *_) = run(("02", page(HEADLINE, text, MARKET)))
    assert article.byline is not None
    assert [(person.role, person.name) for person in article.byline.people] == [("通讯员", "张绪")]


def test_glued_titles_are_kept_as_they_are() -> None:
    (article, *_) = run(("02", page("# 推进农业气象服务划工作全面铺开江畔水库度汛", *BRIDGE, MARKET)))
    assert article.headline == "推进农业气象服务划工作全面铺开江畔水库度汛"


def test_a_story_that_an_archive_wrote_on_one_line_has_its_parts() -> None:
    lines = (
        f"第1版(要闻)专栏: 江边新事之三 大桥昨日合龙 本报记者 周一苇 {BRIDGE[1]}{BRIDGE[2]}",
        f"第1版(要闻) 渡轮停航 船工改行 新华社滨江3月7日电 {LOAD}船工们将改行,有的去看桥,有的回家种柚子。",
        "第1版(要闻) 早市开到家门口 江边的早市开了,柚子卖到了北京。市场管理处说,早市将一直开到冬天,摊位费减半。",
    )
    first, second, third = run(("01", "\n".join(lines)))
    assert (first.label, first.headline) == ("专栏: 江边新事之三", "大桥昨日合龙")
    assert (second.headline, third.headline) == ("渡轮停航 船工改行", "早市开到家门口")
    assert first.byline is not None
    assert [person.name for person in first.byline.people] == ["周一苇"]
    assert second.byline is not None
    assert second.byline.text == "新华社滨江3月7日电"


def test_a_line_about_a_page_is_no_line_of_an_archive() -> None:
    text = "第1版(要闻)的编辑说,大桥合龙那天的报纸加印了三万份,还是不够卖,读者一早就在报亭前排队,有人一次买了十份。"
    assert text_of(text) == BRIDGE[0] + text + BRIDGE[2]
