"""Statistics of gold files side by side: `python -m benchmarks.synthesise.compare DEV.jsonl.gz MADE.jsonl.gz ...`."""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from benchmarks.synthesise.archive import read_lines
from benchmarks.synthesise.story import LABEL, TITLE

Gold = dict[str, Any]
Counts = Counter[str]
MARK = re.compile(r"(?:^|\n)(#{1,6} |\*\*|)$")
ONWARD = re.compile(r"(?:下[转轉接]|[转轉]入|文转)[^\n]{0,8}[版页頁]")
BACKWARD = re.compile(r"(?:[上紧緊]接|續見|续见)[^\n]{0,8}[版页頁]")
CLOSED = "。！？”!?…"


def statistics(golds: Iterable[Gold]) -> dict[str, float]:
    """The figures of one gold file, by name; shares are from 0 to 1."""
    counts: Counts = Counter()
    for gold in golds:
        for count in (count_size, count_titles, count_moves, count_bands, count_text):
            count(gold, counts)
    return {name: ratio(counts) for name, ratio in FIGURES.items()}


def share(part: str, whole: str) -> Callable[[Counts], float]:
    """The figure `part / whole` of the counts."""
    return lambda counts: counts[part] / counts[whole] if counts[whole] else 0.0


def count_size(gold: Gold, counts: Counts) -> None:
    """Issues, pages, articles, characters."""
    counts["issues"] += 1
    counts["pages"] += len(gold["pages"])
    counts["many pages"] += len(gold["pages"]) > 1
    counts["articles"] += len({run[3] for run in gold["runs"]})
    counts["characters"] += sum(map(len, gold["pages"]))


def count_titles(gold: Gold, counts: Counts) -> None:
    """Marks of titles and labels, lines of titles."""
    for page, start, _end, _article, element, offset in gold["runs"]:
        if element > TITLE + 1:
            continue
        role = "label" if element == LABEL else "title"
        match = MARK.search(gold["pages"][page], max(0, start - 8), start)
        counts[f"{role} lines"] += 1
        counts[f"{role}s"] += offset == 0
        if offset == 0:
            counts[f"{role} {match[1].strip() if match else ''}"] += 1
        counts[f"{role} break"] += gold["pages"][page][max(0, start - 3) : start] == "  \n"


def count_moves(gold: Gold, counts: Counts) -> None:
    """How body runs follow each other: stays, broken paragraphs, returns to an article, copies, gaps."""
    seen: set[tuple[int, int, int]] = set()
    before: Sequence[int] | None = None
    for run in gold["runs"]:
        page, start, end, article, element, offset = run
        if element < 0:
            before = run
            continue
        copy = (article, element, offset) in seen
        seen.add((article, element, offset))
        counts["body runs"] += 1
        counts["copies"] += copy
        counts["copied characters"] += (end - start) * copy
        counts["seams"] += offset > 0
        if not copy and before is not None and before[3] == article and before[0] == page:
            counts["stays"] += 1
            counts["seams in place"] += offset > 0
        elif not copy:
            counts["returns"] += 1
            counts["returns in mid paragraph"] += offset > 0
        before = run
    count_gaps(gold, counts)


def count_gaps(gold: Gold, counts: Counts) -> None:
    """Articles of which elements are missing inside."""
    elements: dict[int, set[int]] = {}
    for run in gold["runs"]:
        if run[4] >= 0:
            elements.setdefault(run[3], set()).add(run[4])
    counts["articles with a gap"] += sum(len(found) <= max(found) for found in elements.values())


def count_bands(gold: Gold, counts: Counts) -> None:
    """Articles in one piece, pieces of an article, and articles that continue on another page."""
    pieces: Counter[int] = Counter()
    homes: dict[int, int] = {}
    before = (-1, -1)
    for page, _start, _end, article, _element, _offset in gold["runs"]:
        pieces[article] += (page, article) != before
        counts["continued"] += homes.setdefault(article, page) != page and (page, article) != before
        before = (page, article)
    counts["pieces"] += sum(pieces.values())
    counts["whole articles"] += sum(number == 1 for number in pieces.values())
    counts["articles in four pieces"] += sum(number >= 4 for number in pieces.values())


def count_text(gold: Gold, counts: Counts) -> None:
    """Markers, pictures, furniture and punctuation of the dumps."""
    covered: Counter[int] = Counter()
    for page, start, end, *_ in gold["runs"]:
        covered[page] += end - start
    for page, text in enumerate(gold["pages"]):
        counts["onward markers"] += len(ONWARD.findall(text))
        counts["backward markers"] += len(BACKWARD.findall(text))
        counts["pictures"] += text.count("](images") + text.count("<img") + text.count("\n" * 5)
        counts["outside"] += len(text) - covered[page]
        counts["half-width pages"] += text.count(",") > text.count("，")
        counts["pages with furniture"] += not any(run[0] == page and run[1] < 8 for run in gold["runs"])


def _plain(name: str) -> Callable[[Counts], float]:
    return lambda counts: counts[name]


FIGURES: dict[str, Callable[[Counts], float]] = {
    "issues": _plain("issues"),
    "pages": _plain("pages"),
    "issues of many pages": share("many pages", "issues"),
    "articles a page": share("articles", "pages"),
    "characters a page": share("characters", "pages"),
    "title lines an article": share("title lines", "titles"),
    "titles unmarked": share("title ", "titles"),
    "titles #": share("title #", "titles"),
    "titles ##": share("title ##", "titles"),
    "titles ###": share("title ###", "titles"),
    "titles **": share("title **", "titles"),
    "titles with line break": share("title break", "titles"),
    "labels an article": share("labels", "articles"),
    "labels bold": share("label **", "labels"),
    "labels unmarked": share("label ", "labels"),
    "body runs an article": share("body runs", "articles"),
    "share of stays": share("stays", "body runs"),
    "share of returns": share("returns", "body runs"),
    "returns in mid paragraph": share("returns in mid paragraph", "returns"),
    "share of seams": share("seams", "body runs"),
    "seams in place": share("seams in place", "seams"),
    "share of copies": share("copies", "body runs"),
    "copied characters": share("copied characters", "characters"),
    "articles in one piece": share("whole articles", "articles"),
    "articles in four pieces or more": share("articles in four pieces", "articles"),
    "pieces an article": share("pieces", "articles"),
    "articles with a gap": share("articles with a gap", "articles"),
    "continued pieces an issue": share("continued", "issues"),
    "onward markers a page": share("onward markers", "pages"),
    "backward markers a page": share("backward markers", "pages"),
    "pictures a page": share("pictures", "pages"),
    "pages with furniture": share("pages with furniture", "pages"),
    "half-width pages": share("half-width pages", "pages"),
    "outside any article": share("outside", "characters"),
}


def main(paths: Sequence[str]) -> None:
    """Print the figures of the given gold files, a column for each."""
    columns = [statistics(read_lines(Path(path))) for path in paths]
    print(" " * 32, *(Path(path).name[:14].rjust(14) for path in paths))
    for name in FIGURES:
        print(name.ljust(32), *(f"{column[name]:14.4g}" for column in columns))


if __name__ == "__main__":
    main(sys.argv[1:])
