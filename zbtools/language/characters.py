"""Classes of characters: what ends a sentence, what closes and opens, what is Chinese."""

from __future__ import annotations

import re

SENTENCE_END = frozenset("。！？!?…⋯｡．﹒︒﹗﹖⁉⁈‼‽")
"""Marks after which a sentence is over. The full stop of ASCII is not among them: see `ends_sentence`."""

CLAUSE_END = frozenset("；;：:︔︓﹔﹕")
"""Marks that end a clause, and sometimes a paragraph: before a list, a table, a quotation of its own."""

PAUSES = frozenset("，,、､﹐﹑︐︑")
"""Marks after which a sentence must go on."""

_PAIRS = "“” ‘’ 「」 『』 〝〞 ｢｣ 《》 〈〉 （） () 【】 〔〕 ［］ [] ｛｝ {} 〖〗 ﹝﹞ ﹙﹚ ＜＞"
_PAIRS_OF_VERTICAL_TEXT = "﹁﹂ ﹃﹄ ︵︶ ︷︸ ︹︺ ︻︼ ︽︾ ︿﹀"
OPENING = {pair[0]: pair[1] for pair in f"{_PAIRS} {_PAIRS_OF_VERTICAL_TEXT}".split()}
"""Quotation marks and brackets that open, each with the one that closes it."""

CLOSERS = frozenset(OPENING.values()) | frozenset("\"'＂＇〟")
"""What may stand after the end of a sentence and belongs to it. Straight quotation marks close as well as open."""

CLOSING = SENTENCE_END | CLAUSE_END | CLOSERS
"""Everything that a finished paragraph may end with."""

_HAN = "〇㐀-䶿一-鿿豈-\ufaff\U00020000-\U0003ffff"
_HAN_RUN = f"[{_HAN}]+"


def is_han(char: str) -> bool:
    """Tell whether `char`, one code point, is a Chinese character (々 and punctuation are not).

    >>> [is_han(char) for char in "版〇訊𠮷，Aカ"]
    [True, True, True, True, False, False, False]
    """
    return (
        "一" <= char <= "鿿"
        or "㐀" <= char <= "䶿"
        or "豈" <= char <= "\ufaff"
        or "\U00020000" <= char <= "\U0003ffff"
        or char == "〇"
    )


def han_count(text: str) -> int:
    """Count the Chinese characters of `text`.

    >>> han_count("10月26日,A股收涨2%。")
    5
    """
    return sum(map(len, re.findall(_HAN_RUN, text)))


def ends_sentence(text: str) -> bool:
    """Tell whether `text` ends a sentence, whatever white space and closing marks come after the end.

    A full stop of ASCII ends one only after a word: after a digit it may be a decimal point cut at a column's edge.

    >>> [ends_sentence(text) for text in ("雨停了。", "“雨停了！”　", "（完）", "雨还在", "增长3.", "雨停了.")]
    [True, True, False, False, False, True]
    """
    if text[-1:] in SENTENCE_END:  # Most texts: none of these closes anything, so nothing has to be passed over.
        return True
    end = len(text)
    while end and (text[end - 1] in CLOSERS or text[end - 1].isspace()):
        end -= 1
    if not end:
        return False
    last = text[end - 1]
    return last in SENTENCE_END or (last == "." and end > 1 and text[end - 2].isalpha())
