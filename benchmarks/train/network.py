"""Networks of one hidden layer or two, and how they are fitted."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from itertools import pairwise

import numpy as np
import torch
from torch import nn
from torch.nn import functional

RATE, DECAY = 2e-3, 1e-3
# Rows that the means and spreads of the inputs are taken from.
SAMPLE = 200_000
# Layers by the names that `zbtools.stages.join.network` reads.
NAMES = {1: ("hidden", "out"), 2: ("hidden", "second", "out")}


class Scorer(nn.Module):
    """Standardised inputs and hidden layers of these sizes.

    `hidden_inputs`, `hidden_units`: the share of the inputs, and of the units of the first layer, that a step of the
    training does not see.
    """

    def __init__(
        self, inputs: np.ndarray, hidden: Sequence[int], outputs: int, hidden_inputs: float, hidden_units: float
    ) -> None:
        super().__init__()
        sample = torch.from_numpy(inputs[:: max(1, len(inputs) // SAMPLE)].astype(np.float32))
        self.mean, self.spread = sample.mean(0), sample.std(0).clamp_min(0.05)
        sizes = [inputs.shape[1], *hidden, outputs]
        self.layers = nn.ModuleList(nn.Linear(*pair) for pair in pairwise(sizes))
        self.inputs, self.dropout = nn.Dropout(hidden_inputs), nn.Dropout(hidden_units)

    def forward(self, inputs: torch.Tensor) -> torch.Tensor:
        first, *others = self.layers
        values = self.dropout(functional.relu(first(self.inputs((inputs - self.mean) / self.spread))))
        for layer in others[:-1]:
            values = functional.relu(layer(values))
        return others[-1](values)

    def arrays(self, name: str) -> dict[str, np.ndarray]:
        """The weights, with the standardisation worked into the first layer."""
        parts = {}
        for part, layer in zip(NAMES[len(self.layers) - 1], self.layers, strict=True):
            weight, bias = layer.weight.detach(), layer.bias.detach()
            if part == "hidden":
                weight = weight / self.spread
                bias = bias - weight @ self.mean
            parts |= {f"{name}_{part}": weight.T, f"{name}_{part}_bias": bias}
        return {key: value.contiguous().numpy().astype(np.float32) for key, value in parts.items()}


def fit(
    scorer: nn.Module,
    loss: Callable[[torch.Tensor], torch.Tensor],
    count: int,
    batch: int,
    epochs: int,
    name: str,
    seed: int = 0,
) -> None:
    """Minimise `loss` of batches of the indices below `count`; the rate falls along a cosine to nothing."""
    torch.manual_seed(seed)
    optimizer = torch.optim.AdamW(scorer.parameters(), lr=RATE, weight_decay=DECAY)
    steps, done, started = epochs * -(-count // batch), 0, time.time()
    for epoch in range(epochs):
        total = 0.0
        for chosen in torch.randperm(count).split(batch):
            for group in optimizer.param_groups:
                group["lr"] = RATE * (0.5 + 0.5 * np.cos(np.pi * done / steps)) + 1e-5
            optimizer.zero_grad()
            value = loss(chosen)
            value.backward()
            optimizer.step()
            done += 1
            total += float(value.detach()) * len(chosen)
        print(f"engine: {name}: epoch {epoch}, loss {total / count:.4f}, {time.time() - started:.0f} s", flush=True)
