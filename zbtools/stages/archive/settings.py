"""What a search of an archive may be asked for."""

from __future__ import annotations

from typing import NamedTuple

from zbtools.stages.archive.join import CAP


class Grain(NamedTuple):
    """How fine the fingerprints are: n-grams of `size` characters, one of each `width` n-grams in a row at least."""

    size: int = 8
    width: int = 8

    @property
    def reach(self) -> int:
        """The characters that two texts must have in common to be sure to share a fingerprint."""
        return self.size + self.width - 1


class Settings(NamedTuple):
    """How texts are compared.

    `min_length`: characters of the normal form; shorter texts are left out. `same`: the share of the shorter text that
    the other must hold. `window_days`: only what was printed at most so many days apart is a duplicate. `paper`: only
    articles of this paper are looked at. `cap`: the most holders of a fingerprint that are all paired.
    """

    grain: Grain = Grain()
    same: float = 0.8  # An OCR reading with every eighth character wrong keeps more.
    min_length: int = 50
    window_days: int | None = None
    paper: str | None = None
    cap: int = CAP


# A quarter of the characters may be wrong: runs of eight right ones are rare then.
NOISY_GRAIN = Grain(5, 6)
NOISY_SAME = 0.65
