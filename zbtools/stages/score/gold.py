"""The gold of an issue: its dumps, and which character of them belongs where."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Any, NamedTuple

from zbtools.errors import InputError
from zbtools.records.shapes import MismatchError, list_of, mapping, mismatch, optional, required, text, texts

LABEL, TITLE = -1, -2
"""The elements of an article that are not its body."""

HINT = "docs/scoring.md describes the form of a gold file"


class Run(NamedTuple):
    """The characters `start..end` of a page are those from `offset` of that element of that article.

    `element`: -1 label, -2 the titles one after the other, 0 and up the body in reading order.
    """

    page: int
    start: int
    end: int
    article: int
    element: int
    offset: int


class GoldByline(NamedTuple):
    """The byline of an article as dumped, and the names of the people in it."""

    article: int
    text: str
    people: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Gold:
    """One issue. `bylines`: None where the gold tells none, so that bylines are not judged.

    `paper`, `date` and `page_numbers` (the labels of the pages) are as the gold has them; none are needed. `sources`:
    the SHA-256 of the dumps, for pages that are told by their records and not by their dumps.
    """

    id: str
    pages: tuple[str, ...]
    runs: tuple[Run, ...]
    bylines: tuple[GoldByline, ...] | None = None
    paper: str | None = None
    date: str | None = None
    page_numbers: tuple[str | None, ...] = ()
    sources: tuple[str, ...] = ()


def gold_from_json(obj: Any, where: str) -> Gold:
    """Return the issue that a line of a gold file stands for; `where` (file and line) begins the message.

    Raises InputError for wrong shapes, and for runs that leave their page or overlap.
    """
    try:
        gold = Gold(
            id=required(mapping(obj), "id", text),
            pages=required(obj, "pages", texts),
            runs=required(obj, "runs", list_of(_run)),
            bylines=optional(obj, "bylines", list_of(_byline), None),
            paper=optional(obj, "paper", _label, None),
            date=optional(obj, "date", _label, None),
            page_numbers=optional(obj, "page_numbers", list_of(_label), ()),
        )
        _check(gold)
    except MismatchError as error:
        raise InputError(f"{where}: {error.path.removeprefix('.') or 'the line'} {error}", HINT) from None
    return gold


def gold_to_json(gold: Gold) -> dict[str, Any]:
    """Return the object that a line of a gold file holds."""
    known = {
        "id": gold.id,
        "paper": gold.paper,
        "date": gold.date,
        "page_numbers": list(gold.page_numbers),
        "pages": list(gold.pages),
        "runs": [list(run) for run in gold.runs],
    }
    if gold.bylines is None:
        return known
    return known | {"bylines": [byline._asdict() | {"people": list(byline.people)} for byline in gold.bylines]}


def _run(value: Any) -> Run:
    if type(value) is list and len(value) == 6 and all(type(number) is int for number in value):
        run = Run(*value)
        if run.page >= 0 <= run.start <= run.end and run.article >= 0 <= run.offset and run.element >= TITLE:
            return run
    raise mismatch("[page, start, end, article, element, offset], six whole numbers", value)


def _label(value: Any) -> str | None:
    """Return what a paper, a day or a page is called: a page may be 2 as well as "02"."""
    if value is None or type(value) is str:
        return value
    if type(value) is int:
        return str(value)
    raise mismatch("a string or a number", value)


def _byline(value: Any) -> GoldByline:
    obj = mapping(value)
    article = obj.get("article")
    if type(article) is not int:
        raise MismatchError("must be the number of an article", ".article")
    return GoldByline(article, required(obj, "text", text), optional(obj, "people", texts, ()))


def _check(gold: Gold) -> None:
    for number, run in enumerate(gold.runs):
        if run.page >= len(gold.pages):
            raise MismatchError(f"is on page {run.page}, but pages has {len(gold.pages)}", f".runs[{number}]")
        if run.end > len(gold.pages[run.page]):
            raise MismatchError(f"ends at {run.end}, behind the end of its page", f".runs[{number}]")
    for first, second in pairwise(sorted(gold.runs)):
        if first.page == second.page and first.end > second.start:
            raise MismatchError(f"overlap on page {first.page} at {second.start}", ".runs")
