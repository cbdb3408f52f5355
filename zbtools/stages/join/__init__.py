"""Join: the units of an issue put back into the order of its stories by one search over all evidence."""

from zbtools.stages.join.issue import join, join_galleys

__all__ = ["join", "join_galleys"]
