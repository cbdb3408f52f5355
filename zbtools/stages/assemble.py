"""Articles from drafts: a draft says which units an article owns and how they hang together; this writes the record."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import chain

from zbtools.language.characters import ends_sentence
from zbtools.model import Article, Byline, Decision, Dropped, Element, ElementKind, Link, Provenance, Spans
from zbtools.patterns import Pattern
from zbtools.rules.notices import notice_cue
from zbtools.rules.own import NONE, OwnRules
from zbtools.stages.bylines import FoundByline, find_byline
from zbtools.stages.bylines.bare import bare_name
from zbtools.stages.spans import slice_ranges
from zbtools.stages.titles import title_parts
from zbtools.stages.units import Unit

# Paragraphs that are kept in `body` under their own kind; every other role is read as a paragraph.
KINDS: dict[str, ElementKind] = {"subheading": "subheading", "caption": "caption", "table": "table"}
# A line of its own that stops without a full stop is a loss from this length on; shorter ones are signatures and lists.
BROKEN_LINE = 12
# How sure the date of a dateline is: where the page says no year, the day may be of another one.
DATE_CONFIDENCE = {"year-printed": 1.0, "latest-such-day": 0.99, "after-page": 0.99, "old-calendar": 0.99}
COLONS = frozenset("：:")
# Points of a list, and the words that close a notice or a decree, have no full stop.
_POINT = Pattern(
    r"(?:[■□●○◆◇▲△★☆►▶◎•·※①-⑳]|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,2}[)）]|\d{1,2}[.、．])[^。]{1,40}"
)
_CLOSING = Pattern(r"(?:[谨謹敬][启啟]|特此(?:公告|通告|通知|声明|聲明|公示|鸣谢)|此[布令复覆]|[钦欽]此)[！!]?$")
# A byline stands within this many units of the head of the body, or it belongs to a part of the story.
BYLINE_DEPTH = 4


@dataclass(slots=True)
class Draft:
    """What one article owns. `body` holds paragraphs, each the units that are joined to it, in reading order.

    `markers`: 上接 and 下转 markers inside it. `labels`: lines above it that it may share with other articles.
    """

    titles: list[Unit] = field(default_factory=list)
    body: list[list[Unit]] = field(default_factory=list)
    markers: list[Unit] = field(default_factory=list)
    dropped: list[Dropped] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)
    candidates: tuple[object, ...] = ()
    fragment: bool = False
    labels: tuple[Unit, ...] = ()

    @property
    def units(self) -> Iterable[Unit]:
        """All units of the draft, titles first."""
        return chain(self.titles, *self.body, self.markers)


def assemble(draft: Draft, page_ids: Sequence[str], page_date: str | None = None, own: OwnRules = NONE) -> Article:
    """Return the article record of `draft`; the spans in it index `page_ids`, the pages of its issue."""
    found, at, body = byline_of(draft, page_date, own)
    decisions = (*draft.decisions, *_dated(found, at))
    parts = title_parts(draft.titles, draft.body[0][0].gap if draft.body else None)
    parts["label"] = [*draft.labels, *parts["label"]]
    came, goes = _link(draft.markers, "from"), _link(draft.markers, "to")
    places = [unit.place for unit in draft.units]
    page, start = min(places)
    pages = tuple(page_ids[: 1 + max(max(places)[0], _last_page(draft.dropped, decisions))])
    return Article(
        id=f"{page_ids[page]}-{start}",
        kind="fragment" if draft.fragment else "article",
        type=_type(draft, body, came, found),
        pages=pages,
        label=_title_text(parts["label"]),
        kicker=_title_text(parts["kicker"]),
        headline=_title_text(parts["headline"]),
        subtitle=_title_text(parts["subtitle"]),
        byline=found.byline if found else None,
        body=tuple(_element(paragraph, page_date, own) for paragraph in body),
        continued_from=came,
        continued_on=goes,
        status=tuple(status_of(body, came, goes)),
        dropped=(*draft.dropped, *(Dropped("marker", unit.spans, unit.text) for unit in draft.markers)),
        decisions=decisions,
        confidence=min((decision.confidence for decision in decisions), default=1.0),
        candidates=draft.candidates,
        provenance=Provenance(
            label=_spans(parts["label"]),
            kicker=_spans(parts["kicker"]),
            headline=_spans(parts["headline"]),
            subtitle=_spans(parts["subtitle"]),
            byline=at,
            body=tuple(_spans(paragraph) for paragraph in body),
        ),
    )


def byline_of(
    draft: Draft, page_date: str | None, own: OwnRules = NONE
) -> tuple[FoundByline | None, Spans, list[list[Unit]]]:
    """Return the byline of a draft with its spans, and the body without it where it is a line of its own."""
    found, unit = _own_byline(draft.body, page_date, own)
    if unit is not None:
        return found, unit.spans, [paragraph for paragraph in draft.body if paragraph != [unit]]
    return *byline_in_text(draft.body, page_date, own), draft.body


def _last_page(dropped: Iterable[Dropped], decisions: Iterable[Decision]) -> int:
    """The last page of the issue, by number, that anything dropped lies on or a decision speaks of; else 0."""
    spans = (*(decision.at for decision in decisions), *(part for entry in dropped for part in (entry.spans, entry.of)))
    return max((span[0] for part in spans for span in part or ()), default=0)


def _spans(units: Sequence[Unit]) -> Spans:
    """The spans of the units, those that touch made one."""
    if len(units) == 1 and len(units[0].ranges) == 1:
        return units[0].spans
    merged: list[tuple[int, int, int]] = []
    for span in (span for unit in units for span in unit.spans):
        if merged and merged[-1][0] == span[0] and merged[-1][2] == span[1]:
            merged[-1] = (span[0], merged[-1][1], span[2])
        else:
            merged.append(span)
    return tuple(merged)


def _title_text(units: Sequence[Unit]) -> str | None:
    return " ".join(unit.text for unit in units) or None


def _element(paragraph: Sequence[Unit], date: str | None, own: OwnRules) -> Element:
    first = paragraph[0]
    text = first.text if len(paragraph) == 1 else _text(paragraph)
    kind = KINDS.get(first.role, "paragraph")
    return Element(kind, text, first.rows or None, credit_of(kind, text, date, own))


def credit_of(kind: ElementKind, text: str, date: str | None, own: OwnRules = NONE) -> Byline | None:
    """Return whose the picture is, as the end of its caption says; None for what is no caption."""
    found = find_byline(text, "caption", date, own) if kind == "caption" else None
    return found.byline if found else None


def _text(paragraph: Sequence[Unit]) -> str:
    return paragraph[0].text if len(paragraph) == 1 else "".join([unit.text for unit in paragraph])


def _own_byline(
    body: Sequence[Sequence[Unit]], date: str | None, own: OwnRules
) -> tuple[FoundByline | None, Unit | None]:
    """Return the byline that is a line of its own, at the head of the body or at its end, with its unit."""
    for paragraph in [*body[:BYLINE_DEPTH], *body[-1:]]:
        unit = paragraph[0]
        is_line = unit.role == "byline" and len(paragraph) == 1
        found = (find_byline(unit.text, "line", date, own) or bare_name(unit.text)) if is_line else None
        if found is not None:
            return found.worded(unit.text), unit
    return None, None


def byline_in_text(
    body: Sequence[Sequence[Unit]], date: str | None, own: OwnRules = NONE
) -> tuple[FoundByline | None, Spans]:
    """Return the byline at the head of the first paragraph, or in brackets at the end of the last, with its spans."""
    texts = [paragraph for paragraph in body if paragraph[0].role == "paragraph"]
    for paragraph, where in ((texts[:1], "head"), (texts[-1:], "tail")):
        for units in paragraph:
            text = _text(units)
            found = find_byline(text, "head" if where == "head" else "tail", date, own)
            if found is not None:
                words = text[found.start : found.end].strip()
                start = text.index(words, found.start)
                spans = _slice_spans(units, start, start + len(words))
                return found.worded(words), spans
    return None, ()


def _dated(found: FoundByline | None, at: Spans) -> tuple[Decision, ...]:
    """Say by which rule the day of a dateline became a date, or why it stays as printed."""
    if found is None or found.dated is None:
        return ()
    day, rule = found.dated
    evidence = day if found.byline.date == day else f"{day}: {found.byline.date}"
    return (Decision("date", rule, evidence, DATE_CONFIDENCE[rule], at),)


def _slice_spans(units: Sequence[Unit], low: int, high: int) -> Spans:
    """The spans of the code points `low` to `high` of the text of the units together."""
    out: list[tuple[int, int, int]] = []
    for unit in units:
        out += [(unit.page, start, end) for start, end in slice_ranges(unit.ranges, low, high)]
        low, high = low - len(unit.text), high - len(unit.text)
    return tuple(out)


def _link(markers: Sequence[Unit], direction: str) -> Link | None:
    """The page that a marker in this direction names."""
    for unit in markers:
        kind, page, _ = unit.detail.split(":", 2)
        if kind == direction:
            return Link(page or None)
    return None


def _type(draft: Draft, body: Sequence[Sequence[Unit]], came: Link | None, found: FoundByline | None) -> str:
    if came is not None and not draft.titles:
        return "continuation"
    # A report may be about a notice: it has a dateline.
    is_report = found is not None and (found.byline.form or "").endswith(("讯", "电"))
    if not is_report and any(notice_cue(text) for text in _first_lines(draft)):
        return "notice"
    roles = {paragraph[0].role for paragraph in body}
    if roles and roles <= {"caption", "byline"}:
        return "photo"
    return "news"


def _first_lines(draft: Draft) -> Iterable[str]:
    """What says that an article is a notice: its title lines, or its first line where it has none."""
    if draft.titles:
        return [unit.text for unit in draft.titles]
    return [paragraph[0].text for paragraph in draft.body[:1]]


def status_of(body: Sequence[Sequence[Unit]], came: Link | None, goes: Link | None) -> Iterable[str]:
    """Say what is missing: a head or a tail on a page not given, a tail that breaks off, text lost between."""
    if came is not None and came.article is None:
        yield "head-elsewhere"
    if goes is not None and goes.article is None:
        yield "tail-elsewhere"
    open_ends = [i for i, paragraph in enumerate(body) if breaks_off(paragraph[-1])]
    last_text = next((i for i in reversed(range(len(body))) if body[i][0].role == "paragraph"), -1)
    if last_text in open_ends and goes is None:
        yield "tail-missing"
    if any(i < last_text and not _POINT.fullmatch(body[i][-1].text) for i in open_ends):
        yield "gap"


def _is_signed(text: str) -> bool:
    """Whether the text ends in a bracket behind the end of a sentence: its writer, or a remark."""
    opening = max(text.rfind("（"), text.rfind("("))
    return text[-1] in "）)" and opening > 0 and ends_sentence(text[:opening].rstrip())


def breaks_off(unit: Unit) -> bool:
    """Whether a paragraph stops in mid-sentence: long enough to be no signature or list item, and without an end."""
    if unit.role != "paragraph" or len(unit.text) < BROKEN_LINE:
        return False
    if ends_sentence(unit.text) or unit.text[-1] in "：:—…" or _is_signed(unit.text):
        return False
    if _CLOSING.search(unit.text):
        return False
    # A number or an address behind a colon ends a line: 电话:28680000.
    return not (unit.text[-1].isascii() and unit.text[-1].isalnum() and COLONS & set(unit.text))
