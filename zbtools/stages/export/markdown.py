"""Markdown: one article is one document, CommonMark with pipe tables and YAML front matter.

A line `---` stands at the beginning and at the end of the front matter and nowhere else (a printed one is escaped):
in a stream of several articles every odd `---` begins a document. Text is escaped so that it renders as printed.

| part | form |
|---|---|
| kicker, headline, subtitle | `**kicker**`, `# headline`, `**subtitle**` |
| byline on a line of its own | `*byline*` |
| paragraph, subheading | a paragraph, `## subheading` |
| caption | a block quote |
| table | a pipe table whose header is its first row |
| label, and all that is known about the article | front matter: each value is JSON, which is YAML too |
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence

from zbtools.model import Article, Page
from zbtools.stages.export import escaping
from zbtools.stages.export.parts import Part, parts

BETWEEN = "\n"
"""What stands between two documents, each of which ends in a line break."""

FORMS = {
    "kicker": "**{}**",
    "headline": "# {}",
    "subtitle": "**{}**",
    "byline": "*{}*",
    "paragraph": "{}",
    "subheading": "## {}",
    "caption": "> {}",
    "table": "{}",
}


def article_to_markdown(article: Article, pages: Sequence[Page] = ()) -> str:
    """Return one article as a Markdown document that ends in a line break.

    `pages`: the records of the article's pages, in their order, as far as they are known; front matter names them.
    """
    body = [_form(part) for part in parts(article) if part.role != "label" and (part.rows or part.text.strip())]
    return "\n\n".join(["\n".join(["---", *_front_matter(article, pages), "---"]), *body]) + "\n"


def _form(part: Part) -> str:
    if part.rows:
        return "\n".join(_table(part.rows))
    escape = escaping.heading if FORMS[part.role].startswith("#") else escaping.line
    return FORMS[part.role].format(escape(part.text))


def _table(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield the lines of a pipe table: the first row is its header, short rows are filled up."""
    width = max(1, *map(len, rows))
    for number, row in enumerate(rows):
        cells = [escaping.cell(cell) for cell in row] + [""] * (width - len(row))
        yield f"| {' | '.join(cells)} |"
        if number == 0:
            yield "|" + " --- |" * width


def _front_matter(article: Article, pages: Sequence[Page]) -> Iterator[str]:
    first = pages[0] if pages else None
    yield f"paper: {_value(first.paper if first else None)}"
    yield f"date: {_value(first.date if first else None)}"
    yield f"page: {_one_or_list([page.page for page in pages])}"
    yield f"byline: {_value(article.byline.text if article.byline else None)}"
    yield f"label: {_value(article.label)}"
    yield f"source: {_one_or_list([page.source.name for page in pages])}"
    yield f"confidence: {json.dumps(article.confidence)}"
    yield from _doubts(article)


def _doubts(article: Article) -> Iterator[str]:
    """Yield what sets the article apart from a whole one that stands in one place; an ordinary one has none of it."""
    if article.kind == "fragment":
        yield 'kind: "fragment"'
    if article.type != "news":
        yield f"type: {_value(article.type)}"
    if article.status:
        yield f"status: {_list(article.status)}"
    if article.continued_from:
        yield f"continued_from: {_value(article.continued_from.page)}"
    if article.continued_on:
        yield f"continued_on: {_value(article.continued_on.page)}"


def _value(text: str | None) -> str:
    return "null" if text is None else escaping.yaml_string(text)


def _list(texts: Iterable[str | None]) -> str:
    return f"[{', '.join(_value(text) for text in texts)}]"


def _one_or_list(texts: Sequence[str | None]) -> str:
    """Return the one value of an article on one page, a list for one on several."""
    return _list(texts) if len(texts) > 1 else _value(texts[0] if texts else None)
