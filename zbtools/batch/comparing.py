"""What is compared with what: two readings of the same pages, issue by issue, or two printings of a story."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from zbtools.batch.compiled import kept_patterns
from zbtools.batch.inputs import Reading, plan
from zbtools.batch.job import Job, worked
from zbtools.batch.observer import Observer
from zbtools.errors import InputError
from zbtools.model import Article, Page, Record
from zbtools.views.diff import Difference, differences

if TYPE_CHECKING:
    from zbtools.stages.archive.collation import Variation

Issue = list[Record]


def compared(first: str, second: str, observer: Observer) -> Iterator[Difference]:
    """Yield what the records in `second` say otherwise than those in `first`.

    Pages are paired by the content of their dumps; what has no partner is told to `observer`. Raises InputError where
    nothing can be paired.
    """
    with kept_patterns():
        before, after = (list(_issues((path,), observer)) for path in (first, second))
    homes = {key: number for number, issue in enumerate(before) for key in _keys(issue)}
    met: set[int] = set()
    for issue in after:
        numbers = {homes[key] for key in _keys(issue) if key in homes}
        if not numbers:
            observer.warn(f"{second}: {_name(issue)} is not in {first}, or was made from another dump")
            continue
        met |= numbers
        yield from differences([record for number in sorted(numbers) for record in before[number]], issue)
    for number, issue in enumerate(before):
        if number not in met:
            observer.warn(f"{first}: {_name(issue)} is not in {second}, or was made from another dump")
    if not met:
        raise InputError(f"{first} and {second} have no page in common", "give two readings of the same dumps")


def collated(ids: Sequence[str], inputs: Sequence[str], observer: Observer) -> list[Variation]:
    """Return where the words of two articles of `inputs`, known by their ids, differ.

    Raises InputError where there is no article of such an id, and UsageError without rapidfuzz.
    """
    from zbtools.stages.archive.collation import collate

    texts: dict[str, str] = {}
    for issue in _issues(inputs, observer):
        for record in issue:
            if isinstance(record, Article) and record.id in ids:
                texts.setdefault(record.id, "".join(element.text for element in record.body))
    for id in ids:
        if id not in texts:
            raise InputError(
                f"{id}: no article of this id in the input", "give the records that hold both articles, or two files"
            )
    return collate(*(texts[id] for id in ids))


def _issues(paths: Sequence[str], observer: Observer) -> Iterator[Issue]:
    for issue in worked(Job("export"), plan(paths, Reading(), observer), observer):
        yield issue.records


def _keys(issue: Sequence[Record]) -> set[str]:
    return {record.source.sha256 for record in issue if isinstance(record, Page)}


def _name(issue: Sequence[Record]) -> str:
    return next((record.source.name for record in issue if isinstance(record, Page)), "an issue without a page record")
