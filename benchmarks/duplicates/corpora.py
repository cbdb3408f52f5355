"""Archives made of stories: some of them read twice, printed in part, printed by hundreds, or told of another day."""

from __future__ import annotations

import json
import lzma
import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np

from benchmarks.duplicates.noise import damaged, excerpt, other_event, reprinted
from zbtools.language.arrays import Array
from zbtools.stages.archive.normal import digests, normal_forms

SHORTEST = 80
ALPHABET_FROM = 3000  # Stories whose characters a bad reading may put anywhere.
# Shares of the documents of an archive; the rest are stories of their own.
SHARES = {"near": 0.10, "contained": 0.05, "exact": 0.01, "heavy": 0.02, "event": 0.01}
WIRE_STORIES, WIRE_PRINTINGS = 20, 300
ORDER = 3  # Characters that the next one of a made-up story depends on.
TYPICAL, LONGEST = 480, 4000  # Characters of a made-up story: the median of a log-normal distribution, and the most.
SPREAD = 0.7
AT_ONCE = 50_000  # Stories that are made up at a time.


class Document(NamedTuple):
    """A text, the story it tells, and what it is: `story` for the first telling; `event` tells a story of its own."""

    kind: str
    story: int
    text: str


def read_stories(corpus: list[Path]) -> list[str]:
    """Return the texts of the corpus that are long enough, those that are the same for comparison only once."""
    texts = []
    for path in corpus:
        with lzma.open(path, "rt", encoding="utf-8") as file:
            texts += ["".join(json.loads(line)["body"]) for line in file]
    texts = [text for text in texts if len(text) >= SHORTEST]
    _, first = np.unique(digests(normal_forms(texts)), return_index=True)
    return [texts[number] for number in sorted(first.tolist())]


def made_up(stories: list[str], count: int, rng: random.Random) -> list[str]:
    """Return `count` made-up stories: walks through the text of `stories`.

    A walk goes from one occurrence of ORDER characters to another, a character on each time.
    """
    codes = np.frombuffer("\n".join(stories).encode("utf-32-le"), np.uint32)
    occurrences = _occurrences(codes)
    numbers = np.random.default_rng(rng.randrange(1 << 32))
    sizes = [min(AT_ONCE, count - done) for done in range(0, count, AT_ONCE)]
    return [text for size in sizes for text in _walks(codes, occurrences, size, numbers)]


def _walks(codes: Array, occurrences: tuple[Array, ...], count: int, numbers: np.random.Generator) -> Iterator[str]:
    begins, sizes, group, order = occurrences
    lengths = np.sort(np.clip(numbers.lognormal(np.log(TYPICAL), SPREAD, count), SHORTEST, LONGEST).astype(int))[::-1]
    out = np.zeros((count, int(lengths[0])), np.uint32)
    places = numbers.integers(0, len(group) - 1, count)
    for step in range(int(lengths[0])):
        here = group[places[: np.count_nonzero(lengths > step)]]
        places = order[begins[here] + (numbers.random(len(here)) * sizes[here]).astype(np.int64)] + 1
        places = np.minimum(places, len(group) - 1)
        out[: len(here), step] = codes[places]
    for row, size in zip(out, lengths.tolist(), strict=True):
        yield row[:size].tobytes().decode("utf-32-le")


def _occurrences(codes: Array) -> tuple[Array, ...]:
    """Return begin and size of each group of equal runs of ORDER codes, the group of each place, and their order."""
    runs = np.zeros(len(codes) - ORDER, np.uint64)
    for at in range(ORDER):
        runs |= codes[at : len(codes) - ORDER + at].astype(np.uint64) << np.uint64(21 * at)
    order = np.argsort(runs, kind="stable")
    new = np.concatenate(([True], runs[order][1:] != runs[order][:-1]))
    begins = np.flatnonzero(new)
    group = np.empty(len(order), np.int64)
    group[order] = np.cumsum(new) - 1
    return begins, np.diff(np.append(begins, len(order))), group, order


def archive(stories: list[str], count: int, rng: random.Random) -> list[Document]:
    """Return an archive of `count` documents, made of as many of `stories` as are not duplicates, in any order."""
    own = stories[: count - sum(int(count * share) for share in SHARES.values())]
    characters = characters_of(own)
    makers: dict[str, Callable[[str], str]] = {
        "near": lambda text: damaged(text, rng.uniform(0.01, 0.05), characters, rng),
        "contained": lambda text: damaged(excerpt(text, rng), rng.uniform(0, 0.03), characters, rng),
        "exact": lambda text: text,
        "heavy": lambda text: damaged(text, rng.uniform(0.08, 0.15), characters, rng),
        "event": lambda text: other_event(text, rng.choice(own), rng),
    }
    documents = [Document("story", number, text) for number, text in enumerate(own)]
    for kind, share in SHARES.items():
        for number in rng.choices(range(len(own)), k=int(count * share)):
            story = len(documents) if kind == "event" else number
            documents.append(Document(kind, story, makers[kind](own[number])))
    rng.shuffle(documents)
    return documents


def wire(stories: list[str], rng: random.Random) -> list[Document]:
    """Return WIRE_STORIES stories as WIRE_PRINTINGS papers print each, among as many stories that nobody reprints."""
    rest = stories[: WIRE_STORIES * WIRE_PRINTINGS]
    characters = characters_of(rest)
    documents = [Document("story", number, text) for number, text in enumerate(rest)]
    for number in rng.sample([number for number, text in enumerate(rest) if len(text) > 300], WIRE_STORIES):
        printings = (reprinted(rest[number], characters, rng) for _ in range(WIRE_PRINTINGS))
        documents += [Document("wire", number, text) for text in printings]
    rng.shuffle(documents)
    return documents


def characters_of(stories: list[str]) -> list[str]:
    """Return the Chinese characters that the stories print, in a fixed order."""
    return sorted(set(_han("".join(stories[:ALPHABET_FROM]))))


def _han(text: str) -> Iterator[str]:
    return (character for character in text if "一" <= character <= "鿿")
