"""Broken paragraphs that were mended, displaced pieces that came home, repeated and lost text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from zbtools.language.characters import han_count
from zbtools.model import Span, Spans
from zbtools.stages.score.matching import NOBODY, Matching
from zbtools.stages.score.truth import Truth


def count_text(matching: Matching) -> Counter[str]:
    """Count text that is lost, was dumped again (`dup`), still is there again, and elements unlike their spans."""
    pairs = list(zip(matching.truth.copies, matching.seen, strict=True))
    return Counter(
        lost=matching.seen.count(0),
        dup=sum(copies - 1 for copies, _ in pairs),
        dup_left=sum(min(seen, copies) - 1 for copies, seen in pairs if copies > 1 and seen > 1),
        text_mismatch=sum(_mismatches(matching)),
    )


def _mismatches(matching: Matching) -> Iterator[bool]:
    pages = matching.truth.gold.pages
    for record in matching.records:
        places = record.article.provenance
        for element, spans in zip(record.article.body, places.body if places else (), strict=True):
            there = "".join(pages[page][start:end] for page, start, end in spans if page < len(pages))
            yield han_count(there) != han_count(element.text)


def count_seams(matching: Matching) -> Counter[str]:
    """Count broken paragraphs (`seams`), those rejoined, joins over a blank line or another place, and right ones."""
    truth = matching.truth
    unbroken = set(_unbroken(truth))
    seams = {first for part in truth.parts if part.element >= 0 for first in part.numbers[:-1] if first not in unbroken}
    joined = {
        a for record in matching.records if not record.fragment for part in record.body for a, b in pairwise(part)
        if b == a + 1
    }  # fmt: skip
    joins = [right for record in matching.records if record.article.provenance
             for spans in record.article.provenance.body for right in _joins(truth, spans)]  # fmt: skip
    return Counter(seams=len(seams), seams_ok=len(seams & joined), joins=len(joins), joins_ok=sum(joins))


def _unbroken(truth: Truth) -> Iterator[int]:
    """Yield the characters that the next one of their part follows in the dump, less than a blank line away."""
    for page, numbers in zip(truth.gold.pages, truth.at, strict=True):
        start = 0
        for block in page.split("\n\n"):
            there = [number for number, c in zip(numbers[start:], block, strict=False) if not c.isspace()]
            yield from (a for a, b in pairwise(there) if a >= 0 and b == a + 1)
            start += len(block) + 2


def _joins(truth: Truth, spans: Spans) -> Iterator[bool]:
    """Yield for each two spans that do not stand one behind the other in a block whether they belong together."""
    for first, second in pairwise(spans):
        before, after = truth.numbers([first])[-1:], truth.numbers([second])[:1]
        if before and after and not _adjoin(truth, first, second):
            a, b = before[0], after[0]
            yield b == a + 1 and truth.part_of[a] == truth.part_of[b]


def _adjoin(truth: Truth, first: Span, second: Span) -> bool:
    (page, _, end), (other, start, _) = first, second
    return page == other and end <= start and "\n\n" not in truth.gold.pages[page][end:start]


def count_displaced(matching: Matching) -> Counter[str]:
    """Count pieces of bodies, dumped once, behind a piece of another article, and those given to their own article."""
    counts = Counter[str]()
    begun: set[int] = set()
    before: tuple[int, int] | None = None
    for run in matching.truth.gold.runs:
        here = (run.page, run.article)
        numbers = matching.truth.numbers([(run.page, run.start, run.end)])
        # The given scorer passes over a run that begins with white space; so that figures compare, this one does, too.
        opens = run.start < run.end and matching.truth.at[run.page][run.start] >= 0
        moved = opens and run.element >= 0 and before is not None and before[0] == run.page and before != here
        if moved and run.article in begun and numbers and max(matching.truth.copies[n] for n in numbers) == 1:
            owner = Counter(matching.owner[number] for number in numbers).most_common(1)[0][0]
            counts.update(displaced=1, attached=owner != NOBODY and owner == matching.best.get(run.article))
        before = here
        if run.element >= 0:
            begun.add(run.article)
    return counts
