"""The perfect reader: records made from the gold itself. What a scorer counts against them, the gold does wrong.

`python -m benchmarks.synthesise.oracle GOLD SCORE.py` prints the faults of a gold file and the perfect reader's figures
by a scorer that has `score_issue(gold, records)` and `report(sums)`.
"""

from __future__ import annotations

import importlib.util
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from benchmarks.synthesise.archive import read_lines
from benchmarks.synthesise.story import LABEL, TITLE

Spans = list[list[int]]
MOST_MISREAD = 0.25
"""Share of different characters in two readings of one text above which they are hardly the same text."""
SHORTEST_COMPARED = 20


def perfect_records(gold: dict[str, Any]) -> list[dict[str, Any]]:
    """Article records in the form the scorer reads, one for each article of the gold; repeated text is left out."""
    articles: dict[int, dict[int, dict[int, tuple[int, int]]]] = defaultdict(lambda: defaultdict(dict))
    for page, start, end, article, element, offset in gold["runs"]:
        places = articles[article][element]
        for step in range(end - start):
            places.setdefault(offset + step, (page, start + step))
    return [record(gold["pages"], elements) for elements in articles.values()]


def record(pages: list[str], elements: dict[int, dict[int, tuple[int, int]]]) -> dict[str, Any]:
    """One article record; `elements` holds the place (page, offset) of every character of every element."""
    bodies = [spans(elements[element]) for element in sorted(elements) if element >= 0]
    provenance = {
        "label": spans(elements.get(LABEL, {})),
        "headline": spans(elements.get(TITLE, {})),
        "body": bodies,
    }
    body = [{"kind": "paragraph", "text": "".join(pages[p][a:b] for p, a, b in found)} for found in bodies]
    return {"kind": "article", "body": body, "provenance": provenance}


def spans(places: dict[int, tuple[int, int]]) -> Spans:
    """The places of the characters of an element, in the order of the text, as `[page, start, end]`."""
    found: Spans = []
    for _, (page, at) in sorted(places.items()):
        if found and found[-1][0] == page and found[-1][2] == at:
            found[-1][2] += 1
        else:
            found.append([page, at, at + 1])
    return found


def faults(gold: dict[str, Any]) -> Iterator[str]:
    """What is wrong with the runs of an issue: outside their page, overlapping, two texts for one place."""
    known: dict[tuple[int, int, int], str] = {}
    ends: Counter[int] = Counter()
    for run in gold["runs"]:
        page, start, end, article, element, offset = run
        if not ends[page] <= start < end <= len(gold["pages"][page]):
            yield f"{gold['id']}: run {run} overlaps another or leaves its page"
        ends[page] = end
        text = gold["pages"][page][start:end]
        before = [known.setdefault((article, element, offset + at), character) for at, character in enumerate(text)]
        different = sum(one != other for one, other in zip(before, text, strict=True))
        if len(text) >= SHORTEST_COMPARED and different > MOST_MISREAD * len(text):
            yield f"{gold['id']}: run {run} differs from an earlier one of the same text"


def load_scorer(path: Path) -> Any:
    """The scorer's module, from its file."""
    spec = importlib.util.spec_from_file_location("scorer", path)
    assert spec
    assert spec.loader
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    return scorer


def main(arguments: Sequence[str]) -> None:
    """Print the faults of a gold file, and how a perfect reader scores on it."""
    gold, scorer = Path(arguments[0]), load_scorer(Path(arguments[1]))
    sums: Counter[str] = Counter()
    for issue in read_lines(gold):
        for fault in faults(issue):
            print(fault)
        sums.update(scorer.score_issue(issue, perfect_records(issue)))
    for name, figure in scorer.report(sums).items():
        print(f"{name:16} {figure:.4f}" if isinstance(figure, float) else f"{name:16} {figure}")


if __name__ == "__main__":
    main(sys.argv[1:])
