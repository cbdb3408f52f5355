"""Archives of articles: reading them, choosing dates, and drawing the pages of one issue."""

from __future__ import annotations

import gzip
import io
import json
import lzma
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from benchmarks.synthesise.chance import pick
from zbtools.stages.markers import find_markers

OPENERS: dict[str, Callable[..., Any]] = {".xz": lzma.open, ".gz": gzip.open}


@dataclass(frozen=True, slots=True)
class Article:
    """One article of an archive. `date`: YYYYMMDD; `number`: its place on the page; `title`, `body`: lines."""

    paper: str
    date: str
    page: int
    number: int
    title: tuple[str, ...]
    body: tuple[str, ...]

    @classmethod
    def of(cls, record: Mapping[str, Any]) -> Article:
        """An article from a line of the archive (keys paper, date, page, no, title, body).

        Where it went from page to page when it was printed, its markers (下转第二版, 上接第一版) are left out: they are
        no text of the story, and its pages are others now.
        """
        title = tuple(line.strip() for line in record["title"] if line.strip())
        body = tuple(_without_jumps(" ".join(text.split("\n")).strip()) for text in record["body"])
        return cls(record["paper"], record["date"], record["page"], record["no"], title, tuple(filter(None, body)))


def _without_jumps(text: str) -> str:
    for marker in reversed(find_markers(text)):
        if marker.kind in ("from", "to"):
            text = (text[: marker.start] + text[marker.end :]).strip()
    return text


Pages = dict[int, list[Article]]


def read_lines(path: Path) -> Iterator[dict[str, Any]]:
    """The records of a JSON Lines file, plain, gzip or xz."""
    with OPENERS.get(path.suffix, io.open)(path, mode="rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def every_date(_date: str) -> bool:
    """The test that leaves out nothing."""
    return True


def read_archive(path: Path, wanted: Callable[[str], bool] = every_date) -> list[Article]:
    """The articles of an archive whose date (YYYYMMDD) is wanted."""
    return [Article.of(record) for record in read_lines(path) if wanted(record["date"])]


def by_issue(articles: Iterable[Article]) -> dict[tuple[str, str], Pages]:
    """Articles grouped by paper and date, then by page, in the order of their numbers."""
    grouped: dict[tuple[str, str], Pages] = defaultdict(lambda: defaultdict(list))
    for article in sorted(articles, key=lambda a: (a.paper, a.date, a.page, a.number)):
        if article.title and article.body:
            grouped[article.paper, article.date][article.page].append(article)
    return {key: dict(pages) for key, pages in grouped.items()}


def issues(articles: Iterable[Article], sizes: Mapping[int, float], rng: Random) -> Iterator[list[Article]]:
    """Endlessly: the articles of some neighbouring pages of one issue; `sizes` weighs how many pages.

    Raises ValueError when there are no articles to draw from.
    """
    grouped = by_issue(articles)
    if not grouped:
        raise ValueError("no articles left to draw from: check the archive and the dates")
    places = [(key, page) for key, pages in grouped.items() for page in pages]
    while True:
        key, first = rng.choice(places)
        pages = sorted(page for page in grouped[key] if page >= first)[: pick(rng, sizes)]
        yield [article for page in pages for article in grouped[key][page]]
