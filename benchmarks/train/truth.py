"""The truth about the units of a page: what each is, whether it is broken, the fate a perfect reader gives it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from zbtools.stages.blocks import read_blocks
from zbtools.stages.join.reading import MORE, NONE, PARAGRAPH, SEAM, TITLE, UNTITLED
from zbtools.stages.roles import assign_roles
from zbtools.stages.units import Unit, placeable, read_units

# Classes of the role network.
FIRST, FURTHER, BODY, NOTHING = range(4)
Key = tuple[int, int, int]


@dataclass(slots=True)
class Told:
    """A unit with its truth. `article`: -1 for none; `element`, `offset`: of its first character."""

    unit: Unit
    article: int = -1
    element: int = 0
    offset: int = 0
    broken_start: bool = False
    broken_end: bool = False
    repeats_title: bool = False


@dataclass(slots=True)
class Gold:
    """An issue's characters: `keys[page][i]` is the (article, element, offset) of character i, or None."""

    issue: dict[str, Any]
    keys: list[list[Key | None]] = field(default_factory=list)
    lengths: dict[tuple[int, int], int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.keys = [[None] * len(text) for text in self.issue["pages"]]
        for page, start, end, article, element, offset in self.issue["runs"]:
            for i in range(start, end):
                self.keys[page][i] = (article, element, offset + i - start)
            size = offset + end - start
            self.lengths[article, element] = max(size, self.lengths.get((article, element), 0))

    def titles(self) -> set[str]:
        """The texts of all title lines, without white space."""
        return {
            _squeezed(self.issue["pages"][page][start:end])
            for page, start, end, _, element, _ in self.issue["runs"]
            if element < 0
        }


def told_pages(issue: dict[str, Any]) -> Iterator[list[Told]]:
    """Yield the units of each page that the search has to place, with their truth; second printings are left out."""
    gold = Gold(issue)
    titles = gold.titles()
    seen: set[Key] = set()
    for page, text in enumerate(issue["pages"]):
        units = placeable(assign_roles(read_units(read_blocks(text))))
        told = [_told(unit, gold, page, titles, seen) for unit in units]
        yield [one for one in told if one is not None]


def _told(unit: Unit, gold: Gold, page: int, titles: set[str], seen: set[Key]) -> Told | None:
    keys = [key for start, end in unit.ranges for key in gold.keys[page][start:end] if key is not None]
    if len(keys) * 2 < len(unit.text):
        return Told(unit, repeats_title=_squeezed(unit.text) in titles)
    if sum(key in seen for key in keys) * 2 > len(keys):
        return None
    seen.update(keys)
    article = Counter(key[0] for key in keys).most_common(1)[0][0]
    own = [key for key in keys if key[0] == article]
    _, element, offset = own[0]
    last = own[-1]
    return Told(
        unit, article, element, offset, offset > 0 and element >= 0, last[2] + 1 < gold.lengths[article, last[1]]
    )


def _squeezed(text: str) -> str:
    return "".join(text.split())


def role_of(page: Sequence[Told], i: int) -> int:
    """The class of unit i for the role network."""
    one = page[i]
    if one.article < 0:
        return FIRST if one.repeats_title else NOTHING
    if one.element >= 0:
        return BODY
    before = i - 1
    while before >= 0 and page[before].unit.role == "caption" and page[before].article == one.article:
        before -= 1
    follows = before >= 0 and page[before].article == one.article and page[before].element < 0
    return FURTHER if follows else FIRST


@dataclass(slots=True)
class Fates:
    """The fates that a perfect reader gives, one unit after another."""

    page: Sequence[Told]
    story_of: dict[int, int] = field(default_factory=dict)
    last: dict[int, Told] = field(default_factory=dict)
    stories: int = 0
    waiting: bool = False

    def next(self, i: int) -> tuple[int, int]:
        """Return (action, story) for unit i."""
        one, role = self.page[i], role_of(self.page, i)
        if role == NOTHING:
            return NONE, -1
        if one.article < 0:
            self.waiting = True
            return self._begin(-1, TITLE)
        if one.article not in self.story_of:
            if role == BODY and self.waiting:
                self.waiting = False
                self.story_of[one.article] = self.stories - 1
                self.last[one.article] = one
                return PARAGRAPH, self.stories - 1
            self.waiting = False
            self.last[one.article] = one
            return self._begin(one.article, UNTITLED if role == BODY else TITLE)
        before = self.last[one.article]
        self.last[one.article] = one
        if role != BODY:
            return (MORE if role == FURTHER else NONE), self.story_of[one.article]
        seam = before.element == one.element and before.element >= 0
        return SEAM if seam else PARAGRAPH, self.story_of[one.article]

    def _begin(self, article: int, action: int) -> tuple[int, int]:
        self.story_of[article] = self.stories
        self.stories += 1
        return action, self.stories - 1


def follows_of(page: Sequence[Told]) -> list[bool]:
    """For each unit whether it is the next paragraph of the story that the unit before it belongs to."""
    fates = Fates(page)
    told = [fates.next(i) for i in range(len(page))]
    return [
        i > 0 and action == PARAGRAPH and told[i - 1][1] == story and told[i - 1][0] != NONE
        for i, (action, story) in enumerate(told)
    ]
