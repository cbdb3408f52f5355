"""Cohesion: how likely two pieces of text are parts of one story.

A piece is the weighted sum of the vectors of its character pairs (hashed to 2^16 rows of 8-bit numbers), trained to
tell a story's own paragraphs from those of its neighbours on the page. Beside it, the rare character pairs that two
pieces share: names of persons and places above all, weighted by how rarely open text has them.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from zbtools.language.arrays import Array, load_arrays
from zbtools.language.folding import fold
from zbtools.language.phrases import hash_rows, phrases

ROWS = 1 << 16
SIZE = 40
# Triples with a higher ln(count) in open text are words, not names.
RARE_NAME = 2.5
# Single characters with a higher ln(count) in open text say nothing.
COMMON_LETTER = 11.0
# Code points of Chinese characters that are compared one by one.
LETTERS = range(0x4E00, 0xA000)


def pair_rows(codes: Array) -> tuple[Array, Array]:
    """Return the row of each pair of neighbouring folded code points, and whether it counts (letters and digits)."""
    wide = codes.astype(np.uint64)
    hashes = wide[:-1] * np.uint64(0x9E3779B97F4A7C15) + wide[1:] * np.uint64(0xC2B2AE3D27D4EB4F)
    hashes ^= hashes >> np.uint64(31)
    hashes *= np.uint64(0x94D049BB133111EB)
    letters = ((codes >= LETTERS.start) & (codes < LETTERS.stop)) | (codes == 0x30) | ((codes | 32) - 97 < 26)
    return ((hashes >> np.uint64(40)) % np.uint64(ROWS)).astype(np.int64), letters[:-1] & letters[1:]


class Texts:
    """The pieces of a page or issue, ready to be compared.

    `vectors` (N, SIZE): topics, not normalised. `rare`, `names`, `letters` (N, N): the weight of the different
    character pairs, of the triples that open text hardly has, and of the single characters, that two pieces share.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        arrays = load_arrays("language.bin")
        self.count = len(texts)
        codes = fold("\n".join([*texts, "\n"]))
        rows, counts = pair_rows(codes)
        owners = np.repeat(np.arange(self.count), np.array([len(text) + 1 for text in texts], np.int64))
        rows, counts = rows[: len(owners)], counts[: len(owners)]
        of_pairs, pairs = owners[counts], rows[counts]
        self.vectors = self._sums(pairs, of_pairs, arrays["cohesion_vectors"], arrays["cohesion_scale"][0])
        self.rare = self._shared(of_pairs, pairs, _pair_weights())
        self.names = self._names(codes[: len(owners) + 1], owners, counts & (np.bincount(rows)[rows] > 1))
        self.letters = self._letters(codes[: len(owners)], owners)

    def _sums(self, rows: Array, owners: Array, table: Array, scale: float) -> Array:
        sums = np.zeros((self.count, SIZE), np.float32)
        starts = np.searchsorted(owners, np.arange(self.count))
        filled = np.diff(np.append(starts, len(rows))) > 0
        if len(rows):
            sums[filled] = np.add.reduceat(table.take(rows, 0), starts[filled], axis=0, dtype=np.int32) * scale
        return sums

    def _shared(self, owners: Array, columns: Array, weights: Array) -> Array:
        """(N, N): the summed weights of the different items, by their `columns` in `weights`, that two pieces share.

        `owners` (items,) ascending: the piece of each item.
        """
        first, last = np.zeros(len(weights), np.int32), np.zeros(len(weights), np.int32)
        # The last of many assignments to one place is the one that holds.
        first[columns[::-1]], last[columns] = owners[::-1], owners
        shared = np.flatnonzero(first != last)
        numbers = np.full(len(weights), -1, np.int32)
        numbers[shared] = np.arange(len(shared))
        places = numbers.take(columns)
        kept = places >= 0
        table = np.zeros((self.count, len(shared)), np.float32)
        table[owners[kept], places[kept]] = 1
        # What most of the page shares says nothing of a single story. The roots of the weights, on both sides: BLAS
        # multiplies a table by itself in half of the time.
        table *= np.sqrt(weights[shared] / (np.ones(self.count, np.float32) @ table - 1))
        return np.asarray(table @ table.T)

    def _names(self, codes: Array, owners: Array, counts: Array) -> Array:
        """The triples of letters that at least two pieces have and that are rare in open text: names above all."""
        whole = np.flatnonzero(counts[:-1] & counts[1:])
        hashes = hash_rows(np.stack([codes[whole], codes[whole + 1], codes[whole + 2]], axis=1))
        used, columns, times = np.unique(hashes, return_inverse=True, return_counts=True)
        again = times > 1
        number = np.cumsum(again) - 1
        kept = again[columns]
        weights = np.maximum(RARE_NAME - phrases().log_counts(used[again]), 0)
        return self._shared(owners[whole][kept], number[columns[kept]], weights)

    def _letters(self, codes: Array, owners: Array) -> Array:
        """The single characters, by how seldom open text has them: a fragment of one line may share no pair at all."""
        letters = (codes >= LETTERS.start) & (codes < LETTERS.stop)
        return self._shared(owners[letters], codes[letters] - LETTERS.start, _letter_weights())


def shared_rarity(left: str, right: str) -> float:
    """Return how seldom open text has the rarest pair of characters that two texts share; 0 if they share none."""
    (ours, ours_count), (theirs, theirs_count) = (pair_rows(fold(text)) for text in (left, right))
    shared = np.intersect1d(ours[ours_count], theirs[theirs_count])
    return float(_pair_weights()[shared].max()) if len(shared) else 0.0


@lru_cache(maxsize=1)
def _pair_weights() -> Array:
    """(ROWS,): how seldom open text has the pairs of each row."""
    return load_arrays("language.bin")["cohesion_rarity"].astype(np.float32) / 16


@lru_cache(maxsize=1)
def _letter_weights() -> Array:
    """(LETTERS,): how seldom open text has each."""
    codes = np.arange(LETTERS.start, LETTERS.stop, dtype=np.uint32)
    return np.maximum(COMMON_LETTER - phrases().log_counts(hash_rows(codes[:, None])), 0)


def cosine(left: Array, right: Array) -> Array:
    """Cosine of the rows of two arrays, 0 where a piece has no vector."""
    lengths = np.linalg.norm(left, axis=-1) * np.linalg.norm(right, axis=-1)
    return np.asarray((left * right).sum(axis=-1) / np.maximum(lengths, 1e-6))
