"""How well stories are followed from page to page.

    python -m benchmarks.continuations [--issues N] [--mix MIX ...] [--jobs N] [--bars]

Invented issues of 4 to 16 pages, made by `benchmarks.synthesise` from articles of days that were left out of training,
and `dev`, the development pages with more than one page. `in order` has pages whose stories stand one after the other,
whole and with their titles marked: it measures how pieces are paired. In the others the pieces themselves have first to
be put together from a shuffled page. `--mix closed` is like `in order`, with each 上接 behind its rest. A pair is a
story and two pages that it stands on, one after the other: `precision` and `recall` of those that are joined. A story
that the archive itself holds twice, for its paper's pages print it whole on two pages, is one article by right, and
counts neither way; what a page prints again counts on the first page that has it. `rebuilt`: the share of continued
stories that come out exactly, every title, paragraph and page. With --bars the exit code is 1 when a bar is missed.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from itertools import chain, islice, pairwise
from pathlib import Path
from random import Random

from benchmarks.gold import SHARED, Issue, one_thread, read_issues, run_whole
from benchmarks.synthesise import issues as draw
from benchmarks.synthesise import read_archive, synthesise
from benchmarks.synthesise.dev_like import DEV_LIKE
from zbtools.model import TITLE_PARTS, Article, Provenance, Record, Spans

ARCHIVE = SHARED / "corpus" / "articles-2020.jsonl.xz"
DEV = SHARED / "bench" / "dev.jsonl.gz"
SIZES = (4, 6, 8, 12, 16)
IN_ORDER = replace(
    DEV_LIKE,
    name="in order",
    shuffled_page=0.0,
    shuffled_band=0.0,
    repeated=0.0,
    lost=0.0,
    heading_levels={"##": 1.0},
    unmarked_title=0.0,
    broken_title=0.0,
)
CLOSED = replace(IN_ORDER, name="closed", marker_closes=True)
OWN_MIXES = {mix.name: mix for mix in (IN_ORDER, CLOSED)}
MIXES = ("in order", "dev-like", "wild", "metro", "nineties")
BARS = {
    "in order": {"precision": 0.99, "recall": 0.95},
    "dev-like": {"precision": 0.99, "recall": 0.95},
    "dev": {"rebuilt": 0.85},
}

# The share of its pairs of characters that a story, misread here and there, has in common with another printing of it.
ALIKE = 0.8

Key = tuple[int, int, int]
"""A character of the gold: article, element, offset."""

Keys = Mapping[tuple[int, int], Key]
"""The gold by page and offset in its dump."""

Pair = tuple[int, int, int]
"""An article, and two pages on which it stands, one after the other."""


def main() -> int:
    """Print the figures; return 1 if bars were asked for and one is missed."""
    one_thread()
    options = _options()
    if not (ARCHIVE.exists() and DEV.exists()):
        print(f"continuations: skipped, {SHARED} is not here")
        return 0
    dev = list(read_issues(DEV))
    _, tested = days_of(dev)
    sets = {mix: list(invented(mix, tested.__contains__, options.issues)) for mix in options.mix or MIXES}
    sets["dev"] = [issue for issue in dev if len(issue["pages"]) > 1]
    figures = {name: figures_of(score(issues, options.jobs)) for name, issues in sets.items()}
    print("\n".join(table(figures)))
    missed = [line for name, found in figures.items() for line in missed_bars(name, found)]
    print("\n".join(missed) or "no bar is missed")
    return int(options.bars and bool(missed))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--issues", type=int, default=120, help="invented issues of each mix")
    parser.add_argument("--mix", action="append", help="a mix of the synthesiser; without it, several")
    parser.add_argument("--jobs", type=int, default=1, help="processes")
    parser.add_argument("--bars", action="store_true", help="exit with 1 when a bar is missed")
    return parser.parse_args()


def days_of(issues: Iterable[Issue]) -> tuple[set[str], set[str]]:
    """Return the days of the issues: every other day `benchmarks.kinship` fits to; the rest are to measure on."""
    days = sorted({issue["date"] for issue in issues})
    return set(days[::2]), set(days[1::2])


def invented(mix: str, wanted: Callable[[str], bool], count: int, archive: Path = ARCHIVE) -> Iterator[Issue]:
    """Yield issues of 4 to 16 pages of a mix, made of articles of the days that are wanted."""
    rng = Random(mix)
    drawn = draw(read_archive(archive, wanted), dict.fromkeys(SIZES, 1.0), rng)
    thick = (found for found in drawn if len({article.page for article in found}) >= min(SIZES))
    for number, found in enumerate(islice(thick, count)):
        yield {**synthesise(found, OWN_MIXES.get(mix, mix), rng), "id": f"{mix}-{number}"}


def score(issues: Iterable[Issue], jobs: int) -> Counter[str]:
    """Return the counts of all issues together."""
    with ProcessPoolExecutor(jobs) as workers:
        return sum(workers.map(count, issues), Counter[str]())


def count(issue: Issue) -> Counter[str]:
    """Return how many pairs the issue has, how many were joined, how many rightly, and what of it was rebuilt."""
    records = run_whole(issue)
    keys = keys_of(issue)
    standing = pages_of(keys)
    texts = texts_of(issue, keys)
    true = {(article, *step) for article, pages in standing.items() for step in pairwise(sorted(pages))}
    made = list(pairs_made(records, keys, texts))
    continued = {article for article, pages in standing.items() if len(pages) > 1}
    return Counter(
        pairs=len(true),
        made=len(made),
        right=len(true.intersection(made)),
        continued=len(continued),
        rebuilt=len(continued & set(exact(records, keys))),
    )


def keys_of(issue: Issue) -> dict[tuple[int, int], Key]:
    """Return the gold of an issue, less white space."""
    return {
        (page, at): (article, element, offset + at - start)
        for page, start, end, article, element, offset in issue["runs"]
        for at in range(start, end)
        if not issue["pages"][page][at].isspace()
    }


def pages_of(keys: Keys) -> dict[int, set[int]]:
    """Return the pages on which the body of each article stands; what is printed again counts on its first page."""
    found: dict[int, set[int]] = defaultdict(set)
    for (article, element, _), page in first_pages(keys).items():
        if element >= 0:
            found[article].add(page)
    return found


def first_pages(keys: Keys) -> dict[Key, int]:
    """Return the first page that prints each character."""
    first: dict[Key, int] = {}
    for (page, _), key in sorted(keys.items()):
        first.setdefault(key, page)
    return first


def texts_of(issue: Issue, keys: Keys) -> dict[int, str]:
    """Return the body of each article as its pages hold it, what they repeat once."""
    once = {key: issue["pages"][page][at] for (page, at), key in sorted(keys.items(), reverse=True)}
    found: dict[int, str] = defaultdict(str)
    for (article, element, _), char in sorted(once.items()):
        if element >= 0:
            found[article] += char
    return found


def are_one(first: str, second: str) -> bool:
    """Whether the shorter of two texts is in the other, but for what was misread: by the pairs of characters."""
    ours, theirs = sorted(({text[i : i + 2] for i in range(len(text) - 1)} for text in (first, second)), key=len)
    return len(ours & theirs) >= ALIKE * len(ours)


def pairs_made(records: Sequence[Record], keys: Keys, texts: Mapping[int, str]) -> Iterator[Pair]:
    """Yield the pairs that the records join; the article is -1 where two pieces are not of one."""
    printed = first_pages(keys)
    for _, where in _articles(records):
        held: dict[int, Counter[int]] = defaultdict(Counter)
        # A byline on a line of its own may be all that stands on the last page.
        for at in chain.from_iterable(_places(spans) for spans in (*where.body, where.byline)):
            if at in keys:
                held[printed[keys[at]]][keys[at][0]] += 1
        whose = {page: articles.most_common(1)[0][0] for page, articles in sorted(held.items())}
        for (first, article), (second, other) in pairwise(whose.items()):
            if article != other and are_one(texts[article], texts[other]):
                continue
            yield article if article == other else -1, first, second


def exact(records: Sequence[Record], keys: Keys) -> Iterator[int]:
    """Yield the articles that come out exactly: titles without labels, paragraphs, and their order."""
    whole: dict[int, dict[int, set[Key]]] = defaultdict(lambda: defaultdict(set))
    for key in keys.values():
        whole[key[0]][key[1]].add(key)
    for record, where in _articles(records):
        titles = [keys[at] for part in TITLE_PARTS for at in _places(getattr(where, part)) if at in keys]
        read = [[keys[at] for at in _places(spans) if at in keys] for spans in where.body]
        apart = {at for at in map(keys.get, _places(where.byline)) if at}
        apart -= {key for paragraph in read for key in paragraph}
        apart |= {
            key
            for paragraph, item in zip(read, record.body, strict=True)
            if item.kind == "caption"
            for key in paragraph
        }
        if not titles:
            continue
        article = titles[0][0]
        want = [sorted(whole[article][at]) for at in sorted(whole[article]) if at >= 0]
        got = [paragraph for paragraph in read if paragraph and not apart.issuperset(paragraph)]
        labels = whole[article].get(-1, set())
        if set(titles) - labels == whole[article].get(-2) and got == [p for p in want if not apart.issuperset(p)]:
            yield article


def _articles(records: Sequence[Record]) -> Iterator[tuple[Article, Provenance]]:
    for record in records:
        if isinstance(record, Article) and record.provenance is not None:
            yield record, record.provenance


def _places(spans: Spans) -> Iterator[tuple[int, int]]:
    return ((page, at) for page, start, end in spans for at in range(start, end))


def figures_of(counts: Counter[str]) -> dict[str, float]:
    """Return the figures that the counts make."""
    return {
        "pairs": counts["pairs"],
        "precision": counts["right"] / max(counts["made"], 1),
        "recall": counts["right"] / max(counts["pairs"], 1),
        "continued": counts["continued"],
        "rebuilt": counts["rebuilt"] / max(counts["continued"], 1),
    }


def table(figures: Mapping[str, Mapping[str, float]]) -> Iterator[str]:
    """Yield the lines of a table: a row a figure, a column a set, its bar in brackets."""
    yield " " * 12 + "".join(f"{name:>18}" for name in figures)
    for figure in next(iter(figures.values())):
        cells = (_cell(found[figure], BARS.get(name, {}).get(figure)) for name, found in figures.items())
        yield f"{figure:12}" + "".join(f"{cell:>18}" for cell in cells)


def _cell(value: float, bar: float | None) -> str:
    said = f"{value:.4f}" if isinstance(value, float) else str(value)
    return said if bar is None else f"{said} ({bar:g})"


def missed_bars(name: str, figures: Mapping[str, float]) -> Iterator[str]:
    """Yield a sentence for each bar that is missed."""
    for figure, bar in BARS.get(name, {}).items():
        if figures[figure] < bar:
            yield f"missed: {name}: {figure} is {figures[figure]:.4f}, bar {bar}"


if __name__ == "__main__":
    sys.exit(main())
