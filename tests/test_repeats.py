"""Repeats: what was dumped twice is found however it was cut or misread, and what a paper repeats by right is not."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zbtools.stages.alignment import find_alignments
from zbtools.stages.repeats import Repeat, find_repeats

HEAD = "3月8日，滨江日报记者在青石桥工地看到，二十余名工人正冒雨安装护栏，项目经理周一苇说，大桥预计五月中"
TAIL = "旬通车，届时两岸居民过江只需七分钟。渡口的老船工们已经开始学开观光船，准备换一种活法。"
MORE = "“我摆了三十年渡，从没想过能从桥上走过去。”船工老何望着对岸的灯火，点上一支烟。"
LAST = "据悉，大桥管理处还将在桥头设立便民驿站，为过往行人提供热水和雨具。"
OTHER = "南湾区今年新栽柳树四万株，护林员每天沿堤巡查两遍，汛期加到四遍，遇险情随时上报。"
MIDDLE = "春季运动会昨天在市第三中学开幕，四十个班级的代表队依次入场，鼓号队奏响进行曲。"
PRESENT = "市委副书记林渡、副市长沈汀、人大常委会副主任方洲、政协副主席许湾、秘书长罗浦、市总工会主席梁屿出席会议。"
LETTER = "读者来信说，巷口的路灯坏了半个月没有人修，老人晚上出门总要摸黑走上一百多米，很不方便。"
# The first and the last are halves of one sentence.
QUOTED = (
    "值班室说，桥头的便民驿站今晚试着开门，老船工轮流照看，为过往行人提供热",
    MIDDLE,
    "水和雨具，夜里也有人值守，遇到风浪就升起灯笼，提醒晚归的船不要靠近桥墩。",
)
THANKED = "沈砚祝贺大桥通车，代表两岸居民向建桥工人致谢，向船工致敬"
NOTICES = (
    "遗失声明：青石区南湾街道居民李大川遗失第二代居民身份证，证号后四位3021，特此声明作废。",
    "遗失声明：青石区东岸街道居民王小禾遗失机动车驾驶证，证号后四位7758，特此声明作废。",
)


def copies(found: list[Repeat], texts: list[str]) -> list[str]:
    """Return the text of the copies that would be dropped."""
    return [texts[each.copy][slice(*each.copy_range)] for each in found if each.relation != "printing"]


def dropped(texts: list[str], kinds: list[str] | None = None, pages: list[int] | None = None) -> list[str]:
    return copies(find_repeats(texts, kinds or ["paragraph"] * len(texts), pages), texts)


FOUND = {
    "a fragment right behind itself": ([HEAD, TAIL, TAIL, OTHER], [TAIL]),
    "a fragment behind another story": ([HEAD, TAIL, OTHER, MIDDLE, TAIL], [TAIL]),
    "a fragment that begins like the middle of a sentence": ([OTHER, TAIL, MIDDLE, LETTER, TAIL], [TAIL]),
    "a list right behind itself": ([OTHER, PRESENT, PRESENT, MIDDLE], [PRESENT]),
    "a fragment that begins with a comma": ([OTHER, "，" + LAST, MIDDLE, LETTER, "，" + LAST], ["，" + LAST]),
    "a run of lines, the last ones short": (
        [HEAD, TAIL, MORE, "桥头夜话", LAST, OTHER, MIDDLE, TAIL, MORE, "桥头夜话", LAST],
        [TAIL, MORE, "桥头夜话", LAST],
    ),
    "a run cut otherwise": ([HEAD, TAIL, MORE, OTHER, TAIL + MORE], [TAIL + "“", MORE[1:]]),
    "a copy in two lines": ([HEAD, TAIL + MORE, OTHER, TAIL, MORE], [TAIL, MORE]),
    "a fragment of a longer line": ([OTHER, HEAD + TAIL, MIDDLE, LETTER, TAIL], [TAIL]),
    "a fragment before the longer line": ([OTHER, LETTER, MIDDLE, TAIL, LAST, HEAD + TAIL], [TAIL]),
    "the end of one line is the beginning of another": (
        [OTHER, LETTER, MIDDLE, HEAD + TAIL[:30], LAST, TAIL + MORE],
        [TAIL[:30]],
    ),
    "the last words of the line before, on a line of their own": (
        [OTHER + "是这样吗？", HEAD, "吗？", HEAD, MIDDLE],
        [HEAD],
    ),
    "the same, both cut in mid-sentence": (
        [OTHER, f"{THANKED}周一苇罗浦出席仪式", MIDDLE, LETTER, MORE, LAST, f"昨天的仪式上总工程师{THANKED}"],
        [THANKED],
    ),
    "lines that break off": ([OTHER, HEAD, MIDDLE, HEAD], [HEAD]),
    "three copies": ([HEAD, TAIL, OTHER, TAIL, MIDDLE, TAIL], [TAIL, TAIL]),
    "other spaces and punctuation": ([HEAD, TAIL, OTHER, TAIL.replace("，", ",").replace("客", " ")], None),
    "misread": ([HEAD, TAIL, OTHER, TAIL.replace("届时", "屈时").replace("活法", "话法")], None),
    "misread at both ends": ([HEAD, TAIL, OTHER, "甸" + TAIL[1:-3] + "话去。"], None),
    "a character lost and one added": ([HEAD, TAIL, OTHER, TAIL[:9] + TAIL[10:25] + "口" + TAIL[25:]], None),
}


@pytest.mark.parametrize(("texts", "expected"), FOUND.values(), ids=FOUND.keys())
def test_found(texts: list[str], expected: list[str] | None) -> None:
    assert dropped(texts) == (texts[-1:] if expected is None else expected)


STAYS = {
    "the people present at two meetings": [OTHER, PRESENT, MIDDLE, LETTER, PRESENT],
    "one paragraph in two stories": [OTHER, LETTER, MIDDLE, LETTER],
    "notices on one pattern": [OTHER, *NOTICES, *NOTICES[::-1]],
    "a summary of the story": ["核心阅读", LETTER[:-1], OTHER, HEAD + TAIL, LETTER],
    "a pull quote": [MORE, OTHER, HEAD + TAIL, "从没想过能从桥上走过去", LAST],
    "a quoted sentence": ["“" + LETTER[5:-1] + "”", OTHER, LETTER, MIDDLE],
    "a sentence in the middle of two paragraphs": [OTHER + LAST + MIDDLE, LETTER + LAST + HEAD + TAIL],
    "slogans": ["绿水青山就是金山银山", OTHER, "绿水青山就是金山银山", MIDDLE, "绿水青山就是金山银山"],
    "credits": [OTHER, "（作者单位：滨江市青石桥管理处）", MIDDLE, "（作者单位：滨江市青石桥管理处）"],
    "section words": ["镜头", OTHER, "寄语", MIDDLE, "镜头", LETTER, "寄语", LAST],
    "prizes": ["一等奖", "奖3万元", "奖3万元", "奖3万元", "奖3万元", "奖3万元"],
    "a quotation that a column's edge cut in two": [OTHER, *QUOTED, LETTER, MORE + "".join(QUOTED[::2]) + LAST],
    "a heading in the words of a whole sentence": [
        *(OTHER, f"{THANKED}周一苇罗浦出席仪式", MIDDLE, LETTER, MORE, LAST, f"昨天的仪式上总工程师{THANKED}。")
    ],
    "nothing": [],
    "blank": ["", "　", "。"],
}


@pytest.mark.parametrize("texts", STAYS.values(), ids=STAYS.keys())
def test_stays(texts: list[str]) -> None:
    assert dropped(texts) == []


def test_titles_and_tables_stay() -> None:
    title, cells = "学习贯彻全市春季植树工作会议精神部署", "名次\t姓名\t单位\t成绩\t备注\t奖励办法\t颁奖地点"
    texts = [title, OTHER, cells, title, MIDDLE, cells]
    kinds = ["title", "paragraph", "table", "title", "paragraph", "table"]
    assert dropped(texts, kinds) == []


def test_a_title_goes_with_its_story() -> None:
    story = ["青石大桥五月通车", HEAD + TAIL, MORE, LAST, LETTER]
    found = find_repeats([*story, OTHER, *story], ["title", *["paragraph"] * 5, "title", *["paragraph"] * 4])
    assert copies(found, [*story, OTHER, *story]) == story
    assert all(each.titled for each in found)


def test_furniture_lies_between_no_lines() -> None:
    texts = [HEAD, TAIL, MORE, OTHER, TAIL, "滨江日报 第3版", MORE]
    kinds = [*["paragraph"] * 5, "furniture", "paragraph"]
    assert dropped(texts, kinds) == [TAIL, MORE]


def test_a_story_on_two_pages_is_a_printing() -> None:
    story = [HEAD + TAIL, MORE, LAST, LETTER]
    found = find_repeats([*story, OTHER, *story], ["paragraph"] * 9, [0] * 5 + [1] * 4)
    assert {each.relation for each in found} == {"printing"}


def test_a_page_continued_twice_is_not() -> None:
    texts = ["（上接01版）", TAIL, MORE, "（上接01版）", TAIL, MORE]
    kinds = ["continuation", "paragraph", "paragraph"] * 2
    assert dropped(texts, kinds, [0] * 3 + [1] * 3) == [TAIL, MORE]


def test_a_repeat_says_what_it_repeats() -> None:
    (found,) = find_repeats([HEAD, TAIL, OTHER, TAIL], ["paragraph"] * 4)
    assert (found.copy, found.of, found.of_range) == (3, 1, (0, len(TAIL)))
    assert (found.relation, found.evidence) == ("exact", "begins in mid-sentence")


def test_many_equal_lines_take_linear_time() -> None:
    texts = [TAIL] * 20_000
    assert len(find_repeats(texts, ["paragraph"] * len(texts))) == len(texts) - 1


alphabet = st.sampled_from("江上有船，雾散了。桥头灯")
pieces = st.lists(
    st.sampled_from([HEAD, TAIL, MORE, LAST, OTHER, MIDDLE, PRESENT, LETTER]) | st.text(alphabet, max_size=40)
)


@given(pieces, st.integers())
def test_no_character_is_a_copy_twice_and_every_original_is_kept(texts: list[str], seed: int) -> None:
    kinds = random.Random(seed).choices(["paragraph", "paragraph", "title", "table", "marker"], k=len(texts))
    found = [each for each in find_repeats(texts, kinds) if each.relation != "printing"]
    places = [(each.copy, place) for each in found for place in range(*each.copy_range)]
    assert len(places) == len(set(places))
    gone = set(places)
    roots = {each.of for each in found if not gone.issuperset((each.of, place) for place in range(*each.of_range))}
    assert bool(roots) == bool(found)


@given(st.integers(0, len(TAIL + MORE) - 40), st.integers(0, 9))
def test_any_cut_of_the_copy_is_found(cut: int, lost: int) -> None:
    whole = TAIL + MORE + LAST
    again = [whole[: cut + 20], whole[cut + 20 :]]
    text = "".join(dropped([HEAD, whole, OTHER, *again]))
    assert len(text) >= len(whole) - lost - 20


@pytest.mark.parametrize("phrase", ["厚", "厚渡", "船厚渡"])
def test_a_loop_leads_no_text_to_itself(phrase: str) -> None:
    text = f"渡口的新船今天上午试航，往后每天开六班，逢集再加两班，过江的人不用等{phrase * 5}分差价开了四十年的面馆"
    assert all(match.first < match.second for found in find_alignments(text) for match in found.matches)


@given(st.lists(st.sampled_from(("厚", "渡", "船厚", "渡口的新船今天上午试航，", "往后每天开六班")), max_size=40))
def test_no_text_repeats_itself(pieces: list[str]) -> None:
    found = find_alignments("".join(pieces))
    assert all(match.first < match.second for alignment in found for match in alignment.matches)
