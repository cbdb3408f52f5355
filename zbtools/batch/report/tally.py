"""The rows of a report in a database of its own, which lies on the disk while it is made and then is gone.

So a report over twenty thousand pages takes no more memory than one over twenty.
"""

from __future__ import annotations

import heapq
import re
import sqlite3
from collections.abc import Iterator, Sequence
from typing import Any

from zbtools.batch.writing import storable
from zbtools.stages.archive.reprints import Family, Printing, families
from zbtools.views.report.columns import COLUMNS, NAMES, Condition, Histogram, Row
from zbtools.views.report.facts import Facts
from zbtools.views.report.families import Exchange
from zbtools.views.report.layout import Card

CARDS = 30
"""Pages that are shown with their layout: the most doubtful ones."""

TYPES = {"text": "TEXT"}
ROW = ", ".join(f"{column.name} {TYPES.get(column.unit, 'INTEGER')}" for column in COLUMNS)
TABLES = f"""
CREATE TABLE pages (place INTEGER PRIMARY KEY, {ROW});
CREATE TABLE reasons (number INTEGER PRIMARY KEY, said TEXT UNIQUE);
CREATE TABLE printings (
    id TEXT PRIMARY KEY, paper TEXT, date TEXT, page TEXT, headline TEXT, relation TEXT, score REAL, family TEXT
);
"""
SETTINGS = "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -8192; PRAGMA temp_store = FILE;"
ADD = f"INSERT INTO pages VALUES (?, {', '.join('?' * len(COLUMNS))})"
# Failures first, since they are what has to be done something about; then by doubt, and in the order of the input.
ORDER = "ORDER BY failed DESC, doubt DESC, place"

FAMILIES = "SELECT family FROM printings GROUP BY family HAVING count(*) > 1"
LARGEST = f"{FAMILIES} ORDER BY count(*) DESC, min(coalesce(date, '~')), family LIMIT ?"
# Of each pair of papers, with the places of the pages among those that a report holds.
EXCHANGES = f"""
WITH told AS (
    SELECT id, paper, date, page, first_value(paper) OVER told AS first, row_number() OVER told AS place FROM printings
    WHERE family IN ({FAMILIES})
    WINDOW told AS (PARTITION BY family ORDER BY date IS NULL, date, paper IS NULL, paper, page, id)
), held AS (
    SELECT paper, date, page, row_number() OVER ({ORDER}) - 1 AS at FROM pages ORDER BY at LIMIT ?
)
SELECT first, told.paper, count(DISTINCT told.id), group_concat(DISTINCT at)
FROM told LEFT JOIN held ON held.paper = told.paper AND held.date IS told.date AND held.page IS told.page
WHERE place > 1 AND first IS NOT NULL AND told.paper IS NOT NULL
GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2 LIMIT ?
"""


class Tally:
    """Rows of pages, printings of stories, and the layouts of the most doubtful pages."""

    def __init__(self) -> None:
        """Begin without a row."""
        # A name of no letters: SQLite makes a file of its own, and removes it.
        self._database = sqlite3.connect("", isolation_level=None)
        self._database.executescript(SETTINGS + TABLES)
        self._database.execute("BEGIN")
        self._cards: list[tuple[float, int, Card]] = []
        self._added = 0

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()

    def add(self, row: Row, facts: Facts | None = None, place: int | None = None) -> None:
        """Take the row of a page; with its facts it may come to be shown. `place`: in the input; else behind all."""
        self._database.execute(ADD, storable((place, *row)))
        self._added += 1
        if facts is None or not facts.stretches:
            return
        entry = (facts.doubt, -self._added, Card(row, tuple(facts.stretches), facts.length))
        (heapq.heappush if len(self._cards) < CARDS else heapq.heappushpop)(self._cards, entry)

    def add_printing(self, printing: Printing, family: str) -> None:
        """Take an article as one printing of the story that its family tells; of two that say it of one, the last."""
        one = printing
        values = one.id, one.paper, one.date, one.page, one.headline, one.relation, one.score, family
        statement = f"INSERT OR REPLACE INTO printings VALUES ({', '.join('?' * len(values))})"
        self._database.execute(statement, storable(values))

    def reason(self, said: str, name: str) -> int:
        """Return the number of the reason for which the page called `name` failed: without names and figures."""
        kind = re.sub(r"(?<![\w-])\d+(?!\w)", "N", said.removeprefix(f"{name}: "))
        self._database.execute("INSERT OR IGNORE INTO reasons (said) VALUES (?)", (kind,))
        return int(self._one("SELECT number FROM reasons WHERE said = ?", kind))

    @property
    def cards(self) -> tuple[Card, ...]:
        """The most doubtful pages with their layouts."""
        return tuple(card for _, _, card in sorted(self._cards, key=lambda entry: entry[:2], reverse=True))

    def count(self, *conditions: Condition) -> int:
        """Return how many pages fulfil all conditions."""
        clauses, values = ["1"], list[int]()
        for column, low, high in conditions:
            clauses.append(f"{column} >= ?" + (f" AND {column} < ?" if high is not None else ""))
            values += [low] if high is None else [low, high]
        return int(self._one(f"SELECT count(*) FROM pages WHERE {' AND '.join(clauses)}", *values))

    def sum(self, column: str) -> int | None:
        """Return the sum of a column, None if nothing is known in it."""
        return self._one(f"SELECT sum({column}) FROM pages")  # type: ignore[no-any-return]

    def bins(self, picture: Histogram) -> list[tuple[Condition, int]]:
        """Return how many pages are in each bin of a picture, up to the last that holds one."""
        most = self._one(f"SELECT max({picture.column}) FROM pages")
        if most is None:
            return []
        counts = [(condition, self.count(condition)) for condition in picture.bins(most)]
        held = [number for number, (_, count) in enumerate(counts) if count]
        # A scale that begins at nothing shows it; one of unequal steps begins where there is something.
        first = held[0] if picture.edges else 0
        return counts[first : max(held[-1] + 1, 2)]

    def reasons(self) -> list[tuple[str, Condition, int]]:
        """Return why pages failed, with their number, the most frequent first."""
        query = "SELECT said, number FROM reasons ORDER BY number"
        found = [(said, Condition("reason", number, number + 1)) for said, number in self._rows(query)]
        return sorted(((said, one, self.count(one)) for said, one in found), key=lambda each: -each[2])

    def rows(self, most: int = -1) -> Iterator[Row]:
        """Yield rows, failed pages first and then the most doubtful; -1: all of them, in the order of the input."""
        order = "ORDER BY place" if most < 0 else f"{ORDER} LIMIT {most}"
        return map(tuple, self._rows(f"SELECT {', '.join(NAMES)} FROM pages {order}"))

    def families(self, most: int) -> tuple[int, list[Family]]:
        """Return how many stories were printed more than once, and those printed most often."""
        chosen = [family for (family,) in self._rows(LARGEST, most)]
        query = f"SELECT * FROM printings WHERE family IN ({', '.join('?' * len(chosen))})"
        rows = ((Printing(*values), family) for *values, family in self._rows(query, *chosen))
        return int(self._one(f"SELECT count(*) FROM ({FAMILIES})")), families(rows)

    def exchanges(self, most: int, held: int) -> list[Exchange]:
        """Return which paper printed first what which other one printed later, the most frequent first.

        Their rows are among the first `held` ones of `rows`.
        """
        return [
            Exchange(first, later, times, tuple(sorted(map(int, rows.split(",")))) if rows else ())
            for first, later, times, rows in self._rows(EXCHANGES, held, most)
        ]

    def _rows(self, query: str, *values: Any) -> Iterator[Sequence[Any]]:
        return self._database.execute(query, values)

    def _one(self, query: str, *values: Any) -> Any:
        return self._database.execute(query, values).fetchone()[0]
