"""How zbtools goes through an archive: pace, memory, overhead, resuming, and whether nothing is lost.

    python -m benchmarks.archive [--pages 1000 20000] [--keep FOLDER] [--bars]

Makes archives of invented pages, eight an issue: the stories of examples/ mixed anew by the synthesiser, each page with
a seed of its own. Work is told in processor time, which other programs on the machine disturb less than the clock.

Scaling is told twice. `scaling` is the clock of one process over that of two, and needs two idle cores. `possible` does
not: it is what the processor times allow on two idle cores, two over how much a page costs more when two processes
work, less the time for which one process alone plans and settles. When the machine is busy the first is low and says
nothing; when both are low the program is to blame. The share of the processors that the run got is printed, too.

With --bars the exit code is 1 when a bar is missed. Linux: memory is read from /proc.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from random import Random
from statistics import median
from tempfile import TemporaryDirectory
from typing import NamedTuple

from benchmarks.gold import ROOT, one_thread
from benchmarks.synthesise.archive import Article
from benchmarks.synthesise.issue import synthesise
from zbtools.batch.archive.layout import BY_PAGE
from zbtools.batch.archive.tasks import Task
from zbtools.batch.archive.work import Reader
from zbtools.batch.inputs import Reading, plan
from zbtools.batch.issues import issues
from zbtools.errors import EXIT_FINDINGS
from zbtools.model import Article as Read
from zbtools.pipeline import PLANS, Options, finish, run_parts

PAGES_AN_ISSUE = 8
STORIES_A_PAGE = (5, 9)
MEMORY_EVERY = 0.2
"""Seconds between two looks at the memory of the workers."""

BARS = {
    "scaling": 1.8,
    "possible": 1.8,
    "memory": 200.0,
    "growth": 1.05,
    "overhead": 1.10,
    "size": 1.10,
    "resume": 3.0,
    "verify": 0,
}
AT_LEAST = ("scaling", "possible")
LARGE = 10_000_000

Text = tuple[tuple[str, ...], tuple[str, ...]]
"""The lines of a title, and paragraphs."""


class Spent(NamedTuple):
    """What a command took.

    `seconds`: on the clock; `processor`: of it and its workers; `alone`: of it without them; `memory`: MB of each
    worker, again and again.
    """

    seconds: float
    processor: float
    alone: float
    memory: list[list[float]]
    code: int


class Quiet:
    """An observer that says nothing."""

    failures = 0

    def planned(self, inputs: int) -> None: ...
    def began(self, name: str) -> None: ...
    def warn(self, message: str, hint: str = "") -> None: ...
    def failed(self, error: Exception) -> None:
        raise error


# --- pages


def stories() -> list[Text]:
    """Return titles and paragraphs of the articles in examples/."""
    found: list[Text] = []
    reading = Reading()
    for issue in issues(plan([str(ROOT / "examples")], reading, Quiet()), reading, Quiet()):
        for record in run_parts(issue.parts, PLANS["run"].dump, Options()):
            if isinstance(record, Read) and record.headline and record.body:
                found.append(((record.headline,), tuple(part.text for part in record.body)))
    return found


def make_archive(folder: Path, pages: int) -> None:
    """Write an archive of `pages` pages below `folder`, called by paper, date and page."""
    known = stories()
    for number in range(max(1, pages // PAGES_AN_ISSUE)):
        rng = Random(number)
        date = f"{1950 + number // 336}{number // 28 % 12 + 1:02}{number % 28 + 1:02}"
        articles = [
            Article("滨江日报", date, page, story, *_mixed(known, rng))
            for page in range(1, PAGES_AN_ISSUE + 1)
            for story in range(rng.randint(*STORIES_A_PAGE))
        ]
        made = synthesise(articles, "wild", rng)
        day = folder / "滨江日报" / f"{date[:4]}-{date[4:6]}-{date[6:]}"
        day.mkdir(parents=True)
        for page, text in enumerate(made["pages"], 1):
            (day / f"{page:02}.txt").write_text(text, "utf-8")


def _mixed(known: list[Text], rng: Random) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the title of one story over paragraphs of it and of others, so that no two pages are alike."""
    title, body = rng.choice(known)
    others = [rng.choice(rng.choice(known)[1]) for _ in range(rng.randint(0, 2))]
    return title, (*body, *others)


# --- runs


def zbtools(*arguments: object, may_end: int = 0) -> Spent:
    """Run zbtools and return what it took. Raises SystemExit when it ends otherwise than with 0 or `may_end`."""
    began = time.monotonic()
    process = subprocess.Popen([sys.executable, "-m", "zbtools", *map(str, arguments)], cwd=ROOT)
    memory: defaultdict[int, list[float]] = defaultdict(list)
    own = [0.0]
    ended = threading.Event()
    watcher = threading.Thread(target=_watch, args=(process.pid, memory, own, ended))
    watcher.start()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.monotonic() - began
    ended.set()
    watcher.join()
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, may_end):
        raise SystemExit(f"zbtools {' '.join(map(str, arguments))} ended with {process.returncode}")
    return Spent(seconds, usage.ru_utime + usage.ru_stime, own[0], list(memory.values()), process.returncode)


def _watch(parent: int, memory: defaultdict[int, list[float]], own: list[float], ended: threading.Event) -> None:
    while not ended.wait(MEMORY_EVERY):
        own[0] = _processor(parent) or own[0]
        for child, size in _children(parent):
            memory[child].append(size)


def _children(parent: int) -> Iterator[tuple[int, float]]:
    """Yield the children of a process with the MB that each holds in memory."""
    try:
        for child in Path(f"/proc/{parent}/task/{parent}/children").read_text().split():
            resident = int(Path(f"/proc/{child}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
            yield int(child), resident / 1e6
    except (OSError, ValueError, IndexError):
        return


def _processor(process: int) -> float:
    """Return the processor seconds of a process that lives, without those of its children; 0 if it has ended."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def bare(folder: Path) -> float:
    """Return the processor seconds a page of the pipeline alone, on the same pages: no files, no state."""
    reading = Reading()
    inputs = plan([str(folder)], reading, Quiet())
    read = issues(inputs, reading, Quiet())
    Reader(reading, Options(), "jsonl", BY_PAGE)(Task("", tuple(inputs[:PAGES_AN_ISSUE])), lambda _: None)
    began = time.process_time()
    for issue in read:
        finish(run_parts(issue.parts, PLANS["run"].dump, Options()), Options())
    return (time.process_time() - began) / len(inputs)


def growth(memory: list[float]) -> float:
    """Return how many times as much a worker holds in the last quarter of its life as in the second."""
    quarter = len(memory) // 4
    return median(memory[-quarter:]) / median(memory[quarter : 2 * quarter]) if quarter else 1.0


# --- the report


def measure(folder: Path, sizes: list[int]) -> dict[str, float]:
    """Make the archives, run them, print what it took, and return what has a bar."""
    found: dict[str, float] = {}
    costs: list[float] = []
    for size in sizes:
        archive, out = folder / f"archive-{size}", folder / f"out-{size}"
        make_archive(archive, size)
        pages = sum(1 for _ in archive.rglob("*.txt"))
        print(f"{pages} pages in {pages // PAGES_AN_ISSUE} issues")
        two = _run(archive, out, pages, 2)
        costs.append(two.processor / pages)
        if size == sizes[0]:
            found |= _one_process(archive, folder / "out-one", pages, two)
        found["memory"] = max(map(max, two.memory))
        found["growth"] = max(map(growth, two.memory))
        found["resume"] = zbtools("run", archive, "-o", f"{out}/", "--resume", "-q").seconds
        print(f"  memory of a worker {found['memory']:.0f} MB, last to second quarter x {found['growth']:.2f}")
        print(f"  resume with nothing to do {found['resume']:.2f} s")
        verified = zbtools("verify", out, "--source", archive, "-j", 2, may_end=EXIT_FINDINGS)
        found["verify"] = max(found.get("verify", 0), verified.code)
        said = "findings" if verified.code else "clean"
        print(f"  verify -j 2: {verified.seconds:.1f} s, {verified.processor / pages * 1000:.1f} ms a page, {said}")
        print(
            f"  ten million pages: {LARGE * two.seconds / pages / 86400:.1f} days at this pace,"
            f" {costs[-1] * LARGE / 2 / 86400:.1f} on two idle cores by processor time"
        )
    found["size"] = max(costs) / min(costs)
    print(f"cost of a page, largest to smallest archive: x {found['size']:.2f}")
    return found


def _run(archive: Path, out: Path, pages: int, jobs: int) -> Spent:
    spent = zbtools("run", archive, "-o", f"{out}/", "-j", jobs, "-q")
    share = spent.processor / spent.seconds / min(jobs, os.cpu_count() or 1)
    print(
        f"  -j {jobs}: {pages / spent.seconds:.1f} pages/s, {spent.processor / pages * 1000:.1f} ms of processor a page"
        f", {share:.0%} of {jobs} cores"
    )
    return spent


def _one_process(archive: Path, out: Path, pages: int, two: Spent) -> dict[str, float]:
    one = _run(archive, out, pages, 1)
    alone = bare(archive)
    overhead, scaling = one.processor / pages / alone, one.seconds / two.seconds
    possible = one.processor / (two.alone + (two.processor - two.alone) / 2)
    print(f"  bare pipeline {alone * 1000:.1f} ms a page; overhead x {overhead:.3f}")
    print(f"  scaling to two x {scaling:.2f} on the clock, x {possible:.2f} possible by processor time")
    return {"overhead": overhead, "scaling": scaling, "possible": possible}


def main() -> int:
    """Print the measurements; return 1 if bars were asked for and one is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, nargs="+", default=[1000, 20_000], help="sizes of the archives")
    parser.add_argument("--keep", type=Path, help="an empty folder to work in, which is kept")
    parser.add_argument("--bars", action="store_true", help="exit with 1 when a bar is missed")
    options = parser.parse_args()
    one_thread()
    with TemporaryDirectory() as folder:
        found = measure(options.keep or Path(folder), options.pages)
    missed = [name for name, bar in BARS.items() if (found[name] < bar if name in AT_LEAST else found[name] > bar)]
    for name, bar in BARS.items():
        print(f"{name:9} {found[name]:8.2f}  (bar {bar:g}){'  missed' if name in missed else ''}")
    return int(options.bars and bool(missed))


if __name__ == "__main__":
    sys.exit(main())
