"""The name of a writer alone below a title: a byline; a heading, a place or a person of the story is none."""

from __future__ import annotations

import pytest

from tests.test_continuations import FERRY, MARKET, bodies, page, run, titled
from zbtools.stages.assemble import Draft
from zbtools.stages.join.page import _place
from zbtools.stages.join.reading import MORE, Step
from zbtools.stages.units import Unit

TITLE = "桥头的灯"
LAMP = (
    "桥头的灯亮了三十年,守灯的老人换了两代。每到黄昏,江面上的船工便朝灯望一眼,再把缆绳系紧。",
    "我小时候住在渡口边上,夜里听得见江水拍打石阶的声音,也看得见那盏灯在雾里慢慢亮起来,像一枚橘子。",
)


@pytest.mark.parametrize(
    ("line", "name"), [("周一苇", "周一苇"), ("顾　南", "顾南"), ("周 颂", "周颂"), ("欧阳明远", "欧阳明远")]
)
def test_a_name_alone_below_a_title_is_the_byline(line: str, name: str) -> None:
    article = titled(run(("05", page(f"# {TITLE}", line, *LAMP, MARKET, FERRY))), TITLE)
    assert bodies(article) == list(LAMP)
    assert article.byline is not None
    assert [person.name for person in article.byline.people] == [name]
    assert (article.byline.text, article.byline.form) == (line, "署名")


@pytest.mark.parametrize(
    ("line", "names"),
    [("周一苇 何晓东", "周一苇 何晓东"), ("周一苇、顾　南", "周一苇 顾南"), ("顾　南　陆　禾", "顾南 陆禾")],
)
def test_names_alone_below_a_title_are_the_byline(line: str, names: str) -> None:
    article = titled(run(("05", page(f"# {TITLE}", line, *LAMP, MARKET, FERRY))), TITLE)
    assert bodies(article) == list(LAMP)
    assert article.byline is not None
    assert [person.name for person in article.byline.people] == names.split()


def test_one_of_several_who_is_of_the_story_makes_none() -> None:
    about = "何晓东守灯守了三十年,每到黄昏便把灯点亮。江面上的船工朝灯望一眼,再把缆绳系紧。"
    articles = run(("05", page(f"# {TITLE}", "周一苇 何晓东", about, LAMP[1], MARKET, FERRY)))
    assert all(article.byline is None or article.byline.form != "署名" for article in articles)


@pytest.mark.parametrize(
    "line",
    [
        "江边",
        "周一苇 江边",
        "白石滩 石榴树",
        "高山 流水",
        "满江红 沁园春",
        "白石滩",
        "石榴树",
        "高桥镇",
        "沈砚",
        "守灯人的话",
        "三十年",
        "时间表",
        "满江红",
        *["程序员", "时间轴", "安全感", "谢师宴", "白毛女"],
        "元 旦",
        "石 桥",
    ],
)
def test_a_heading_or_a_place_is_none(line: str) -> None:
    articles = run(("05", page(f"# {TITLE}", line, *LAMP, MARKET, FERRY)))
    assert all(article.byline is None or article.byline.form != "署名" for article in articles)


def test_a_person_of_the_story_is_none() -> None:
    about = "周一苇守灯守了三十年,每到黄昏便把灯点亮。江面上的船工朝灯望一眼,再把缆绳系紧。"
    articles = run(("05", page(f"# {TITLE}", "周一苇", about, LAMP[1], MARKET, FERRY)))
    assert all(article.byline is None or article.byline.form != "署名" for article in articles)


def test_names_over_the_parts_of_a_story_are_none() -> None:
    articles = run(("05", page(f"# {TITLE}", "周一苇", LAMP[0], "沈青禾", LAMP[1], MARKET, FERRY)))
    assert all(article.byline is None or article.byline.form != "署名" for article in articles)


def test_what_names_the_writer_is_no_line_of_the_title() -> None:
    draft = Draft(titles=[Unit(0, ((0, 4),), TITLE, "title")])
    line = Unit(0, ((6, 11),), "口 周一苇", "byline", "ZB225")
    _place(line, Step(1, MORE, 0, 0.9, tuple, None), draft)
    assert (len(draft.titles), draft.body) == (1, [[line]])
