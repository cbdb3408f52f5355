"""Phrases: how much likelier two strings stand next to each other than chance has it.

A table of character n-grams (1-5) with their counts in open text and the words of jieba's dictionary, hashed into
buckets of eight 16-bit slots: 10 bits of fingerprint, 6 bits of `2 log2(count) + 1`. A look-up that should fail
succeeds in 0.8 % of cases. Pointwise mutual information as in Church & Hanks (1990), in nats.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from zbtools.language.arrays import Array, load_arrays

SLOTS = 8
MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)
# ln of the count that an n-gram not in the table is taken to have.
ABSENT = -1.2
# A seam is judged by these lengths of (end before it, start behind it).
SEAM_LENGTHS = ((1, 1), (2, 1), (1, 2), (2, 2), (3, 1), (1, 3), (3, 2), (2, 3))
REACH = 3
LOG_COUNT = np.where(np.arange(64) > 0, (np.arange(64) - 0.5) * np.log(2) / 2, ABSENT).astype(np.float32)


class Phrases:
    """The n-gram table. `buckets`: uint16 (B, 8), B a power of two; `log_total`: ln of the characters counted."""

    def __init__(self, buckets: Array, log_total: float) -> None:
        self.buckets, self.log_total = buckets, log_total
        # The eight slots of a bucket as one number of 128 bits: numpy takes that many times faster than a row.
        self._whole = buckets.view(np.complex128).ravel()

    def log_counts(self, hashes: Array) -> Array:
        """Return ln(count) of the n-grams with these hashes, `ABSENT` for those not in the table."""
        bucket, fingerprint = locate(hashes, len(self.buckets))
        slots = self._whole.take(bucket.ravel()).view(np.uint16).reshape(-1, SLOTS)
        # Of a slot with this fingerprint its step is left. An empty slot has step 0 and so never counts.
        slots ^= (fingerprint.ravel() << np.uint16(6))[:, None]
        found = np.flatnonzero(slots < 64)
        steps = slots.ravel()[found]
        # Where two slots of a bucket have it, the larger count holds, being assigned last.
        order = np.argsort(steps, kind="stable")
        largest = np.zeros(len(slots), np.uint16)
        largest[found[order] // SLOTS] = steps[order]
        return np.asarray(LOG_COUNT.take(largest).reshape(hashes.shape))

    def association(self, ends: Array, starts: Array, lengths: Sequence[tuple[int, int]] = SEAM_LENGTHS) -> Array:
        """Return PMI (E, S, 8) of every end with every start: `ends` (E, 3) and `starts` (S, 3) folded code points.

        One column for each of `lengths`.
        """
        before, behind = np.array(lengths).T - 1
        left = np.stack([hash_rows(ends[:, REACH - n :]) for n in range(1, REACH + 1)])
        right = np.stack([hash_rows(starts[:, :n]) for n in range(1, REACH + 1)])
        joined = left[before][:, :, None] * POWERS[behind][:, None, None] + right[behind][:, None]
        hashes = (left, right, joined)
        edges = np.cumsum([each.size for each in hashes[:2]])
        counts = np.split(self.log_counts(np.concatenate([each.ravel() for each in hashes])), edges)
        alone, behind_it, found = (each.reshape(of.shape) for each, of in zip(counts, hashes, strict=True))
        found += self.log_total - alone[before][:, :, None] - behind_it[behind][:, None]
        return np.moveaxis(found, 0, -1)


# How far the hash of what stands before moves for 1, 2, 3 characters behind it.
POWERS = np.array([pow(int(MULTIPLIER), n, 1 << 64) for n in range(1, REACH + 1)], np.uint64)


def hash_rows(codes: Array) -> Array:
    """Return one uint64 a row of folded code points; the hash of a joined row is `left * M**len(right) + right`."""
    hashes = np.zeros(codes.shape[:-1], np.uint64)
    for column in range(codes.shape[-1]):
        hashes = hashes * MULTIPLIER + codes[..., column].astype(np.uint64)
    return hashes


def locate(hashes: Array, size: int) -> tuple[Array, Array]:
    """Return bucket and fingerprint of hashes (MurmurHash3's finaliser over a polynomial hash)."""
    mixed = hashes ^ (hashes >> np.uint64(29))
    mixed = mixed * np.uint64(0xBF58476D1CE4E5B9)
    mixed = mixed ^ (mixed >> np.uint64(32))
    return (mixed & np.uint64(size - 1)).astype(np.int64), ((mixed >> np.uint64(40)) & np.uint64(1023)).astype(
        np.uint16
    )


@lru_cache(maxsize=1)
def phrases() -> Phrases:
    """The table that ships with the package."""
    arrays = load_arrays("language.bin")
    return Phrases(arrays["phrases"], float(arrays["phrases_total"][0]))
