"""What stands between the stories of a page and in them: tables, notices, short news."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from benchmarks.synthesise.chance import flip, words
from benchmarks.synthesise.datelines import Desk
from benchmarks.synthesise.names import INVENTED_PLACES, person, place
from benchmarks.synthesise.story import Element, Story

HEADINGS = (
    ("单位", "总成绩", "名次", "奖罚"),
    ("品名", "单价（元）", "涨跌", "产地"),
    ("线路", "首班", "末班", "间隔（分钟）"),
    ("队名", "胜", "平", "负", "积分"),
    ("项目", "本月", "上月", "同比"),
    ("楼盘", "面积", "均价"),
    ("地区", "最高气温", "最低气温", "天气"),
)
BRIEFS_LABELS = words("要闻简报 短讯 简讯 短讯速递 国际短讯 简明新闻 一句话新闻 各地动态 体坛快讯 本市要闻")
LONGEST_BRIEF = 160


def some_table(rng: Random) -> str:
    """An invented table: cells set off by tabs, rows by line breaks."""
    heading = rng.choice(HEADINGS)
    rows: list[tuple[str, ...]] = [heading]
    for name in rng.sample(INVENTED_PLACES, rng.randint(2, 6)):
        rows.append((name, *(cell(rng) for _ in heading[1:])))
    return "\n".join("\t".join(row) for row in rows)


def cell(rng: Random) -> str:
    """A number, an amount, or a name."""
    forms = (
        str(rng.randint(1, 999)),
        f"{rng.random() * 100:.1f}",
        f"{rng.randint(1, 99)}万元",
        person(rng),
        f"第{rng.randint(1, 9)}名",
    )
    return rng.choice(forms)


def telephone(rng: Random) -> str:
    """An invented telephone number, which no exchange gives out."""
    return rng.choice(("555-0", "0555-5550", "1550055")) + f"{rng.randrange(10000):04}"


def lost_papers(rng: Random) -> str:
    """One notice of lost papers."""
    thing = rng.choice(
        ("身份证", "营业执照副本", "公章一枚", "道路运输证", "出生医学证明", "购房收据", "学生证", "税务登记证")
    )
    return f"{person(rng)}遗失{thing}，编号{rng.randrange(10**8):08}，声明作废。"


def offer(rng: Random) -> str:
    """One classified advertisement."""
    thing = rng.choice(("门面", "两室一厅", "厂房", "货车", "机床", "商铺", "仓库"))
    act = rng.choice(("出租", "转让", "急售", "招租", "求购"))
    return (
        f"{act}：{place(rng)}{rng.randint(1, 99)}号{thing}，{rng.randint(20, 900)}平方米，价面议。电话{telephone(rng)}"
    )


def public_notice(rng: Random) -> str:
    """One paragraph of a public notice."""
    works = rng.choice(("管网改造", "道路施工", "线路检修", "水厂清洗"))
    hours = rng.choice(("停水", "停电", "禁止通行", "停气"))
    road, when = f"{place(rng)}{rng.choice(INVENTED_PLACES)}路", f"{rng.randint(1, 28)}日{rng.randint(6, 20)}时"
    return f"因{works}，{road}一带定于{when}起{hours}，请相互转告。"


NOTICES = (
    (("遗失声明", "声明", "挂失"), lost_papers, (2, 10)),
    (("分类广告", "便民信息", "供求信息"), offer, (3, 10)),
    (("公告", "停水通知", "停电公告", "启事"), public_notice, (1, 3)),
)


def notice(desk: Desk, rng: Random) -> Story:
    """A notice or a column of classified advertisements: a reader cuts it out like a story."""
    titles, line, (fewest, most) = rng.choice(NOTICES)
    body = [line(rng) for _ in range(rng.randint(fewest, most))]
    if line is public_notice:
        body += ["特此公告。", f"{place(rng)}自来水公司  {desk.month}月{desk.day}日"][: rng.randint(0, 2)]
    return Story((), (rng.choice(titles),), tuple(map(Element, body)))


def briefs(stories: Sequence[Story], rng: Random) -> list[Story]:
    """Some stories as short news: under one label, each with its title, or as the items of one story."""
    label = rng.choice(BRIEFS_LABELS)
    items = [brief(story) for story in stories]
    if flip(rng, 0.35):
        bullet = rng.choice(("●", "■", "▲", "◆", "□", ""))
        return [Story((), (label,), tuple(Element(bullet + item.body[0].text) for item in items))]
    first, *others = items
    return [Story((label,), first.title, first.body, first.staff), *others]


def brief(story: Story) -> Story:
    """The story's first paragraph alone, ended at a sentence."""
    text = max((element.text for element in story.body[:4] if element.kind != "table"), key=len)
    end = text.rfind("。", 0, LONGEST_BRIEF) + 1
    return Story((), story.title, (Element(text[: end or len(text)]),), story.staff)
