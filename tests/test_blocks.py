"""From text to blocks: what is text, what is markup, where each piece stands."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from zbtools.model import Block
from zbtools.stages.blocks import read_blocks

FIELDS = ("level", "bold", "gap", "indent", "hard_break", "bullet", "rows")


def seen(dump: str) -> list[Any]:
    """Each block as (kind, text), with those of its other fields that say something."""
    return [
        (block.kind, block.text, {name: value for name in FIELDS if (value := getattr(block, name))})
        for block in read_blocks(dump)
    ]


def marks(dump: str) -> list[str]:
    return [dump[start:end] for block in read_blocks(dump) for start, end in block.marks]


HEADINGS = {
    "# 大桥通车": ("heading", "大桥通车", {"level": 1}),
    "###### 大桥通车": ("heading", "大桥通车", {"level": 6}),
    "## 大桥通车 ##": ("heading", "大桥通车", {"level": 2}),
    "##大桥通车##": ("heading", "大桥通车", {"level": 2}),
    "#大桥通车": ("heading", "大桥通车", {"level": 1}),
    "#“大桥”通车": ("heading", "“大桥”通车", {"level": 1}),
    "##2022年的桥": ("heading", "2022年的桥", {"level": 2}),
    "# 学习C#": ("heading", "学习C#", {"level": 1}),
    "## **大桥通车**": ("heading", "大桥通车", {"level": 2, "bold": True}),
    "## 大桥**通车**": ("heading", "大桥通车", {"level": 2}),
    "### __大桥通车__": ("heading", "大桥通车", {"level": 3, "bold": True}),
    "# \u3000大桥 通车": ("heading", "大桥 通车", {"level": 1}),
    "> ## 大桥通车": ("heading", "大桥通车", {"level": 2, "bullet": ">"}),
    "大桥通车\n====": ("heading", "大桥通车", {"level": 1}),
    "大桥通车\n---": ("heading", "大桥通车", {"level": 2}),
    "**大桥通车**\n---": ("heading", "大桥通车", {"level": 2, "bold": True}),
    "<h2>大桥通车</h2>": ("heading", "大桥通车", {"level": 2}),
    "<H3 class='t'>大桥通车</H3>": ("heading", "大桥通车", {"level": 3}),
    "#话题#": ("text", "#话题#", {}),
    "#3号楼": ("text", "#3号楼", {}),
    "####### 七": ("text", "####### 七", {}),
    r"\# 大桥": ("text", "# 大桥", {}),
    "##": ("markup", "", {}),
}

BOLD = {
    "**大桥通车**": ("text", "大桥通车", {"bold": True}),
    "__大桥通车__": ("text", "大桥通车", {"bold": True}),
    "***大桥通车***": ("text", "大桥通车", {"bold": True}),
    "** 大桥通车 **": ("text", "大桥通车", {"bold": True}),
    "**大桥** **通车**": ("text", "大桥 通车", {"bold": True}),
    "**大桥****通车**": ("text", "大桥通车", {"bold": True}),
    "<b>大桥通车</b>": ("text", "大桥通车", {"bold": True}),
    "<center><strong>大桥</strong></center>": ("text", "大桥", {"bold": True}),
    "*大桥通车*": ("text", "大桥通车", {}),
    "_大桥通车_": ("text", "大桥通车", {}),
    "**◀上接01版** 桥长三里。": ("text", "◀上接01版 桥长三里。", {}),
    "**（上接01版）**桥长三里。": ("text", "（上接01版）桥长三里。", {}),
    "桥长三**▶▶下转7版**": ("text", "桥长三▶▶下转7版", {}),
    "**大桥**：通车": ("text", "大桥：通车", {}),
    "**大桥通车": ("text", "大桥通车", {}),
    "138****1234": ("text", "138****1234", {}),
    "嫌疑人张**、李**到案": ("text", "嫌疑人张**、李**到案", {}),
    "嫌疑人张**": ("text", "嫌疑人张**", {}),
    "3*4*5": ("text", "3*4*5", {}),
    "姓名____电话____": ("text", "姓名____电话____", {}),
    "snake_case_name": ("text", "snake_case_name", {}),
    "1**2": ("text", "1**2", {}),
    r"\*\*大桥\*\*": ("text", "**大桥**", {}),
}

FORMULAS = {
    r"增长$35.3\%$,": ("text", "增长35.3%,", {}),
    r"下降$-8\%$": ("text", "下降-8%", {}),
    "$2023$年$5$月": ("text", "2023年5月", {}),
    "见注$^{①}$": ("text", "见注①", {}),
    r"$\mathrm{CO}_2$排放": ("text", "CO2排放", {}),
    r"约$1 0 0 \mathrm{m}^{2}$": ("text", "约1 0 0 m2", {}),
    r"约$3\times10^{4}\mathrm{m}^{2}$": ("text", r"约3\times10^4m2", {}),
    r"约$10^{-3}$,气温$35^{\circ}\mathrm{C}$": ("text", r"约10^-3,气温35\circC", {}),
    r"$5\text{万元}$": ("text", "5万元", {}),
    r"共\(35\%\)": ("text", "共35%", {}),
    r"占$\frac{1}{2}$以上": ("text", r"占\frac{1}{2}以上", {}),
    r"占\(\dfrac { 1 } { 2 }\)以上": ("text", r"占\dfrac { 1 } { 2 }以上", {}),
    r"约$\sqrt{2}\mathrm{m}^{2}$": ("text", r"约\sqrt{2}m2", {}),
    r"$3\times4$": ("text", r"3\times4", {}),
    r"坡度33\textperthousand": ("text", r"坡度33\textperthousand", {}),
    "票价$35": ("text", "票价$35", {}),
    "从$35 到 $40": ("text", "从$35 到 $40", {}),
    "$35起,最高$40": ("text", "$35起,最高$40", {}),
    "US$35-US$40": ("text", "US$35-US$40", {}),
    r"\(注\)": ("text", "(注)", {}),
    r"C:\Users": ("text", r"C:\Users", {}),
}

LISTS = {
    "- 一座桥": ("text", "一座桥", {"bullet": "-"}),
    "* 一座桥": ("text", "一座桥", {"bullet": "*"}),
    "+ **一座桥**": ("text", "一座桥", {"bullet": "+", "bold": True}),
    "1. 一座桥": ("text", "1. 一座桥", {}),
    "-8%": ("text", "-8%", {}),
    "- 3 -": ("text", "- 3 -", {}),
    "> 一座桥": ("text", "一座桥", {"bullet": ">"}),
    ">> 一座桥": ("text", "一座桥", {"bullet": ">>"}),
    ">60岁": ("text", ">60岁", {}),
}

OTHER = {
    "---": ("rule", "", {}),
    "* * *": ("rule", "", {}),
    "————————": ("rule", "", {}),
    "```markdown": ("markup", "", {}),
    "<div>": ("markup", "", {}),
    "\u200b": ("markup", "", {}),
    "![](images/1.jpg)": ("image", "", {}),
    '![图](a(1).jpg "图")': ("image", "", {}),
    '<div align="center"><img src="a.jpg" width="40%" /></div>': ("image", "", {}),
    "<!-- image -->": ("image", "", {}),
    "<div>图为大桥。</div>": ("text", "图为大桥。", {}),
    "<滨江日报>a<b": ("text", "<滨江日报>a<b", {}),
    "见[官网](https://example.org/a)。": ("text", "见官网。", {}),
    "[十三届](第三号)": ("text", "[十三届](第三号)", {}),
    "甲&amp;乙": ("text", "甲&amp;乙", {}),
    "&nbsp;&nbsp;大桥": ("text", "大桥", {"indent": True}),
    "\u3000\u3000大桥": ("text", "大桥", {"indent": True}),
    " 大桥": ("text", "大桥", {}),
    "\u00a0\u00a0大桥\u00a0": ("text", "大桥", {"indent": True}),
    "大　桥 通\u00a0车": ("text", "大　桥 通\u00a0车", {}),
    "要闻 | 15": ("text", "要闻 | 15", {}),
    "城区\t甲\t乙": ("text", "城区\t甲\t乙", {}),
    "<|ref|>title<|/ref|><|det|>[[1, 2, 3, 4]]<|/det|>": ("markup", "", {}),
}

LINES = HEADINGS | BOLD | FORMULAS | LISTS | OTHER


@pytest.mark.parametrize(("dump", "block"), LINES.items(), ids=LINES)
def test_one_line(dump: str, block: Any) -> None:
    assert seen(dump) == [block]


def of(text: str, **fields: Any) -> Any:
    return ("text", text, fields)


@pytest.mark.parametrize(
    ("dump", "blocks"),
    [
        ("甲。\n乙。\n\n\n\n丙。", [of("甲。"), of("乙。"), of("丙。", gap=3)]),
        ("\n\n甲。", [of("甲。", gap=2)]),
        ("甲\r\n\r\n乙\r丙\u2028丁\u2029戊\x85己\x0b庚\x0c辛", [of("甲"), of("乙", gap=1), *map(of, "丙丁戊己庚辛")]),
        ("一座桥  \n两岸人", [of("一座桥", hard_break=True), of("两岸人")]),
        ("一座桥\\\n两岸人", [of("一座桥", hard_break=True), of("两岸人")]),
        ("一座桥<br>两岸人", [of("一座桥", hard_break=True), of("两岸人")]),
        (
            "# 一座桥<br/>两岸人",
            [("heading", "一座桥", {"level": 1, "hard_break": True}), ("heading", "两岸人", {"level": 1})],
        ),
        ("**一座桥  \n两岸人**", [of("一座桥", bold=True, hard_break=True), of("两岸人", bold=True)]),
        ("**张\n\n李**", [of("张"), of("李**", gap=1)]),
        ("大桥通车了。\n---", [of("大桥通车了。"), ("rule", "", {})]),
        ("大桥通车\n\n---", [of("大桥通车"), ("rule", "", {"gap": 1})]),
        ("桥" * 61 + "\n---", [of("桥" * 61), ("rule", "", {})]),
        ("![](a.jpg) 图为大桥。", [("image", "", {}), of("图为大桥。")]),
        ("<h1>大桥</h1><p>甲。</p><p>乙。</p>", [("heading", "大桥", {"level": 1}), of("甲。"), of("乙。")]),
    ],
)
def test_lines_and_what_parts_them(dump: str, blocks: Any) -> None:
    assert seen(dump) == blocks


@pytest.mark.parametrize(
    ("dump", "text", "rows"),
    [
        ("城区\t甲\t乙\n奖 罚\t一\t二", "城区\t甲\t乙奖 罚\t一\t二", (("城区", "甲", "乙"), ("奖 罚", "一", "二"))),
        ("\t甲\t乙\n合计\t\t二", "甲\t乙合计\t\t二", (("", "甲", "乙"), ("合计", "", "二"))),
        ("甲\t乙\t丙\n丁\t戊\t己\t庚", "甲\t乙\t丙丁\t戊\t己\t庚", (("甲", "乙", "丙"), ("丁", "戊", "己", "庚"))),
        ("**甲**\t乙\n丙\t$3\\%$", "甲\t乙丙\t3%", (("甲", "乙"), ("丙", "3%"))),
        ("| 甲 | 乙 |\n|---|:-:|\n| **一** | 二\\|三 |", "甲乙一二|三", (("甲", "乙"), ("一", "二|三"))),
        ("甲 | 乙\n--- | ---\n一 | 二", "甲乙一二", (("甲", "乙"), ("一", "二"))),
        ("|甲|乙|\n|一||", "甲乙一", (("甲", "乙"), ("一", ""))),
        ("<table><tr><th>甲</th><th>乙</th></tr><tr><td>一</td><td></td></tr></table>", "甲乙一",
         (("甲", "乙"), ("一", ""))),
        ("<TABLE border='1'>\n<tr><td>甲\n<td>乙\n</TABLE>", "甲乙", (("甲", "乙"),)),
        ("<table><tr><td rowspan=2>甲</td><td colspan='2'>乙</td></tr><tr><td>丙</td><td>丁</td></tr></table>",
         "甲乙丙丁", (("甲", "乙", ""), ("", "丙", "丁"))),
        ("<table><caption>表一</caption><tr><td>周一苇<br>林小舟</td></tr></table>", "表一周一苇林小舟",
         (("表一",), ("周一苇 林小舟",))),
        ("<table><tr><td>甲<table><tr><td>乙</td></tr></table></td></tr><tr><td>丙</td></tr></table>", "甲乙丙",
         (("甲",), ("乙",), ("丙",))),
        ("<table><tr><td>a &lt; b</td></tr></table>", "a &lt; b", (("a &lt; b",),)),
    ],
)  # fmt: skip
def test_tables(dump: str, text: str, rows: Any) -> None:
    assert seen(dump) == [("table", text, {"rows": rows})]


@pytest.mark.parametrize(
    ("dump", "kinds"),
    [
        ("甲\t乙\n\n丙\t丁", ["text", "text"]),
        ("甲\t乙\n丙丁", ["text", "text"]),
        ("\t第一段。\n\t第二段。", ["text", "text"]),
        ("甲\t乙\n\t第二段。", ["text", "text"]),
        ("甲\t乙\n丙\t丁\n\n甲\t乙\n戊\t己", ["table", "table"]),
        ("说明\n甲\t乙\n丙\t丁\n以上", ["text", "table", "text"]),
        ("甲 | 乙\n丙 | 丁", ["text", "text"]),
        ("甲<table><tr><td>乙</td></tr></table>丙", ["text", "table", "text"]),
        ("<table><tr><td>甲</td>", ["text"]),
        ("<table><tr><td>甲</td><table><tr><td>乙</td></tr></table>", ["text", "table"]),
        ("<table></table>", ["markup"]),
        ("<table><table><tr><td>甲</td></tr></table>", ["markup", "table"]),
    ],
)
def test_where_tables_begin_and_end(dump: str, kinds: list[str]) -> None:
    assert [block.kind for block in read_blocks(dump)] == kinds


def test_marks_are_the_markup_and_nothing_else() -> None:
    assert marks("## **大桥**通车 ##") == ["##", "**", "**", "##"]
    assert marks(r"增长$\mathrm{5}\%$") == [r"$\mathrm{", "}\\", "$"]
    assert marks("| 甲 |\n|---|\n| 乙 |") == ["|", "|", "|---|", "|", "|"]
    assert marks("<p>甲</p> ![](a.jpg)") == ["<p>", "</p>", "![](a.jpg)"]


def test_a_piece_of_a_line_knows_where_it_stands() -> None:
    dump = "甲<br>  乙"
    first, second = read_blocks(dump)
    assert (first.start, first.end, first.ranges, first.marks) == (0, 5, ((0, 1),), ((1, 5),))
    assert (second.start, second.end, second.ranges) == (7, 8, ((7, 8),))


PARAGRAPHS = [
    "昨天上午,历时三年的江心洲大桥通车,市民们从两岸步行过桥,桥上人来人往,好不热闹。",
    "“等这一天等了很久。”住在东岸的林小舟说,从前过江要坐半个小时的船,遇上大雾就只好等。现在走过去,十分钟就够了。",
    "据介绍,大桥全长两公里,双向六车道,两侧设有人行道,夜里亮灯到十一点,供市民散步。",
    "明年春天,桥下的公园也会开放,里面种的是本地的树,大多是老城改造时移过来的,有的已经上百岁。",
]


def set_line_by_line(indent: str, end: str = "\n", width: int = 16) -> str:
    """A story as a column prints it: title and byline, then paragraphs cut at the column's edge."""
    column = (indent + paragraph for paragraph in PARAGRAPHS)
    body = [text[at : at + width] for text in column for at in range(0, len(text), width)]
    return end.join(["江心洲上架新桥", "本报记者 周一苇", *body])


@pytest.mark.parametrize("indent", ["\u3000\u3000", ""])
@pytest.mark.parametrize("end", ["\n", "\r\n", "  \n", "\n\n"])
def test_a_page_set_line_by_line_is_put_together(indent: str, end: str) -> None:
    blocks = read_blocks(set_line_by_line(indent, end))
    assert [block.text for block in blocks] == ["江心洲上架新桥", "本报记者 周一苇", *PARAGRAPHS]
    assert [len(block.ranges) for block in blocks] == [1, 1, 3, 4, 3, 3]
    assert {block.indent for block in blocks[2:]} == {bool(indent)}


@pytest.mark.parametrize(
    "dump",
    [
        "\n".join(["江水悠悠向东去，", "两岸青山相对出。"] * 12),
        "\n".join(["周一苇 林小舟 陈北江 何望山"] * 30),
        "\n".join(f"第{page:02}版 滨江新闻" for page in range(16)),
        "\n".join("桥" * (30 + 17 * n % 90) + "," + "江" * (n % 7) + "。" for n in range(40)),
    ],
    ids=["verse", "names", "index", "paragraphs"],
)
def test_other_pages_are_left_as_they_are(dump: str) -> None:
    assert len(read_blocks(dump)) == sum(bool(line) for line in dump.splitlines())


WRITTEN = r"""
甲 乙丙 。 ， 35 a （ ** * *** __ _ # ##· ## ⏎ ⏎⏎ ␣␣⏎ \ \⏎ $ $35\%$ \( \) ^ { } \mathrm{ ` ``` ~~~ | |· |---|
--- === ———— ⇥ < &nbsp; <table> </table> <tr> </tr> <td> </td> <td·colspan=3> <td·rowspan=2> <br> <p> </p> <h2> </h2>
<div> </div> <b> </b> <img> ![](a.jpg) ![ ]( [a](https://x) <!--·image·--> >· -· +· 1.· - -·3·-
"""
SIGNS = [piece.translate(str.maketrans("·⏎␣⇥", " \n \t")) for piece in WRITTEN.split()]
SIGNS += [
    "\r\n",
    "\r",
    "\u2028",
    "\f",
    "\x1c",
    "\x1f",
    "\u3000",
    "\xa0",
    "\ufeff",
    "\u200b",
    "\0",
    "\ud800",
    "\U00020000",
]


def assert_promises_hold(dump: str, blocks: tuple[Block, ...]) -> None:
    owners = [0] * len(dump)
    for block in blocks:
        assert block.text == "".join(dump[start:end] for start, end in block.ranges)
        spans = sorted(block.ranges + block.marks)
        assert (block.start, block.end) == (spans[0][0], spans[-1][1])
        assert all(start < end for start, end in spans)
        assert list(block.ranges) == sorted(block.ranges)
        assert list(block.marks) == sorted(block.marks)
        assert block.text == block.text.strip()
        for start, end in spans:
            owners[start:end] = [owner + 1 for owner in owners[start:end]]
    assert all(before.end <= after.start for before, after in pairwise(blocks))
    assert all(owner == 1 or (owner == 0 and char.isspace()) for owner, char in zip(owners, dump, strict=True))


@given(st.lists(st.sampled_from(SIGNS), max_size=40).map("".join))
@example("![**\x85]()**")
@example("$\\ [$")
def test_every_character_lies_in_one_place_whatever_the_markup(dump: str) -> None:
    assert_promises_hold(dump, read_blocks(dump))


@given(st.text())
def test_every_character_lies_in_one_place_whatever_the_text(dump: str) -> None:
    assert_promises_hold(dump, read_blocks(dump))


@given(st.lists(st.text("江桥人，。 \u3000a1", max_size=20), max_size=60), st.sampled_from(["\n", "\n\n", "\r\n"]))
@example(set_line_by_line("\u3000\u3000").split("\n"), "\n")
def test_every_character_lies_in_one_place_on_pages_set_line_by_line(lines: list[str], end: str) -> None:
    dump = end.join(lines)
    assert_promises_hold(dump, read_blocks(dump))


@given(st.lists(st.sampled_from(["**", "江", " ", "，", "_"]), max_size=9).map("".join))
def test_the_short_way_for_simple_lines_gives_what_the_long_way_gives(line: str) -> None:
    """A link after the line makes it go the long way."""
    for dump in (f"## 桥{line}", f"**桥{line}**"):
        short, *_ = read_blocks(dump)
        long, *_ = read_blocks(f"{dump}<br>[桥](/)")
        assert (short.text, short.level) == (long.text, long.level)


SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.mark.skipif(not SHARED.exists(), reason="the shared pages are not here")
def test_the_real_page() -> None:
    dump = (SHARED / "pages/zhuzhou-2022-10-27.txt").read_text("utf-8")
    blocks = read_blocks(dump)
    assert_promises_hold(dump, blocks)
    assert len(blocks) == sum(bool(line.strip()) for line in dump.split("\n")) - 7, "each line a block, but two tables"
    assert [len(block.rows) for block in blocks if block.kind == "table"] == [5, 4]
    assert sum(block.kind == "heading" for block in blocks) == 13
    assert sum(block.hard_break for block in blocks) == 2
