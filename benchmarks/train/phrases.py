"""Count the phrases of open text into the hashed table of `zbtools.language.phrases`."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from zbtools.language.folding import BREAK, fold
from zbtools.language.phrases import MULTIPLIER, SLOTS, hash_rows, locate

BUCKETS = 1 << 18
# n-grams of each length are kept from this count on: what fits into the table at a load of 0.8.
LEAST = {1: 1, 2: 2, 3: 3, 4: 4, 5: 5}
WORD_LEAST, WORD_LONGEST = 3, 4


def count_phrases(paragraphs: list[str]) -> dict[str, np.ndarray]:
    """Return the arrays `phrases` and `phrases_total`; a paragraph's edge counts as a character of its own."""
    codes = fold("\n".join(paragraphs)).astype(np.uint64)
    counted = [_count(codes, length, least) for length, least in LEAST.items()]
    hashes = np.concatenate([pair[0] for pair in counted])
    counts = np.concatenate([pair[1] for pair in counted])
    words, frequencies = _dictionary()
    new = ~np.isin(words, hashes)
    table = _fill(np.concatenate([hashes, words[new]]), np.concatenate([counts, frequencies[new]]))
    return {"phrases": table, "phrases_total": np.array([np.log(len(codes))], np.float32)}


def _count(codes: np.ndarray, length: int, least: int) -> tuple[np.ndarray, np.ndarray]:
    hashes = np.zeros(len(codes) - length + 1, np.uint64)
    broken = np.zeros(len(hashes), bool)
    for i in range(length):
        column = codes[i : len(hashes) + i]
        hashes = hashes * MULTIPLIER + column
        if 0 < i < length - 1 or length == 2:
            broken |= (column == BREAK) & (i > 0 or codes[1 : len(hashes) + 1] == BREAK)
    if length == 2:
        broken = (codes[:-1] == BREAK) & (codes[1:] == BREAK)
    values, counts = np.unique(hashes[~broken], return_counts=True)
    return values[counts >= least], counts[counts >= least]


def _dictionary() -> tuple[np.ndarray, np.ndarray]:
    """The words of jieba's dictionary, hashed, with counts scaled to the size of the corpora used here."""
    import jieba

    hashes, counts = [], []
    for line in (Path(jieba.__file__).parent / "dict.txt").read_text(encoding="utf-8").splitlines():
        word, frequency, _ = line.split()
        if 2 <= len(word) <= WORD_LONGEST and int(frequency) >= WORD_LEAST:
            hashes.append(hash_rows(fold(word)[None])[0])
            counts.append(min(20, max(1, int(frequency) // 4)))
    values, first = np.unique(np.array(hashes, np.uint64), return_index=True)
    return values, np.array(counts)[first]


def _fill(hashes: np.ndarray, counts: np.ndarray) -> np.ndarray:
    """Put the n-grams into buckets, the frequent ones first; those that find no slot are the rarest."""
    order = np.argsort(-counts, kind="stable")
    bucket, fingerprint = locate(hashes[order], BUCKETS)
    steps = np.minimum(63, np.floor(2 * np.log2(counts[order])) + 1).astype(np.uint16)
    by_bucket = np.argsort(bucket, kind="stable")
    sorted_buckets = bucket[by_bucket]
    rank = np.arange(len(by_bucket)) - np.searchsorted(sorted_buckets, sorted_buckets)
    kept = by_bucket[rank < SLOTS]
    table = np.zeros((BUCKETS, SLOTS), np.uint16)
    table[bucket[kept], rank[rank < SLOTS]] = (fingerprint[kept] << np.uint16(6)) | steps[kept]
    print(f"phrases: {len(hashes)} n-grams, {len(hashes) - len(kept)} without a slot")
    return table
