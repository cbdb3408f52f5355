"""Names of newspapers: what tells 滨江日报 from any other four characters is its last word."""

from __future__ import annotations

from collections.abc import Collection

# The bare 报 is no ending: it closes 预报, 汇报, 海报 and many more words that are no papers.
ENDINGS = (
    *("日报", "日報", "晚报", "晚報", "早报", "早報", "晨报", "晨報", "午报", "午報", "夜报", "夜報", "时报"),
    *("時報", "商报", "商報", "都市报", "都市報", "快报", "快報", "新报", "新報", "信报", "信報", "导报", "導報"),
    *("周报", "週報", "周刊", "週刊", "月刊", "导刊", "日日新闻", "新闻报", "新聞報", "青年报", "青年報", "少年报"),
    *("老年报", "军报", "軍報", "法制报", "法治报", "工人报", "农民报", "农村报", "科技报", "教育报", "健康报"),
    *("体育报", "经济报", "财经报", "证券报", "建设报", "气象报", "交通报", "电力报", "石油报", "环境报"),
    *("广播电视", "电视报", "广电报", "文汇报", "文匯報", "文摘报", "晚刊", "参考消息", "參考消息", "明报", "明報"),
    *("大公报", "大公報", "联合报", "聯合報", "镜报", "鏡報", "华侨报", "華僑報", "高報"),
)
# Papers whose names have no such ending.
NAMES = ("人民铁道", "新华每日电讯", "南方周末", "每日经济新闻")
# What makes another word of the bare 报, in both scripts, for use inside the character class of a pattern: 预报, 海报,
# 汇报, 公报, 电报, 情报, 捷报, 举报, 播报, 年报, 学报, 书报, 本报 and so on.
BEFORE_BAO = (
    "预預海汇匯彙通公电電情简簡捷喜警举舉播战戰墙牆壁板学學校回填上呈陈陳年月季书書读讀看见見登订訂办辦送评評剪小字"
    "恶惡相酬禀稟奏急密飞飛谍諜虚虛瞒瞞漏误誤错錯谎謊补補直投抄关關党黨厂廠本各我该該贵貴报報"
)
# Code points, spaces apart.
SHORTEST_NAME, LONGEST_NAME = 3, 14


def is_paper_name(text: str, known: Collection[str] = ()) -> bool:
    """Say whether `text`, spaces apart, can be nothing but the name of a newspaper; those that are `known` are.

    >>> [is_paper_name(text) for text in ("滨江日报", "滨 江 晚 报", "天气预报", "滨江青年报", "统计公报")]
    [True, True, False, True, False]
    """
    name = "".join(text.split())
    if name in known or name in NAMES:
        return True
    return SHORTEST_NAME <= len(name) <= LONGEST_NAME and name.isalpha() and name.endswith(ENDINGS)


def may_be_paper_name(text: str, known: Collection[str] = ()) -> bool:
    """Say the same of a text that stands where names of papers stand: beside a date, or in a path.

    There the bare 报 is an ending too, if what stands before it makes no other word of it.

    >>> [may_be_paper_name(text) for text in ("滨江日报", "大江報", "天气预报", "大江報社")]
    [True, True, False, False]
    """
    name = "".join(text.split())
    short = 2 <= len(name) <= LONGEST_NAME and name.isalpha() and name[-1] in "报報" and name[-2] not in BEFORE_BAO
    return short or is_paper_name(name, known)
