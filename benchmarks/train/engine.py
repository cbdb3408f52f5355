"""Train the scorers of the search on pages whose truth is known -> `engine.bin`.

Two networks: `roles`, of one hidden layer, says what a unit is from its looks and its neighbours'; `fates`, of two,
gives each possible fate of a unit in a reading its score. Both learn from perfect readings; the second is a softmax
over the fates of one unit, so that its probabilities can be multiplied along a reading.

What is weighed is itself learned: a phrase table knows the very seams of the text that it counted. A network that
learned on the same text would trust it too much on any other, so each fold of the days is read with the numbers that
were learned from the other folds (cross-fitting; Wolpert, *Stacked Generalization*, 1992). So are its roles: on the
pages that it learned from, their network errs less than half as often as on others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from itertools import chain
from multiprocessing import get_context
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import torch
from torch.nn import functional

from benchmarks.train.network import Scorer, fit
from benchmarks.train.truth import Fates, Told, follows_of, role_of, told_pages
from zbtools.language.arrays import load_arrays, save_arrays
from zbtools.stages.join.evidence import Evidence, gather
from zbtools.stages.join.features import Choices, choices_for
from zbtools.stages.join.reading import NONE, PARAGRAPH, SEAM, Step, advance, start
from zbtools.stages.join.roles import roles_of
from zbtools.stages.join.tables import tabulate

# Hidden layers of each network, the share of inputs and of hidden units that a step does not see, and epochs.
ROLES, FATES = ((192,), 0.1, 0.2, 10), ((160, 48), 0.0, 0.05, 9)
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


def train_engine(folds: Sequence[Fold], work: Path, path: Path, seed: int = 0) -> None:
    """Write `path` from the issues of all folds; what a stage makes is kept in `work` and in the folds' folders.

    Each fold's folder gets the roles of the other folds. `seed` is that of `fates`.
    """
    looks = [kept(Looks, fold.data / "looks.npz", partial(_look, fold)) for fold in folds]
    for number, fold in enumerate(folds):
        others = looks[:number] + looks[number + 1 :]
        _kept_roles(others or looks, fold.data / "engine.bin")
    arrays = _kept_roles(looks, work / "roles.bin")
    del looks
    weighed = [kept(Weighed, fold.data / "weighed.npz", partial(_weigh, fold)) for fold in folds]
    arrays |= _train_fates(_together(Weighed, weighed), seed)
    save_arrays(path, {name: values.astype(np.float16) for name, values in arrays.items()})


def kept(kind: Any, path: Path, make: Callable[[], Any]) -> Any:
    """Return what `path` keeps of a stage, or what `make` makes, which is then kept there."""
    if not path.exists():
        part = path.with_suffix(".part.npz")
        np.savez(part, **make()._asdict())
        part.replace(path)
    with np.load(path) as arrays:
        return kind(**arrays)


def _kept_roles(looks: Sequence[Looks], path: Path) -> dict[str, np.ndarray]:
    if not path.exists():
        save_arrays(path, _train_roles(_together(Looks, looks)))
    return dict(load_arrays(str(path.resolve())))


def _together(kind: Any, parts: Iterable[Any]) -> Any:
    return kind(*(np.concatenate(columns) for columns in zip(*parts, strict=True)))


def _workers(data: Path) -> ProcessPoolExecutor:
    """Return processes that read with the numbers of `data`, and inherit none that were read here before."""
    return ProcessPoolExecutor(WORKERS, get_context("spawn"), read_with, (data,))


def _look(fold: Fold) -> Looks:
    with _workers(fold.data) as workers:
        return _together(Looks, chain.from_iterable(workers.map(_looks_of, fold.issues, chunksize=8)))


def _weigh(fold: Fold) -> Weighed:
    with _workers(fold.data) as workers:
        return _together(Weighed, chain.from_iterable(workers.map(_weighed_of, fold.issues, chunksize=8)))


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


def _weighed_of(issue: dict[str, Any]) -> list[Weighed]:
    return [_weighed(list(perfect_choices(page, evidence))) for page, evidence in _pages(issue)]


def _weighed(found: Sequence[tuple[Choices, int]]) -> Weighed:
    return Weighed(
        np.concatenate([choices.rows for choices, _ in found]).astype(np.float16),
        np.concatenate([np.asarray(choices.action) == PARAGRAPH for choices, _ in found]),
        np.array([len(choices.rows) for choices, _ in found], np.int64),
        np.array([truth for _, truth in found], np.int64),
    )


def _train_roles(looks: Looks) -> dict[str, np.ndarray]:
    role, broken, follows = (torch.from_numpy(column) for column in looks[1:])
    torch.manual_seed(0)
    scorer = Scorer(looks.rows, ROLES[0], 7, *ROLES[1:3])

    def loss(chosen: torch.Tensor) -> torch.Tensor:
        out, body = scorer(_rows(looks.rows, chosen)), role[chosen] == 2
        edges = functional.binary_cross_entropy_with_logits(out[:, 4:6][body], broken[chosen][body])
        after = functional.binary_cross_entropy_with_logits(out[:, 6], follows[chosen])
        return functional.cross_entropy(out[:, :4], role[chosen]) + edges + after

    fit(scorer, loss, len(looks.rows), 512, ROLES[3], "roles")
    return scorer.arrays("roles")


def _rows(rows: np.ndarray, chosen: torch.Tensor) -> torch.Tensor:
    return torch.from_numpy(rows[chosen.numpy()].astype(np.float32))


def _train_fates(weighed: Weighed, seed: int) -> dict[str, np.ndarray]:
    print(f"engine: {len(weighed.size)} decisions, {len(weighed.rows)} fates", flush=True)
    torch.manual_seed(seed)
    scorer = Scorer(weighed.rows, FATES[0], 2, *FATES[1:3])
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

    fit(scorer, loss, len(truth), 256, FATES[3], "fates", seed)
    return scorer.arrays("fates")


def perfect_choices(page: list[Told], evidence: Evidence) -> Iterator[tuple[Choices, int]]:
    """Yield the choices at each unit of a perfect reading with the index (row * 2 + seam) of the right one."""
    tables, fates = tabulate(evidence, roles_of(evidence)), Fates(page)
    reading = start(tables)
    for i in range(len(page)):
        choices = choices_for(tables, reading, i)
        action, story = fates.next(i)
        kind = PARAGRAPH if action == SEAM else action
        right = (choices.action == kind) & ((choices.story == story) | (kind == NONE))
        if right.any():
            yield choices, 2 * int(right.argmax()) + (action == SEAM)
        reading = advance(tables, reading, [0], [Step(i, action, story, 1.0, tuple, None)], [0.0])
