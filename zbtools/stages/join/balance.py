"""Balance: the columns of one story are about equally long.

Of 593 stories of the development pages that go on in a further column, 76 % have 0.9 to 1.1 times as much text in it as
in their first; a column left at a random unit has that in 7 % of cases. A step of the search cannot weigh this, as it
shows only when the column is left: it is added to the score of the whole reading then.
"""

from __future__ import annotations

from bisect import bisect_left

from zbtools.stages.join.reading import Reading
from zbtools.stages.join.stories import Stories

# Text of a further column by that of the first, up to each bound, and ln of the density of columns read to their end
# there: means over tidy and wild pages, `python -m benchmarks.balance`; the tails are cut, for some layouts have none.
BOUNDS = (0.15, 0.3, 0.45, 0.6, 0.75, 0.9, 1.1, 1.4, 2.0)
DENSITIES = (-2.4, -1.8, -1.7, -1.3, -0.9, -0.1, 0.9, -1.0, -1.8, -2.0)


def balance_of(reading: Reading, stories: Stories) -> float:
    """How usual the length of the current column is for one that ends here (ln of its density).

    0 in a first column, and where no story is read.
    """
    if reading.current < reading.first:
        return 0.0
    told = stories.told[reading.versions[reading.current - reading.first]]
    return DENSITIES[bisect_left(BOUNDS, told.share)] if told.visits > 1 else 0.0
