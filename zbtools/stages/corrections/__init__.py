"""Corrections: what a person decided about a page, kept in a file and made again on every run."""

from zbtools.stages.corrections.correct import Corrected, Unfit, correct
from zbtools.stages.corrections.correction import Correction, parse, to_json

__all__ = ["Corrected", "Correction", "Unfit", "correct", "parse", "to_json"]
