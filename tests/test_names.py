"""Names of persons: glued, set apart and set with spaces; places; days."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zbtools.language.days import RHYMES, resolve_day
from zbtools.language.glued import divide, is_person
from zbtools.language.names import Announced, read_names
from zbtools.language.offices import is_office
from zbtools.language.places import is_place, place_at_end
from zbtools.language.variants import evened, simplified

GLUED = [
    ("周一苇沈砚", "周一苇 沈砚"),
    ("沈砚周一苇", "沈砚 周一苇"),
    ("方宇丁宁", "方宇 丁宁"),
    ("包江月丁砚朱青青闫小满", "包江月 丁砚 朱青青 闫小满"),
    ("欧阳砚周一苇", "欧阳砚 周一苇"),
    ("周一苇欧阳青川沈砚", "周一苇 欧阳青川 沈砚"),
    ("李江雪吴江岚那仁高娃", "李江雪 吴江岚 那仁高娃"),
    ("赵欣川吉拿石川秦玉岚", "赵欣川 吉拿石川 秦玉岚"),
    ("王小峰哈斯巴特尔李云川", "王小峰 哈斯巴特尔 李云川"),
    ("张江梅玉素甫·吐尔逊唐砚", "张江梅 玉素甫·吐尔逊 唐砚"),
    ("張曉葦陳靜", "張曉葦 陳靜"),
    ("郝江宾邓小伊他江波田小满", "郝江宾 邓小伊 他江波 田小满"),
    ("王蔚川环江军", "王蔚川 环江军"),
    ("扎西多吉王小满", "扎西多吉 王小满"),
]


@pytest.mark.parametrize(("glued", "names"), GLUED)
def test_glued_names_are_divided_and_marked(glued: str, names: str) -> None:
    read = read_names(glued)
    assert read is not None
    assert (read.names, read.ambiguous) == (tuple(names.split()), True)


LISTS = [
    ("周一苇", "周一苇"),
    ("林 舟", "林舟"),
    ("程　野", "程野"),
    ("赵  政  张宇川", "赵政 张宇川"),
    ("焦　桐　王江声", "焦桐 王江声"),
    ("欧阳 明", "欧阳明"),
    ("顾 青 禾", "顾青禾"),
    ("田 野 高 原", "田野 高原"),
    ("谷苗苗 田 野", "谷苗苗 田野"),
    ("周一苇、沈砚，陆青禾", "周一苇 沈砚 陆青禾"),
    ("周一苇/沈砚", "周一苇 沈砚"),
    ("周一苇 和 沈砚", "周一苇 沈砚"),
    ("周一苇等", "周一苇"),
    ("周一苇、沈砚等4人", "周一苇 沈砚"),
    ("周一苇(实习生)、沈砚", "周一苇 沈砚"),
    ("次仁卓玛", "次仁卓玛"),
    ("阿里木·玉素甫", "阿里木·玉素甫"),
    ("库尔班江·热合曼", "库尔班江·热合曼"),
    ("阿布力克木", "阿布力克木"),
    ("格桑边觉", "格桑边觉"),
    ("买买提•吐尔逊", "买买提•吐尔逊"),
    ("诸葛青", "诸葛青"),
    ("范徐丽晨", "范徐丽晨"),
    ("穗卫健宣", "穗卫健宣"),
    ("穗交宣", "穗交宣"),
    ("滨江市气象局", "滨江市气象局"),
    ("城关", "城关"),
    ("江声", "江声"),
    ("李新华", "李新华"),
    ("了解到，在年货运输", None),
    ("走访北京多个商圈", None),
    ("加快建设滨江大桥", None),
    ("从市统计局获悉", None),
    ("昨日从江边", None),
    ("108件", None),
    ("", None),
]


@pytest.mark.parametrize(("printed", "names"), LISTS)
def test_lists_of_names(printed: str, names: str | None) -> None:
    read = read_names(printed)
    assert (read.names if read else None) == (tuple(names.split()) if names else None)


def test_latin_names_keep_their_spaces() -> None:
    read = read_names("Cecilia Blake")
    assert read is not None
    assert read.names == ("Cecilia Blake",)


@pytest.mark.parametrize(
    ("word", "announced", "taken"),
    [
        ("城关", "clearly", True),
        ("城关", "closely", False),
        ("点评", "closely", False),
        ("周一苇", "closely", True),
        ("周一苇", "not", True),
        ("影像中国", "not", False),
        ("江南水乡", "not", False),
        ("丽　晨", "not", True),
        ("穗卫健宣", "not", False),
    ],
)
def test_what_nothing_announces_needs_a_surname(word: str, announced: Announced, taken: bool) -> None:
    assert (read_names(word, announced) is not None) is taken


@pytest.mark.parametrize(
    "word", ["穗卫健宣", "滨江市气象局", "滨江县融媒体中心", "鲁应急宣", "濱江市氣象局", "城关", "团市委", "滨江交警"]
)
def test_offices(word: str) -> None:
    assert is_office(word)
    assert not is_person(word)


@given(st.text("周一苇沈砚陆青禾江晚舟欧阳扎西·王李 ", max_size=30))
def test_division_keeps_every_character(text: str) -> None:
    divided = divide(text)
    assert divided is None or "".join(divided.names) == text


@given(st.text(max_size=40))
def test_evening_keeps_offsets(text: str) -> None:
    assert len(evened(text)) == len(simplified(text)) == len(text)
    assert evened(evened(text)) == evened(text)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("戴雅葦台北", "台北"),
        ("林小傑臺北市", "臺北市"),
        ("周一葦新竹縣", "新竹縣"),
        ("周一苇", ""),
        ("陈小伸、王江宇台北", "台北"),
        ("周一葦東京", "東京"),
    ],
)
def test_place_behind_a_name(text: str, place: str) -> None:
    assert text[place_at_end(text) :] == place


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("北京", True),
        ("韩国首尔", True),
        ("东京、平壤", True),
        ("臺北市", True),
        ("滨江", False),
        ("获悉", False),
        ("", False),
    ],
)
def test_places(text: str, known: bool) -> None:
    assert is_place(text) is known


DAYS = [
    ("3月8日", "2024-06-15", "2024-03-08", "latest-such-day"),
    ("12月31日", "2024-01-01", "2023-12-31", "latest-such-day"),
    ("6月16日", "2024-06-15", None, "after-page"),
    ("6月17日", "2024-06-15", None, "after-page"),
    ("16日", "2024-06-15", None, "after-page"),
    ("17日", "2024-06-15", "2024-05-17", "latest-such-day"),
    ("1月1日", "2023-12-31", None, "after-page"),
    ("2024年6月16日", "2024-06-15", None, "after-page"),
    ("七日下午三時", "1931-05-08", "1931-05-07", "latest-such-day"),
    ("支日", "1926-05-06", "1926-05-04", "latest-such-day"),
    ("馬", "1926-05-22", "1926-05-21", "latest-such-day"),
    ("世日", "1926-06-02", "1926-05-31", "latest-such-day"),
    ("初八日", "1926-05-22", None, "old-calendar"),
    ("正月初八日", "1926-05-22", None, "old-calendar"),
    ("十四日", "1884-03-16", None, "old-calendar"),
    ("十二月二十七日", "1979-12-28", "1979-12-27", "latest-such-day"),
    ("１２月１９日", "2011-12-20", "2011-12-19", "latest-such-day"),
    ("廿四日", "1948-02-26", "1948-02-24", "latest-such-day"),
    ("廿一", "1948-02-23", "1948-02-21", "latest-such-day"),
    ("卅一日", "1946-11-03", "1946-10-31", "latest-such-day"),
    ("29日", "2024-03-01", "2024-02-29", "latest-such-day"),
    ("31日", "2024-03-01", "2024-01-31", "latest-such-day"),
    ("十日", "1949-01-12", "1949-01-10", "latest-such-day"),
    ("2019年12月31日", None, "2019-12-31", "year-printed"),
    ("民国三十七年二月三日", None, "1948-02-03", "year-printed"),
    ("民國元年一月一日", None, "1912-01-01", "year-printed"),
    ("2月30日", "2024-06-15", None, None),
    ("3月8日", None, None, None),
    ("3月8日", "滨江", None, None),
    ("今日", "2024-06-15", None, None),
]


@pytest.mark.parametrize(("printed", "page", "date", "rule"), DAYS)
def test_days(printed: str, page: str | None, date: str | None, rule: str | None) -> None:
    assert resolve_day(printed, page) == ((date, rule) if rule else None)


def test_every_day_of_a_telegram_has_its_rhymes() -> None:
    assert sorted(set(RHYMES.values())) == list(range(1, 32))
    assert [RHYMES[rhyme] for rhyme in "東冬支微陽庚青文寒咸銑世"] == [1, 2, 4, 5, 7, 8, 9, 12, 14, 15, 16, 31]
