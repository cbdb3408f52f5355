"""What a report counts on the example pages, and how it draws them."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from tests.corrections.pages import ISSUES, articles, example, issue
from zbtools.model import Article, Page
from zbtools.views.outline import DOUBT
from zbtools.views.report.facts import FURNITURE, LEFT_OUT, PARTS, facts_of
from zbtools.views.report.layout import COLUMNS, HEIGHT, thumbnail

every_issue = pytest.mark.parametrize("folder", ISSUES, ids=lambda path: path.parent.name)


@every_issue
def test_every_article_counts_once_where_it_begins(folder: Path) -> None:
    records, _ = issue(folder)
    found = facts_of(records)
    pages = [record.id for record in records if isinstance(record, Page)]
    assert [facts.page.id for facts in found] == pages
    all_articles = articles(records)
    assert sum(facts.articles + facts.fragments for facts in found) == len(all_articles)
    assert sum(facts.doubtful for facts in found) == sum(each.confidence < DOUBT for each in all_articles)
    assert sum(facts.doubt for facts in found) == pytest.approx(sum(1 - each.confidence for each in all_articles))
    for facts in found:
        home = [each for each in all_articles if each.home == facts.page.id]
        assert facts.characters == sum(len("".join(part.text.split())) for each in home for part in each.body)


@every_issue
def test_stretches_are_pieces_of_the_dump_each_in_one_place(folder: Path) -> None:
    records, texts = issue(folder)
    for facts in facts_of(records):
        assert facts.length == len(texts[facts.page.id])
        assert facts.stretches
        assert all(0 <= one.start < one.end <= facts.length for one in facts.stretches)
        assert all(one.end <= other.start for one, other in pairwise(facts.stretches))
        owners = {one.owner for one in facts.stretches}
        assert owners - {FURNITURE, LEFT_OUT} == set(range(1, len(owners - {FURNITURE, LEFT_OUT}) + 1))
        assert all(share is None or 0 <= share <= PARTS for share in facts.shares.values())


def test_what_was_done_to_a_page_is_counted() -> None:
    [facts] = facts_of(example("binjiang-daily")[0])
    assert (facts.joined, facts.moved, facts.repeated) == (5, 6, 2)
    assert [one.owner for one in facts.stretches if one.owner == LEFT_OUT]


def test_an_article_counts_on_its_own_page_though_another_is_named_first() -> None:
    records, _ = example("lanjiang-daily")
    first, second = (record.id for record in records if isinstance(record, Page))
    assert {each.home for each in articles(records)} == {first, second}
    assert all(each.id.startswith(each.home or "-") for each in articles(records))


def test_records_that_do_not_say_where_their_words_stand_are_counted_as_far_as_can_be() -> None:
    records = [
        replace(record, provenance=None, decisions=()) if isinstance(record, Article) else record
        for record in example("binjiang-daily")[0]
    ]
    [facts] = facts_of(records)
    assert facts.articles == len(articles(records))
    assert (facts.joined, facts.moved, facts.repeated, facts.stretches) == (None, None, None, [])


def test_a_page_without_a_word() -> None:
    [page] = (record for record in example("binjiang-daily")[0] if isinstance(record, Page))
    [facts] = facts_of([replace(page, furniture=(), dropped=(), decisions=())])
    assert (facts.articles, facts.moved, set(facts.shares.values())) == (0, 0, {None})
    assert "<rect" not in thumbnail(facts.stretches, 0)


@every_issue
def test_a_thumbnail_shows_every_stretch_inside_its_frame(folder: Path) -> None:
    for facts in facts_of(issue(folder)[0]):
        drawn = thumbnail(facts.stretches, facts.length)
        boxes = re.findall(r'<rect x="([\d.]+)" y="([\d.]+)" width="34" height="([\d.]+)"', drawn)
        assert len(facts.stretches) <= len(boxes) <= len(facts.stretches) + COLUMNS - 1
        assert all(float(y) + float(height) <= HEIGHT + 1 for _, y, height in boxes)
        numbers = {int(number) for number in re.findall(r"<text[^>]*>(\d+)</text>", drawn)}
        assert numbers <= {one.owner for one in facts.stretches}
