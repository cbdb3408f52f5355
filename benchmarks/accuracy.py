"""How well zbtools reads pages whose truth is known, by the figures of `zbtools score`.

    python -m benchmarks.accuracy [GOLD ...] [--bars] [--jobs N]

Without GOLD: the invented pages of the examples and, where the shared test data is there, real pages read by hand and
the development pages. Each issue is read as a whole. Besides these
figures: `disagree`, issues of which the scorer beside the test data, where it is, finds other ones; `findings`, what
`zbtools check` says of the records; `unlike`, issues of a sample for which split | dedupe | join | export and run
differ.
With --bars the exit code is 1 when a bar is missed.
"""

from __future__ import annotations

import argparse
import importlib.util
import math
import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import lru_cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.gold import ROOT, SHARED, Issue, one_thread, read_issues, run_whole, test_sets, texts_of
from zbtools.model import Record
from zbtools.records import to_json
from zbtools.stages.score import Figures, added, figures, gold_from_json, score_issue

SCORER = SHARED / "bench" / "score.py"

# The least that a figure may be; of those in MOST the most.
BARS: dict[str, dict[str, float]] = {
    "real": {
        "exact": 1.0, "seam_recall": 1.0, "seam_precision": 1.0, "attach": 1.0, "dup_left": 0.0, "lost": 0.0,
        "text_mismatch": 0, "findings": 0, "unlike": 0,
    },
    "dev": {
        "exact": 0.80, "title": 0.96, "b3_f": 0.97, "attach": 0.92, "seam_recall": 0.93, "seam_precision": 0.96,
        "dup_left": 0.01, "lost": 0.002, "text_mismatch": 0, "findings": 0, "unlike": 0,
    },
    "examples": {"text_mismatch": 0, "findings": 0, "unlike": 0},
}  # fmt: skip
MOST = frozenset({"dup_left", "lost", "text_mismatch", "findings", "unlike"})
SHOWN = (
    "articles", "exact", "body_exact", "title", "b3_f", "ari", "f1_75", "splits", "merges", "attach",
    "seam_recall", "seam_precision", "dup_left", "lost",
    "text_mismatch", "disagree", "findings", "unlike",
)  # fmt: skip
# Every so many issues, the commands are run one by one as well.
SAMPLE = 15
ZBTOOLS = f"{sys.executable} -m zbtools"
PIPELINE = " | ".join([f"{ZBTOOLS} split issue", *(f"{ZBTOOLS} {name}" for name in ("dedupe", "join", "export"))])


def main() -> int:
    """Print the figures of every test set; return 1 if bars were asked for and one is missed."""
    one_thread()
    options = _options()
    missed: list[str] = []
    found: dict[str, Figures] = {}
    for name, files in test_sets(options.gold).items():
        issues = [issue for path in files for issue in read_issues(path)]
        found[name] = {**score(issues, options.jobs), "unlike": unlike(issues[::SAMPLE])}
        missed += missed_bars(name, found[name])
    print("\n".join(table(found)))
    print("\n".join(missed) or "no bar is missed")
    return int(options.bars and bool(missed))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="*", type=Path, help="gold files; default: all test sets that are here")
    parser.add_argument("--bars", action="store_true", help="exit with 1 when a bar is missed")
    parser.add_argument("--jobs", type=int, default=1, help="processes")
    return parser.parse_args()


def score(issues: list[Issue], jobs: int, prepare: Callable[[], None] | None = None) -> Figures:
    """Return the figures of all issues together; each process calls `prepare` first."""
    with ProcessPoolExecutor(jobs, initializer=prepare) as workers:
        counts = added(workers.map(count, issues, chunksize=4))
    return figures(counts) | {name: int(counts.get(name, 0)) for name in ("findings", "disagree")}


def count(issue: Issue) -> dict[str, float]:
    """Return what is counted of an issue, the findings of `check`, and whether the given scorer disagrees."""
    from zbtools.stages.check import check_records

    records = run_whole(issue)
    counts = score_issue(gold_from_json(issue, issue["id"]), records)
    found = check_records(records, texts_of(issue, records))
    for finding in found[:3]:
        print(f"check: {issue['id']}: {finding}", file=sys.stderr)
    disagree = SCORER.exists() and _disagrees(issue, records, figures(counts))
    return counts | {"findings": len(found), "disagree": disagree}


def _disagrees(issue: Issue, records: list[Record], own: Figures) -> bool:
    objects = [to_json(record) for record in records]
    given: Figures = scorer().report(scorer().score_issue(issue, objects))
    return any(
        not (math.isclose(own[name], value, abs_tol=1e-9) or (math.isnan(own[name]) and math.isnan(value)))
        for name, value in given.items()
    )


@lru_cache(maxsize=1)
def scorer() -> Any:
    """The scorer, as a module."""
    spec = importlib.util.spec_from_file_location("score", SCORER)
    assert spec is not None, "a file that ends in .py has a spec"
    assert spec.loader is not None, "and a loader"
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def unlike(issues: Iterable[Issue]) -> int:
    """Return for how many issues the commands one by one write other bytes than `zbtools run`."""
    return sum(not _is_same(issue) for issue in issues)


def _is_same(issue: Issue) -> bool:
    with TemporaryDirectory() as folder:
        pages = Path(folder, "issue")
        pages.mkdir()
        for number, text in zip(issue["page_numbers"], issue["pages"], strict=True):
            (pages / f"{issue['date']}-{number:02}.txt").write_text(text, "utf-8", newline="")
        environment = os.environ | {"PYTHONPATH": str(ROOT)}
        run = partial(subprocess.run, shell=True, cwd=folder, env=environment, stdout=subprocess.PIPE, check=True)
        return bool(run(PIPELINE).stdout == run(f"{ZBTOOLS} run issue").stdout)


def missed_bars(name: str, figures: Figures) -> list[str]:
    """Return a sentence for each bar of the test set `name` that the figures miss; no case, no miss."""
    return [
        f"missed: {name}: {figure} is {figures[figure]:.4f}, bar {bar}"
        for figure, bar in BARS.get(name, {}).items()
        if (figures[figure] > bar if figure in MOST else figures[figure] < bar)
    ]


def table(figures: dict[str, Figures]) -> Iterator[str]:
    """Yield the lines of a table: a row a figure, a column a test set, its bar in brackets."""
    yield " " * 16 + "".join(f"{name:>20}" for name in figures)
    for figure in SHOWN:
        cells = (_cell(found[figure], BARS.get(name, {}).get(figure)) for name, found in figures.items())
        yield f"{figure:16}" + "".join(f"{cell:>20}" for cell in cells)


def _cell(value: float, bar: float | None) -> str:
    said = f"{value:.0f}" if isinstance(value, int) else "-" if math.isnan(value) else f"{value:.4f}"
    return said if bar is None else f"{said} ({bar:g})"


if __name__ == "__main__":
    sys.exit(main())
