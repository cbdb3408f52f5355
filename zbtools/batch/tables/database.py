"""One SQLite file of an archive: tables that Datasette and sqlite-utils open as they are, and an index of all text."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager

from zbtools.batch.tables.rows import TABLES, Value, columns, rows
from zbtools.batch.tables.tokens import TOKENIZER, spaced
from zbtools.batch.writing import storable, whole_path
from zbtools.errors import OutputError
from zbtools.language.words import keywords_of
from zbtools.model import Record

FIRST_KEYWORDS = "SELECT keywords IS NOT NULL FROM articles LIMIT 1"
"""Whether the articles of a database have keywords: all have, or none."""

KEYWORDS = 10
"""Keywords of an article."""

# Datasette and sqlite-utils find the index by `content="articles"`. It holds what `_add` gives it (all titles as
# `headline`, one character a token, keywords as they are), not what a rebuilding would take from the columns.
INDEX = f"""
ALTER TABLE articles ADD COLUMN keywords TEXT;
CREATE VIRTUAL TABLE articles_fts
USING fts5 (headline, body, keywords, content="articles", tokenize = "{TOKENIZER}");
"""
INDEXES = """
CREATE INDEX articles_by_place ON articles (paper, date, page);
CREATE INDEX articles_by_date ON articles (date);
CREATE INDEX people_by_name ON people (name);
CREATE INDEX people_by_article ON people (article_id);
CREATE INDEX articles_by_page ON articles (page_id);
CREATE INDEX decisions_by_article ON decisions (article_id);
CREATE INDEX decisions_by_page ON decisions (page_id);
CREATE INDEX duplicates_by_article ON duplicates (article_id);
CREATE INDEX duplicates_by_page ON duplicates (page_id);
"""
# It is written beside its place and renamed: what a killed process leaves is never opened.
SETTINGS = "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -65536;"

TITLES = tuple(columns("articles").index(name) for name in ("label", "kicker", "headline", "subtitle", "byline"))
BODY = columns("articles").index("body")


def write_database(path: str, issues: Iterable[Sequence[Record]], keywords: bool = False) -> None:
    """Write the database of `issues` to `path`: the same issues give the same bytes. Raises OutputError.

    `keywords`: also find those of each article, which takes some 4 microseconds a character. Memory: one issue, and
    64 MB. The index holds no text of its own: `articles` does.
    """
    with whole_path(path) as beside, _errors(path):
        database = sqlite3.connect(beside, isolation_level=None)
        try:
            _create(database)
            database.execute("BEGIN")
            for records in issues:
                _add(database, records, keywords)
            database.execute("INSERT INTO articles_fts (articles_fts) VALUES ('optimize')")
            database.execute("COMMIT")
            database.executescript(INDEXES)
        finally:
            database.close()


def _create(database: sqlite3.Connection) -> None:
    database.executescript(SETTINGS)
    for table, definition in TABLES.items():
        database.execute(f"CREATE TABLE {table} ({definition})")
    database.executescript(INDEX)


def has_keywords(path: str) -> bool:
    """Tell whether the articles of the database at `path` have keywords."""
    with closing(sqlite3.connect(path)) as database, _errors(path):
        return any(known for (known,) in database.execute(FIRST_KEYWORDS))


def _add(database: sqlite3.Connection, records: Sequence[Record], keywords: bool) -> None:
    for table, row in rows(records):
        values = storable(row)
        if table == "articles":
            _add_article(database, values, keywords_of(str(values[BODY]), KEYWORDS) if keywords else None)
        else:
            database.execute(_insert(table, len(values)), values)


def _add_article(database: sqlite3.Connection, values: Sequence[Value], words: Sequence[str] | None) -> None:
    listed = None if words is None else json.dumps(words, ensure_ascii=False)
    # An id that comes twice (the same page run twice) is one article: the first.
    added = database.execute(_insert("articles", len(values) + 1), (*values, listed))
    if added.rowcount:
        titles = spaced("\n".join(str(values[at]) for at in TITLES if values[at]))
        row = added.lastrowid, titles, spaced(str(values[BODY])), " ".join(words or ())
        database.execute("INSERT INTO articles_fts (rowid, headline, body, keywords) VALUES (?, ?, ?, ?)", row)


def _insert(table: str, columns: int) -> str:
    return f"INSERT OR IGNORE INTO {table} VALUES ({', '.join('?' * columns)})"


@contextmanager
def _errors(path: str) -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        raise OutputError(f"{path}: cannot be written: {error}", "check that there is space") from error
