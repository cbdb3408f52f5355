"""The JSON Schema (draft 2020-12) of the records, as data: one line of a stream is one instance.

Keys that are not named here are allowed everywhere and pass through every command untouched.
"""

from __future__ import annotations

from typing import Any

from zbtools import model

Schema = dict[str, Any]


def _ref(name: str, description: str) -> Schema:
    return {"$ref": f"#/$defs/{name}", "description": description}


def _text(description: str, **more: Any) -> Schema:
    return {"type": "string", "description": description, **more}


def _text_or_null(description: str) -> Schema:
    return {"type": ["string", "null"], "description": description}


def _or_null(name: str, description: str) -> Schema:
    return {"anyOf": [{"$ref": f"#/$defs/{name}"}, {"type": "null"}], "description": description}


def _list(items: Schema, description: str) -> Schema:
    return {"type": "array", "items": items, "description": description}


def _list_of(name: str, description: str) -> Schema:
    return _list({"$ref": f"#/$defs/{name}"}, description)


def _texts(description: str) -> Schema:
    return _list({"type": "string"}, description)


def _true(description: str) -> Schema:
    return {"const": True, "description": description}


def _whole(description: str) -> Schema:
    return {"type": "integer", "minimum": 0, "description": description}


def _object(description: str, optional: str = "", **properties: Schema) -> Schema:
    """Return the schema of an object that has all of `properties` but for those named in `optional`."""
    required = [key for key in properties if key not in optional.split()]
    return {"type": "object", "description": description, "required": required, "properties": properties}


CONFIDENCE = {"type": "number", "minimum": 0, "maximum": 1, "description": "How sure zbtools is: 0 to 1, 1 is certain."}

SPAN = {
    "type": "array",
    "prefixItems": [
        {"type": "integer", "minimum": 0, "description": "Index into the pages of the record; 0 in a page record."},
        {"type": "integer", "minimum": 0, "description": "The first code point of the decoded dump, from 0."},
        {"type": "integer", "minimum": 0, "description": "The code point behind the last one."},
    ],
    "minItems": 3,
    "items": False,
    "description": "A piece of a dump: [page, start, end].",
}

SPANS = _list_of("span", "Pieces of dumps, in reading order.")

RECORD = {
    "schema": {"const": model.SCHEMA, "description": "The version of this schema."},
    "id": _text("Stable: it depends on the page's identity and on the place of the first span, not on options."),
}

SOURCE = _object(
    "Where the text of a page came from.",
    name=_text("The file as it was named, or - for standard input."),
    sha256=_text("SHA-256 of the bytes of the dump, after gunzip, in hexadecimal digits."),
    encoding=_text("The encoding that the bytes were decoded from."),
    chars=_whole("Code points of the decoded dump."),
)

FURNITURE = _object(
    "Text that is on the page and in no article.",
    role=_text("What it is: masthead, date-line, folio, staff, index and so on."),
    text=_text("The words as printed."),
    spans=SPANS,
)

DROPPED = _object(
    "Text of the dump that is in no article, and why.",
    "text of",
    reason=_text("Why: markup, duplicate, loop, marker and so on."),
    text=_text_or_null("The words that were dropped; left out for markup."),
    spans=SPANS,
    of={**SPANS, "type": ["array", "null"], "description": "The text that a duplicate repeats."},
)

DECISION = _object(
    "One thing that was decided, by what and on what evidence.",
    op=_text("What was done: join, move, drop, title, spelling and so on."),
    rule=_text("The code of the rule or the name of the score that decided."),
    evidence=_text("What the rule saw: 学|习 for a word across a seam."),
    confidence=CONFIDENCE,
    at={**SPANS, "description": "Where: the pieces of the dump that it concerns."},
)

PAGE = _object(
    "A page: where its text came from, what is on it besides articles. It comes before its articles.",
    "decisions stages blocks corrections",
    kind={"const": "page", "description": "What the record is."},
    **RECORD,
    source=_ref("source", "Where the text came from."),
    paper=_text_or_null("The name of the newspaper."),
    date=_text_or_null("The day of the issue, YYYY-MM-DD where it is known so exactly."),
    page=_text_or_null("The number or label of the page: 02, A3."),
    page_name=_text_or_null("The name of the page: 要闻."),
    furniture=_list_of("furniture", "Text of the page that is in no article."),
    dropped=_list_of("dropped", "Text of the dump that was left out."),
    decisions=_list_of("decision", "What was decided about the page as a whole; left out when empty."),
    corrections=_texts("The ids of the corrections by a person that were made on the page; left out when empty."),
    stages=_texts("The stages that the page has been through, in order; left out when empty."),
    blocks=_list({}, "What later stages need to know of the layout, in a form of their own; left out when empty."),
)

PERSON = _object(
    "A person or bureau of a byline.",
    "outlet bureau",
    name=_text("The name as printed, without inner spaces."),
    role=_text_or_null("The role that the line gives: 记者, 通讯员."),
    outlet=_text_or_null("The person's own outlet, where the line names one; else left out."),
    bureau=_true("An office signs in place of a person (穗卫健宣, 滨江市气象局); else left out."),
)

BYLINE = _object(
    "Who reported, from where and when.",
    "places own via",
    text=_text("The words as printed. At the head of a paragraph they stay in it as well."),
    outlet=_text_or_null("The paper or agency."),
    form=_text_or_null("讯, 电, 专电, 署名, 摄, 供图 and so on."),
    place=_text_or_null("Where it was reported from, as printed."),
    places=_texts("The places of `place` one by one (told from it, and never read); left out where there is none."),
    date=_text_or_null("When, as printed, or YYYY-MM-DD where that is certain."),
    people=_list_of("person", "The people named, in order."),
    ambiguous={"type": "boolean", "description": "True if names were glued together and divided by guess."},
    own=_true("The paper speaks of itself (本报, 本刊); else left out."),
    via=_text_or_null("The agency that relayed the report; left out if there is none."),
)

ELEMENT = _object(
    "A piece of a body, in reading order.",
    "rows credit",
    kind={"enum": ["paragraph", "subheading", "caption", "table"], "description": "What it is."},
    text=_text("Its words: the concatenation of its spans without line breaks."),
    rows=_list({"type": "array", "items": {"type": "string"}}, "The cells of a table, row by row."),
    credit=_ref("byline", "Whose the picture is, parsed from the end of a caption; left out if it does not say."),
)

LINK = _object(
    "The other end of a continuation.",
    page=_text_or_null("The page that the marker names."),
    article=_text_or_null("The id of the article there, if it is in the stream."),
)

DUPLICATE = _object(
    "Which article of the archive this one repeats.",
    of=_text("The id of that article, which is itself no duplicate."),
    relation={
        "enum": ["exact", "near", "contained", "variant", "overlap"],
        "description": "A duplicate (exact, near, contained), a like report of another event, a common passage.",
    },
    score={"type": "number", "minimum": 0, "maximum": 1, "description": "The share of the text that the other holds."},
    span={
        "type": "array",
        "prefixItems": [_whole("The first code point of the body."), _whole("The code point behind the last one.")],
        "minItems": 2,
        "items": False,
        "description": "The part of this article that it is of, in the texts of its body one after the other.",
    },
)

PROVENANCE = _object(
    "Where each part of the article stands in the dump.",
    headline=SPANS,
    kicker=SPANS,
    subtitle=SPANS,
    label=SPANS,
    byline=SPANS,
    body=_list(SPANS, "One list of spans for each element of the body."),
)

ARTICLE = _object(
    "An article as a reader would cut it out; or a fragment, which no article would own.",
    "orphan dropped decisions candidates duplicate provenance",
    kind={"enum": ["article", "fragment"], "description": "What the record is."},
    **RECORD,
    type=_text("news, photo, notice, continuation and so on."),
    orphan=_true("On every fragment, and on nothing else."),
    pages=_texts(
        "The ids of the pages of its issue up to the last that it stands on, which spans index; without spans"
        " only those that it stands on."
    ),
    label=_text_or_null("栏题: the name of the column or series."),
    kicker=_text_or_null("引题: the line above the headline."),
    headline=_text_or_null("主题: the main title."),
    subtitle=_text_or_null("副题: the line below the headline."),
    byline=_or_null("byline", "Who reported, parsed."),
    body=_list_of("element", "What the reader reads, in reading order."),
    continued_from=_or_null("link", "Where it began, if this is the rest of an article (上接)."),
    continued_on=_or_null("link", "Where it goes on (下转)."),
    status=_texts("What is missing: head-elsewhere, tail-elsewhere, tail-missing, gap. Empty when it is whole."),
    dropped=_list_of("dropped", "Text that was taken out of it."),
    decisions=_list_of("decision", "How it came about."),
    confidence=CONFIDENCE,
    candidates=_list({}, "What else it might be or belong to, with scores; left out when empty."),
    duplicate=_ref("duplicate", "Which article it repeats, as `dedupe --scope archive` found; left out if none."),
    provenance=_ref("provenance", "Where its text stands; left out by --no-provenance."),
)
ARTICLE["if"] = {"properties": {"kind": {"const": "fragment"}}}
ARTICLE["then"] = {"required": ["orphan"]}

SCHEMA: Schema = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": f"urn:{model.SCHEMA.replace('/', ':')}",
    "title": "A record of zbtools",
    "description": "One line of a record stream: a page, an article or a fragment. Unknown keys pass through.",
    "type": "object",
    "required": ["kind"],
    "if": {"properties": {"kind": {"const": "page"}}},
    "then": {"$ref": "#/$defs/page"},
    "else": {"$ref": "#/$defs/article"},
    "$defs": {
        "page": PAGE,
        "article": ARTICLE,
        "span": SPAN,
        "source": SOURCE,
        "furniture": FURNITURE,
        "dropped": DROPPED,
        "decision": DECISION,
        "byline": BYLINE,
        "person": PERSON,
        "element": ELEMENT,
        "link": LINK,
        "duplicate": DUPLICATE,
        "provenance": PROVENANCE,
    },
}
