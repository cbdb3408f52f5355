"""Seams: whether a text that breaks off goes on with another one, and whether it breaks off at all.

Two small networks read the last and the first eight characters around a possible seam; the dot product of what they
make of them says how well the two fit (a two-tower model, trained to find the right continuation among a thousand).
A further unit in each says whether a paragraph can end, or begin, there.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from zbtools.language.arrays import Array, load_arrays
from zbtools.language.folding import fold

WINDOW = 8


class Towers:
    """The two networks, as plain arrays (see `benchmarks/train/seams.py` for their training)."""

    def __init__(self) -> None:
        arrays = load_arrays("language.bin")
        self._vocabulary = arrays["seam_vocabulary"]
        self._weights = {key: arrays[key].astype(np.float32) for key in arrays if key.startswith("seam_w_")}
        self._embedding = arrays["seam_embedding"].astype(np.float32)

    def ends(self, codes: Array) -> tuple[Array, Array]:
        """Return (N, 64) vectors and (N,) log odds that a paragraph is broken there, of ends `codes` (N, 8)."""
        return self._tower(codes, "end")

    def starts(self, codes: Array) -> tuple[Array, Array]:
        """Return (N, 64) vectors and (N,) log odds that a paragraph is broken there, of starts `codes` (N, 8)."""
        return self._tower(codes, "start")

    def _tower(self, codes: Array, side: str) -> tuple[Array, Array]:
        weights = self._weights
        letters = self._vocabulary[np.minimum(codes, 65535)]
        inputs = self._embedding[letters].reshape(len(codes), -1)
        hidden = np.maximum(inputs @ weights[f"seam_w_{side}_in"] + weights[f"seam_w_{side}_in_bias"], 0)
        vectors = hidden @ weights[f"seam_w_{side}_out"] + weights[f"seam_w_{side}_out_bias"]
        odds = hidden @ weights[f"seam_w_{side}_open"] + weights[f"seam_w_{side}_open_bias"]
        return vectors, odds[:, 0]


@lru_cache(maxsize=1)
def towers() -> Towers:
    """The networks that ship with the package."""
    return Towers()


def codes_of(texts: Sequence[str], size: int = WINDOW) -> tuple[Array, Array]:
    """Return the last and the first `size` folded code points of each text (N, size), padded with 0 on the outside."""
    if not texts:
        return np.zeros((0, size), np.uint32), np.zeros((0, size), np.uint32)
    padding = "\0" * size
    ends = fold("".join((padding + text[-size:])[-size:] for text in texts))
    starts = fold("".join((text[:size] + padding)[:size] for text in texts))
    return ends.reshape(len(texts), size), starts.reshape(len(texts), size)


def broken_starts(texts: Sequence[str]) -> list[float]:
    """Return the log odds that the first letters of each text stand in the middle of a paragraph."""
    return [float(odds) for odds in towers().starts(codes_of(texts)[1])[1]]
