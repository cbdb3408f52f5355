"""Tables: what the search asks of the evidence, laid out once a page so that a step takes it in one look-up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from zbtools.language.arrays import Array
from zbtools.stages.join.evidence import Evidence
from zbtools.stages.join.roles import FOLLOWS

# An end counts as open from these log odds on.
OPEN = -1.0
# What a run shares is cut at this.
MOST_SHARED = 4
# Columns of `pairs` that rows of features have; behind them, what is used elsewhere.
SEAM_COLUMNS = 15
BEST_LATER, DISTANCE = SEAM_COLUMNS, SEAM_COLUMNS + 1


@dataclass(frozen=True, slots=True)
class Tables:
    """N units of one page. `pairs` (N, N, 17), at [j, i] the seam of unit i before unit j: fit, nearness, fit against
    later units, open end, rare pairs, names, marker, eight phrases; the best fit of i behind j, the distance.

    `roles` (N, 7) what `roles_of` says; `near` (N, 2, N), at [i, :, j] the topic of unit i along that of unit j, and of
    the run that begins with j; `shared` (N, 6, N), at [i, :, j] the rare pairs, names and single characters that unit i
    shares with j, then the same of the run; `alone` (N, 3) columns of the state that the unit tells by itself;
    `goes_into` (N, N), at [j, i] whether unit j may go on in mid-paragraph of unit i. As lists, which are faster to ask
    for one: `lengths` of the topics, `sizes`, `open_ends`, and what the quotation marks say: `opened`, `closes`,
    `begins`.
    """

    evidence: Evidence
    roles: Array
    pairs: Array
    near: Array
    shared: Array
    alone: Array
    goes_into: Array
    lengths: Sequence[float]
    sizes: Sequence[float]
    open_ends: Sequence[bool]
    opened: Sequence[bool]
    closes: Sequence[bool]
    begins: Sequence[bool]


def tabulate(evidence: Evidence, roles: Array) -> Tables:
    """Lay out the evidence of a page, and the `roles` (N, 7) of its units, for the search."""
    stays = 1 / (1 + np.exp(-4 * roles[:, FOLLOWS]))
    topics, lengths = zip(*map(_directions, (evidence.vectors, _of_runs(evidence.vectors, stays))), strict=True)
    alone = (evidence.start_open / 4, evidence.came, np.minimum(evidence.sizes, 400) / 200)
    return Tables(
        evidence, roles, _pairs(evidence), np.stack([evidence.vectors @ topic.T for topic in topics], axis=1),
        _shared(evidence, stays), np.stack(alone, axis=1), ~(evidence.closed[:, None] | evidence.closed),
        lengths[0].tolist(), evidence.sizes.tolist(), (evidence.end_open > OPEN).tolist(),
        *(evidence.quotes > 0).T.tolist(),
    )  # fmt: skip


def _directions(vectors: Array) -> tuple[Array, Array]:
    """The rows of `vectors` in one length, and their lengths."""
    lengths = np.sqrt((vectors * vectors).sum(axis=1)) + np.float32(1e-6)
    return vectors / lengths[:, None], lengths


def _shared(evidence: Evidence, stays: Array) -> Array:
    alone = np.stack([evidence.rare, evidence.names, evidence.letters], axis=1)
    return np.concatenate([alone, np.minimum(_of_runs(alone.T, stays).T, MOST_SHARED)], axis=1)


def _of_runs(values: Array, stays: Array) -> Array:
    """Return each of the N rows with those behind it added, as far as they are likely to go on the same story.

    Where a piece belongs is often not to be told from its first line, but from what stands behind that. `stays` (N,):
    the probability that a unit is the next paragraph of the story of the one before it.
    """
    runs = values.copy()
    for unit in range(len(values) - 2, -1, -1):
        runs[unit] += stays[unit + 1] * runs[unit + 1]
    return runs


def _pairs(evidence: Evidence) -> Array:
    count = len(evidence.units)
    pairs = np.empty((count, count, DISTANCE + 1), np.float32)
    units = np.arange(count)
    columns = (
        evidence.fit, evidence.near, evidence.fit - evidence.best_later, evidence.end_open[:, None] / 4,
        evidence.rare, evidence.names, evidence.goes[:, None],
    )  # fmt: skip
    for number, column in enumerate(columns):
        pairs[..., number] = column.T
    pairs[..., len(columns) : SEAM_COLUMNS] = evidence.phrases.transpose(1, 0, 2)
    pairs[..., BEST_LATER] = evidence.best_later.T
    pairs[..., DISTANCE] = np.log1p(np.maximum(units[:, None] - units, 0)) / 4
    return pairs
