"""Verse: short lines of like length, one right below the other. The search takes them for one text, not for titles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, groupby, pairwise

from zbtools.patterns import Pattern
from zbtools.stages.assemble import Draft
from zbtools.stages.bylines import find_byline
from zbtools.stages.bylines.bare import bare_name
from zbtools.stages.given import SHORT
from zbtools.stages.units import Unit

# A poem has so many lines at least; a title on as many is rare, and has lines of unlike length.
FEWEST = 4
# Code points by which its lines differ at most.
UNLIKE = 6
# Code points of a line of verse, and of the title of a poem.
LONGEST_LINE, LONGEST_TITLE = 20, 12
# What parts clauses: inside a line it stands where the halves of an old line meet, or seldom.
_CLAUSES = Pattern("[，。！？；、：,!?;:](?![”’》]?$)")
SELDOM = 4
_LINE = Pattern(r"[\p{Han}，。、！？；…—“”‘’《》,!?;　 ]{3,20}")
VERSE = "verse"

Lines = dict[tuple[int, int], Sequence[Unit]]


def gathered(units: Sequence[Unit]) -> tuple[list[Unit], Lines]:
    """Return `units` with the lines of each poem as one, and these lines by the place of that one."""
    result: list[Unit] = []
    lines: Lines = {}
    runs = [*_runs(units), []]
    for run, behind in pairwise(runs):
        if len(run) >= FEWEST and _is_verse(run, behind[:1]):
            result.append(_one(run))
            lines[run[0].place] = run
        else:
            result += run
    return result, lines


def parted(draft: Draft, lines: Lines) -> Iterator[Draft]:
    """Yield the draft, each line of its poems a paragraph; a poem under a title that is below a story by itself."""
    if not any(unit.rule == VERSE for unit in draft.units):
        yield draft
        return
    body = [part for paragraph in draft.body for part in _parts(paragraph)]
    at = _title_at(body)
    if at > 0:
        yield replace(draft, body=_lined(body[:at], lines), markers=[])
        title = body[at][0]._replace(role="title")
        yield Draft(titles=[title], body=_lined(body[at + 1 :], lines), markers=draft.markers)
    else:
        yield replace(draft, body=_lined(body, lines))


def spread(units: Iterable[Unit], lines: Lines) -> Iterator[Unit]:
    """Yield `units`, for each poem its lines."""
    for unit in units:
        yield from lines.get(unit.place, (unit,))


def reads_as_verse(texts: Sequence[str]) -> bool:
    """Whether paragraphs are lines of a poem: by their number and lengths, and by where their clauses end.

    >>> reads_as_verse(["江水从城中流过", "带走了去年的落叶", "摆渡人收篙", "等风"]), reads_as_verse(["等风"])
    (True, False)
    """
    sizes = [len(text) for text in texts]
    alike = len(sizes) >= FEWEST and max(sizes) <= LONGEST_LINE and max(sizes) - min(sizes) <= UNLIKE
    return alike and not _is_set_prose(texts)


def _runs(units: Sequence[Unit]) -> Iterator[list[Unit]]:
    """Yield `units` in runs: lines that may be verse without a blank line between, any other by itself."""
    run: list[Unit] = []
    for unit in units:
        if run and not (unit.gap == 0 and _may_be_verse(unit) and _may_be_verse(run[0])):
            yield run
            run = []
        run.append(unit)
    if run:
        yield run


def _may_be_verse(unit: Unit) -> bool:
    return (
        unit.gap <= 1 and unit.rule in ("", SHORT) and not (unit.level or unit.bold or unit.detail)
        and len(unit.text) <= LONGEST_LINE and _LINE.fullmatch(unit.text) is not None
    )  # fmt: skip


def _is_verse(run: Sequence[Unit], behind: Iterable[Unit]) -> bool:
    """Whether lines are a poem: as many, as like, with a blank line behind, above no dateline, and no list of names."""
    if not reads_as_verse([unit.text for unit in run]):
        return False
    closed = all(unit.gap and find_byline(unit.text, "head") is None for unit in behind)
    return closed and not any(bare_name(unit.text) for unit in run)


def _is_set_prose(texts: Sequence[str]) -> bool:
    """Whether lines are prose that breaks at the edge of a column: its clauses end anywhere."""
    places = [tuple(mark.start() for mark in _CLAUSES.finditer(text)) for text in texts]
    return len(set(places)) > 1 and SELDOM * sum(map(bool, places)) > len(places)


def _one(run: Sequence[Unit]) -> Unit:
    ranges = tuple(chain.from_iterable(unit.ranges for unit in run))
    return run[0]._replace(text="".join(unit.text for unit in run), ranges=ranges, role="paragraph", rule=VERSE)


def _title_at(body: Sequence[Sequence[Unit]]) -> int:
    """Return where the first line stands that may be the title of a poem, its writer between; -1 if none does."""
    for i, paragraph in enumerate(body):
        if i and paragraph[0].rule == VERSE:
            at = i - 1 - (i > 1 and _is_signature(body[i - 1]))
            (title, *more) = body[at]
            if not more and title.rule == SHORT and len(title.text) <= LONGEST_TITLE and not _is_signature(body[at]):
                return at
    return -1


def _is_signature(paragraph: Sequence[Unit]) -> bool:
    return len(paragraph) == 1 and bare_name(paragraph[0].text) is not None


def _parts(paragraph: Sequence[Unit]) -> Iterator[list[Unit]]:
    """Yield what of a paragraph is verse and what is not."""
    for _, part in groupby(paragraph, key=lambda unit: unit.rule == VERSE):
        yield list(part)


def _lined(body: Sequence[list[Unit]], lines: Lines) -> list[list[Unit]]:
    """Return the paragraphs, those that are verse line by line."""
    told: list[list[Unit]] = []
    for paragraph in body:
        if paragraph[0].rule == VERSE:
            told += ([line._replace(role="paragraph")] for line in spread(paragraph, lines))
        else:
            told.append(paragraph)
    return told
