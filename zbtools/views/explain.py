"""Each decision of a record stream with its evidence and the text that it was made on."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from zbtools.model import TITLE_PARTS, Article, Decision, Page, Provenance, Record, Span, Spans
from zbtools.stages.check.findings import LINE_BREAK

REACH = 14
"""Code points of context on each side of a place: two places fit into 80 cells."""

LONGEST = 31
"""Code points of a place that are shown: with the number of its line they fit into 80 cells. More is left out."""

MEETINGS = ("join", "move", "continue")
"""Decisions that put the end of one place to the beginning of another."""

UNKNOWN = "\n"
"""What stands, in a text made from records, where no record tells the character: context ends there."""

Shortening = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Place:
    """A span in its context. `line` counts from 1 in the dump; None when the dump is not there to count in."""

    page: str
    start: int
    end: int
    line: int | None
    before: str
    text: str
    after: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """A decision. `owner`: the record's headline or page; `word`: the word of the dictionary that a seam had cut."""

    record: str
    owner: str
    decision: Decision
    places: tuple[Place, ...]
    word: str | None = None


class Texts:
    """The dumps by page id, and for pages without one what the records tell of their text."""

    def __init__(self, dumps: Mapping[str, str], told: Mapping[str, str]) -> None:
        """Take both by page id."""
        self._dumps = dumps
        self._told = told
        self._ends: dict[str, list[int]] = {}

    def place(self, span: Span, pages: Sequence[str], show: Shortening) -> Place:
        """Return `span` in its context; `show` shortens what stands there."""
        index, start, end = span
        page = pages[index]
        dump = self._dumps.get(page)
        text = self._told.get(page, "") if dump is None else dump
        line = None if dump is None else bisect_left(self._line_ends(page), start) + 1
        before = text[max(0, start - REACH) : start].rpartition(UNKNOWN)[2]
        after = text[end : end + REACH].partition(UNKNOWN)[0]
        return Place(page, start, end, line, before, show(text[start:end].strip(UNKNOWN)), after)

    def _line_ends(self, page: str) -> list[int]:
        if page not in self._ends:
            self._ends[page] = [match.end() - 1 for match in LINE_BREAK.finditer(self._dumps[page])]
        return self._ends[page]


def explanations(records: Sequence[Record], dumps: Mapping[str, str]) -> Iterator[Explanation]:
    """Yield every decision of `records` in their order. `dumps`: the decoded dumps by page id, where they are known."""
    texts = Texts(dumps, told_by(records))
    for record in records:
        pages = record.pages if isinstance(record, Article) else (record.id,)
        for decision in record.decisions:
            places = tuple(
                texts.place(span, pages, show) for span, show in zip(decision.at, _shortenings(decision), strict=True)
            )
            yield Explanation(record.id, owner_of(record), decision, places, _cut_word(decision, places))


def owner_of(record: Record) -> str:
    """Return what a reader would call a record: a headline, the first words, or the name of a page."""
    if isinstance(record, Page):
        return " ".join(part for part in (record.paper, record.date, record.page) if part) or record.source.name
    first = record.body[0].text if record.body else record.id
    return record.headline or _shortened(first)


def told_by(records: Sequence[Record]) -> dict[str, str]:
    """Return, by page id, as much of the pages' texts as records tell; each character stands at its offset."""
    lengths = {record.id: record.source.chars for record in records if isinstance(record, Page)}
    told = {page: [UNKNOWN] * length for page, length in lengths.items()}
    for record in records:
        pages = record.pages if isinstance(record, Article) else (record.id,)
        for text, spans in _parts(record):
            if sum(end - start for _, start, end in spans) == len(text):
                _lay(text, spans, pages, told)
    return {page: "".join(characters) for page, characters in told.items()}


def _parts(record: Record) -> Iterator[tuple[str, Spans]]:
    """Yield each text of a record with its spans."""
    for dropped in record.dropped:
        yield dropped.text or "", dropped.spans
    if isinstance(record, Page):
        yield from ((item.text, item.spans) for item in record.furniture)
        return
    provenance = record.provenance or Provenance()
    for name in TITLE_PARTS:
        yield (getattr(record, name) or "").replace(" ", ""), getattr(provenance, name)
    yield from ((element.text, spans) for element, spans in zip(record.body, provenance.body, strict=False))


def _lay(text: str, spans: Spans, pages: Sequence[str], told: dict[str, list[str]]) -> None:
    taken = 0
    for index, start, end in spans:
        characters = told.get(pages[index], [])
        if end <= len(characters):
            characters[start:end] = text[taken : taken + end - start]
        taken += end - start


def _cut_word(decision: Decision, places: Sequence[Place]) -> str | None:
    if decision.op != "join" or len(places) != 2:
        return None
    from zbtools.language.words import cut_word

    end, start = places
    return cut_word(end.before + end.text, start.text + start.after)


def _shortened(text: str) -> str:
    half = LONGEST // 2
    return text if len(text) <= LONGEST else f"{text[:half]}…{text[-half:]}"


def _tail(text: str) -> str:
    return text if len(text) <= LONGEST else f"…{text[-LONGEST:]}"


def _head(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def _shortenings(decision: Decision) -> Sequence[Shortening]:
    """Of two places that were put together, what matters is where they meet."""
    meet = decision.op in MEETINGS and len(decision.at) == 2
    return (_tail, _head) if meet else (_shortened,) * len(decision.at)
