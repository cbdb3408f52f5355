"""The proof of one issue: what was written of its pages holds every character of them, once."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from zbtools.batch.archive.planning import input_of
from zbtools.batch.archive.tasks import DONE
from zbtools.batch.archive.written import records_in
from zbtools.batch.reading import content
from zbtools.errors import ZbtoolsError
from zbtools.model import Page, Record
from zbtools.stages.check import Finding, check_records
from zbtools.stages.decode import decode


class Claim(NamedTuple):
    """What is to be proved. `number`: its place among the issues; `paths`: the files that it has in the folder `out`.

    `pages`: by name the outcome, the reason of a failure, and the input as the state describes it, if it was given.
    """

    number: int
    out: str
    pages: tuple[tuple[str, str | None, str | None, str | None], ...]
    paths: tuple[str, ...]
    deaths: int = 0

    def again(self) -> Claim:
        """Return the claim after one more process died over it."""
        return self._replace(deaths=self.deaths + 1)

    def blame(self, page: str, reason: str, hint: str) -> Proof:  # noqa: ARG002  (the claim falls as a whole)
        """Return that nothing could be proved, whichever `page` is to blame."""
        return Proof(self, tuple(Finding("source", f"{name}: {reason}; {hint}", "") for name, *_ in self.pages))


class Proof(NamedTuple):
    """What is wrong with an issue: if nothing is, it is proved."""

    claim: Claim
    findings: tuple[Finding, ...]


def prove(claim: Claim, _: Callable[[str], None]) -> Proof:
    """Return everything that is wrong with the pages of an issue."""
    return Proof(claim, tuple(_findings(claim)))


def _findings(claim: Claim) -> Iterator[Finding]:
    done: dict[str, str | None] = {}
    for name, outcome, reason, said in claim.pages:
        if outcome == DONE:
            done[name] = said
        else:
            yield Finding("source", f"{reason or name + ': was not read'} ({outcome or 'not yet'})", "")
    try:
        records = list(records_in(claim.out, claim.paths))
    except ZbtoolsError as error:
        yield Finding("file", str(error), "")
        return
    written = {record.source.name for record in records if isinstance(record, Page)}
    yield from (Finding("lost", f"{name}: no record is of this page", "") for name in sorted(done.keys() - written))
    texts: dict[str, str] = {}
    yield from _read_texts(records, done, texts)
    yield from check_records(records, texts)


def _read_texts(records: Sequence[Record], done: dict[str, str | None], texts: dict[str, str]) -> Iterator[Finding]:
    """Put the dumps of the pages, by id, into `texts`; yield what is wrong with them."""
    for page in (record for record in records if isinstance(record, Page)):
        said = done.get(page.source.name)
        if said is None:
            continue  # That its dump was not given is for `check` to find.
        try:
            data = content(input_of(page.source.name, said))
            texts[page.id] = decode(data, page.source.name, page.source.encoding)[0]
        except ZbtoolsError as error:
            yield Finding("source", str(error), page.id, page.id)
            continue
        if hashlib.sha256(data).hexdigest() != page.source.sha256:
            yield Finding("source", f"{page.source.name}: has changed since it was read", page.id, page.id)
