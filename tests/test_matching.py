"""Which pieces of an issue go together, given how likely each pair is."""

from __future__ import annotations

import pytest

from tests.test_continuations import BRIDGE, FERRY, HEADLINE, MARKET, TEA, bodies, page, run
from zbtools.stages.join.kinship import Kin
from zbtools.stages.join.matching import DISTINCT, LEFT_OVER, matched


def kin(score: float, head: int, tail: int, named: bool = False) -> Kin:
    return Kin(score, head, tail, "", named)


CLEAR, LITTLE = DISTINCT + 1, DISTINCT / 2

CASES = {
    "best first": ([kin(5, 0, 8), kin(4, 0, 9), kin(3, 1, 9)], [(0, 8), (1, 9)], [(0, 8), (1, 9)]),
    "exchanged where both fit better": (
        [kin(5, 0, 8), kin(4.5, 0, 9), kin(4.5, 1, 8), kin(1, 1, 9)],
        [(0, 9), (1, 8)],
        [(0, 9), (1, 8)],
    ),
    "left apart where an exchange fits as well": (
        [kin(5, 0, 8), kin(4, 0, 9), kin(4, 1, 8), kin(3 + LITTLE, 1, 9)],
        [(0, 8), (1, 9)],
        [],
    ),
    "a tail that two heads want": ([kin(4, 0, 9), kin(4 - LITTLE, 1, 9)], [(0, 9)], []),
    "a tail that one head wants more": ([kin(4, 0, 9), kin(4 - CLEAR, 1, 9)], [(0, 9)], [(0, 9)]),
    "unlikely": ([kin(-0.1, 0, 9)], [], []),
    "what is left over and named": ([kin(0.1 - LEFT_OVER, 0, 9, named=True)], [(0, 9)], [(0, 9)]),
    "named, but too unlike": ([kin(-0.1 - LEFT_OVER, 0, 9, named=True)], [], []),
    "named, but not left over": ([kin(3, 0, 8), kin(-0.1, 0, 9, named=True)], [(0, 8)], [(0, 8)]),
}


@pytest.mark.parametrize(("pairs", "chosen", "distinct"), CASES.values(), ids=CASES)
def test_pieces_go_together(pairs: list[Kin], chosen: list[tuple[int, int]], distinct: list[tuple[int, int]]) -> None:
    matches = matched(pairs)
    assert sorted((match.kin.head, match.kin.tail) for match in matches) == chosen
    assert sorted((match.kin.head, match.kin.tail) for match in matches if match.is_distinct) == distinct


def test_confidence_is_no_more_than_what_tells_a_match_from_the_next() -> None:
    (lone,) = matched([kin(4, 0, 9)])
    (contested, _) = matched([kin(4, 0, 9), kin(3, 1, 9), kin(1, 1, 8)])
    assert lone.confidence == pytest.approx(0.982, abs=0.001)
    assert contested.confidence == pytest.approx(0.881, abs=0.001)


def test_a_tail_that_may_be_of_either_story_stands_alone_and_names_one() -> None:
    articles = run(
        ("01", page(f"{MARKET}(下转02版)", f"{FERRY}(下转02版)", HEADLINE, *BRIDGE)),
        ("02", page("(上接01版)人们都说,日子会一天比一天好。", TEA)),
    )
    (alone,) = (article for article in articles if article.status == ("head-elsewhere",))
    assert bodies(alone) == ["人们都说,日子会一天比一天好。"]
    (candidate,) = alone.candidates
    assert candidate["title"] in ("早市开到家门口", "渡轮航线年底停航")


def test_a_tail_that_closes_a_quotation_goes_to_the_story_that_left_one_open() -> None:
    articles = run(
        ("01", page(f"{MARKET}(下转02版)", f"{FERRY}老船工说:“(下转02版)", HEADLINE, *BRIDGE)),
        ("02", page("(上接01版)人们都盼着,日子会一天比一天好。”", TEA)),
    )
    (joined,) = (article for article in articles if any("一天比一天好" in text for text in bodies(article)))
    assert joined.headline == "渡轮航线年底停航"
