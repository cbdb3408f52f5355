"""Small networks of one hidden layer, as trained by `benchmarks/train/engine.py`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from zbtools.language.arrays import Array, load_arrays


@dataclass(frozen=True, slots=True)
class Network:
    """`(x * scale + shift) @ hidden -> ReLU -> @ out`: inputs (N, I) to scores (N, O)."""

    hidden: Array
    hidden_bias: Array
    out: Array
    out_bias: Array

    def __call__(self, inputs: Array) -> Array:
        """Return the scores of each row."""
        hidden = inputs @ self.hidden
        hidden += self.hidden_bias
        return np.asarray(np.maximum(hidden, 0, out=hidden) @ self.out + self.out_bias)


@lru_cache(maxsize=4)
def network(name: str) -> Network:
    """The network `name` of the package's data."""
    arrays = load_arrays("engine.bin")
    return Network(
        *(arrays[f"{name}_{part}"].astype(np.float32) for part in ("hidden", "hidden_bias", "out", "out_bias"))
    )
