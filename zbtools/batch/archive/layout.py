"""Where the records of an issue go in the output folder: paths by a template such as `{paper}/{date}/{page}`."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from string import Formatter
from typing import NamedTuple

from zbtools.batch.formats import Format, encoded
from zbtools.errors import UsageError
from zbtools.model import Article, Page, Record
from zbtools.stages.export.filenames import clean, cut, file_name
from zbtools.stages.export.parts import with_pages

OF_ISSUE = ("paper", "date", "year", "month", "day", "folder")
OF_PAGE = ("page", "page_name", "name")
OF_ARTICLE = ("article", "order", "headline", "id")
FIELDS = (*OF_ISSUE, *OF_PAGE, *OF_ARTICLE)

BY_ISSUE = "{paper}/{date}"
BY_PAGE = "{paper}/{date}/{page}"
BY_ARTICLE = "{article}"

PIECE_BYTES = 120
"""The longest that one field may become: a name fits 255 bytes with a few of them."""

HINT = f"write it like '{BY_PAGE}'; fields: {', '.join(FIELDS)}"

Values = dict[str, str]


class File(NamedTuple):
    """A file to write: its path below the output folder, with `/`, and its bytes."""

    path: str
    data: bytes


class Layout:
    """A template that was found to be sound. Its finest field says what a file holds: an article, a page, an issue."""

    def __init__(self, template: str) -> None:
        """Read a template. Raises UsageError for unknown fields and for paths that would leave the folder."""
        self.template = template
        try:
            self._pieces = list(Formatter().parse(template))
        except ValueError as error:
            raise UsageError(f"the layout {template!r} is broken: {error}", HINT) from error
        fields = {field for _, field, _, _ in self._pieces if field is not None}
        _check(template, fields, plain=not any(form or turn for _, _, form, turn in self._pieces))
        self._by_article = bool(fields & set(OF_ARTICLE))
        self._by_page = bool(fields & set(OF_PAGE))

    def files(self, issues: Iterable[Sequence[Record]], form: Format) -> list[File]:
        """Return the files that hold `issues`, which were read together: what falls into one path stands in one file.

        A file without content (an article without a word, as text) is left out.
        """
        found: dict[str, list[bytes]] = {}
        for path, data in self._by_article_files(issues, form) if self._by_article else self._by_part(issues, form):
            found.setdefault(path, []).append(data)
        return [File(path, b"".join(parts)) for path, parts in found.items() if any(parts)]

    def _by_part(self, issues: Iterable[Sequence[Record]], form: Format) -> Iterator[File]:
        """Yield a file for each page or issue."""
        groups: dict[str, list[Record]] = {}
        for records in issues:
            issue = _issue_of(records)
            for page, part in _parts(records, self._by_page):
                groups.setdefault(self._path(_values(page, issue), form.ending), []).extend(part)
        for path, records in groups.items():
            yield File(path, b"".join(form.stream([records])))

    def _by_article_files(self, issues: Iterable[Sequence[Record]], form: Format) -> Iterator[File]:
        taken: set[str] = set()
        for records in issues:
            order, issue = Counter[str](), _issue_of(records)
            for article, pages in with_pages(records):
                first = article.home or ""
                order[first] += 1
                text = form.alone(article, pages)
                if text:
                    page = pages[0] if pages else None
                    values = _values(page, issue) | {
                        "article": file_name(article, page, order[first], "", taken),
                        "order": f"{order[first]:02}",
                        "headline": _piece(article.headline, "no-headline"),
                        "id": _piece(article.id, "no-id"),
                    }
                    yield File(self._path(values, form.ending), encoded(text))

    def _path(self, values: Values, ending: str) -> str:
        path = "".join(literal + (values[field] if field else "") for literal, field, _, _ in self._pieces)
        return path if path.endswith(ending) else path + ending


def _check(template: str, fields: set[str], plain: bool) -> None:
    wrong = sorted(fields - set(FIELDS))
    if wrong:
        raise UsageError(f"the layout {template!r} has {{{wrong[0]}}}, which is no field", HINT)
    if not fields or not plain:
        raise UsageError(f"the layout {template!r} has no field, or more than fields in its braces", HINT)
    parts = template.split("/")
    if (os.sep != "/" and os.sep in template) or any(part.startswith(".") or not part for part in parts):
        raise UsageError(f"the layout {template!r} leaves the output folder, or hides files in it", HINT)


def _parts(records: Sequence[Record], by_page: bool) -> Iterator[tuple[Page | None, list[Record]]]:
    """Cut an issue into its pages, each with the articles that begin there, or leave it whole."""
    pages = [record for record in records if isinstance(record, Page)]
    if not by_page or not pages:
        yield (pages[0] if pages else None), list(records)
        return
    articles: dict[str, list[Record]] = {page.id: [] for page in pages}
    for record in records:
        if isinstance(record, Article):
            articles.get(record.home or "", articles[pages[0].id]).append(record)
    yield from ((page, [page, *articles[page.id]]) for page in pages)


def _issue_of(records: Iterable[Record]) -> tuple[str | None, str | None]:
    """Return the paper and the date of an issue, as the first page that knows them says."""
    pages = [record for record in records if isinstance(record, Page)]
    return next((page.paper for page in pages if page.paper), None), next(
        (page.date for page in pages if page.date), None
    )


def _values(page: Page | None, issue: tuple[str | None, str | None]) -> Values:
    """Return the fields that a page fills; for what is not known there is a word, for the label the source's name."""
    paper, date = ((page and page.paper) or issue[0], (page and page.date) or issue[1])
    folder, _, file = (page.source.name if page else "").replace("\\", "/").rpartition("/")
    name = _piece(file.partition(".")[0], "no-name")
    year, month, day = [*(date or "").split("-"), "", ""][:3]
    return {
        "paper": _piece(paper, "no-paper"),
        "date": _piece(date, "no-date"),
        "year": _piece(year, "no-year"),
        "month": _piece(month, "no-month"),
        "day": _piece(day, "no-day"),
        "folder": "/".join(_piece(part, "_") for part in folder.split("/") if part.strip(".")) or "no-folder",
        "page": _piece(page.page if page else None, name),
        "page_name": _piece(page.page_name if page else None, "no-page-name"),
        "name": name,
    }


def _piece(text: str | None, otherwise: str) -> str:
    return cut(clean(text or ""), PIECE_BYTES) or otherwise
