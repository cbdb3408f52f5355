"""Split: the dump of a page becomes records, in the order of the dump."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from zbtools.model import Block, Decision, Dropped, Furniture, Page, Record
from zbtools.rules.own import NONE, OwnRules
from zbtools.stages.assemble import Draft, assemble, byline_of
from zbtools.stages.blocks import read_blocks
from zbtools.stages.heads import EDGE
from zbtools.stages.identity import Identity, day_decisions, from_outlets, merged, settled
from zbtools.stages.layout import Galley, encode_units
from zbtools.stages.roles import assign_roles
from zbtools.stages.units import Unit, read_units

# How sure a rule is of itself, by what it stands on: measured on the development pages, `docs/algorithm.md`.
RULE_CONFIDENCE = {"heading-mark": 0.8, "bold-line": 0.7, "short-line": 0.6}
DEFAULT_CONFIDENCE = 0.95


def lay_out(text: str, page: Page, own: OwnRules = NONE, guessed: Sequence[str] = ()) -> Galley:
    """Return the dump of one page as a galley: its record, completed, and its units with the roles that rules give.

    `page` brings id, source and identity, of which the fields `guessed` give way to what the page prints. Nothing is
    moved, joined or dropped but markup. `own`: rules of the user's.
    """
    blocks = read_blocks(text)
    markup, plain = markup_of(blocks), read_units(blocks, 0, own)
    # Blocks are let go: of a dump of a hundred megabytes they are the larger part.
    del blocks
    units = assign_roles(plain, own, page.paper)
    del plain
    furniture = tuple(furniture_of(units))
    known = Identity(page.paper, page.date, page.page, page.page_name, tuple(guessed))
    identity = _identity(known, furniture, units, own)
    record = replace(
        page,
        paper=identity.paper,
        date=identity.date,
        page=identity.page,
        page_name=identity.page_name,
        furniture=furniture,
        dropped=page.dropped + markup,
        decisions=(
            *(decision_of(unit) for unit in units if unit.role == "furniture"),
            *day_decisions(identity.date, known, furniture),
        ),
    )
    return Galley(record, units)


def records_of(galley: Galley, own: OwnRules = NONE) -> list[Record]:
    """Return the page record of a galley and its articles, paragraphs in the order of the dump.

    The page's `blocks` keep the layout that the later stages need.
    """
    page, units = galley
    articles = [assemble(draft, (page.id,), page.date, own) for draft in drafts_in_order(units)]
    return [replace(page, blocks=encode_units(units)), *articles]


def _identity(known: Identity, furniture: Sequence[Furniture], units: Sequence[Unit], own: OwnRules) -> Identity:
    """Return what is settled of the page and, if that is not its paper, the outlet that its datelines name."""
    edge = furniture_of([*units[:EDGE], *units[EDGE:][-EDGE:]])
    told = settled(known, edge, furniture, own.papers)
    if told.paper is not None:
        return told
    bylines = (byline_of(draft, told.date, own)[0] for draft in drafts_in_order(units))
    outlets = [found.byline.outlet for found in bylines if found is not None and found.byline.outlet]
    return merged(told, Identity(paper=from_outlets(outlets, own.papers)))


def markup_of(blocks: Sequence[Block]) -> tuple[Dropped, ...]:
    """The marks of all blocks as one dropped entry."""
    spans = tuple((0, start, end) for block in blocks for start, end in block.marks)
    return (Dropped("markup", spans),) if spans else ()


def furniture_of(units: Sequence[Unit]) -> list[Furniture]:
    """The units that are furniture, as the page record keeps them."""
    return [Furniture(unit.detail, unit.text, unit.spans) for unit in units if unit.role == "furniture"]


def drafts_in_order(units: Sequence[Unit]) -> Iterator[Draft]:
    """Yield articles of `units` in the order of the dump: a title after text, or a 上接 marker, opens the next."""
    draft: Draft | None = None
    for unit in units:
        if unit.role == "furniture":
            continue
        if draft is None or _opens(unit, draft):
            if draft is not None:
                yield draft
            draft = Draft()
        _place(unit, draft)
    if draft is not None:
        yield draft


def _opens(unit: Unit, current: Draft) -> bool:
    if unit.role == "title":
        return bool(current.body)
    return unit.role == "marker" and unit.detail.startswith("from") and bool(current.body)


def _place(unit: Unit, draft: Draft) -> None:
    if unit.role == "title":
        draft.titles.append(unit)
    elif unit.role == "marker":
        draft.markers.append(unit)
    else:
        draft.body.append([unit])
    if unit.role != "paragraph":
        draft.decisions.append(decision_of(unit))


def decision_of(unit: Unit) -> Decision:
    """The decision that gave the unit its role."""
    sure = RULE_CONFIDENCE.get(unit.rule, DEFAULT_CONFIDENCE)
    return Decision(unit.role, unit.rule, unit.text[:24], sure, unit.spans)
