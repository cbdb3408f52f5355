"""The forms in which records are written, each as a stream: an archive is never held in memory."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from zbtools.model import Article, Page, Record

Records = Sequence[Record]

KEYWORDS = "sqlite-keywords"


class Format(NamedTuple):
    """One way to write records: the pieces that an issue gives, and what stands before, between and after them.

    `alone`: the text of a file that holds this one article (empty: there shall be none). `ending`: of a file's name.
    """

    ending: str
    pieces: Callable[[Records], Iterable[str]]
    alone: Callable[[Article, Sequence[Page]], str]
    before: str = ""
    between: str = ""
    after: str = ""

    def stream(self, issues: Iterable[Records]) -> Iterator[bytes]:
        """Yield the bytes of a whole output, a piece at a time."""
        lead = self.before
        for piece in chain.from_iterable(map(self.pieces, issues)):
            if piece:
                yield encoded(lead + piece)
                lead = self.between
        yield encoded((self.before if lead == self.before else "") + self.after)


def encoded(text: str) -> bytes:
    """Return `text` in UTF-8. Half surrogate pairs, which only edited records can hold, become question marks."""
    return text.encode("utf-8", "replace")


def _line(record: Record) -> str:
    from zbtools.records import dump_line

    return dump_line(record)


def _ended_line(record: Record) -> str:
    return _line(record) + "\n"


def _with_pages(article: Article, pages: Sequence[Page]) -> str:
    return "".join(map(_ended_line, pages)) + _ended_line(article)


def _jsonl() -> Format:
    """The record stream; in a file of its own an article stands behind its pages, so that it is a stream as well."""
    return Format(".jsonl", lambda issue: map(_ended_line, issue), _with_pages)


def _json() -> Format:
    """One JSON array, a record a line; in a file of its own an article is one object."""
    return Format(
        ".json",
        lambda issue: map(_line, issue),
        lambda article, _: _ended_line(article),
        before="[\n",
        between=",\n",
        after="\n]\n",
    )


def _markdown() -> Format:
    from zbtools.stages.export.markdown import BETWEEN, article_to_markdown
    from zbtools.stages.export.parts import with_pages

    return Format(
        ".md",
        lambda issue: (article_to_markdown(article, pages) for article, pages in with_pages(issue)),
        article_to_markdown,
        between=BETWEEN,
    )


def _text() -> Format:
    from zbtools.stages.export.text import BETWEEN, article_to_text

    return Format(
        ".txt",
        lambda issue: (article_to_text(record) for record in issue if isinstance(record, Article)),
        lambda article, _: article_to_text(article),
        between=BETWEEN,
    )


def _csv() -> Format:
    from zbtools.batch.tables.comma import HEADER, article_to_line, lines

    return Format(".csv", lines, lambda article, pages: HEADER + article_to_line(article, pages), before=HEADER)


def _passim() -> Format:
    from zbtools.batch.tables.passim import article_to_passim, lines

    return Format(".passim.jsonl", lines, article_to_passim)


FORMATS = {"jsonl": _jsonl, "json": _json, "markdown": _markdown, "text": _text, "csv": _csv, "passim": _passim}
BY_ENDING = {
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "json",
    ".md": "markdown",
    ".txt": "text",
    ".csv": "csv",
    ".sqlite": "sqlite",
    ".db": "sqlite",
    ".parquet": "parquet",
}


def _database(path: str, issues: Iterable[Records]) -> None:
    from zbtools.batch.tables.database import write_database

    write_database(path, issues)


def _with_keywords(path: str, issues: Iterable[Records]) -> None:
    from zbtools.batch.tables.database import write_database

    write_database(path, issues, keywords=True)


def _parquet(path: str, issues: Iterable[Records]) -> None:
    from zbtools.batch.tables.parquet import write_parquet

    write_parquet(path, issues)


WHOLE: dict[str, Callable[[str, Iterable[Records]], None]] = {
    "sqlite": _database,
    KEYWORDS: _with_keywords,
    "parquet": _parquet,
}
"""Forms that are one file each, written by who knows them: they are no streams."""


def ending_of(form: str) -> str:
    """Return the ending, without its point, of the name of a file in one of the forms WHOLE."""
    return "sqlite" if form == KEYWORDS else form


def as_wanted(form: str, path: str) -> bool:
    """Tell whether there is a file at `path` that has all that `form`, one of WHOLE, has."""
    if form != KEYWORDS or not os.path.exists(path):
        return os.path.exists(path)
    from zbtools.batch.tables.database import has_keywords

    return has_keywords(path)


def form_of(name: str | None, out: str | None) -> str:
    """Return the form called `name`, else the one that the ending of the file `out` tells, else `jsonl`."""
    ending = "." + (out or "").rpartition(".")[2].lower()
    return name or BY_ENDING.get(ending, "jsonl")
