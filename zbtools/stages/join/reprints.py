"""Stories that stand whole on two pages: an electronic paper prints what goes on in another page there once more."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from zbtools.model import Decision, Dropped, Spans
from zbtools.stages.assemble import Draft
from zbtools.stages.units import Unit

# Paragraphs shorter than this repeat by chance (code points).
LONG = 20
# And titles no longer than this.
SHORTEST = 3
# The share of the first copy's text that the second must hold, and the least of it in code points.
HELD, LEAST = 0.6, 60
# The share of a continuation that the first copy holds already, where it prints nothing else.
PRINTED = 0.9
# Without a marker on either, longer copies (code points) are documents that a paper prints in two places by right: on
# the development pages there are three, and their readers kept both.
LONGEST_UNMARKED = 1500
# Two readings of one paragraph share this much of their pairs of characters; a piece of one has at least so many there.
ALIKE, REPEATED = 0.8, 0.5
SURE = 0.97

Paragraph = list[Unit]


def without_reprints(drafts: Sequence[Draft]) -> list[Draft]:
    """Return the drafts of an issue, those that print an earlier page's story again made one with it.

    The first copy stays; what the second has beyond it follows where it stands there; the rest is dropped as duplicate.
    """
    result: list[Draft | None] = list(drafts)
    known: dict[str, list[int]] = {}
    for number, second in enumerate(drafts):
        candidates = sorted({one for key in (*_keys(second), *_starts(second)) for one in known.get(key, ())})
        for one in candidates:
            first = result[one]
            if first is not None and _is_before(first, second) and is_reprint(first, second):
                result[one], result[number] = _merged(first, second), None
                break
        for key in (*_keys(second), *_starts(second)):
            known.setdefault(key, []).append(number)
    return [draft for draft in result if draft is not None]


def _keys(draft: Draft) -> set[str]:
    """The title and the longer paragraphs: two copies have one of them in common, letter by letter."""
    texts = [text_of(paragraph) for paragraph in draft.body]
    return {
        key for key in (text_of(draft.titles), *(text for text in texts if len(text) >= LONG)) if len(key) > SHORTEST
    }


def _starts(draft: Draft) -> set[str]:
    """How the longer paragraphs begin: they may break off in a copy."""
    texts = [text_of(paragraph) for paragraph in draft.body]
    return {text[:LONG] for text in texts if len(text) >= LONG}


def is_reprint(first: Draft, second: Draft) -> bool:
    """Whether the second draft prints the story of the first again, rather than going on with it."""
    if not _keys(first).isdisjoint(_keys(second)) and _holds(first, second):
        return True
    return not _starts(first).isdisjoint(_starts(second)) and _is_inside(first, second)


def _is_inside(first: Draft, second: Draft) -> bool:
    """Whether a continuation without a title prints nothing, but for scraps, that the first draft does not hold."""
    if second.titles or not any(unit.detail.startswith("from") for unit in second.markers):
        return False
    ours, theirs = ([text_of(paragraph) for paragraph in draft.body] for draft in (first, second))
    held = sum(len(text) for text in theirs if any(text == other[: len(text)] for other in ours))
    return held >= max(LEAST, PRINTED * sum(map(len, theirs)))


def _is_before(first: Draft, second: Draft) -> bool:
    pages = [{unit.page for paragraph in draft.body for unit in paragraph} for draft in (first, second)]
    return bool(pages[0] and pages[1]) and max(pages[0]) < min(pages[1])


def _holds(first: Draft, second: Draft) -> bool:
    """Whether the second draft prints most of the first again."""
    texts = {text_of(paragraph) for paragraph in second.body}
    if not (first.markers or second.markers) and sum(map(len, texts)) > LONGEST_UNMARKED:
        return False
    # A story whose next page is found needs no other: what a third prints without a marker is printed by right.
    if not second.markers and any(unit.detail.startswith("joined:") for unit in first.markers):
        return False
    ours = [text for text in map(text_of, first.body) if len(text) >= LONG]
    held = sum(len(text) for text in ours if any(_alike(text, other) for other in texts))
    return held >= LEAST and held >= HELD * sum(map(len, ours))


def text_of(paragraph: Sequence[Unit]) -> str:
    """The text of a paragraph without white space."""
    return "".join("".join(unit.text.split()) for unit in paragraph)


def _alike(first: str, second: str) -> bool:
    """Whether two paragraphs are one, read twice; or the first breaks off in the second."""
    if first == second or (len(first) >= LONG and second.startswith(first)):
        return True
    if min(len(first), len(second)) < LONG or abs(len(first) - len(second)) > (1 - ALIKE) * len(second):
        return False
    ours, theirs = ({text[i : i + 2] for i in range(len(text) - 1)} for text in (first, second))
    return len(ours & theirs) >= ALIKE * len(ours | theirs)


def _merged(first: Draft, second: Draft) -> Draft:
    """Return both as one: the body of the first, with what only the second has."""
    body, dropped = _both(first.body, second.body)
    titles = _dropped("repeated-title", second.titles, first.titles) if first.titles else ()
    markers = [unit._replace(detail=f"reprint:{unit.detail}") for unit in (*first.markers, *second.markers)]
    return replace(
        first,
        titles=first.titles or second.titles,
        labels=tuple(dict.fromkeys((*first.labels, *second.labels))),
        body=body,
        markers=markers,
        dropped=[*first.dropped, *second.dropped, *titles, *dropped],
        decisions=[*first.decisions, *second.decisions, _decision(first, second)],
        fragment=False,
    )


def _both(first: Sequence[Paragraph], second: Sequence[Paragraph]) -> tuple[list[Paragraph], list[Dropped]]:
    """Return the first body with what only the second has, and what the second repeats of it."""
    body, at = list(first), 0
    dropped: list[Dropped] = []
    for paragraph in second:
        text = text_of(paragraph)
        place = next((i for i, ours in enumerate(body) if _alike(text_of(ours), text)), None)
        if place is None:
            body.insert(at, paragraph)
            at += 1
            continue
        # A paragraph that breaks off on the first page is whole on the second.
        is_cut = len(text) > len(text_of(body[place])) and text.startswith(text_of(body[place]))
        kept, again = (paragraph, body[place]) if is_cut else (body[place], paragraph)
        # What is not in the other copy got into this one by mistake: it stays.
        repeated = [unit for unit in again if _is_in(text_of([unit]), text_of(kept))]
        others = [[unit] for unit in again if unit not in repeated]
        body[place : place + 1] = [kept, *others]
        dropped += _dropped("duplicate", repeated, kept)
        at = place + 1 + len(others)
    return body, dropped


def _is_in(piece: str, text: str) -> bool:
    """Whether a text has enough of the pairs of a piece, or its one character."""
    pairs = [piece[i : i + 2] for i in range(max(1, len(piece) - 1))]
    return sum(pair in text for pair in pairs) >= REPEATED * len(pairs)


def _dropped(reason: str, again: Sequence[Unit], kept: Sequence[Unit]) -> Iterator[Dropped]:
    of = _spans(kept)
    return (Dropped(reason, unit.spans, unit.text, of) for unit in again)


def _spans(units: Sequence[Unit]) -> Spans:
    return tuple(span for unit in units for span in unit.spans)


def _decision(first: Draft, second: Draft) -> Decision:
    places = (*first.body[0][0].spans[:1], *second.body[0][0].spans[:1])
    return Decision("continue", "reprint", "the story stands on both pages", SURE, places)
