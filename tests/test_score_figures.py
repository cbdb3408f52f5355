"""Figures of tiny invented golds, computed by hand."""

from __future__ import annotations

import math
from fractions import Fraction
from itertools import groupby
from typing import Any

import pytest

from zbtools.model import Article, Byline, Element, Person, Provenance
from zbtools.stages.score import figures, gold_from_json, score_issue


def gold_of(letters: str, **more: Any) -> dict[str, Any]:
    """Return an issue of one page, whose characters belong to the articles with these letters."""
    text = "".join(chr(0x4E00 + at) for at in range(len(letters)))
    runs, lengths = [], dict.fromkeys(letters, 0)
    for letter, group in groupby(range(len(letters)), letters.__getitem__):
        start, *rest = group
        end = [start, *rest][-1] + 1
        runs.append([0, start, end, sorted(lengths).index(letter), 0, lengths[letter]])
        lengths[letter] += end - start
    return {"id": "a", "pages": [text], "runs": runs} | more


def records_of(letters: str, bylines: dict[str, Byline] | None = None) -> list[Article]:
    """Return the records with these letters, each of one paragraph; a dot is lost, a capital is a fragment."""
    found = []
    for letter in sorted(set(letters) - {"."}):
        spans = tuple((0, at, at + 1) for at, one in enumerate(letters) if one == letter)
        body = (Element("paragraph", "".join(chr(0x4E00 + start) for _, start, _ in spans)),)
        kind: Any = "fragment" if letter.isupper() else "article"
        byline = (bylines or {}).get(letter)
        found.append(Article(letter, kind, body=body, byline=byline, provenance=Provenance(body=(spans,))))
    return found


@pytest.mark.parametrize(
    ("gold", "records", "ari", "f1_50", "f1_75", "f1_90", "splits", "merges"),
    [
        pytest.param("aaaabbbb", "xxxxyyyy", "1", "1", "1", "1", 0, 0, id="right"),
        # Pairs of characters: 12 of 28 together in gold, all in the record, 12 expected by chance.
        pytest.param("aaaabbbb", "xxxxxxxx", "0", "0", "0", "0", 0, 1, id="two in one: just half is no match"),
        pytest.param("aaaaaaaa", "xxxxyyyy", "0", "0", "0", "0", 1, 0, id="one in two"),
        # 9 pairs together, 13 and 12 on either side, 13 * 12 / 28 expected; overlaps of 4/5 and 3/4.
        pytest.param("aaaabbbb", "xxxxxyyy", "48/97", "1", "1/2", "0", 1, 1, id="a quarter strayed"),
        # 361 pairs together, 381 and 380, 381 * 380 / 780 expected; overlaps of 20/21 and 19/20.
        pytest.param(
            "a" * 20 + "b" * 20, "x" * 21 + "y" * 19, "136800/152010", "1", "1", "1", 0, 0, id="a twentieth strayed"
        ),
        # 6 pairs together, 6 and 12, 72 / 28 expected; one record, two articles.
        pytest.param("aaaabbbb", "xxxx....", "8/15", "2/3", "2/3", "2/3", 0, 0, id="one lost"),
        pytest.param("aaaabbbb", "xxxxYYYY", "1", "2/3", "2/3", "2/3", 0, 0, id="a fragment is no article"),
        pytest.param("aaaaaaaa", "xxxxxxYY", "0", "1", "0", "0", 1, 0, id="a fragment splits"),
        pytest.param("aaaabbbb", "XXXXXXXX", "0", "0", "0", "0", 0, 0, id="a fragment merges no articles"),
        pytest.param("abababab", "xyxyxyxy", "1", "1", "1", "1", 0, 0, id="order is nothing to them"),
    ],
)
def test_clusters(
    gold: str, records: str, ari: str, f1_50: str, f1_75: str, f1_90: str, splits: int, merges: int
) -> None:
    found = figures(score_issue(gold_from_json(gold_of(gold), "gold"), records_of(records)))
    shares = {"ari": ari, "f1_50": f1_50, "f1_75": f1_75, "f1_90": f1_90}
    assert {name: found[name] for name in shares} == pytest.approx(
        {name: float(Fraction(share)) for name, share in shares.items()}
    )
    assert (found["splits"], found["merges"]) == (splits, merges)


ZHOU, GU, SHI = "周一苇", "顾青禾", "史大路"


@pytest.mark.parametrize(
    ("wanted", "said", "byline_f", "people_f"),
    [
        pytest.param([(0, "记者 周一苇", [ZHOU])], {"x": ("记者周一苇", [ZHOU])}, "1", "1", id="white space aside"),
        pytest.param([(0, "周一苇", [ZHOU])], {"y": ("周一苇", [ZHOU])}, "0", "0", id="of the wrong article"),
        pytest.param([(0, "周一苇", [ZHOU])], {"x": ("记者周一苇", [ZHOU])}, "0", "1", id="other words, same person"),
        # One of two bylines: 2 * 1 / (1 + 2); one of three people: 2 * 1 / (1 + 3).
        pytest.param(
            [(0, "周一苇 顾青禾", [ZHOU, GU]), (1, "史大路", [SHI])],
            {"x": ("周一苇 顾青禾", [ZHOU])},
            "2/3",
            "1/2",
            id="half",
        ),
        pytest.param([], {"x": ("周一苇", [ZHOU])}, "0", "0", id="there is none"),
    ],
)
def test_bylines(
    wanted: list[tuple[int, str, list[str]]], said: dict[str, tuple[str, list[str]]], byline_f: str, people_f: str
) -> None:
    bylines = [{"article": article, "text": text, "people": people} for article, text, people in wanted]
    made = {letter: Byline(text, people=tuple(map(Person, people))) for letter, (text, people) in said.items()}
    gold = gold_from_json(gold_of("aaaabbbb", bylines=bylines), "gold")
    found = figures(score_issue(gold, records_of("xxxxyyyy", made)))
    wished = (float(Fraction(byline_f)), float(Fraction(people_f)))
    assert (found["byline_f"], found["people_f"]) == pytest.approx(wished)


def test_bylines_are_not_judged_where_the_gold_tells_none() -> None:
    gold = gold_from_json(gold_of("aaaabbbb"), "gold")
    found = figures(score_issue(gold, records_of("xxxxyyyy", {"x": Byline("周一苇", people=(Person(ZHOU),))})))
    assert math.isnan(found["byline_f"])
    assert math.isnan(found["people_f"])
