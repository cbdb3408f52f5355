"""Split, dedupe and join together: invented pages, and the promises on pages that hypothesis shuffles."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from benchmarks.gold import read_issues
from benchmarks.gold import test_sets as sets_of
from benchmarks.withheld import outcome_of
from zbtools.model import Article, Page, Record, Source
from zbtools.pipeline import Options, read_page, run_issue
from zbtools.stages.assemble import Draft
from zbtools.stages.check import check_records
from zbtools.stages.identity import Identity
from zbtools.stages.join.evidence import gather
from zbtools.stages.join.openings import opened
from zbtools.stages.join.reading import NONE, PARAGRAPH, TITLE, Step
from zbtools.stages.join.roles import roles_of
from zbtools.stages.join.stories import Stories
from zbtools.stages.join.tables import tabulate
from zbtools.stages.layout import decode_units
from zbtools.stages.titles import title_parts
from zbtools.stages.units import AFTER_FROM, BEFORE_FROM, Unit

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
STAGES = ("dedupe", "join")


def read(texts: Sequence[str], options: Options | None = None, labels: Sequence[str | None] = ()) -> list[Record]:
    records: list[Record] = []
    for number, text in enumerate(texts):
        label = labels[number] if labels else None
        source = Source(f"page-{number}", f"{number:064d}", "utf-8", len(text))
        records += read_page(text, source, Identity(page=label))
    return run_issue(records, STAGES, options or Options())


def articles_of(records: Sequence[Record]) -> list[Article]:
    return [record for record in records if isinstance(record, Article)]


def lines(*texts: str) -> list[Unit]:
    place = 0
    units = []
    for text in texts:
        level, bold, text = text.count("#"), text[:2] == "**", text.strip("#* ")
        units.append(Unit(0, ((place, place + len(text)),), text, "title", level=level, bold=bold, gap=1))
        place += len(text) + 2
    return units


@pytest.mark.parametrize(
    ("title", "parts"),
    [
        (["滨江大桥昨日合龙"], {"headline": ["滨江大桥昨日合龙"]}),
        (
            ["市长应怀瑾在全市防汛工作会议上强调", "把每一道堤都当作最后一道堤"],
            {"kicker": ["市长应怀瑾在全市防汛工作会议上强调"], "headline": ["把每一道堤都当作最后一道堤"]},
        ),
        (
            ["渡口最后一班船", "——白石滩渡停航见闻"],
            {"headline": ["渡口最后一班船"], "subtitle": ["——白石滩渡停航见闻"]},
        ),
        (["全市统计系统", "开展春季入户走访"], {"headline": ["全市统计系统", "开展春季入户走访"]}),
        (["桥头的灯（江畔随笔）"], {"headline": ["桥头的灯"], "label": ["（江畔随笔）"]}),
        (["桥头的灯 【江畔随笔】"], {"headline": ["桥头的灯"], "label": ["【江畔随笔】"]}),
        (["早市开张 ·滨江人家·"], {"headline": ["早市开张"], "label": ["·滨江人家·"]}),
        (["江边纪行（下）"], {"headline": ["江边纪行（下）"]}),
        (["江边（组诗）"], {"headline": ["江边（组诗）"]}),
        (["民生聚焦", "老楼装上新电梯"], {"label": ["民生聚焦"], "headline": ["老楼装上新电梯"]}),
        (["【记者调查】", "老楼装上新电梯"], {"label": ["【记者调查】"], "headline": ["老楼装上新电梯"]}),
        (["【民情热线】", "路灯不亮有人管了"], {"label": ["【民情热线】"], "headline": ["路灯不亮有人管了"]}),
        (["聚焦春运", "回家的路近了"], {"label": ["聚焦春运"], "headline": ["回家的路近了"]}),
        (
            ["滨江市自然资源局土地出让公告", "滨自然资告字〔2024〕17号"],
            {"headline": ["滨江市自然资源局土地出让公告"], "subtitle": ["滨自然资告字〔2024〕17号"]},
        ),
        (
            ["## 滨江大桥主桥昨日合龙", "**应怀瑾到现场看望工人**"],
            {"headline": ["滨江大桥主桥昨日合龙"], "subtitle": ["应怀瑾到现场看望工人"]},
        ),
        (
            ["# 滨江大桥主桥昨日合龙", "## 明年底通车", "## 过江只要六分钟"],
            {"headline": ["滨江大桥主桥昨日合龙"], "subtitle": ["明年底通车", "过江只要六分钟"]},
        ),
        (["# 大桥终合龙了", "## 过江只要六分钟"], {"headline": ["大桥终合龙了"], "subtitle": ["过江只要六分钟"]}),
        (["# 大家谈艺", "## 戏比天大"], {"label": ["大家谈艺"], "headline": ["戏比天大"]}),
        (
            ["## 四年苦战 一朝功成", "# 滨江大桥主桥昨日合龙", "### 明年底通车"],
            {
                "kicker": ["四年苦战 一朝功成"],
                "headline": ["滨江大桥主桥昨日合龙"],
                "subtitle": ["明年底通车"],
            },
        ),
        (
            ["## 四年苦战 一朝功成", "# 滨江大桥主桥昨日合龙", "——船工们的最后一班船"],
            {
                "kicker": ["四年苦战 一朝功成"],
                "headline": ["滨江大桥主桥昨日合龙"],
                "subtitle": ["——船工们的最后一班船"],
            },
        ),
        (["**四年苦战 一朝功成**", "# 大桥合龙"], {"kicker": ["四年苦战 一朝功成"], "headline": ["大桥合龙"]}),
        (
            ["**江边的人们**", "# 白石滩渡口停航三个月之后", "# 渡口最后一班船"],
            {"kicker": ["江边的人们", "白石滩渡口停航三个月之后"], "headline": ["渡口最后一班船"]},
        ),
        (
            ["## 滨江大桥主桥昨日晚间合龙", "过江只要六分钟"],
            {"kicker": ["滨江大桥主桥昨日晚间合龙"], "headline": ["过江只要六分钟"]},
        ),
        (
            ["# 滨江大桥主桥昨日晚间合龙", "## 过江只要六分钟", "# 明年底通车"],
            {"kicker": ["滨江大桥主桥昨日晚间合龙"], "headline": ["过江只要六分钟"], "subtitle": ["明年底通车"]},
        ),
        (["**江边夜读**", "# 大桥合龙之后"], {"label": ["江边夜读"], "headline": ["大桥合龙之后"]}),
        (["**槐溪区**", "# 渡口改造全面完工"], {"kicker": ["槐溪区"], "headline": ["渡口改造全面完工"]}),
        (
            ["## 市长在大桥工地强调", "### 质量是头等大事"],
            {"kicker": ["市长在大桥工地强调"], "headline": ["质量是头等大事"]},
        ),
        (["## 全市统计系统", "开展春季入户走访"], {"headline": ["全市统计系统", "开展春季入户走访"]}),
        (
            ["渡口最后一班船（江边新事）", "——白石滩渡停航见闻"],
            {"headline": ["渡口最后一班船"], "subtitle": ["——白石滩渡停航见闻"], "label": ["（江边新事）"]},
        ),
    ],
)
def test_title_lines_are_told_apart(title: list[str], parts: dict[str, list[str]]) -> None:
    found = title_parts(lines(*title))
    assert {name: [unit.text for unit in units] for name, units in found.items() if units} == parts


@pytest.mark.parametrize(("text_gap", "subtitle"), [(1, []), (0, ["过江只要六分钟"])])
def test_lines_without_blank_ones_are_one_sentence_where_others_have_them(text_gap: int, subtitle: list[str]) -> None:
    title = [unit._replace(gap=0) for unit in lines("船工们等了整整四十年", "滨江大桥昨日合龙", "过江只要六分钟")]
    assert [unit.text for unit in title_parts(title, text_gap)["subtitle"]] == subtitle


def test_the_layout_in_a_page_record_gives_back_its_units() -> None:
    text = next(EXAMPLES.rglob("*.txt")).read_text(encoding="utf-8")
    page, *articles = read_page(text, Source("a", "0" * 64, "utf-8", len(text)), Identity())
    assert isinstance(page, Page)
    units = decode_units(page, articles)
    assert len(units) == len(page.blocks)
    assert all("".join(text[start:end] for start, end in unit.ranges) == unit.text for unit in units)


def test_a_story_that_goes_on_overleaf_is_one_article_on_two_pages() -> None:
    folder = next(EXAMPLES.glob("lanjiang-daily/*"))
    texts = [(folder / name).read_text(encoding="utf-8") for name in ("01.txt", "02.txt")]
    records = read(texts, labels=["01", "02"])
    both = [article for article in articles_of(records) if len({span[0] for span in _spans(article)}) == 2]
    assert len(both) == 2
    assert all(article.continued_on is None and len(article.pages) == 2 for article in both)


def test_alone_the_pieces_say_what_they_lack() -> None:
    folder = next(EXAMPLES.glob("lanjiang-daily/*"))
    head = articles_of(read([(folder / "01.txt").read_text(encoding="utf-8")]))
    tail = articles_of(read([(folder / "02.txt").read_text(encoding="utf-8")]))
    assert sum("tail-elsewhere" in article.status for article in head) == 2
    assert sum("head-elsewhere" in article.status for article in tail) == 2
    assert {article.continued_from.page for article in tail if article.continued_from} == {"01"}


def test_a_doubtful_move_stays_a_fragment_with_its_candidates() -> None:
    text = next(EXAMPLES.glob("binjiang-daily/*/*.txt")).read_text(encoding="utf-8")
    fragments = [
        article for article in articles_of(read([text], Options(min_confidence=1.01))) if article.kind == "fragment"
    ]
    assert fragments
    assert all(fragment.headline is None for fragment in fragments)
    assert any(fragment.candidates for fragment in fragments)


def moves_of(articles: Sequence[Article], kind: str) -> list[float]:
    return [
        decision.confidence
        for article in articles
        if article.kind == kind
        for decision in article.decisions
        if decision.op in ("move", "continue")
    ]


@pytest.mark.parametrize("least", [0.5, 0.9, 1.0])
def test_no_article_has_a_move_less_sure_than_asked_for(least: float) -> None:
    for folder in sorted(EXAMPLES.glob("*/*/")):
        texts = [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))]
        records = read(texts, Options(min_confidence=least))
        pages = [record for record in records if isinstance(record, Page)]
        assert check_records(records, {page.id: text for page, text in zip(pages, texts, strict=True)}) == []
        assert all(sure >= least for sure in moves_of(articles_of(records), "article"))


def test_a_doubtful_continuation_is_left_on_its_page() -> None:
    folder = next(EXAMPLES.glob("lanjiang-daily/*"))
    texts = [(folder / name).read_text(encoding="utf-8") for name in ("01.txt", "02.txt")]
    sure = [article.pages for article in articles_of(read(texts, labels=["01", "02"]))]
    doubtful = [article.pages for article in articles_of(read(texts, Options(min_confidence=1.0), labels=["01", "02"]))]
    assert sum(len(pages) == 2 for pages in sure) > 0
    assert len(doubtful) > len(sure)


def test_the_surer_moves_must_be_the_more_fragments_there_are() -> None:
    text = next(EXAMPLES.glob("binjiang-daily/*/*.txt")).read_text(encoding="utf-8")
    counts = [
        sum(article.kind == "fragment" for article in articles_of(read([text], Options(min_confidence=least))))
        for least in (0.0, 0.5, 0.9, 1.0)
    ]
    assert counts == sorted(counts)
    assert counts[0] < counts[2] < counts[-1]


@pytest.mark.slow
@pytest.mark.skipif("dev" not in sets_of([]), reason="the development pages are not beside the checkout")
@pytest.mark.parametrize("least", [0.5, 0.9, 1.0])
def test_the_promises_hold_on_real_articles_however_sure_moves_must_be(least: float) -> None:
    issues = [issue for path in sets_of([])["dev"] for issue in read_issues(path)]
    # All of them: `python -m benchmarks.withheld`.
    assert sum(outcome_of(issue, least).findings for issue in issues[::30]) == 0


def test_the_same_input_gives_the_same_records() -> None:
    text = next(EXAMPLES.glob("binjiang-daily/*/*.txt")).read_text(encoding="utf-8")
    assert read([text]) == read([text])


def test_a_stage_on_its_own_output_changes_nothing() -> None:
    text = next(EXAMPLES.glob("binjiang-daily/*/*.txt")).read_text(encoding="utf-8")
    records = read([text])
    assert run_issue(records, STAGES, Options()) == records


PIECES = st.sampled_from(
    """## 滨江大桥昨日合龙
**两岸居民走上桥面**
本报讯（记者 周一苇）滨江大桥昨日合龙，
两岸群众从清晨起就守在江边。
造桥用了四年零两个月，
全长2.6公里。
（下转02版）
◀上接01版
记者 林见鹿 摄
![](images/a.jpg)
甲\t乙\t丙
1\t2\t3
滨江大桥昨日合龙，滨江大桥昨日合龙，滨江大桥昨日合龙，
2023年4月18日 星期二


一、怎么走
$35.3\\%$""".splitlines()
)


@settings(max_examples=60, deadline=None)
@example(["滨江大桥昨日合龙，" * 3])
@given(st.lists(st.lists(PIECES, max_size=25).map("\n".join), min_size=1, max_size=3))
def test_the_promises_hold_whatever_the_dump(texts: list[str]) -> None:
    records = read(texts)
    pages = [record for record in records if isinstance(record, Page)]
    assert check_records(records, {page.id: text for page, text in zip(pages, texts, strict=True)}) == []


def _spans(article: Article) -> list[tuple[int, int, int]]:
    assert article.provenance is not None
    return [span for spans in article.provenance.body for span in spans]


def test_a_version_of_a_story_adds_up_what_its_units_are() -> None:
    units = lines("滨江大桥昨日合龙", "大桥全长两千米，桥上行车六道。", "渡口最后一班船开了", "大桥明年三月通车。")
    evidence = gather(units)
    tables = tabulate(evidence, roles_of(evidence))
    stories = Stories(tables)
    title = stories.begin(0, titled=True)
    whole = stories.go_on(stories.go_on(title, 1, is_title=False, stays=True), 3, is_title=False, stays=False)
    topics = np.stack([evidence.vectors[[0, 1, 3]].sum(axis=0), evidence.vectors[0]])
    along = evidence.vectors / np.linalg.norm(evidence.vectors, axis=1, keepdims=True)
    assert np.allclose(stories.near[whole][:, 0], topics @ along.T, atol=1e-3)
    assert np.allclose(1 / stories.scale[whole], np.linalg.norm(topics, axis=1), rtol=1e-4)
    assert np.array_equal(stories.shared[whole], tables.shared[[0, 1, 3]].max(axis=0))
    told = stories.told[whole]
    assert (told.tail, told.is_bare, told.is_unnamed, told.visits) == (3, False, False, 2)
    assert (told.first_run, told.last_run) == (len(units[1].text), len(units[3].text))
    assert stories.told[title].is_bare


@pytest.mark.parametrize("inside", [False, True])
def test_a_title_before_a_marker_is_kept_whatever_the_search_made_of_the_text_behind_it(inside: bool) -> None:
    before = Unit(0, ((0, 5),), "江堤外种下", "paragraph")
    title = Unit(0, ((6, 11),), "渡口的公告", "paragraph", detail=BEFORE_FROM, bold=True)
    behind = Unit(0, ((12, 17),), "往后每天开", "paragraph", detail=AFTER_FROM)
    body = [[title], [before, behind]] if inside else [[before], [title], [behind]]
    found = opened([Draft(titles=[], body=body)])
    assert sorted(unit.start for draft in found for unit in draft.units) == [0, 6, 12]
    assert [unit.text for draft in found for unit in draft.titles] == ([] if inside else ["渡口的公告"])


def test_the_labels_of_two_title_lines_are_read_back_whole() -> None:
    text = "# 桥头的灯（江畔随笔）\n# 渡口往事(滨江记忆)\n\n江上的雾散得很慢，摆渡的老人先把缆绳解开，再去看天。\n"
    [article] = articles_of(read([text]))
    assert (article.headline, article.label) == ("桥头的灯 渡口往事", "（江畔随笔） (滨江记忆)")


@pytest.mark.parametrize("blank", [" ", "　", "    "])
@pytest.mark.parametrize("column", ["（江畔随笔）", "【江畔随笔】"])
def test_a_blank_before_the_name_of_a_column_is_read_back(blank: str, column: str) -> None:
    text = f"# 桥头的灯{blank}{column}\n\n江上的雾散得很慢，摆渡的老人先把缆绳解开，再去看天。\n"
    [article] = articles_of(read([text]))
    assert (article.headline, article.label) == ("桥头的灯", column)


CAPTIONED = """滨江日报 2024年3月8日 星期五 第二版

![](images/1.jpg)

市民在渡口排队等候

{title}

本报讯（记者周一苇）3月7日，滨江市渡口改造工程全面完工，两岸居民从此可以步行过江，往来不再绕行十里。

“以前等船要一个钟头。”家住北岸的孟听澜说，现在十分钟就到了南岸的菜场，孩子上学也不用赶早。

## 柳树种上江堤

本报讯（记者沈鹿鸣）昨天，柳堤县的苗圃送来三万棵柳树苗，种在江堤外侧，把去年冲毁的那一段补齐。
"""


@pytest.mark.parametrize("title", ["## 渡口改造全面完工", "**渡口改造全面完工**"])
def test_a_title_may_stand_below_its_picture(title: str) -> None:
    story = articles_of(read([CAPTIONED.format(title=title)]))[0]
    assert (story.kind, story.headline) == ("article", "渡口改造全面完工")
    assert [(element.kind, element.text[:9]) for element in story.body[:2]] == [
        ("caption", "市民在渡口排队等候"),
        ("paragraph", "本报讯（记者周一苇"),
    ]


TWO_STORIES = """## 渡口改造全面完工

本报讯（记者周一苇）3月7日，滨江市渡口改造工程全面完工，两岸居民从此可以步行过江，往来不再绕行十里。

## 柳树种上江堤

本报讯（记者沈鹿鸣）昨天，柳堤县的苗圃送来三万棵柳树苗，种在江堤外侧，把去年冲毁的那一段补齐。
"""


@pytest.mark.parametrize(
    ("actions", "stories"),
    [
        ([TITLE, PARAGRAPH, NONE, PARAGRAPH], [("渡口改造全面完工", 1), ("柳树种上江堤", 1)]),
        ([TITLE, PARAGRAPH, NONE, NONE], [("渡口改造全面完工", 1), (None, 1), (None, 1)]),
    ],
    ids=["its text goes on with the story before", "its text is given to none as well"],
)
def test_a_title_that_the_search_gives_to_no_story_heads_the_text_below(
    actions: list[int], stories: list[tuple[str | None, int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    steps = [Step(unit, action, 0, 0.6, tuple, None) for unit, action in enumerate(actions)]
    monkeypatch.setattr("zbtools.stages.join.page.decide", lambda *_: steps)
    found = articles_of(read([TWO_STORIES]))
    assert [(article.headline, len(article.body)) for article in found] == stories


def test_a_line_that_the_search_gives_to_no_story_is_the_kicker_of_the_title_below(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    text = f"## 沈砚在渡口调研时强调\n\n{TWO_STORIES}"
    actions = [NONE, TITLE, PARAGRAPH, TITLE, PARAGRAPH]
    steps = [Step(unit, action, max(0, unit // 3), 0.6, tuple, None) for unit, action in enumerate(actions)]
    monkeypatch.setattr("zbtools.stages.join.page.decide", lambda *_: steps)
    first, second = articles_of(read([text]))
    assert (first.kicker, first.headline) == ("沈砚在渡口调研时强调", "渡口改造全面完工")
    assert (second.kicker, second.headline) == (None, "柳树种上江堤")


def test_three_marked_lines_are_kicker_headline_and_subtitle() -> None:
    text = (
        "## 打木桩 铺石板 工匠们昼夜赶工\n\n## 滨江渡口将在九月完工\n\n## 沿江步道同时开始铺设\n\n"
        + TWO_STORIES.split("\n\n", 1)[1]
    )
    story = articles_of(read([text]))[0]
    assert story.kicker == "打木桩 铺石板 工匠们昼夜赶工"
    assert (story.headline, story.subtitle) == ("滨江渡口将在九月完工", "沿江步道同时开始铺设")


@pytest.mark.parametrize(
    ("last", "status"),
    [
        ("滨江渡口定于六月一日起停航,望各位乘客改乘公共汽车过江,特此通告", ()),
        ("本号开设江边已有多年,现因扩充营业迁至桥头,尚祈新旧主顾光临,江记茶庄谨启", ()),
        ("滨江渡口定于六月一日起停航,望各位乘客改乘公共汽车过", ("tail-missing",)),
    ],
)
def test_the_closing_words_of_a_notice_are_an_end(last: str, status: tuple[str, ...]) -> None:
    (article,) = articles_of(read([f"# 渡口停航通告\n\n江边的人们守到深夜才散去。\n\n{last}\n"]))
    assert article.status == status


def test_points_of_a_list_are_no_gap() -> None:
    points = "一、报名时间从六月一日起到六月十日止\n\n二、报名地点在滨江大桥桥头指挥部二楼"
    (article,) = articles_of(read([f"# 大桥招收护桥员\n\n{points}\n\n江边的人们守到深夜才散去,第二天又来了。\n"]))
    assert article.status == ()
