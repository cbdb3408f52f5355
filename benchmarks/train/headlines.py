"""Train the line model of `zbtools.language.headlines` on the titles and short lines of open text."""

from __future__ import annotations

import random
from typing import Any

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from zbtools.language.characters import ends_sentence
from zbtools.language.headlines import CLASSES, LONGEST, ROWS, line_rows

TITLE, INNER, PIECE, WHOLE = range(CLASSES)
DROPPED = 0.15


class Lines(nn.Module):
    """Summed weights over the root of the count, and a bias."""

    def __init__(self) -> None:
        super().__init__()
        self.weights = nn.EmbeddingBag(ROWS, CLASSES, mode="sum")
        self.weights.weight.data.zero_()
        self.bias = nn.Parameter(torch.zeros(CLASSES))

    def forward(self, lines: list[np.ndarray]) -> torch.Tensor:
        lengths = torch.tensor([[len(rows)] for rows in lines]).float()
        offsets = np.cumsum([0, *(len(rows) for rows in lines[:-1])])
        sums = self.weights(torch.from_numpy(np.concatenate(lines)), torch.from_numpy(offsets))
        return sums / lengths.sqrt() + self.bias


def examples(articles: list[dict[str, Any]], rng: random.Random) -> list[tuple[np.ndarray, int]]:
    """Lines of all four kinds: real titles, short lines inside bodies, random pieces, short whole paragraphs."""
    found: list[tuple[str, int]] = []
    for article in articles:
        found += [(line, TITLE) for line in article["title"] if len(line) <= LONGEST]
        for text in (text.strip() for text in article["body"]):
            if 1 < len(text) <= LONGEST:
                found.append((text, WHOLE if ends_sentence(text) else INNER))
            elif len(text) > LONGEST and rng.random() < 0.25:
                cut = rng.randrange(6, LONGEST - 6)
                found.append((text[:cut] if rng.random() < 0.5 else text[-cut:], PIECE))
    return [(line_rows(text), kind) for text, kind in found if text]


def train_lines(
    articles: list[dict[str, Any]], held_out: list[dict[str, Any]], epochs: int = 6
) -> dict[str, np.ndarray]:
    """Return the arrays of the line model."""
    torch.manual_seed(0)
    rng, noise = random.Random(0), np.random.default_rng(0)
    data, test = examples(articles, rng), examples(held_out, rng)
    model = Lines()
    optimizer = torch.optim.Adam(model.parameters(), lr=5e-3)
    for epoch in range(epochs):
        rng.shuffle(data)
        for at in range(0, len(data), 256):
            batch = data[at : at + 256]
            thin = [rows[noise.random(len(rows)) > DROPPED] if len(rows) > 6 else rows for rows, _ in batch]
            optimizer.zero_grad()
            loss = functional.cross_entropy(model(thin), torch.tensor([kind for _, kind in batch]))
            loss = loss + 2e-4 * model.weights.weight[torch.from_numpy(np.concatenate(thin))].square().sum(1).mean()
            loss.backward()
            optimizer.step()
        print(f"lines: epoch {epoch}, {len(data)} lines, right {_right(model, test):.4f}", flush=True)
    weights = model.weights.weight.detach().numpy()
    scale = float(np.abs(weights).max() / 127)
    return {
        "line_weights": np.round(weights / scale).astype(np.int8),
        "line_scale": np.array([scale], np.float32),
        "line_bias": model.bias.detach().numpy(),
    }


def _right(model: Lines, test: list[tuple[np.ndarray, int]]) -> float:
    with torch.no_grad():
        guesses = model([rows for rows, _ in test]).argmax(1)
    return float((guesses == torch.tensor([kind for _, kind in test])).float().mean())
