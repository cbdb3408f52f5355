"""Repetition loops: a vision-language model that writes one phrase again and again, with small variations or none."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile
from operator import attrgetter
from typing import NamedTuple

from zbtools.language.numerals import NUMERAL_CHARACTERS
from zbtools.stages.alignment import Match, walk

# A phrase is looked for again behind every so many characters, by so many of them: a loop is at least twice as long.
STEP, PROBE = 8, 6
# Where something recurs that is no loop, a varied copy may have hidden one: it is looked for more closely.
SMALL_STEP = 2
# A short text of which so large a share of the characters occur once holds no loop worth the search.
SHORT_TEXT, VARIED = 100, 0.75
# Longest phrase that is looked for (code points); what recurs at a greater distance is a repeat, not a loop.
LONGEST = 256
# (length of a phrase in code points, copies that make it a loop): people say one word three times, and 哈 ten times.
COPIES = ((6, 3), (4, 4), (2, 12), (1, 30))
# A cry is repeated by right, and a short phrase with a number in a list of prices: so many times more copies.
BY_RIGHT = frozenset("!！？?～~") | frozenset(NUMERAL_CHARACTERS)
SHORT_PHRASE, MORE = 12, 3
CELLS = frozenset("\t|｜")
# Lines: a loop runs over so many lines at most, and a line counts with so many letters, a variation of one with more.
LONGEST_STANZA, SHORTEST_LINE, SHORTEST_VARIANT = 4, 4, 5
# Share of two lines that is equal if one is a variation of the other.
VARIANT = 0.75
# A phrase begins behind one of these, best behind the end of a sentence.
SENTENCE_ENDS, PAUSES = frozenset("。！？!?\n"), frozenset("，、；：,;: \u3000”」』）)")
# What stands between the items of a list.
LISTING = frozenset("、《》“”")
# Share of the copies that differ from the one before: of a list nearly all, of a loop few.
LIST = 0.75
NUMERALS = frozenset(NUMERAL_CHARACTERS)


class Loop(NamedTuple):
    """What stands from `start` to `end` repeats what stands from `phrase` to `start`."""

    phrase: int
    start: int
    end: int


def loops_in(text: str) -> list[Loop]:
    """Return what in `text` only repeats the phrase before it, in order; time is linear in the text.

    >>> text = "园里有江湾花灯会，江湾花灯会，江湾花灯会，江湾花灯合，江湾花灯会，散了"
    >>> [(text[loop.phrase : loop.start], text[loop.start : loop.end]) for loop in loops_in(text)]
    [('江湾花灯会，', '江湾花灯会，江湾花灯会，江湾花灯合，江湾花灯会，')]
    """
    found: list[Loop] = []
    if len(text) < SHORT_TEXT and len(set(text)) > VARIED * len(text):
        return found
    place = _next_place(text, 0)
    while place is not None:
        second = _again(text, place)
        loop, end = _stretch(text, place, second, found[-1].end if found else 0)
        found += [loop] if loop is not None else []
        place = _next_place(text, max(place + SMALL_STEP, end))
    return found


def _next_place(text: str, start: int) -> int | None:
    """The next place, of those that are looked at from `start` on, behind which its characters come again."""
    find = text.find  # No call of `_again`: this runs on every eighth character of an issue.
    for place in range(start, len(text) - PROBE, STEP):
        if find(text[place : place + PROBE], place + 1, place + LONGEST + PROBE) >= 0:
            return place
    return None


def _again(text: str, place: int) -> int:
    """Where the characters at `place` come again behind it, near enough for a loop; -1 if they do not."""
    return text.find(text[place : place + PROBE], place + 1, place + LONGEST + PROBE)


def _stretch(text: str, first: int, second: int, floor: int) -> tuple[Loop | None, int]:
    """Follow the phrase from `first` to `second` as far as it is repeated either way, not before `floor`.

    Return the loop, if it is one, and where to look for the next.
    """
    matches = walk(text, first, second, True)
    walked = matches[-1].second + matches[-1].length
    back = _back(text, first, second, max(floor, first - LONGEST))
    turn = _turn(text, first - back, second - back) - back
    first, second = first + turn, second + turn
    phrase = text[first:second]
    end = _completed(walked, second, len(phrase), len(text))
    copies = (end - first) / len(phrase)
    if copies < _copies_needed(phrase) or _is_list(text, matches, copies, end > walked):
        return None, walked - LONGEST
    return Loop(first, second, _whole(text, phrase, second, end, len(matches) == 1)), end


def _turn(text: str, first: int, second: int) -> int:
    """Count the characters from `first` on that the text before the loop ends with, as its phrase does.

    What stands before a loop often ends with the same 。 as the phrase: the phrase begins behind it.
    """
    for marks in (SENTENCE_ENDS, PAUSES):
        for place in range(first, second):
            if place == 0 or text[place - 1] in marks:
                return place - first
    return 0


def _whole(text: str, phrase: str, second: int, end: int, exact: bool) -> int:
    """Return where the last whole copy of `phrase` ends, or the line: text that goes on may begin as the phrase does.

    `exact`: all copies have the length of the phrase.
    """
    if end == len(text) or text[end] == "\n":
        return end
    if exact:
        return end - (end - second) % len(phrase)
    return end - next(size for size in range(len(phrase) - 1, -1, -1) if text.endswith(phrase[:size], second, end))


def _back(text: str, first: int, second: int, floor: int) -> int:
    """Count the characters that are equal before `first` and before `second`, down to `floor`."""
    pairs = zip(reversed(text[floor:first]), reversed(text[floor + second - first : second]), strict=True)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _completed(end: int, second: int, period: int, size: int) -> int:
    """Return the end of the last copy, if only its last character or two differ from the phrase."""
    missing = (second - end) % period
    return end + missing if missing <= min(2, period // 3) and end + missing <= size else end


def _copies_needed(phrase: str) -> float:
    """How many copies of `phrase` make a loop; no number of them if it has no letters or stands in a table."""
    if CELLS.intersection(phrase) or not any(map(str.isalnum, phrase)):
        return float("inf")
    needed = next(copies for length, copies in COPIES if len(phrase) >= length)
    return needed * MORE if len(phrase) < SHORT_PHRASE and BY_RIGHT.intersection(phrase) else needed


def _is_list(text: str, matches: Sequence[Match], copies: float, completed: bool) -> bool:
    """Whether the copies differ as the items of a list do: in their numbers, or each from the one before."""
    edits = list(pairwise(matches))
    if edits and LISTING.intersection(text[matches[0].first : matches[0].second]):
        return True
    if len(edits) + completed >= min(LIST * (copies - 1), int(copies) - 1):
        return True
    return any(NUMERALS.intersection(text[a.second + a.length : b.second]) for a, b in edits)


def line_loops_in(texts: Sequence[str], kinds: Sequence[str] | None = None) -> list[Loop]:
    """Return what among the lines `texts` only repeats the lines before it, in order, as indices of `texts`.

    A loop is at least three copies of up to four lines. Tables repeat cells by right: a unit of `kinds` "table" ends
    every loop.

    >>> line_loops_in(["园里", "江湾花灯会", "江湾花灯会", "江湾花灯合", "江湾花灯会", "散了"])
    [Loop(phrase=1, start=2, end=5)]
    """
    usable = [kinds is None or kind != "table" for kind in kinds or texts]
    found: list[Loop] = []
    for stanza in range(1, LONGEST_STANZA + 1):
        if not any(map(str.__eq__, texts[stanza:], texts)):
            continue
        again = [i >= stanza and usable[i] and _repeats(texts[i], texts[i - stanza]) for i in range(len(texts))]
        loops = _stanza_loops(texts, again, stanza)
        found = sorted([*found, *(loop for loop in loops if not _meets(loop, found))])
    return found


def _repeats(text: str, before: str) -> bool:
    """Whether a line is the one before, or a variation of it."""
    if text != before:
        if min(len(text), len(before)) < VARIANT * max(len(text), len(before)):
            return False
        if text[:2] != before[:2] and text[-3:] != before[-3:]:
            return False
    return _is_variant(_letters(text), _letters(before))


def _letters(text: str) -> str:
    """The letters of a line that is long enough to be told from another, else nothing."""
    letters = "".join(filter(str.isalnum, text))
    return letters if len(letters) >= SHORTEST_LINE and not letters.isnumeric() else ""


def _meets(loop: Loop, others: Sequence[Loop]) -> bool:
    """Whether `loop` overlaps one of `others`, which are in order and do not overlap."""
    behind = bisect_left(others, loop.end, key=attrgetter("start"))
    return behind > 0 and others[behind - 1].end > loop.start


def _stanza_loops(texts: Sequence[str], again: Sequence[bool], stanza: int) -> Iterator[Loop]:
    """Yield the loops of `stanza` lines each; `again` tells the lines that repeat the one `stanza` lines before."""
    start = 0
    for index in range(len(texts) + 1):
        if index < len(texts) and again[index]:
            continue
        if _is_line_loop(texts, start, index, stanza):
            yield Loop(start - stanza, start, index)
        start = index + 1


def _is_line_loop(texts: Sequence[str], start: int, end: int, stanza: int) -> bool:
    """Whether the lines from `start` to `end` go on repeating `stanza` lines, one in three of them unchanged."""
    if end - start < 2 * stanza:
        return False
    phrase = "\n".join((*texts[start - stanza : start], ""))
    same = sum(texts[index] == texts[index - stanza] for index in range(start, end))
    return 3 * same >= end - start and 1 + (end - start) / stanza >= _copies_needed(phrase)


def _is_variant(line: str, other: str) -> bool:
    """Whether two lines are equal but for a stretch inside, which is short and holds no number."""
    if line == other:
        return bool(line)
    size = min(len(line), len(other))
    if size < SHORTEST_VARIANT or size < VARIANT * max(len(line), len(other)):
        return False
    head = _equal(line, other, size)
    tail = _equal(line[::-1], other[::-1], size - head)
    changed = line[head : len(line) - tail] + other[head : len(other) - tail]
    return head + tail >= VARIANT * max(len(line), len(other)) and not NUMERALS.intersection(changed)


def _equal(line: str, other: str, size: int) -> int:
    return next((i for i in range(size) if line[i] != other[i]), size)
