"""The table of a report: a row a page. The numbers of the report are counts of its rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from zbtools.views.report.facts import PARTS, Facts


class Column(NamedTuple):
    """One column. `unit`: count; share (of 10,000); hundredths; milliseconds; number (of something in a list); text.

    `said`: what it is called in the report.
    """

    name: str
    unit: str
    said: str


COLUMNS = (
    Column("source", "text", "page"),
    Column("files", "text", "files"),
    Column("paper", "text", "paper"),
    Column("date", "text", "date"),
    Column("page", "text", "label"),
    Column("outcome", "text", "outcome"),
    Column("failed", "count", "failed"),
    Column("articles", "count", "articles"),
    Column("fragments", "count", "fragments"),
    Column("doubtful", "count", "doubtful"),
    Column("doubt", "hundredths", "doubt"),
    Column("joined", "count", "joined"),
    Column("moved", "count", "moved"),
    Column("repeated", "count", "dropped"),
    Column("joined_share", "share", "share of articles with a joined paragraph"),
    Column("moved_share", "share", "share of text moved"),
    Column("dropped_share", "share", "share of text dropped"),
    Column("doubtful_share", "share", "share of articles in doubt"),
    Column("furniture_share", "share", "share of text that is furniture"),
    Column("characters", "count", "characters"),
    Column("milliseconds", "milliseconds", "milliseconds"),
    Column("reason", "number", "reason"),
    Column("said", "text", "said"),
)
NAMES = tuple(column.name for column in COLUMNS)
UNITS = {column.name: column.unit for column in COLUMNS}

Value = str | int | None
Row = tuple[Value, ...]
"""The values of a page, in the order of COLUMNS; None for what is not known."""


class Condition(NamedTuple):
    """Pages whose value in `column` is from `low` on and below `high`, if that is given."""

    column: str
    low: int
    high: int | None = None

    @property
    def href(self) -> str:
        """The link to these pages in the report.

        >>> Condition("moved", 1).href, Condition("articles", 3, 5).href
        ('#pages:moved=1..', '#pages:articles=3..5')
        """
        return f"#pages:{self.column}={self.low}..{'' if self.high is None else self.high}"


class Histogram(NamedTuple):
    """A picture of one column. `edges`: where its bins begin, the last one open; none: round steps over its values."""

    column: str
    title: str
    tells: str
    edges: tuple[int, ...] = ()

    def bins(self, most: int) -> list[Condition]:
        """Return a condition for each bin; `most`: the largest value there is."""
        edges = self.edges or (_shares(most) if UNITS[self.column] == "share" else _steps(most))
        return [Condition(self.column, *pair) for pair in zip(edges, (*edges[1:], None), strict=True)]


HISTOGRAMS = (
    Histogram("articles", "Articles", "articles on a page"),
    Histogram("joined_share", "Joined", "% of the articles on a page had a broken paragraph mended"),
    Histogram("moved_share", "Moved", "% of the text of a page was brought home from elsewhere"),
    Histogram("dropped_share", "Dropped", "% of the text of a page was left out as a repetition"),
    Histogram("doubtful_share", "Doubtful", "% of the articles on a page are in doubt"),
    Histogram("furniture_share", "Furniture", "% of the text of a page is in no article"),
)
PACE = Histogram(
    "milliseconds", "Time for a page", "milliseconds", (0, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000)
)
MOST_BINS = 14


def row_of(**known: Value) -> Row:
    """Return the row of a page of which this is known."""
    return tuple(known.get(name) for name in NAMES)


def row_of_facts(facts: Facts, files: Sequence[str], milliseconds: int | None = None, said: str | None = None) -> Row:
    """Return the row of a page that was done. `files`: what holds it; `said`: what is to be said about it."""
    page = facts.page
    counted = ("articles", "fragments", "doubtful", "characters", "joined", "moved", "repeated")
    return row_of(
        source=page.source.name,
        files="\n".join(files),
        paper=page.paper,
        date=page.date,
        page=page.page,
        outcome="done",
        failed=0,
        doubt=round(facts.doubt * 100),
        milliseconds=milliseconds,
        said=said or None,
        **{f"{name}_share": value for name, value in facts.shares.items()},
        **{name: getattr(facts, name) for name in counted},
    )


def told(value: Value, unit: str) -> str:
    """Return a value as people read it.

    >>> told(1250, "share"), told(217, "hundredths"), told(None, "count"), told(12000, "count")
    ('12.5 %', '2.2', '', '12,000')
    """
    if value is None or isinstance(value, str):
        return value or ""
    if unit == "share":
        return f"{value * 100 / PARTS:.1f} %"
    return f"{value / 100:.1f}" if unit == "hundredths" else f"{value:,}"


def _shares(most: int) -> tuple[int, ...]:
    """Return edges from 0 to `most` in equal steps of whole percent; the first bin is that of nothing at all.

    >>> _shares(2450), _shares(0)
    ((0, 1, 200, 400, 600, 800, 1000, 1200, 1400, 1600, 1800, 2000, 2200, 2400), (0, 1))
    """
    step = next(size for size in (100, 200, 500, 1000) if most // size < MOST_BINS - 1)
    return (0, 1, *range(step, max(most, 1), step))


def _steps(most: int) -> tuple[int, ...]:
    """Return round edges from 0 to `most`, so many that a picture holds them.

    >>> _steps(5), _steps(40)
    ((0, 1, 2, 3, 4, 5), (0, 5, 10, 15, 20, 25, 30, 35, 40))
    """
    sizes = (size * 10**power for power in range(12) for size in (1, 2, 5))
    step = next(size for size in sizes if most // size < MOST_BINS)
    return tuple(range(0, most + 1, step))
