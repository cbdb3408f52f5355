"""The synthesiser: its gold must be true, the same seed must give the same issue, and a perfect reader must score 1."""

import doctest
import json
from dataclasses import replace
from functools import cache, partial
from importlib import import_module
from importlib.util import find_spec
from itertools import count, pairwise
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

import benchmarks.synthesise
from benchmarks.synthesise import Article, issues, synthesise
from benchmarks.synthesise.__main__ import main
from benchmarks.synthesise.archive import read_lines
from benchmarks.synthesise.compare import statistics
from benchmarks.synthesise.dev_like import DEV_LIKE
from benchmarks.synthesise.layout import Slice, cut, shifted
from benchmarks.synthesise.mixes import NAMES
from benchmarks.synthesise.oracle import faults, load_scorer, perfect_records
from benchmarks.synthesise.reading import ORDERS

SCORER = Path(__file__).resolve().parents[2] / "shared" / "bench" / "score.py"

MIXES_HERE = NAMES if find_spec("opencc") else ("dev-like",)
"""Mixes other than the first need OpenCC for their traditional pages."""
MANY_JUMPS = replace(
    DEV_LIKE,
    jumps_a_page={3: 1.0},
    jump_loses_paragraph=0.0,
    lost=0.0,
    repeated=0.0,
    continued_twice=0.0,
    noise={0.0: 1},
)
"""All text is there once, unharmed, and stories go on in other pages."""

SENTENCES = (
    "三月八日，滨江市的工人们在江堤上加固堤身。",
    "据负责人周一苇介绍，今年的工程比去年提前了十二天！",
    "“我们每天量三次水位，”他说，“谁也不敢大意。”",
    "记者在现场看到，二百多名青年正在搬运石料（每块重四十公斤）。",
    "下游的临溪县、白石镇也派来了车队；运输全程免费。",
    "到昨天晚上，第三段已经完工，第四段下周动工。",
)


def paragraph(rng: Random) -> str:
    return "".join(rng.choices(SENTENCES, k=rng.randint(1, 6)))


def invented_archive(pages: int = 3, stories: int = 6, seed: int = 0) -> list[dict]:
    rng = Random(seed)
    subjects = ("江堤", "粮站", "渡口", "学校", "茶山", "码头")
    archive = []
    for page in range(1, pages + 1):
        for number in range(stories):
            title = [f"{rng.choice(subjects)}第{page}{number}号工程完工", "万人上堤（江边纪事）"][: rng.randint(1, 2)]
            body = [f"本报滨江3月{number + 1}日电  （记者周一苇、郑小满）" + paragraph(rng)]
            body += [paragraph(rng) for _ in range(rng.randint(1, 8))]
            body += rng.choice(([], ["堤上灯火"], ["图为工人在江堤上。", "沈若兰摄（滨江影像）"], ["版式设计：何其芳"]))
            record = {"paper": "滨江日报", "date": "20200308", "page": page, "no": number, "title": title, "body": body}
            archive.append(record)
    return archive


def made(mix: str, seed: int) -> dict:
    return synthesise(invented_archive(seed=seed), mix, Random(seed))


gold_of = cache(made)
SEEDS = [0, 1, 2, *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(3, 8))]


@pytest.mark.parametrize("mix", MIXES_HERE)
def test_same_seed_gives_the_same_issue(mix):
    assert made(mix, 3) == made(mix, 3)


@pytest.mark.parametrize("mix", MIXES_HERE)
@pytest.mark.parametrize("seed", SEEDS)
def test_runs_lie_inside_their_page_and_agree_where_they_hold_the_same_text(mix, seed):
    assert list(faults(gold_of(mix, seed))) == []


@pytest.mark.skipif(not SCORER.exists(), reason="the scorer is not on this machine")
@pytest.mark.parametrize("mix", MIXES_HERE)
@pytest.mark.parametrize("seed", SEEDS)
def test_a_perfect_reader_scores_one(mix, seed):
    score = load_scorer(SCORER)
    gold = gold_of(mix, seed)
    figures = score.report(score.score_issue(gold, perfect_records(gold)))
    assert figures["exact"] == figures["title"] == figures["b3_f"] == 1.0
    assert figures["lost"] == figures["text_mismatch"] == 0
    assert not figures["seams"] or figures["seam_recall"] == 1.0
    assert not figures["displaced"] or figures["attach"] == 1.0
    assert not figures["dup"] or figures["dup_left"] == 0


def test_an_issue_has_neighbouring_pages_of_one_date():
    articles = [Article.of(record) for record in invented_archive()]
    drawn = issues(articles, {2: 1.0}, Random(5))
    for _ in range(10):
        pages = sorted({article.page for article in next(drawn)})
        assert pages in ([1, 2], [2, 3], [3])


def test_an_archive_without_articles_is_refused():
    with pytest.raises(ValueError, match="no articles left"):
        next(issues([], {1: 1.0}, Random(0)))


def test_the_command_leaves_out_the_dates_of_a_gold_file(tmp_path):
    archive, held_out, output = tmp_path / "archive.jsonl", tmp_path / "gold.jsonl", tmp_path / "made.jsonl.gz"
    records = invented_archive(pages=2)
    later = [{**record, "date": "20200309"} for record in records]
    archive.write_text("\n".join(json.dumps(record) for record in records + later))
    held_out.write_text(json.dumps({"date": "20200308"}))
    main([str(archive), "-o", str(output), "--issues", "5", "--exclude-dates-of", str(held_out)])
    assert [issue["date"] for issue in read_lines(output)] == ["20200309"] * 5


def elements(issue: dict) -> dict[tuple[int, int], str]:
    """The text of every element of the gold, put together from its runs."""
    places: dict[tuple[int, int], dict[int, str]] = {}
    for page, start, end, article, element, offset in issue["runs"]:
        text = issue["pages"][page][start:end]
        places.setdefault((article, element), {}).update(zip(count(offset), text, strict=False))
    return {key: "".join(character for _, character in sorted(found.items())) for key, found in places.items()}


@pytest.mark.parametrize("seed", range(6))
def test_every_story_is_there_in_full_when_nothing_is_lost(seed):
    archive = invented_archive(seed=seed)
    whole = elements(synthesise(archive, replace(MANY_JUMPS, punctuation={"full": 1.0}), Random(seed)))
    for number, record in enumerate(archive):
        body = [text for text in record["body"] if not text.startswith("版式设计")]
        assert [text for key, text in sorted(whole.items()) if key[0] == number and key[1] >= 0] == body
        label = whole.get((number, -1), "")
        assert whole[number, -2] + (f"（{label}）" if label else "") == "".join(record["title"])


def test_continued_stories_are_marked_on_both_pages():
    figures = statistics(synthesise(invented_archive(seed=seed), MANY_JUMPS, Random(seed)) for seed in range(20))
    assert figures["continued pieces an issue"] > 1
    assert figures["onward markers a page"] == pytest.approx(figures["backward markers a page"])


@given(
    sizes=st.lists(st.integers(1, 90), min_size=1, max_size=8),
    columns=st.integers(1, 5),
    width=st.integers(6, 24),
    uneven=st.sampled_from((0.0, 1.0)),
    skewed=st.sampled_from((0.0, 1.0)),
    seed=st.integers(0, 99),
)
def test_columns_hold_the_text_once_and_in_order(sizes, columns, width, uneven, skewed, seed):
    text = tuple(Slice(0, at, 0, size, whole=size % 5 == 0) for at, size in enumerate(sizes))
    mix = replace(DEV_LIKE, uneven_columns=uneven, skewed_columns=skewed)
    fragments = cut(text, columns, width, partial(shifted, mix=mix, rng=Random(seed)))
    pieces = [piece for fragment in fragments for piece in fragment]
    assert len(fragments) <= columns
    for one, other in pairwise(pieces):
        same = (one.element, one.end) == (other.element, other.start)
        assert same or (other.element, other.start, one.end) == (one.element + 1, 0, sizes[one.element])
    assert (pieces[0].start, pieces[-1].end) == (0, sizes[-1])
    assert all(piece.end - piece.start == sizes[piece.element] for piece in pieces if piece.whole)


@given(order=st.sampled_from(sorted(ORDERS)), counts=st.lists(st.integers(1, 5), min_size=1, max_size=6))
def test_a_reader_visits_every_column_once(order, counts):
    places = ORDERS[order](counts, Random(0))
    assert sorted(places) == [(part, column) for part, columns in enumerate(counts) for column in range(columns)]


@pytest.mark.parametrize("path", sorted(Path(benchmarks.synthesise.__file__).parent.glob("*.py")), ids=lambda p: p.stem)
def test_examples_in_the_docstrings_hold(path):
    module = import_module(f"benchmarks.synthesise.{path.stem}") if path.stem != "__init__" else benchmarks.synthesise
    assert doctest.testmod(module).failed == 0
