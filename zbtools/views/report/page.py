"""The report as one HTML file: pictures, lists, and the table behind them."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from zbtools.stages.acceptance import CATEGORIES
from zbtools.views.inert import inert_json, page_of
from zbtools.views.report.acceptance import COLUMNS as CHECKLIST
from zbtools.views.report.columns import COLUMNS
from zbtools.views.report.markup import Markup, joined, tag
from zbtools.views.report.report import Report
from zbtools.views.report.sections import BEHIND, SECTIONS, Section, moment, sections_of

TABLE = Section("pages", "Pages", ())
"""The section that stands in the template: the script fills it."""


def report_page(report: Report) -> str:
    """Return the HTML of a report."""
    before, behind = ([*sections_of(report, some)] for some in (SECTIONS, BEHIND))
    return page_of(
        "report/template.html",
        ("report/style.css",),
        ("report/table.js", "report/checklist.js"),
        {},
        title=escape(f"{report.name} · zbtools report"),
        name=joined(report.name),
        summary=joined(_summary(report)),
        contents=joined([tag("a", one.name, href=f"#{one.id}") for one in (*before, TABLE, *behind)]),
        sections=joined(map(_section, before)),
        behind=joined(map(_section, behind)),
        count=f"{report.total:,}",
        cut=joined(_cut(report)),
        data=inert_json(_data(report)),
    )


def _section(section: Section) -> Markup:
    return tag("section", tag("h2", section.name), section.inside, id=section.id)


def _data(report: Report) -> Mapping[str, object]:
    sample = report.acceptance
    return {
        "columns": [column._asdict() for column in COLUMNS],
        "rows": report.rows,
        "total": report.total,
        "base": report.links.base,
        "folder": report.links.folder,
        "name": report.name,
        "reasons": {condition.low: said for said, condition, _ in report.reasons},
        "exchanges": [one._asdict() for one in report.exchanges],
        "checklist": sample and {
            "columns": CHECKLIST,
            "categories": list(CATEGORIES),
            "key": f"{report.name}-{len(sample.items)}-{sample.seed}",
            "rows": [[number, *item] for number, item in enumerate(sample.items, 1)],
        },
    }  # fmt: skip


def _summary(report: Report) -> str:
    parts = [f"{report.total:,} pages"]
    if report.runs:
        last = report.runs[0]
        parts += [f"last run {moment(last.began)} UTC: {last.end}"]
        parts += [f"zbtools {last.version}"]
    return " · ".join(parts)


def _cut(report: Report) -> str:
    """Return what is to be said where the page holds a part of the table."""
    more = report.total - len(report.rows)
    if not more:
        return ""
    where = f"they are in {report.csv}" if report.csv else "--csv FILE writes all of them"
    return f"This page holds the {len(report.rows):,} most doubtful pages; {more:,} more are left out: {where}."
