"""Packages of a page that a reader cuts out piece by piece: banners, news in brief, notices, summaries."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.test_continuations import BRIDGE, FERRY, LOAD, MARKET, bodies, page, run
from zbtools.model import Article
from zbtools.stages.assemble import Draft
from zbtools.stages.join.continuations import _merged
from zbtools.stages.join.kinship import Kin
from zbtools.stages.join.matching import Match
from zbtools.stages.join.reprints import _merged as reprint
from zbtools.stages.units import Unit

SECOND = [
    ("桥下的船工准备改行", "滨江日报讯(全媒体记者/顾南乔) 大桥通车以后,渡轮航线将于年底停航,船工们将改行。"),
    ("四万吨钢从哪里来", "滨江日报讯(全媒体记者/沈砚) 大桥用钢四万吨,由滨江钢铁厂轧制,分六百船运到江边。"),
    ("早市搬到新桥头", "滨江日报讯(全媒体记者/陆青禾) 江边的早市将搬到新桥头,市场管理处说,摊位费减半。"),
]
STORIES = [("合龙段凌晨就位", BRIDGE[0]), *SECOND]
ITEMS = [
    "滨江市图书馆3月7日起延长开放时间,每晚开到十点,读者可以凭身份证入馆。",
    "柳堤县新修的三座山塘水库通过验收,灌溉面积四千亩,今年春耕就能用上。",
    "槐溪区中医院开设夜间门诊,每周三次,方便上班的人看病。",
]


def titles(article: Article) -> tuple[str | None, str | None]:
    return article.label, article.headline


def test_a_banner_over_four_stories_is_the_label_of_each() -> None:
    blocks = [block for title, text in STORIES for block in (f"## {title}", text)]
    articles = run(("02", page("# 聚焦滨江大桥合龙", *blocks)))
    assert [titles(article) for article in articles] == [("聚焦滨江大桥合龙", title) for title, _ in STORIES]
    assert [bodies(article) for article in articles] == [[text] for _, text in STORIES]
    assert len({article.id for article in articles}) == len(STORIES)
    label = [article.provenance.label for article in articles if article.provenance]
    assert label == label[:1] * len(STORIES)


@pytest.mark.parametrize(
    ("banner", "title"), [("**{}**", "### {}"), ("{}", "## {}"), ("## {}", "**{}**"), ("{}", "{}")]
)
def test_a_banner_may_be_marked_otherwise_than_the_titles_below(banner: str, title: str) -> None:
    """With no higher mark it is one if all stories below tell of it, and no other does."""
    name = "聚焦滨江大桥合龙"
    blocks = [block for headline, text in STORIES[:3] for block in (title.format(headline), text)]
    tea = ("春茶开采", "青屏县的春茶昨日开采,茶农说今年雨水匀,头茬的芽头比去年壮。")
    articles = run(("02", page(banner.format(name), *blocks, title.format(tea[0]), tea[1])))
    assert [titles(article) for article in articles] == [*((name, each) for each, _ in STORIES[:3]), (None, tea[0])]


def test_a_kicker_that_other_stories_do_not_tell_of_is_no_banner() -> None:
    blocks = [block for headline, text in SECOND for block in (f"## {headline}", text.replace("大桥", "新区"))]
    articles = run(("02", page("**历时四年的大桥**", "## 合龙段凌晨就位", BRIDGE[0], *blocks)))
    assert [article.label for article in articles] == [None] * 4


def test_a_word_of_the_whole_page_makes_no_banner() -> None:
    blocks = [block for headline, text in STORIES for block in (f"## {headline}", text)]
    before = ["## 大桥的灯亮了", "昨夜,滨江大桥的灯第一次全部点亮,江边看灯的人站了三里路。"]
    articles = run(("02", page(*before, "**滨江大桥传喜讯**", *blocks)))
    assert "滨江大桥传喜讯" not in [article.label for article in articles]


def test_two_titles_over_one_story_are_no_banner() -> None:
    articles = run(("02", page("# 江边的新事", "## 合龙段凌晨就位", *BRIDGE, MARKET, FERRY)))
    assert [article.label for article in articles] == [None, None, None]


@pytest.mark.parametrize("label", ["一句话新闻", "简讯三则", "滨江动态"])
def test_news_in_brief_without_a_heading_mark_ends_the_story_above(label: str) -> None:
    articles = run(("03", page("## 早市开到家门口", *BRIDGE, label, *(f"■{item}" for item in ITEMS))))
    assert [titles(each) for each in articles] == [(None, "早市开到家门口"), *[(label, None)] * len(ITEMS)]
    assert [bodies(each) for each in articles[1:]] == [[f"■{item}"] for item in ITEMS]


@pytest.mark.parametrize(("label", "title"), [("{}", "{}"), ("## {}", "### {}"), ("**{}**", "**{}**")])
def test_stories_in_brief_with_titles_and_datelines_all_have_their_label(label: str, title: str) -> None:
    named = [(title.format(name), text) for name, text in SECOND]
    blocks = [line for item in named for line in item]
    *briefs, market = run(("03", page(label.format("江边简讯"), *blocks, *MARKET.split("\n\n"), BRIDGE[1], BRIDGE[2])))
    assert [titles(each) for each in briefs] == [("江边简讯", name) for name, _ in SECOND]
    assert titles(market) == (None, "早市开到家门口")


@pytest.mark.parametrize(
    ("title", "caption", "pieces"),
    [
        ("采茶忙", "茶农在采茶。周一苇 摄", ["采茶忙", "渡轮航线年底停航"]),
        # The label of a story, with its picture between.
        ("船工改行", "船工们在渡口合影。周一苇 摄", ["渡轮航线年底停航"]),
        ("江边新事", "茶农在采茶。周一苇 摄", ["渡轮航线年底停航"]),
    ],
)
def test_a_picture_with_a_title_of_its_own_owns_no_story_below(title: str, caption: str, pieces: list[str]) -> None:
    headline, story = FERRY.removeprefix("# ").split("\n\n")
    articles = run(("02", page("早市开到家门口", MARKET.split("\n\n")[1], title, caption, headline, story)))
    assert [article.headline for article in articles[1:]] == pieces


def test_a_column_of_longer_stories_is_no_news_in_brief() -> None:
    assert [bodies(each) for each in run(("03", page("# 滨江资讯", *BRIDGE)))] == [list(BRIDGE)]


@pytest.mark.parametrize("label", ["# 简讯", "## 短讯速递", "**滨江短讯**", "# 要闻简报"])
@pytest.mark.parametrize("bullet", ["", "▲", "● "])
def test_news_in_brief_is_an_article_each(label: str, bullet: str) -> None:
    *briefs, ferry = run(("03", page(label, *(bullet + item for item in ITEMS), FERRY)))
    name = label.strip("#* ")
    assert [titles(brief) for brief in briefs] == [(name, None)] * len(ITEMS)
    assert ["".join(bodies(brief)).lstrip("▲● ") for brief in briefs] == ITEMS
    assert {brief.type for brief in briefs} == {"news"}
    assert ferry.headline == "渡轮航线年底停航"


def test_news_in_brief_may_have_titles_without_marks() -> None:
    named = [
        ("大桥通车", "滨江大桥昨天通车,两岸从此相连。"),
        ("渡轮停航", "渡轮航线年底停航,船工们将改行。"),
        ("早市开张", "江边的早市开了,柚子卖到了北京。"),
    ]
    *briefs, ferry = run(("03", page("# 短讯速递", *(line for item in named for line in item), FERRY)))
    assert [(brief.label, brief.headline, bodies(brief)) for brief in briefs] == [
        ("短讯速递", title, [text]) for title, text in named
    ]
    assert ferry.headline == "渡轮航线年底停航"


@pytest.mark.parametrize("points", [["●双向六车道 ●全长三公里"], ["●双向六车道", "●全长三公里"]])
def test_the_points_of_a_summary_are_the_subtitle(points: list[str]) -> None:
    (article, _) = run(("03", page("# 滨江大桥昨日合龙", *points, *BRIDGE, MARKET)))
    assert (article.headline, article.subtitle) == ("滨江大桥昨日合龙", " ".join(points))
    assert bodies(article) == list(BRIDGE)


def test_a_brief_is_no_later_page_of_another_story() -> None:
    """It has no title, and its label would be lost in a story that it does not belong to."""
    head = page("# 槐溪区中医院开设夜间门诊", "槐溪区中医院的夜间门诊,每周三次,方便上班的人看病,医生(下转02版)")
    articles = run(("01", head), ("02", page("# 简讯", *ITEMS)))
    assert [article.label for article in articles] == [None, *["简讯"] * len(ITEMS)]


@pytest.mark.parametrize("join", [_merged, reprint])
def test_a_label_is_kept_when_two_pieces_are_made_one(join: Callable[..., Draft]) -> None:
    label, first, second = (Unit(at, ((0, 2),), text, "paragraph") for at, text in enumerate(("简讯", "桥通", "船停")))
    pair = Match(Kin(1.0, 0, 1, ""), 1.0)
    whole = join(Draft(body=[[first]]), Draft(body=[[second]], labels=(label,)), *([pair] if join is _merged else []))
    assert whole.labels == (label,)


def test_a_story_about_news_in_brief_is_one() -> None:
    (article,) = run(("03", page("# 简讯频传", *BRIDGE)))
    assert titles(article) == (None, "简讯频传")
    assert len(article.body) == len(BRIDGE)


def test_notices_below_a_story_are_records_of_their_own() -> None:
    lost = ("周一苇遗失身份证,声明作废。", "滨江饭店遗失公章一枚,声明作废。")
    tender = "滨江市交通局拟对滨江大桥照明工程公开招标,报名截止3月20日。"
    articles = run(("04", page(MARKET, "遗失声明", *lost, "招标公告", tender)))
    assert [(article.type, article.headline) for article in articles] == [
        ("news", "早市开到家门口"),
        ("notice", "遗失声明"),
        ("notice", "招标公告"),
    ]
    assert bodies(articles[1]) == [*lost]


OWN_WORDS = [
    ("更正", "本报3月6日三版《渡口早市》一文中,“林渡口”应为“柳渡口”。", "notice"),
    ("更  正", "昨日二版刊登的《柳湾小学迁新址》一文,作者应为孟听澜。", "notice"),
    ("更正与致歉", "本报昨日A05版将滨江客运公司误写为滨江货运公司,谨此致歉。", "notice"),
    ("启事", "本报副刊“江声”下月起改为每周两期,欢迎读者投稿,来稿请寄副刊部。", "notice"),
    ("敬告读者", "因节日放假,本报10月2日至4日休刊,5日恢复出版。", "notice"),
    ("来函照登", "编辑同志:贵报登载的《老街的灯》一文提到我厂的灯具,所述与事实有出入,望予说明。", "news"),
]


@pytest.mark.parametrize(("heading", "text", "kind"), OWN_WORDS, ids=lambda value: value[:6])
def test_what_a_paper_says_of_itself_is_no_part_of_the_story_above(heading: str, text: str, kind: str) -> None:
    story = [("大桥主体合龙", BRIDGE[0]), ("早市搬到新桥头", SECOND[2][1])]
    (title, above), (next_title, below) = story
    articles = run(("04", page(title, above, heading, text, next_title, below)))
    assert [(article.type, article.headline) for article in articles] == [
        ("news", title),
        (kind, heading),
        ("news", next_title),
    ]
    assert [bodies(article) for article in articles] == [[above], [text], [below]]


def test_a_report_on_a_notice_is_no_notice() -> None:
    (article,) = run(("04", page("# 交通局发布公告", BRIDGE[0], "市民在公告栏前看了很久,有人拍照,有人抄写。", LOAD)))
    assert (article.type, len(article.body)) == ("news", 3)


def test_the_lines_of_a_summary_belong_to_the_title() -> None:
    lines = ("● 企业招一人补助一千元", "● 技能培训全部免费", "● 创业贷款提高到三十万元")
    text = "滨江日报讯(全媒体记者/陆青禾) 滨江市昨天出台十条措施稳就业,全年预计安排资金两亿元。"
    (article,) = run(("04", page("# 滨江出台措施稳就业", *lines, text)))
    assert (article.headline, article.subtitle) == ("滨江出台措施稳就业", " ".join(lines))
    assert bodies(article) == [text]


def test_one_sentence_on_two_lines_is_one_headline() -> None:
    text = "滨江日报讯(全媒体记者/沈砚) 入冬以来,全市水利系统抢抓农闲,修渠清淤,已完成土方四百万方。"
    (article,) = run(("04", page("# 全市水利系统", "# 掀起冬修热潮", text)))
    assert article.headline == "全市水利系统 掀起冬修热潮"


@pytest.mark.parametrize(
    ("lines", "kind"),
    [
        (
            ("# 县里发布禁渔公告", "本报讯(记者周一苇)县农业局昨天发布公告,江上从下月起禁渔,为期四个月,船工们将改行。"),
            "news",
        ),
        (("# 禁渔公告", "为保护江中鱼类,从下月一日起江上禁渔四个月,望船工们遵照执行。特此公告。"), "notice"),
    ],
)
def test_a_report_with_a_dateline_is_no_notice_whatever_its_title_says(lines: tuple[str, ...], kind: str) -> None:
    (article,) = run(("03", page(*lines)))
    assert article.type == kind
