"""Folding: texts of all scripts and eras brought to one alphabet of code points, for comparison only.

Traditional characters count as their simplified ones, full-width forms as half-width ones, every digit as 0. What the
program prints is never folded.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from zbtools.language.arrays import Array, load_arrays

BREAK = 10  # The code point that stands for a paragraph's edge.


@lru_cache(maxsize=1)
def _table() -> Array:
    """Code point (Basic Multilingual Plane) -> folded code point."""
    table = np.arange(65536, dtype=np.uint32)
    pairs = load_arrays("language.bin")["fold"]
    table[pairs[0]] = pairs[1]
    table[0xFF01:0xFF5F] = np.arange(0x21, 0x7F)
    table[[0x3000, 0xA0]] = 0x20
    table[0x30:0x3A] = 0x30
    table[0xFF10:0xFF1A] = 0x30
    return table


def fold(text: str) -> Array:
    """Return the folded code points of `text` (uint32), one for each code point of it."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    return _table()[np.minimum(codes, 65535)]
