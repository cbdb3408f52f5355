"""The noise model: what a second reading, a second printing and a second event do to a story.

A reading damages each character with a probability of `rate`: nearly half of those that have look-alikes become one of
these; else a third each is replaced by any character that the corpus prints, lost, or followed by one that is not
there. Three readings of ten also have bursts, a tenth as many as single errors: runs of 2 to 6 characters replaced.
"""

from __future__ import annotations

import random
import re
from collections.abc import Sequence

from benchmarks.synthesise.confusions import HAN_GROUPS, look_alikes

LOOK_ALIKES = look_alikes(HAN_GROUPS)
BURSTY, BURSTS = 0.3, 0.1
ALIKE = 0.45
SLOT = re.compile(r"[0-9]+|[一二三四五六七八九十]+(?=[月日年人次个名])")
DATELINE = re.compile(r"^.{0,24}?[讯电](?:[（(][^）)]{1,30}[）)])?")


def damaged(text: str, rate: float, characters: Sequence[str], rng: random.Random) -> str:
    """Return `text` as a reader that errs in `rate` of the characters has it."""
    bursty = rng.random() < BURSTY
    out: list[str] = []
    place = 0
    while place < len(text):
        if bursty and rng.random() < rate * BURSTS:
            size = rng.randint(2, 6)
            out += rng.choices(characters, k=size)
            place += size
            continue
        out.append(_misread(text[place], characters, rng) if rng.random() < rate else text[place])
        place += 1
    return "".join(out)


def _misread(character: str, characters: Sequence[str], rng: random.Random) -> str:
    if character in LOOK_ALIKES and rng.random() < ALIKE:
        return rng.choice(LOOK_ALIKES[character])
    return rng.choice((rng.choice(characters), "", character + rng.choice(characters)))


def excerpt(text: str, rng: random.Random) -> str:
    """Return a piece of 30 to 70 % of a story, 80 characters or more."""
    size = max(80, int(len(text) * rng.uniform(0.3, 0.7)))
    start = rng.randrange(max(1, len(text) - size))
    return text[start : start + size]


def other_event(text: str, other: str, rng: random.Random) -> str:
    """Return the report of another event in the words of `text`: other numbers, and other text in some places.

    The other text is taken from the report `other`: well-formed, and of the same length.
    """
    numbers = SLOT.sub(lambda found: _other_number(found[0], rng), text)
    out = list(numbers)
    for _ in range(max(2, len(out) // 60)):
        size = rng.randint(3, 9)
        start, source = rng.randrange(max(1, len(out) - size)), rng.randrange(max(1, len(other) - size))
        out[start : start + size] = other[source : source + size]
    return "".join(out)


def _other_number(number: str, rng: random.Random) -> str:
    digits = "123456789" if number.isascii() else "一二三四五六七八九"
    return "".join(rng.choice(digits.replace(digit, "")) for digit in number)


def reprinted(text: str, characters: Sequence[str], rng: random.Random) -> str:
    """Return a wire story as another paper prints it: its own dateline, perhaps without the end, and as it was read."""
    out = DATELINE.sub("", text, count=1)
    out = rng.choice(("本报讯 ", "据新华社电 ", "综合消息 ", "")) + out
    if rng.random() < 0.3:
        out = out[: int(len(out) * rng.uniform(0.7, 1.0))]
    return damaged(out, rng.uniform(0, 0.03), characters, rng)
