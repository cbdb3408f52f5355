"""How well and how fast `dedupe --scope archive` finds duplicates whose truth is known, beside other programs.

    python -m benchmarks.dedupe [--documents N ...] [--peers NAME ...] [--added N] [--bars] [--seed N]

Needs the shared corpus and, for peers, `pip install datasketch rensa gaoya`. Up to 20,000 documents are made of the
corpus's own stories (`real`), more of made-up ones (`made-up`); `wire` is 20 stories reprinted 300 times each among
6,000. The noise is told of in `benchmarks/duplicates/noise.py`. Each method runs in a process of its own; documents
a second are of its CPU time, memory is its peak; texts are read
one at a time.

near, contained, heavy, exact, wire: the share of such documents found with the story that they are of. precision: of
the pairs found, those of one story. wiped: of a thousand stories, those that would be dropped as duplicates of others.
With --added, each archive but for its last N documents is put into an index, and then these: a line tells what that
costs, and whether the N have the marks that they have in a search of all at once.
With --bars the exit code is 1 when a bar is missed.
"""

from __future__ import annotations

import argparse
import multiprocessing
import random
import resource
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import NamedTuple, TypeVar

from benchmarks.duplicates.corpora import Document, archive, made_up, read_stories, wire
from benchmarks.duplicates.growing import grow
from benchmarks.duplicates.methods import METHODS, Pairs
from benchmarks.gold import SHARED, one_thread

CORPUS = SHARED / "corpus"
REAL_UP_TO = 20_000
OF_A_STORY = ("story", "event")
# The least that a figure of zbtools may be; of those in MOST the most.
BARS = {"near": 0.99, "contained": 0.99, "wire": 0.99, "precision": 0.98, "wiped": 1.0, "MB": 3000}
MOST = ("wiped", "MB")
# How many times as fast as a peer zbtools must be on 200,000 documents.
FASTER = {"datasketch": 5.0, "gaoya": 1.0}
LARGE = 200_000
COLUMNS = ("near", "contained", "heavy", "exact", "wire", "precision", "wiped", "docs/s", "seconds", "MB")

Figures = dict[str, float]
Result = TypeVar("Result")


class Run(NamedTuple):
    """What a method found, in how many seconds of CPU, with how many megabytes."""

    pairs: Pairs
    seconds: float
    megabytes: float


def main() -> int:
    """Print the figures of each archive and method; return 1 if bars were asked for and one is missed."""
    one_thread()
    options = _options()
    if not CORPUS.exists():
        print(f"dedupe: skipped, {CORPUS} is not here")
        return 0
    missed: list[str] = []
    for name, documents in archives(options.documents, options.seed):
        print(
            f"{name}: {len(documents):,} documents, {sum(len(one.text) for one in documents):,} characters", flush=True
        )
        print(" " * 12 + "".join(f"{column:>11}" for column in COLUMNS))
        found: dict[str, Figures] = {}
        for method in ("zbtools", *options.peers):
            found[method] = figures(documents, run(method, documents))
            print(f"{method:12}" + "".join(f"{_cell(found[method].get(column)):>11}" for column in COLUMNS), flush=True)
        missed += missed_bars(name, len(documents), found)
        if options.added:
            missed += grown(documents, options.added)
    print("\n".join(missed) or "no bar is missed")
    return int(options.bars and bool(missed))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, nargs="*", default=[REAL_UP_TO], help="sizes; 0 is the wire archive")
    parser.add_argument("--peers", nargs="*", default=[], choices=[name for name in METHODS if name != "zbtools"])
    parser.add_argument(
        "--added", type=int, metavar="N", help="also add the last N documents to an index of the others"
    )
    parser.add_argument("--bars", action="store_true", help="exit with 1 when a bar is missed")
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


def archives(sizes: Sequence[int], seed: int) -> Iterator[tuple[str, list[Document]]]:
    """Yield an archive of each size, with its name."""
    rng = random.Random(seed)
    stories = read_stories(sorted(CORPUS.glob("*.jsonl.xz")))
    rng.shuffle(stories)
    for size in sizes:
        if size == 0:
            yield "wire", wire(stories, rng)
        elif size <= REAL_UP_TO:
            yield "real", archive(stories, size, rng)
        else:
            yield "made-up", archive(made_up(stories, size, rng), size, rng)


def run(method: str, documents: Sequence[Document]) -> Run:
    """Run a method in a process of its own."""
    return _apart(documents, partial(_measured, method))


def grown(documents: Sequence[Document], added: int) -> list[str]:
    """Tell what it costs to add the last documents to an index of the others; return a sentence if marks differ."""
    count = len(documents) - added
    found = _apart(documents, partial(grow, count=count, added=added))
    characters = sum(len(one.text) for one in documents)
    print(
        f"index: {count:,} documents in {found.first:.1f} s of CPU, {added:,} more in {found.second:.2f} s "
        f"({found.second / found.first:.1%}), {found.bytes / characters:.1f} bytes a character, "
        f"{'the same marks as' if found.same else 'OTHER MARKS THAN'} all at once",
        flush=True,
    )
    return [] if found.same else [f"missed: {added:,} documents that come later have other marks"]


def _apart(documents: Sequence[Document], work: Callable[[Path], Result]) -> Result:
    """Do `work` in a process of its own, with the texts in a file, a line each."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "texts")
        with path.open("w", encoding="utf-8") as file:
            file.writelines(document.text.replace("\n", " ") + "\n" for document in documents)
        with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as process:
            return process.submit(work, path).result()


def _measured(method: str, path: Path) -> Run:
    one_thread()
    started = time.process_time()
    with path.open(encoding="utf-8", newline="\n") as file:
        pairs = METHODS[method](line[:-1] for line in file)
    return Run(pairs, time.process_time() - started, _peak())


def _peak() -> float:
    """Return the most memory that this process has held, in megabytes; `getrusage` counts in what started it."""
    status = Path("/proc/self/status")
    if status.exists():
        return next(int(line.split()[1]) / 1024 for line in status.read_text().splitlines() if line.startswith("VmHWM"))
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10)


def figures(documents: Sequence[Document], found: Run) -> Figures:
    """Return the figures of a run."""
    partners = _partners(found.pairs)
    first = {document.story: number for number, document in enumerate(documents) if document.kind in OF_A_STORY}
    hits, totals = Counter[str](), Counter(document.kind for document in documents)
    for number, document in enumerate(documents):
        home = first[document.story]
        hits[document.kind] += not partners(number).isdisjoint(partners(home))
    true = sum(documents[one].story == documents[other].story for one, other in found.pairs)
    lost = {one for one, other in found.pairs if documents[one].story != documents[other].story}
    wiped = sum(documents[number].kind in OF_A_STORY for number in lost)
    return {
        **{kind: hits[kind] / totals[kind] for kind in totals if kind not in OF_A_STORY},
        "precision": true / max(1, len(found.pairs)),
        "wiped": 1000 * wiped / sum(totals[kind] for kind in OF_A_STORY),
        "docs/s": len(documents) / found.seconds,
        "seconds": found.seconds,
        "MB": found.megabytes,
    }


def _partners(pairs: Pairs) -> Callable[[int], set[int]]:
    """Return what gives a document and all that it is paired with: copies may meet in a third."""
    found: dict[int, set[int]] = {}
    for one, other in pairs:
        found.setdefault(one, {one}).add(other)
        found.setdefault(other, {other}).add(one)
    return lambda number: found.get(number, {number})


def missed_bars(name: str, size: int, found: dict[str, Figures]) -> list[str]:
    """Return a sentence for each bar that is missed."""
    own = found["zbtools"]
    missed = [
        f"missed: {name}, {size:,}: {figure} is {own[figure]:.4f}, bar {bar}"
        for figure, bar in BARS.items()
        if figure in own and (own[figure] > bar if figure in MOST else own[figure] < bar)
    ]
    for peer, times in FASTER.items():
        ratio = own["docs/s"] / found[peer]["docs/s"] if peer in found and size >= LARGE else times
        if ratio < times:
            missed.append(f"missed: {name}, {size:,}: {ratio:.1f} times as fast as {peer}, bar {times}")
    return missed


def _cell(value: float | None) -> str:
    return "-" if value is None else f"{value:,.0f}" if value >= 10 else f"{value:.4f}"


if __name__ == "__main__":
    sys.exit(main())
