"""Small networks, as trained by `benchmarks/train/engine.py`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from zbtools.language.arrays import Array, load_arrays

# Names of layers in the data, in their order; a network may do without the second.
PARTS = ("hidden", "second", "out")


@dataclass(frozen=True, slots=True)
class Network:
    """Layers of weights (I, O) and biases (O,): inputs (N, I) to scores (N, O), with ReLU between the layers."""

    layers: Sequence[tuple[Array, Array]]

    def __call__(self, inputs: Array) -> Array:
        """Return the scores of each row."""
        *hidden, (weights, bias) = self.layers
        for more, shift in hidden:
            inputs = inputs @ more
            inputs += shift
            np.maximum(inputs, 0, out=inputs)
        return np.asarray(inputs @ weights + bias)


@lru_cache(maxsize=4)
def network(name: str) -> Network:
    """The network `name` of the package's data."""
    arrays = load_arrays("engine.bin")
    parts = [f"{name}_{part}" for part in PARTS if f"{name}_{part}" in arrays]
    return Network([(arrays[part].astype(np.float32), arrays[f"{part}_bias"].astype(np.float32)) for part in parts])
