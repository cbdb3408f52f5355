"""Search in the SQLite file of an archive: exact phrases, the best first, each with the place that was found."""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from zbtools.batch.tables.database import FIRST_KEYWORDS
from zbtools.batch.tables.tokens import phrase
from zbtools.errors import InputError, UsageError

NAME = "archive.sqlite"
TITLES_WEIGHT = 8.0
"""How much more a word in the titles counts than one in the body."""

KEYWORDS_WEIGHT = 4.0
"""How much more a word of the query counts that is a keyword of the article."""

AROUND = 30
"""Characters shown on either side of what was found."""

QUERY = """
SELECT id, kind, paper, date, page, articles.headline, articles.body, byline, kicker, subtitle,
    -bm25(articles_fts, ?, 1.0, ?) AS score
FROM articles_fts JOIN articles ON articles.rowid = articles_fts.rowid
WHERE articles_fts MATCH ?{conditions} ORDER BY score DESC, date, id LIMIT ?
"""
HINT = "make it with `zbtools run ARCHIVE -o FOLDER/ --to sqlite`, or `zbtools export RECORDS -o FILE.sqlite`"


class Wanted(NamedTuple):
    """What to look for. `query`: words, of which each must be there as it is written; `first`, `last`: ISO dates.

    `by_word`: look for the dictionary's words in the query, any of them.
    """

    query: str
    paper: str | None = None
    first: str | None = None
    last: str | None = None
    by_word: bool = False
    most: int = 20


@dataclass(frozen=True, slots=True)
class Hit:
    """An article that was found. `snippet`: what stands about the first place; `at`: ranges of the hits in it."""

    id: str
    kind: str
    paper: str | None
    date: str | None
    page: str | None
    headline: str | None
    snippet: str
    at: tuple[tuple[int, int], ...]
    score: float


def search(path: str, wanted: Wanted) -> Iterator[Hit]:
    """Yield the articles that were found, the best first (BM25). `path`: the file, or the folder of a run.

    Raises InputError for a file that is no such database, UsageError for a query without a word.
    """
    words = _words(wanted)
    match = (" OR " if wanted.by_word else " AND ").join(map(phrase, words))
    if any(known for (known,) in _found(path, FIRST_KEYWORDS, [])):
        match = _ranked(match, wanted.query)
    limits = {"paper = ?": wanted.paper, "date >= ?": wanted.first, "date <= ?": wanted.last}
    given = {condition: value for condition, value in limits.items() if value is not None}
    query = QUERY.format(conditions="".join(f" AND {condition}" for condition in given))
    pattern = re.compile("|".join(map(_pattern, words)), re.IGNORECASE)
    for row in _found(path, query, [TITLES_WEIGHT, KEYWORDS_WEIGHT, match, *given.values(), wanted.most]):
        article, kind, paper, date, page, headline, body, byline, kicker, subtitle, score = row
        texts = [text for text in (kicker, headline, subtitle, byline, body) if text]
        yield Hit(article, kind, paper, date, page, headline, *_snippet(texts, pattern), round(score, 4))


def _ranked(match: str, query: str) -> str:
    """Return a query that finds what `match` finds in titles and text, and ranks by the articles' keywords too."""
    from zbtools.language.words import words_of

    inside = f"{{headline body}} : ({match})"
    keywords = (f'keywords : "{word}"' for word in words_of(query) if word.isalnum())
    return f"{inside} AND ({' OR '.join((inside, *keywords))})"


def _words(wanted: Wanted) -> list[str]:
    words = wanted.query.split()
    if wanted.by_word:
        from zbtools.language.words import words_of

        words = list(dict.fromkeys(words_of(wanted.query)))
    words = [word for word in words if any(map(str.isalnum, word))]
    if not words:
        raise UsageError("there is no word to look for", "write it in quotation marks: zbtools search OUT '城市低保'")
    return words


def _found(path: str, query: str, values: Sequence[object]) -> list[tuple[Any, ...]]:
    file = os.path.join(path, NAME) if os.path.isdir(path) else path
    if not os.path.isfile(file):
        raise InputError(f"{file}: no such database", HINT)
    try:
        # Nobody who searches writes.
        database = sqlite3.connect(f"file:{_quoted(os.path.abspath(file))}?mode=ro", uri=True)
        try:
            return database.execute(query, values).fetchall()
        finally:
            database.close()
    except sqlite3.Error as error:
        raise InputError(f"{file}: not a database of articles: {error}", HINT) from error


def _quoted(path: str) -> str:
    from urllib.parse import quote

    return quote(os.fsencode(path))


def _pattern(word: str) -> str:
    """Return the pattern of a word; a line may have been broken inside it."""
    return r"[^\S\n]*".join(map(re.escape, "".join(word.split())))


def _snippet(texts: Sequence[str], pattern: re.Pattern[str]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Return the surroundings of the first place that fits `pattern`, if it can be of the body, and all such places."""
    text, first = next(((text, hit) for text in reversed(texts) if (hit := pattern.search(text))), (texts[-1], None))
    start = max(0, (first.start() if first else 0) - AROUND)
    snippet = text[start : (first.end() if first else 0) + AROUND].replace("\n", " ")
    before, after = "…" * (start > 0), "…" * (start + len(snippet) < len(text))
    snippet = before + snippet + after
    return snippet, tuple(hit.span() for hit in pattern.finditer(snippet))
