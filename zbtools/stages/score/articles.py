"""Articles that came out right: their titles, their paragraphs, their order, their bylines."""

from __future__ import annotations

from collections import Counter

from zbtools.stages.score.gold import LABEL, TITLE
from zbtools.stages.score.matching import Matching
from zbtools.stages.score.predicted import Predicted


def count_articles(matching: Matching) -> Counter[str]:
    """Count gold articles: `articles`, with `titles`, `title_ok`, `exact`, `body_exact`."""
    counts = Counter[str](articles=len(matching.truth.sizes))
    for article, index in matching.best.items():
        record = matching.records[index]
        if record.fragment:
            continue
        titled = _title_is_right(matching, article, record)
        has_title = any(part.article == article and part.element == TITLE for part in matching.truth.parts)
        whole = matching.used[index] == 1 and _body_is_right(matching, article, record)
        counts.update(titles=has_title, title_ok=has_title and titled, exact=whole and titled, body_exact=whole)
    return counts


def _title_is_right(matching: Matching, article: int, record: Predicted) -> bool:
    parts = {part.element: set(part.numbers) for part in matching.truth.parts if part.article == article}
    return set(record.title) - parts.get(LABEL, set()) == parts.get(TITLE, set())


def _body_is_right(matching: Matching, article: int, record: Predicted) -> bool:
    """Whether all paragraphs are there in their order; captions and a byline of its own may stand anywhere."""
    truth = matching.truth
    if any(truth.article_of[number] != article for number in record.captions):
        return False
    aside = record.own_byline | record.captions
    wanted = [list(part.numbers) for part in truth.parts if part.article == article and part.element >= 0]
    wanted = [part for part in wanted if not aside.issuperset(part)]
    return wanted == [part for part in record.body if part and not record.captions.issuperset(part)]


def count_bylines(matching: Matching) -> Counter[str]:
    """Count bylines in the gold, in the records, and those that agree, white space aside; the same for people."""
    gold = matching.truth.gold.bylines
    if gold is None:
        return Counter()
    wanted, people = Counter[object](), Counter[object]()
    for byline in gold:
        record = matching.best.get(byline.article)
        wanted[record, "".join(byline.text.split())] += 1
        people.update((record, name) for name in byline.people)
    said = [(n, record.article.byline) for n, record in enumerate(matching.records) if not record.fragment]
    found = Counter[object]((n, "".join(byline.text.split())) for n, byline in said if byline)
    named = Counter[object]((n, person.name) for n, byline in said if byline for person in byline.people)
    return Counter(
        bylines=wanted.total(), bylines_found=found.total(), bylines_ok=(wanted & found).total(),
        people=people.total(), people_found=named.total(), people_ok=(people & named).total(),
    )  # fmt: skip
