"""The index of contents (导读): lines that send the reader to stories on other pages.

Each pattern is for a whole line without the white space around it.
"""

from __future__ import annotations

from zbtools.rules.furniture import NUMBER
from zbtools.rules.rule import Rule

INDEX_RULES = (
    Rule(
        code="ZB431",
        why="导读 and its like head an index of contents.",
        pattern=r"""^[【《\[［■●◆★▌|｜]?\s?(?:[今本明][日期天](?:[导導][读讀]|看[点點]|要目|提要)
            |(?:内容|新闻|新聞|版面|要闻|要聞|精彩|今日要闻)?(?:[导導][读讀]|索引)|要目|本报今日导读)\s?[】》\]］■●◆★▌|｜:：]?$""",
        yes=("今日导读", "导读", "本期看点", "要闻导读", "【今日導讀】"),
        no=("导读者", "《滨江纪事》导读", "今日看点多"),
        needs=("导读", "導讀", "看点", "看點", "要目", "提要", "索引"),
    ),
    Rule(
        code="ZB432",
        why="In an index of contents a page with 版 stands before the title of a story, without a full stop.",
        pattern=r"""^[>＞▶►◆●■]{0,2}\s?第?(?:[A-Z]\d{1,2}|\d{1,2}|[一二三四五六七八九十]{1,2})版(?:\s{1,4}|(?=[|｜:：>＞▶]))[|｜:：>＞▶]?\s{0,4}
            (?![的本次（(])(?=[^。，]{6,45}$)\p{Han}[^。]{5,45}(?<![；;，,])$""",
        yes=("3版 城市书房开到居民家门口", "A05版：滨江大桥年底合龙"),
        no=(
            "第一版的封面由周一苇画成",
            "第三版画册今天首发",
            "3版教材重新印了一遍。",
            "第二版(修订本)由滨江出版社出版",
        ),
        needs=("版",),
    ),
    Rule(
        code="ZB433",
        why="In an index of contents the title of a story is followed by an arrow, dots or a slash and its page.",
        pattern=rf"""^(?=.{{2,70}}[\d版)）]$)(?:
            [^。]{{4,40}}(?:[>＞»▶►→]{{1,3}}|…{{1,6}}|[.．·]{{3,20}}|\s{{1,4}}[详詳]?[见見])\s{{0,4}}第?[A-Z]?\d{{1,2}}版?
            | [^。]{{3,40}}(?:\s{{0,4}}[•·●]\s{{0,2}}|\s{{0,2}}[/／]\s?)(?:第?{NUMBER}版|[A-H]\d{{2}})
            | [^。]{{3,40}}(?<!》)\s?[（(](?:[详詳]?[见見]第?{NUMBER}版|[A-H]\d{{2}}版?|\d{{1,2}}版)[)）]
            | [•·●]\s?第?[A-H]?\d{{1,2}}版
        )$""",
        yes=(
            "城市书房开到家门口 ▶A03",
            "滨江大桥合龙……3版",
            "滨江大桥合龙 详见A03版",
            "大桥通车 •第7版",
            "渡轮停航/A05",
            "大桥通车（3版）",
            "•第7版",
        ),
        no=(
            "比分→3:2",
            "他说……",
            "（详见第三版）。",
            "滨江文集（第3版）",
            "《桥梁学》（3版）",
            "船票/5元",
            "滨江志·第二版本",
        ),
        needs=(">", "＞", "»", "▶", "►", "→", "…", "...", "···", "见", "見", "•", "·", "●", "/", "／", "（", "("),
    ),
)

# The number of a page that stands alone in an index, before or behind the title of its story.
PAGE_REFERENCE_RULES = (
    Rule(
        code="ZB434",
        why="In an index of contents the number of the page may have a line of its own, above or below its title.",
        pattern=r"""^[>＞»▶►→◆●■•·(（]{0,3}\s?(?:[详詳]?[见見])?\s?
            (?:第?[A-F]\d{1,2}版?|第?\d{1,2}版|0\d|第?[一二三四五六七八九十]{1,3}版)\s?[>＞»▶►)）]{0,2}$""",
        yes=("3版", "第七版", "A05", ">>04", "►B2版", "（见3版）"),
        no=("3", "12", "3版大桥", "初版", "G60"),
        needs=("版", "0", *"ABCDEF"),
    ),
)

# A line alone may be a headline with a figure; several in a row are an index.
INDEX_ROW_RULES = (
    Rule(
        code="ZB436",
        why="Lines one below the other that each end in a page are an index of contents, also without a heading.",
        pattern=r"""^[^。，；]{4,32}[\s　]{1,4}
            (?:[A-H]\d{1,2}(?:[-—、~]\d{1,2})?版?|第?[\d一二三四五六七八九十]{1,3}版)$""",
        yes=("暴雨来袭 六趟列车停运 A03", "房产税怎么收？ A12-13", "滨江大桥合龙 第3版"),
        no=("暴雨来袭 六趟列车停运", "A03", "滨江大桥通车，见A03", "大桥修了 3 年"),
    ),
)

# Known by what stands beside them alone.
BESIDE_INDEX_RULES = (
    Rule(
        code="ZB435",
        why="Beside the lines of an index, a short line that ends or begins with a page is one of them.",
        pattern=r"""^(?:
            [^。，；]{2,40}(?:[\s　/／·•|｜(（>＞»▶►…—-]{1,6}[Pp]?|(?<=\p{Han})(?=第))
                第?(?:[A-H]\d{1,2}|\d{1,2})版?[)）]?
            | [Pp]?(?:[A-H]\d{1,2}|0\d)版?[\s　:：|｜/·•>＞▶►]{1,4}[^。；\d][^。；]{2,40}
            | [封][面底二三]|头版|末版)$""",
        yes=("渡轮航线年底停航/A5", "晚霞中的老码头 04", "A5 渡轮停航", "封底"),
        no=("渡轮航线年底停航", "大桥长3200米，宽36", "封底设计", "12 人受伤"),
        needs=(*"0123456789", "封", "头版", "末版"),
    ),
)
