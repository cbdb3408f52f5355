"""From inputs to issues: the pages that the stages after `split` must see together."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from zbtools.batch.reading import ISSUE, PageText, pages
from zbtools.errors import InputError, ZbtoolsError
from zbtools.model import Page, Record
from zbtools.stages.identity import doubtful_line, same_day

if TYPE_CHECKING:
    from zbtools.batch.inputs import Input, Reading
    from zbtools.batch.observer import Observer
    from zbtools.pipeline import Part

MANY_PAGES = 200
"""The thickest issues have some 200 pages; a folder of more, without dates, is hardly one issue."""


class Issue:
    """The pages of one issue so far: the `parts` in which they were read, and the texts of the dumps, by page id.

    `records`: those that were read, of dumps none; what the stages make of all parts takes their place.
    """

    def __init__(self) -> None:
        """Begin without a page."""
        self.parts: list[Part] = []
        self.pages: list[Page] = []
        self.texts: dict[str, str] = {}
        self.records: list[Record] = []

    @property
    def raw(self) -> bool:
        """Whether a page of the issue was read from a dump."""
        return bool(self.texts)

    def add(self, page: PageText) -> None:
        """Append a page."""
        self.parts.append(page.part)
        self.records += page.records
        if page.page is not None:
            self.pages.append(page.page)
            if page.text is not None:
                self.texts[page.page.id] = page.text

    def takes(self, page: Page) -> bool:
        """Return whether `page` may be of this issue: same paper and day or, where unknown, given together.

        Pages that were named together, or lie in one folder, stay together unless what is known of them differs. A day
        that is misread in one character, as its weekday tells, is no other day.
        """
        last = next((known for known in reversed(self.pages) if doubtful_line(known) is None), self.pages[-1])
        papers, days = (last.paper, page.paper), (last.date, page.date)
        differs = None not in papers and last.paper != page.paper
        if differs or not same_day(last, page):
            return False
        known = None not in (*papers, *days) and last.date == page.date
        return known or _group(last) == _group(page)


def issues(
    inputs: Sequence[Input],
    reading: Reading,
    observer: Observer,
    read: Callable[[Input], Iterator[PageText]] | None = None,
) -> Iterator[Issue]:
    """Yield the issues of `inputs`, each as soon as it is complete, so that memory holds one at a time.

    `read` yields the pages of an input; without it they are read here.
    """
    given = _Given()
    for page in _readable(inputs, read or (lambda page: pages(page, reading.encoding, reading.own)), observer, given):
        issue = given.issue
        if issue.parts and not _continues(issue, page, reading.each):
            yield issue
            issue = given.issue = Issue()
        issue.add(page)
        if len(issue.pages) == MANY_PAGES and not issue.pages[-1].date:
            observer.warn(
                f"{MANY_PAGES} pages and more without a date are taken for one issue",
                "say --each if they are not, or --pattern where their names tell the date",
            )
    if given.issue.parts:
        yield given.issue


@dataclass(slots=True)
class _Given:
    """The pages that the inputs gave as records: `first` tells, by id, which input did so; `issue`: the one under way.

    A page may stand in several inputs only as it does where each of its articles has a file.
    """

    first: dict[str, str] = field(default_factory=dict)
    issue: Issue = field(default_factory=Issue)

    def admit(self, page: PageText, name: str) -> PageText:
        """Return what is new of a page that the input `name` gives. Raises InputError for one that was given before."""
        own = page.page
        if own is None or page.text is not None:
            return page
        before = self.first.setdefault(own.id, name)
        if before == name:
            return page
        articles = page.records[1:]
        known = {record.id for record in self.issue.records}
        if own in self.issue.pages and known.isdisjoint(record.id for record in articles):
            return PageText(articles)
        raise InputError(
            f"{name}: the page {own.id} was given in {before} before",
            "give each page once; two dumps of one page are told apart by `zbtools run --each DUMP DUMP`",
        )


def _continues(issue: Issue, page: PageText, each: bool) -> bool:
    """Records without a page record go with the pages before them; without any, they are no issue that could grow."""
    if page.page is None:
        return bool(issue.pages)
    return not each and (not issue.pages or issue.takes(page.page))


def _readable(
    inputs: Sequence[Input], read: Callable[[Input], Iterator[PageText]], observer: Observer, given: _Given
) -> Iterator[PageText]:
    for source in inputs:
        observer.began(source.name)
        try:
            for page in read(source):
                _warn_of_emptiness(page, source.name, observer)
                new = given.admit(page, source.name)
                if new.part:
                    yield new
        except ZbtoolsError as error:
            if len(inputs) == 1:
                raise
            observer.failed(error)


def _warn_of_emptiness(page: PageText, name: str, observer: Observer) -> None:
    if page.text is not None and not page.text.strip():
        observer.warn(f"{name}: the page is empty", "a page record without articles stands for it")


def _group(page: Page) -> object:
    """Return what is alike for pages that were given together: what they were named with, else their folder."""
    return page.extra.get(ISSUE) or page.source.name.rpartition("/")[0]
