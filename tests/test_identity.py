"""Which page is it: what paths, patterns, furniture and datelines tell, and what they do not."""

from __future__ import annotations

import pytest

from zbtools.errors import UsageError
from zbtools.language.dates import find_date
from zbtools.model import Furniture, Page, Source
from zbtools.stages.identity import Identity, from_furniture, from_outlets, from_path, merged, of_one_issue

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
    ("folio", "一版", (None, None, "01", None)),
    ("masthead", "滨 江 日 报", ("滨江日报", None, None, None)),
    ("staff", "一版责编：周一苇", (None, None, None, None)),
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


@pytest.mark.parametrize(("told", "known"), ISSUES)
def test_pages_of_one_issue_tell_each_other(
    told: list[tuple[str | None, str | None]], known: list[tuple[str | None, str | None]]
) -> None:
    pages = [Page(str(i), Source(f"{i}.txt", "", "utf-8", 0), paper, date) for i, (paper, date) in enumerate(told)]
    assert [(page.paper, page.date) for page in of_one_issue(pages)] == known
