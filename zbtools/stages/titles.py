"""Title parts: which of the lines above a story are label, kicker, headline and subtitle (栏题, 引题, 主题, 副题)."""

from __future__ import annotations

from collections.abc import Sequence

from zbtools.language.places import is_place
from zbtools.patterns import Pattern
from zbtools.rules.titles import label_at, title_cues
from zbtools.stages.spans import slice_ranges
from zbtools.stages.units import Unit

Parts = dict[str, list[Unit]]

LABEL_CUES = frozenset({"ZB132", "ZB133", "ZB134", "ZB136", "ZB137", "ZB138", "ZB142"})
KICKER_CUES = frozenset({"ZB111", "ZB112"})
# A dash, the number of a document, or the bullet of a summary (提要题).
SUBTITLE_CUES = frozenset({"ZB121", "ZB122", "ZB151"})
# What a column may be called, and no kicker that names the place of its story.
_COLUMN_NAME = Pattern(r"[^\P{Han}的]{1,4}[^\P{Han}省市县縣区區乡鄉镇鎮村社局部]")
# A first line up to this length that is no label and has no cue is the first half of one sentence set on two lines.
HALF_LINE = 10
# Marks from high to low: six levels of headings, bold, none.
BOLD_RANK, NO_RANK = 7, 8
# Code points of marks and white space between two lines of one title, beside its blank lines.
BETWEEN_LINES = 12


def title_parts(lines: Sequence[Unit], text_gap: int | None = None) -> Parts:
    """Divide the title lines of an article, in their order, into label, kicker, headline and subtitle.

    The last line is never a label, and one line at least is the headline. `text_gap`: blank lines before the text. On
    a page that has none there, lines need not be of one sentence because there are none between them.
    """
    if text_gap == 0:
        lines = [unit._replace(gap=max(1, unit.gap)) for unit in lines]
    labels = _label_lines(lines)
    rest = list(lines[labels:])
    rest, columns = _without_columns(rest)
    cued = _cued_subtitles(rest)
    kickers, subtitles = _kickers_and_subtitles(rest[: len(rest) - cued], cued > 0)
    subtitles += cued
    return {
        "label": [*lines[:labels], *columns],
        "kicker": rest[:kickers],
        "headline": rest[kickers : len(rest) - subtitles],
        "subtitle": rest[len(rest) - subtitles :],
    }


def _label_lines(lines: Sequence[Unit]) -> int:
    """How many of the first lines are a label: those with its cues, or the lines that a caption parts from the rest."""
    for i in range(1, len(lines)):
        if _parted(lines[i - 1], lines[i]):
            return i
    count = 0
    ranks = _ranks(lines)
    while count < len(lines) - 1 and _is_label(lines[count], ranks[count] != ranks[count + 1] < NO_RANK):
        count += 1
    return count


def _is_label(line: Unit, is_apart: bool) -> bool:
    """Whether a line above others is a label: by a cue, or by a name of no place under another mark than they have."""
    cues = title_cues(line.text)
    if cues or not is_apart:
        return bool(cues & LABEL_CUES)
    return _COLUMN_NAME.fullmatch(line.text) is not None and not is_place(line.text)


def _without_columns(lines: Sequence[Unit]) -> tuple[list[Unit], list[Unit]]:
    """Return the lines, less the names of columns at their ends, and those (…（江畔随笔））."""
    kept: list[Unit] = []
    columns: list[Unit] = []
    for unit in lines:
        at = label_at(unit.text)
        if at is None:
            kept.append(unit)
            continue
        end = len(unit.text[:at].rstrip())
        kept.append(_part(unit, 0, end))
        columns.append(_part(unit, at, len(unit.text)))
    return kept, columns


def _part(unit: Unit, low: int, high: int) -> Unit:
    return unit._replace(text=unit.text[low:high], ranges=slice_ranges(unit.ranges, low, high))


def _cued_subtitles(lines: Sequence[Unit]) -> int:
    """How many of the last lines are a subtitle: from the first that opens with a dash or a bullet."""
    for i, unit in enumerate(lines[1:], 1):
        if title_cues(unit.text) & SUBTITLE_CUES:
            return len(lines) - i
    return 0


def _kickers_and_subtitles(lines: Sequence[Unit], has_subtitle: bool) -> tuple[int, int]:
    """How many of the first lines are a kicker, and how many of the last a subtitle: by a cue, by the marks, or by the
    number of lines, of which the last but one is the headline where there are three or more.
    """
    if len(lines) < 2:
        return 0, 0
    is_cued = bool(title_cues(lines[0].text) & KICKER_CUES)
    marked = None if is_cued else _by_marks(lines)
    if marked is not None:
        above, below = marked
        kickers, subtitles = _kickers_and_subtitles(lines[above : len(lines) - below], True)
        return above + kickers, below + subtitles
    subtitles = int(len(lines) > 2 and not has_subtitle and not _one_block(lines[-2], lines[-1]))
    return (1 if is_cued else _kicker_lines(lines[: len(lines) - subtitles])), subtitles


def _by_marks(lines: Sequence[Unit]) -> tuple[int, int] | None:
    """How many lines stand above, and how many below those with the highest mark; None where marks do not tell.

    Marks that go down line by line, or up and down, number the lines. A line below may have lost its mark, and so may
    be any part.
    """
    ranks = _ranks(lines)
    first, last = ranks.index(min(ranks)), len(ranks) - ranks[::-1].index(min(ranks))
    below = set(ranks[last:])
    if len(set(ranks)) == 1 or len(set(ranks[first:last])) > 1 or (first == 0 and len(below) > 1):
        return None
    return None if first == 0 and below == {NO_RANK} else (first, len(lines) - last)


def _ranks(lines: Sequence[Unit]) -> list[int]:
    """The mark of each line, from high to low; one mark may stand for all lines of a block."""
    ranks: list[int] = []
    for i, unit in enumerate(lines):
        own = unit.level or (BOLD_RANK if unit.bold else NO_RANK)
        ranks.append(ranks[-1] if i and own == NO_RANK and _one_block(lines[i - 1], unit) else own)
    return ranks


def _kicker_lines(lines: Sequence[Unit]) -> int:
    """How many of the first lines are a kicker; two lines of one sentence are both headline."""
    if len(lines) < 2:
        return 0
    is_half = len(lines[0].text) <= HALF_LINE or _one_block(lines[0], lines[1])
    return 0 if is_half else len(lines) - 1


def _parted(first: Unit, second: Unit) -> bool:
    """Whether a caption or another text stands between the lines: more than marks and blank lines take up."""
    return first.page == second.page and second.start - first.ranges[-1][1] > BETWEEN_LINES + second.gap


def _one_block(first: Unit, second: Unit) -> bool:
    """Whether the second line was set directly under the first."""
    return first.hard_break or second.gap == 0
