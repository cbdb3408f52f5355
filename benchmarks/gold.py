"""Issues whose truth is known, and the records that zbtools makes of them.

A gold file has one issue a line: `id`, `paper`, `date` (YYYYMMDD), `page_numbers`, `pages` (the dumps) and `runs`,
which say `[page, start, end, article, element, offset]`: these characters of that page are the characters from `offset`
of that element (-1 label, -2 titles, 0 and up the body) of that article. `benchmarks.synthesise` writes such files.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import lzma
import os
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from zbtools.model import Page, Record, Source
from zbtools.pipeline import PLANS, Options, read_galley, run_parts, written
from zbtools.stages.identity import Identity
from zbtools.stages.layout import Galley

Issue = dict[str, Any]

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"
"""The test data that is not part of the project: it lies beside the checkout, where it lies at all."""

SETS = {
    "examples": (ROOT, "tests/examples/*/gold.jsonl"),
    "real": (SHARED, "pages/*.gold.jsonl"),
    "dev": (SHARED, "bench/dev.jsonl.gz"),
}
"""The test sets: invented pages, real pages read by hand, pages made of real articles."""

OPENERS: dict[str, Callable[..., Any]] = {".gz": gzip.open, ".xz": lzma.open}


def one_thread() -> None:
    """Keep numpy to one core; call it before numpy is imported. On two busy cores its threads wait for each other."""
    os.environ.update(OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1")


def test_sets(paths: list[Path]) -> dict[str, list[Path]]:
    """Return the gold files by the name of their set: those of `paths`, or those of the sets that are here."""
    if paths:
        return {path.name: [path] for path in paths}
    found = {name: sorted(folder.glob(pattern)) for name, (folder, pattern) in SETS.items()}
    return {name: files for name, files in found.items() if files}


def asked(description: str | None) -> tuple[list[Issue], int]:
    """Return the issues that the command line asks for, by default the development pages, and how many processes.

    Where there are no development pages, it is all test sets that are here.
    """
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="*", type=Path, help="gold files; default: the development pages")
    parser.add_argument("--jobs", type=int, default=1, help="processes")
    options = parser.parse_args()
    sets = test_sets(options.gold)
    files = sets.get("dev", [path for paths in sets.values() for path in paths])
    return [issue for path in files for issue in read_issues(path)], options.jobs


def read_issues(path: Path) -> Iterator[Issue]:
    """Yield the issues of a gold file, packed or plain."""
    with OPENERS.get(path.suffix, open)(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def split_issue(issue: Issue) -> list[Record]:
    """Return the records of all pages of an issue as `split` leaves them."""
    return [record for page in galleys_of(issue) for record in written(page)]


def run_whole(issue: Issue, options: Options | None = None) -> list[Record]:
    """Return the records of an issue after all stages."""
    return run_parts(galleys_of(issue), PLANS["run"].dump, options or Options())


def galleys_of(issue: Issue) -> list[Galley]:
    """Return all pages of an issue, each cut into its units."""
    return [
        read_galley(text, _source(text, number), _identity(issue, number))
        for number, text in zip(issue["page_numbers"], issue["pages"], strict=True)
    ]


def texts_of(issue: Issue, records: list[Record]) -> dict[str, str]:
    """Return the dumps by the ids of their page records."""
    pages = [record for record in records if isinstance(record, Page)]
    return {page.id: text for page, text in zip(pages, issue["pages"], strict=True)}


@lru_cache(maxsize=1024)
def _source(text: str, number: object) -> Source:
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Source(f"{number}.txt", digest, "utf-8", len(text))


def _identity(issue: Issue, number: object) -> Identity:
    day = str(issue["date"])
    return Identity(issue["paper"], f"{day[:4]}-{day[4:6]}-{day[6:8]}", str(number).rjust(2, "0"))
