"""Comma-separated values: the table of articles, for spreadsheets."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence

from zbtools.batch.tables.rows import columns, rows
from zbtools.model import Article, Page, Record

NAMES = columns("articles")


def article_to_line(article: Article, pages: Sequence[Page]) -> str:
    """Return one article as a line; line breaks inside its body stand in quotation marks."""
    return "".join(lines([*pages, article]))


def lines(records: Sequence[Record]) -> Iterator[str]:
    """Yield the articles among `records`, each as a line that ends in a line break."""
    yield from (csv_line(values) for table, values in rows(records) if table == "articles")


def csv_line(values: Sequence[object]) -> str:
    """Return one line of CSV with its end; None is an empty cell."""
    sink = io.StringIO()
    csv.writer(sink, lineterminator="\n").writerow(values)
    return sink.getvalue()


HEADER = csv_line(NAMES)
