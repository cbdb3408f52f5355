"""What a report shows, as plain data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from zbtools.stages.archive.reprints import Family
from zbtools.views.report.acceptance import Acceptance
from zbtools.views.report.columns import Condition, Histogram, Row
from zbtools.views.report.families import Exchange
from zbtools.views.report.layout import Card
from zbtools.views.report.links import Links

Bins = Sequence[tuple[Condition, int]]


class Figure(NamedTuple):
    """A number of the whole with the pages behind it. `number`: None where the records do not tell."""

    name: str
    number: int | None
    pages: Condition
    tells: str


class Run(NamedTuple):
    """One run into the folder. `pages`: that it did; `seconds`: from its beginning to its last page."""

    began: str
    end: str
    version: str
    pages: int
    seconds: float


class Pace(NamedTuple):
    """The pages that a run did in each of equal parts of its `seconds`."""

    pages: Sequence[int]
    seconds: float


@dataclass(frozen=True, slots=True)
class Report:
    """What a report shows. `rows`: those that the page holds, of `total`; `csv`: the file with all of them, if any.

    `runs`, the last one first, and `pace`, that of the last one that did much: none for a report on records. `work`:
    seconds over all processes. `notes` are said at the top.
    """

    name: str
    links: Links
    figures: Sequence[Figure]
    histograms: Sequence[tuple[Histogram, Bins]]
    time: tuple[Histogram, Bins] | None
    runs: Sequence[Run]
    pace: Pace | None
    work: float
    reasons: Sequence[tuple[str, Condition, int]]
    cards: Sequence[Card]
    families: tuple[int, Sequence[Family]]
    exchanges: Sequence[Exchange]
    acceptance: Acceptance | None
    rows: Sequence[Row]
    total: int
    csv: str | None = None
    notes: Sequence[str] = ()
