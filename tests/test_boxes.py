"""Boxes of furniture in unhelpful places: at the head or foot of a page, between stories, with heading marks or not."""

from __future__ import annotations

import pytest

from tests.test_continuations import BRIDGE, FERRY, MARKET, bodies, page, titled
from zbtools.model import Article, Page, Source
from zbtools.pipeline import Options, read_page, run_issue
from zbtools.stages.boxes import with_boxes
from zbtools.stages.furniture import furniture_role
from zbtools.stages.identity import Identity

STORY = page("# 滨江大桥昨日合龙", *BRIDGE)

BOXES = {
    "numbers above titles": ("index", "3版 大桥签约项目十二个 7版 法院公布五起典型案例"),
    "numbers below titles": ("index", "大桥签约项目十二个 →A03 法院公布五起典型案例 →A07"),
    "numbers in the line": ("index", "大桥通车•第7版 全方位>>B2 封底"),
    "a heading": ("index", "要闻导读 城市书房开到家门口……3版 渡轮航线年底停航/A5 法院公布案例/A06 晚霞中的老码头>>04"),
    "no heading": ("index", "暴雨来袭停运列车　A03 房产税怎么收？　A12-13 李家渡晋级八强　A20"),
    "traditional": ("index", "今日導讀 米價續跌▶A03 電車公司加價▶A05"),
    "weather": ("weather", "今日天气 滨江　多云转晴　15℃~22℃ 明天　晴到多云 空气质量:良 相对湿度　60%~85%"),
    "forecast": ("weather", "滨江市气象台天气预报 今天白天　多云　东北风2到3级　最高气温22℃ 日出　06:25　日落　17:40"),
    "stocks": ("stock", "股市行情 上证指数　3025.50　+12.30　+0.41% 昨日收盘 1美元兑人民币　7.2345 欧元　781.20"),
    "ringgit": ("stock", "匯率 1美元兌馬幣　4.7545 100日元兌馬幣　3.0512"),
    "lottery": ("lottery", "福利彩票 双色球第2022123期:红球　03　05　11　18　22　30　蓝球　09 排列3第22285期　5　8　1"),
    "staff": ("staff", "策划/江河日报编辑部　林深 社长：林深　总编辑：海蓝 执行编辑　海蓝 投稿邮箱：page@example.com"),
    "printer": ("staff", "本版编辑/林深　美编/海蓝　校对/江枫 印刷：江河日报印务中心 电话：099-99999999"),
}


def lines_of(box: str) -> list[str]:
    return [line.replace("\u3000", " ") for line in box.split(" ")]


def run(text: str, *stages: str) -> tuple[Page, list[Article]]:
    source = Source("page.txt", "0" * 64, "utf-8", len(text))
    first, *articles = run_issue(read_page(text, source, Identity(page="02")), stages, Options())
    assert isinstance(first, Page)
    return first, [article for article in articles if isinstance(article, Article)]


@pytest.mark.parametrize("stages", [(), ("dedupe", "join")], ids=["split", "run"])
@pytest.mark.parametrize("mark", ["", "## "], ids=["plain", "marked"])
@pytest.mark.parametrize("place", range(3), ids=["head", "between", "foot"])
@pytest.mark.parametrize("name", BOXES)
def test_a_box_is_furniture_wherever_it_stands(name: str, place: int, mark: str, stages: tuple[str, ...]) -> None:
    role, box = BOXES[name]
    parts = [STORY, MARKET]
    parts.insert(place, page(*(mark + line for line in lines_of(box))))
    record, articles = run(page(*parts), *stages)
    assert [item.text for item in record.furniture] == lines_of(box)
    assert {item.role for item in record.furniture} == {role}
    assert [article.headline for article in articles] == ["滨江大桥昨日合龙", "早市开到家门口"]
    assert bodies(articles[0]) == list(BRIDGE)
    assert record.page == "02"


TRAPS = {
    "a title that points to a page, over its own text": ("大桥通车•第7版", MARKET.split("\n\n")[1]),
    "one number of a page": ("本市新闻大桥通车", "3版", "法院公布五起典型案例"),
    "one title that ends in a page": (
        "列车停运之后",
        "暴雨来袭停运列车 A03",
        "昨天，列车停了六趟，人们在站台上等到天黑。",
    ),
    "figures that no market is beside": ("美元 722.35", "欧元 781.20"),
    "weather that no box is beside": ("明天 晴到多云", "空气质量:良"),
    "prizes that no lottery is beside": ("一等奖 12人", "二等奖 30人"),
    "an address that no staff is beside": ("投稿邮箱：page@example.com",),
    "a report on the weather": ("今日天气", "昨天，记者从市气象台获悉，全市气温将降到5℃。"),
    "a report on the market": ("上证指数 3025.50 +12.30 +0.41%", "昨天，股民们在大厅里看着行情，谁也不说话。"),
    "a report on the lottery": ("双色球第2022123期:红球 03 05 11 18 22 30", "中奖的船工说，他买了二十年彩票。"),
    "a text below the staff": ("责编：周一苇", "电话：响了一夜，谁也没有去接，直到天亮。"),
}


@pytest.mark.parametrize("name", TRAPS)
def test_the_last_line_of_what_only_looks_like_a_box_is_text(name: str) -> None:
    texts = TRAPS[name]
    assert with_boxes(texts, [furniture_role(text, near_edge=False) for text in texts])[-1] is None


def test_a_title_that_points_to_a_page_keeps_its_text() -> None:
    heading, text = "# 早市开到家门口 ▶A03", MARKET.split("\n\n", 1)[1]
    _, articles = run(page(STORY, heading, text, FERRY), "dedupe", "join")
    assert bodies(titled(articles, "早市开到家门口 ▶A03")) == [text]
