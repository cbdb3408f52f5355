"""The sample for acceptance: a checklist to judge, and what the judgements say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from zbtools.model import TITLE_PARTS, Article, Page
from zbtools.stages.acceptance import CATEGORIES, RIGHT, WRONG, Accuracy, Judgement, accuracies, interval
from zbtools.views.report.links import Links
from zbtools.views.report.markup import Markup, tag

BEGINS, ENDS = 70, 40
"""Code points of a body that the checklist shows, from its beginning and its end."""

IF_FOUND = (1.0, 0.99, 0.98, 0.95, 0.9, 0.8)


class Item(NamedTuple):
    """An article to judge. `files`: what holds it, one a line; `title`: its parts, one after the other."""

    id: str
    kind: str
    paper: str
    date: str
    page: str
    source: str
    files: str
    title: str
    byline: str
    begins: str
    ends: str


def item_of(article: Article, page: Page, files: str) -> Item:
    """Return an article as the checklist shows it."""
    body = "\n".join(element.text for element in article.body)
    begins, ends = (body, "") if len(body) <= BEGINS + ENDS else (body[:BEGINS] + "…", "…" + body[-ENDS:])
    title = " / ".join(words for name in TITLE_PARTS if (words := getattr(article, name)))
    place = page.paper or "", page.date or "", page.page or "", page.source.name
    byline = article.byline.text if article.byline else ""
    return Item(article.id, article.kind, *place, files, title, byline, begins, ends)


COLUMNS = ("number", *Item._fields, *CATEGORIES, "note")
"""The columns of a checklist as a file."""


@dataclass(frozen=True, slots=True)
class Acceptance:
    """A sample. `all`: how many articles it was drawn from; `judged`: by id of the article; `strays`: judged articles
    that are not in the sample, which do not count.
    """

    items: Sequence[Item]
    all: int
    seed: int
    judged: Mapping[str, Judgement] = field(default_factory=dict)
    strays: int = 0

    @property
    def accuracies(self) -> list[Accuracy]:
        """What was judged in each category."""
        return accuracies(self.judged[item.id] for item in self.items if item.id in self.judged)


def supported(size: int) -> list[tuple[float, str]]:
    """Return for some accuracies the interval that a sample of `size` would give.

    >>> supported(200)[0]
    (1.0, '98.1 to 100 %')
    """
    return [(found, between(round(found * size), size)) for found in IF_FOUND]


def between(right: int, judged: int) -> str:
    """Return the interval of an accuracy in words."""
    found = interval(right, judged)
    return f"{_percent(found.low)} to {_percent(found.high)} %"


def _percent(value: float) -> str:
    """Return a share in percent, cut such that it never says more than it is sure of."""
    return f"{value * 100:.1f}".removesuffix(".0") if value in (0.0, 1.0) else f"{value * 100:.1f}"


def told(accuracy: Accuracy) -> str:
    """Return what was judged in a category, in words.

    >>> told(Accuracy("body", 190, 200)), told(Accuracy("body", 0, 0))
    ('190 of 200 right: 95.0 % (91.0 to 97.3 %)', 'not judged')
    """
    if not accuracy.judged:
        return "not judged"
    right, judged = accuracy.right, accuracy.judged
    return f"{right:,} of {judged:,} right: {right / judged * 100:.1f} % ({between(right, judged)})"


def checklist(acceptance: Acceptance, links: Links) -> list[Markup]:
    """Return the sample with what it supports, what was judged, and the articles to judge."""
    size = len(acceptance.items)
    drawn = (
        f"{size:,} of {acceptance.all:,} articles and fragments, drawn at random with --seed {acceptance.seed}: each "
        "is as likely as any other, and the same seed draws the same ones. Intervals hold the true share with 95 % "
        "confidence; they are Wilson's (1927)."
    )
    command = f"--sample {size} --seed {acceptance.seed} --judged FILE"
    button = tag("button", "Save the checklist (CSV)", type="button", id="save-checklist", class_="main")
    kept = ". Until it is saved, the browser keeps what is judged here."
    return [
        tag("p", drawn, class_="lead"),
        tag("div", _results(acceptance), _support(size), _meanings(), class_="columns"),
        tag("p", button, " Read it back with ", tag("code", command), kept),
        tag("ol", [_entry(n, item, acceptance, links) for n, item in enumerate(acceptance.items)], class_="checklist"),
    ]


def _meanings() -> Markup:
    rows = [tag("tr", tag("th", name, scope="row"), tag("td", said)) for name, said in CATEGORIES.items()]
    return tag("table", tag("caption", "When it is right"), tag("tbody", rows), class_="meanings")


def _results(acceptance: Acceptance) -> Markup:
    rows = [
        tag("tr", tag("th", found.category, scope="row"), tag("td", told(found), id=f"result-{found.category}"))
        for found in acceptance.accuracies
    ]
    return tag("table", tag("caption", "Judged so far"), tag("tbody", rows))


def _support(size: int) -> Markup:
    head = tag("tr", tag("th", "if this share is right", scope="col"), tag("th", "of all it is", scope="col"))
    rows = [tag("tr", tag("td", f"{found * 100:g} %"), tag("td", words)) for found, words in supported(size)]
    return tag(
        "table", tag("caption", f"What {size:,} judged articles support"), tag("thead", head), tag("tbody", rows)
    )


def _entry(number: int, item: Item, acceptance: Acceptance, links: Links) -> Markup:
    place = " ".join(part for part in (item.paper, item.date, item.page) if part) or item.source
    judged = acceptance.judged.get(item.id, {})
    title = item.title or ("(a fragment)" if item.kind == "fragment" else "(no headline)")
    return tag(
        "li",
        tag("h3", title, lang="zh"),
        tag(
            "p", links.anchor(item.files, place), f" · {item.byline}" if item.byline else "", class_="place", lang="zh"
        ),
        tag("p", item.begins, tag("span", item.ends, class_="ends"), class_="words", lang="zh"),
        tag(
            "div",
            [_choice(number, name, judged.get(name)) for name in CATEGORIES],
            tag("button", "All right", type="button", data_all=True, aria_label=f"All right: {title}"),
            links.button(item.files, place),
            class_="choices",
        ),
        data_item=number,
    )


def _choice(number: int, category: str, said: str | None) -> Markup:
    options = [
        tag("label", Markup(_radio(number, category, sense, said == sense)), tag("span", sense))
        for sense in (RIGHT, WRONG)
    ]
    return tag("fieldset", tag("legend", category, title=CATEGORIES[category]), options)


def _radio(number: int, category: str, sense: str, is_said: bool) -> str:
    return f'<input type="radio" name="{number}-{category}" value="{sense}"{" checked" if is_said else ""}>'
