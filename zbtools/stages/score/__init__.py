"""Score: how near the records of an issue come to its gold, a reading that is known to be right."""

from zbtools.stages.score.clusters import Counts
from zbtools.stages.score.draft import draft
from zbtools.stages.score.figures import Figures, added, figures
from zbtools.stages.score.gold import Gold, gold_from_json, gold_to_json
from zbtools.stages.score.page import score_page
from zbtools.stages.score.reviewed import counted_on, reviewed_gold
from zbtools.stages.score.score import score_issue

__all__ = [
    "Counts",
    "Figures",
    "Gold",
    "added",
    "counted_on",
    "draft",
    "figures",
    "gold_from_json",
    "gold_to_json",
    "reviewed_gold",
    "score_issue",
    "score_page",
]
