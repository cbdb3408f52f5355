"""Headlines: whether a short line reads like a title, a line inside a story, a piece of a paragraph, or a whole one.

Words, not looks: a linear model over hashed character pairs (those at the line's edges apart), trained on the titles
and the short lines of open text.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from zbtools.language.arrays import Array, load_arrays
from zbtools.language.folding import fold

ROWS = 1 << 15
CLASSES = 4
# Longer lines are no titles.
LONGEST = 60
START, END = 2, 3


def line_rows(text: str) -> Array:
    """The rows of the weights that a line uses: its characters and character pairs, the edges as characters."""
    pairs, letters = _hashed(_edged([text]))
    return np.concatenate([pairs[:-1], letters])


def _edged(lines: Sequence[str]) -> Array:
    """The folded code points of the lines, one after the other, each between its edges."""
    return fold("".join(f"{chr(START)}{line}{chr(END)}" for line in lines))


def _hashed(codes: Array) -> Array:
    """(2, C): the rows of the pair that begins at each of C code points, and of the code point itself."""
    wide = codes.astype(np.uint64)
    hashes = np.stack([wide * np.uint64(0x9E3779B97F4A7C15), wide * np.uint64(0x94D049BB133111EB)])
    hashes[0, :-1] += wide[1:] * np.uint64(0xC2B2AE3D27D4EB4F)
    hashes ^= hashes >> np.uint64(29)
    hashes *= np.uint64(0xBF58476D1CE4E5B9)
    return ((hashes >> np.uint64(40)) % np.uint64(ROWS)).astype(np.int64)


def line_scores(texts: Sequence[str]) -> Array:
    """Return (N, 4): the scores of title, inner line, piece, whole paragraph, each about -2 to 2; 0 for long texts."""
    arrays = load_arrays("language.bin")
    scores = np.zeros((len(texts), CLASSES), np.float32)
    short = [i for i, text in enumerate(texts) if len(text) <= LONGEST]
    if short:
        sizes = np.array([len(texts[i]) + 2 for i in short])
        ends = sizes.cumsum()
        pairs, letters = arrays["line_weights"][_hashed(_edged([texts[i] for i in short]))].astype(np.float32)
        # No pair begins at the end of a line.
        pairs[ends - 1] = 0
        lengths = (2 * sizes - 1).astype(np.float32)
        sums = np.add.reduceat(pairs + letters, ends - sizes) * arrays["line_scale"][0] / np.sqrt(lengths)[:, None]
        scores[short] = np.clip(sums + arrays["line_bias"], -8, 8) / 4
    return scores
