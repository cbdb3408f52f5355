"""Captions and credits of pictures: what stands under a photograph and not in the run of the story."""

from __future__ import annotations

from zbtools.rules.rule import Rule

CAPTION_RULES = (
    Rule(
        code="ZB501",
        why="图为 says what the picture shows.",
        pattern=r"""^[（(]?(?:[上下左右]?[图圖]片?[为為](?!己|什么)|[图圖]中[为為]|照片[为為]).{2}
            | [。！？”]\s?[图圖][为為]""",
        yes=("图为船工们在滨江大桥下检修。", "滨江大桥合龙。图为合龙现场。", "上图为大桥夜景。"),
        no=("图为己用", "为图为名"),
        needs=("图为", "圖為", "图片为", "照片为", "中为"),
    ),
    Rule(
        code="ZB502",
        why="Pictures of one story are numbered or placed: 图①, 上图, 左下图.",
        pattern=r"""^[（(【■▲●]?
            (?:[图圖]\s?(?:[①-⑳]|[一二三四五六七八九十]|\d{1,2})|[左右]?[上下左右中][图圖]|[题題大小主][图圖]|背景图)
            (?:[、—-][①-⑳]|[/、]?[上下左右]?[图圖])?\s?[)）】]?\s?[:：]""",
        yes=("图①：船工们检修桥墩。", "上图：大桥夜景。", "图2:桥面铺设", "左下图：孩子们过桥", "题图：滨江"),
        no=("图书：一座城的记忆", "上图书馆：怎么去", "上图的大桥"),
        needs=("图", "圖"),
    ),
    Rule(
        code="ZB503",
        why="A line that ends in a name and 摄 is the credit of a photograph.",
        pattern=r"""(?<=^|[。！？”）)（(\s　/：:、]|[记記]者|[讯訊][员員])
            (?=\p{Han}[\p{Han}\s　]{1,20}+(?:[（(]|[)）]?$))
            (?:\p{Han}{2,8}|\p{Han}[\s　]{1,3}\p{Han}{1,2})[\s　]{0,3}(?<![拍摄攝])[摄攝](?:影报道)?
            \s?(?:[（(][^（()）]{2,12}[)）])?\s?[)）]?$""",
        yes=(
            "周一苇摄",
            "新华社记者 周一苇摄",
            "滨江日报全媒体记者/周一苇 摄",
            "桥面已铺好。记者/周一苇 摄",
            "林 岸摄（人民视觉）",
            "（周一苇摄）",
        ),
        no=("他一路走一路拍摄", "影片在滨江开始拍摄", "他在江边摄影"),
        needs=("摄", "攝"),
    ),
    Rule(
        code="ZB504",
        why="The agency issues a picture with 发 or 供图 and names its maker in brackets.",
        pattern=r"""(?<=^|[。！？”）)\s　（(])
            (?:(?:新[华華]社|中新社|本[报報]|人民视觉|影像中国|视觉中国)[发發]|\p{Han}[\p{Han}/\s　]{1,16}供[图圖])
            \s?(?:[（(][^（()）]{2,24}[)）])?\s?[)）]?$
            | ^(?:[图圖](?:/(?!文)|片?[:：]|片?来源\s?[:：])|供[图圖][/:：])\s?[^。]{2,30}$""",
        yes=("新华社发（周一苇 摄）", "滨江市公园管理处供图", "图片来源：滨江视觉", "图/周一苇", "供图：滨江博物馆"),
        no=("图片来源于生活的启示。", "大图/小图的区别在哪里。", "企图"),
        needs=("发", "發", "供图", "供圖", "图/", "圖/", "图：", "图:", "图片"),
    ),
    Rule(
        code="ZB507",
        why="A picture with a text by one hand closes with 图/文 and the name.",
        pattern=r"""(?:^|[。！？”])\s?(?:[图圖]\s?[/／、]\s?文|文\s?[/／、]\s?[图圖])\s?[:：/／]?\s?\p{Han}{2,4}$""",
        yes=("茶农在采茶。图/文周一苇", "图/文 周一苇", "桥面已铺好。文／圖：林岸"),
        no=("图文并茂", "大图/文字说明", "他做图/文编辑二十年。"),
        needs=("图", "圖"),
    ),
    Rule(
        code="ZB505",
        why="（资料图片） and agencies of pictures in brackets close a caption.",
        pattern=r"""[（(](?![（(）)])\s?(?:[资資]料(?:[图圖]片?|照片)|人民视觉|影像中国|视觉中国|新华社发|(?:本报)?资料室|网络图片
            |[^（()）]{0,12}供[图圖]|美[联聯]社|路透社|法新社)\s?[)）]\s?$
            | ^(?:[资資]料[图圖]片|人民视觉|影像中国|视觉中国)$""",
        yes=("大桥夜景。（资料图片）", "周一苇摄（人民视觉）", "大桥一角。（滨江博物馆供图）", "资料图片"),
        no=("（资料图片很多）", "大桥夜景（二）"),
        needs=("资料", "資料", "视觉", "影像", "新华社发", "图片", "供图", "供圖", "社）", "社)"),
    ),
    Rule(
        code="ZB506",
        why="Overseas papers mark a caption with a triangle or a camera sign before it.",
        pattern=r"^[▲△▼▽◀▶►◄☆★●◎☉]\s?(?=[^\n]{6,120}$)(?!上接|下转|下轉|紧接)[^：:]{2,120}(?:[（(][^（()）]{2,16}[)）]|[摄攝])$",
        yes=("▲船工們檢修橋墩。（美聯社）", "▼孩子们过桥 周一苇摄"),
        no=("▲上接第一版", "●桥面铺设", "▲一、大桥的由来"),
        needs=("▲", "△", "▼", "▽", "◀", "▶", "►", "◄", "☆", "★", "●", "◎", "☉"),
    ),
)

_PICTURE = frozenset("图圖")
_SIGNS = frozenset("▲△▼▽◀▶►◄☆★●◎☉")
_CREDIT_ENDS = frozenset("摄攝道发發图圖片觉国）)")
_CREDIT_WORDS = frozenset("摄攝发發图圖料觉像社")
_LONGEST_CREDIT = 30
# The word for picture stands within this many characters where it opens a caption (（左下图①）).
_OPENING = 6
# 图/文 stands within this many characters where it closes one.
_SIGNED = 10
# Code points. A picture with a long text under it is a story of its own.
_LONGEST_CAPTION = 400


def caption_cue(text: str) -> Rule | None:
    """Return the rule that says `text` is a caption or a credit (or closes with one), or None.

    >>> caption_cue("图①：船工们检修桥墩。").code, caption_cue("他画了一张图。")
    ('ZB502', None)
    """
    text = text.strip()
    if not text or len(text) > _LONGEST_CAPTION or not _may_be_caption(text):
        return None
    return next((rule for rule in CAPTION_RULES if rule.search(text) is not None), None)


def _may_be_caption(text: str) -> bool:
    pictured = "图" in text or "圖" in text
    if text[0] in _SIGNS or (pictured and ("图为" in text or "圖為" in text)):
        return True
    if text[-1] in _CREDIT_ENDS and not _CREDIT_WORDS.isdisjoint(text[-_LONGEST_CREDIT:]):
        return True
    if pictured and (not _PICTURE.isdisjoint(text[:_OPENING]) or "文" in text[-_SIGNED:]):
        return True
    return text.startswith("照片")
