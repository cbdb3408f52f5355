"""A network of one hidden layer, and how it is fitted."""

from __future__ import annotations

import time
from collections.abc import Callable

import numpy as np
import torch
from torch import nn
from torch.nn import functional

# Share of inputs hidden from a network in each step: what it learns must not hang on one habit of one paper.
HIDDEN_INPUTS, HIDDEN_UNITS = 0.1, 0.2
RATE, DECAY = 2e-3, 1e-3
# Rows that the means and spreads of the inputs are taken from.
SAMPLE = 200_000


class Scorer(nn.Module):
    """Standardised inputs, one hidden layer."""

    def __init__(self, inputs: np.ndarray, hidden: int, outputs: int) -> None:
        super().__init__()
        sample = torch.from_numpy(inputs[:: max(1, len(inputs) // SAMPLE)].astype(np.float32))
        self.mean, self.spread = sample.mean(0), sample.std(0).clamp_min(0.05)
        self.hidden, self.out = nn.Linear(inputs.shape[1], hidden), nn.Linear(hidden, outputs)
        self.inputs, self.dropout = nn.Dropout(HIDDEN_INPUTS), nn.Dropout(HIDDEN_UNITS)

    def forward(self, inputs: torch.Tensor) -> torch.Tensor:
        hidden = functional.relu(self.hidden(self.inputs((inputs - self.mean) / self.spread)))
        return self.out(self.dropout(hidden))

    def arrays(self, name: str) -> dict[str, np.ndarray]:
        """The weights, with the standardisation worked into the first layer."""
        weight = (self.hidden.weight / self.spread).detach()
        bias = (self.hidden.bias - weight @ self.mean).detach()
        parts = {
            "hidden": weight.T,
            "hidden_bias": bias,
            "out": self.out.weight.T.detach(),
            "out_bias": self.out.bias.detach(),
        }
        return {f"{name}_{part}": value.contiguous().numpy().astype(np.float32) for part, value in parts.items()}


def fit(
    scorer: nn.Module, loss: Callable[[torch.Tensor], torch.Tensor], count: int, batch: int, epochs: int, name: str
) -> None:
    """Minimise `loss` of batches of the indices below `count`; the rate falls along a cosine to nothing."""
    torch.manual_seed(0)
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
