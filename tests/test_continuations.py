"""Stories over the pages of an issue: what is put together, what stays open, what stands on two pages."""

from __future__ import annotations

from itertools import zip_longest

import pytest

from zbtools.model import Article, Decision, Link, Page, Record, Source
from zbtools.pipeline import PLANS, Options, finish, read_page, run_issue
from zbtools.stages.assemble import Draft
from zbtools.stages.check import check_records
from zbtools.stages.identity import Identity
from zbtools.stages.join.reprints import without_reprints
from zbtools.stages.join.returns import returned
from zbtools.stages.units import AFTER_FROM, Role, Unit

BRIDGE = (
    "滨江日报讯(全媒体记者/周一苇) 3月7日上午,滨江大桥最后一段钢箱梁吊装到位,大桥合龙。两岸的人们守到深夜才散去。",
    "大桥全长三千二百米,桥面宽三十六米,设双向六车道,由滨江市交通局主持修建,工期四年,用钢四万吨。",
    "总工程师沈砚说,合龙段重三百吨,吊装用了六个小时,误差不到两毫米,这在江上还是第一次。",
)
LOAD = "大桥将于明年五月通车,两岸的车程从一小时缩短到十分钟。沈砚说,通车以前还要做荷载试验,三十六辆卡车将同时开上桥面。"
PEOPLE = "孟听澜天不亮就来了,带着孩子和一壶热茶。她说,从前过江要等一个钟头,遇上大雾只好回家。"
MARKET = (
    "# 早市开到家门口\n\n滨江日报讯(全媒体记者/陆青禾) 江边的早市开了,柚子卖到了北京。市场管理处说,早市将一直开到冬天。"
)
FERRY = "# 渡轮航线年底停航\n\n滨江日报讯(全媒体记者/顾南乔) 大桥通车以后,渡轮航线将于年底停航,船工们将改行。"
TEA = "# 茶园里的课堂\n\n滨江日报讯(全媒体记者/邱小满) 槐溪区的孩子们在茶园里上课,采茶,做茶。"
HEADLINE = "# 滨江大桥昨日合龙"


def run(*pages: tuple[str, str], names: tuple[str, ...] = ()) -> list[Article]:
    """Return the articles of an issue, given its pages as label and dump, and their names; nothing may be lost."""
    records: list[Record] = []
    texts: dict[str, str] = {}
    for (label, text), name in zip_longest(pages, names):
        found = read_page(
            text, Source(f"{label}.txt", label, "utf-8", len(text)), Identity("滨江日报", "2024-03-08", label, name)
        )
        texts[found[0].id] = text
        records += found
    records = run_issue(records, PLANS["run"].dump, Options())
    assert check_records(records, texts) == []
    assert [record for record in records if isinstance(record, Page)]
    return [record for record in records if isinstance(record, Article)]


def page(*blocks: str) -> str:
    return "\n\n".join(blocks) + "\n"


def bodies(article: Article) -> list[str]:
    return [element.text for element in article.body]


def titled(articles: list[Article], headline: str) -> Article:
    (found,) = (article for article in articles if article.headline == headline)
    return found


MARKERS = [
    ("(下转03版)", "(上接01版)"),
    ("（下转第三版）", "（上接第一版）"),
    ("▶▶下转03版", "◀上接01版"),
    ("（下转第3版）", "上接A1版"),
    ("〔下接三版〕", "〔上接一版〕"),
    ("（转3版）", "（紧接第一版）"),
    ("（紧接第三版）", "（上接第一版）"),
    ("（下转今日三版）", "（上接本报今日第1版）"),
    ("（下转第三版左上）", "（上接第一版头条）"),
    ("（详细内容下转③版）", "（文接01版）"),
    ("（下转P3）", "（续第一版）"),
    ("（下转第二、三版）", "（上接P1）"),
    ("→转03版", "←01版"),
    ("转03版▶", "上接\n\n（一版）"),
    ("下转\n（三版）", "（上接\n第一版）"),
    ("文转>>03", "上接第一版"),
]


@pytest.mark.parametrize(("onward", "back"), MARKERS)
def test_a_story_goes_on_in_another_page(onward: str, back: str) -> None:
    articles = run(
        ("01", page(HEADLINE, *BRIDGE[:2], BRIDGE[2] + onward, MARKET)),
        ("02", page(FERRY)),
        (
            "03",
            page(
                f"{back} {LOAD}",
                TEA,
            ),
        ),
    )
    whole = titled(articles, "滨江大桥昨日合龙")
    assert bodies(whole) == [*BRIDGE, LOAD]
    assert (whole.status, len(whole.pages), len(articles)) == ((), 3, 4)
    # A marker may be torn in two lines.
    said = ["".join(marker.split()) for marker in (onward, back)]
    assert [entry.text for entry in whole.dropped if entry.reason == "marker"] == said


@pytest.mark.parametrize("third", ["（上接第二版）", "（上接第一版）"])
def test_a_story_goes_on_in_every_page_that_a_marker_names(third: str) -> None:
    articles = run(
        ("01", page(HEADLINE, BRIDGE[0] + "（下转第二、三版）", MARKET)),
        ("02", page("（上接第一版）" + BRIDGE[1], FERRY)),
        ("03", page(third + BRIDGE[2], LOAD, TEA)),
    )
    assert bodies(titled(articles, "滨江大桥昨日合龙")) == [*BRIDGE, LOAD]
    assert len(articles) == 4


def test_a_story_goes_on_in_an_earlier_page_if_each_names_the_other() -> None:
    articles = run(
        ("01", page(FERRY, "（上接第四版）" + BRIDGE[2], LOAD)),
        ("04", page(HEADLINE, *BRIDGE[:1], BRIDGE[1] + "（下转第一版）", MARKET)),
    )
    assert bodies(titled(articles, "滨江大桥昨日合龙")) == [*BRIDGE, LOAD]
    assert len(articles) == 3


@pytest.mark.parametrize("above", [BRIDGE[1] + " ", ""], ids=["behind another text", "on a line of its own"])
def test_the_short_title_before_a_marker_on_its_line_heads_what_follows(above: str) -> None:
    rest = "江防司令部發言人又稱,江面船隻一律須於日落前靠岸,違者由水警查究,商船須領通行證。"
    *others, piece, ferry = run(("02", page(HEADLINE, BRIDGE[0], f"{above}江防發言人談話 〔上接一版〕 {rest}", FERRY)))
    assert (piece.headline, bodies(piece), piece.status) == ("江防發言人談話", [rest], ("head-elsewhere",))
    assert "".join(bodies(titled(others, "滨江大桥昨日合龙"))) == BRIDGE[0] + above.strip()
    assert ferry.headline == "渡轮航线年底停航"


@pytest.mark.parametrize("above", ["本报记者 周一苇", "(本报记者 周一苇)", "两岸的人们守到深夜,江面上的船"])
def test_what_is_no_title_before_a_marker_stays_where_it_is(above: str) -> None:
    articles = run(("02", page(HEADLINE, *BRIDGE[:2], f"{above}(上接01版) {LOAD}", FERRY)))
    assert [article.headline for article in articles] == ["滨江大桥昨日合龙", None, "渡轮航线年底停航"]


BACK = "（上接第一版）"
REST = (LOAD, PEOPLE + BACK)
ROUTE = "航运公司说,渡轮船票将由三元改为五元,停航前一个月免费。"
NAMED = ("# 茶园里的课堂", "本报记者 邱小满", "槐溪区的孩子们在茶园里上课,采茶,做茶。")


@pytest.mark.parametrize(
    "second",
    [
        # What closes a rest is known by the story behind it.
        (*REST, TEA),
        (LOAD, PEOPLE, BACK, TEA),
        (*REST, *NAMED),
        (HEADLINE, *REST, TEA),
        ("# 大桥昨日合龙", *REST, TEA),
        (FERRY, *REST, TEA),
        (FERRY, LOAD, PEOPLE, BACK, TEA),
        (FERRY, ROUTE, *REST, TEA),
        (FERRY, HEADLINE, *REST, TEA),
        (FERRY, HEADLINE[2:], *REST, TEA),
        # Nothing stands behind it.
        (FERRY, TEA, *REST),
        (TEA, FERRY, *REST, "责任编辑:王芳"),
        # It opens the rest, wherever the dump put it.
        (FERRY, BACK, LOAD, PEOPLE, TEA),
        (FERRY + BACK, LOAD, PEOPLE, TEA),
        (FERRY + BACK, HEADLINE, LOAD, PEOPLE, TEA),
    ],
    ids=lambda second: "|".join(block.removeprefix("# ")[:4] for block in second),
)
def test_a_marker_may_close_the_rest_that_it_speaks_of(second: tuple[str, ...]) -> None:
    articles = run(("01", page(HEADLINE, *BRIDGE[:2], BRIDGE[2] + "（下转第二版）", MARKET)), ("02", page(*second)))
    assert bodies(titled(articles, "滨江大桥昨日合龙")) == [*BRIDGE, LOAD, PEOPLE]
    assert {article.headline for article in articles} - {"滨江大桥昨日合龙", "早市开到家门口"} == {
        block.split("\n")[0][2:] for block in second if block in (FERRY, FERRY + BACK, TEA, NAMED[0])
    }
    assert all(article.status == () for article in articles)


def test_markers_that_end_lines_close_the_rests_one_by_one() -> None:
    """What the last of them closes is no text of the one above it."""
    first, rest = story(1, 3)
    articles = run(
        ("01", page(HEADLINE, *BRIDGE[:2], BRIDGE[2] + "(下转03版)", MARKET)),
        ("02", page(first, FERRY)),
        ("03", page(TEA, LOAD + "（上接第一版）", rest + "（上接第二版）")),
    )
    assert bodies(titled(articles, "滨江大桥昨日合龙")) == [*BRIDGE, LOAD]
    assert bodies(titled(articles, STORIES[1][0]))[2:] == [rest]


def test_a_paragraph_that_has_the_words_of_its_story_is_not_cut_off_by_a_marker_behind_it() -> None:
    articles = run(
        ("01", page(HEADLINE, *BRIDGE[:2], BRIDGE[2] + "（下转第二版）", MARKET)),
        ("02", page(FERRY, "渡轮航线的船工们说," + ROUTE + BACK, TEA)),
    )
    assert len(bodies(titled(articles, "渡轮航线年底停航"))) == 2


def test_pages_may_have_names_alone() -> None:
    articles = run(
        ("01", page("要闻版", HEADLINE, *BRIDGE[:2], "（下转综合版）", MARKET)),
        ("02", page("综合版", FERRY, "（上接要闻版）" + BRIDGE[2], LOAD)),
    )
    assert bodies(titled(articles, "滨江大桥昨日合龙")) == [*BRIDGE, LOAD]


def test_the_number_in_one_of_two_markers_may_be_misread() -> None:
    articles = run(
        ("01", page(HEADLINE, *BRIDGE[:2], "（下转第二版）", MARKET)),
        ("02", page(FERRY)),
        ("03", page(TEA, "（上接第一版）" + PEOPLE)),
    )
    assert bodies(titled(articles, "滨江大桥昨日合龙")) == [*BRIDGE[:2], PEOPLE]


@pytest.mark.parametrize("mark", ["# ", ""])
def test_a_title_opens_the_rest_where_the_marker_is_lost(mark: str) -> None:
    """It stands below another story, which it would be a subheading of."""
    articles = run(
        ("01", page(HEADLINE, *BRIDGE[:2], "（下转第二版）", MARKET)),
        ("02", page(FERRY, mark + "滨江大桥昨日合龙", BRIDGE[2], LOAD, TEA)),
    )
    assert bodies(titled(articles, "滨江大桥昨日合龙")) == [*BRIDGE, LOAD]
    assert len(articles) == 4


@pytest.mark.parametrize(
    ("left", "right", "joined"),
    [
        ("通车以前还要做荷载试验,三十六辆卡", "车将同时开上桥面,在那里停一整夜,由工程师测量。", True),
        ("通车以前还要做荷载试验。", "三十六辆卡车将同时开上桥面,在那里停一整夜,由工程师测量。", False),
        ("通车以前还要做荷载试验,过去的日子不再来,", "桥头计划三年内开十家茶店。", True),
        ("通车以前还要做荷载试验,共用卡车一百零", "六辆,将同时开上桥面,在那里停一整夜,由工程师测量。", True),
    ],
)
def test_the_join_is_a_new_paragraph_unless_the_text_reads_on(left: str, right: str, joined: bool) -> None:
    articles = run(
        ("01", page(HEADLINE, *BRIDGE, f"{left}(下转02版)", MARKET)), ("02", page(f"(上接01版){right}", FERRY))
    )
    body = bodies(titled(articles, "滨江大桥昨日合龙"))
    assert body[3:] == ([left + right] if joined else [left, right])


@pytest.mark.parametrize(
    ("left", "right"),
    [
        # A line by its shape, which the search has put to the paragraph before the break.
        (("沈砚说,通车以前要做荷载试验", "还要检查三千二百根吊索"), "和索塔上的十二处焊缝,由工程师逐一测量。"),
        # A dateline that the page's foot cuts in two.
        (("滨江日报讯(全媒体记者/周一苇",), "、沈砚) 3月7日上午,滨江大桥合龙,两岸的人们守到深夜才散去。"),
    ],
)
def test_what_reads_on_may_end_in_any_line(left: tuple[str, ...], right: str) -> None:
    head = page(HEADLINE, *(BRIDGE if len(left) > 1 else ()), *left[:-1], f"{left[-1]}(下转02版)", MARKET)
    whole = titled(run(("01", head), ("02", page(f"(上接01版){right}", FERRY))), "滨江大桥昨日合龙")
    said = "".join((whole.byline.text if whole.byline else "", *bodies(whole)))
    assert left[-1] + right.replace(" ", "") in said.replace(" ", "")
    assert right not in bodies(whole)


def test_markers_may_name_pages_by_what_they_are_called() -> None:
    articles = run(
        ("01", page("01版：要闻", HEADLINE, *BRIDGE[:2], BRIDGE[2] + "（下转综合版）", MARKET)),
        ("02", page("02版：综合", FERRY, f"（上接要闻版）{LOAD}")),
        names=("要闻", "综合"),
    )
    assert bodies(titled(articles, "滨江大桥昨日合龙")) == [*BRIDGE, LOAD]


@pytest.mark.parametrize("back", ["（上接昨日第一版）", "续昨第一版", "（续昨）"])
def test_what_another_issue_began_has_no_head_in_this_one(back: str) -> None:
    articles = run(
        ("01", page(HEADLINE, *BRIDGE[:2], BRIDGE[2] + "(下转02版)", MARKET)), ("02", page(FERRY, back, LOAD))
    )
    (rest,) = (article for article in articles if article.continued_from)
    assert (bodies(rest), rest.status, rest.continued_from) == ([LOAD], ("head-elsewhere",), Link(None))
    assert titled(articles, "滨江大桥昨日合龙").status == ("tail-elsewhere",)


@pytest.mark.parametrize(
    "rest",
    [
        (HEADLINE[2:], "（上接第一版）", LOAD),
        (HEADLINE[2:] + "（上接第一版）", LOAD),
        ("# 上接01版 " + HEADLINE[2:], LOAD),
        (HEADLINE, LOAD),
    ],
    ids=["unmarked", "one line with the marker", "behind the marker", "marker lost"],
)
def test_the_title_may_stand_over_the_rest_in_any_way(rest: tuple[str, ...]) -> None:
    articles = run(("01", page(HEADLINE, *BRIDGE[:2], BRIDGE[2] + "（下转第二版）", MARKET)), ("02", page(*rest, TEA)))
    whole = titled(articles, "滨江大桥昨日合龙")
    assert bodies(whole) == [*BRIDGE, LOAD]
    assert [entry.text for entry in whole.dropped if entry.reason == "repeated-title"] == ["滨江大桥昨日合龙"]


def test_a_paragraph_that_both_pages_print_stands_once() -> None:
    articles = run(
        ("01", page(HEADLINE, *BRIDGE[:2], BRIDGE[2] + "（下转第二版）", MARKET)),
        ("02", page(FERRY, "（上接第一版）", BRIDGE[2], LOAD)),
    )
    whole = titled(articles, "滨江大桥昨日合龙")
    assert bodies(whole) == [*BRIDGE, LOAD]
    assert [entry.text for entry in whole.dropped if entry.reason == "duplicate"] == [BRIDGE[2]]


def test_another_title_over_the_rest_is_a_subheading() -> None:
    articles = run(
        ("01", page(HEADLINE, *BRIDGE[:2], BRIDGE[2] + "（下转第二版）", MARKET)),
        ("02", page(FERRY, "# 迎难而上", "（上接第一版）", LOAD)),
    )
    whole = titled(articles, "滨江大桥昨日合龙")
    assert [(element.kind, element.text) for element in whole.body[3:]] == [
        ("subheading", "迎难而上"),
        ("paragraph", LOAD),
    ]


def test_the_title_over_the_rest_is_no_title_of_its_own() -> None:
    articles = run(
        ("01", page(HEADLINE, *BRIDGE[:2], BRIDGE[2] + "(下转02版)", MARKET)),
        ("02", page(FERRY, HEADLINE, "(上接01版)", LOAD)),
    )
    whole = titled(articles, "滨江大桥昨日合龙")
    assert bodies(whole) == [*BRIDGE, LOAD]
    assert [entry.reason for entry in whole.dropped] == ["repeated-title", "marker", "marker"]
    assert [article.headline for article in articles] == ["滨江大桥昨日合龙", "早市开到家门口", "渡轮航线年底停航"]


def test_a_title_over_the_rest_that_repeats_nothing_is_kept() -> None:
    articles = run(
        ("01", page("## 大桥合龙", "本报讯(记者 王芳)昨日，大桥合龙，两岸群众欢呼雀跃，▶下转02版")),
        ("02", page("◀上接01版 庆祝这一时刻。大桥明年通车。", "## 另一标题", "本报讯(记者 李刚)今年秋粮丰收。")),
    )
    assert "另一标题" in "\n".join(text for article in articles for text in (article.headline or "", *bodies(article)))


@pytest.mark.parametrize("back", [("(上接01版)",), ()])
def test_a_story_printed_on_both_pages_is_one_article(back: tuple[str, ...]) -> None:
    articles = run(
        ("01", page(HEADLINE, *BRIDGE[:2], BRIDGE[2] + ("(下转03版)" if back else ""), MARKET)),
        ("03", page(FERRY, HEADLINE, *back, *BRIDGE, LOAD)),
    )
    whole = titled(articles, "滨江大桥昨日合龙")
    assert bodies(whole) == [*BRIDGE, LOAD]
    assert (len(whole.pages), whole.status) == (2, ())
    assert [entry.reason for entry in whole.dropped].count("duplicate") == len(BRIDGE)


def test_a_story_that_has_gone_on_may_be_printed_once_more() -> None:
    """Its second page is found: what a third prints without a marker is no page of it."""
    articles = run(
        ("01", page(HEADLINE, *BRIDGE[:2], BRIDGE[2] + "(下转02版)", MARKET)),
        ("02", page(f"(上接01版){LOAD}", FERRY)),
        ("03", page(HEADLINE, *BRIDGE, LOAD)),
    )
    printed = [article for article in articles if article.headline == "滨江大桥昨日合龙"]
    assert [bodies(article) for article in printed] == [[*BRIDGE, LOAD]] * 2
    assert [len(article.stands_on) for article in printed] == [2, 1]


@pytest.mark.parametrize("scrap", ["市民在排队等候", "！"])
def test_what_got_into_a_second_printing_by_mistake_is_kept(scrap: str) -> None:
    """The search has put a line of another story into a paragraph that is printed again."""
    long, first = BRIDGE[:2]

    def drafted(page: int, *paragraphs: tuple[str, ...]) -> Draft:
        texts = [text for paragraph in paragraphs for text in paragraph]
        starts = [100 * number for number in range(1, len(texts) + 1)]
        units = iter(
            Unit(page, ((at, at + len(text)),), text, "paragraph") for at, text in zip(starts, texts, strict=True)
        )
        title = Unit(page, ((0, 8),), "滨江大桥昨日合龙", "title")
        return Draft([title], [[next(units) for _ in paragraph] for paragraph in paragraphs])

    again = drafted(1, (long,), (first[:30], scrap, first[30:]))
    [whole] = without_reprints([drafted(0, (long,), (first,)), again])
    assert [[unit.text for unit in paragraph] for paragraph in whole.body] == [[long], [first], [scrap]]
    dropped = [entry.text for entry in whole.dropped if entry.reason == "duplicate"]
    assert dropped == [long, first[:30], first[30:]]


def test_a_shared_sentence_makes_no_reprint() -> None:
    articles = run(("01", page(HEADLINE, *BRIDGE)), ("02", page("# 市长谈大桥", BRIDGE[1], *[LOAD, FERRY[12:]])))
    assert len(articles) == 2


@pytest.mark.parametrize(
    ("before", "behind", "status"),
    [
        ("续昨", "", ("head-elsewhere",)),
        ("續昨第三版", "", ("head-elsewhere",)),
        ("", "（未完）", ("tail-elsewhere",)),
        ("（续前）", "（未完待续）", ("head-elsewhere", "tail-elsewhere")),
    ],
)
def test_what_another_issue_has_stays_open(before: str, behind: str, status: tuple[str, ...]) -> None:
    text = "船行半日,过了青屏山,江面忽然开阔。老周把舵交给儿子,自己坐到船头。三十年前这里还没有堤。"
    articles = run(("02", page("# 滨江纪行", *filter(None, [before]), text + behind, MARKET)), ("03", page(FERRY)))
    assert titled(articles, "滨江纪行").status == status


def test_a_piece_without_its_partner_stays_a_record() -> None:
    articles = run(("02", page(f"(上接01版){LOAD}", MARKET)), ("03", page(FERRY)))
    piece = next(article for article in articles if article.headline is None)
    assert (piece.type, piece.status, bodies(piece)) == ("continuation", ("head-elsewhere",), [LOAD])
    assert piece.continued_from is not None
    assert (piece.continued_from.page, piece.continued_from.article) == ("01", None)


def test_a_head_without_its_partner_says_so() -> None:
    (article,) = run(("01", page(HEADLINE, *BRIDGE[:2], BRIDGE[2] + "(下转04版)")))
    assert article.status == ("tail-elsewhere",)


def test_both_markers_inside_one_text_join_nothing() -> None:
    (article,) = run(("01", page(HEADLINE, *BRIDGE, "（下转第二版）", "（上接第一版）", LOAD)))
    assert bodies(article) == [*BRIDGE, LOAD]
    assert (article.status, article.continued_from, article.continued_on) == ((), None, None)


def test_two_stories_whose_markers_meet_are_two() -> None:
    articles = run(
        ("01", page(HEADLINE, *BRIDGE[:2], BRIDGE[2] + "(下转02版)", MARKET)),
        ("02", page(FERRY + "船工老周说,他要去学开游船。(下转03版)", f"(上接01版){LOAD}")),
        ("03", page("(上接02版)航运公司说,愿意留下的船工可以学开游船,不愿意的每人补助三万元,渡轮将卖给上游的县。")),
    )
    assert bodies(titled(articles, "滨江大桥昨日合龙")) == [*BRIDGE, LOAD]
    assert len(titled(articles, "渡轮航线年底停航").body) == 2


STORIES = [
    ("柳堤县水库通过验收", "柳堤县三座山塘水库", "验收", "灌溉面积四千亩", "水库管理员邱小满"),
    ("槐溪区开设夜间门诊", "槐溪区中医院夜间门诊", "开诊", "每周三次", "中医师孟听澜"),
    ("图书馆延长开放时间", "滨江市图书馆", "延时开放", "每晚开到十点", "馆员陆青禾"),
    ("青屏山茶园丰收", "青屏山三百亩茶园", "采摘", "每亩收茶四十斤", "茶农顾南乔"),
    ("老城路灯全部更换", "老城两千盏路灯", "更换", "每盏省电一半", "电工程野"),
    ("公交专线开进大学城", "大学城公交专线", "开通", "十分钟一班", "司机方叙"),
]


def story(number: int, target: int) -> tuple[str, str]:
    """The two pieces of a story: what stands on its page, and what stands on the other."""
    title, what, verb, fact, who = STORIES[number]
    head = page(
        f"# {title}",
        f"滨江日报讯(全媒体记者/沈砚) {what}3月7日{verb},{fact},比去年多了一成,这是市里今年要办的实事之一。",
        f"{who}说,{what}的事前后办了两年,光是图纸就改了六回,到今天{verb},大家总算放了心。(下转{target:02}版)",
    )
    tail = f"{who}说,{what}往后每个月要查一遍,查出的毛病当天就修。{fact}只是第一步,明年还要再办两处。"
    return head, tail


@pytest.mark.parametrize("size", [4, 6, 8, 12, 16])
def test_the_pieces_of_an_issue_find_each_other(size: int) -> None:
    """Pages begin a story that goes on in the next page or the last; the pieces are told by markers and words."""
    pages: list[list[str]] = [[] for _ in range(size)]
    for number in range(min(len(STORIES), size - 1)):
        first, target = number, size - 1 if number % 2 else number + 1
        head, tail = story(number, target + 1)
        pages[first].append(head)
        pages[target].append(f"(上接{first + 1:02}版){tail}")
    for number in range(size):
        pages[number].append(
            f"# 滨江市第{number + 1}小学添置新课桌\n\n"
            f"滨江日报讯(全媒体记者/周一苇) 开学前,这所小学换了{number + 30}套课桌。"
        )
    articles = run(*((f"{number + 1:02}", page(*blocks)) for number, blocks in enumerate(pages)))
    pairs = {article.headline: len(article.body) for article in articles if article.headline in {s[0] for s in STORIES}}
    assert pairs == dict.fromkeys([s[0] for s in STORIES[: size - 1]], 3)
    assert [article for article in articles if article.type == "continuation"] == []


def test_a_tail_repeats_the_title_of_a_head_that_says_nothing() -> None:
    articles = run(
        ("01", page(HEADLINE, *BRIDGE, MARKET)),
        ("02", page(FERRY, HEADLINE, f"（上接第一版）{LOAD}")),
    )
    assert bodies(titled(articles, "滨江大桥昨日合龙")) == [*BRIDGE, LOAD]


def test_a_tail_of_another_title_is_not_taken_by_a_head_that_says_nothing() -> None:
    articles = run(
        ("01", page(HEADLINE, *BRIDGE, MARKET)),
        ("02", page(FERRY, "# 荷载试验排定日期", f"（上接第一版）{LOAD}")),
    )
    assert bodies(titled(articles, "滨江大桥昨日合龙")) == list(BRIDGE)
    assert titled(articles, "荷载试验排定日期").status == ("head-elsewhere",)


def test_a_continuation_that_prints_only_what_the_page_before_has_is_a_repetition() -> None:
    articles = run(
        ("01", page(HEADLINE, *BRIDGE[:2], BRIDGE[2] + "（下转第二版）", MARKET)),
        ("02", page(f"（上接第一版）{LOAD}", FERRY)),
        (
            "03",
            page(f"（上接第二版）{LOAD[:60]}", "# 茶园里的课堂\n\n滨江日报讯(全媒体记者/邱小满) 孩子们在茶园里上课。"),
        ),
    )
    whole = titled(articles, "滨江大桥昨日合龙")
    assert bodies(whole) == [*BRIDGE, LOAD]
    assert [entry.text for entry in whole.dropped if entry.reason == "duplicate"] == [LOAD[:60]]


def test_the_title_of_a_tail_is_a_title_on_the_page_where_it_begins() -> None:
    inside = ("试车三日", "荷载试验分三天进行,每天十二辆卡车开上桥面,每辆重三十吨,由近及远排成三列。")
    articles = run(
        ("01", page(HEADLINE, *BRIDGE, *inside, MARKET)),
        ("02", page(FERRY, f"# {inside[0]}", "（上接第一版）沈砚说,卡车由滨江市交通局从各工地调来,司机都受过训练。")),
    )
    assert bodies(titled(articles, "滨江大桥昨日合龙")) == list(BRIDGE)
    assert bodies(titled(articles, inside[0]))[0] == inside[1]


@pytest.mark.parametrize("back", ["續昨", "（上接三版）", "（續第二版）"])
def test_the_title_over_a_rest_whose_head_is_not_here_is_kept(back: str) -> None:
    articles = run(
        (
            "01",
            page(
                "# 縣政會議紀要",
                back,
                "縣政會議昨日續開，議決修築江岸公路，自下月起徵工五千名，冬季完工。",
                "# 圖書館延長開放時間",
                "本報訊：縣立圖書館自下週起每晚開放至十時，星期日照常開放，館長陸青禾說。",
            ),
        )
    )
    rest = titled(articles, "縣政會議紀要")
    assert rest.status == ("head-elsewhere",)
    assert len(articles) == 2


def test_without_spans_an_article_names_only_the_pages_that_it_stands_on() -> None:
    records: list[Record] = []
    for number, text in enumerate(
        (page(HEADLINE, f"{BRIDGE[0]}（下转第三版）"), page(FERRY), page(f"（上接第一版）{LOAD}", TEA)), 1
    ):
        records += read_page(text, Source(f"{number}.txt", "0", "utf-8", len(text)), Identity(page=f"0{number}"))
    done = finish(run_issue(records, PLANS["run"].dump, Options()), Options(provenance=False))
    ids = [record.id for record in done if isinstance(record, Page)]
    found = {record.headline: record.pages for record in done if isinstance(record, Article)}
    assert found == {
        "滨江大桥昨日合龙": (ids[0], ids[2]),
        "渡轮航线年底停航": (ids[1],),
        "茶园里的课堂": (ids[2],),
    }


@pytest.mark.parametrize(
    ("confidence", "words", "back"),
    [
        (0.5, "绿道沿线设了四个驿站,市民可以歇脚喝水。", True),
        (0.9, "绿道沿线设了四个驿站,市民可以歇脚喝水。", False),
        (0.5, "参保人的申请由医保窗口办理,市民不用排队。", False),
    ],
)
def test_a_doubtful_paragraph_returns_to_the_rest_that_it_stands_behind(
    confidence: float, words: str, back: bool
) -> None:
    """The search reads the second page alone, which does not tell what the rest is about."""
    place = iter(range(0, 900, 100))

    def unit(number: int, text: str, role: Role = "paragraph", detail: str = "") -> Unit:
        start = next(place)
        return Unit(number, ((start, start + len(text)),), text, role, detail=detail)

    title, opening = unit(0, "江边腾出五里绿道", "title"), unit(0, "砂石码头不见了,取而代之的是绿道。")
    other, claim = unit(1, "医保报销掌上办", "title"), unit(1, "医保局推出掌上办,参保人可以用手机申请。")
    rest, stray = unit(1, "沿江拆除违章建筑三万平方米。", detail=AFTER_FROM), unit(1, words)
    move = Decision("move", "search", "", confidence, (*claim.spans, *stray.spans))
    home = Draft(titles=[title], body=[[opening], [rest]])
    away = Draft(titles=[other], body=[[claim], [stray]], decisions=[move])
    found = returned([home, away])
    assert [len(draft.body) for draft in found] == ([3, 1] if back else [2, 2])
    assert [decision.rule for decision in found[not back].decisions] == (["continuation"] if back else ["search"])


@pytest.mark.parametrize(("onward", "back"), [("（續二版）", "（續一版）"), ("（续第二版）", "（续第一版）")])
def test_continued_sends_on_behind_a_sentence_and_goes_on_before_one(onward: str, back: str) -> None:
    articles = run(("01", page(HEADLINE, *BRIDGE[:2], BRIDGE[2] + onward, MARKET)), ("02", page(back + LOAD, FERRY)))
    whole = titled(articles, "滨江大桥昨日合龙")
    assert (bodies(whole), whole.status) == ([*BRIDGE, LOAD], ())
