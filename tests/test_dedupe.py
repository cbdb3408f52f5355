"""Dedupe on records: repeated text leaves the articles, nothing is lost, and each drop says what it repeats."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zbtools.model import Article, Page, Record, Source
from zbtools.stages.check import check_records
from zbtools.stages.dedupe import dedupe
from zbtools.stages.split import lay_out, records_of

BYLINE = "滨江日报讯（记者 周一苇） 3月8日，记者在青石桥工地看到，二十余名工人正冒雨安装护栏，大桥预计五月中"
TAIL = "旬通车，届时两岸居民过江只需七分钟。渡口的老船工们已经开始学开观光船，准备换一种活法。"
MORE = "“我摆了三十年渡，从没想过能从桥上走过去。”船工老何望着对岸的灯火，点上一支烟。"
OTHER = "滨江日报讯（记者 林下风） 南湾区今年新栽柳树四万株，护林员每天沿堤巡查两遍，汛期加到四遍。"
LAST = "护林员说，柳树成活率在九成以上，明年开春还要补栽一批，把缺口全部补齐。"
PRESENT = "市委副书记林渡、副市长沈汀、人大常委会副主任方洲、政协副主席许湾出席会议。"
STORY = f"## 青石大桥五月通车\n\n{BYLINE}\n\n"
FOREST = f"## 南湾栽下四万株柳树\n\n{OTHER}\n\n{LAST}\n\n"


def issue(*dumps: str) -> tuple[list[Record], dict[str, str]]:
    """Return the records of the dumps of one issue after split, and the dumps by page id."""
    texts = {f"page{number}": dump for number, dump in enumerate(dumps, 1)}
    records: list[Record] = []
    for id, dump in texts.items():
        page = Page(id=id, source=Source(id, "", "utf-8", len(dump)), stages=("split",))
        records += records_of(lay_out(dump, page))
    return records, texts


def articles(records: Sequence[Record]) -> list[Article]:
    return [record for record in records if isinstance(record, Article)]


def drops(records: Sequence[Record]) -> list[tuple[str, str | None]]:
    return [(each.reason, each.text) for article in articles(records) for each in article.dropped]


def bodies(records: Sequence[Record]) -> list[list[str]]:
    return [[element.text for element in article.body] for article in articles(records)]


PAGES = {
    "a fragment twice": ([f"{STORY}{TAIL}\n\n{FOREST}{TAIL}\n"], [("duplicate", TAIL)]),
    "two lines": (
        [f"{STORY}{TAIL}\n\n{MORE}\n\n{FOREST}{TAIL}\n\n{MORE}\n"],
        [("duplicate", TAIL), ("duplicate", MORE)],
    ),
    "a loop in a paragraph": (
        [f"{STORY}{FOREST}江湾花灯会，江湾花灯会，江湾花灯会，散了。\n"],
        [("loop", "江湾花灯会，" * 2)],
    ),
    "a loop of lines": (
        [f"{FOREST}灯会上人山人海。\n\n灯会上人山人海。\n\n灯会上人山人海。\n\n"],
        [("loop", "灯会上人山人海。")] * 2,
    ),
    "a loop of words of the line before": (
        [f"{FOREST}护林员说，灯会上人山人海，要防火。\n\n灯会上人山人海\n\n灯会上人山人海\n\n灯会上人山人海\n\n"],
        [("loop", "灯会上人山人海")] * 3,
    ),
    "the people present": ([f"{STORY}{TAIL}\n\n{PRESENT}\n\n{FOREST}{PRESENT}\n"], []),
    "a table with two heads": (["## 成绩\n\n名次\t姓名\n1\t周一苇\n\n名次\t姓名\n1\t林下风\n"], []),
    "one title, two stories": (["## 春耕时节\n\n" + OTHER + "\n\n## 春耕时节\n\n" + BYLINE + TAIL + "\n"], []),
    "nothing": ([""], []),
}


@pytest.mark.parametrize(("dumps", "expected"), PAGES.values(), ids=PAGES.keys())
def test_drops(dumps: list[str], expected: list[tuple[str, str]]) -> None:
    records, texts = issue(*dumps)
    result = dedupe(records)
    assert [drop for drop in drops(result) if drop[0] != "marker"] == expected
    assert check_records(result, texts) == []


def test_the_copy_goes_and_the_original_stays() -> None:
    result = dedupe(issue(f"{STORY}{TAIL}\n\n{FOREST}{TAIL}\n")[0])
    assert bodies(result) == [[BYLINE, TAIL], [OTHER, LAST]]
    (drop,) = articles(result)[1].dropped
    assert drop.of == articles(result)[0].provenance.body[1]
    decision = articles(result)[1].decisions[-1]
    assert (decision.op, decision.rule, decision.evidence) == ("drop", "exact", "begins in mid-sentence")
    assert decision.at == (*drop.spans, *drop.of)


def test_a_shortened_paragraph_keeps_its_spans() -> None:
    records, texts = issue(f"{STORY}{FOREST}江湾花灯会，江湾花灯会，江湾花灯会，散了。\n")
    article = articles(dedupe(records))[-1]
    assert article.body[-1].text == "江湾花灯会，散了。"
    spans = article.provenance.body[-1]
    assert "".join(texts["page1"][start:end] for _, start, end in spans) == article.body[-1].text


def test_a_copy_that_breaks_off_leaves_no_doubt_behind() -> None:
    result = dedupe(issue(f"{FOREST}{STORY}{TAIL}\n\n{FOREST}{BYLINE}\n")[0])
    assert [article.status for article in articles(result)][-1] == ()


def test_an_article_of_which_nothing_is_left_gives_what_it_dropped_to_the_original() -> None:
    story = f"## 青石大桥五月通车\n\n{BYLINE}{TAIL}\n\n{MORE}\n\n{LAST}\n\n{OTHER}\n\n"
    records, texts = issue(f"{story}## 春耕时节\n\n{PRESENT}\n\n{story}")
    result = dedupe(records)
    assert [article.headline for article in articles(result)] == ["青石大桥五月通车", "春耕时节"]
    assert len(articles(result)[0].dropped) == 5
    assert check_records(result, texts) == []


def test_a_continuation_on_two_pages_says_the_page_that_it_repeats() -> None:
    again = f"（上接01版）\n\n{TAIL}\n\n{MORE}\n\n"
    records, texts = issue(f"{FOREST}{again}", f"{FOREST.replace('柳', '杨')}{again}")
    result = dedupe(records)
    (holder,) = [article for article in articles(result) if any(drop.text == MORE for drop in article.dropped)]
    drop = next(drop for drop in holder.dropped if drop.text == MORE)
    assert {holder.pages[page] for page, _, _ in drop.of or ()} == {"page1"}
    assert {holder.pages[page] for page, _, _ in drop.spans} == {"page2"}
    assert check_records(result, texts) == []


def test_twice_is_once() -> None:
    records, _ = issue(f"{STORY}{TAIL}\n\n{FOREST}{TAIL}\n")
    once = dedupe(records)
    assert dedupe(once) == once
    assert all("dedupe" in record.stages for record in once if isinstance(record, Page))


def test_what_is_unknown_passes_through() -> None:
    records, _ = issue(f"{STORY}{TAIL}\n\n{FOREST}{TAIL}\n")
    marked = [replace(record, extra={"shelf": "7"}) for record in records]
    assert all(record.extra == {"shelf": "7"} for record in dedupe(marked))


lines = st.sampled_from(
    [BYLINE, TAIL, MORE, OTHER, LAST, PRESENT, "## 春耕时节", "（上接01版）", "江湾花灯会，" * 4, "灯会"]
)


@settings(max_examples=50, deadline=None)
@given(st.lists(st.lists(lines, max_size=14), min_size=1, max_size=3))
def test_nothing_is_lost(pages: list[list[str]]) -> None:
    records, texts = issue(*("\n\n".join(page) for page in pages))
    assert check_records(dedupe(records), texts) == []
