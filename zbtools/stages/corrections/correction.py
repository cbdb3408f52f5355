"""Corrections: what a person decided about pieces of a page, and the JSON that they are kept in."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from zbtools.errors import InputError
from zbtools.model import TITLE_PARTS
from zbtools.records.shapes import (
    MismatchError,
    Object,
    flag,
    list_of,
    mapping,
    one_of,
    optional,
    or_none,
    required,
    text,
    whole,
)
from zbtools.stages.corrections.references import DIGITS, Reference

SCHEMA = "zbtools-corrections/1"
KINDS = ("accept", "move", "join", "split", "not-duplicate", "title", "not-title")
TO = ("new", "furniture")

_kind = one_of(*KINDS)
_to = one_of(*TO)
_form = one_of(*TITLE_PARTS, "paragraph", "subheading")


@dataclass(frozen=True, slots=True)
class Correction:
    """One decision by a person. docs/corrections.md says what each kind does.

    `after`: the piece that `piece` shall stand behind. `to`: a new article, or furniture. `form`: which part of a title
    it is, or what it is instead of one. `begins`: a title begins an article with what stands below it. `op`: which
    decision is accepted.
    """

    kind: str
    piece: Reference
    after: Reference | None = None
    to: str | None = None
    form: str | None = None
    begins: bool = False
    op: str | None = None

    @property
    def id(self) -> str:
        """What tells it from others on its page: records name the corrections that were made on them."""
        content = repr(replace(self, piece=_unpaged(self.piece), after=self.after and _unpaged(self.after)))
        return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()[:DIGITS]

    def __str__(self) -> str:
        """Return it as a person would call it."""
        return f"{self.kind} “{self.piece.begins}…”"


def _unpaged(reference: Reference) -> Reference:
    """Return `reference` without what depends on more than the content of the page."""
    return replace(reference, page="", source="")


def parse(data: str, name: str) -> tuple[Correction, ...]:
    """Return the corrections that the JSON `data` of the file `name` holds. Raises InputError for another form."""
    try:
        obj = mapping(json.loads(data.removeprefix("\ufeff")))
        if required(obj, "schema", text) != SCHEMA:
            raise InputError(f"{name}: corrections of the unknown schema {obj['schema']!r:.40}", f"this reads {SCHEMA}")
        return required(obj, "corrections", list_of(_correction))
    except MismatchError as error:
        raise InputError(f"{name}: {error.path.removeprefix('.') or 'the file'} {error}", HINT) from None
    except (ValueError, RecursionError) as error:
        raise InputError(f"{name}: not JSON: {error}", HINT) from None


HINT = "take the file as `zbtools review` saved it; docs/corrections.md tells its form"


def _correction(value: Any) -> Correction:
    obj = mapping(value)
    return _complete(
        Correction(
            required(obj, "kind", _kind),
            required(obj, "piece", _reference),
            optional(obj, "after", or_none(_reference), None),
            optional(obj, "to", or_none(_to), None),
            optional(obj, "as", or_none(_form), None),
            optional(obj, "begins", flag, False),
            optional(obj, "op", or_none(text), None),
        )
    )


def _complete(correction: Correction) -> Correction:
    """Return `correction` if it says all that its kind must say."""
    needs = {"move": correction.after or correction.to, "join": correction.after, "accept": correction.op}
    if not needs.get(correction.kind, True):
        wanted = {"move": "after or to", "join": "after", "accept": "op"}[correction.kind]
        raise MismatchError(f"must say {wanted}")
    return correction


def _reference(value: Any) -> Reference:
    obj = mapping(value)
    return Reference(
        required(obj, "page", text),
        required(obj, "at", _range),
        required(obj, "begins", text),
        required(obj, "length", whole),
        required(obj, "hash", text),
        optional(obj, "part", or_none(_range), None),
        optional(obj, "source", text, ""),
    )


def _range(value: Any) -> tuple[int, int]:
    pair = list_of(whole)(value)
    if len(pair) != 2 or pair[0] > pair[1]:
        raise MismatchError("must be [start, end], two whole numbers with start <= end")
    return pair[0], pair[1]


def to_json(correction: Correction) -> Object:
    """Return a correction as a JSON object."""
    return dict(_keys(correction))


def _keys(correction: Correction) -> Iterator[tuple[str, Any]]:
    yield "kind", correction.kind
    yield "piece", reference_json(correction.piece)
    if correction.after:
        yield "after", reference_json(correction.after)
    named = {"to": correction.to, "as": correction.form, "begins": correction.begins, "op": correction.op}
    yield from ((key, value) for key, value in named.items() if value)


def reference_json(reference: Reference) -> Object:
    """Return a reference as a JSON object."""
    out: Object = {
        "page": reference.page,
        "source": reference.source,
        "at": list(reference.at),
        "begins": reference.begins,
        "length": reference.length,
        "hash": reference.hash,
    }
    return out | {"part": list(reference.part)} if reference.part else out
