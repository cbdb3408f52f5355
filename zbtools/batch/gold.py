"""Gold files, and the records that belong to each of their issues."""

from __future__ import annotations

import gzip
import json
import lzma
import os
import zlib
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from zbtools.batch.drafting import Apart
from zbtools.batch.goldpages import GoldPages
from zbtools.batch.inputs import Input, Reading, plan
from zbtools.batch.issues import Issue, issues
from zbtools.batch.job import Job, worked
from zbtools.batch.observer import Observer
from zbtools.batch.sources import Sources
from zbtools.errors import InputError
from zbtools.model import Article, Record
from zbtools.records import looks_like_records
from zbtools.stages.score import Gold, counted_on, gold_from_json, reviewed_gold
from zbtools.views.explain import told_by

OPENERS: dict[str, Callable[..., Any]] = {".gz": gzip.open, ".xz": lzma.open}

HEAD = 4096
"""Characters that tell a gold file from records."""

Found = dict[str, list[Record]]


def read_gold(path: str, sources: Sequence[str], observer: Observer) -> list[Gold]:
    """Return the issues of a gold file (`.jsonl`, also `.gz` or `.xz`), or those that records with corrections make.

    `sources`: where the dumps of records are. Raises InputError, which names the line of a gold file; and for records
    that nobody has judged.
    """
    golds: dict[str, Gold] = {}
    try:
        with OPENERS.get(os.path.splitext(path)[1].lower(), open)(path, "rt", encoding="utf-8") as lines:
            if looks_like_records(lines.read(HEAD)):
                return _reviewed(path, sources, observer)
            lines.seek(0)
            for number, line in enumerate(lines, 1):
                if line.strip():
                    gold = gold_from_json(_object(line, f"{path}: line {number}"), f"{path}: line {number}")
                    if golds.setdefault(gold.id, gold) is not gold:
                        raise InputError(f"{path}: line {number}: the id {gold.id} was given before", "name it apart")
    except (OSError, EOFError, zlib.error, lzma.LZMAError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise InputError(f"{path}: {reason}", "check that the gold file is there, whole, and UTF-8") from error
    return list(golds.values())


def _reviewed(path: str, sources: Sequence[str], observer: Observer) -> list[Gold]:
    """Return the gold that the pages with corrections in a file of records make."""
    dumps, reading = Sources(sources, observer), Reading()
    names = Apart()
    found: list[Gold] = []
    for issue in issues(plan([path], reading, observer), reading, observer):
        gold = reviewed_gold(issue.records, told_by(issue.records) | dumps.of(issue))
        if gold is not None:
            found.append(names(gold))
    if not found:
        hint = "gold is what a person has judged: correct or accept with `zbtools review`, then `zbtools apply`"
        raise InputError(f"{path}: no page of these records was corrected", hint)
    return found


def _object(line: str, where: str) -> Any:
    try:
        return json.loads(line.removeprefix("\ufeff"))
    except (ValueError, RecursionError) as error:
        hint = "a gold file has one issue a line; was it cut off or edited?"
        raise InputError(f"{where}: not JSON: {error}", hint) from None


def records_of(golds: Sequence[Gold], arguments: Sequence[str], reading: Reading, observer: Observer) -> Found:
    """Return the records of each issue by its id; an issue without records is not in it.

    A folder may hold `<issue id>.jsonl`. All else is matched page by page: a page of the records is a page of the gold
    if it was made from the same text, or is called the same and holds what the gold has in its places. Dumps are run
    first.
    """
    named = {
        path: gold
        for folder in arguments
        if os.path.isdir(folder)
        for gold in golds
        if os.path.isfile(path := os.path.join(folder, f"{gold.id}.jsonl"))
    }
    found: Found = {}
    for path, gold in named.items():
        for issue in _issues(plan([path], reading, observer), reading, observer):
            found.setdefault(gold.id, []).extend(issue.records)
    rest = [one for one in arguments if not any(os.path.dirname(path) == one.rstrip(os.sep) for path in named)]
    if rest or not arguments:
        _match(golds, _issues(plan(rest, reading, observer), reading, observer), found)
    return found


def _issues(inputs: Sequence[Input], reading: Reading, observer: Observer) -> Iterator[Issue]:
    return worked(Job("export", reading=reading), inputs, observer)


def _match(golds: Sequence[Gold], issues: Iterator[Issue], found: Found) -> None:
    pages = GoldPages(golds)
    for issue in issues:
        there = {page.id: place for page in issue.pages if (place := pages.found(page, issue.records))}
        places = {page: (place.gold.id, place.number) for page, place in there.items()}
        for article in issue.records:
            if isinstance(article, Article):
                for gold_id in {places[page][0] for page in article.pages if page in places}:
                    numbers = {page: number for page, (id, number) in places.items() if id == gold_id}
                    found.setdefault(gold_id, []).append(counted_on(article, numbers))
