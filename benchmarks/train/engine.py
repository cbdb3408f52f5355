"""Train the scorers of the search on pages whose truth is known -> `engine.bin`.

Two networks of one hidden layer: `roles` says what a unit is from its looks and its neighbours', `fates` gives each
possible fate of a unit in a reading its score. The second is a softmax over the fates of one unit, so that its
probabilities can be multiplied along a reading. It learns from perfect readings first, then also from readings with
the mistakes it makes itself, and what is still right behind them (Ross, Gordon and Bagnell, *A Reduction of Imitation
Learning and Structured Prediction to No-Regret Online Learning*, 2011): one mistake need not bring the next.

What is weighed is itself learned: a phrase table knows the very seams of the text that it counted. A network that
learned on the same text would trust it too much on any other, so each fold of the days is read with the numbers that
were learned from the other folds (cross-fitting; Wolpert, *Stacked Generalization*, 1992).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple
from zlib import crc32

import numpy as np
import torch
from torch.nn import functional

from benchmarks.train.network import Scorer, fit
from benchmarks.train.truth import Fates, Told, follows_of, role_of, told_pages
from zbtools.language.arrays import save_arrays
from zbtools.stages.join.evidence import Evidence, gather
from zbtools.stages.join.features import Choices, choices_for
from zbtools.stages.join.network import network
from zbtools.stages.join.reading import NONE, PARAGRAPH, SEAM, Step, advance, start
from zbtools.stages.join.roles import roles_of
from zbtools.stages.join.search import log_probabilities
from zbtools.stages.join.tables import tabulate

HIDDEN = {"roles": 192, "fates": 160}
EPOCHS, FIRST_EPOCHS = 10, 3
LONGEST = 400
WORKERS = 2


class Fold(NamedTuple):
    """Issues of some days, and the folder of the numbers that were learned from the others."""

    issues: list[dict[str, Any]]
    data: Path


class Looks(NamedTuple):
    """The units of some pages: `rows` (N, L) float16, `role` (N,), `broken` (N, 2) start and end, `follows` (N,)."""

    rows: np.ndarray
    role: np.ndarray
    broken: np.ndarray
    follows: np.ndarray


class Weighed(NamedTuple):
    """Decisions: `rows` (R, F) float16 of all fates one after the other, `link` (R,) whether the fate is a link,
    `size` (D,) how many fates each decision has, `truth` (D,) the right one of them (row * 2 + seam).
    """

    rows: np.ndarray
    link: np.ndarray
    size: np.ndarray
    truth: np.ndarray


def train_engine(folds: Sequence[Fold], path: Path) -> None:
    """Write `path` from the issues of all folds; on the way each fold's folder gets the networks as they are then."""
    arrays = _train_roles(_together(Looks, map(_look, folds)))
    _share(arrays, folds)
    perfect = _together(Weighed, map(partial(_weigh, False), folds))
    _share(arrays | _train_fates(perfect, FIRST_EPOCHS), folds)
    erring = _together(Weighed, map(partial(_weigh, True), folds))
    arrays |= _train_fates(_together(Weighed, [perfect, erring]), EPOCHS)
    save_arrays(path, {name: values.astype(np.float16) for name, values in arrays.items()})


def _share(arrays: dict[str, np.ndarray], folds: Sequence[Fold]) -> None:
    for fold in folds:
        save_arrays(fold.data / "engine.bin", arrays)


def _together(kind: Any, parts: Iterable[Any]) -> Any:
    return kind(*(np.concatenate(columns) for columns in zip(*parts, strict=True)))


def _look(fold: Fold) -> Looks:
    with ProcessPoolExecutor(WORKERS, initializer=read_with, initargs=(fold.data,)) as workers:
        return _together(Looks, chain.from_iterable(workers.map(_looks_of, fold.issues, chunksize=8)))


def _weigh(with_errors: bool, fold: Fold) -> Weighed:
    with ProcessPoolExecutor(WORKERS, initializer=read_with, initargs=(fold.data,)) as workers:
        found = workers.map(partial(_weighed_of, with_errors), fold.issues, chunksize=8)
        return _together(Weighed, chain.from_iterable(found))


def read_with(data: Path) -> None:
    """Let this process read pages with the learned numbers of the folder `data`."""
    import zbtools.language.arrays as arrays

    torch.set_num_threads(1)
    arrays.DATA = data


def _pages(issue: dict[str, Any]) -> Iterator[tuple[list[Told], Evidence]]:
    pages = [page for page in told_pages(issue) if 1 < len(page) <= LONGEST]
    return ((page, gather([one.unit for one in page])) for page in pages)


def _looks_of(issue: dict[str, Any]) -> list[Looks]:
    return [
        Looks(
            evidence.rows.astype(np.float16),
            np.array([role_of(page, i) for i in range(len(page))], np.int64),
            np.array([[one.broken_start, one.broken_end] for one in page], np.float32),
            np.array(follows_of(page), np.float32),
        )
        for page, evidence in _pages(issue)
    ]


def _weighed_of(with_errors: bool, issue: dict[str, Any]) -> list[Weighed]:
    takes = with_mistakes(np.random.default_rng(crc32(issue["id"].encode()))) if with_errors else perfectly
    return [_weighed(list(choices_along(page, evidence, takes))) for page, evidence in _pages(issue)]


def _weighed(found: Sequence[tuple[Choices, int]]) -> Weighed:
    return Weighed(
        np.concatenate([choices.rows for choices, _ in found]).astype(np.float16),
        np.concatenate([np.asarray(choices.action) == PARAGRAPH for choices, _ in found]),
        np.array([len(choices.rows) for choices, _ in found], np.int64),
        np.array([truth for _, truth in found], np.int64),
    )


def _train_roles(looks: Looks) -> dict[str, np.ndarray]:
    role, broken, follows = (torch.from_numpy(column) for column in looks[1:])
    scorer = Scorer(looks.rows, HIDDEN["roles"], 7)

    def loss(chosen: torch.Tensor) -> torch.Tensor:
        out, body = scorer(_rows(looks.rows, chosen)), role[chosen] == 2
        edges = functional.binary_cross_entropy_with_logits(out[:, 4:6][body], broken[chosen][body])
        after = functional.binary_cross_entropy_with_logits(out[:, 6], follows[chosen])
        return functional.cross_entropy(out[:, :4], role[chosen]) + edges + after

    fit(scorer, loss, len(looks.rows), 512, EPOCHS, "roles")
    return scorer.arrays("roles")


def _rows(rows: np.ndarray, chosen: torch.Tensor) -> torch.Tensor:
    return torch.from_numpy(rows[chosen.numpy()].astype(np.float32))


def _train_fates(weighed: Weighed, epochs: int) -> dict[str, np.ndarray]:
    print(f"engine: {len(weighed.size)} decisions, {len(weighed.rows)} fates", flush=True)
    scorer = Scorer(weighed.rows, HIDDEN["fates"], 2)
    size, truth, link = (torch.from_numpy(column) for column in (weighed.size, weighed.truth, weighed.link))
    first = torch.cumsum(size, 0) - size

    def loss(chosen: torch.Tensor) -> torch.Tensor:
        owner = torch.repeat_interleave(torch.arange(len(chosen)), size[chosen])
        begin = torch.cumsum(size[chosen], 0) - size[chosen]
        index = torch.arange(len(owner)) - begin[owner] + first[chosen][owner]
        out = scorer(_rows(weighed.rows, index))
        out = torch.stack([out[:, 0], torch.where(link[index], out[:, 1], torch.tensor(-1e4))], 1)
        total = torch.full((len(chosen),), 0.0).scatter_add(0, owner, out.clamp(max=30).exp().sum(1)).log()
        return (total - out.reshape(-1)[begin * 2 + truth[chosen]].clamp(max=30)).mean()

    fit(scorer, loss, len(truth), 256, epochs, "fates")
    return scorer.arrays("fates")


def choices_along(
    page: list[Told], evidence: Evidence, takes: Callable[[Choices, int], int]
) -> Iterator[tuple[Choices, int]]:
    """Yield the choices at each unit with the index (row * 2 + seam) of the right one, along one reading of the page.

    `takes` chooses the index that the reading goes on with.
    """
    tables, fates = tabulate(evidence, roles_of(evidence)), Fates(page)
    reading = start(tables)
    for i in range(len(page)):
        choices = choices_for(tables, reading, i)
        action, story = fates.right(i)
        rows = np.flatnonzero(
            (choices.action == (PARAGRAPH if action == SEAM else action))
            & ((choices.story == story) | (choices.action == NONE))
        )
        if len(rows):
            truth = 2 * int(rows[0]) + (action == SEAM)
            yield choices, truth
            row, seam = divmod(takes(choices, truth), 2)
            action, story = SEAM if seam else int(choices.action[row]), int(choices.story[row])
        fates.took(i, action, story)
        reading = advance(tables, reading, [0], [Step(i, action, story, 1.0, tuple, None)], [0.0])


def perfectly(_: Choices, truth: int) -> int:
    """Take the right fate, always."""
    return truth


def with_mistakes(rng: np.random.Generator) -> Callable[[Choices, int], int]:
    """Take a fate as often as the network of fates finds it likely: the mistakes that a reading makes."""

    def takes(choices: Choices, _: int) -> int:
        chances = np.exp(log_probabilities(choices, network("fates")).astype(np.float64)).ravel()
        return int(rng.choice(len(chances), p=chances / chances.sum()))

    return takes
