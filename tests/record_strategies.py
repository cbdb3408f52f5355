"""Strategies for hypothesis: records of every shape the model allows, with text of every kind Unicode allows."""

from __future__ import annotations

from dataclasses import fields

from hypothesis import strategies as st

from zbtools.model import (
    Article,
    Byline,
    Decision,
    Dropped,
    Duplicate,
    Element,
    Furniture,
    Link,
    Page,
    Person,
    Provenance,
    Source,
)
from zbtools.stages.archive.relations import RELATIONS

FORMS = (Article, Byline, Decision, Dropped, Duplicate, Element, Furniture, Link, Page, Person, Provenance, Source)
KNOWN = {field.name for form in FORMS for field in fields(form)} | {"kind", "schema", "orphan"}

texts = st.text(st.characters(), max_size=12) | st.sampled_from(["滨江日报", "\ud800", "a\u2028b", '"\\', "\x00", ""])
words = st.none() | texts
shares = st.floats(0, 1)
whole = st.integers(0, 9000)
ranges = st.tuples(whole, whole).map(lambda pair: tuple(sorted(pair)))
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=5,
)
unknown_keys = st.dictionaries(texts.filter(lambda key: key not in KNOWN), json_values, max_size=2)
extra = st.none() | unknown_keys.map(lambda keys: keys or None)


def tuples(items: st.SearchStrategy, size: int = 3) -> st.SearchStrategy:
    return st.lists(items, max_size=size).map(tuple)


def spans(pages: int = 1) -> st.SearchStrategy:
    return tuples(st.builds(lambda page, pair: (page, *pair), st.integers(0, pages - 1), ranges))


people = st.builds(Person, texts, words, words, st.booleans(), extra)
bylines = st.builds(
    Byline, texts, words, words, words, words, tuples(people), st.booleans(), st.booleans(), words, extra
)
rows = tuples(tuples(texts))
elements = st.builds(
    Element,
    st.sampled_from(["paragraph", "subheading", "caption", "table"]),
    texts,
    st.none() | rows,
    st.none() | bylines,
    extra,
)
dropped = st.builds(Dropped, texts, spans(), words, st.none() | spans(), extra)
furniture = st.builds(Furniture, texts, texts, spans(), extra)
decisions = st.builds(Decision, texts, texts, texts, shares, spans(), extra)
sources = st.builds(Source, texts, texts, texts, whole, extra)
links = st.builds(Link, words, words, extra)
stretches = st.tuples(st.integers(0, 9), st.integers(10, 99))
duplicates = st.builds(Duplicate, texts, st.sampled_from(RELATIONS), shares, stretches, extra)
pages = st.builds(
    Page,
    texts,
    sources,
    words,
    words,
    words,
    words,
    tuples(furniture),
    tuples(dropped),
    tuples(decisions),
    tuples(texts),
    tuples(json_values),
    tuples(texts),
    unknown_keys,
)


@st.composite
def articles(draw: st.DrawFn) -> Article:
    """An article or fragment with as many lists of spans as elements, and spans in its own pages."""
    body = draw(tuples(elements))
    own_pages = draw(st.lists(texts, min_size=1, max_size=2).map(tuple))
    own_spans = spans(len(own_pages))
    provenance = st.builds(
        Provenance, own_spans, own_spans, own_spans, own_spans, own_spans, st.tuples(*[own_spans for _ in body]), extra
    )
    return draw(
        st.builds(
            Article,
            texts,
            st.sampled_from(["article", "fragment"]),
            texts,
            st.just(own_pages),
            words,
            words,
            words,
            words,
            st.none() | bylines,
            st.just(body),
            st.none() | links,
            st.none() | links,
            tuples(texts),
            tuples(dropped),
            tuples(decisions),
            shares,
            tuples(json_values),
            st.none() | duplicates,
            st.none() | provenance,
            unknown_keys,
        )
    )


records = pages | articles()
