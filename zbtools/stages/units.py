"""Units: the pieces of a page that have to be placed, cut from its blocks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

from zbtools.language.characters import ends_sentence
from zbtools.model import Block, Range, Spans
from zbtools.patterns import Pattern
from zbtools.rules.own import NONE, PREFIX, OwnRules
from zbtools.stages.markers import FoundMarker, find_markers
from zbtools.stages.spans import slice_ranges

Role = Literal["title", "subheading", "paragraph", "caption", "byline", "table", "furniture", "marker"]

# What stands in `detail` of the units next to a continuation marker.
AFTER_FROM, BEFORE_FROM, BEFORE_TO = "after 上接", "before 上接", "before 下转"
# And of markers that lead nowhere: both stand inside one text.
INSIDE = "inside:"
# The rule of a title that stands on the line of a 上接, and what it looks like: 會核辦。 江防發言人談話 〔上接二版〕.
ON_MARKER_LINE = "on-marker-line"
_SHORT_TITLE = Pattern(
    r"(?:^|(?<=[。！？”』」…）)]))[\s　]{0,4}(?!本[报報]|记者|記者|通[讯訊]|[（(〔【])"
    r"[^\s。！？，,；;：:][^。！？，,；;：:]{3,23}$"
)
# 未完 and 待续 promise a later issue; 续 alone, as in 续昨, names an earlier one.
OTHER_ISSUE_NEXT = frozenset("未待")
# 紧接, close by, is said on both pages.
CLOSE_BY = frozenset("紧緊")
# So is 续 with a page: before a text or behind a title it goes on, behind a sentence it sends on.
CONTINUED = frozenset("续續")
# The last characters of a marker that a line end tears: （下转 / 第三版）.
_TORN = frozenset("接转轉第")
# Three blank lines or more stand where the reader left a picture out.
PICTURE_GAP = 3
# Markers no further apart than this stand on one line (code points).
ON_ONE_LINE = 0


class Unit(NamedTuple):
    """A piece of a page that one article, or none, will own. A named tuple, as a page has hundreds: made in a fifth of
    the time of a frozen dataclass.

    `page`: index of its page in the issue. `ranges`: its text in the dump; `text`: their concatenation. `rule`: the
    code of the rule behind `role`, or the name of the ground. `detail`: the role of furniture, where a marker points
    (`to:02:`), or, in the unit beside a marker, AFTER_FROM and the like. `pictures`: pictures, or gaps where one
    stood, just before it. The other fields are those of its block.
    """

    page: int
    ranges: tuple[Range, ...]
    text: str
    role: Role
    rule: str = ""
    detail: str = ""
    level: int = 0
    bold: bool = False
    gap: int = 0
    indent: bool = False
    hard_break: bool = False
    pictures: int = 0
    rows: tuple[tuple[str, ...], ...] = ()

    @property
    def start(self) -> int:
        """Where its text begins in the dump of its page."""
        return self.ranges[0][0]

    @property
    def place(self) -> tuple[int, int]:
        """Its page, and where it begins there."""
        return self.page, self.ranges[0][0]

    @property
    def spans(self) -> Spans:
        """Its text as spans of the issue."""
        if len(self.ranges) == 1:
            return ((self.page, *self.ranges[0]),)
        return tuple([(self.page, start, end) for start, end in self.ranges])

    def given(self, role: Role, rule: str, detail: str) -> Unit:
        """The unit in another role: what `_replace` gives, in half of its time."""
        return Unit(
            self.page, self.ranges, self.text, role, rule, detail, self.level, self.bold, self.gap, self.indent,
            self.hard_break, self.pictures, self.rows,
        )  # fmt: skip


def read_units(blocks: Iterable[Block], page: int = 0, own: OwnRules = NONE) -> list[Unit]:
    """Cut `blocks` into units, all of them paragraphs but for tables and markers; pictures leave only a count."""
    units: list[Unit] = []
    pictures = markers = 0
    for block in _with_whole_markers(blocks):
        if block.kind == "image" or not block.text or block.text.isspace():
            pictures += block.kind == "image"
            continue
        unit = _whole(block, page, pictures + (block.gap >= PICTURE_GAP))
        pictures = 0
        found = find_markers(unit.text, own) if unit.role == "paragraph" else ()
        # What points to a story of its own cuts nothing.
        jumps = [marker for marker in found if marker.kind != "index"] if found else []
        units += _cut(unit, jumps) if jumps else [unit]
        markers += len(jumps)
    return _without_inner_jumps(units) if markers else units


def _with_whole_markers(blocks: Iterable[Block]) -> Iterable[Block]:
    """The blocks, markers torn in two lines put together; most pages have no line that ends in the words of one."""
    blocks = tuple(blocks)
    if _TORN.isdisjoint([block.text[-1:] for block in blocks]):
        return blocks
    from zbtools.stages.tornmarkers import with_whole_markers

    return with_whole_markers(blocks)


def placeable(units: Sequence[Unit]) -> list[Unit]:
    """Return the units that an article may own, in order; those beside a continuation marker say so in `detail`."""
    kept: list[Unit] = []
    came = False
    for unit in units:
        if unit.detail.startswith(INSIDE):
            continue
        if unit.role == "marker":
            came = unit.detail.startswith("from")
            if kept and not kept[-1].detail:
                kept[-1] = kept[-1]._replace(detail=BEFORE_FROM if came else BEFORE_TO)
        elif unit.role != "furniture":
            kept.append(unit._replace(detail=AFTER_FROM) if came else unit)
            came = False
    return kept


def _without_inner_jumps(units: list[Unit]) -> list[Unit]:
    """Take the meaning from a 下转 that a 上接 follows at once in one text: an archive put both pages together.

    Two stories meet so as well, but then a page lies between the two that the markers name: this one.
    """
    for i, (onward, back) in enumerate(pairwise(units)):
        if onward.detail.startswith("to:") and back.detail.startswith("from:") and _meet_inside(onward, back):
            units[i], units[i + 1] = (unit._replace(detail=INSIDE + unit.detail) for unit in (onward, back))
    return units


def _meet_inside(onward: Unit, back: Unit) -> bool:
    """Whether no page lies between those that two markers name, or one line holds both."""
    pages = [unit.detail.split(":")[1].lstrip("ABCDEFGH") for unit in (onward, back)]
    if all(page.isdecimal() for page in pages) and int(pages[0]) - int(pages[1]) == 1:
        return True
    return back.start - onward.ranges[-1][1] <= ON_ONE_LINE


def _whole(block: Block, page: int, pictures: int) -> Unit:
    """Return the block as one unit."""
    role: Role = "table" if block.kind == "table" else "paragraph"
    return Unit(
        page, block.ranges, block.text, role, "", "", block.level, block.bold, block.gap, block.indent,
        block.hard_break, pictures, block.rows,
    )  # fmt: skip


def _cut(whole: Unit, markers: Iterable[FoundMarker]) -> list[Unit]:
    """Return the pieces that continuation markers make of a unit."""
    units: list[Unit] = []
    at = 0
    for marker in markers:
        # A page of another issue is none of this one.
        label = (marker.page or "") if marker.kind != "open" else ""
        detail = f"{_direction(marker, whole.text)}:{label}:{marker.title or ''}"
        before = list(_piece(whole, at, marker.start))
        units += _with_title(before) if detail.startswith("from") else before
        units += _piece(whole._replace(role="marker", rule=marker.rule, detail=detail), marker.start, marker.end)
        at = marker.end
    return [*units, *_piece(whole, at, len(whole.text))]


def _with_title(before: Sequence[Unit]) -> Iterator[Unit]:
    """Yield what stands before a 上接 on its line, the short title of what follows apart from the text above it."""
    for unit in before:
        found = _SHORT_TITLE.search(unit.text)
        if found is None:
            yield unit
            continue
        yield from _piece(unit, 0, found.start())
        yield from _piece(unit._replace(role="title", rule=ON_MARKER_LINE), found.start(), len(unit.text))


def _direction(marker: FoundMarker, text: str) -> str:
    """`from` or `to`; what another issue goes on with (未完, 待续) is `to`, what one began (续昨) is `from`.

    A marker of the user's is of what an earlier issue began if text follows it.

    紧接 and 续 send to and fro: behind a text they say where that goes on.
    """
    words = set(text[marker.start : marker.end])
    is_behind = marker.kind == "from" and marker.start > 0 and marker.end == len(text)
    if is_behind and (CLOSE_BY & words or (CONTINUED & words and ends_sentence(text[: marker.start].rstrip()))):
        return "to"
    if marker.kind != "open":
        return marker.kind
    if marker.rule.startswith(PREFIX):
        return "to" if marker.start or marker.end == len(text) else "from"
    return "to" if OTHER_ISSUE_NEXT & words else "from"


def _piece(unit: Unit, low: int, high: int) -> Iterator[Unit]:
    """Yield the text from `low` to `high` less white space at its ends, as a unit; nothing if none is left."""
    while low < high and unit.text[low].isspace():
        low += 1
    while low < high and unit.text[high - 1].isspace():
        high -= 1
    if low < high:
        yield unit._replace(text=unit.text[low:high], ranges=slice_ranges(unit.ranges, low, high))
