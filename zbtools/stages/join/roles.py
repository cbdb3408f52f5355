"""Roles as the learned network sees them: what each unit is, from its looks and those of its neighbours."""

from __future__ import annotations

import numpy as np

from zbtools.language.arrays import Array
from zbtools.stages.join.evidence import Evidence
from zbtools.stages.join.network import network

CLASSES = 4
# Columns: four classes, broken start, broken end; then whether it follows the unit before it as a paragraph.
ROLE_COLUMNS, FOLLOWS = 6, 6


def roles_of(evidence: Evidence) -> Array:
    """Return (N, 7), all divided by four: log probability of first title line, further title line, body, nothing; log
    odds of a broken start, of a broken end, and of being the next paragraph of the story of the unit before.
    """
    scores = network("roles")(evidence.rows)
    classes = scores[:, :CLASSES]
    top = classes.max(axis=1, keepdims=True)
    total = top + np.log(np.exp(classes - top).sum(axis=1, keepdims=True))
    return np.asarray(
        np.concatenate([np.maximum(classes - total, -12), np.clip(scores[:, CLASSES:], -12, 12)], axis=1) / 4
    )
