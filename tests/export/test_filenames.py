from __future__ import annotations

import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.export.pages import HEADED, PAGE
from tests.record_strategies import texts, words
from zbtools.model import Article, Page, Source
from zbtools.stages.export.filenames import clean, cut, file_name

RESERVED = {"con", "prn", "aux", "nul", "conin$", "conout$"} | {
    f"{port}{n}" for port in ("com", "lpt") for n in "0123456789¹²³"
}

nasty = st.text(st.sampled_from('/\\:*?"<>|. -_~\x00\n\u202e\u200f\u0301桥aA:／'), max_size=60)
names = texts | nasty | st.text(max_size=200) | st.sampled_from(["CON", "nul", "..", "COM1", "-rf", ".ssh", "桥" * 200])
pages = (
    st.builds(Page, st.just("p"), st.builds(Source, names, texts, texts, st.just(0)), words, names, names) | st.none()
)
articles = st.builds(lambda key, headline: Article(id=key, headline=headline), texts, st.none() | names)


def named(headline: str | None, **identity: str | None) -> str:
    return file_name(Article(id="a", headline=headline), replace(PAGE, **identity), 5, ".md", set())


@pytest.mark.parametrize(
    ("headline", "identity", "name"),
    [
        ("滨江大桥通车", {}, "2022-03-08-02-05-滨江大桥通车.md"),
        ("滨江大桥 今日通车", {}, "2022-03-08-02-05-滨江大桥_今日通车.md"),
        ("——“两会”特刊", {}, "2022-03-08-02-05-“两会”特刊.md"),
        ("A/B: 3.5万?", {}, "2022-03-08-02-05-A_B_3_5万.md"),
        (None, {}, "2022-03-08-02-05.md"),
        ("桥", {"page": None}, "2022-03-08-05-桥.md"),
        ("桥", {"page": None, "date": None}, "page02-05-桥.md"),
        ("桥", {"page": "../../A1", "date": "..."}, "A1-05-桥.md"),
    ],
)
def test_a_name(headline, identity, name):
    assert named(headline, **identity) == name


def test_a_long_headline_is_cut_between_characters():
    name = named("桥" * 100)
    assert name == f"2022-03-08-02-05-{'桥' * 33}.md"
    assert len(name.encode()) <= 120


def test_names_that_differ_only_in_case_are_told_apart():
    taken: set[str] = set()
    names = [
        file_name(Article(id=key, headline=headline), PAGE, 5, ".md", taken)
        for key, headline in [("x", "GDP"), ("y", "gdp"), ("y", "Gdp")]
    ]
    assert names[0] == "2022-03-08-02-05-GDP.md"
    assert len({name.casefold() for name in names}) == 3


@given(st.lists(st.tuples(articles, pages, st.integers(1, 300_000)), max_size=6))
def test_every_name_is_safe_and_its_own(places):
    taken: set[str] = set()
    names = [file_name(article, page, order, ".md", taken) for article, page, order in places]
    assert len({name.casefold() for name in names}) == len(names)
    for name in names:
        assert len(name.encode()) <= 120
        assert unicodedata.is_normalized("NFC", name)
        assert name.endswith(".md")
        assert name[0] not in ".-_ "
        assert not name.removesuffix(".md").endswith((".", " "))
        assert not set('/\\:*?"<>|') & set(unicodedata.normalize("NFKC", name))
        assert not {unicodedata.category(one)[0] for one in name} & {"C", "Z"}
        assert name.partition(".")[0].casefold() not in RESERVED


@given(articles, pages)
def test_a_name_depends_on_its_article_only(article, page):
    assert file_name(article, page, 3, ".txt", set()) == file_name(article, page, 3, ".txt", {"other.txt"})


@given(names)
def test_cleaning_twice_is_cleaning_once(text):
    assert clean(clean(text)) == clean(text)


@given(names, st.integers(-1, 60))
def test_cutting_leaves_no_mark_without_its_letter(text, room):
    whole = clean(text)
    kept = cut(whole, room)
    assert whole.startswith(kept)
    assert len(kept.encode()) <= max(room, 0)
    rest = whole[len(kept) :].lstrip("-_")
    assert not kept or not rest or unicodedata.category(rest[0])[0] != "M" or whole[len(kept)] in "-_"


def test_the_shared_article_has_a_name():
    assert file_name(HEADED, PAGE, 1, ".txt", set()) == "2022-03-08-02-01-滨江大桥今日通车.txt"
