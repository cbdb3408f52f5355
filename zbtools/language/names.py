"""Names of persons as bylines print them: set apart, with a space inside (林 舟), or glued together (周一苇沈砚)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import groupby
from typing import Literal

from zbtools.language.glued import (
    DOTS,
    Names,
    compound_surnames,
    divide,
    is_believable,
    is_foreign,
    sounds_foreign,
    surnames,
)
from zbtools.language.offices import is_office, is_pen_name
from zbtools.language.variants import simplified
from zbtools.patterns import Pattern

_TOKEN = Pattern(
    rf"[\p{{Han}}〇○×]{{1,120}}+(?:[{DOTS}]\p{{Han}}{{1,60}}+){{0,8}}|"
    rf"(?=[^{DOTS}]{{1,17}}[{DOTS}])\p{{Han}}{{1,8}}+(?:[{DOTS}—]\p{{Han}}{{1,8}}+){{2,6}}|"
    rf"[A-Z][A-Za-z.'’-]{{0,30}}(?:[ {DOTS}][A-Z][A-Za-z.'’-]{{0,30}}){{0,4}}"
)
_COMMAS = Pattern(r"[、，,；;/／╱&\n□■●]|\s?和\s|(?<=\s)与(?=\s)")
_AND_OTHERS = Pattern(r"等(?:\d{1,3}|[一二三四五六七八九十]{1,3})?[人名位]?$")
# A remark behind a name: (实习), (文).
_NOTE = Pattern(r"[（(](?:[实實][习習]生?|[見见][习習]|\p{Han}{0,6}[记記]者|[文图圖摄攝])[）)]")
# No name holds one of these: they show that prose follows.
_NEVER_IN_NAMES = frozenset("的了是被把这它们吗呢吧谁您嗎這們誰說说也很没沒0123456789０１２３４５６７８９")
# So do these words; each has one of the characters, which are looked for first.
_PROSE_CHARACTERS = frozenset("者辑輯悉解近昨今午息道導通前")
_PROSE = (
    *("记者", "記者", "获悉", "獲悉", "了解", "近日", "日前", "昨日", "昨天", "今日", "今天", "今年", "上午"),
    *("下午", "消息", "报道", "報道", "報導", "通讯", "通訊", "据悉", "编辑", "編輯"),
)
# Words of two or three characters that begin with a surname and stand in brackets or behind 记者.
_WORDS = (
    "连载 連載 全文 原文 简讯 左图 右图 上图 下图 见图 方言 来信 应届 常温 平方 高铁 满分 万元 单位 商标 龙年 石油 "
    "金融 完 未完 待续 待續 节选 節選 附图 附表 选登 选载 资料 视频 汉族 水稻 广告 公告 古代 白话 于是 成品 成人 "
    "任选 景区 经济 项目 管理 安全 常见 强制 明天 时间 宣传 文化 高考 全国 关注 解读 都市 平均 水平 元旦 秋天 平台 "
    "包括 金额 冷水 温水 常务 高级 经理 主任 常委 牛奶 花生 黄金 白银 白色 黄色 红色 蓝色 广场 田间 车站 江北 江南 "
    "海关 法院 连线 视点 发现 观察 连日 文章 周一 周二 周三 周四 周五 周六 周日 周末 江面 江边 江水 高清 高温 高层 "
    "高校 高度 左右 左起 右起 方向 方法 方案 方面 时代 时候 时评 时政 江湖 江海 江河 河山 金牌 金属 安置 安排 成立 "
    "成果 成绩 包装 应用 应急 常用 宋体 唐代 宋代 明代 元代 汉代 秦代 田野 石头 石桥 水利 水位 水库 马路 马上 花园 "
    "花费 车辆 车祸 程序 程度 路口 路线 路况 路面 白天 白酒 黄牛 黄豆 向上 向前 万里 万事 万人 任务 任意 任职 危险 "
    "危房 危机 强降雨 强对流 简介 简历 简称 简体 单价 单向 计划 计算 计时 商品 商场 商业 商家 冷空气 冷饮 冷冻 关于 "
    "关系 文件 文物 文艺 文明 文旅 文体 古城 古树 古镇 古诗 管道 温度 温馨 温泉 乐曲 乐器 乐章 许可 许多 尚未 党员 "
    "党建 党课 全剧终 全长 公里 公斤 公顷 公尺 方志 鲁迅语 "
    "党校 战略 战争 战线 宁静 支部 支付 支持 来源 来稿 来电 原因 原理 原载 原创 原题"
)

# What a paper writes behind 记者 over a column: never a name, however clearly one is announced.
_LABELS = frozenset(
    [
        "手记",
        "札记",
        "观察",
        "调查",
        "随笔",
        "日记",
        "见闻",
        "感言",
        "点评",
        "暗访",
        "探访",
        "追踪",
        "连线",
        "来信",
        "手账",
        "亲历",
        "说法",
        "集体",
    ]
)

# Longest name of one person, in code points; and without a middle dot.
_LONGEST, _LONGEST_WHOLE = 20, 6
_PAIR = 2
# How sure it is, before reading them, that names stand there: a role with a mark behind it announces them clearly, so
# that pen names are taken too; a role that touches them does not, and each must have a surname; behind the nation of an
# author his name may be of one part; where nothing announces them, a surname that is also a common word will not do.
Announced = Literal["clearly", "closely", "foreign", "not"]


def read_names(text: str, announced: Announced = "clearly") -> Names | None:
    """Return the names that `text` lists, or None when it is no list of names.

    Names set with a space inside are always taken.

    >>> read_names("林 舟　周一苇 沈砚秋")
    Names(names=('林舟', '周一苇', '沈砚秋'), ambiguous=False)
    >>> read_names("周一苇沈砚")
    Names(names=('周一苇', '沈砚'), ambiguous=True)
    >>> read_names("了解到，在年货运输") is None
    True
    """
    names: list[str] = []
    ambiguous = False
    for part in _COMMAS.split(without_others(_NOTE.sub(" ", text))):
        read = _read_part(part, announced)
        if read is None:
            return None
        names += read.names
        ambiguous |= read.ambiguous
    return Names(tuple(names), ambiguous) if names else None


def without_others(text: str) -> str:
    """Return `text` without the words for those who are not named.

    >>> without_others("周一苇 沈砚 等5人 ")
    '周一苇 沈砚 '
    """
    return str(_AND_OTHERS.sub("", text.strip()))


def _read_part(part: str, announced: Announced) -> Names | None:
    """Read the names between two commas."""
    out: list[str] = []
    ambiguous = False
    for word, closed_up in _close_up(part.split()):
        read = _read_word(word, "clearly" if closed_up else announced)
        if read is None:
            return None
        out += read.names
        ambiguous |= read.ambiguous
    return Names(tuple(out), ambiguous)


def _close_up(words: Sequence[str]) -> list[tuple[str, bool]]:
    """Join what a space has parted (林 舟, 欧阳 明, Latin names); say of each word whether that was done."""
    out: list[tuple[str, bool]] = []
    for lone, group in groupby(words, lambda word: len(word) == 1 and not word.isascii()):
        run = list(group)
        for piece in _by_pairs("".join(run)) if lone else run:
            before = out[-1][0] if out else ""
            if _parted(before, piece):
                out[-1] = (f"{before} {piece}" if piece.isascii() else before + piece, True)
            else:
                out.append((piece, lone and len(piece) > 1))
    return out


def _by_pairs(run: str) -> list[str]:
    """Divide a run of characters set apart: names of two characters are set so, one of three if it must be.

    >>> _by_pairs("林舟程野"), _by_pairs("顾青禾"), _by_pairs("刘")
    (['林舟', '程野'], ['顾青禾'], ['刘'])
    """
    odd = 3 if len(run) % 2 and len(run) > 1 else 0
    pairs = [run[i : i + 2] for i in range(0, len(run) - odd, 2)]
    return [*pairs, run[-odd:]] if odd else pairs


def _parted(before: str, word: str) -> bool:
    if before and before.isascii() and word.isascii():
        return True
    if len(before) == 1:
        return len(word) == 2 and simplified(before) in surnames()
    return len(word) == 1 and simplified(before) in compound_surnames()


def _read_word(word: str, announced: Announced) -> Names | None:
    clearly = announced == "clearly"
    if not _is_nameable(word) or (word in _words() and not clearly):
        return None
    if word.isascii():
        return Names((word,))
    if is_office(word):
        return Names((word,)) if clearly or (announced == "closely" and is_pen_name(word)) else None
    if announced == "foreign" and is_foreign(word):
        return Names((word,))
    divided = divide(word)
    if divided is None and announced != "not" and len(word) <= _LONGEST and sounds_foreign(word):
        return Names((word,))
    divided = divided or _with_rare_surname(word, clearly)
    if divided is not None and (announced != "not" or all(map(is_believable, divided.names))):
        return divided
    return Names((word,)) if clearly and 2 <= len(word) <= _LONGEST_WHOLE else None


def _with_rare_surname(word: str, clearly: bool) -> Names | None:
    """Divide names of which one has a surname that no table has; a pair only where names are clearly announced."""
    divided = divide(word, strange=True)
    return divided if divided and (clearly or len(divided.names) > _PAIR) else None


def _is_nameable(word: str) -> bool:
    if not _NEVER_IN_NAMES.isdisjoint(word) or simplified(word) in _LABELS:
        return False
    if not _PROSE_CHARACTERS.isdisjoint(word) and any(prose in word for prose in _PROSE):
        return False
    return bool(_TOKEN.fullmatch(word))


def is_word(text: str) -> bool:
    """Say whether `text` is a common word that begins like a name.

    >>> is_word("元旦"), is_word("周颂")
    (True, False)
    """
    return text in _words()


@cache
def _words() -> frozenset[str]:
    return frozenset(_WORDS.split())
