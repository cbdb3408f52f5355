"""What two texts are to each other."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from zbtools.language.arrays import Array
from zbtools.stages.archive.comparing import Comparisons
from zbtools.stages.archive.guard import variants
from zbtools.stages.archive.normal import Forms
from zbtools.stages.archive.printed import Counts

# From the nearest to the loosest; numbers in arrays are indexes into these.
RELATIONS = ("exact", "near", "contained", "variant", "overlap")
EXACT, NEAR, CONTAINED, VARIANT, OVERLAP = range(len(RELATIONS))
NONE = -1


class Links(NamedTuple):
    """Related forms: `relation` (int64) of each `short` to its `long`, with its `score`, and the parts it is of."""

    short: Array
    long: Array
    relation: Array
    score: Array
    short_first: Array
    short_last: Array
    long_first: Array
    long_last: Array


def relate(forms: Forms, compared: Comparisons, archive: Counts, same: float) -> Links:
    """Return the comparisons with what they mean; `same` is the share of the longer text that makes two texts near."""
    size, other = forms.lengths[compared.short], forms.lengths[compared.long]
    whole = compared.short_last - compared.short_first == size
    alike = np.where(compared.score * size >= same * other, NEAR, CONTAINED)
    relation = np.where(whole, np.where(variants(forms, compared, archive), VARIANT, alike), OVERLAP)
    return Links(compared.short, compared.long, relation, *compared[2:-1])


def reached(size: int, chosen: Array, compared: Comparisons) -> Array:
    """Return which of `size` forms comparisons connect with the `chosen` ones, by however many steps (bool)."""
    found = np.zeros(size, bool)
    found[chosen] = True
    while True:
        edge = np.flatnonzero(found[compared.short] != found[compared.long])
        if not len(edge):
            return found
        found[compared.short[edge]] = found[compared.long[edge]] = True
