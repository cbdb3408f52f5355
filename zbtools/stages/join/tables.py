"""Tables: what the search asks of the evidence, laid out once a page so that a step takes it in one look-up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from zbtools.language.arrays import Array
from zbtools.stages.join.evidence import Evidence

# An end counts as open from these log odds on.
OPEN = -1.0
# Columns of `pairs` that rows of features have; behind them, what is used elsewhere.
SEAM_COLUMNS = 15
BEST_LATER, DISTANCE = SEAM_COLUMNS, SEAM_COLUMNS + 1


@dataclass(frozen=True, slots=True)
class Tables:
    """N units of one page. `pairs` (N, N, 17), at [j, i] the seam of unit i before unit j: fit, nearness, fit against
    later units, open end, rare pairs, names, marker, eight phrases; the best fit of i behind j, the distance.

    `roles` (N, 7) what `roles_of` says; `near` (N, N), at [i, j] the topic of unit i along that of unit j; `shared`
    (N, 2, N) the rare pairs, then names, shared with each unit; `alone` (N, 3) columns of the state that the unit tells
    by itself; `goes_into` (N, N), at [j, i] whether unit j may go on in mid-paragraph of unit i. As lists, which are
    faster to ask for one: `lengths` of the topics, `sizes`, `open_ends`.
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


def tabulate(evidence: Evidence, roles: Array) -> Tables:
    """Lay out the evidence of a page, and the `roles` (N, 7) of its units, for the search."""
    vectors = evidence.vectors
    lengths = np.sqrt((vectors * vectors).sum(axis=1)) + np.float32(1e-6)
    alone = (evidence.start_open / 4, evidence.came, np.minimum(evidence.sizes, 400) / 200)
    return Tables(
        evidence, roles, _pairs(evidence), vectors @ (vectors / lengths[:, None]).T,
        np.stack([evidence.rare, evidence.names], axis=1), np.stack(alone, axis=1),
        ~(evidence.closed[:, None] | evidence.closed),
        lengths.tolist(), evidence.sizes.tolist(), (evidence.end_open > OPEN).tolist(),
    )  # fmt: skip


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
