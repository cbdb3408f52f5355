"""The kernels of the archive search: what they promise for any text, alone or in any batch."""

from __future__ import annotations

from collections import Counter
from itertools import chain, combinations, pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zbtools.language.arrays import Array
from zbtools.stages.archive.comparing import compare
from zbtools.stages.archive.fingerprints import fingerprints
from zbtools.stages.archive.guard import variants
from zbtools.stages.archive.join import TEXT_BITS, TEXT_MASK, change, rows
from zbtools.stages.archive.normal import digests, kept_places, normal_forms
from zbtools.stages.archive.printed import counts, no_counts, printed
from zbtools.stages.archive.settings import Grain
from zbtools.stages.archive.windows import windows

Pair = tuple[int, int]

GRAIN = Grain()
GRAINS = [Grain(), Grain(5, 6), Grain(1, 3), Grain(3, 1)]
HAN = st.text(st.sampled_from("江湾渡口青石桥柳树船工老何夜雨灯火"), max_size=60)
ANY = st.text(max_size=40)

# --- the normal form


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("《臺灣》記者，為爲", "台湾记者为为"),
        ("ＡＢＣ　１２３", "abc123"),
        ("羣峯", "群峰"),
        ("二○二○年", "二〇二〇年"),
        ("江 湾\n渡　口。", "江湾渡口"),
        ("豈更", "岂更"),
        ("😀渡口", "渡口"),
    ],
)
def test_what_is_the_same_for_comparison(one: str, other: str) -> None:
    assert normal_forms([one]).text(0) == normal_forms([other]).text(0) == other


@settings(deadline=None)
@given(st.lists(ANY, max_size=5))
def test_a_normal_form_does_not_depend_on_its_neighbours(texts: list[str]) -> None:
    together = normal_forms(texts)
    assert [together.text(number) for number in range(len(texts))] == [normal_forms([text]).text(0) for text in texts]


@settings(deadline=None)
@given(ANY)
def test_a_normal_form_is_its_own(text: str) -> None:
    once = normal_forms([text]).text(0)
    assert normal_forms([once]).text(0) == once


@settings(deadline=None)
@given(ANY)
def test_each_character_of_a_normal_form_has_its_place(text: str) -> None:
    places = kept_places(text)
    assert len(places) == normal_forms([text]).lengths[0]
    assert "".join(normal_forms([text[place]]).text(0) for place in places) == normal_forms([text]).text(0)


@settings(deadline=None)
@given(st.lists(ANY, min_size=2, max_size=6))
def test_equal_forms_have_equal_digests_and_no_others(texts: list[str]) -> None:
    forms = normal_forms(texts)
    found = digests(forms)
    for one, other in combinations(range(len(texts)), 2):
        assert (found[one] == found[other]) == (forms.text(one) == forms.text(other))


# --- fingerprints


@pytest.mark.parametrize("grain", GRAINS)
@settings(deadline=None)
@given(shared=HAN, around=st.tuples(HAN, HAN, HAN, HAN))
def test_what_is_long_enough_and_common_shares_a_fingerprint(
    grain: Grain, shared: str, around: tuple[str, str, str, str]
) -> None:
    if len(shared) < grain.reach:
        shared = shared + "旧岸新潮往来客帆影照晚霞十里长堤"[: grain.reach - len(shared)]
    one, other = fingerprint_sets([around[0] + shared + around[1], around[2] + shared + around[3]], grain)
    assert one & other


@pytest.mark.parametrize("grain", GRAINS)
@settings(deadline=None)
@given(texts=st.lists(HAN, max_size=6))
def test_fingerprints_do_not_depend_on_the_batch(grain: Grain, texts: list[str]) -> None:
    assert fingerprint_sets(texts, grain) == [fingerprint_sets([text], grain)[0] for text in texts]


def fingerprint_sets(texts: list[str], grain: Grain) -> list[set[tuple[int, int]]]:
    forms = normal_forms(texts)
    found = fingerprints(forms, grain)
    return [set(found.hashes[start:end].tolist()) for start, end in pairwise(found.starts.tolist())]


# --- the join


def pairs_of(new: dict[int, set[int]], old: dict[int, set[int]], cap: int) -> tuple[Counter[Pair], Counter[Pair]]:
    """Return how often each pair of texts is gained and lost when the holders in `new` come to those in `old`.

    As in an archive, only those old rows are there that have a hash of the new ones.
    """
    sides = rows_of(new), rows_of({hash: texts for hash, texts in old.items() if hash in new})
    gained: Counter[Pair] = Counter()
    lost: Counter[Pair] = Counter()
    for partition in zip(*sides, strict=True):
        if any(map(len, partition)):
            found = change(partition, cap)
            gained.update(map(unpacked, found.gained.tolist()))
            lost.update(map(unpacked, found.lost.tolist()))
    return gained, lost


def rows_of(holders: dict[int, set[int]]) -> list[Array]:
    """Return the rows of each partition."""
    pairs = [(hash, text) for hash, texts in holders.items() for text in texts]
    hashes = np.array([hash * 0x9E3779B97F4A7C15 % (1 << 64) for hash, _ in pairs], np.uint64)
    packed, bounds = rows(hashes, np.array([text for _, text in pairs], np.int64))
    return [packed[start:end] for start, end in pairwise(bounds.tolist())]


def unpacked(pair: int) -> Pair:
    return pair >> TEXT_BITS, pair & int(TEXT_MASK)


def test_nothing_changes_where_nothing_is() -> None:
    nothing = np.zeros(0, np.uint64)
    assert [len(side) for side in change((nothing, nothing))] == [0, 0]


@settings(deadline=None, max_examples=30)
@given(st.dictionaries(st.integers(1, 1 << 20), st.sets(st.integers(0, 30), max_size=9), max_size=12))
def test_up_to_the_cap_all_holders_are_paired(holders: dict[int, set[int]]) -> None:
    expected: dict[tuple[int, int], int] = {}
    for texts in holders.values():
        for pair in combinations(sorted(texts), 2):
            expected[pair] = expected.get(pair, 0) + 1
    assert pairs_of(holders, {}, cap=9) == (expected, {})


@settings(deadline=None, max_examples=30)
@given(st.sets(st.integers(0, 1000), min_size=5, max_size=60))
def test_above_the_cap_each_holder_is_paired_with_the_first_and_the_one_before(texts: set[int]) -> None:
    ordered = sorted(texts)
    gained, _ = pairs_of({7: texts}, {}, cap=4)
    assert {*gained} == {(ordered[0], text) for text in ordered[1:]} | {*pairwise(ordered)}


HOLDERS = st.dictionaries(st.integers(1, 3), st.sets(st.integers(0, 40), max_size=12), max_size=3)


@settings(deadline=None, max_examples=60)
@given(first=HOLDERS, second=HOLDERS, cap=st.integers(1, 6))
def test_what_new_holders_change_is_the_difference_of_all_and_the_old(
    first: dict[int, set[int]], second: dict[int, set[int]], cap: int
) -> None:
    new = {hash: texts - {*chain(*first.values())} for hash, texts in second.items()}
    together = {hash: first.get(hash, set()) | new.get(hash, set()) for hash in (*first, *new)}
    before, _ = pairs_of(first, {}, cap)
    after, _ = pairs_of(together, {}, cap)
    gained, lost = pairs_of(new, first, cap)
    assert after == before + gained - lost
    assert before & gained == Counter()
    assert lost <= before


# --- comparing, and the guard

STORY = (
    "滨江日报讯记者周一苇三月八日记者在青石桥工地看到二十余名工人正冒雨安装护栏大桥预计五月中旬通车届时两岸居民过江只需七分钟"
    "渡口的老船工们已经开始学开观光船准备换一种活法我摆了三十年渡从没想过能从桥上走过去船工老何望着对岸的灯火点上一支烟"
)
OTHER = "南湾区今年新栽柳树四万株护林员每天沿堤巡查两遍汛期加到四遍柳树成活率在九成以上明年开春还要补栽"
REPORT = (
    "昨日下午市长沈鹿鸣在市政府会见了来访的松岭市代表团一行双方就两市在交通教育和旅游方面的合作交换了意见代表团将于四月九日离开"
    "沈鹿鸣说滨江和松岭交往已久希望今后走动更多合作更实松岭市副市长林下风表示愿意推动两市企业和学校结成对子"
)


def relation(one: str, other: str) -> tuple[float, bool] | None:
    """Return the score of two texts and whether they are variants, or None if they share too little."""
    forms = normal_forms([one, other])
    found = compare(forms, windows(forms, np.array([0]), np.array([1]), GRAIN), 0.8)
    return (float(found.score[0]), bool(variants(forms, found, no_counts())[0])) if found.size else None


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        pytest.param(STORY, STORY, (1.0, False), id="the same"),
        pytest.param(STORY[20:80], STORY, (1.0, False), id="a slice"),
        pytest.param(STORY[:40] + STORY[70:], STORY, (1.0, False), id="a sentence cut out"),
        pytest.param(STORY.replace("滨江日报讯记者周一苇", "本报讯"), STORY, None, id="another dateline"),
        pytest.param(STORY, OTHER, None, id="another story"),
        pytest.param(OTHER, REPORT, None, id="nothing in common"),
    ],
)
def test_what_two_texts_share(one: str, other: str, expected: tuple[float, bool] | None) -> None:
    found = relation(one, other)
    if expected is None and one != OTHER and other != OTHER:
        assert found is not None
        assert found[0] >= 0.95
        assert not found[1]
    else:
        assert found == expected


def test_damage_is_no_other_event() -> None:
    damaged = "".join("鹩" if number % 17 == 5 else character for number, character in enumerate(REPORT))
    found = relation(damaged, REPORT)
    assert found is not None
    assert found == (pytest.approx(16 / 17, abs=0.01), False)


@pytest.mark.parametrize(
    "changes",
    [
        {"沈鹿鸣": "方洲平", "松岭": "南屿", "四月九日": "六月十二日"},
        {"四月九日": "五月二日", "昨日下午": "今天上午", "林下风": "许湾生"},
        {"市长沈鹿鸣": "副市长许志强", "交通教育和旅游": "农业卫生和体育"},
    ],
)
def test_other_particulars_are_another_event(changes: dict[str, str]) -> None:
    other = REPORT
    for old, new in changes.items():
        other = other.replace(old, new)
    found = relation(other, REPORT)
    assert found is not None
    assert found[1]


def test_neighbours_are_printed_if_the_archive_prints_them_oftener_than_chance() -> None:
    forms = normal_forms(["鹩鸲飞过鹩鸲" * 5 + "江湾渡口" * 5])
    left, right = normal_forms(["鹩鹩口", "鸲口鹩"]).codes.reshape(2, 3)
    archive = counts(forms.codes, forms.starts)
    assert printed(left, right, archive).tolist() == [True, False, False]
    assert not printed(left, right, no_counts()).any()
