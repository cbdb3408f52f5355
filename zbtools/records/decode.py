"""From a JSON object to the record that it stands for, or one sentence on what is wrong with it and where."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain
from typing import Any

from zbtools.errors import InputError
from zbtools.model import (
    SCHEMA,
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
    Record,
    Source,
    Span,
)
from zbtools.records.shapes import (
    MismatchError,
    Object,
    anything,
    flag,
    list_of,
    mapping,
    one_of,
    optional,
    or_none,
    required,
    rest,
    share,
    spans,
    stretch,
    table,
    text,
    text_or_none,
    texts,
    whole,
)

record_kind = one_of("page", "article", "fragment")
element_kind = one_of("paragraph", "subheading", "caption", "table")


def from_json(obj: Object, where: str) -> Record:
    """Return the record that `obj` stands for. `where` (file and line) begins the message if it stands for none.

    Raises InputError for another schema and for wrong shapes. What the spans point at is not looked at.
    """
    try:
        _check_schema(mapping(obj), where)
        return _page(obj) if required(obj, "kind", record_kind) == "page" else _article(obj)
    except MismatchError as error:
        path = error.path.removeprefix(".") or "the line"
        raise InputError(f"{where}: {path} {error}", "`zbtools schema` prints the shape of a record") from None


def _check_schema(obj: Object, where: str) -> None:
    schema = required(obj, "schema", text)
    if schema != SCHEMA:
        hint = f"this version of zbtools reads {SCHEMA}; make the records again from the dump, or change the version"
        raise InputError(f"{where}: records of the unknown schema {schema!r:.40}", hint)


def _page(obj: Object) -> Page:
    page = Page(
        id=required(obj, "id", text),
        source=required(obj, "source", _source),
        paper=optional(obj, "paper", text_or_none, None),
        date=optional(obj, "date", text_or_none, None),
        page=optional(obj, "page", text_or_none, None),
        page_name=optional(obj, "page_name", text_or_none, None),
        furniture=optional(obj, "furniture", list_of(_furniture), ()),
        dropped=optional(obj, "dropped", list_of(_dropped), ()),
        decisions=optional(obj, "decisions", list_of(_decision), ()),
        stages=optional(obj, "stages", texts, ()),
        blocks=optional(obj, "blocks", list_of(anything), ()),
        corrections=optional(obj, "corrections", texts, ()),
        extra=rest(obj, Page) or {},
    )
    _check_pages(page, 1)
    return page


def _article(obj: Object) -> Article:
    article = Article(
        id=required(obj, "id", text),
        kind=obj["kind"],
        type=optional(obj, "type", text, "news"),
        pages=required(obj, "pages", texts),
        label=optional(obj, "label", text_or_none, None),
        kicker=optional(obj, "kicker", text_or_none, None),
        headline=optional(obj, "headline", text_or_none, None),
        subtitle=optional(obj, "subtitle", text_or_none, None),
        byline=optional(obj, "byline", or_none(_byline), None),
        body=required(obj, "body", list_of(_element)),
        continued_from=optional(obj, "continued_from", or_none(_link), None),
        continued_on=optional(obj, "continued_on", or_none(_link), None),
        status=optional(obj, "status", texts, ()),
        dropped=optional(obj, "dropped", list_of(_dropped), ()),
        decisions=optional(obj, "decisions", list_of(_decision), ()),
        confidence=optional(obj, "confidence", share, 1.0),
        candidates=optional(obj, "candidates", list_of(anything), ()),
        duplicate=optional(obj, "duplicate", or_none(_duplicate), None),
        provenance=optional(obj, "provenance", or_none(_provenance), None),
        extra=_unknown(obj),
    )
    return _consistent(article)


def _unknown(obj: Object) -> Object:
    """Return the unknown keys of an article; `orphan` is a known one, but only on a fragment."""
    extra = rest(obj, Article) or {}
    if obj["kind"] == "fragment":
        extra.pop("orphan", None)
    return extra


def _consistent(article: Article) -> Article:
    """Return `article` if every element has its spans and every span its page: the stages rely on it."""
    _check_pages(article, len(article.pages))
    provenance = article.provenance
    if provenance is None:
        return article
    if len(provenance.body) != len(article.body):
        raise MismatchError(f"has {len(provenance.body)} entries for a body of {len(article.body)}", ".provenance.body")
    titles = (provenance.label, provenance.kicker, provenance.headline, provenance.subtitle, provenance.byline)
    _check_spans(chain(*titles, *provenance.body), len(article.pages), ".provenance")
    return article


def _check_pages(record: Record, pages: int) -> None:
    """Raise MismatchError if a decision, or what was dropped, is on a page that the record does not name."""
    _check_spans(chain(*(decision.at for decision in record.decisions)), pages, ".decisions")
    _check_spans(chain(*((*entry.spans, *(entry.of or ())) for entry in record.dropped)), pages, ".dropped")


def _check_spans(spans: Iterable[Span], pages: int, where: str) -> None:
    last = max((span[0] for span in spans), default=-1)
    if last >= pages:
        raise MismatchError(f"speaks of page {last}, but pages has {pages}", where)


def _source(value: Any) -> Source:
    obj = mapping(value)
    return Source(
        name=required(obj, "name", text),
        sha256=required(obj, "sha256", text),
        encoding=required(obj, "encoding", text),
        chars=required(obj, "chars", whole),
        extra=rest(obj, Source),
    )


def _furniture(value: Any) -> Furniture:
    obj = mapping(value)
    return Furniture(
        role=required(obj, "role", text),
        text=required(obj, "text", text),
        spans=required(obj, "spans", spans),
        extra=rest(obj, Furniture),
    )


def _dropped(value: Any) -> Dropped:
    obj = mapping(value)
    return Dropped(
        reason=required(obj, "reason", text),
        spans=required(obj, "spans", spans),
        text=optional(obj, "text", text_or_none, None),
        of=optional(obj, "of", or_none(spans), None),
        extra=rest(obj, Dropped),
    )


def _decision(value: Any) -> Decision:
    obj = mapping(value)
    return Decision(
        op=required(obj, "op", text),
        rule=required(obj, "rule", text),
        evidence=required(obj, "evidence", text),
        confidence=required(obj, "confidence", share),
        at=required(obj, "at", spans),
        extra=rest(obj, Decision),
    )


def _byline(value: Any) -> Byline:
    obj = mapping(value)
    return Byline(
        text=required(obj, "text", text),
        outlet=optional(obj, "outlet", text_or_none, None),
        form=optional(obj, "form", text_or_none, None),
        place=optional(obj, "place", text_or_none, None),
        date=optional(obj, "date", text_or_none, None),
        people=optional(obj, "people", list_of(_person), ()),
        ambiguous=optional(obj, "ambiguous", flag, False),
        own=optional(obj, "own", flag, False),
        via=optional(obj, "via", text_or_none, None),
        extra=rest(obj, Byline),
    )


def _person(value: Any) -> Person:
    obj = mapping(value)
    return Person(
        name=required(obj, "name", text),
        role=optional(obj, "role", text_or_none, None),
        outlet=optional(obj, "outlet", text_or_none, None),
        bureau=optional(obj, "bureau", flag, False),
        extra=rest(obj, Person),
    )


def _element(value: Any) -> Element:
    obj = mapping(value)
    return Element(
        kind=required(obj, "kind", element_kind),
        text=required(obj, "text", text),
        rows=optional(obj, "rows", or_none(table), None),
        credit=optional(obj, "credit", or_none(_byline), None),
        extra=rest(obj, Element),
    )


def _link(value: Any) -> Link:
    obj = mapping(value)
    return Link(
        page=optional(obj, "page", text_or_none, None),
        article=optional(obj, "article", text_or_none, None),
        extra=rest(obj, Link),
    )


def _duplicate(value: Any) -> Duplicate:
    obj = mapping(value)
    return Duplicate(
        of=required(obj, "of", text),
        relation=required(obj, "relation", text),
        score=required(obj, "score", share),
        span=required(obj, "span", stretch),
        extra=rest(obj, Duplicate),
    )


def _provenance(value: Any) -> Provenance:
    obj = mapping(value)
    return Provenance(
        label=optional(obj, "label", spans, ()),
        kicker=optional(obj, "kicker", spans, ()),
        headline=optional(obj, "headline", spans, ()),
        subtitle=optional(obj, "subtitle", spans, ()),
        byline=optional(obj, "byline", spans, ()),
        body=optional(obj, "body", list_of(spans), ()),
        extra=rest(obj, Provenance),
    )
