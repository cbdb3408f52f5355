"""Check: the proof that the records of a page lose nothing of its dump and add nothing to it."""

from zbtools.stages.check.check import check_records
from zbtools.stages.check.findings import Finding

__all__ = ["Finding", "check_records"]
