"""Records in another spelling, with the change written into their decisions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from zbtools.model import TITLE_PARTS, Article, Byline, Decision, Element, Page, Person, Provenance, Record, Span
from zbtools.stages.spelling.punctuation import to_full, to_half
from zbtools.stages.spelling.script import to_simplified, to_traditional
from zbtools.stages.spelling.signs import read_signs

Spelling = Callable[[str], str]

SCRIPTS: dict[str, Spelling] = {"simplified": to_simplified, "traditional": to_traditional}
PUNCTUATIONS: dict[str, Spelling] = {
    "full": lambda text: to_full(read_signs(text)),
    "half": lambda text: to_half(read_signs(text)),
}

EXAMPLES = 5
"""Changed characters that the evidence of a decision shows."""


def respell(records: Sequence[Record], *, punctuation: str = "keep", script: str = "keep") -> list[Record]:
    """Return `records` with the text of articles and fragments in the spelling asked for; `keep` changes nothing.

    `punctuation`: full, half or keep; the first two also read the commands of LaTeX that stand for a character.
    `script`: simplified, traditional or keep. Titles, bylines and bodies change and a decision `spelling` records it;
    spans, furniture and what was dropped stay as they stand in the dump. Respelling twice is respelling once. Raises
    UsageError if `script` needs OpenCC and it is not installed.
    """
    asked = [(f"script-{script}", SCRIPTS.get(script)), (f"punctuation-{punctuation}", PUNCTUATIONS.get(punctuation))]
    result = list(records)
    for rule, spell in asked:
        if spell is not None:
            result = [record if isinstance(record, Page) else _respelled(record, rule, spell) for record in result]
    return result


def _respelled(article: Article, rule: str, spell: Spelling) -> Article:
    if _spelling_of(article, rule.partition("-")[0]) == rule:
        return article
    titles: dict[str, Any] = {part: spell(text) for part in TITLE_PARTS if (text := getattr(article, part))}
    body = tuple(_element(element, spell) for element in article.body)
    byline = article.byline and _byline(article.byline, article.body, body, spell)
    changed = replace(article, body=body, byline=byline, **titles)
    if changed == article:
        return article
    decision = Decision("spelling", rule, _evidence(article, changed), 1.0, tuple(_places(article, changed)))
    return replace(changed, decisions=(*article.decisions, decision))


def _spelling_of(article: Article, kind: str) -> str | None:
    """Return the rule that last changed the script or the punctuation: OpenCC, applied twice, is not quite once."""
    rules = [decision.rule for decision in article.decisions if decision.op == "spelling"]
    return next((rule for rule in reversed(rules) if rule.startswith(kind)), None)


def _element(element: Element, spell: Spelling) -> Element:
    rows = element.rows and tuple(tuple(spell(cell) for cell in row) for row in element.rows)
    new = replace(element, text=spell(element.text), rows=rows)
    return replace(new, credit=element.credit and _byline(element.credit, (element,), (new,), spell))


def _byline(byline: Byline, body: Sequence[Element], respelled: Sequence[Element], spell: Spelling) -> Byline:
    """Return the byline in the new spelling; one inside a paragraph stays the words that stand there."""
    text = spell(byline.text)
    for old, new in zip(body, respelled, strict=True):
        at = old.text.find(byline.text)
        if at >= 0 and len(old.text) == len(new.text):
            text = new.text[at : at + len(byline.text)]
            break
    names: dict[str, Any] = {key: spell(value) for key in ("outlet", "place", "via") if (value := getattr(byline, key))}
    return replace(byline, text=text, people=tuple(_person(person, spell) for person in byline.people), **names)


def _person(person: Person, spell: Spelling) -> Person:
    said: dict[str, Any] = {key: spell(value) for key in ("name", "role", "outlet") if (value := getattr(person, key))}
    return replace(person, **said)


def _evidence(old: Article, new: Article) -> str:
    """Return how many characters changed, and into what the first of them did."""
    pairs = [(a, b) for was, is_ in zip(_texts(old), _texts(new), strict=True) for a, b in _pairs(was, is_)]
    shown = " ".join(f"{a}|{b}" for a, b in list(dict.fromkeys(pairs))[:EXAMPLES])
    return f"{len(pairs)} changed, such as {shown}" if pairs else "changed"


def _pairs(old: str, new: str) -> Iterator[tuple[str, str]]:
    if len(old) == len(new):
        yield from ((a, b) for a, b in zip(old, new, strict=True) if a != b)


def _texts(article: Article) -> Iterator[str]:
    yield from (getattr(article, part) or "" for part in TITLE_PARTS)
    yield from (element.text for element in article.body)


def _places(old: Article, new: Article) -> Iterable[Span]:
    """Yield the spans of the titles and elements that changed."""
    where = old.provenance or Provenance()
    spans = [*(getattr(where, part) for part in TITLE_PARTS), *where.body]
    for was, is_, there in zip(_texts(old), _texts(new), spans, strict=False):
        if was != is_:
            yield from there
