"""What a 上接 marker opens: a piece of its own, under the title that stands right before the marker.

The title alone does, if it is that of a story of which a page before says that it goes on here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from zbtools.stages.assemble import Draft
from zbtools.stages.join.pieces import bare
from zbtools.stages.prefixes import SHORT_LINE
from zbtools.stages.units import AFTER_FROM, BEFORE_FROM, ON_MARKER_LINE, Unit


def opened(drafts: Sequence[Draft], known: Collection[str] = (), expected: Collection[str] = ()) -> list[Draft]:
    """Return the drafts of a page, those cut that go on into a text with a title and a 上接 marker of its own.

    The line before the marker, if it is a title by its looks or one of those `known` from the pages before, is the
    title of the new piece, whoever had it; one that is `expected` on this page needs no marker. Where no such line
    stands, the search knows better (a marker may be read far from its text), but for a second marker in one piece.
    """
    drafts = [replace(draft, body=list(_divided(draft.body, expected))) for draft in drafts]
    units = [unit for draft in drafts for unit in draft.units]
    titles = [unit for unit in units if _is_title(unit, known) or bare(unit) in expected]
    starts = {
        start.start: title for title in titles if (start := _behind(title, drafts, bare(title) in expected)) is not None
    }
    cut = [piece for draft in drafts for part in _cut(draft, starts) for piece in _apart(part)]
    return [draft for draft in cut if draft.titles or draft.body]


def _divided(body: Sequence[list[Unit]], expected: Collection[str]) -> Iterator[list[Unit]]:
    """Yield the paragraphs, an expected title as one of its own: without a mark it was read on into the text."""
    for paragraph in body:
        if len(paragraph) > 1 and bare(paragraph[0]) in expected:
            yield paragraph[:1]
            paragraph = paragraph[1:]
        yield paragraph


def _cut(draft: Draft, starts: Mapping[int, Unit]) -> Iterator[Draft]:
    """Yield the draft in the pieces that the titles before its units make of it, less the titles of other pieces."""
    own = {title.start for title in starts.values()}
    rest = replace(draft, titles=[unit for unit in draft.titles if unit.start not in own], body=[])
    for paragraph in draft.body:
        title = starts.get(paragraph[0].start)
        if title is not None:
            yield rest
            rest = Draft(titles=[title._replace(role="title")])
        kept = [unit for unit in paragraph if unit.start not in own]
        rest.body += [kept] if kept else []
    yield rest


def _apart(draft: Draft) -> Iterator[Draft]:
    """Yield the draft in as many pieces as it has texts that a 上接 opens: two such markers never open one story."""
    current, is_open = replace(draft, body=[]), False
    for paragraph in draft.body:
        if paragraph[0].detail == AFTER_FROM and is_open:
            yield current
            current = Draft()
        is_open |= paragraph[0].detail == AFTER_FROM
        current.body.append(paragraph)
    yield current


def _behind(title: Unit, drafts: Sequence[Draft], is_expected: bool) -> Unit | None:
    """Return the first text behind a title, if a 上接 stands before it, or need not, and a paragraph begins there.

    Else the title would be taken from where it is, and given to nobody.
    """
    later = [unit for draft in drafts for unit in draft.units if unit.start > title.start]
    first = min(later, key=lambda unit: unit.start, default=None)
    begins = any(paragraph[0] == first for draft in drafts for paragraph in draft.body)
    if first is None or not (is_expected or first.detail == AFTER_FROM) or not begins:
        return None
    is_there = any(draft.body and draft.body[0][0] == first and title in draft.titles for draft in drafts)
    return None if is_there else first


def _is_title(unit: Unit, known: Collection[str]) -> bool:
    if unit.detail != BEFORE_FROM:
        return False
    looks = unit.rule == ON_MARKER_LINE or (len(unit.text) <= SHORT_LINE and bool(unit.level or unit.bold))
    return looks or bare(unit) in known
