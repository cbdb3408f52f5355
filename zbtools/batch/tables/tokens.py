"""Chinese text as SQLite's full-text search can take it: one character is one token, and words are phrases of them.

SQLite knows no Chinese words. With the characters as tokens, a query finds every place of its words and nothing else;
cutting the text into words loses those that the cut divides, and tokens of three characters those of two.
"""

from __future__ import annotations

TOKENIZER = "unicode61 remove_diacritics 0 tokenchars '_'"

LAST = 0x9FCC
"""The last character that every SQLite takes for a letter: its tables are those of Unicode 6.1."""


def spaced(text: str) -> str:
    """Return `text` with a space between characters; punctuation and line breaks, which no phrase crosses, as `_`.

    >>> spaced("城市,低 保A")
    '城 市 _ 低 保 A'
    """
    return " ".join(map(_token, (character for character in text if character == "\n" or not character.isspace())))


def phrase(words: str) -> str:
    """Return `words` as a phrase of a query.

    >>> phrase("城市低保")
    '"城 市 低 保"'
    """
    return f'"{spaced(words)}"'


def _token(character: str) -> str:
    if not character.isalnum():
        return "_"
    return character if ord(character) <= LAST else f"u{ord(character):x}"
