"""zbtools and its peers, each as a function from texts to the pairs that it takes for duplicates.

The peers get the same shingles, character 5-grams, and 128 hashes in 32 bands of 4; what they find is what their index
answers, which is what their users take. All run on one thread.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from zbtools.batch.index.archive import Asked, opened
from zbtools.batch.index.intake import LEFT_OUT, Entry
from zbtools.stages.archive.relations import CONTAINED, NONE

SHINGLE, HASHES, BANDS = 5, 128, 32
JACCARD = 0.7

Pairs = set[tuple[int, int]]


def zbtools(texts: Iterable[str]) -> Pairs:
    """Whole articles with marks; a pair is a duplicate and what it is linked to."""
    with opened(Asked()) as archive:
        for number, text in enumerate(texts):
            archive.intake.add(Entry(str(number), text))
        marks = archive.search()
        places = {number: place for place, number in enumerate(archive.intake.numbers) if number != LEFT_OUT}
    columns = (marks.of.tolist(), marks.relation.tolist())
    return {
        (places[number], places[of])
        for number, (of, relation) in enumerate(zip(*columns, strict=True))
        if of != NONE and relation <= CONTAINED
    }


def datasketch(texts: Iterable[str]) -> Pairs:
    """MinHash LSH in numpy."""
    from datasketch import MinHash, MinHashLSH

    index = MinHashLSH(num_perm=HASHES, params=(BANDS, HASHES // BANDS))
    pairs: Pairs = set()
    for number, text in enumerate(texts):
        sketch = MinHash(num_perm=HASHES)
        sketch.update_batch([shingle.encode() for shingle in _shingles(text)])
        pairs.update((number, other) for other in index.query(sketch))
        index.insert(number, sketch, check_duplication=False)
    return pairs


def rensa(texts: Iterable[str]) -> Pairs:
    """MinHash LSH in Rust."""
    from rensa import RMinHash, RMinHashLSH

    index = RMinHashLSH(threshold=JACCARD, num_perm=HASHES, num_bands=BANDS)
    pairs: Pairs = set()
    for number, text in enumerate(texts):
        sketch = RMinHash(num_perm=HASHES, seed=42)
        sketch.update(list(_shingles(text)))
        pairs.update((number, other) for other in index.query(sketch))
        index.insert(number, sketch)
    return pairs


def gaoya(texts: Iterable[str]) -> Pairs:
    """MinHash LSH in Rust, with shingles in Rust as well, and its own check of the similarity."""
    from gaoya.minhash import MinHashStringIndex

    index = MinHashStringIndex(
        jaccard_threshold=JACCARD,
        num_bands=BANDS,
        band_size=HASHES // BANDS,
        analyzer="char",
        ngram_range=(SHINGLE, SHINGLE),
    )
    pairs: Pairs = set()
    for number, text in enumerate(texts):
        pairs.update((number, other) for other in index.query(text))
        index.insert_document(number, text)
    return pairs


def _shingles(text: str) -> Iterator[str]:
    return iter({text[place : place + SHINGLE] for place in range(len(text) - SHINGLE + 1)})


METHODS: dict[str, Callable[[Iterable[str]], Pairs]] = {
    "zbtools": zbtools,
    "gaoya": gaoya,
    "rensa": rensa,
    "datasketch": datasketch,
}
