"""Which page is it: what paths, patterns, furniture and datelines tell, and what they do not."""

from __future__ import annotations

import pytest

from zbtools.errors import UsageError
from zbtools.language.dates import find_date
from zbtools.model import Article, Furniture, Page, Source
from zbtools.pipeline import read_page
from zbtools.stages.identity import (
    Identity,
    from_furniture,
    from_outlets,
    guessed,
    merged,
    of_one_issue,
    same_day,
    settled,
)
from zbtools.stages.paths import from_path

DAY = "2022-10-27"
PATHS = [
    ("2022-10-27/02.txt", (None, DAY, "02", None)),
    ("滨江日报_20221027_02.txt", ("滨江日报", DAY, "02", None)),
    ("binjiang-2022-10-27.txt", (None, DAY, None, None)),
    ("binjiang-2022-10-27-02.txt", (None, DAY, "02", None)),
    ("滨江日报/2022/10/27/A01版.txt", ("滨江日报", DAY, "A01", None)),
    ("滨江日报20221027第02版.txt", ("滨江日报", DAY, "02", None)),
    ("滨江日报2022年10月27日 02要闻.txt.gz", ("滨江日报", DAY, "02", "要闻")),
    ("滨江日报-2022-10-27-A05-城事新闻.md", ("滨江日报", DAY, "A05", "城事新闻")),
    ("bj/2022-10/27/B3.md", (None, DAY, "B03", None)),
    ("C:\\pages\\滨江晚报\\20221027\\5.txt", ("滨江晚报", DAY, "05", None)),
    ("2022-10-27/第一版.txt", (None, DAY, "01", None)),
    ("02.txt", (None, None, "02", None)),
    ("page03.txt", (None, None, "03", None)),
    ("2022年/10月/27日/1.txt", (None, DAY, "01", None)),
    ("2022/1027/02.txt", (None, DAY, "02", None)),
    ("滨江日报/2022-10/27/A02.txt", ("滨江日报", DAY, "A02", None)),
    ("滨江日报20221027/p03.txt", ("滨江日报", DAY, "03", None)),
    ("滨江日报/民国三十七年/五月/八日/第二版.txt", ("滨江日报", "1948-05-08", "02", None)),
    ("大江報/1948/05/08/2.txt", ("大江報", "1948-05-08", "02", None)),
    ("20221027A02.txt", (None, DAY, "A02", None)),
    ("BJRB2022102702.txt", (None, DAY, "02", None)),
    ("滨江日报_2022-10-27_02版.txt", ("滨江日报", DAY, "02", None)),
    ("滨江日报（2022年10月27日）第２版.txt", ("滨江日报", DAY, "02", None)),
    ("滨江日报·2022-10-27·02.txt", ("滨江日报", DAY, "02", None)),
    ("２０２２１０２７/０２.txt", (None, DAY, "02", None)),
    ("2022-10/27/nbs.D110000bjrb_A01.htm", (None, DAY, "A01", None)),
    ("nbs.D110000_01.htm", (None, None, "01", None)),
    ("滨江 日报/2.txt", ("滨江日报", None, "02", None)),
    ("page_2.txt", (None, None, "02", None)),
    ("node_02.txt", (None, None, "02", None)),
    ("Page 12.ocr.txt", (None, None, "12", None)),
    ("十四.txt", (None, None, "14", None)),
    ("头版.txt", (None, None, "01", None)),
    ("要闻02.txt", (None, None, "02", "要闻")),
    ("2022-10-27/0012.txt", (None, DAY, "12", None)),
    ("2022-10-27/B叠03.txt", (None, DAY, "B03", None)),
    ("2022-10-27/A02-A03.txt", (None, DAY, "A02-A03", None)),
    # The folder is the page, the files are its parts or readings.
    ("2022-10-27/第3版/0004.txt", (None, DAY, "03", None)),
    ("滨江日报/2022/10/27/02/text.txt", ("滨江日报", DAY, "02", None)),
    # The first number behind the day is the page, the next counts its articles; and the day nearest to the file counts.
    ("bjrb-2022-10-27-02-001.txt", (None, DAY, "02", None)),
    ("scans 2024-01-01/滨江日报/1948-05-08/02.txt", ("滨江日报", "1948-05-08", "02", None)),
    # Marks of copies, times of day and versions are no pages.
    ("滨江日报_2022-10-27(3).txt", ("滨江日报", DAY, None, None)),
    ("滨江日报_2022-10-27_02 (1).txt", ("滨江日报", DAY, "02", None)),
    ("output_2022-10-27T10-30-00.txt", (None, DAY, None, None)),
    ("2022-10-27 10.30.txt", (None, DAY, None, None)),
    ("v1.txt", (None, None, None, None)),
    ("x1.txt", (None, None, None, None)),
    ("3.1.txt", (None, None, None, None)),
    ("scan_0001_final.txt", (None, None, None, None)),
    ("IMG_20221027_0003.txt", (None, DAY, None, None)),
    ("2022-10-27/content_25993.htm", (None, DAY, None, None)),
    ("第三个渡口.txt", (None, None, None, None)),
    ("三国.txt", (None, None, None, None)),
    ("天气预报/02.txt", (None, None, "02", None)),
    # Nothing is guessed from Latin words, from numbers of scans, from days that no calendar has.
    ("scan-12.txt", (None, None, None, None)),
    ("notes.txt", (None, None, None, None)),
    ("20221027.txt", (None, DAY, None, None)),
    ("2022-13-40.txt", (None, None, None, None)),
    ("binjiang/daily/readme", (None, None, None, None)),
    ("渡口纪事.txt", (None, None, None, None)),
    ("-", (None, None, None, None)),
    ("", (None, None, None, None)),
]


@pytest.mark.parametrize(("path", "known"), PATHS)
def test_guess_from_path(path: str, known: tuple[str | None, ...]) -> None:
    assert from_path(path) == Identity(*known)


@pytest.mark.parametrize(
    ("pattern", "path", "known"),
    [
        ("{paper}/{date}/{page}.txt", "in/bj/20221027/3.txt", ("bj", DAY, "03", None)),
        ("{paper}/{year}/{month}/{day}/{page}.txt", "bj/2022/10/27/A3.txt", ("bj", DAY, "A03", None)),
        ("{date}_{page}_{page_name}.txt", "2022-10-27_02_要闻.txt", (None, DAY, "02", "要闻")),
        ("{*}-{page}.txt", "scan-12.txt", (None, None, "12", None)),
        ("{paper}/{date}/{page}.txt", "02.txt", (None, None, None, None)),
        ("{date}.txt", "2022-13-40.txt", (None, None, None, None)),
        ("{date} 第{page}版.txt", "２０２２１０２７ 第２版.txt.gz", (None, DAY, "02", None)),
        ("{page}.t+t", "02.t+t", (None, None, "02", None)),
    ],
)
def test_pattern(pattern: str, path: str, known: tuple[str | None, ...]) -> None:
    assert from_path(path, pattern) == Identity(*known)


@pytest.mark.parametrize(
    "pattern", ["{colour}/{page}.txt", "{date}/{date}.txt", "pages.txt", "{date", "date}{page}", "{}"]
)
def test_bad_pattern(pattern: str) -> None:
    with pytest.raises(UsageError) as caught:
        from_path("02.txt", pattern)
    assert "{paper}" in caught.value.hint


LINES = [
    ("date-line", "滨江日报 2022年10月27日 02 要闻", ("滨江日报", DAY, "02", "要闻")),
    ("date-line", "2022.10.27 星期四", (None, DAY, None, None)),
    ("date-line", "第 23 期 总第1647期 本期16版 2022年10月27日 星期四 壬寅年十月初三", (None, DAY, None, None)),
    ("date-line", "1949年2月18日滨江日报 第1版", ("滨江日报", "1949-02-18", "01", None)),
    ("date-line", "中華民國卅七年十二月十二日 星期日 第二版", (None, "1948-12-12", "02", None)),
    ("date-line", "2022年10月27日 星期四 城事新闻 A05", (None, DAY, "A05", "城事新闻")),
    ("date-line", "二〇二二年十月二十七日 星期四 第八版", (None, DAY, "08", None)),
    ("date-line", "１９９４年１０月２１日　星期五　第三版", (None, "1994-10-21", "03", None)),
    ("folio", "要闻 | 05", (None, None, "05", "要闻")),
    ("folio", "06版：科技·新知", (None, None, "06", "科技·新知")),
    ("folio", "第4版(体育)", (None, None, "04", "体育")),
    ("folio", "綜合 A3", (None, None, "A03", "綜合")),
    ("folio", "要闻", (None, None, None, "要闻")),
    ("folio", "一版", (None, None, "01", None)),
    ("masthead", "滨 江 日 报", ("滨江日报", None, None, None)),
    ("folio", "B01 经济周刊", (None, None, "B01", "经济周刊")),
    ("date-line", "04 | 星期四 | 2022.10.27 | 责编 周一苇 | 美编 林岸", (None, DAY, "04", None)),
    ("date-line", "濱江週報 第八卷第三期 民國二十年二月十五日", ("濱江週報", "1931-02-15", None, None)),
    ("date-line", "民國二十二年十一月五日 星期日 第二千三百號", (None, "1933-11-05", None, None)),
    ("date-line", "公元2022年10月27日", (None, DAY, None, None)),
    ("date-line", "2022/10/27 A05", (None, DAY, "A05", None)),
    ("date-line", "中華民國91年3月19日星期二", (None, "2002-03-19", None, None)),
    ("date-line", "大江報 民國三十七年五月八日 禮拜六 第六版", ("大江報", "1948-05-08", "06", None)),
    ("date-line", "西曆一千九百零四年三月十四號 禮拜一 第三版", (None, "1904-03-14", "03", None)),
    ("date-line", "Thursday, October 27, 2022 A5", (None, DAY, "A05", None)),
    ("date-line", "A5 THURSDAY 27 OCT 2022 港聞", (None, DAY, "A05", "港聞")),
    # A sheet has four pages: its number is no label, but what the page is called.
    ("date-line", "民國三十七年五月八日 第二張", (None, "1948-05-08", None, "第二張")),
    ("date-line", "民國三十七年五月八日 第二張 第六版", (None, "1948-05-08", "06", "第二張")),
    # Years of a reign are lunar: their days stay text.
    ("date-line", "光绪三十年四月初二日", (None, None, None, None)),
    ("date-line", "大清宣統二年三月十四日 第三版", (None, None, "03", None)),
    ("staff", "一版责编：周一苇", (None, None, None, None)),
    # Letters that readers take for figures.
    ("date-line", "滨江日报 2022年l0月27日 星期四 02", ("滨江日报", DAY, "02", None)),
    ("date-line", "2O22年1O月27口 星期四 第二版", (None, DAY, "02", None)),
    # Years of two figures, beside a weekday that fits or the number of the issue.
    ("date-line", "滨江日报 99年5月1日 星期六 第3版", ("滨江日报", "1999-05-01", "03", None)),
    ("date-line", "’99.5.1 星期六 第三版", (None, "1999-05-01", "03", None)),
    ("date-line", "八二年十月一日 星期五 第二版", (None, "1982-10-01", "02", None)),
    ("date-line", "滨江日报 八二年十月一日 第一三五二号", ("滨江日报", "1982-10-01", None, None)),
    ("date-line", "99年5月1日 星期三", (None, None, None, None)),
    ("date-line", "滨江日报 99年5月1日", ("滨江日报", None, None, None)),
    ("date-line", "濱江日報 91年3月19日 星期二", ("濱江日報", None, None, None)),
    ("date-line", "37年5月8日 星期六", (None, None, None, None)),
]


@pytest.mark.parametrize(("role", "text", "known"), LINES)
def test_furniture_tells(role: str, text: str, known: tuple[str | None, ...]) -> None:
    assert from_furniture([Furniture(role, text, ())]) == Identity(*known)


def test_lines_of_one_page_complete_each_other_and_the_first_is_right() -> None:
    furniture = [
        Furniture("masthead", "滨江日报", ()),
        Furniture("folio", "05版：要闻", ()),
        Furniture("folio", "06版", ()),
    ]
    assert from_furniture(furniture) == Identity("滨江日报", None, "05", "要闻")
    assert merged(Identity(page="01"), Identity("滨江日报", DAY, "02")) == Identity("滨江日报", DAY, "01")


GUESS = guessed(Identity("滨江日报", DAY, "01"))


@pytest.mark.parametrize(
    ("known", "lines", "expected"),
    [
        # What the user says, then what is printed, then a guess.
        (Identity("滨江日报", DAY, "01"), ["大江报", "1948年5月8日", "第三版"], ("滨江日报", DAY, "01")),
        (GUESS, ["大江报", "1948年5月8日", "第三版"], ("大江报", "1948-05-08", "03")),
        (GUESS, ["滨江日报"], ("滨江日报", DAY, "01")),
        # One character that differs is misread.
        (GUESS, ["滨汇日报", "2022年10月21日"], ("滨江日报", DAY, "01")),
        # A day that is not that of its weekday is believed last.
        (Identity(), ["2022年10月21日 星期四"], (None, "2022-10-21", None)),
        (Identity(), ["2022年10月21日 星期四", "2022年10月27日"], (None, DAY, None)),
        (guessed(Identity(date="2022-10-13")), ["2022年10月21日 星期四"], (None, "2022-10-13", None)),
        # Two folios that differ are an index of contents; without a guess the first is right.
        (GUESS, ["第三版", "第七版"], ("滨江日报", DAY, "01")),
        (Identity(), ["第三版", "第七版"], (None, None, "03")),
    ],
)
def test_who_is_believed(known: Identity, lines: list[str], expected: tuple[str | None, ...]) -> None:
    furniture = [Furniture("date-line", line, ()) for line in lines]
    assert settled(known, furniture, furniture) == Identity(*expected)


STORY = "\n\n# 滨江大桥昨日合龙\n\n滨江大桥昨天合龙，两岸的人们守到深夜才散去，江面上灯火通明，船只来往不绝。\n"


@pytest.mark.parametrize(
    ("head", "known"),
    [
        ("4. 4. 2024 星期四", (None, "2024-04-04", None)),
        ("2024/05/08 A05", (None, "2024-05-08", "A05")),
        ("公元2024年5月8日", (None, "2024-05-08", None)),
        ("民國三十七年五月八日 第二張", (None, "1948-05-08", None)),
        ("光绪三十年四月初二日", (None, None, None)),
        ("中華民國91年3月19日星期二", (None, "2002-03-19", None)),
        ("大江報\n\n民國三十七年五月八日", ("大江報", "1948-05-08", None)),
        ("# 滨江报\n\n2024年5月8日 星期三", ("滨江报", "2024-05-08", None)),
        ("第三版\n\n滨江通讯报\n\nTHE BINJIANG NEWS\n\n2024年5月8日 星期三", ("滨江通讯报", "2024-05-08", "03")),
        ("滨 江 报\n\n2024年5月8日", ("滨江报", "2024-05-08", None)),
    ],
)
def test_the_head_of_a_page_is_read_and_is_no_story(head: str, known: tuple[str | None, ...]) -> None:
    page, *articles = read_page(head + STORY, Source("x", "", "utf-8", 0), Identity())
    assert isinstance(page, Page)
    assert (page.paper, page.date, page.page) == known
    assert [article.headline for article in articles if isinstance(article, Article)] == ["滨江大桥昨日合龙"]


@pytest.mark.parametrize("head", ["大江报", "天气预报\n\n2024年5月8日 星期三", "大江报社\n\n2024年5月8日 星期三"])
def test_not_every_line_that_ends_so_is_the_name_of_the_paper(head: str) -> None:
    page, *_ = read_page(head + STORY, Source("x", "", "utf-8", 0), Identity())
    assert isinstance(page, Page)
    assert page.paper is None


MASTHEADS = [
    # The user, the path or the page's own reports know the name.
    ("滨江公安", "滨江公安", "滨江公安"),
    ("滨江公安\n\n2024年5月8日 星期三", None, "滨江公安"),
    ("大江新聞", "大江新聞", "大江新聞"),
    # 今日 and a place, with and without a date.
    ("今日滨江", None, "今日滨江"),
    ("今日滨江\n\n2024年5月8日 星期三", None, "今日滨江"),
    ("第三版\n\n今日滨江", None, "今日滨江"),
    # In the old script 新聞 closes names of papers, in the new one those of pages.
    ("大江新聞\n\n民國三十七年五月八日 星期六", None, "大江新聞"),
    ("人民铁道", None, "人民铁道"),
    ("滨江社区报", None, "滨江社区报"),
    ("滨江广播电视报", None, "滨江广播电视报"),
    ("滨江晚刊\n\n2024年5月8日 星期三", None, "滨江晚刊"),
]
TOLD = "\n\n滨江大桥昨日合龙\n\n滨江公安讯（记者 周一苇）滨江大桥昨天合龙，两岸的人们守到深夜才散去，江面上灯火通明。\n"


@pytest.mark.parametrize(("head", "known", "paper"), MASTHEADS)
def test_the_name_of_the_paper_is_no_part_of_the_first_title(head: str, known: str | None, paper: str) -> None:
    page, *articles = read_page(head + TOLD, Source("x", "", "utf-8", 0), Identity(known))
    assert isinstance(page, Page)
    assert page.paper == paper
    assert [item.text for item in page.furniture if item.role == "masthead"] == [paper]
    titles = [(story.label, story.headline) for story in articles if isinstance(story, Article)]
    assert titles == [(None, "滨江大桥昨日合龙")]


@pytest.mark.parametrize(
    "head",
    ["今日关注", "今日要闻", "滨江日报\n\n今日滨江", "國際新聞\n\n民國三十七年五月八日 星期六", "要闻\n\n滨江夜话"],
)
def test_a_label_or_the_name_of_a_page_is_no_masthead(head: str) -> None:
    page, *_ = read_page(head + STORY, Source("x", "", "utf-8", 0), Identity())
    assert isinstance(page, Page)
    assert {item.text for item in page.furniture if item.role == "masthead"} <= {"滨江日报"}


def test_a_first_line_right_above_the_text_is_the_title() -> None:
    page, story = read_page("今日滨江\n\n" + STORY.split("\n\n")[2], Source("x", "", "utf-8", 0), Identity())
    assert isinstance(page, Page)
    assert isinstance(story, Article)
    assert (page.furniture, story.headline) == ((), "今日滨江")


@pytest.mark.parametrize(
    ("identity", "label"), [(from_path("02.txt"), "03"), (from_path("02.txt", "{page}.txt"), "02")]
)
def test_a_folio_goes_before_the_name_of_a_file_but_not_before_a_pattern(identity: Identity, label: str) -> None:
    page, *_ = read_page("第三版" + STORY, Source("x", "", "utf-8", 0), identity)
    assert isinstance(page, Page)
    assert page.page == label


@pytest.mark.parametrize(
    ("outlets", "paper"),
    [
        (["滨江日报", "新华社", "滨江日报"], "滨江日报"),
        (["滨江日报", "滨江日报", "滨江晚报"], "滨江日报"),
        (["新华社", "新华社"], None),
        (["滨江日报"], None),
        (["滨江日报", "滨江晚报", "滨江日报", "滨江晚报"], None),
        ([], None),
    ],
)
def test_outlets_tell_the_paper(outlets: list[str], paper: str | None) -> None:
    assert from_outlets(outlets) == paper


@pytest.mark.parametrize("text", ["2022年", "10月27日", "2022年2月30日", "91年3月19日", "99999999", "3.5-6.7", ""])
def test_no_date(text: str) -> None:
    assert find_date(text) is None


ISSUES = [
    ([("滨江日报", DAY), (None, None)], [("滨江日报", DAY), ("滨江日报", DAY)]),
    ([(None, DAY), ("滨江日报", None), (None, None)], [("滨江日报", DAY)] * 3),
    # Where they do not agree, none is right for a page that says nothing.
    ([("滨江日报", DAY), (None, None), ("滨江晚报", DAY)], [("滨江日报", DAY), (None, DAY), ("滨江晚报", DAY)]),
    ([(None, None), (None, None)], [(None, None), (None, None)]),
]


def _page(line: str) -> Page:
    page, *_ = read_page(line + STORY, Source(f"滨江/{line}.txt", "", "utf-8", 0), Identity())
    assert isinstance(page, Page)
    return page


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("滨江日报 2022年10月27日 星期四 02", None),
        ("滨江日报 2022年l0月27日 星期四 02", "misread-figure"),
        ("滨江日报 2022年10月21日 星期四 02", "weekday-differs"),
        ("滨江日报 99年5月1日 星期六 02", "short-year"),
    ],
)
def test_the_page_says_how_it_came_by_its_day(line: str, rule: str | None) -> None:
    decisions = [each for each in _page(line).decisions if each.op == "date"]
    assert [(each.rule, each.evidence) for each in decisions] == ([(rule, line)] if rule else [])


@pytest.mark.parametrize(
    ("line", "together"),
    [
        ("滨江日报 2022年10月21日 星期四 02", True),
        ("滨江日报 2022年10月28日 星期四 02", True),
        # Another day of its own: the weekday is its own, or that of neither.
        ("滨江日报 2022年10月28日 星期五 02", False),
        ("滨江日报 2022年10月28日 星期三 02", False),
        ("滨江日报 2022年11月21日 星期四 02", False),
    ],
)
def test_a_day_that_its_weekday_shows_to_be_misread_is_that_of_the_issue(line: str, together: bool) -> None:
    pages = [_page("滨江日报 2022年10月27日 星期四 01"), _page(line)]
    for one, other in (pages, pages[::-1]):
        assert same_day(one, other) is together
        assert ({page.date for page in of_one_issue([one, other])} == {DAY}) is together


@pytest.mark.parametrize(("told", "known"), ISSUES)
def test_pages_of_one_issue_tell_each_other(
    told: list[tuple[str | None, str | None]], known: list[tuple[str | None, str | None]]
) -> None:
    pages = [Page(str(i), Source(f"{i}.txt", "", "utf-8", 0), paper, date) for i, (paper, date) in enumerate(told)]
    assert [(page.paper, page.date) for page in of_one_issue(pages)] == known
