"""Poems: lines of like length are one text, their title is no line of the story above."""

from __future__ import annotations

import pytest

from tests.test_continuations import BRIDGE, bodies, page, run
from tests.test_packages import SECOND

FREE = (
    "江水从城中流过",
    "带走了去年的落叶",
    "摆渡人把竹篙收起",
    "坐在船头等一阵风",
    "对岸的灯亮了起来",
    "像谁家晚归的孩子",
)
OLD = ("一桥飞架大江平，", "两岸灯火照天明。", "铁臂高擎云外索，", "银龙稳卧浪中城。")


@pytest.mark.parametrize("poem", [FREE, OLD], ids=["free", "old"])
@pytest.mark.parametrize("below", [SECOND[2], ()], ids=["above another story", "last"])
@pytest.mark.parametrize("author", [(), ("孟听澜",)], ids=["no author", "author"])
def test_a_poem_below_a_story(poem: tuple[str, ...], below: tuple[str, ...], author: tuple[str, ...]) -> None:
    articles = run(("04", page("大桥主体合龙", BRIDGE[0], "渡口", *author, "\n".join(poem), *below)))
    assert [article.headline for article in articles] == ["大桥主体合龙", "渡口", *below[:1]]
    assert [element.kind for element in articles[1].body] == ["paragraph"] * len(poem)
    assert bodies(articles[1]) == [*poem]
    assert [person.name for person in (articles[1].byline.people if articles[1].byline else ())] == [*author]


@pytest.mark.parametrize("poem", [FREE, OLD], ids=["free", "old"])
def test_a_poem_between_a_notice_and_a_story(poem: tuple[str, ...]) -> None:
    notice = ("更正", "本报昨日三版一文中,“顾南乔”应为“顾南桥”,特此更正,并向读者致歉。")
    ferry = ("渡轮航线年底停航", "本报讯(记者 林岸) 渡轮航线将于年底停航,船票停航前一个月免费。")
    articles = run(("04", page("大桥主体合龙", BRIDGE[0], *notice, "渡口", "孟听澜", "\n".join(poem), *ferry)))
    assert [article.headline for article in articles] == ["大桥主体合龙", "更正", "渡口", ferry[0]]
    assert bodies(articles[2]) == [*poem]


def test_verse_inside_a_story_stays_there() -> None:
    told = "渡口的石碑上刻着四行字，船工们都能背。"
    after = "石碑是三十年前立的，上面的字是老船工写的，如今要搬到新桥头去。"
    (article,) = run(("04", page("# 渡口的石碑", BRIDGE[0], told, "\n".join(OLD), after)))
    assert bodies(article) == [BRIDGE[0], told, *OLD, after]


def test_a_paragraph_as_wide_as_its_column_is_no_verse() -> None:
    told = "江边的早市上个月开了,柚子、冬枣和江鲜一早就摆了出来。市场说,早市将一直开到冬天,摊位费减半。"
    lines = "\n".join(told[at : at + 16] for at in range(0, len(told), 16))
    articles = run(("04", page("# 大桥主体合龙", *BRIDGE, "# 早市开到家门口", lines)))
    assert bodies(articles[-1]) == [told]


def test_a_title_of_four_lines_is_no_poem() -> None:
    lines = ("历时四年的建设", "滨江大桥昨日合龙", "两岸居民连夜守候", "年底前建成通车")
    (article,) = run(("04", page("\n".join(lines), SECOND[2][1])))
    assert bodies(article) == [SECOND[2][1]]
