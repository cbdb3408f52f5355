"""The one data model: blocks of a dump, and the records of the stream (JSON Lines, schema `zbtools/1`).

All offsets are code points of the decoded dump, half open. A span in a record is `(page, start, end)`, where `page` is
an index into the record's `pages`; inside a block, which knows its one page, a range is `(start, end)`.

The text of an element is the concatenation of its spans, less line breaks: markup lies in no span. Between the lines
of a title stands one space.

Every class has `extra`: the keys of the JSON object that this version does not know, which pass through untouched.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import chain
from typing import Any, ClassVar, Literal, NamedTuple

SCHEMA = "zbtools/1"

Range = tuple[int, int]
Span = tuple[int, int, int]
Spans = tuple[Span, ...]
Extra = dict[str, Any] | None

BlockKind = Literal["heading", "text", "table", "image", "rule", "markup"]
ElementKind = Literal["paragraph", "subheading", "caption", "table"]
TITLE_PARTS = ("label", "kicker", "headline", "subtitle")


class Block(NamedTuple):
    """A maximal run of lines of the dump that belongs together, with its markup told apart from its text. A named tuple
    where the records are dataclasses, as no record holds it and a page makes hundreds.

    `start`, `end`: the whole block, markup included. `ranges`: the text alone; `text` is their concatenation.
    `marks`: the non-space characters of the block that are markup (`##`, `**`, `<div>`, `$`).
    `level`: 1-6 for a heading mark, 0 for none. `bold`: the whole block was set in `**` or `__`.
    `gap`: blank lines before the block (0: it follows the block before it directly). `indent`: it began with white
    space as wide as one Chinese character or more. `hard_break`: it ended in a Markdown line break.
    `bullet`: the list or quote mark it began with, if that mark was taken as markup.
    `rows`: the cells of a table.
    """

    kind: BlockKind
    start: int
    end: int
    ranges: tuple[Range, ...]
    text: str
    marks: tuple[Range, ...] = ()
    level: int = 0
    bold: bool = False
    gap: int = 0
    indent: bool = False
    hard_break: bool = False
    bullet: str = ""
    rows: tuple[tuple[str, ...], ...] = ()
    extra: Extra = None


@dataclass(frozen=True, slots=True)
class Person:
    """A person or bureau named in a byline, with the role and the outlet that the line gives (as printed).

    `bureau`: an office signs in place of a person (通讯员 城关, 穗卫健宣, 滨江市气象局 供图).
    """

    name: str
    role: str | None = None
    outlet: str | None = None
    bureau: bool = False
    extra: Extra = None


@dataclass(frozen=True, slots=True)
class Byline:
    """Who reported, from where and when, as parsed from `text` (the words as printed).

    `form`: 讯, 电, 专电, 署名, 摄, 供图 ...; `place`: as printed, several with the commas between them; `date`: as
    printed or ISO where that is certain; `own`: the paper speaks of itself (本报, 本刊); `via`: the agency that relayed
    it; `ambiguous`: names were glued and divided by guess.
    """

    text: str
    outlet: str | None = None
    form: str | None = None
    place: str | None = None
    date: str | None = None
    people: tuple[Person, ...] = ()
    ambiguous: bool = False
    own: bool = False
    via: str | None = None
    extra: Extra = None

    # A key of the records that is told from the others.
    DERIVED: ClassVar[frozenset[str]] = frozenset({"places"})

    @property
    def places(self) -> tuple[str, ...]:
        """The places one by one: 东京、平壤 are two, 吉打·亚罗士打 is a town in its state."""
        return tuple(place for place in re.split("[、，,／]", self.place or "") if place)


@dataclass(frozen=True, slots=True)
class Element:
    """A piece of a body as the reader reads it. `rows`: the cells of a table. `credit`: whose a picture is, as the end
    of its caption says.
    """

    kind: ElementKind
    text: str
    rows: tuple[tuple[str, ...], ...] | None = None
    credit: Byline | None = None
    extra: Extra = None


@dataclass(frozen=True, slots=True)
class Dropped:
    """Text of the dump that is in no article. `reason`: `markup`, `duplicate`, `loop`; `of`: what it repeats."""

    reason: str
    spans: Spans
    text: str | None = None
    of: Spans | None = None
    extra: Extra = None


REPEATED = frozenset({"duplicate", "loop"})
"""Reasons for dropping text that stands elsewhere as well, in the same words or nearly."""


@dataclass(frozen=True, slots=True)
class Furniture:
    """Text that is on the page and in no article. `role`: masthead, date-line, folio, staff, index, notice ..."""

    role: str
    text: str
    spans: Spans
    extra: Extra = None


@dataclass(frozen=True, slots=True)
class Decision:
    """One thing that was decided: `op` (join, move, drop, title ...), the rule or score, its evidence, how sure."""

    op: str
    rule: str
    evidence: str
    confidence: float
    at: Spans
    extra: Extra = None


@dataclass(frozen=True, slots=True)
class Source:
    """Where the text of a page came from. `sha256`: of the bytes read (after gunzip); `chars`: code points decoded."""

    name: str
    sha256: str
    encoding: str
    chars: int
    extra: Extra = None


@dataclass(frozen=True, slots=True)
class Link:
    """The other end of a continuation: the page label that the marker names, and the article's id once it is known."""

    page: str | None
    article: str | None = None
    extra: Extra = None


@dataclass(frozen=True, slots=True)
class Duplicate:
    """Which article of the archive this one repeats: `of` is its id.

    `relation`: exact, near, contained; variant (a like report of another event), overlap (a passage). `score`: the
    share of the shorter text, or of the passage, that the other holds. `span`: the part of this article that it is of,
    half open, in code points of its body (the texts of its elements one after the other).
    """

    of: str
    relation: str
    score: float
    span: Range
    extra: Extra = None


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where each part of an article stands in the dump; `body[i]` goes with the article's `body[i]`."""

    label: Spans = ()
    kicker: Spans = ()
    headline: Spans = ()
    subtitle: Spans = ()
    byline: Spans = ()
    body: tuple[Spans, ...] = ()
    extra: Extra = None


@dataclass(frozen=True, slots=True)
class Page:
    """A page record. `blocks` carries what the later stages need of the layout; `stages` names those already done.

    `corrections`: the ids of the corrections by a person that were made on it.
    """

    id: str
    source: Source
    paper: str | None = None
    date: str | None = None
    page: str | None = None
    page_name: str | None = None
    furniture: tuple[Furniture, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    decisions: tuple[Decision, ...] = ()
    stages: tuple[str, ...] = ()
    blocks: tuple[Any, ...] = ()
    corrections: tuple[str, ...] = ()
    extra: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Article:
    """An article record; a fragment that no article would own is one too, with `kind` fragment and no headline."""

    id: str
    kind: Literal["article", "fragment"] = "article"
    type: str = "news"
    pages: tuple[str, ...] = ()
    label: str | None = None
    kicker: str | None = None
    headline: str | None = None
    subtitle: str | None = None
    byline: Byline | None = None
    body: tuple[Element, ...] = ()
    continued_from: Link | None = None
    continued_on: Link | None = None
    status: tuple[str, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    decisions: tuple[Decision, ...] = ()
    confidence: float = 1.0
    candidates: tuple[Any, ...] = ()
    duplicate: Duplicate | None = None
    provenance: Provenance | None = field(default_factory=Provenance)
    extra: dict[str, Any] = field(default_factory=dict)

    @property
    def stands_on(self) -> tuple[str, ...]:
        """The ids of the pages that hold its text, in the order in which it is read; `pages` may name others before.

        Records without provenance do not tell: theirs are the page that the id names and those behind it.
        """
        said = self.provenance or Provenance()
        spans = chain(*(getattr(said, part) for part in TITLE_PARTS), said.byline, *said.body)
        held = dict.fromkeys(page for page, _, _ in spans)
        if held:
            return tuple(self.pages[page] for page in held if page < len(self.pages))
        home = self.id.rpartition("-")[0]
        return self.pages[self.pages.index(home) :] if home in self.pages else self.pages

    @property
    def home(self) -> str | None:
        """The id of the page that it begins on, None if it names no page."""
        return next(iter(self.stands_on), None)


Record = Page | Article
