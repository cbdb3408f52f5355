"""The sections of a report, each from what is known of it; one with nothing to show is left out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from zbtools.views.report.acceptance import checklist
from zbtools.views.report.columns import NAMES, Row, told
from zbtools.views.report.families import exchange_map, family_map
from zbtools.views.report.layout import Card, thumbnail
from zbtools.views.report.links import Links
from zbtools.views.report.markup import Markup, tag
from zbtools.views.report.pictures import duration, histogram, pace
from zbtools.views.report.report import Figure, Report, Run


class Section(NamedTuple):
    """A section with its heading. `id`: where links lead."""

    id: str
    name: str
    inside: Sequence[Markup]


Makers = tuple[tuple[str, str, Callable[["Report"], list[Markup]]], ...]
"""Id, heading, and what makes the inside of a section; an empty one is not shown."""


def sections_of(report: Report, makers: Makers) -> Iterator[Section]:
    """Yield those sections that have something to show."""
    for id, name, make in makers:
        inside = make(report)
        if inside:
            yield Section(id, name, inside)


def page_name(row: Row) -> str:
    """Return what a page is called: by paper, day and label, or as its dump."""
    value = dict(zip(NAMES, row, strict=True))
    known = [str(value[key]) for key in ("paper", "date", "page") if value[key]]
    return " ".join(known) if len(known) > 1 else str(value["source"])


def moment(iso: str) -> str:
    """Return a time to the second.

    >>> moment("2026-03-08T06:30:15.123+00:00")
    '2026-03-08 06:30:15'
    """
    return iso[:19].replace("T", " ")


def _overview(report: Report) -> list[Markup]:
    notes = [tag("p", note, class_="note") for note in report.notes]
    return [*notes, tag("ul", [_tile(figure) for figure in report.figures], class_="tiles")]


def _tile(figure: Figure) -> Markup:
    number = "–" if figure.number is None else f"{figure.number:,}"
    inside = tag("strong", number), tag("span", figure.name), tag("small", figure.tells)
    return tag("li", tag("a", inside, href=figure.pages.href) if figure.number else tag("div", inside))


def _distributions(report: Report) -> list[Markup]:
    pictures = [histogram(picture, bins) for picture, bins in report.histograms if bins]
    return [_lead("How many pages are how. Each bar leads to its pages."), _pictures(pictures)] if pictures else []


def _doubt(report: Report) -> list[Markup]:
    cards = tag("ol", [_card(card, report.links) for card in report.cards], class_="cards")
    rest = tag("p", tag("a", "All pages by doubt", href="#pages:doubt=0.."))
    return [_lead(DOUBT), cards, rest] if report.cards else []


DOUBT = (
    "The number is how many of a page's articles are expected not to be right, by the confidence of the least sure "
    "decision on each. The pictures show the dump from top to bottom in five columns, with a colour and a number for "
    "each article, titles darker; a number that comes again was brought together. Grey is furniture, hatched was left "
    "out, an orange edge marks a doubtful decision."
)


DEEDS = {"joined": "joined", "moved": "moved", "repeated": "dropped"}


def _card(card: Card, links: Links) -> Markup:
    value = dict(zip(NAMES, card.row, strict=True))
    files, name = str(value["files"]), page_name(card.row)
    deeds = ", ".join(f"{value[key]} {said}" for key, said in DEEDS.items())
    counts = f"{value['articles']} article{'s' * (value['articles'] != 1)}, {deeds}"
    return tag(
        "li",
        thumbnail(card.stretches, card.length),
        tag("p", links.anchor(files, name), lang="zh", class_="name"),
        tag(
            "p",
            tag("b", told(value["doubt"], "hundredths"), class_="doubtful"),
            f" in doubt · {counts}",
            class_="tells",
        ),
        links.button(files, name),
    )


def _throughput(report: Report) -> list[Markup]:
    if not report.runs:
        return []
    pictures = [pace(*report.pace)] if report.pace else []
    pictures += [histogram(*report.time)] if report.time and report.time[1] else []
    names = ("began (UTC)", "end", "pages", "took", "pages a second")
    head = tag("tr", [tag("th", name, scope="col") for name in names])
    table = tag("table", tag("caption", "Runs, the last one first"), tag("thead", head),
                tag("tbody", [_run(run) for run in report.runs]))  # fmt: skip
    lead = f"{duration(report.work)} of work, over all processes."
    return [_lead(lead), _pictures(pictures, "pictures wide"), tag("div", table, class_="scroll")]


def _run(run: Run) -> Markup:
    rate = f"{run.pages / run.seconds:,.1f}" if run.pages and run.seconds else ""
    return tag(
        "tr",
        [tag("td", words) for words in (moment(run.began), run.end, f"{run.pages:,}", duration(run.seconds), rate)],
    )


def _failures(report: Report) -> list[Markup]:
    if not report.reasons:
        return []
    most = max(count for _, _, count in report.reasons)
    rows = [
        tag("li", tag("a", tag("b", f"{count:,}"), f" {said}", href=condition.href),
            tag("meter", f"{count} of {most}", min=0, max=most, value=count, aria_label=f"{count} pages"))
        for said, condition, count in report.reasons
    ]  # fmt: skip
    lead = "Why pages failed; each reason leads to its pages. zbtools run --retry-failed does them again."
    return [_lead(lead), tag("ol", rows, class_="reasons")]


def _reprints(report: Report) -> list[Markup]:
    total, shown = report.families
    if not total:
        return []
    most = f"; these are the {len(shown)} most reprinted" if total > len(shown) else ""
    stories = "1 story was" if total == 1 else f"{total:,} stories were"
    lead = (
        f"{stories} printed more than once{most}. A line leads from the first printing to where the story went; time "
        "runs to the right. A ring is a printing that reads otherwise in places, or is a part. zbtools clusters lists "
        "all."
    )
    matrix = [tag("div", exchange_map(report.exchanges), class_="scroll")] if report.exchanges else []
    return [_lead(lead), tag("div", [family_map(family) for family in shown], class_="families"), *matrix]


def _acceptance(report: Report) -> list[Markup]:
    return checklist(report.acceptance, report.links) if report.acceptance else []


def _lead(words: str) -> Markup:
    return tag("p", words, class_="lead")


def _pictures(pictures: Sequence[Markup], kind: str = "pictures") -> Markup:
    return tag("div", pictures, class_=kind)


SECTIONS: Makers = (
    ("overview", "Overview", _overview),
    ("distributions", "Distributions", _distributions),
    ("doubt", "Pages by doubt", _doubt),
    ("throughput", "Throughput", _throughput),
    ("failures", "Failures", _failures),
    ("reprints", "Reprints", _reprints),
)
BEHIND: Makers = (("acceptance", "Acceptance", _acceptance),)
"""What stands below the table."""
