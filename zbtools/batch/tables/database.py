"""One SQLite file of an archive: tables that Datasette and sqlite-utils open as they are, and an index of all text."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from zbtools.batch.tables.rows import TABLES, columns, rows
from zbtools.batch.tables.tokens import TOKENIZER, spaced
from zbtools.batch.writing import whole_path
from zbtools.errors import OutputError
from zbtools.model import Record

INDEX = f"""
CREATE VIRTUAL TABLE articles_fts USING fts5 (titles, body, content = '', tokenize = "{TOKENIZER}");
"""
INDEXES = """
CREATE INDEX articles_by_place ON articles (paper, date, page);
CREATE INDEX articles_by_date ON articles (date);
CREATE INDEX people_by_name ON people (name);
CREATE INDEX people_by_article ON people (article_id);
CREATE INDEX decisions_by_record ON decisions (record_id);
CREATE INDEX duplicates_by_record ON duplicates (record_id);
"""
# It is written beside its place and renamed: what a killed process leaves is never opened.
SETTINGS = "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -65536;"

TITLES = tuple(columns("articles").index(name) for name in ("label", "kicker", "headline", "subtitle", "byline"))
BODY = columns("articles").index("body")


def write_database(path: str, issues: Iterable[Sequence[Record]]) -> None:
    """Write the database of `issues` to `path`: the same issues give the same bytes. Raises OutputError.

    Memory: one issue, and 64 MB. The index holds no text of its own: `articles` does.
    """
    with whole_path(path) as beside, _errors(path):
        database = sqlite3.connect(beside, isolation_level=None)
        try:
            _create(database)
            database.execute("BEGIN")
            for records in issues:
                _add(database, records)
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


def _add(database: sqlite3.Connection, records: Sequence[Record]) -> None:
    for table, values in rows(records):
        marks = ", ".join("?" * len(values))
        # An id that comes twice (the same page run twice) is one article: the first.
        added = database.execute(f"INSERT OR IGNORE INTO {table} VALUES ({marks})", values)
        if table == "articles" and added.rowcount:
            titles = spaced("\n".join(str(values[at]) for at in TITLES if values[at]))
            row = added.lastrowid, titles, spaced(str(values[BODY]))
            database.execute("INSERT INTO articles_fts (rowid, titles, body) VALUES (?, ?, ?)", row)


@contextmanager
def _errors(path: str) -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        raise OutputError(f"{path}: cannot be written: {error}", "check that there is space") from error
