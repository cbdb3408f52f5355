from __future__ import annotations

import json

from tests.export.pages import ALL
from zbtools.records import parse_lines, to_json
from zbtools.stages.export.plain import to_json_array, to_jsonl


def test_json_lines_are_the_records():
    assert list(parse_lines(to_jsonl(ALL).splitlines(), "x")) == ALL


def test_the_array_holds_the_same_records():
    assert json.loads(to_json_array(ALL)) == [to_json(record) for record in ALL]


def test_nothing_is_an_empty_array():
    assert to_json_array([]) == "[]\n"
    assert to_jsonl([]) == ""
