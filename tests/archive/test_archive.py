"""`dedupe --scope archive`: what is marked, and that nothing but the set of articles decides it."""

from __future__ import annotations

import json
import random
import sys
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from tests.archive.stories import archive, damaged, lines, record, story
from tests.commandline import Ending, zbtools
from zbtools.batch.index import archive as archives
from zbtools.batch.index import intake, pairing
from zbtools.batch.index.care import info
from zbtools.errors import EXIT_DONE, EXIT_USAGE
from zbtools.stages.archive import searching
from zbtools.stages.archive.settings import Settings

DUPLICATES = ("exact", "near", "contained")
DEDUPE = ("dedupe", "--scope", "archive")
STORY = story(1)


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def search(*records: dict[str, object], options: tuple[str, ...] = ()) -> list[dict[str, Any]]:
    ending = zbtools(*DEDUPE, *options, stdin=lines(*records))
    assert (ending.code, ending.said) == (EXIT_DONE, "")
    return [json.loads(line) for line in ending.text.splitlines()]


def marks(*records: dict[str, object], options: tuple[str, ...] = ()) -> dict[str, tuple[str, str]]:
    """Return relation and representative of each record that is marked, by id."""
    found = search(*records, options=options)
    return {one["id"]: (one["duplicate"]["relation"], one["duplicate"]["of"]) for one in found if "duplicate" in one}


def outcome(ending: Ending) -> list[str]:
    """Return the records that a run wrote, whatever their order."""
    assert ending.code == EXIT_DONE, ending.said
    return sorted(ending.text.splitlines())


# --- what is marked

OTHER_DAY = STORY.translate(str.maketrans("123456789", "345678912")).replace("周一苇", "韩冬青")

CASES = {
    "the same": (STORY, "exact"),
    "in traditional characters": (STORY.replace("孩子们", "孩子們").replace("门", "門").replace("账", "賬"), "exact"),
    "in other widths": (STORY.replace("，", ",").replace("3", "３"), "exact"),
    "badly read": (damaged(STORY, 15, 1), "near"),
    "in part": (STORY[50:150], "contained"),
    "of another event": (OTHER_DAY, "variant"),
    "with a passage of it": (story(2)[:120] + STORY[:160] + story(3)[:60], "overlap"),
    "another story": (story(7), None),
}


@pytest.mark.parametrize(("text", "relation"), CASES.values(), ids=CASES)
def test_relations(text: str, relation: str | None) -> None:
    found = marks(record("a", STORY), record("b", text))
    assert [of for of, _ in found.values()] == [relation] * (relation is not None)


def test_the_span_is_the_part_that_is_repeated() -> None:
    passage, others = STORY[:160], story(2)[:120]
    text = f"{others}{passage}{story(3)[:60]}"
    marked = next(one for one in search(record("a", STORY + story(9)), record("b", text)) if "duplicate" in one)
    start, end = marked["duplicate"]["span"]
    assert marked["id"] == "b"
    assert abs(start - 120) <= 20
    assert abs(end - 280) <= 20


def test_the_representative_is_whole_clean_and_early() -> None:
    copies = [
        record("late", STORY, date="2021-03-09"),
        record("early", STORY, date="2021-03-08"),
        record("broken", STORY + "末了", date="2021-03-07", status=["tail-missing"]),
        record("bad", damaged(STORY, 12, 3) + "鹩", date="2021-03-06"),
    ]
    assert {of for _, of in marks(*copies).values()} == {"early"}


def test_no_chains() -> None:
    """Each copy damages the one before it further: what is too far from the representative is not linked to it."""
    texts = [STORY]
    for seed in range(12):
        texts.append(damaged(texts[-1], 18, seed))
    found = marks(*(record(str(number), text) for number, text in enumerate(texts)))
    assert found
    assert not {of for _, of in found.values()} & {id for id, (relation, _) in found.items() if relation in DUPLICATES}


def test_a_story_that_everybody_prints_is_one_family() -> None:
    copies = [record(str(copy), damaged(STORY, 40, copy)) for copy in range(60)]
    found = marks(*copies, *(record(f"other-{number}", story(number + 20)) for number in range(60)))
    assert len(found) == 59
    assert len({of for _, of in found.values()}) == 1


def test_short_articles_are_left_out() -> None:
    notices = record("a", "本报今日休刊。"), record("b", "本报今日休刊。")
    assert not marks(*notices)
    assert [relation for relation, _ in marks(*notices, options=("--min-length", "4")).values()] == ["exact"]


def test_a_window_of_days() -> None:
    days = ("02", "04", "20")
    copies = [record(day, damaged(STORY, 60, seed), date=f"2021-03-{day}") for seed, day in enumerate(days)]
    assert len(marks(*copies)) == 2
    near = marks(*copies, options=("--window-days", "7"))
    assert near.keys() | {of for _, of in near.values()} == {"02", "04"}
    same = [record(day, STORY, date=f"2021-03-{day}") for day in days]
    assert marks(*same, options=("--window-days", "7")) == {"04": ("exact", "02")}


def test_a_paper_is_compared_with_itself() -> None:
    """What other papers print stays as it is, and nothing is a duplicate of it, however much better it may be."""
    copies = [
        record("first", STORY + "又讯", paper="滨江日报", date="2021-03-01"),
        record("second", STORY, paper="南湾晚报", date="2021-03-02"),
        record("third", damaged(STORY, 30, 1), paper="南湾晚报", date="2021-03-03"),
        record("unnamed", damaged(STORY, 30, 2)),
    ]
    assert marks(*copies).keys() == {"second", "third", "unnamed"}
    assert marks(*copies, options=("--paper", "南湾晚报")) == {
        "third": ("near", "second"),
        "unnamed": ("near", "second"),
    }
    assert not marks(*copies, options=("--paper", "松岭时报"))


def test_a_paper_leaves_the_index_whole(expected: list[str]) -> None:
    for start, end in ((0, 50), (50, len(RECORDS))):
        ending = zbtools(*DEDUPE, "--index", "index", "--paper", "滨江日报", stdin=lines(*RECORDS[start:end]))
    alone = [one for one in RECORDS if one.get("paper") in (None, "滨江日报")]
    last = {json.loads(line)["id"]: line for line in ending.text.splitlines()}
    own = outcome(zbtools(*DEDUPE, "--paper", "滨江日报", stdin=lines(*RECORDS)))
    assert {*last.values()} <= {*own}
    assert {of for _, of in marks(*RECORDS, options=("--paper", "滨江日报")).values()} <= {one["id"] for one in alone}
    assert outcome(zbtools(*DEDUPE, "--index", "index", stdin=lines(*RECORDS))) == expected


def test_noisy_finds_worse_readings() -> None:
    bad = record("a", STORY), record("b", damaged(STORY, 4, 1))
    assert not marks(*bad)
    assert {relation for relation, _ in marks(*bad, options=("--noisy",)).values()} == {"near"}


def test_what_is_dropped_goes_to_a_file() -> None:
    Path("in.jsonl").write_bytes(lines(*archive(12)))
    marked = zbtools(*DEDUPE, "in.jsonl")
    ending = zbtools(*DEDUPE, "in.jsonl", "--drop", "--dropped", "twice.jsonl")
    aside = Path("twice.jsonl").read_text("utf-8").splitlines()
    assert aside
    assert sorted([*outcome(ending), *aside]) == outcome(marked)
    assert {json.loads(line)["duplicate"]["relation"] for line in aside} <= {*DUPLICATES}


def test_a_dump_is_joined_first() -> None:
    body = STORY[:120] + "\n\n" + STORY[120:]
    Path("a.txt").write_text(f"# 青石桥通车\n\n滨江日报讯（记者 周一苇） {body}\n", "utf-8")
    Path("b.txt").write_text(f"# 大桥通车\n\n本报讯 {body}\n", "utf-8")
    ending = zbtools(*DEDUPE, "--each", "a.txt", "b.txt")
    assert [
        one["duplicate"]["relation"] for one in map(json.loads, ending.text.splitlines()) if "duplicate" in one
    ] == ["near"]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--index", "index"), "--index is for an archive"),
        (("--noisy",), "--noisy is for an archive"),
        (("--scope", "archive", "--drop"), "--drop and --dropped go together"),
        (("--scope", "archive", "--memory", "much"), "much is not a size of memory"),
        (("--scope", "archive", "--drop", "--dropped", "in.jsonl"), "in.jsonl: is the input or the output as well"),
    ],
)
def test_wrong_usage(options: tuple[str, ...], said: str) -> None:
    Path("in.jsonl").write_bytes(lines(record("a", STORY)))
    ending = zbtools("dedupe", *options, "in.jsonl")
    assert (ending.code, ending.out) == (EXIT_USAGE, b"")
    assert ending.said.startswith(f"zbtools: {said}")


def test_without_rapidfuzz(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "rapidfuzz.distance", None)
    ending = zbtools(*DEDUPE, stdin=lines(record("a", STORY)))
    assert (ending.code, ending.out) == (EXIT_USAGE, b"")
    assert ending.said.splitlines()[1] == "  hint: pip install 'zbtools[archive]'"


def test_ids_of_any_kind() -> None:
    ids = ("a\tb", " c ", "甲\n乙")
    found = marks(*(record(id, STORY) for id in ids))
    assert {*found, *(of for _, of in found.values())} == {*ids}


def test_one_id_with_two_texts() -> None:
    """Two dumps of one page, in two files, give its articles the same ids."""
    Path("one.jsonl").write_bytes(lines(record("a", STORY)))
    Path("other.jsonl").write_bytes(lines(record("a", damaged(STORY, 30, 1))))
    ending = zbtools(*DEDUPE, "one.jsonl", "other.jsonl")
    found = [one["duplicate"] for one in map(json.loads, ending.text.splitlines()) if "duplicate" in one]
    assert [(one["relation"], one["of"]) for one in found] == [("near", "a")]


# --- nothing but the set of articles decides

RECORDS = archive(40)


@pytest.fixture
def _light_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the processes of a run from loading the program that started it, as they do: here it is pytest."""
    monkeypatch.setattr("__main__.__spec__", None)
    monkeypatch.delattr("__main__.__file__", raising=False)


@pytest.fixture(scope="module")
def expected() -> list[str]:
    found = outcome(zbtools(*DEDUPE, stdin=lines(*RECORDS)))
    relations = {json.loads(line)["duplicate"]["relation"] for line in found if '"duplicate"' in line}
    assert relations >= {"exact", "near", "contained"}
    return found


def test_a_run_on_its_own_output_changes_nothing(expected: list[str]) -> None:
    once = zbtools(*DEDUPE, stdin=lines(*RECORDS))
    assert zbtools(*DEDUPE, stdin=once.out).out == once.out
    assert outcome(once) == expected


@pytest.mark.parametrize("seed", range(3))
def test_any_order(seed: int, expected: list[str]) -> None:
    shuffled = random.Random(seed).sample(RECORDS, len(RECORDS))
    assert outcome(zbtools(*DEDUPE, stdin=lines(*shuffled))) == expected


@pytest.mark.parametrize("size", [1, 300, 5000])
def test_any_batch(size: int, expected: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (intake, pairing):
        monkeypatch.setattr(module, "BATCH", size)
    monkeypatch.setattr(searching, "PAIRS", max(2, size % 250))
    assert outcome(zbtools(*DEDUPE, stdin=lines(*RECORDS))) == expected


@pytest.mark.usefixtures("_light_processes")
@pytest.mark.parametrize(("jobs", "size"), [(1, 40), (2, 300), pytest.param(4, 5000, marks=pytest.mark.slow)])
def test_any_number_of_processes(jobs: int, size: int, expected: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """In any batches, with the files in any order, at once and then little by little."""
    for module in (intake, pairing):
        monkeypatch.setattr(module, "BATCH", size)
    monkeypatch.setattr(searching, "PAIRS", 16 * jobs)
    shuffled = random.Random(jobs).sample(RECORDS, len(RECORDS))
    names = [f"{number}.jsonl" for number in range(5)]
    for number, name in enumerate(names):
        Path(name).write_bytes(lines(*shuffled[number :: len(names)]))
    assert outcome(zbtools(*DEDUPE, "--jobs", str(jobs), *names)) == expected
    for some in (names[:2], names):
        ending = zbtools(*DEDUPE, "--index", "index", "--jobs", str(jobs), *some)
    assert outcome(ending) == expected
    assert zbtools("index", "verify", "index").code == EXIT_DONE


@pytest.mark.usefixtures("_light_processes")
def test_dumps_in_processes() -> None:
    """The pages of issues are read in other processes, with the user's own rules."""
    for number in range(3):
        Path(f"{number}.txt").write_text(f"# 青石桥通车\n\n滨江日报讯（记者 周一苇） {STORY}\n", "utf-8")
    Path("rules.toml").write_text('papers = ["滨江日报"]\n', "utf-8")
    command = (*DEDUPE, "--each", "--rules", "rules.toml", "0.txt", "1.txt", "2.txt")
    alone = zbtools(*command)
    assert alone.code == EXIT_DONE
    assert alone.out.count(b'"exact"') == 2
    assert zbtools(*command, "-j", "2") == alone


def test_any_memory(expected: list[str]) -> None:
    assert outcome(zbtools(*DEDUPE, "--memory", "20K", stdin=lines(*RECORDS))) == expected


@pytest.mark.parametrize(
    "cuts", [(0, 1, 30, len(RECORDS)), (0, 50, len(RECORDS)), (0, len(RECORDS)), (*range(0, len(RECORDS), 13), None)]
)
def test_little_by_little(cuts: tuple[int, ...], expected: list[str]) -> None:
    for start, end in pairwise(cuts):
        assert zbtools(*DEDUPE, "--index", "index", stdin=lines(*RECORDS[start:end])).code == EXIT_DONE
    assert outcome(zbtools(*DEDUPE, "--index", "index", stdin=lines(*RECORDS))) == expected
    assert zbtools("index", "verify", "index").code == EXIT_DONE


def test_little_by_little_beyond_the_cap(monkeypatch: pytest.MonkeyPatch) -> None:
    """With so low a cap, most fingerprints grow beyond it: pairs that earlier runs made are undone."""
    monkeypatch.setattr(archives, "Settings", partial(Settings, cap=2))
    together = outcome(zbtools(*DEDUPE, "--index", "whole", stdin=lines(*RECORDS)))
    for start in range(0, len(RECORDS), 13):
        assert zbtools(*DEDUPE, "--index", "index", stdin=lines(*RECORDS[start : start + 13])).code == EXIT_DONE
    assert outcome(zbtools(*DEDUPE, "--index", "index", stdin=lines(*RECORDS))) == together
    assert info("index").pairs_compared == info("whole").pairs_compared


def test_what_comes_last_is_compared_with_all_before(expected: list[str]) -> None:
    zbtools(*DEDUPE, "--index", "index", stdin=lines(*RECORDS[:60]))
    last = outcome(zbtools(*DEDUPE, "--index", "index", stdin=lines(*RECORDS[60:])))
    ids = {one["id"] for one in RECORDS[60:]}
    assert last == [line for line in expected if json.loads(line)["id"] in ids]


def test_a_low_cap_changes_little(monkeypatch: pytest.MonkeyPatch, expected: list[str]) -> None:
    """The cap is for speed: families stay families above it."""
    monkeypatch.setattr(archives, "Settings", partial(Settings, cap=2))
    found = outcome(zbtools(*DEDUPE, stdin=lines(*RECORDS)))
    assert sum('"near"' in line for line in found) == sum('"near"' in line for line in expected)
