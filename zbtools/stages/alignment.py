"""Alignment of a text with itself: where two places say the same, though characters of one of them were misread."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import compress, count, pairwise
from operator import itemgetter, ne
from typing import NamedTuple

# A seed is this many characters long: in a page of 6,000 characters about 15 shingles of 8 recur by chance or as a
# stock phrase, those of 6 three times as many; of 10, half are lost where one character in twenty is misread.
SEED = 8
# One code point in eight begins a seed, whatever the script: both copies of a text then choose the same places.
SEED_RATE = 8
# Texts longer than this (code points) are sampled more thinly, so that seeds take less memory than the text itself.
LONG_TEXT, LONG_RATE = 5_000_000, 24
# After a misread place the copies must agree again for this many characters ...
SYNC = 4
# ... within this many of each, and the lengths may differ by this much: a column's edge eats two or three characters.
REACH, DRIFT = 8, 3
# Before that many characters have agreed, they must do so at once: most places that begin alike are stock phrases.
FIRST_REACH = 3
# Once this many characters have agreed, a stretch of `WINDOW` of which `ENOUGH` agree will do as well.
TRUSTED, WINDOW, ENOUGH = 16, 16, 9
# Failing that, for this many characters within this many.
LEAP_SYNC, LEAP = 8, 24
# All of this is tried only where so many characters of the next `LEAP` are the same; unrelated prose shares 2 or 3.
SHARED = 6
# A misread place costs this much a character, and a walk ends this far below its best: about four errors in a row.
EDIT_COST, PATIENCE = 2, 12
# Most places that begin alike differ within so many characters, which are compared one by one.
NEAR = 32
# Regions kept in mind, and the characters walked for each character of the text before the search gives up: a text
# made of one line again and again would otherwise be walked once for each pair of its lines.
REMEMBERED, BUDGET = 8, 40


class Match(NamedTuple):
    """`length` equal characters that begin at `first` and again at `second`, code points of one text."""

    first: int
    second: int
    length: int


class Alignment(NamedTuple):
    """The matches of two places in order, and what lies between them is misread, missing or added in one of them."""

    matches: tuple[Match, ...]

    @property
    def first(self) -> tuple[int, int]:
        """Begin and end of the earlier place."""
        head, tail = self.matches[0], self.matches[-1]
        return head.first, tail.first + tail.length

    @property
    def second(self) -> tuple[int, int]:
        """Begin and end of the later place."""
        head, tail = self.matches[0], self.matches[-1]
        return head.second, tail.second + tail.length

    @property
    def edits(self) -> tuple[tuple[int, int, int, int], ...]:
        """What differs: begin and end in the earlier place, begin and end in the later one."""
        return tuple((a.first + a.length, b.first, a.second + a.length, b.second) for a, b in pairwise(self.matches))

    def flip(self) -> Alignment:
        """The same with the two places exchanged."""
        return Alignment(tuple(Match(second, first, length) for first, second, length in self.matches))

    def opposite(self, position: int) -> int:
        """The place in the later text that stands for `position` in the earlier one, which may lie just outside."""
        index = bisect_right(self.matches, position, key=_first)
        match = self.matches[max(0, index - 1)]
        return position + match.second - match.first

    def agreed(self, start: int, end: int) -> int:
        """Count the characters of the later place, from `start` to `end`, that agree with the earlier one."""
        low = max(0, bisect_right(self.matches, start, key=_second) - 1)
        high = bisect_left(self.matches, end, key=_second)
        return sum(
            max(0, min(match.second + match.length, end) - max(match.second, start)) for match in self.matches[low:high]
        )


_first, _second = itemgetter(0), itemgetter(1)


def find_alignments(text: str) -> Iterator[Alignment]:
    """Yield the places of `text` that repeat an earlier place, each as far as it goes on; in time linear in the text.

    Places shorter than a seed are not found; one longer place may be yielded with more than one earlier place.
    """
    recent: list[tuple[int, int, int, int]] = []
    backwards, work = "", BUDGET * len(text)
    for first, second in _seeds(text):
        if any(a <= first < b and c <= second < d for a, b, c, d in recent):
            continue
        backwards = backwards or text[::-1]
        found = _align(text, backwards, first, second)
        work -= found.first[1] - found.first[0] + REACH
        if work < 0:
            return
        recent = [(*found.first, *found.second), *recent[: REMEMBERED - 1]]
        yield found


@lru_cache(maxsize=2)
def _anchors(rate: int) -> re.Pattern[str]:
    """The characters that begin a seed: one in `rate`, chosen by code point."""
    codes = (*range(0x30, 0x3A), *range(0x41, 0x5B), *range(0x61, 0x7B), *range(0x3400, 0xA000))
    return re.compile("[" + "".join(chr(code) for code in codes if code % rate == 2) + "]")


def _seeds(text: str) -> Iterator[tuple[int, int]]:
    """Yield pairs of places where a seed recurs: each with the last place before it, and with the first of all."""
    rate = SEED_RATE if len(text) < LONG_TEXT else LONG_RATE
    places = [match.start() for match in _anchors(rate).finditer(text)]
    shingles = [text[place : place + SEED] for place in places]
    counts = Counter(shingles)
    if len(counts) < len(shingles):
        yield from _pairs(seed for seed in zip(shingles, places, strict=True) if counts[seed[0]] > 1)


def _pairs(seeds: Iterable[tuple[str, int]]) -> Iterator[tuple[int, int]]:
    last: dict[str, int] = {}
    origin: dict[str, int] = {}
    for shingle, place in seeds:
        before = last.get(shingle)
        last[shingle] = place
        if before is None:
            continue
        yield before, place
        first = origin.setdefault(shingle, before)
        if first != before:
            yield first, place


def _align(text: str, backwards: str, first: int, second: int) -> Alignment:
    """Walk from a seed in both directions."""
    size = len(text)
    ahead, behind = common_length(text, first, second), common_length(backwards, size - first, size - second)
    trusted = ahead + behind >= TRUSTED
    after = walk(text, first, second, trusted, ahead)
    before = walk(backwards, size - first, size - second, trusted, behind)
    turned = [Match(size - a - length, size - b - length, length) for a, b, length in reversed(before)]
    return Alignment(tuple(_fused([*turned, *after])))


def _fused(matches: Sequence[Match]) -> Iterator[Match]:
    """Make one of the two matches that touch at the seed."""
    current = matches[0]
    for match in matches[1:]:
        if current.first + current.length == match.first and current.second + current.length == match.second:
            current = Match(current.first, current.second, current.length + match.length)
        else:
            yield current
            current = match
    yield current


def walk(text: str, first: int, second: int, trusted: bool, length: int | None = None) -> list[Match]:
    """Return the matches from `first` and `second` on, up to where going on would cost more than it gains.

    `length`: how many characters are equal there, where that is known.
    """
    matches: list[Match] = []
    score = best = kept = 0
    is_before = first < second
    length = common_length(text, first, second) if length is None else length
    while True:
        if length:
            matches.append(Match(first, second, length))
            first, second, score = first + length, second + length, score + length
        if score > best:
            best, kept = score, len(matches)
        step = _resume(text, first, second, trusted or best >= TRUSTED)
        if step is None or score <= best - PATIENCE:
            return matches[:kept]
        ends = first + step[0], second + step[1]
        # Where places stand close together, skipping may lead both to the same one, which repeats nothing.
        if ends[0] == ends[1] or (ends[0] < ends[1]) != is_before:
            return matches[:kept]
        agreed = sum(map(str.__eq__, text[first : ends[0]], text[second : ends[1]]))
        score += agreed - EDIT_COST * (max(step) - agreed)
        first, second = ends
        length = common_length(text, first, second)


def common_length(text: str, first: int, second: int) -> int:
    """Count the characters that are equal from `first` and from `second` on.

    >>> common_length("江上有船，江上有雾", 0, 5)
    3
    """
    near = next(compress(count(), map(ne, text[first : first + NEAR], text[second : second + NEAR])), None)
    if near is not None:
        return near
    low, step, size = 0, NEAR, len(text) - max(first, second)
    while low < size and text[first + low : first + low + step] == text[second + low : second + low + step]:
        low, step = low + step, step * 2
    high = min(low + step, size)
    low = min(low, size)
    while low < high:
        middle = (low + high + 1) // 2
        if text[first + low : first + middle] == text[second + low : second + middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _resume(text: str, first: int, second: int, trusted: bool) -> tuple[int, int] | None:
    """How many characters to skip in each place until they agree again; None if they do not within reach."""
    if not trusted:
        return _sync(text, first, second, range(FIRST_REACH), SYNC)
    ahead = set(text[first : first + LEAP])
    if len(ahead.intersection(text[second : second + LEAP])) < min(SHARED, len(ahead) // 2):
        return None
    return _sync(text, first, second, range(REACH + 1), SYNC) or _resume_roughly(text, first, second)


def _sync(text: str, first: int, second: int, skips: range, length: int) -> tuple[int, int] | None:
    for skipped in skips:
        needle = text[first + skipped : first + skipped + length]
        if len(needle) < length:
            return None
        found = text.find(needle, second + max(0, skipped - DRIFT), second + skipped + DRIFT + length)
        if found >= 0:
            return skipped, found - second
    return None


def _resume_roughly(text: str, first: int, second: int) -> tuple[int, int] | None:
    """The same where errors stand so close that nothing agrees for long: by how many of the next characters agree."""
    ahead = text[first : first + WINDOW]
    for drift in sorted(range(-DRIFT, DRIFT + 1), key=abs):
        agree = list(map(str.__eq__, ahead[max(0, -drift) :], text[second + max(0, drift) : second + WINDOW + drift]))
        if sum(agree) >= ENOUGH:
            skipped = agree.index(True)
            return skipped + max(0, -drift), skipped + max(0, drift)
    return _sync(text, first, second, range(REACH + 1, LEAP), LEAP_SYNC)
