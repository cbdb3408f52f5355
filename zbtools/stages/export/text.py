"""Plain text: what the page says and nothing else, for pipelines that read text.

One line is one part of an article (a title, a byline, a paragraph, a row of a table), a blank line stands between
parts, two stand between articles. So a program can tell articles and paragraphs apart again. The only words that are
not from the page are a line in square brackets at the head of what is no ordinary article: `[fragment]`, `[notice]`,
`[continued from 01]`.
"""

from __future__ import annotations

from collections.abc import Iterable

from zbtools.model import Article
from zbtools.stages.export.parts import Part, mark, parts

BETWEEN = "\n\n"
"""What stands between two articles, each of which ends in a line break: two blank lines."""


def article_to_text(article: Article) -> str:
    r"""Return one article as plain text that ends in a line break; empty for an article without a word.

    >>> from zbtools.model import Element
    >>> article_to_text(Article(id="a", headline="滨江大桥通车", body=(Element("paragraph", "大桥今天通车。"),)))
    '滨江大桥通车\n\n大桥今天通车。\n'
    """
    pieces = [piece for part in parts(article) if (piece := _plain(part))]
    if not pieces:
        return ""
    head = mark(article)
    return "\n\n".join([head, *pieces] if head else pieces) + "\n"


def _plain(part: Part) -> str:
    """Return the lines of a part, with no blank one among them: a table's rows, their cells between tabs."""
    rows = ["\t".join(" ".join(cell.split()) for cell in row) for row in part.rows]
    return _without_blank(rows) or _without_blank(part.text.splitlines())


def _without_blank(lines: Iterable[str]) -> str:
    return "\n".join(line for line in lines if line.strip())
