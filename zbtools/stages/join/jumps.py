"""Who gets the continuation markers of a page: the text beside them, or where that was a repetition, its original."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from zbtools.model import Dropped
from zbtools.stages.assemble import Draft
from zbtools.stages.dropped import Owners
from zbtools.stages.units import Unit


class Orphan(NamedTuple):
    """A marker beside text that was dropped: it leads to nothing but a repetition."""

    marker: Unit
    text: Dropped


def give_markers(units: Sequence[Unit], drafts: Sequence[Draft]) -> list[Draft]:
    """Return the drafts, each continuation marker given to that of the text behind (上接) or before it (下转)."""
    owner = {unit.start: draft for draft in drafts for unit in draft.units}
    alone = Draft()
    for i, unit in enumerate(units):
        if unit.role == "marker":
            draft = next((owner[other.start] for other in _toward(units, i) if other.start in owner), None)
            (draft or (drafts[-1] if drafts else alone)).markers.append(unit)
    return [*drafts, alone] if alone.markers else list(drafts)


def orphans(units: Sequence[Unit], gone: Iterable[Dropped]) -> Iterator[Orphan]:
    """Yield the markers of a page whose text is among what is `gone`: the page printed it again."""
    places = [(span, entry) for entry in gone if entry.of for span in entry.spans]
    for i, unit in enumerate(units):
        beside = next(iter(_toward(units, i)), None) if unit.role == "marker" else None
        if beside is None:
            continue
        page, at = beside.page, beside.start if unit.detail.startswith("from") else beside.ranges[-1][1] - 1
        text = next((entry for (on, start, end), entry in places if on == page and start <= at < end), None)
        if text is not None:
            yield Orphan(unit, text)


def give_orphans(found: Iterable[Orphan], drafts: Sequence[Draft]) -> list[Draft]:
    """Return the drafts, each such marker given to that of the original; it says nothing of where that goes on."""
    owners = Owners(drafts)
    # A page of nothing but a loop has no draft.
    last = drafts[-1] if drafts else Draft()
    for marker, text in found:
        draft = owners.find((text.of or text.spans)[0]) or owners.find(text.spans[0]) or last
        draft.markers.append(marker._replace(detail=f"repeated:{marker.detail}"))
    return list(drafts) or [last] * bool(last.markers)


def _toward(units: Sequence[Unit], i: int) -> Sequence[Unit]:
    """Return the units on the side that the marker at `i` speaks of, the nearest first."""
    return units[i + 1 :] if units[i].detail.startswith("from") else units[:i][::-1]
