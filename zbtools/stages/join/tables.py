"""Tables: what the search asks of the evidence, laid out once a page so that a step takes it in one look-up."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from zbtools.language.arrays import Array
from zbtools.stages.join.evidence import Evidence
from zbtools.stages.join.roles import FOLLOWS

# An end counts as open from these log odds on.
OPEN = -1.0
# Kinds of things that two units can share, alone and with their runs.
SHARED = 6


@dataclass(frozen=True, slots=True)
class Tables:
    """N units of one page. `pairs` (N, N, 15): the seam of unit i before unit j: fit, nearness, fit against later
    units, open end, rare pairs, names, marker, eight phrases. `shared` (SHARED, N, N): what each unit shares with each
    other: rare pairs, names, single characters; then the same of the runs that begin with them. `topics`, `lengths`
    (2, N, 40), (2, N): the topic of each unit, and of its run. `open_ends` (N,) bool; `roles` (N, 7): what `roles_of`
    says.
    """

    evidence: Evidence
    roles: Array
    pairs: Array
    shared: Array
    topics: Array
    lengths: Array
    open_ends: Array


def tabulate(evidence: Evidence, roles: Array) -> Tables:
    """Lay out the evidence of a page, and the `roles` (N, 7) of its units, for the search."""
    count = len(evidence.units)
    pairs = np.empty((count, count, 7 + evidence.phrases.shape[2]), np.float32)
    columns = (
        evidence.fit, evidence.near, evidence.fit - evidence.best_later, evidence.end_open[:, None] / 4,
        evidence.rare, evidence.names, evidence.goes[:, None],
    )  # fmt: skip
    for number, column in enumerate(columns):
        pairs[..., number] = column
    pairs[..., 7:] = evidence.phrases
    alone = np.stack([evidence.rare, evidence.names, evidence.letters])
    stays = 1 / (1 + np.exp(-4 * roles[:, FOLLOWS]))
    shared = np.concatenate([alone, np.minimum(_of_runs(alone.transpose(2, 0, 1), stays).transpose(1, 2, 0), 4)])
    topics = np.stack([evidence.vectors, _of_runs(evidence.vectors, stays)])
    lengths = np.sqrt((topics * topics).sum(axis=2)) + 1e-6
    return Tables(evidence, roles, pairs, shared, topics, lengths, evidence.end_open > OPEN)


def _of_runs(values: Array, stays: Array) -> Array:
    """Return each of the N rows with those behind it added, as far as they are likely to go on the same story.

    Where a piece belongs is often not to be told from its first line, but from what stands behind that. `stays` (N,):
    the probability that a unit is the next paragraph of the story of the one before it.
    """
    runs = values.copy()
    for unit in range(len(values) - 2, -1, -1):
        runs[unit] += stays[unit + 1] * runs[unit + 1]
    return runs
