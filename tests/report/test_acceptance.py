"""Samples, intervals, and checklists that people filled in."""

from __future__ import annotations

import math
import random
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zbtools.batch.report.checklist import read_judged, write_checklist
from zbtools.errors import InputError
from zbtools.stages.acceptance import CATEGORIES, RIGHT, WRONG, Sample, accuracies, interval
from zbtools.views.report.acceptance import COLUMNS, Acceptance, Item

# Of Table I in Newcombe, Two-sided confidence intervals for the single proportion, 1998: Wilson without correction.
NEWCOMBE = (
    (81, 263, 0.2553, 0.3662),
    (15, 148, 0.0624, 0.1605),
    (0, 20, 0.0, 0.1611),
    (1, 29, 0.0061, 0.1718),
)


@pytest.mark.parametrize(("right", "judged", "low", "high"), NEWCOMBE)
def test_intervals_are_those_in_print(right: int, judged: int, low: float, high: float) -> None:
    found = interval(right, judged)
    assert (round(found.low, 4), round(found.high, 4)) == (low, high)


@given(st.integers(1, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_an_interval_holds_its_share_and_narrows_with_more(drawn: tuple[int, int]) -> None:
    right, judged = drawn
    found, more = interval(right, judged), interval(right * 4, judged * 4)
    assert 0 <= found.low <= found.share <= found.high <= 1
    assert more.high - more.low < found.high - found.low
    other = interval(judged - right, judged)
    assert math.isclose(found.low, 1 - other.high, abs_tol=1e-12)


def drawn(keys: list[str], size: int, seed: int) -> list[str]:
    sample = Sample[str](size, seed)
    for key in keys:
        sample.offer(key, key)
    assert sample.seen == len(keys)
    return sample.drawn


def test_a_sample_depends_on_the_seed_and_not_on_the_order() -> None:
    keys = [f"{number}.txt" for number in range(500)]
    first = drawn(keys, 20, 1)
    assert first == sorted(first, key=keys.index)
    shuffled = random.Random(0).sample(keys, len(keys))
    assert set(drawn(shuffled, 20, 1)) == set(first)
    assert set(drawn(keys, 20, 2)) != set(first)
    assert set(drawn(keys, 10, 1)) < set(first)
    assert drawn(keys[:7], 20, 1) == keys[:7]


def test_every_article_is_as_likely_as_any_other() -> None:
    keys = [f"page-{number}" for number in range(10)]
    counts = Counter(key for seed in range(3000) for key in drawn(keys, 3, seed))
    # 900 each; the standard deviation of a count is 25.
    assert all(800 < counts[key] < 1000 for key in keys)


ITEM = Item(
    "a-1", "article", "滨江日报", "2023-04-18", "02", "02.txt", "02.jsonl", "通车", "记者 周一苇", "今天,", "=A9"
)
ITEMS = [ITEM, ITEM._replace(id="b-2"), ITEM._replace(id="c-3")]


def filled(path: Path, *rows: str) -> Path:
    """Write the checklist, and fill its lines in: what stands in the four categories, one after the other."""
    write_checklist(str(path), Acceptance(ITEMS, 30, 1))
    head, *lines = path.read_text("utf-8-sig").splitlines()
    ends = [line.removesuffix(",,,,,") + f",{row}," for line, row in zip(lines, rows, strict=True)]
    path.write_text("\n".join([head, *ends]) + "\n", "utf-8")
    return path


def test_what_was_judged_is_read_back(tmp_path: Path) -> None:
    path = filled(tmp_path / "sample.csv", "1,1,0,", "right,Wrong,错,对", ",,,")
    judged = read_judged(str(path))
    assert judged["a-1"] == {"segmentation": RIGHT, "headlines": RIGHT, "body": WRONG, "metadata": None}
    assert judged["b-2"] == {"segmentation": RIGHT, "headlines": WRONG, "body": WRONG, "metadata": RIGHT}
    found = {name: (right, count) for name, right, count in accuracies(judged.values())}
    assert found == {"segmentation": (2, 2), "headlines": (1, 2), "body": (0, 2), "metadata": (1, 1)}


def test_a_checklist_written_again_keeps_what_was_judged(tmp_path: Path) -> None:
    judged = read_judged(str(filled(tmp_path / "sample.csv", "y,n,,", "y,y,y,y", ",,,")))
    write_checklist(str(tmp_path / "again.csv"), Acceptance(ITEMS, 30, 1, judged))
    assert read_judged(str(tmp_path / "again.csv")) == judged


@pytest.mark.parametrize("delimiter", [";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_a_checklist_is_read_as_spreadsheets_save_it(tmp_path: Path, delimiter: str, encoding: str) -> None:
    path = filled(tmp_path / "sample.csv", "1,1,1,1", "0,0,0,0", ",,,")
    lines = path.read_text("utf-8").replace('"今天,"', "今天").replace(",", delimiter).replace("\n", "\r\n")
    path.write_bytes(lines.encode(encoding))
    judged = read_judged(str(path))
    assert [each.right for each in accuracies(judged.values())] == [1, 1, 1, 1]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("1,1,1,1", "1,1,perhaps,1"), "line 2: body is 'perhaps'"),
        (("b-2", "a-1"), "line 3: the article a-1 was judged before"),
        (("headlines", "titles"), "no column headlines"),
    ],
)
def test_a_checklist_that_says_something_else_is_refused(tmp_path: Path, change: tuple[str, str], said: str) -> None:
    path = filled(tmp_path / "sample.csv", "1,1,1,1", ",,,", ",,,")
    path.write_text(path.read_text("utf-8").replace(*change), "utf-8")
    with pytest.raises(InputError, match=said):
        read_judged(str(path))


def test_the_columns_of_a_checklist() -> None:
    assert COLUMNS[:2] == ("number", "id")
    assert COLUMNS[-5:] == (*CATEGORIES, "note")
