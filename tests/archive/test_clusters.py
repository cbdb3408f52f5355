"""`zbtools clusters`: who printed a story first, and where two printings differ."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.archive.stories import damaged, lines, record, story
from tests.commandline import Ending, zbtools
from zbtools.errors import EXIT_DONE, EXIT_FINDINGS, EXIT_INPUT, EXIT_USAGE
from zbtools.stages.archive.collation import collate
from zbtools.stages.archive.normal import normal_forms

STORY = story(1)
RECORDS = [
    record("a", STORY, paper="滨江日报", date="2021-03-09", headline="大桥通车"),
    record("b", damaged(STORY, 30, 2), paper="南湾晚报", date="2021-03-08", headline="大桥今通车"),
    record("c", STORY, paper="松岭时报", date="2021-03-11"),
    record("d", story(2), paper="松岭时报", date="2021-03-11"),
    record("e", story(3), paper="松岭时报", date="2021-03-12"),
    record("f", story(3), paper="北渡快报"),
]
TABLE = """\
大桥通车  3 printings, 3 papers, 2021-03-08 to 2021-03-11
  2021-03-08  南湾晚报  near 0.95  b
  2021-03-09  滨江日报  a
  2021-03-11  松岭时报  exact 1.00  c

e  2 printings, 2 papers, 2021-03-12 to 2021-03-12
  2021-03-12  松岭时报  e
  no date     北渡快报  exact 1.00  f

"""


@pytest.fixture(autouse=True, scope="module")
def _searched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """All of these tests only read: one search is enough for them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(tmp_path_factory.mktemp("searched"))
        Path("in.jsonl").write_bytes(lines(*RECORDS))
        Path("marked.jsonl").write_bytes(zbtools("dedupe", "--scope", "archive", "--index", "index", "in.jsonl").out)
        yield


def test_the_table() -> None:
    assert zbtools("clusters", "marked.jsonl") == Ending(EXIT_DONE, TABLE.encode(), "")


def test_an_index_tells_the_same() -> None:
    assert zbtools("clusters", "--index", "index") == zbtools("clusters", "marked.jsonl")


@pytest.mark.parametrize(
    ("options", "ids"),
    [
        ((), ["a", "e"]),
        (("--least", "3"), ["a"]),
        (("--paper", "北渡快报"), ["e"]),
        (("--paper", "无名报"), []),
    ],
)
def test_what_is_shown(options: tuple[str, ...], ids: list[str]) -> None:
    assert [family["id"] for family in objects(zbtools("clusters", "--to", "jsonl", *options, "marked.jsonl"))] == ids


def objects(ending: Ending) -> list[dict[str, Any]]:
    assert ending.code == EXIT_DONE, ending.said
    return [json.loads(line) for line in ending.text.splitlines()]


def test_a_family_as_json() -> None:
    family = objects(zbtools("clusters", "--to", "jsonl", "marked.jsonl"))[0]
    assert [one["id"] for one in family.pop("printings")] == ["b", "a", "c"]
    assert family == {"id": "a", "headline": "大桥通车", "papers": 3, "first": "2021-03-08", "last": "2021-03-11"}


def test_where_two_printings_differ() -> None:
    one, other = record("a", "记者在青石桥，看到工人。"), record("b", "記者在青石大橋看見工人")
    ending = zbtools("diff", "a", "b", stdin=lines(one, other))
    assert ending.code == EXIT_FINDINGS
    assert ending.text == "记者在青石⟦⟧桥，看到工人。  |  ⟦大⟧\n记者在青石桥，看⟦到⟧工人。  |  ⟦見⟧\n"


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("diff", "a", "nobody", "marked.jsonl"), EXIT_INPUT, "nobody: no article of this id in the input"),
        (("clusters", "--index", "index", "marked.jsonl"), EXIT_USAGE, "--index and INPUT do not go together"),
        (("clusters", "--index", "nowhere"), EXIT_USAGE, "nowhere: no index here"),
        (("clusters", "nothing.jsonl"), EXIT_INPUT, "nothing.jsonl: no such file or folder"),
    ],
)
def test_misuse(arguments: tuple[str, ...], code: int, said: str) -> None:
    ending = zbtools(*arguments)
    assert (ending.code, ending.out) == (code, b"")
    assert ending.said.startswith(f"zbtools: {said}")
    assert not Path("nowhere").exists()


TEXT = st.text(st.sampled_from("江湾渡口，。 橋桥A１"), max_size=20)


@settings(deadline=None)
@given(left=TEXT, right=TEXT)
def test_a_collation_tells_all_that_differs(left: str, right: str) -> None:
    """With its variations replaced, the left text is the right one, but for script, width and punctuation."""
    out, place = "", 0
    for found in collate(left, right):
        start, end = found.left_span
        assert (found.left, found.right) == (left[start:end], right[slice(*found.right_span)])
        out += left[place:start] + found.right
        place = end
    forms = normal_forms([out + left[place:], right])
    assert forms.text(0) == forms.text(1)
