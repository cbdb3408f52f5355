"""The checklist of a sample as a file: written to be filled in, and read back."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping

from zbtools.batch.tables.comma import csv_line
from zbtools.batch.writing import whole_file
from zbtools.errors import InputError
from zbtools.stages.acceptance import CATEGORIES, MEANT, Judgement, meaning
from zbtools.stages.decode import decode
from zbtools.views.report.acceptance import COLUMNS, Acceptance

HINT = "fill in the file that --checklist wrote, or that the report saved, and keep its columns"
DELIMITERS = ",;\t"


def write_checklist(path: str, acceptance: Acceptance) -> None:
    """Write the articles of a sample as CSV, an article a line, with what was judged so far. Raises OutputError.

    The mark at the beginning tells spreadsheets that it is UTF-8.
    """
    with whole_file(path) as sink:
        sink.write("".join(["\ufeff", *_lines(acceptance)]).encode("utf-8", "replace"))


def _lines(acceptance: Acceptance) -> Iterator[str]:
    yield csv_line(COLUMNS)
    for number, item in enumerate(acceptance.items, 1):
        judged = acceptance.judged.get(item.id, {})
        yield csv_line((number, *item, *(judged.get(name) or "" for name in CATEGORIES), ""))


def read_judged(path: str) -> dict[str, Judgement]:
    """Return what was judged, by id of the article, as a spreadsheet may have saved it: any encoding, `,` `;` or tabs.

    Raises InputError, which names the line, for a word that is neither right nor wrong, for missing columns, and for
    an article that is there twice.
    """
    try:
        with open(path, "rb") as file:
            text, _ = decode(file.read(), path)
    except OSError as error:
        raise InputError(f"{path}: {error.strerror}", HINT) from error
    head = text.partition("\n")[0]
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=max(DELIMITERS, key=head.count))
    missing = [name for name in ("id", *CATEGORIES) if name not in (rows.fieldnames or ())]
    if missing:
        raise InputError(f"{path}: no column {missing[0]}", HINT)
    found: dict[str, Judgement] = {}
    for row in rows:
        where = f"{path}: line {rows.line_num}"
        id = row["id"] or ""
        if id in found:
            raise InputError(f"{where}: the article {id:.60} was judged before", "keep one line for each article")
        found[id] = {name: _judged(row[name] or "", name, where) for name in CATEGORIES}
    return found


def _judged(word: str, category: str, where: str) -> str | None:
    try:
        return meaning(word)
    except ValueError:
        said = " or ".join(MEANT)
        hint = f"write {said}, or leave it empty where it was not judged"
        raise InputError(f"{where}: {category} is {word.strip()!r:.40}", hint) from None


def strays(judged: Mapping[str, Judgement], ids: set[str]) -> int:
    """Return how many articles were judged that are not in the sample."""
    return sum(any(row.values()) for id, row in judged.items() if id not in ids)
