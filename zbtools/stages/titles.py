"""Title parts: which of the lines above a story are label, kicker, headline and subtitle (栏题, 引题, 主题, 副题)."""

from __future__ import annotations

from collections.abc import Sequence

from zbtools.rules.titles import label_at, title_cues
from zbtools.stages.spans import slice_ranges
from zbtools.stages.units import Unit

Parts = dict[str, list[Unit]]

LABEL_CUES = frozenset({"ZB132", "ZB133", "ZB134", "ZB136"})
KICKER_CUES = frozenset({"ZB111", "ZB112"})
# A dash, or the bullet of a summary (提要题).
SUBTITLE_CUES = frozenset({"ZB121", "ZB151"})
# A first line up to this length that is no label and has no cue is the first half of one sentence set on two lines.
HALF_LINE = 10
# Code points of marks and white space between two lines of one title, beside its blank lines.
BETWEEN_LINES = 12


def title_parts(lines: Sequence[Unit]) -> Parts:
    """Divide the title lines of an article, in their order, into label, kicker, headline and subtitle.

    The last line is never a label, and one line at least is the headline.
    """
    labels = _label_lines(lines)
    rest = list(lines[labels:])
    rest, columns = _without_columns(rest)
    subtitles = _trailing(rest)
    kickers = _kicker_lines(rest[: len(rest) - subtitles])
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
    while count < len(lines) - 1 and title_cues(lines[count].text) & LABEL_CUES:
        count += 1
    return count


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


def _trailing(lines: Sequence[Unit]) -> int:
    """How many of the last lines are a subtitle: from the first that opens with a dash or a bullet."""
    for i, unit in enumerate(lines[1:], 1):
        if title_cues(unit.text) & SUBTITLE_CUES:
            return len(lines) - i
    return 1 if len(lines) > 2 and not _one_block(lines[-2], lines[-1]) else 0


def _kicker_lines(lines: Sequence[Unit]) -> int:
    """How many of the first lines are a kicker; two lines of one sentence are both headline."""
    if len(lines) < 2:
        return 0
    if title_cues(lines[0].text) & KICKER_CUES:
        return 1
    is_half = len(lines[0].text) <= HALF_LINE or _one_block(lines[0], lines[1])
    return 0 if is_half else len(lines) - 1


def _parted(first: Unit, second: Unit) -> bool:
    """Whether a caption or another text stands between the lines: more than marks and blank lines take up."""
    return first.page == second.page and second.start - first.ranges[-1][1] > BETWEEN_LINES + second.gap


def _one_block(first: Unit, second: Unit) -> bool:
    """Whether the second line was set directly under the first."""
    return first.hard_break or second.gap == 0
