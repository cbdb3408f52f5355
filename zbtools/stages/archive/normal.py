"""The normal form, in which texts are compared: letters, digits and characters of one script and one width.

A table of code points does it all: white space, punctuation and symbols fall out, traditional characters, variants,
full-width and compatibility forms become the usual ones, letters small. What is printed is never changed by it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from hashlib import blake2b
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from zbtools.language.arrays import Array, load_arrays

# Forms that OpenCC's table of traditional characters lets stand; each pair is a variant and the usual character.
VARIANTS = (
    "群羣 峰峯 污汙 回囬 只祇 却卻 着著 周週 里裡 里裏 么麽 么麼 昆崑 升昇 升陞 布佈 占佔 吃喫 床牀 够夠 妆粧 "
    "尸屍 岸堓 强強 恤卹 敕勅 效効 杯盃 栖棲 梅楳 概槩 欲慾 款欵 况況 略畧 碍礙 秘祕 窗窓 粮糧 纲綱 罚罸 耻恥 "
    "胁脅 草艸 蝎蠍 裸躶 踪蹤 针鍼 铲剷 雇僱 韵韻 鼓皷 凉涼 减減 决決 净淨 冲沖 准準 凑湊 凛凜 几凢 凡凣 并並 "
    "并併 亡亾 侄姪 伞傘 借藉 假叚 年秊 玩翫 迹跡 迹蹟 線綫 线綫 线線 台枱 岳嶽 户戶 户戸 黄黃 戏戱 真眞 值値 "
    "说説 税稅 锐鋭 阅閲 脱脫 温溫 册冊 吕呂 录録 绿緑 别別 丢丟 呐吶 每毎 查査 青靑 清淸 为爲 产産 颜顔 彦彥 "
    "内內 产產 晋晉 壮壯 奖奬 〇○ 〇◯ 〇零 "
)
# Characters beyond the basic plane share these private ones, which papers use for rare characters of their own: two
# texts hardly differ in one of them alone.
PRIVATE, PRIVATE_SIZE = 0xE000, 0x1900
BATCH = 1 << 18  # Code points that are worked on at once: what the processor's cache holds.


class Forms(NamedTuple):
    """The normal forms of texts one after the other: `codes` (uint16); text i is `codes[starts[i]:starts[i + 1]]`."""

    codes: Array
    starts: Array

    @property
    def size(self) -> int:
        """How many they are."""
        return len(self.starts) - 1

    @property
    def lengths(self) -> Array:
        """The characters of each form (int64)."""
        return np.diff(self.starts)

    def text(self, number: int, start: int = 0, end: int | None = None) -> str:
        """Return form `number`, or what of it lies between `start` and `end`, as a string."""
        begin, stop = int(self.starts[number]), int(self.starts[number + 1])
        stop = stop if end is None else min(stop, begin + end)
        return bytes(self.codes[begin + start : stop].tobytes()).decode("utf-16-le", "surrogatepass")

    def of(self, chosen: Array) -> Forms:
        """Return the forms with the numbers `chosen`, one after the other."""
        begins, ends = self.starts[chosen], self.starts[chosen + 1]
        pieces = [self.codes[begin:end] for begin, end in zip(begins.tolist(), ends.tolist(), strict=True)]
        return Forms(np.concatenate([self.codes[:0], *pieces]), np.concatenate(([0], np.cumsum(ends - begins))))

    def behind(self, number: int) -> Forms:
        """Return the forms from `number` on."""
        base = int(self.starts[number])
        return Forms(self.codes[base:], self.starts[number:] - base)


@lru_cache(maxsize=1)
def _table() -> Array:
    """Code point of the basic plane -> its normal one, 0 for what falls out (uint16)."""
    table = np.zeros(0x10000, np.uint16)
    for code in range(0x10000):
        character = unicodedata.normalize("NFKC", chr(code)).lower()
        if len(character) == 1 and unicodedata.category(character)[0] in "LN":
            table[code] = ord(character) if ord(character) < 0x10000 else code
    table[0xD800:PRIVATE] = 0
    table[PRIVATE : PRIVATE + PRIVATE_SIZE] = np.arange(PRIVATE, PRIVATE + PRIVATE_SIZE)
    old, new = load_arrays("language.bin")["fold"]
    usual = np.arange(0x10000, dtype=np.uint16)
    usual[old] = new
    for pair in VARIANTS.split():
        usual[ord(pair[1])] = usual[ord(pair[0])]
    table[ord("○")], table[ord("◯")] = ord("〇"), ord("〇")
    settled: Array = usual[usual[table]]
    return settled


def normal_forms(texts: Sequence[str]) -> Forms:
    """Return the normal forms of `texts`.

    >>> normal_forms(["《臺灣》，ＡＢＣ　１２。", "台湾abc12"]).text(0)
    '台湾abc12'
    """
    lengths = np.fromiter(map(len, texts), np.int64, len(texts))
    codes = _codes("".join(texts))
    places = np.concatenate(([0], np.cumsum(lengths)))
    kept = np.concatenate(([0], np.cumsum(codes != 0)))
    return Forms(codes[codes != 0], kept[places])


def kept_places(text: str) -> Array:
    """Return, for each character of the normal form of `text`, where in `text` it stands (code points, int64)."""
    return np.flatnonzero(_codes(text))


def _codes(text: str) -> Array:
    """Return the normal code point of each character of `text`, 0 for those that fall out."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    beyond = codes > 0xFFFF
    if not beyond.any():
        normal: Array = _table()[codes]
        return normal
    private = np.where(_is_symbol(codes), 0, PRIVATE + codes % PRIVATE_SIZE)
    return np.where(beyond, private, _table()[np.minimum(codes, 0xFFFF)]).astype(np.uint16)


def _is_symbol(codes: Array) -> Array:
    """Whether a code point beyond the basic plane is no Chinese character: an emoji, a mathematical letter."""
    return (codes < 0x20000) | (codes >= 0x40000)


def digests(forms: Forms) -> Array:
    """Return 64 bits of the BLAKE2b hash of each form (uint64): equal forms, and none else, have equal ones."""
    data = memoryview(forms.codes.tobytes())
    bounds = (forms.starts * 2).tolist()
    hashes = b"".join(blake2b(data[start:end], digest_size=8).digest() for start, end in pairwise(bounds))
    return np.frombuffer(hashes, np.uint64)
