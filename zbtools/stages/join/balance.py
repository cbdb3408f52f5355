"""Balance: the columns of one story are about equally long.

Of 593 stories of the development pages that go on in a further column, 76 % have 0.9 to 1.1 times as much text in it as
in their first; a column left at a random unit has that in 7 % of cases. A step of the search cannot weigh this, as it
shows only when the column is left: it is added to the score of the whole reading then.
"""

from __future__ import annotations

import numpy as np

from zbtools.language.arrays import Array
from zbtools.stages.join.reading import FIRST_RUN, LAST_RUN, VISITS, Beam

# Text of a further column by that of the first, up to each bound, and ln of the density of columns read to their end
# there: means over tidy and wild pages, `python -m benchmarks.balance`; the tails are cut, for some layouts have none.
BOUNDS = np.array([0.15, 0.3, 0.45, 0.6, 0.75, 0.9, 1.1, 1.4, 2.0])
DENSITIES = np.array([-2.4, -1.8, -1.7, -1.3, -0.9, -0.1, 0.9, -1.0, -1.8, -2.0], np.float32)
# A first column with less text than this says little of the length of others.
LEAST = 40


def balance_of(beam: Beam) -> Array:
    """(R,): how usual the length of the current column is for one that ends here (ln of its density).

    0 in a first column, and where no story is read.
    """
    slots = beam.current - beam.first
    told = beam.told[np.arange(len(slots)), slots]
    is_further = (slots >= 0) & (beam.current >= 0) & (told[:, VISITS] >= 2)
    if not is_further.any():
        return np.zeros(len(slots), np.float32)
    shares = told[:, LAST_RUN] / np.maximum(told[:, FIRST_RUN], LEAST)
    return np.where(is_further, DENSITIES[np.searchsorted(BOUNDS, shares)], np.float32(0))
