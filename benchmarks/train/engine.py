"""Train the scorers of the search on pages whose truth is known -> `zbtools/data/engine.bin`.

Two networks of one hidden layer: `roles` says what a unit is from its looks and its neighbours', `fates` gives each
possible fate of a unit in a reading its score. Both learn from perfect readings; the second is a softmax over the
fates of one unit, so that its probabilities can be multiplied along a reading.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from typing import Any

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from benchmarks.train.truth import Fates, Told, follows_of, role_of, told_pages
from zbtools.language.arrays import DATA, load_arrays, save_arrays
from zbtools.stages.join.evidence import Evidence, gather
from zbtools.stages.join.features import choices_for
from zbtools.stages.join.reading import NONE, PARAGRAPH, SEAM, Step, advance, start
from zbtools.stages.join.roles import roles_of
from zbtools.stages.join.tables import tabulate

HIDDEN = {"roles": 128, "fates": 96}
# Share of inputs hidden from a network in each step: what it learns must not hang on one habit of one paper.
HIDDEN_INPUTS, HIDDEN_UNITS = 0.1, 0.2
LONGEST = 400


def train_engine(issues: Iterable[dict[str, Any]], epochs: int = 12) -> None:
    """Write `engine.bin` from issues in the gold form."""
    pages = [page for issue in issues for page in told_pages(issue) if 1 < len(page) <= LONGEST]
    evidence = [gather([one.unit for one in page]) for page in pages]
    print(f"engine: {len(pages)} pages, {sum(map(len, pages))} units", flush=True)
    arrays = _train_roles(pages, evidence, epochs)
    save_arrays(DATA / "engine.bin", arrays)
    _forget()
    arrays |= _train_fates(pages, evidence, epochs)
    save_arrays(DATA / "engine.bin", arrays)
    _forget()


def _forget() -> None:
    from zbtools.stages.join.network import network

    load_arrays.cache_clear()
    network.cache_clear()


class Scorer(nn.Module):
    """Standardised inputs, one hidden layer."""

    def __init__(self, inputs: torch.Tensor, hidden: int, outputs: int) -> None:
        super().__init__()
        self.mean, self.spread = inputs.mean(0), inputs.std(0).clamp_min(0.05)
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


def _train_roles(pages: list[list[Told]], evidence: list[Evidence], epochs: int) -> dict[str, np.ndarray]:
    inputs = torch.from_numpy(np.concatenate([page.rows for page in evidence]))
    roles = torch.tensor([role_of(page, i) for page in pages for i in range(len(page))])
    body = roles == 2
    broken = torch.tensor([[one.broken_start, one.broken_end] for page in pages for one in page]).float()
    follows = torch.tensor([value for page in pages for value in follows_of(page)]).float()
    scorer = Scorer(inputs, HIDDEN["roles"], 7)

    def loss(chosen: torch.Tensor) -> torch.Tensor:
        out = scorer(inputs[chosen])
        edges = functional.binary_cross_entropy_with_logits(out[:, 4:6][body[chosen]], broken[chosen][body[chosen]])
        after = functional.binary_cross_entropy_with_logits(out[:, 6], follows[chosen])
        return functional.cross_entropy(out[:, :4], roles[chosen]) + edges + after

    _fit(scorer, loss, len(inputs), 512, epochs, "roles")
    scorer.eval()
    with torch.no_grad():
        right = (scorer(inputs)[:, :4].argmax(1) == roles).float().mean()
    print(f"engine: roles right on what they learned from: {right:.4f}")
    return scorer.arrays("roles")


def _fit(scorer: nn.Module, loss: Any, count: int, batch: int, epochs: int, name: str) -> None:
    torch.manual_seed(0)
    optimizer = torch.optim.AdamW(scorer.parameters(), lr=2e-3, weight_decay=1e-3)
    steps, done, started = epochs * -(-count // batch), 0, time.time()
    for epoch in range(epochs):
        total = 0.0
        for chosen in torch.randperm(count).split(batch):
            for group in optimizer.param_groups:
                group["lr"] = 2e-3 * (0.5 + 0.5 * np.cos(np.pi * done / steps)) + 1e-5
            optimizer.zero_grad()
            value = loss(chosen)
            value.backward()
            optimizer.step()
            done += 1
            total += float(value) * len(chosen)
        print(f"engine: {name}: epoch {epoch}, loss {total / count:.4f}, {time.time() - started:.0f} s", flush=True)


def _train_fates(pages: list[list[Told]], evidence: list[Evidence], epochs: int) -> dict[str, np.ndarray]:
    rows, kinds, truths = [], [], []
    for page, found in zip(pages, evidence, strict=True):
        for choices, truth in perfect_choices(page, found):
            rows.append(choices.rows.astype(np.float32))
            kinds.append(np.array(choices.action) == PARAGRAPH)
            truths.append(truth)
    starts = np.cumsum([0, *(len(block) for block in rows)])
    inputs, links = torch.from_numpy(np.concatenate(rows)), torch.from_numpy(np.concatenate(kinds))
    print(f"engine: {len(truths)} decisions, {len(inputs)} fates", flush=True)
    scorer = Scorer(inputs, HIDDEN["fates"], 2)
    first, size = torch.from_numpy(starts[:-1]), torch.from_numpy(np.diff(starts))
    truth = torch.tensor(truths)

    def loss(chosen: torch.Tensor) -> torch.Tensor:
        owner = torch.repeat_interleave(torch.arange(len(chosen)), size[chosen])
        begin = torch.cumsum(size[chosen], 0) - size[chosen]
        index = torch.arange(len(owner)) - begin[owner] + first[chosen][owner]
        out = scorer(inputs[index])
        out = torch.stack([out[:, 0], torch.where(links[index], out[:, 1], torch.tensor(-1e4))], 1)
        total = torch.full((len(chosen),), 0.0).scatter_add(0, owner, out.clamp(max=30).exp().sum(1)).log()
        return (total - out.reshape(-1)[begin * 2 + truth[chosen]].clamp(max=30)).mean()

    _fit(scorer, loss, len(truths), 256, epochs, "fates")
    return scorer.arrays("fates")


def perfect_choices(page: list[Told], evidence: Evidence) -> Iterable[tuple[Any, int]]:
    """Yield the choices at each unit of a perfect reading with the index (row * 2 + seam) of the right one."""
    tables, fates = tabulate(evidence, roles_of(evidence)), Fates(page)
    reading, only = start(tables), np.zeros(1, np.int64)
    for i in range(len(page)):
        choices = choices_for(tables, reading, i)
        action, story = fates.next(i)
        for row, (kind, target) in enumerate(zip(choices.action, choices.story, strict=True)):
            if kind == (PARAGRAPH if action == SEAM else action) and (kind == NONE or target == story):
                yield choices, 2 * row + (action == SEAM)
        reading = advance(tables, reading, only, [Step(i, action, story, 1.0, tuple, None)], np.zeros(1))
