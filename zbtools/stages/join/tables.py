"""Tables: what the search asks of the evidence, laid out once a page so that a step takes it in one look-up."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from zbtools.language.arrays import Array
from zbtools.stages.join.evidence import Evidence

# An end counts as open from these log odds on.
OPEN = -1.0


@dataclass(frozen=True, slots=True)
class Tables:
    """N units of one page. `pairs` (N, N, 15): the seam of unit i before unit j: fit, nearness, fit against later
    units, open end, rare pairs, names, marker, eight phrases. `shared` (N, 2 * N): rare pairs, then names, shared with
    each unit. `lengths` (N,) of the topics; `open_ends` (N,) bool; `roles` (N, 7): what `roles_of` says.
    """

    evidence: Evidence
    roles: Array
    pairs: Array
    shared: Array
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
    lengths = np.array([np.sqrt(topic @ topic) for topic in evidence.vectors]) + 1e-6
    shared = np.concatenate([evidence.rare, evidence.names], axis=1)
    return Tables(evidence, roles, pairs, shared, lengths, evidence.end_open > OPEN)
