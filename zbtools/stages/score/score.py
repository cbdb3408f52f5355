"""The counts of one issue."""

from __future__ import annotations

from collections.abc import Iterable

from zbtools.model import Article, Record
from zbtools.stages.score.articles import count_articles, count_bylines
from zbtools.stages.score.clusters import Counts, count_clusters
from zbtools.stages.score.gold import Gold
from zbtools.stages.score.matching import Matching
from zbtools.stages.score.pieces import count_displaced, count_seams, count_text
from zbtools.stages.score.predicted import predicted
from zbtools.stages.score.truth import Truth


def score_issue(gold: Gold, records: Iterable[Record]) -> Counts:
    """Return what is counted of one issue, for `figures`; counts of several issues may be added first.

    The spans of `records` count the pages of the gold from 0. Raises InputError for records without provenance.
    """
    truth = Truth(gold)
    matching = Matching(truth, predicted((one for one in records if isinstance(one, Article)), truth))
    counted = (count_articles, count_clusters, count_text, count_seams, count_displaced, count_bylines)
    return {name: float(count) for one in counted for name, count in one(matching).items()}
