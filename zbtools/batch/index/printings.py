"""All articles of an index as printings, each with the family that it belongs to."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from zbtools.batch.index.archive import Asked, opened
from zbtools.stages.archive.relations import CONTAINED, NONE, RELATIONS
from zbtools.stages.archive.reprints import Printing


def indexed_printings(folder: str, window_days: int | None) -> Iterator[tuple[Printing, str]]:
    """Yield the articles of the index in `folder`, each with the id of its representative, or its own."""
    with opened(Asked(folder, window_days=window_days)) as archive:
        marks, labels = archive.search(), archive.labels()
        documents = archive.columns["documents"].read()
        papers = [*archive.manifest.papers, None]
        rows = (documents["paper"], documents["day"], marks.of, marks.relation, marks.score)
        for number, (paper, day, of, relation, score) in enumerate(zip(*(row.tolist() for row in rows), strict=True)):
            page, headline, id = labels.of(number)
            repeats = of != NONE and relation <= CONTAINED
            when = date.fromordinal(day).isoformat() if day > 0 else None
            how, much = (RELATIONS[relation], round(score, 4)) if repeats else (None, 1.0)
            printing = Printing(id, papers[paper], when, page or None, headline or None, how, much)
            yield printing, labels.of(of)[2] if repeats else id
