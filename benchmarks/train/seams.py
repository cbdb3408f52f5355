"""Train the two seam networks of `zbtools.language.seams` on random cuts of open text."""

from __future__ import annotations

import time

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from zbtools.language.folding import fold
from zbtools.language.seams import WINDOW

LETTERS, EMBEDDING, HIDDEN, VECTOR = 4096, 32, 160, 64
BATCH, RATE = 1024, 2e-3
# Share of characters that a reader may get wrong: replaced by the unknown letter in training.
NOISE = 0.03
UNKNOWN = 1


class Networks(nn.Module):
    """Embedding and the two towers."""

    def __init__(self) -> None:
        super().__init__()
        self.letters = nn.Embedding(LETTERS, EMBEDDING)
        self.letters.weight.data *= 0.3
        for side in ("start", "end"):
            setattr(self, f"{side}_in", nn.Linear(WINDOW * EMBEDDING, HIDDEN))
            setattr(self, f"{side}_out", nn.Linear(HIDDEN, VECTOR))
            setattr(self, f"{side}_open", nn.Linear(HIDDEN, 1))

    def forward(self, side: str, letters: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        hidden = functional.relu(getattr(self, f"{side}_in")(self.letters(letters).flatten(1)))
        return getattr(self, f"{side}_out")(hidden), getattr(self, f"{side}_open")(hidden)[:, 0]


class Cuts:
    """Random cuts of paragraphs as letter numbers."""

    def __init__(self, paragraphs: list[str], vocabulary: np.ndarray, rng: np.random.Generator) -> None:
        kept = [fold(text.strip()) for text in paragraphs if len(text.strip()) >= 12]
        ends = np.cumsum([len(codes) for codes in kept])
        self.bounds = np.stack([ends - [len(codes) for codes in kept], ends], axis=1)
        self.letters = vocabulary[np.concatenate(kept)].astype(np.int64)
        self.rng = rng

    def around(self, low: np.ndarray, high: np.ndarray, at: np.ndarray) -> tuple[torch.Tensor, torch.Tensor]:
        """The letters before and behind the places `at` of the paragraphs `low`-`high`."""
        offsets = np.arange(WINDOW)
        before, behind = at[:, None] - WINDOW + offsets, at[:, None] + offsets
        last = len(self.letters) - 1
        left = np.where(before >= low[:, None], self.letters[np.clip(before, 0, last)], 0)
        right = np.where(behind < high[:, None], self.letters[np.clip(behind, 0, last)], 0)
        return self._noisy(left), self._noisy(right)

    def _noisy(self, letters: np.ndarray) -> torch.Tensor:
        wrong = (self.rng.random(letters.shape) < NOISE) & (letters > 0)
        return torch.from_numpy(np.where(wrong, UNKNOWN, letters))

    def inside(self, count: int) -> tuple[torch.Tensor, torch.Tensor]:
        """Cuts inside paragraphs, at least four characters from their edges."""
        low, high = self.bounds[self.rng.integers(0, len(self.bounds), count)].T
        return self.around(low, high, (low + 4 + self.rng.random(count) * (high - low - 8)).astype(np.int64))

    def edges(self, count: int) -> tuple[torch.Tensor, torch.Tensor]:
        """The ends and the starts of whole paragraphs."""
        low, high = self.bounds[self.rng.integers(0, len(self.bounds), count)].T
        return self.around(low, high, high)[0], self.around(low, high, low)[1]


def vocabulary_of(paragraphs: list[str]) -> np.ndarray:
    """Folded code point -> letter number: 0 is the edge, 1 unknown, then the most frequent characters."""
    codes, counts = np.unique(fold("".join(paragraphs)), return_counts=True)
    frequent = codes[np.argsort(-counts, kind="stable")][: LETTERS - 2]
    table = np.full(65536, UNKNOWN, np.uint16)
    table[frequent] = np.arange(2, 2 + len(frequent))
    table[0] = 0
    return table


def train_seams(paragraphs: list[str], held_out: list[str], steps: int = 9000) -> dict[str, np.ndarray]:
    """Return the arrays of the seam networks."""
    torch.manual_seed(0)
    vocabulary = vocabulary_of(paragraphs)
    cuts = Cuts(paragraphs, vocabulary, np.random.default_rng(0))
    test = Cuts(held_out, vocabulary, np.random.default_rng(1))
    networks, started = Networks(), time.time()
    optimizer = torch.optim.Adam(networks.parameters(), lr=RATE)
    for step in range(steps):
        for group in optimizer.param_groups:
            group["lr"] = RATE * min(1, step / 200) * (0.5 + 0.5 * np.cos(np.pi * step / steps)) + 1e-5
        optimizer.zero_grad()
        _loss(networks, cuts).backward()
        optimizer.step()
        if step % 1000 == 0 or step == steps - 1:
            print(
                f"seams: step {step}, right of 12: {_accuracy(networks, test):.4f}, {time.time() - started:.0f} s",
                flush=True,
            )
    return {"seam_vocabulary": vocabulary, **_arrays(networks)}


def _loss(networks: Networks, cuts: Cuts) -> torch.Tensor:
    ends, starts = cuts.inside(BATCH)
    (end, end_open), (start, start_open) = networks("end", ends), networks("start", starts)
    scores, right = end @ start.T, torch.arange(BATCH)
    fit = functional.cross_entropy(scores, right) + functional.cross_entropy(scores.T, right)
    whole_ends, whole_starts = cuts.edges(BATCH)
    log_odds = torch.cat([end_open, networks("end", whole_ends)[1], start_open, networks("start", whole_starts)[1]])
    truth = torch.cat([torch.ones(BATCH), torch.zeros(BATCH)]).repeat(2)
    return fit / 2 + functional.binary_cross_entropy_with_logits(log_odds, truth)


def _accuracy(networks: Networks, cuts: Cuts, groups: int = 400) -> float:
    """Share of ends whose own start scores best among twelve."""
    with torch.no_grad():
        ends, starts = cuts.inside(groups * 12)
        end, start = networks("end", ends)[0].view(groups, 12, -1), networks("start", starts)[0].view(groups, 12, -1)
        best = (end @ start.transpose(1, 2)).argmax(2)
    return float((best == torch.arange(12)).float().mean())


def _arrays(networks: Networks) -> dict[str, np.ndarray]:
    arrays = {"seam_embedding": networks.letters.weight}
    for side in ("start", "end"):
        for part in ("in", "out", "open"):
            layer = getattr(networks, f"{side}_{part}")
            arrays[f"seam_w_{side}_{part}"] = layer.weight.T
            arrays[f"seam_w_{side}_{part}_bias"] = layer.bias
    return {name: value.detach().numpy().astype(np.float16) for name, value in arrays.items()}
