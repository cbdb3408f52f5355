"""Lines: where each one stands in the dump, and what white space stood round it."""

from __future__ import annotations

from typing import NamedTuple


class Line(NamedTuple):
    """A line that is not blank. `text`: its characters `start` to `end` of the dump, without white space at its ends.

    `gap`: blank lines before it. `indent`: white space as wide as a Chinese character or more stood before the text.
    `hard_break`: two spaces and a line end came after it.
    """

    start: int
    end: int
    text: str
    gap: int
    indent: bool
    hard_break: bool


def read_lines(text: str, start: int, end: int, blank: int = 0) -> tuple[list[Line], int]:
    """Return the lines from `start` to `end` that are not blank, and the number of blank lines after the last.

    `blank`: blank lines before `start`; -1 if something stands before `start` on the same line. Every line end that
    Unicode knows counts (LF, CRLF, CR, VT, FF, FS, GS, RS, NEL, U+2028, U+2029).

    >>> read_lines("题\\r\\n\\r\\n　正文", 0, 9)[0][1]
    Line(start=6, end=8, text='正文', gap=1, indent=True, hard_break=False)
    """
    lines = []
    position = start
    for raw in text[start:end].splitlines(keepends=True):
        if raw == "\n":  # Half of all lines.
            blank += 1
            position += 1
            continue
        body = raw.strip()
        if body:
            lead = 0 if body[0] == raw[0] else raw.index(body[0])
            stop = lead + len(body)
            indent = lead > 0 and _is_wide(raw[:lead])
            hard_break = len(raw) - stop > 2 and _is_line_break(raw[stop:])
            gap = blank if blank > 0 else 0
            lines.append(Line(position + lead, position + stop, body, gap, indent, hard_break))
            blank = -1
        blank += 1
        position += len(raw)
    return lines, max(blank, 0)


def _is_wide(lead: str) -> bool:
    """Tell whether the white space before a line takes the place of a Chinese character: two half-width spaces do."""
    return len(lead) > 1 or lead in "\u3000\t\u2003"


def _is_line_break(tail: str) -> bool:
    """Tell whether the white space after a line is a Markdown line break."""
    return tail.startswith("  ") and tail.strip(" ") != ""
