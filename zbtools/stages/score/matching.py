"""Who holds what: each character has one record, and each gold article the record that stands for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from zbtools.stages.score.gold import TITLE
from zbtools.stages.score.predicted import Predicted
from zbtools.stages.score.truth import Truth

NOBODY = -1


class Matching:
    """`owner[number]`: the first record that holds a character, -1 for none; `seen[number]`: how often records hold it.

    `best`: by gold article the record that holds most of its title or, where that is nowhere, of its text. `used`: for
    how many gold articles a record is the best.
    """

    def __init__(self, truth: Truth, records: Sequence[Predicted]) -> None:
        """Match the records of an issue with its gold."""
        self.truth, self.records = truth, records
        self.owner = [NOBODY] * len(truth.copies)
        self.seen = [0] * len(truth.copies)
        for index, record in enumerate(records):
            for number in record.characters():
                self.seen[number] += 1
                if self.owner[number] == NOBODY:
                    self.owner[number] = index
        self.cells = Counter(zip(self.owner, truth.article_of, strict=True))
        self.best = {article: best for article in truth.sizes if (best := self._best(article)) != NOBODY}
        self.used = Counter(self.best.values())

    def _best(self, article: int) -> int:
        parts = [part for part in self.truth.parts if part.article == article]
        for chosen in ([part for part in parts if part.element == TITLE], parts):
            owners = Counter(self.owner[number] for part in chosen for number in part.numbers)
            del owners[NOBODY]
            if owners:
                return owners.most_common(1)[0][0]
        return NOBODY
