"""The pages of `examples/` and their gold are what the sources in `tests/examples/` make, and keep to their rules."""

from __future__ import annotations

import importlib.util
import json
import sys
from collections import defaultdict
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

HERE = Path(__file__).parent
SCORER = HERE.parent.parent / "shared" / "bench" / "score.py"


def load(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"_{path.stem}", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


build_pages = load(HERE / "examples" / "build_pages.py")
SOURCES = {path.parent.name: path for path in build_pages.sources()}
every_issue = pytest.mark.parametrize("slug", SOURCES)


def gold(slug: str) -> dict[str, Any]:
    read: dict[str, Any] = json.loads((HERE / "examples" / slug / "gold.jsonl").read_text("utf-8"))
    return read


@every_issue
def test_the_committed_files_are_what_the_source_makes(slug: str) -> None:
    for path, text in build_pages.files(build_pages.read(SOURCES[slug])).items():
        assert path.read_text("utf-8") == text, f"run {Path(build_pages.__file__).name}, then look at the difference"


def test_every_example_page_has_a_source() -> None:
    made = {path for source in SOURCES.values() for path in build_pages.read(source).pages}
    assert made == set(build_pages.EXAMPLES.glob("*/*/*.txt"))


@every_issue
def test_a_page_is_as_full_as_a_printed_one(slug: str) -> None:
    issue = gold(slug)
    for page, text in enumerate(issue["pages"]):
        assert 1500 <= len(text) <= 5000
        assert 5 <= len({article for on, _, _, article, _, _ in issue["runs"] if on == page}) <= 11


@every_issue
def test_runs_do_not_overlap_and_hold_all_that_is_not_markup(slug: str) -> None:
    issue = gold(slug)
    taken = [[0] * len(text) for text in issue["pages"]]
    for page, start, end, *_ in [*issue["runs"], *issue["furniture"]]:
        for at in range(start, end):
            taken[page][at] += 1
    assert max(map(max, taken)) == 1


@every_issue
@pytest.mark.skipif(not SCORER.exists(), reason="the scorer is not here")
def test_the_gold_itself_scores_one(slug: str) -> None:
    scorer = load(SCORER)
    figures = scorer.report(scorer.score_issue(gold(slug), list(perfect_records(gold(slug)))))
    ones = ("exact", "body_exact", "title", "b3_f", "seam_recall", "seam_precision", "attach")
    wrong = {key: figures[key] for key in ones if figures[key] != 1 and figures["seams"]}
    assert not wrong
    assert (figures["lost"], figures["dup_left"] or 0, figures["text_mismatch"]) == (0, 0, 0)


def perfect_records(issue: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the article records that a reader without fault would write: the first print of each character."""
    where: dict[tuple[int, int], dict[int, tuple[int, int]]] = defaultdict(dict)
    for page, start, end, article, element, offset in issue["runs"]:
        for at in range(start, end):
            where[article, element].setdefault(offset + at - start, (page, at))
    records = []
    for number, article in enumerate(issue["articles"]):
        parts = [(kind, spans(where[number, n])) for n, kind in enumerate(article["elements"])]
        body = [(kind, at) for kind, at in parts if kind != "byline"]
        provenance = {
            "label": spans(where[number, build_pages.LABEL]),
            "headline": spans(where[number, build_pages.TITLE]),
            "byline": [span for kind, at in parts if kind == "byline" for span in at],
            "body": [at for _, at in body],
        }
        texts = ["".join(issue["pages"][page][start:end] for page, start, end in at) for _, at in body]
        elements = [{"kind": kind, "text": text} for (kind, _), text in zip(body, texts, strict=True)]
        records.append({"body": elements, "provenance": provenance})
    return records


def spans(places: dict[int, tuple[int, int]]) -> list[list[int]]:
    """Return the places of characters, by offset, as spans `[page, start, end]`."""
    found: list[list[int]] = []
    for _, (page, at) in sorted(places.items()):
        if found and found[-1][0] == page and found[-1][2] == at:
            found[-1][2] += 1
        else:
            found.append([page, at, at + 1])
    return found
