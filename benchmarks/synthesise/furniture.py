"""What is on a page and in no article: mastheads, date lines, folios, the index, the weather, the page's makers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random

from benchmarks.synthesise.chance import flip, words
from benchmarks.synthesise.markers import page_name
from benchmarks.synthesise.mix import Mix
from benchmarks.synthesise.names import people, person
from benchmarks.synthesise.numerals import chinese, spelt
from benchmarks.synthesise.style import Style
from benchmarks.synthesise.writer import Block, plain

WEEKDAYS = "一二三四五六日"
SECTIONS = words("要闻 综合 本地 民生 国际 经济 文化 体育 社会 教育 副刊 广告 时政 健康 热线 财经")
STEMS, BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
FIRST_CYCLE, FIRST_REPUBLIC = 1984, 1911
SKIES = words("晴 多云 阴 小雨 阴转小雨 多云转晴 雷阵雨")

Form = Callable[["Day", Random], Sequence[str]]


class Day:
    """The page and day that furniture names."""

    def __init__(self, number: int, style: Style, rng: Random) -> None:
        date = style.date
        self.number, self.paper, self.pages = number, style.desk.paper, style.pages
        self.year, self.month, self.day = int(date[:4]), int(date[4:6]), int(date[6:])
        self.weekday = "星期" + rng.choice(WEEKDAYS)
        self.section = rng.choice(SECTIONS)

    @property
    def date(self) -> str:
        return f"{self.year}年{self.month}月{self.day}日"

    @property
    def spelt(self) -> str:
        return f"{spelt(str(self.year))}年{chinese(self.month)}月{chinese(self.day)}日"

    @property
    def cycle(self) -> str:
        """The year in the sixty-year count."""
        since = self.year - FIRST_CYCLE
        return f"{STEMS[since % 10]}{BRANCHES[since % 12]}年"


def plain_forms(day: Day, rng: Random) -> Sequence[str]:
    forms = (
        (f"{day.paper} {day.date} {day.number:02} 要闻",),
        (f"要闻 | {day.number:02}", f"{day.year}.{day.month:02}.{day.day:02} {day.weekday}"),
        (f"{day.date} {day.weekday}",),
    )
    return rng.choice(forms)


def modern_forms(day: Day, rng: Random) -> Sequence[str]:
    number, makers = f"{day.number:02}", f"责编：{people(rng, ' ')} 美编：{person(rng)} 校对：{person(rng)}"
    moon = f"{day.cycle}{chinese(day.month)}月{chinese(day.day)}"
    issue = f"第{rng.randint(900, 19999)}期 今日{rng.choice((4, 8, 12, 16, 24))}版"
    serial = f"CN {rng.randint(11, 65)}-{rng.randint(1, 99):04} 邮发代号：{rng.randint(1, 81)}-{rng.randint(1, 300)}"
    forms = (
        (f"{number} {day.section}", f"{day.date} {day.weekday}", makers),
        (f"A{number}", day.section, f"{day.year}/{day.month}/{day.day} {day.weekday}"),
        (f"{day.paper}", f"{day.date} {day.weekday} {moon} {issue}"),
        (f"{number}版：{day.section}", f"编辑 {person(rng)} 组版 {person(rng)}"),
        (f"{day.section}  {number}", f"新闻热线 {rng.randrange(10**7):07}"),
        (f"# {day.paper}", f"国内统一连续出版物号：{serial}"),
        (f"■{day.date} ■{day.weekday} ■版面编辑：{person(rng)}",),
        (f"{day.year}-{day.month:02}-{day.day:02}", f"第{number}版", day.section),
        (f"## {day.section}",),
        (f"今日天气：{rng.choice(SKIES)} {rng.randint(-5, 15)}℃～{rng.randint(16, 36)}℃ 偏北风{rng.randint(1, 5)}级",),
    )
    return rng.choice(forms)


def old_forms(day: Day, rng: Random) -> Sequence[str]:
    page = f"第{chinese(day.number)}版"
    forms = (
        (day.paper, f"{day.spelt} {day.weekday}", page),
        (f"{day.spelt} {page}",),
        (
            f"{day.cycle}{chinese(day.month)}月{chinese(day.day)}",
            f"第{spelt(str(rng.randint(300, 9999)))}号 本日{rng.choice('四六八')}版",
        ),
        (page, day.paper),
        (f"{day.paper} {day.date} {page}",),
        (f"社址：{person(rng)}巷{chinese(rng.randint(2, 90))}号 零售每份{rng.choice('五六八')}分",),
    )
    return rng.choice(forms)


def taiwan_forms(day: Day, rng: Random) -> Sequence[str]:
    republic = day.year - FIRST_REPUBLIC
    forms = (
        (day.paper, f"中華民國{republic}年{day.month}月{day.day}日{day.weekday}"),
        (
            f"{day.section}新聞 A{day.number}",
            f"中華民國{chinese(republic)}年{chinese(day.month)}月{chinese(day.day)}日",
        ),
        (f"{day.paper} {day.year}/{day.month:02}/{day.day:02} A{day.number}",),
        (f"責任編輯 {person(rng)} 美術編輯 {person(rng)}",),
    )
    return rng.choice(forms)


FORMS: dict[str, Form] = {"plain": plain_forms, "modern": modern_forms, "old": old_forms, "taiwan": taiwan_forms}


def top_of_page(number: int, style: Style, mix: Mix, rng: Random) -> list[Block]:
    """The furniture above the first story; often none, as readers are told to skip it."""
    if not flip(rng, mix.furniture):
        return []
    return printed(FORMS[style.furniture](Day(number, style, rng), rng), style)


def index_of_contents(others: Sequence[tuple[int, str]], style: Style, rng: Random) -> list[Block]:
    """A few titles of other pages, with the numbers of these: `others` holds (page, title)."""
    chosen = sorted(rng.sample(list(others), min(len(others), rng.randint(2, 5))))
    form = rng.choice(
        ("{title} {page}", "{page} {title}", "▶{page} {title}", "{title}（见{page}）", "{title} >>{page}")
    )
    entries = [form.format(title=title, page=page_name(page, style.pages)) for page, title in chosen]
    return printed((rng.choice(("导读", "今日导读", "本报今日要目", "内容提要")), *entries), style)


def printed(lines: Sequence[str], style: Style) -> list[Block]:
    """The lines as blocks, in the issue's script."""
    return [plain(style.typography.scripted(line)) for line in lines]


def stray(style: Style, number: int, rng: Random) -> list[Block]:
    """Furniture between two stories: a folio, the makers of the page, an appeal to readers."""
    appeals = (
        "扫码关注更多内容",
        "欢迎广大读者来稿，来稿请注明联系方式。",
        f"本版邮箱：xinwen{rng.randint(1, 99)}@example.com",
        f"本版编辑：{people(rng, ' ')} 版式：{person(rng)} 校对：{person(rng)}",
        f"新闻热线：{rng.randrange(10**7):07}",
        "广告",
        "---",
    )
    if flip(rng, 0.6):
        return printed([rng.choice(appeals)], style)
    return printed(FORMS[style.furniture](Day(number, style, rng), rng), style)
