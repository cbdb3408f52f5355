"""Names glued together (周一苇沈砚), divided by the likeliest way to read them as a row of names.

Each name costs the rarity of its surname, of the characters of its given name, and of its length. No dictionary of
persons is needed, and none is learned.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

from zbtools.language.surnames import (
    COMPOUND_SURNAMES,
    GIVEN_CHARACTERS,
    JAPANESE_SURNAMES,
    MINORITY_PARTS,
    SOUND_CHARACTERS,
    SURNAMES,
)
from zbtools.language.variants import simplified
from zbtools.patterns import Pattern

DOTS = "·•・‧．∙"
_DOTS, _SOUND_CHARACTERS = frozenset(DOTS), frozenset(SOUND_CHARACTERS)
_SOUND_CHAR = rf"[{SOUND_CHARACTERS}]"
_SOUNDS = Pattern(rf"{_SOUND_CHAR}{{1,6}}[{DOTS}](?:{_SOUND_CHAR}{{1,7}}[{DOTS}]){{0,2}}(?P<last>{_SOUND_CHAR}{{1,7}})")
# Probability of a surname by its rank, of a given-name character by its rank, and of the lengths of names.
_SURNAME_SCALE, _SURNAME_DECAY, _SURNAME_POWER = 0.08, 0.12, 1.5
_GIVEN_SCALE, _GIVEN_DECAY = 0.016, 0.035
_RARE_GIVEN, _RARE_SURNAME, _SOUND = math.log(2e-5), math.log(1e-8), math.log(1 / 150)
_TWO, _THREE, _COMPOUND, _MINORITY = (math.log(share) for share in (0.36, 0.62, 0.008, 1e-4))
# Log-likelihood of the surname of rank 430: those beyond it are words of the language in most texts.
_UNUSUAL = math.log(_SURNAME_SCALE / (1 + _SURNAME_DECAY * 430) ** _SURNAME_POWER)
# And of rank 100: a word that begins with one beyond it may be the second half of a Tibetan name.
_UNCOMMON = math.log(_SURNAME_SCALE / (1 + _SURNAME_DECAY * 100) ** _SURNAME_POWER)
# Given names of Japanese have at most three characters.
_LONGEST_GIVEN = 3
# Surname and given name, two characters each.
_LONGEST_CHINESE = 4
# One name in so many may have a surname that the table lacks, or one of a pair; shorter words are rather one name.
_ROW, _PAIR, _SHORTEST_ROW = 3, 2, 5


class Names(NamedTuple):
    """Names in the order printed. `ambiguous`: glued names were divided, or a lone character given away, by guess."""

    names: tuple[str, ...]
    ambiguous: bool = False


def is_believable(name: str) -> bool:
    """Say whether a name that nothing announces can be one: its surname is not rare, or its given name is usual.

    >>> is_believable("周一苇"), is_believable("水乡")
    (True, False)
    """
    key = simplified(name)
    if surnames().get(key[0], _RARE_SURNAME) > _UNUSUAL or not _DOTS.isdisjoint(key):
        return True
    return all(char in _given() for char in key[1:]) or key[:2] in compound_surnames() or key[:2] in _parts()


def sounds_foreign(word: str) -> bool:
    """Say whether `word` is written for its sound: a middle dot stands in it, or all its characters are such.

    >>> sounds_foreign("约翰·史密斯"), sounds_foreign("阿布力克木"), sounds_foreign("周一苇")
    (True, True, False)
    """
    return not _DOTS.isdisjoint(word) or (len(word) > _LONGEST_CHINESE and _SOUND_CHARACTERS.issuperset(word))


def is_foreign(word: str) -> bool:
    """Say whether `word`, behind the nation of an author, is his name: of sounds alone, or with a Japanese surname.

    A word with a middle dot is, unless it begins with a name that has one: more names are glued to that.

    >>> is_foreign("拉马尼"), is_foreign("村上砚秋"), is_foreign("大选观察")
    (True, True, False)
    """
    key = simplified(word)
    if not _DOTS.isdisjoint(key):
        divided = divide(word)
        return divided is None or _DOTS.isdisjoint(divided.names[0])
    surname = next((size for size in (3, 2) if key[:size] in _japanese_surnames()), len(key))
    return 1 <= len(key) - surname <= _LONGEST_GIVEN or (len(key) > 1 and _SOUND_CHARACTERS.issuperset(key))


def is_person(word: str) -> bool:
    """Say whether `word` can be one person's name by its surname and length, or by its sounds.

    >>> [is_person(word) for word in ("周一苇", "欧阳砚秋", "次仁卓玛", "阿里木·玉素甫", "大桥", "周一苇沈砚")]
    [True, True, True, True, False, False]
    """
    divided = divide(word)
    return divided is not None and len(divided.names) == 1


@lru_cache(maxsize=4096)
def divide(word: str, strange: bool = False) -> Names | None:
    """Divide glued names by surnames and lengths (the likeliest of all divisions); None when there is none.

    `strange`: one of three names, or of two, may have a surname that the table lacks.

    >>> divide("周一苇沈砚欧阳明"), divide("大桥合龙")
    (Names(names=('周一苇', '沈砚', '欧阳明'), ambiguous=True), None)
    """
    key = simplified(word)
    cuts = _best_cuts(key, strange)
    if not cuts:
        return None
    names = tuple(word[start:end] for start, end in pairwise(cuts))
    if strange and sum(not is_person(name) for name in names) > max(len(names) // _ROW, len(names) == _PAIR):
        return None
    return Names(names, len(names) > 1)


def _best_cuts(word: str, strange: bool) -> list[int]:
    """Return where the names of the likeliest division begin and end; `strange`: a surname may be unknown."""
    if strange and len(word) < _SHORTEST_ROW:
        return []
    best: list[tuple[float, int]] = [(0.0, 0), *[(-math.inf, 0)] * len(word)]
    for start in range(len(word)):
        if best[start][0] > -math.inf:
            for end, score in _names_at(word, start, strange):
                best[end] = max(best[end], (best[start][0] + score, start))
    if best[-1][0] == -math.inf:
        return []
    cuts = [len(word)]
    while cuts[-1]:
        cuts.append(best[cuts[-1]][1])
    return cuts[::-1]


def _names_at(word: str, start: int, strange: bool) -> Iterator[tuple[int, float]]:
    """Yield the ends of the names that can begin at `start`, each with its log-likelihood."""
    surname = surnames().get(word[start], _RARE_SURNAME if strange else None)
    if surname is not None:
        yield from _with_given(word, start, start + 1, surname, ((1, _TWO), (2, _THREE)))
    if word[start : start + 2] in compound_surnames():
        yield from _with_given(word, start, start + 2, _COMPOUND, ((1, 0.0), (2, 0.0)))
    yield from _without_surname(word, start)


def _with_given(
    word: str, start: int, given: int, surname: float, lengths: Sequence[tuple[int, float]]
) -> Iterator[tuple[int, float]]:
    """Yield the ends of a surname at `start` with given names of one or two characters from `given` on."""
    for size, length in lengths:
        characters = word[given : given + size]
        if len(characters) == size and _DOTS.isdisjoint(word[start : given + size]):
            yield given + size, surname + length + sum(_given().get(char, _RARE_GIVEN) for char in characters)


def _without_surname(word: str, start: int) -> Iterator[tuple[int, float]]:
    """Yield the ends of minority names, by the parts known from their languages or by sounds about a middle dot."""
    for first in _parts_at(word, start):
        yield first, 2 * _MINORITY
        for second in _parts_at(word, first):
            yield second, 2 * _MINORITY
        if len(word) == first + 2 and surnames().get(word[first], -math.inf) < _UNCOMMON:
            yield len(word), 3 * _MINORITY
    sounds = _SOUNDS.match(word, start)
    if sounds:
        for end in range(sounds.start("last") + 1, sounds.end() + 1):
            yield end, _MINORITY + _SOUND * (end - start)


def _parts_at(word: str, start: int) -> Iterator[int]:
    for size in (2, 3, 4):
        if word[start : start + size] in _parts() and start + size <= len(word):
            yield start + size


@cache
def surnames() -> dict[str, float]:
    """Return the log-likelihood of each surname of one character (simplified)."""
    return {
        char: math.log(_SURNAME_SCALE / (1 + _SURNAME_DECAY * rank) ** _SURNAME_POWER)
        for rank, char in reversed(list(enumerate(SURNAMES)))
    }


@cache
def _given() -> dict[str, float]:
    return {
        char: math.log(_GIVEN_SCALE / (1 + _GIVEN_DECAY * rank))
        for rank, char in reversed(list(enumerate(GIVEN_CHARACTERS)))
    }


@cache
def compound_surnames() -> frozenset[str]:
    """Return the surnames of two characters (simplified)."""
    return frozenset(COMPOUND_SURNAMES.split())


@cache
def _japanese_surnames() -> frozenset[str]:
    return frozenset(JAPANESE_SURNAMES.split())


@cache
def _parts() -> frozenset[str]:
    return frozenset(MINORITY_PARTS.split())
