"""Train the cohesion vectors of `zbtools.language.cohesion`: tell a story's own paragraphs from its page-mates'."""

from __future__ import annotations

import time
from typing import Any

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from zbtools.language.cohesion import ROWS, SIZE, pair_rows
from zbtools.language.folding import fold

PAGES_A_STEP, STORIES_A_PAGE, RATE = 40, 8, 3e-3
# Neighbours on the page are the hard cases: their scores are raised by this much in the loss.
MARGIN = 1.5
DROPPED_PAIRS = 0.1

Story = tuple[np.ndarray, list[np.ndarray]]


class Sums(nn.Module):
    """Sums of hashed pair vectors, normalised; the temperature of their cosines is learned."""

    def __init__(self) -> None:
        super().__init__()
        self.table = nn.EmbeddingBag(ROWS, SIZE, mode="sum")
        self.table.weight.data.normal_(0, 0.1)
        self.temperature = nn.Parameter(torch.tensor(2.0))

    def forward(self, bags: list[np.ndarray]) -> torch.Tensor:
        offsets = np.cumsum([0, *(len(bag) for bag in bags[:-1])])
        sums = self.table(torch.from_numpy(np.concatenate(bags)), torch.from_numpy(offsets))
        return functional.normalize(sums, dim=1)


def train_cohesion(
    articles: list[dict[str, Any]], held_out: list[dict[str, Any]], steps: int = 4000
) -> dict[str, np.ndarray]:
    """Return the arrays of the cohesion model."""
    torch.manual_seed(0)
    rng = np.random.default_rng(0)
    pages, test = _pages(articles), _pages(held_out)
    sums, started = Sums(), time.time()
    optimizer = torch.optim.Adam(sums.parameters(), lr=RATE)
    for step in range(steps):
        for group in optimizer.param_groups:
            group["lr"] = RATE * (0.5 + 0.5 * np.cos(np.pi * step / steps)) + 1e-5
        optimizer.zero_grad()
        _loss(sums, pages, rng).backward()
        optimizer.step()
        if step % 500 == 0 or step == steps - 1:
            print(
                f"cohesion: step {step}, right story: {_accuracy(sums, test):.4f}, {time.time() - started:.0f} s",
                flush=True,
            )
    table = sums.table.weight.detach().numpy()
    scale = float(np.abs(table).max() / 127)
    return {
        "cohesion_vectors": np.round(table / scale).astype(np.int8),
        "cohesion_scale": np.array([scale], np.float32),
        "cohesion_rarity": _rarity(articles),
    }


def _pages(articles: list[dict[str, Any]]) -> list[list[Story]]:
    pages: dict[tuple[str, Any], list[Story]] = {}
    for article in articles:
        body = [rows for rows in map(_rows, article["body"]) if len(rows)]
        if sum(map(len, body)) > 80:
            pages.setdefault((article["date"], article["page"]), []).append((_rows("".join(article["title"])), body))
    return [page for page in pages.values() if len(page) > 1]


def _rows(text: str) -> np.ndarray:
    rows, counts = pair_rows(fold(text)) if len(text) > 1 else (np.zeros(0, np.int64), np.zeros(0, bool))
    return rows[counts]


def _rarity(articles: list[dict[str, Any]]) -> np.ndarray:
    """For each row, 16 times the ln of how many paragraphs there are for one that has it (uint8)."""
    seen = np.ones(ROWS)
    total = 1
    for article in articles:
        for paragraph in article["body"]:
            seen[np.unique(_rows(paragraph))] += 1
            total += 1
    return np.clip(np.round(16 * np.log(total / seen)), 0, 255).astype(np.uint8)


def _loss(sums: Sums, pages: list[list[Story]], rng: np.random.Generator) -> torch.Tensor:
    left, right, page_of = [], [], []
    for number in rng.integers(0, len(pages), PAGES_A_STEP):
        page = pages[number]
        for index in rng.permutation(len(page))[:STORIES_A_PAGE]:
            head, piece = _two_pieces(page[index], rng)
            if len(head) and len(piece):
                left.append(head)
                right.append(piece)
                page_of.append(number)
    scores = sums(left) @ sums(right).T * sums.temperature.exp()
    same_page = torch.tensor(page_of)
    scores = scores + MARGIN * (same_page[:, None] == same_page[None])
    truth = torch.arange(len(left))
    return (functional.cross_entropy(scores, truth) + functional.cross_entropy(scores.T, truth)) / 2


def _two_pieces(story: Story, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Return the beginning of a story, as far as a reader has come, and a piece that stands later in it."""
    title, body = story
    if len(body) == 1 or rng.random() < 0.2:
        joined = np.concatenate(body)
        cut = int(rng.integers(len(joined) // 5, max(len(joined) // 5 + 1, len(joined) * 4 // 5)))
        before, piece = [joined[:cut]], joined[cut:]
    else:
        cut = int(rng.integers(1, len(body)))
        before = body[:cut][-int(rng.integers(1, 8)) :]
        piece = np.concatenate(body[cut:]) if rng.random() < 0.5 else body[int(rng.integers(cut, len(body)))]
    length = int(10 ** rng.uniform(1.2, 2.6))
    if len(piece) > length:
        at = int(rng.integers(0, len(piece) - length))
        piece = piece[at : at + length]
    head = np.concatenate([*([title] if rng.random() < 0.7 else []), *before])
    return _thinned(head, rng), _thinned(piece, rng)


def _thinned(rows: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    return rows[rng.random(len(rows)) > DROPPED_PAIRS] if len(rows) > 10 else rows


def _accuracy(sums: Sums, pages: list[list[Story]]) -> float:
    """Share of paragraphs in the second halves of stories that are nearest to their own story's first half."""
    right = total = 0
    with torch.no_grad():
        for page in (page[:STORIES_A_PAGE] for page in pages):
            halves = [np.concatenate([title, *body[: max(1, len(body) // 2)]]) for title, body in page]
            pieces = [
                (i, rows)
                for i, (_, body) in enumerate(page)
                for rows in body[max(1, len(body) // 2) :][:6]
                if len(rows) > 15
            ]
            if pieces:
                best = (sums([rows for _, rows in pieces]) @ sums(halves).T).argmax(1).numpy()
                right += int((best == np.array([i for i, _ in pieces])).sum())
                total += len(pieces)
    return right / total
