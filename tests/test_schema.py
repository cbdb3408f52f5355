from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import fields, replace
from typing import Any

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator

from tests.record_strategies import records
from tests.test_records import ARTICLE, PAGE, changed, dump_line
from zbtools import model
from zbtools.errors import InputError
from zbtools.records import from_json, to_json
from zbtools.schema import SCHEMA

VALIDATOR = Draft202012Validator(SCHEMA)

FORMS = {
    "page": model.Page,
    "article": model.Article,
    "source": model.Source,
    "furniture": model.Furniture,
    "dropped": model.Dropped,
    "decision": model.Decision,
    "byline": model.Byline,
    "person": model.Person,
    "element": model.Element,
    "link": model.Link,
    "provenance": model.Provenance,
}


def described(schema: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Every schema of a key or a definition, with its path."""
    for group in ("properties", "$defs"):
        for key, inner in schema.get(group, {}).items():
            yield f"{path}/{key}", inner
            yield from described(inner, f"{path}/{key}")


DESCRIBED = list(described(SCHEMA))


def test_the_schema_is_one():
    Draft202012Validator.check_schema(SCHEMA)
    assert json.loads(json.dumps(SCHEMA)) == SCHEMA


@given(records)
def test_every_record_validates(record):
    VALIDATOR.validate(to_json(record))


def test_a_record_without_provenance_validates():
    VALIDATOR.validate(to_json(replace(ARTICLE, provenance=None)))


@pytest.mark.parametrize(("name", "form"), FORMS.items())
def test_the_schema_names_every_key_of_the_model(name, form):
    keys = SCHEMA["$defs"][name]["properties"].keys() - {"schema", "orphan"}
    own = {field.name for field in fields(form)} - {"extra"} | getattr(form, "DERIVED", set())
    assert keys - {"kind"} == own - {"kind"}


@pytest.mark.parametrize(("path", "schema"), DESCRIBED, ids=[path for path, _ in DESCRIBED])
def test_every_key_is_described(path, schema):
    assert schema["description"].endswith("."), path


def test_the_keys_come_in_the_order_of_the_records():
    for record in (PAGE, ARTICLE):
        written = list(to_json(record))
        order = list(SCHEMA["$defs"][to_json(record)["kind"]]["properties"])
        assert sorted(written, key=order.index) == written


@pytest.mark.parametrize(
    ("line", "keys"),
    [
        (PAGE, {"schema": "zbtools/2"}),
        (PAGE, {"kind": "book"}),
        (PAGE, {"source": {"name": "x"}}),
        (PAGE, {"dropped": [{"reason": "markup", "spans": [[0, 1]]}]}),
        (PAGE, {"dropped": [{"reason": "markup", "spans": [[0, 1, -2]]}]}),
        (ARTICLE, {"confidence": 2}),
        (ARTICLE, {"body": [{"kind": "poem", "text": ""}]}),
        (ARTICLE, {"headline": 3}),
        (ARTICLE, {"pages": None}),
        (ARTICLE, {"byline": {"people": []}}),
    ],
)
def test_what_the_reader_refuses_does_not_validate(line, keys):
    spoilt = json.loads(changed(dump_line(line), **keys))
    assert not VALIDATOR.is_valid(spoilt)
    with pytest.raises(InputError):
        from_json(spoilt, "here")
