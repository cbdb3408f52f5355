"""One flawed issue with its gold, from the articles of its pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from random import Random
from typing import Any

from benchmarks.synthesise.archive import Article
from benchmarks.synthesise.chance import flip
from benchmarks.synthesise.editing import edited
from benchmarks.synthesise.inserts import briefs, notice
from benchmarks.synthesise.jumps import part_of, spread
from benchmarks.synthesise.layout import Part
from benchmarks.synthesise.mix import Mix
from benchmarks.synthesise.mixes import mix_of
from benchmarks.synthesise.press import Press
from benchmarks.synthesise.story import Story, story_of
from benchmarks.synthesise.style import Style, draw_style

FEWEST_BRIEFS, MOST_BRIEFS = 3, 6


def synthesise(articles: Sequence[Article | Mapping[str, Any]], mix: Mix | str, rng: Random) -> dict[str, Any]:
    """An issue in the form of the gold: id, paper, date, page_numbers, pages, runs (and cfg, the style drawn).

    `articles`: those of all pages of the issue, as `Article`s or as lines of an archive. Same articles, mix and state
    of `rng`: same issue. Raises ValueError when there is no article, KeyError for an unknown mix.
    """
    if not articles:
        raise ValueError("an issue needs at least one article")
    found = [article if isinstance(article, Article) else Article.of(article) for article in articles]
    chosen = mix_of(mix, rng)
    style = draw_style(found[0].paper, found[0].date, chosen, rng)
    numbers = sorted({article.page for article in found})
    pages = [stories_of([a for a in found if a.page == number], style, chosen, rng) for number in numbers]
    return printed(pages, numbers, style, chosen, rng)


def stories_of(articles: Sequence[Article], style: Style, mix: Mix, rng: Random) -> list[Story]:
    """The stories of one page, edited and in the issue's typography, with notices below them."""
    stories = [edited(story_of(article, mix.label_shown, rng), style, mix, rng) for article in articles]
    if len(stories) > FEWEST_BRIEFS and flip(rng, mix.briefs):
        size = rng.randint(FEWEST_BRIEFS, min(MOST_BRIEFS, len(stories)))
        at = rng.randrange(len(stories) - size + 1)
        stories[at : at + size] = briefs(stories[at : at + size], rng)
    if flip(rng, mix.notice):
        stories.append(notice(style.desk, rng))
    return [style.story(story, rng) for story in stories]


def printed(
    pages: Sequence[Sequence[Story]], numbers: Sequence[int], style: Style, mix: Mix, rng: Random
) -> dict[str, Any]:
    """The issue with the given stories on its pages."""
    stories = [story for page in pages for story in page]
    press = Press(stories, style, mix, rng)
    texts, runs = [], []
    for page, parts in enumerate(spread(beginnings(pages), numbers, mix, rng)):
        text, found = press.page(page, numbers[page], parts)
        texts.append(text)
        runs.extend(found)
    return {
        "id": f"{style.date}-{rng.getrandbits(32):08x}",
        "paper": style.typography.scripted(style.desk.paper),
        "date": style.date,
        "page_numbers": list(numbers),
        "pages": texts,
        "runs": runs,
        "cfg": {"mix": mix.name, "half": style.typography.punctuation == "half", "noise": style.noise},
    }


def beginnings(pages: Sequence[Sequence[Story]]) -> list[list[Part]]:
    """Each page's stories as parts; they are counted through the issue."""
    parts: list[list[Part]] = []
    first = 0
    for page in pages:
        parts.append([part_of(first + at, story) for at, story in enumerate(page)])
        first += len(page)
    return parts
