"""Promise 1, span by span: each character of the dump is in exactly one place, and each text is that of its spans."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeGuard

from zbtools.model import Article, Page, Record
from zbtools.stages.check.findings import Dump, Finding
from zbtools.stages.check.repeats import check_repeats
from zbtools.stages.check.statements import Claim, PlacedSpan, Statement, statements

SHOWN = 12
"""Characters that are shown of two texts from their first difference on."""


def check_records(records: Sequence[Record], source_texts: Mapping[str, str]) -> list[Finding]:
    """Return everything in `records` that breaks the promise that nothing is lost and nothing invented.

    `source_texts`: the decoded dump of each page by the id of its record. Proven is, for each page: every character but
    white space lies in one part of an article or fragment, in furniture, or in `dropped` (articles may share a label);
    each text is the concatenation of its spans, white space aside, unless a `spelling` decision says that it was
    changed; spans lie in the dump; ids are unique; what was dropped as a repetition repeats text that is kept. Linear
    in text and records.
    """
    dumps: dict[str, Dump] = {}
    findings = [*_repeated_ids(records), *_without_proof(records), *_open_dumps(records, source_texts, dumps)]
    known = {record.id for record in records if isinstance(record, Page)}
    said = list(_labels_shared(statement for record in records for statement in statements(record)))
    for statement in said:
        findings += _check_places(statement, known, dumps) or _check_text(statement, dumps)
    claims = _claims_by_page(said, dumps)
    unproven = {page for article in records if _is_stripped(article) for page in article.pages}
    for page, dump in dumps.items():
        findings += _check_cover(dump, claims[page], said, page in unproven)
    return [*findings, *check_repeats(said, claims, dumps)]


def _labels_shared(said: Iterable[Statement]) -> Iterator[Statement]:
    """Yield the statements; a label that several articles stand under is claimed by the first alone."""
    labels: set[PlacedSpan] = set()
    for statement in said:
        if statement.part != "label":
            yield statement
            continue
        yield statement._replace(claims=tuple(place for place in statement.claims if place not in labels))
        labels.update(statement.claims)


def _repeated_ids(records: Iterable[Record]) -> Iterator[Finding]:
    seen: set[str] = set()
    for record in records:
        if record.id in seen:
            yield Finding("id", f"two records have the id {record.id}", record.id)
        seen.add(record.id)


def _is_stripped(record: Record) -> TypeGuard[Article]:
    return isinstance(record, Article) and record.provenance is None


def _without_proof(records: Iterable[Record]) -> Iterator[Finding]:
    """Find articles that do not say where their text stands."""
    for record in records:
        if not isinstance(record, Article):
            continue
        if record.provenance is None:
            message = f"{record.id} does not say where its text stands (was it written with --no-provenance?)"
            yield Finding("provenance", message, record.id)
        elif len(record.provenance.body) != len(record.body):
            message = f"{record.id} has {len(record.body)} elements and spans for {len(record.provenance.body)}"
            yield Finding("provenance", message, record.id)


def _open_dumps(
    records: Iterable[Record], source_texts: Mapping[str, str], dumps: dict[str, Dump]
) -> Iterator[Finding]:
    """Put the dump of each page that fits its record into `dumps`, and find those that do not."""
    for page in records:
        if not isinstance(page, Page):
            continue
        text = source_texts.get(page.id)
        if text is None:
            yield Finding("source", f"{page.source.name}: the dump of this page was not given", page.id, page.id)
        elif len(text) != page.source.chars:
            message = f"{page.source.name}: the dump given has {len(text)} characters, the record {page.source.chars}"
            yield Finding("source", message, page.id, page.id)
        else:
            dumps[page.id] = Dump(page, text)


def _check_places(statement: Statement, known: set[str], dumps: Mapping[str, Dump]) -> list[Finding]:
    """Find spans that lie in no page of the stream, or not in the dump of their page."""
    return [
        finding
        for place in (*statement.places, *statement.of)
        if (finding := _check_place(statement, place, known, dumps)) is not None
    ]


def _check_place(statement: Statement, place: PlacedSpan, known: set[str], dumps: Mapping[str, Dump]) -> Finding | None:
    page, start, end = place
    if page not in known:
        which = f"the page {page}, which has no record" if page else "a page that it does not name"
        return Finding("page", f"{statement.name} has a span in {which}", statement.record, page)
    dump = dumps.get(page)
    if dump is None or 0 <= start <= end <= len(dump.text):
        return None
    message = f"{dump.page.source.name}: {statement.name} has the span {start}-{end}, but the dump ends at"
    return Finding("span", f"{message} {len(dump.text)}", statement.record, page, start, end)


def _check_text(statement: Statement, dumps: Mapping[str, Dump]) -> list[Finding]:
    """Find a text that is not the concatenation of its spans, white space aside."""
    text, places = statement.text, statement.places
    if text is None or any(page not in dumps for page, _, _ in places):
        return []
    said = "".join(text.split())
    there = "".join("".join([dumps[page].text[start:end] for page, start, end in places]).split())
    if said == there:
        return []
    at = next((n for n, (a, b) in enumerate(zip(said, there, strict=False)) if a != b), min(len(said), len(there)))
    message = f"{statement.name} says “{said[at : at + SHOWN]}” where its spans have “{there[at : at + SHOWN]}”"
    if not places:
        return [Finding("text", message, statement.record)]
    page, start, end = _place_of(at, places, dumps)
    return [dumps[page].finding("text", message, statement.record, start, end)]


def _place_of(nth: int, places: Sequence[PlacedSpan], dumps: Mapping[str, Dump]) -> PlacedSpan:
    """Return the place from the non-space character number `nth` of `places` on, or where they end."""
    for page, start, end in places:
        words = [at for at in range(start, end) if not dumps[page].text[at].isspace()]
        if nth < len(words):
            return page, words[nth], min(words[nth] + SHOWN, end)
        nth -= len(words)
    page, _, end = places[-1]
    return page, end, end


def _claims_by_page(said: Sequence[Statement], dumps: Mapping[str, Dump]) -> dict[str, list[Claim]]:
    """Return the claims on each dump in its order; those that reach beyond it are cut."""
    claims: defaultdict[str, list[Claim]] = defaultdict(list)
    for number, statement in enumerate(said):
        for page, start, end in statement.claims:
            if page in dumps and start < end:
                claims[page].append(Claim(start, min(end, len(dumps[page].text)), number))
    for owned in claims.values():
        owned.sort()
    return claims


def _check_cover(dump: Dump, claims: Sequence[Claim], said: Sequence[Statement], unproven: bool) -> Iterator[Finding]:
    """Find text of the dump that two statements claim, and text that none does (not where some are `unproven`)."""
    reached, owner = 0, -1
    for start, end, number in (*claims, Claim(len(dump.text), len(dump.text), -1)):
        if start > reached and not unproven:
            yield from _lost(dump, reached, start)
        elif start < reached and dump.text[start : min(end, reached)].strip():
            message = f"this text is in {said[owner].name} and in {said[number].name}"
            yield dump.finding("twice", message, said[number].record, start, min(end, reached))
        if end > reached:
            reached, owner = end, number


def _lost(dump: Dump, start: int, end: int) -> Iterator[Finding]:
    gap = dump.text[start:end]
    if gap.strip():
        start, end = end - len(gap.lstrip()), start + len(gap.rstrip())
        yield dump.finding("lost", "this text is in no record", dump.page.id, start, end)
