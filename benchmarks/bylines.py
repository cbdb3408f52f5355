"""How well bylines are read, on the annotated set of the tests and on articles of a trade paper.

    python -m benchmarks.bylines [--bars] [--misses N]

F1 over `tests/data/bylines.jsonl` of spans, people, roles (with name and outlet), dates and places; false bylines in
invented prose (`tests/prose.py`) and, where the shared corpora are, in the inner paragraphs of articles. Of the trade
paper: how many of the first paragraphs that open like a dateline, and of the lines that look like a byline, are found;
the denominators are picked by the words of datelines and roles, and --misses shows what is not. With --bars the exit
code is 1 when a bar is missed.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any

from benchmarks.gold import ROOT, SHARED
from benchmarks.synthesise.archive import read_lines
from tests.prose import lines
from zbtools.model import Byline
from zbtools.stages.bylines import FoundByline, Where, find_byline

SET = ROOT / "tests" / "data" / "bylines.jsonl"
TRADE = SHARED / "corpus" / "articles-2026-qixiang.jsonl.xz"
CORPORA = (SHARED / "corpus" / "articles-2020.jsonl.xz", TRADE)
PAGE_DATE = "2024-06-15"
PROSE = 2000
WHERE: tuple[Where, ...] = ("head", "line", "tail", "caption")
BARS = {"span": 0.98, "people": 0.97, "roles": 0.98, "dates": 0.97, "places": 0.97}
DATELINE = re.compile(
    r"(?:据)?(?:本\s?报|新华社|中新社|[\u4e00-\u9fff·]{2,10}(?:报|网))[^，。]{0,24}?(?:讯(?!\s?员)|电(?!话|视|力))"
)
OWN_LINE = re.compile(r"[^。！？：]{0,30}(?:本报|记者|通讯\s?员|评论员|调研组)[^。！？]{0,60}")

Case = dict[str, Any]
Figures = dict[str, float]


def main() -> int:
    """Print the figures; return 1 if bars were asked for and one is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bars", action="store_true", help="exit with 1 when a bar is missed")
    parser.add_argument("--misses", type=int, default=0, metavar="N", help="show so many of the trade paper's misses")
    options = parser.parse_args()
    figures = scores(read_cases())
    for name, bar in BARS.items():
        print(f"{name:10} {figures[name]:.4f} ({bar})")
    false = print_prose()
    if TRADE.exists():
        print_trade(options.misses)
    else:
        print(f"trade paper: skipped, {TRADE} is not here")
    return int(options.bars and (false > 0 or any(figures[name] < bar for name, bar in BARS.items())))


def read_cases() -> list[Case]:
    """Return the annotated set: `text`, `where`, and what a reader would say of it (`byline`, or null)."""
    return [json.loads(line) for line in SET.read_text("utf-8").splitlines()]


def found(case: Case) -> FoundByline | None:
    """Return the byline that is found in a case."""
    return find_byline(case["text"], case["where"], case.get("page_date", PAGE_DATE))


def span(text: str, byline: FoundByline | None) -> tuple[int, int] | None:
    """Where the byline stands, less the space between it and the story."""
    if byline is None:
        return None
    return byline.start, byline.start + len(text[byline.start : byline.end].rstrip())


def people(byline: Byline) -> list[tuple[str, str | None, str | None]]:
    """The persons of a byline: name, role, outlet."""
    return [(person.name, person.role, person.outlet) for person in byline.people]


def scores(cases: Iterable[Case]) -> Figures:
    """Return the F1 of each field over all cases."""
    read_so = [(case, found(case)) for case in cases]
    return {
        name: f1((read(case, byline), told(case)) for case, byline in read_so) for name, (read, told) in FIELDS.items()
    }


def _told(read: Callable[[dict[str, Any]], Iterable[Any]]) -> Callable[[Case], list[Any]]:
    return lambda case: list(read(case["byline"])) if case["byline"] else []


def _read(read: Callable[[Byline], Iterable[Any]]) -> Callable[[Case, FoundByline | None], list[Any]]:
    return lambda _, byline: list(read(byline.byline)) if byline else []


FIELDS: dict[str, tuple[Callable[[Case, FoundByline | None], list[Any]], Callable[[Case], list[Any]]]] = {
    "span": (lambda case, byline: [span(case["text"], byline)], _told(lambda told: [tuple(told["span"])])),
    "people": (
        _read(lambda byline: [one.name for one in byline.people]),
        _told(lambda told: [p[0] for p in told["people"]]),
    ),
    "roles": (_read(people), _told(lambda told: map(tuple, told["people"]))),
    "dates": (_read(lambda byline: [byline.date]), _told(lambda told: [told["date"]])),
    "places": (_read(lambda byline: [byline.place]), _told(lambda told: [told["place"]])),
}


def f1(pairs: Iterable[tuple[Iterable[Any], Iterable[Any]]]) -> float:
    """The harmonic mean of precision and recall over pairs of what was found and what was expected; None is nothing."""
    hits, wrong, missed = 0, 0, 0
    for got, want in pairs:
        ours, theirs = Counter(filter(None, got)), Counter(filter(None, want))
        hits += (ours & theirs).total()
        wrong += (ours - theirs).total()
        missed += (theirs - ours).total()
    return 2 * hits / (2 * hits + wrong + missed)


def false_bylines(texts: Iterable[str]) -> list[str]:
    """Return the texts in which a byline is found, wherever it is looked for."""
    return [text for text in texts if any(find_byline(text, where) for where in WHERE)]


def print_prose() -> int:
    """Print the false bylines in prose and return how many there are in the invented lines."""
    false = false_bylines(lines(PROSE))
    print(f"false bylines in {PROSE} invented lines: {len(false)}")
    for path in filter(lambda path: path.exists(), CORPORA):
        inner = (text.strip() for story in read_lines(path) for text in story["body"][1:-1])
        texts = list(islice(filter(is_prose, inner), PROSE))
        print(f"false bylines in {len(texts)} inner paragraphs of {path.name}: {len(false_bylines(texts))}")
    return len(false)


def is_prose(text: str) -> bool:
    """Whether a paragraph is plainly prose: long, closed by a full stop, and opened by no agency."""
    return (
        len(text) >= 40
        and text.endswith(("。", "”", "！", "？"))
        and not text.startswith(("本报", "新华社", "据新华社"))
    )


def print_trade(misses: int) -> None:
    """Print how many datelines and byline lines of the trade paper are found, and some that are not."""
    firsts = [story["body"][0].strip() for story in read_lines(TRADE) if story["body"]]
    datelines = [text for text in firsts if DATELINE.match(text)]
    own = [text for text in firsts if len(text) <= 80 and OWN_LINE.fullmatch(text) and text not in set(datelines)]
    for name, texts, where in (("datelines", datelines, "head"), ("own lines", own, "line")):
        left = [text for text in texts if find_byline(text, "head" if where == "head" else "line") is None]
        print(f"trade paper, {name}: {len(texts) - len(left)} of {len(texts)}")
        for text in _sample(left, misses):
            print(f"  missed: {text[:60]}")


def _sample(texts: list[str], most: int) -> Iterator[str]:
    return iter(texts[:: max(1, len(texts) // most)][:most] if most else [])


if __name__ == "__main__":
    sys.exit(main())
