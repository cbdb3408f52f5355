"""The state of a run, in an SQLite file in the output folder: what was planned, what became of it, which files it made.

Write-ahead logging, synced on every commit: nothing that was committed is lost by a kill or a power failure, and others
may read meanwhile.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import quote

from zbtools.errors import InputError, OutputError, UsageError

FOLDER = ".zbtools"
STATE = "state.sqlite"
LOCK = "lock.sqlite"
FORM = 3
"""Counts the changes of the tables below."""
DAMAGED = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})

TABLES = f"""
CREATE TABLE IF NOT EXISTS pages (
    name TEXT PRIMARY KEY,     -- as records call it
    issue TEXT,                -- the pages that were read together
    position TEXT NOT NULL,    -- in this order the issues are found
    input TEXT NOT NULL,       -- where it is: JSON
    relative TEXT NOT NULL,    -- the name without the folder that was asked for
    seen TEXT NOT NULL,        -- size and time of the input when it was last planned
    run INTEGER NOT NULL,      -- the last run that found it
    stamp TEXT,                -- size and time of the input when it was last done
    sha256 TEXT,               -- of its bytes then
    version TEXT,              -- of zbtools
    options INTEGER,           -- that it was done with
    outcome TEXT,              -- done, failed, skipped; NULL: not yet
    articles INTEGER, fragments INTEGER, doubtful INTEGER, characters INTEGER, seconds REAL,
    reason TEXT, hint TEXT, warning TEXT,
    at REAL                    -- when that was settled: seconds since 1970
);
CREATE INDEX IF NOT EXISTS pages_by_place ON pages (position, name);
CREATE INDEX IF NOT EXISTS pages_by_issue ON pages (issue);
CREATE TABLE IF NOT EXISTS files (
    path TEXT PRIMARY KEY COLLATE NOCASE,  -- below the output folder
    wanted TEXT NOT NULL COLLATE NOCASE,   -- the path that the layout gives, which two issues may want
    issue TEXT NOT NULL,
    size INTEGER NOT NULL
);
CREATE INDEX IF NOT EXISTS files_by_issue ON files (issue);
CREATE INDEX IF NOT EXISTS files_by_wanted ON files (wanted);
CREATE TABLE IF NOT EXISTS unread (  -- inputs in which pages were sought in vain, such as a damaged .zip
    run INTEGER NOT NULL, reason TEXT NOT NULL, hint TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS options (id INTEGER PRIMARY KEY, said TEXT UNIQUE);
CREATE TABLE IF NOT EXISTS runs (
    id INTEGER PRIMARY KEY, began TEXT, ended TEXT, version TEXT, options INTEGER,
    end TEXT                   -- done, failures, interrupted, output, broken off; NULL: running, or killed
);
PRAGMA user_version = {FORM};
"""

# What is committed is on the disk. The cache is a megabyte or two of pages: the same for ten pages and for ten million.
SIZES = "PRAGMA cache_size = -4096; PRAGMA temp_store = FILE;"
SETTINGS = f"PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; {SIZES}"
# How a state is only looked at: on a disk that cannot be written to, nobody else can change it either.
READ_ONLY = ("mode=ro", "immutable=1")


class BusyError(OutputError):
    """Another run is writing into the folder."""


class State:
    """The tables of one output folder. Errors of the disk are OutputErrors."""

    def __init__(self, out: str, readonly: bool = False) -> None:
        """Open the state of `out`, made if there is none. Raises InputError if there is none and `readonly`."""
        self.folder = os.path.join(out, FOLDER)
        path = os.path.join(self.folder, STATE)
        if readonly and not os.path.isfile(path):
            raise InputError(
                f"{out}: no run has written into this folder", "name the folder that was given to `run -o`"
            )
        self._path = path
        with self.errors():
            self._database = _opened(path) if readonly else _made(path)
            found = self.one("PRAGMA user_version")
            if found not in (0, FORM):
                raise UsageError(
                    f"{path}: the state of another version of zbtools", "go on with that one, or say -o NEW"
                )
            if not readonly:
                self._database.executescript(TABLES)

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing of what is written inside."""
        self.begin()
        with self.errors():
            try:
                yield
            except BaseException:
                self.roll_back()
                raise
        self.commit()

    def begin(self) -> None:
        """Begin a transaction that ends elsewhere."""
        with self.errors():
            self._database.execute("BEGIN IMMEDIATE")

    def commit(self) -> None:
        """End the transaction; what it wrote is on the disk."""
        with self.errors():
            self._database.execute("COMMIT")

    def roll_back(self) -> None:
        """End the transaction, if there is one, as if it had never begun."""
        if self._database.in_transaction:
            self._database.execute("ROLLBACK")

    @contextmanager
    def errors(self) -> Iterator[None]:
        """Turn an error of the database into an OutputError, or into an InputError where the file is damaged."""
        try:
            yield
        except sqlite3.DatabaseError as error:
            if getattr(error, "sqlite_errorcode", None) in DAMAGED:
                hint = "what was written beside it is whole: remove it, and run again with --on-exists overwrite"
                raise InputError(f"{self._path}: the state of the run is damaged: {error}", hint) from error
            hint = "is the disk full? make room, and say --resume to go on"
            raise OutputError(f"{self._path}: cannot be written: {error}", hint) from error

    def write(self, statement: str, *values: Any) -> int:
        """Execute one statement and return how many rows it changed."""
        with self.errors():
            return self._database.execute(statement, values).rowcount

    def write_many(self, statement: str, rows: Any) -> None:
        """Execute one statement for each of `rows`."""
        with self.errors():
            self._database.executemany(statement, rows)

    def rows(self, query: str, *values: Any) -> Iterator[tuple[Any, ...]]:
        """Yield the rows that a query finds, one by one."""
        with self.errors():
            # No `yield from`: it would close the cursor, which cannot be once the database is.
            for row in self._database.execute(query, values):  # noqa: UP028
                yield row

    def one(self, query: str, *values: Any) -> Any:
        """Return the first value of the first row that a query finds, None if it finds none."""
        with self.errors():
            row = self._database.execute(query, values).fetchone()
        return row[0] if row else None


def _made(path: str) -> sqlite3.Connection:
    os.makedirs(os.path.dirname(path), exist_ok=True)
    database = sqlite3.connect(path, isolation_level=None, timeout=60)
    database.executescript(SETTINGS)
    return database


def _opened(path: str) -> sqlite3.Connection:
    """Return a connection that writes nothing but tables of its own."""
    for how in READ_ONLY:
        database = sqlite3.connect(
            f"file:{quote(os.path.abspath(path))}?{how}", isolation_level=None, timeout=60, uri=True
        )
        try:
            database.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except sqlite3.OperationalError:
            if how == READ_ONLY[-1]:
                raise
        else:
            break
    database.executescript(SIZES)
    return database


@contextmanager
def locked(out: str, patience: float = 1.0) -> Iterator[None]:
    """Keep others from writing into the output folder `out`. The lock ends with the process, however that ends.

    Raises OutputError if another run holds it for longer than `patience` (seconds): asking for the status takes
    it for a moment.
    """
    folder = os.path.join(out, FOLDER)
    try:
        os.makedirs(folder, exist_ok=True)
        lock = sqlite3.connect(os.path.join(folder, LOCK), isolation_level=None, timeout=patience)
    except (OSError, sqlite3.OperationalError) as error:
        raise OutputError(f"{out}: cannot be written: {error}", "check that the folder may be written to") from error
    try:
        _take(lock, out)
        yield
    finally:
        lock.close()


def _take(lock: sqlite3.Connection, out: str) -> None:
    try:
        lock.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError as error:
        if "locked" not in str(error):
            raise OutputError(f"{out}: cannot be written: {error}", "is the disk full?") from error
        hint = "wait until it ends, see `zbtools status`, or say another -o"
        raise BusyError(f"{out}: another run is writing into this folder", hint) from error


def is_running(out: str) -> bool:
    """Tell whether a run holds the lock of the output folder `out`."""
    try:
        with locked(out, patience=0):
            return False
    except BusyError:
        return True
    except OutputError:
        return False  # A folder that cannot be written to.
