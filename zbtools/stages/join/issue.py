"""An issue joined: every page read by the search, then stories that go on from page to page put together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial

from zbtools.model import REPEATED, Article, Decision, Dropped, Furniture, Page, Record, Span, Spans
from zbtools.rules.own import NONE, OwnRules
from zbtools.stages.assemble import Draft, assemble
from zbtools.stages.dropped import Owners, Repeated, dropped_of, drops_of, without
from zbtools.stages.identity import of_one_issue
from zbtools.stages.join.authors import authored
from zbtools.stages.join.closings import with_markers_first
from zbtools.stages.join.continuations import pair
from zbtools.stages.join.jumps import Orphan, give_markers, give_orphans, orphans
from zbtools.stages.join.openings import opened
from zbtools.stages.join.packages import packaged
from zbtools.stages.join.page import read_page
from zbtools.stages.join.pieces import goes_on, label_of, marker_of, names, page_of, told_titles
from zbtools.stages.join.regained import regained
from zbtools.stages.join.reprints import without_reprints
from zbtools.stages.join.returns import returned
from zbtools.stages.join.verse import gathered, parted, spread
from zbtools.stages.layout import Galley, decode_units
from zbtools.stages.question import Judge
from zbtools.stages.split import decision_of, furniture_of
from zbtools.stages.units import Unit, placeable

Reader = Callable[[Sequence[Unit]], tuple[list[Draft], list[Unit], list[Decision]]]


def join(
    records: Sequence[Record], min_confidence: float = 0.0, judge: Judge | None = None, own: OwnRules = NONE
) -> list[Record]:
    """Return the records of one issue with every story whole: page records first to last, each before its articles.

    A fragment that was moved with less than `min_confidence` stays a record of its own, with its candidates.
    `judge` is asked about the decisions that are less sure than it wants them. `own`: rules of the user's, for the
    bylines of what is put together.
    """
    pages = [record for record in records if isinstance(record, Page)]
    ids = [page.id for page in pages]
    galleys = [Galley(page, decode_units(page, _on(page, records), index)) for index, page in enumerate(pages)]
    repeated = Repeated([*dropped_of(records, ids)], [*drops_of(records, ids)])
    extras = {record.id: record.extra for record in records if isinstance(record, Article) and record.extra}
    return [
        replace(record, extra=extras[record.id]) if isinstance(record, Article) and record.id in extras else record
        for record in join_galleys(galleys, repeated, min_confidence, judge, own)
    ]


def join_galleys(
    galleys: Sequence[Galley],
    repeated: Repeated,
    min_confidence: float = 0.0,
    judge: Judge | None = None,
    own: OwnRules = NONE,
) -> list[Record]:
    """Return what `join` makes of the galleys of an issue, the page of each unit its place among them, and of what is
    `repeated` in them.
    """
    reader = partial(read_page, min_confidence=min_confidence, judge=judge)
    known = of_one_issue([galley.page for galley in galleys])
    galleys = [galley._replace(page=page) for galley, page in zip(galleys, known, strict=True)]
    drafts, read, strays = read_drafts(galleys, repeated, reader)
    pages = [galley.page for galley in galleys]
    whole = give_orphans(strays, without_reprints(returned(pair(drafts, pages, min_confidence))))
    homeless = Owners(whole).give(*_in_place(repeated))
    done = [_with_homeless(page, homeless, index) for index, page in enumerate(read)]
    ids = [page.id for page in pages]
    return list(_in_order(done, [assemble(draft, ids, pages[_first_page(draft)].date, own) for draft in whole]))


def read_drafts(
    galleys: Sequence[Galley], repeated: Repeated, reader: Reader
) -> tuple[list[Draft], list[Page], list[Orphan]]:
    """Return the drafts of an issue, each of one page, its page records, and the markers of what is repeated."""
    gone, _ = _in_place(repeated)
    drafts: list[Draft] = []
    read: list[Page] = []
    strays: list[Orphan] = []
    titles: set[str] = set()
    pages = [galley.page for galley in galleys]
    for index, galley in enumerate(galleys):
        sent = (draft for draft in drafts if names(label_of(marker_of(draft, "to")), galley.page))
        opener = partial(opened, known=titles, expected=_titles(sent))
        printed = with_markers_first(galley.units, titles, partial(_sent_from, drafts, pages))
        found, record, lost = _read(galley._replace(units=printed), index, gone, reader, opener)
        drafts += found
        titles |= _titles(found)
        read.append(record)
        strays += lost
    return regained(drafts, pages), read, strays


def _sent_from(drafts: Sequence[Draft], pages: Sequence[Page], label: str) -> list[str]:
    """What the stories say that go on from the page with this label."""
    sent = (draft for draft in drafts if goes_on(draft) and names(label, pages[page_of(draft)]))
    return ["\n".join(unit.text for unit in draft.units) for draft in sent]


def _titles(drafts: Iterable[Draft]) -> set[str]:
    """What later pages may repeat of the titles."""
    return {line for draft in drafts for line in told_titles(draft)}


def _in_place(repeated: Repeated) -> tuple[list[Dropped], list[Decision]]:
    return sorted(repeated.dropped, key=_place), sorted(repeated.decisions, key=_place)


def _on(page: Page, records: Sequence[Record]) -> list[Article]:
    return [record for record in records if isinstance(record, Article) and page.id in record.pages]


def _place(item: Dropped | Decision) -> Spans:
    return item.spans if isinstance(item, Dropped) else item.at


def _first_page(draft: Draft) -> int:
    return min(unit.page for unit in draft.units)


def _read(
    galley: Galley, index: int, gone: Sequence[Dropped], reader: Reader, opener: Callable[[list[Draft]], list[Draft]]
) -> tuple[list[Draft], Page, list[Orphan]]:
    """Return the drafts of one page, its record, and the markers of text that was dropped.

    `opener` cuts the drafts before what goes on with a story of a page before.
    """
    page, printed = galley
    lost = [(start, end) for entry in gone for at, start, end in entry.spans if at == index]
    strays = list(orphans(printed, gone))
    astray = {stray.marker.start for stray in strays}
    units = [unit for unit in without(printed, lost) if unit.start not in astray]
    texts, verse = gathered(placeable(units))
    drafts, left, decisions = reader(texts)
    drafts = [part for draft in drafts for part in parted(draft, verse)]
    drafts = give_markers(units, authored(packaged(opener(drafts))))
    here = [unit._replace(page=0) for unit in units if unit.role == "furniture"]
    furniture = sorted([*furniture_of(here), *map(_unread, spread(left, verse))], key=lambda item: item.spans)
    days = [decision for decision in page.decisions if decision.op == "date"]
    own_decisions = [replace(decision, at=_moved(decision.at)) for decision in decisions]
    return (
        drafts,
        replace(
            page,
            furniture=tuple(furniture),
            dropped=tuple(entry for entry in page.dropped if entry.reason not in REPEATED),
            decisions=(*map(decision_of, here), *days, *own_decisions),
            blocks=(),
        ),
        strays,
    )


def _with_homeless(page: Page, homeless: Sequence[Dropped], index: int) -> Page:
    """Return the page record with the repeated text of a page that has no article at all."""
    own = [entry for entry in homeless if entry.spans[0][0] == index]
    return replace(page, dropped=(*page.dropped, *map(_on_own_page, own)))


def _on_own_page(entry: Dropped) -> Dropped:
    """What a page dropped, as its record tells it: that knows of no other page."""
    at_home = entry.of is not None and all(page == entry.spans[0][0] for page, _, _ in entry.of)
    return replace(entry, spans=_moved(entry.spans), of=_moved(entry.of or ()) if at_home else None)


def _unread(unit: Unit) -> Furniture:
    return Furniture("other", unit.text, tuple((0, start, end) for start, end in unit.ranges))


def _moved(spans: Iterable[Span]) -> Spans:
    return tuple((0, start, end) for _, start, end in spans)


def _in_order(pages: Sequence[Page], articles: Sequence[Article]) -> Iterable[Record]:
    """Yield each page record followed by the articles that begin on it, in the order of their first text."""
    begin: dict[str, list[tuple[int, Article]]] = {page.id: [] for page in pages}
    for article in articles:
        page_id, start = article.id.rsplit("-", 1)
        begin[page_id].append((int(start), article))
    for page in pages:
        yield page
        yield from (article for _, article in sorted(begin[page.id], key=lambda pair: pair[0]))
