"""What the name of a file or folder tells of its page: where archives put the label, and which numbers are none.

A rule is tried on a name without its ending and the name of its paper, in which `|` stands for the day. Named groups:
`label`, `name` (of the page).
"""

from __future__ import annotations

from zbtools.rules.rule import Rule

_CJK = "一二三四五六七八九十"
_APART = r"[\s_.,:()《》·|+-]"
_NUMBER = rf"(?:\d{{1,3}}|[{_CJK}]{{1,3}})"
_NAME = r"(?:[\s_:(-]{0,3}(?P<name>\p{Han}{2,8}(?:·\p{Han}{1,6})?)(?!\p{Han}))?"
# Somewhere in a name, as far as names are long.
_IN = r"^.{0,160}?"
# A label is no part of a longer word or number.
_ENDS = r"(?![A-Za-z\d])"
# Words before the count of a scan, a photograph or a program's output.
_COUNTED = r"(?!(?:.{0,80}[^A-Za-z])?(?i:img|dsc|scan|photo|pic|image|screenshot|mmexport|output)(?![a-z]))"

LABEL_RULES = (
    Rule(
        code="ZB701",
        why="A number with 版 or 页 behind it is the page's, wherever it stands in the name.",
        pattern=rf"{_IN}(?<![\d{_CJK}])(?P<label>第?[A-Z]?叠?{_NUMBER}(?:-[A-Z]?\d{{1,3}})?)[版页頁](?![本画]){_NAME}",
        yes=("第二版", "滨江_|_02版", "十四版", "|第A02版:要闻", "2-3版", "第3页", "第4版(体育)"),
        no=("第18期", "第二章", "2版本", "第二張", "三国版图"),
        needs=tuple("版页頁"),
    ),
    Rule(
        code="ZB702",
        why="page, pg, p, node and 页面 announce the number of a page.",
        pattern=rf"{_IN}(?:(?<![A-Za-z])(?i:page|pg|p|node)|[页頁版]面)[\s_.-]{{0,2}}(?P<label>[A-H]?\d{{1,4}})(?:{_ENDS}|(?=of\d))",
        yes=("page_2", "node_02", "p03", "|-page 12", "Page_12_ocr", "page-001-of-120", "page2of8", "|_页面02"),
        no=("homepage2", "node_b", "page", "px3", "stop3"),
    ),
    Rule(
        code="ZB703",
        why="Electronic papers end the name of a page in its number, and that of an article in its own and the page's.",
        pattern=rf"^n(?:bs|w)\.D\d{{1,9}}[A-Za-z]{{0,12}}(?:_?\|)?_(?:\d{{1,3}}-)?(?P<label>[A-H]?\d{{1,3}}){_ENDS}",
        yes=("nbs.D110000_01", "nbs.D110000bjrb_A01", "nw.D110000bjrb_|_2-01"),
        no=("nbs.D110000", "content_25993"),
        needs=(".D",),
    ),
    Rule(
        code="ZB704",
        why="A section letter with a number is a page; X1 and v2 are none, for papers count sections from A.",
        pattern=rf"{_IN}(?=[A-HTa-h])(?:(?<![A-Za-z\d])(?=[A-Z])|(?<=^|\|))"
        rf"(?P<label>[A-Za-z]\s?叠?\d{{1,2}}(?:-[A-HT]\d{{1,2}})?){_ENDS}{_NAME}",
        yes=("A02", "|A02", "bjrb-|-A05-城事新闻", "A02要闻", "B叠03", "|_A02-A03", "b3"),
        no=("v1", "x1", "|T103000", "C919型", "foo_a2", "D110000"),
    ),
    Rule(
        code="ZB705",
        why="A number with 第 before it and nothing behind it is a page.",
        pattern=rf"{_IN}第(?P<label>[A-Z]?叠?{_NUMBER})(?=$|{_APART}){_APART}?{_NAME}",
        yes=("第02", "|第A02 要闻"),
        no=("第二章", "第18期", "第二张"),
        needs=("第",),
    ),
    Rule(
        code="ZB706",
        why="The first page has names of its own.",
        pattern=rf"(?:^|(?<={_APART}))(?P<label>[头頭]版|封面)(?=$|{_APART})",
        yes=("头版", "滨江_|_封面"),
        no=("街头版画", "封面故事"),
        needs=("头版", "頭版", "封面"),
    ),
)

BARE_RULES = (
    Rule(
        code="ZB711",
        why="A bare number is a page if the name begins with it, or the day stands before it; others count scans.",
        pattern=rf"^{_COUNTED}(?:(?:[^|]{{0,60}}\|(?:[^|]{{0,60}}?{_APART})?)?{_APART}{{0,3}}|(?=\d))(?<!\d\.)(?P<label>0\d{{3}}|\d{{1,3}})"
        rf"(?![A-Za-z\d]|\s?\.\d|[年月日期号號卷]){_NAME}",
        yes=("02", "0001", "12_ocr", "|_02_要闻", "02要闻", "bjrb-|-02", "|-02-001", "|_要闻_02"),
        no=("scan_0001_final", "| 10.30", "IMG_|_0003", "3.1", "1948", "|_103000", "渡口12", "2024年"),
    ),
    Rule(
        code="ZB712",
        why="A name that is nothing but a Chinese numeral, or the page's name and a padded number, is a page.",
        pattern=rf"^[\s_|-]{{0,4}}(?:(?P<label>[{_CJK}]{{1,3}})|(?P<name>\p{{Han}}{{2,8}})[\s_-]?(?P<label>0\d))$",
        yes=("十四", "三", "|_十四", "要闻02"),
        no=("三国", "七彩", "渡口12", "十四行诗"),
    ),
)
