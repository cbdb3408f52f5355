"""Words as jieba's dictionary knows them. The only module that imports jieba, and only when a word is asked for.

jieba keeps its parsed dictionary in the folder for temporary files and trusts what it finds there, so that anyone who
may write there changes the words. Parsing it takes half a second, once a run: nothing is kept on disk here.
"""

from __future__ import annotations

import warnings
from functools import cache
from typing import Any

REACH = 12
"""Code points that are read on each side of a cut: the longest words of the dictionary have 16."""


def cut_word(before: str, after: str) -> str | None:
    """Return the word that stands across the end of `before` and the beginning of `after`, or None.

    Only words of the dictionary count: jieba's guesses at unknown words (HMM) invent some across wrong seams.

    >>> cut_word("掀起学", "习的热潮")
    '学习'
    >>> cut_word("今天学习。", "明天休息")
    """
    left, right = before[-REACH:], after[:REACH]
    end = 0
    for word in _tokenizer().cut(left + right, HMM=False):
        start, end = end, end + len(word)
        if end > len(left):
            return str(word) if start < len(left) else None
    return None


def words_of(text: str) -> list[str]:
    """Return the words of the dictionary that `text` is made of, in their order, without those of one character.

    >>> words_of("城市低保的标准")
    ['城市', '低保', '标准']
    """
    words = map(str, _tokenizer().cut(text, HMM=False))
    return [word for word in words if len(word) > 1] or [text]


def keywords_of(text: str, most: int) -> list[str]:
    """Return the words that tell most about `text`, the best first: jieba's TF-IDF, with the frequencies it comes with.

    >>> keywords_of("山塘水库备汛,水库今日放水。", 2)
    ['水库', '备汛']
    """
    return list(map(str, _extractor().extract_tags(text, most)))


@cache
def _extractor() -> Any:
    tokenizer = _tokenizer()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from jieba.analyse.tfidf import TFIDF

        extractor = TFIDF()
    extractor.tokenizer = tokenizer
    return extractor


@cache
def _tokenizer() -> Any:
    """Return jieba's tokenizer, filled from its own dictionary file."""
    with warnings.catch_warnings():
        # Old syntax in jieba, and the deprecation of pkg_resources, which it imports.
        warnings.simplefilter("ignore")
        import jieba

        tokenizer = jieba.Tokenizer()
        with tokenizer.get_dict_file() as dictionary:
            tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(dictionary)
    tokenizer.initialized = True
    return tokenizer
