"""Corrections replayed on the records of an issue: what fits is done, what does not is told, nothing is guessed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from zbtools.model import Page, Record
from zbtools.stages.corrections.board import board_of
from zbtools.stages.corrections.changes import change
from zbtools.stages.corrections.correction import Correction
from zbtools.stages.corrections.references import Reference, UnfitError
from zbtools.stages.corrections.write import records_of


class Unfit(NamedTuple):
    """A correction that does not fit the records, and why: a predicate of what it points at."""

    correction: Correction
    reason: str


class Corrected(NamedTuple):
    """Records after corrections. `done`: the ids of those that were made, now or before."""

    records: list[Record]
    done: frozenset[str]
    unfit: tuple[Unfit, ...]


def correct(records: Sequence[Record], corrections: Sequence[Correction]) -> Corrected:
    """Return the records of one issue with the decisions of a person in place of the program's own.

    Corrections are made in their order, each on what those before it left. One that was made on these records before
    is not made again. Corrections of pages that are not here are left alone, and are neither done nor unfit.
    """
    pages = [record for record in records if isinstance(record, Page)]
    made = {(page.id, each) for page in pages for each in page.corrections}
    here = {page.id for page in pages}
    local = [each for each in _localised(corrections, pages) if each.piece.page in here]
    again = frozenset(each.id for each in local if (each.piece.page, each.id) in made)
    due = [each for each in local if (each.piece.page, each.id) not in made]
    if not due:
        return Corrected(list(records), again, ())
    before = board = board_of(records)
    done: list[Correction] = []
    unfit: list[Unfit] = []
    for each in due:
        try:
            board = change(board, each)
            done.append(each)
        except UnfitError as error:
            unfit.append(Unfit(each, str(error)))
    new = _named(records_of(board, before), done) if done else list(records)
    return Corrected(new, frozenset(each.id for each in done) | again, tuple(unfit))


def _named(records: Iterable[Record], done: Sequence[Correction]) -> list[Record]:
    """Return `records`, each page naming the corrections that were made on it."""
    return [_with_names(record, [each.id for each in done if each.piece.page == record.id]) for record in records]


def _with_names(record: Record, names: Sequence[str]) -> Record:
    if not isinstance(record, Page) or not names:
        return record
    return replace(record, corrections=(*record.corrections, *names))


def _localised(corrections: Sequence[Correction], pages: Sequence[Page]) -> tuple[Correction, ...]:
    """Return `corrections` with pages called by the ids that they have in `pages`.

    The id of a page depends on what was known of paper, date and page; the hash of its dump does not.
    """
    ids = {page.id for page in pages}
    by_content = {page.source.sha256[:16]: page.id for page in pages}

    def local(reference: Reference) -> Reference:
        known = reference.page in ids or reference.source not in by_content
        return reference if known else replace(reference, page=by_content[reference.source])

    return tuple(replace(each, piece=local(each.piece), after=each.after and local(each.after)) for each in corrections)
