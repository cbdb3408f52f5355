"""The desk: what an invented paper makes of an archive's story, before it is set."""

from __future__ import annotations

import re
from dataclasses import replace
from random import Random

from benchmarks.synthesise.chance import flip, pick, words
from benchmarks.synthesise.datelines import signed, without_byline, without_dateline
from benchmarks.synthesise.inserts import some_table
from benchmarks.synthesise.mix import Mix
from benchmarks.synthesise.names import person
from benchmarks.synthesise.story import Element, Story
from benchmarks.synthesise.style import Style

CLAUSE_ENDS = re.compile(r"[，。；：！？、“”‘’《》（）…—,;:!?()\s]+")
SENTENCE = re.compile(r"(?<=[。！？])[^。！？“”]{14,58}。")
CAPTION_OPENINGS = {
    "": 0.4,
    "图为": 0.25,
    "▲": 0.08,
    "▼": 0.08,
    "上图：": 0.06,
    "图①：": 0.05,
    "左图为": 0.04,
    "↑": 0.04,
}
PLAIN_CAPTIONS = ("资料图片", "活动现场", "工作人员在现场查看", "施工现场", "市民在排队等候")
NO_OPENING = (
    "从并但而也都就又还则且或以及的了着把被将为于在其此该这那我你他她它是有与和同如因所虽若向对让使由据随当每经"
)
NO_ENDING = "的了着和与及在对将为从把被是有说称就也都还等时后中上下里前"
SHORTEST_PROSE = 40
"""Characters of the shortest paragraph that is surely text."""
NOT_AT_ONCE = 12
"""Characters at the head of a paragraph that the subheading above it does not repeat."""
HOUSE_BYLINE = 0.75
"""Share of bylines in the form that most of the issue's have."""

COLUMNS = words(
    "民生视线 江边纪事 街巷故事 图片新闻 国际瞭望 经济观察 读者来信 文化走廊 体坛快讯 热线追踪 奋进新征程 市井·人物 "
    "法治在线 健康提醒 说事 一线见闻 身边的变化 记者调查 乡村振兴路上 今日关注 新春走基层 校园内外 消费提示 深读 人间"
)


def edited(story: Story, style: Style, mix: Mix, rng: Random) -> Story:
    """The story as this paper prints it: its length, byline, title lines, subheadings, picture and table."""
    if flip(rng, mix.short_story):
        story = shortened(story, rng)
    words = prose(story.body)
    story = replace(story, title=retitled(story.title, words, mix, rng), label=relabelled(story, mix, rng))
    if flip(rng, mix.photo_story):
        return photo_story(story, rng)
    form = style.byline if flip(rng, HOUSE_BYLINE) else pick(rng, mix.bylines)
    story = captioned(story, mix, rng) if flip(rng, mix.caption) else story
    captions, body = story.body[: story.raised], story.body[story.raised :]
    body = signed(with_subheadings(body, mix.added_subheadings, rng), form, style.desk, rng)
    return replace(story, body=(*captions, *with_table(body, mix.table, rng)))


def shortened(story: Story, rng: Random) -> Story:
    """The story's beginning: a few paragraphs, of which one at least is prose."""
    first = next((at for at, element in enumerate(story.body) if len(element.text) >= SHORTEST_PROSE), 0)
    return replace(story, body=story.body[: first + rng.randint(1, 4)])


def prose(body: tuple[Element, ...]) -> str:
    """The paragraphs of a body without its dateline: what words for titles and captions are taken from."""
    paragraphs = [element.text for element in body if len(element.text) >= SHORTEST_PROSE]
    return without_dateline("".join(paragraphs))


def clause(text: str, shortest: int, longest: int, rng: Random) -> str:
    """A clause of the text with so many characters that could be set as a heading, or nothing.

    >>> clause("江堤完工，并于当夜，工人们连夜撤下器材。", 4, 12, Random(0)) in ("江堤完工", "工人们连夜撤下器材")
    True
    """
    clauses = [part for part in CLAUSE_ENDS.split(text) if shortest <= len(part) <= longest]
    able = [part for part in clauses if part[0] not in NO_OPENING and part[-1] not in NO_ENDING and part.isalpha()]
    return rng.choice(able) if able else ""


def with_subheadings(body: tuple[Element, ...], rate: float, rng: Random) -> tuple[Element, ...]:
    """A long body with subheadings put in, in words of the paragraphs below them."""
    if len(body) < 5 or not flip(rng, rate):
        return body
    left, right = rng.choice((("", ""), ("", ""), ("", ""), ("【", "】"), ("■", ""), ("◆", "")))
    divided: list[Element] = []
    due = rng.randint(1, 3)
    for element in body:
        due -= 1
        words = clause(element.text[NOT_AT_ONCE:], 5, 15, rng) if element.kind == "paragraph" else ""
        if due < 0 and words:
            divided.append(Element(left + words + right, "subheading"))
            due = rng.randint(2, 4)
        divided.append(element)
    return tuple(divided)


def with_table(body: tuple[Element, ...], rate: float, rng: Random) -> tuple[Element, ...]:
    """The body with a table somewhere below its first paragraph."""
    if not flip(rng, rate):
        return body
    at = rng.randint(1, len(body))
    return (*body[:at], Element(some_table(rng), "table"), *body[at:])


def photo_credit(rng: Random) -> str:
    """Who took a picture, as it stands at the end of a caption or below it."""
    name = person(rng, True)
    forms = (
        f"{name}摄",
        f"{name} 摄",
        f"记者/{name} 摄",
        f"（{name} 摄）",
        f"新华社记者 {name}摄",
        f"{name}摄影报道",
        "（资料图片）",
    )
    return rng.choice(forms)


def captioned(story: Story, mix: Mix, rng: Random) -> Story:
    """The story with a picture and its caption: above the title, under it, or below the text.

    The caption's words are moved out of the text where that can spare them: no paper prints a sentence twice.
    """
    body, words = without_sentence(story.body, rng)
    opening = pick(rng, CAPTION_OPENINGS)
    credit = rng.choice(("", "", " ")) + photo_credit(rng) if flip(rng, 0.6) else ""
    caption = Element(opening + (words or rng.choice(PLAIN_CAPTIONS)) + credit, "caption")
    if flip(rng, mix.raised_caption):
        return replace(story, body=(caption, *body), raised=1, pictured=True)
    if flip(rng, 0.5):
        return replace(story, body=(*body, caption), pictured=True)
    return replace(story, body=(caption, *body), pictured=True)


def without_sentence(body: tuple[Element, ...], rng: Random) -> tuple[tuple[Element, ...], str]:
    """The body without one of its inner sentences, and that sentence; or the body, and nothing."""
    at = rng.randrange(len(body))
    element = body[at]
    found = [
        match for match in SENTENCE.finditer(element.text) if match.start() > 0 and match.end() < len(element.text)
    ]
    if element.kind != "paragraph" or not found:
        return body, ""
    match = rng.choice(found)
    rest = element.text[: match.start()] + element.text[match.end() :]
    return (*body[:at], Element(rest, element.kind), *body[at + 1 :]), match[0]


def photo_story(story: Story, rng: Random) -> Story:
    """A picture with a few lines under the title, and who took it."""
    first = next((element for element in without_byline(story.body) if element.kind == "paragraph"), story.body[0])
    credit = photo_credit(rng)
    if flip(rng, 0.4):
        glued = Element(first.text + rng.choice(("", " ")) + credit, first.kind)
        return replace(story, body=(glued,), pictured=True)
    return replace(story, body=(first, Element(credit, "credit")), pictured=True)


def retitled(lines: tuple[str, ...], text: str, mix: Mix, rng: Random) -> tuple[str, ...]:
    """The title with its lines split or glued, with a kicker and a subtitle in words of the text."""
    if len(lines) == 1 and flip(rng, mix.split_title):
        lines = split(lines[0], rng)
    elif len(lines) > 1 and flip(rng, mix.glued_title):
        lines = (rng.choice((" ", " ", "", "　")).join(lines),)
    if len(lines) < 3 and flip(rng, mix.added_kicker):
        words = clause(text, 4, 14, rng)
        lines = (words + rng.choice(("", "", "——")), *lines) if words else lines
    if len(lines) < 3 and flip(rng, mix.added_subtitle):
        words = clause(text, 8, 20, rng)
        lines = (*lines, rng.choice(("", "", "——")) + words) if words else lines
    return tuple(letterspaced(line) if len(line) <= 6 and flip(rng, mix.spaced_title) else line for line in lines)


def split(line: str, rng: Random) -> tuple[str, ...]:
    """A title line on two lines: at a space when it has one, else somewhere in its middle.

    >>> split("江堤完工 万人上堤", Random(0))
    ('江堤完工', '万人上堤')
    """
    left, _, right = line.partition(" ")
    if left and right.strip():
        return left, right.strip()
    if len(line) < 8:
        return (line,)
    at = rng.randint(len(line) // 2 - 1, len(line) // 2 + 1)
    return (line[:at].strip() or line, line[at:].strip()) if line[at:].strip() else (line,)


def letterspaced(line: str) -> str:
    """A short line with its characters set apart: `江 堤 完 工`."""
    return " ".join(line.replace(" ", ""))


def relabelled(story: Story, mix: Mix, rng: Random) -> tuple[str, ...]:
    """The label, or that of an invented column, on one line or two, in brackets perhaps."""
    if story.label or not flip(rng, mix.added_label):
        return story.label
    name = rng.choice(COLUMNS)
    if flip(rng, 0.12):
        return rng.choice(COLUMNS), name
    return (rng.choice(("{}", "{}", "{}", "【{}】", "■{}", "[{}]", "·{}·")).format(name),)
