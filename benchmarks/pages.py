"""How fast zbtools reads pages, as ratios to `jieba.lcut` of the same text: user time in one process.

    python -m benchmarks.pages [GOLD] [--bars] [--rounds N]

Ratios, because they hold on any machine; interleaved, the median of the rounds, because machines have moods.
Without GOLD: the development pages, or the examples where those are not. What is loaded once (the dictionary, the
learned numbers, the patterns) is loaded before the clock starts, and a dump is hashed in the first round only. Then, of
processes of their own: the peak memory of a worker that reads all these pages, and the time of a cold `zbtools run` of
the real page, by the clock. With --bars the exit code is 1 when a bar is missed.
"""

from __future__ import annotations

import argparse
import gc
import resource
import subprocess
import sys
import warnings
from collections.abc import Callable
from operator import truediv
from pathlib import Path
from statistics import median
from time import perf_counter

from benchmarks.gold import ROOT, SHARED, Issue, one_thread, read_issues, run_whole, split_issue, test_sets

# Times the time of lcut: the most that a stage may take.
BARS = {"split": 1 / 8, "run": 1.0}
# The most memory of a worker, in MB, and the most that a cold run of the real page may take, in ms.
MEMORY, COLD = 150, 400
# Issues that warm a reader up.
WARMING = 3

Reader = Callable[[Issue], object]


def main() -> int:
    """Print the times and ratios; return 1 if bars were asked for and one is missed."""
    one_thread()
    # As the command does, see `zbtools.cli.main`.
    gc.set_threshold(100_000)
    options = _options()
    sets = test_sets(options.gold)
    files = sets.get("dev") or next(iter(sets.values()))
    issues = [issue for path in files for issue in read_issues(path)]
    times = measure(issues, {"lcut": _lcut(), "split": split_issue, "run": run_whole}, options.rounds)
    pages, size = sum(len(issue["pages"]) for issue in issues), sum(len(text) for i in issues for text in i["pages"])
    print(f"{pages} pages, {size} characters, median of {options.rounds} rounds, user time in one process")
    ratios = {name: median(map(truediv, taken, times["lcut"])) for name, taken in times.items()}
    for name, taken in times.items():
        seconds = median(taken)
        bar = f"  (bar {BARS[name]:g})" if name in BARS else ""
        print(f"{name:6} {seconds:7.2f} s  {seconds / pages * 1000:6.2f} ms a page  {ratios[name]:5.3f} x lcut{bar}")
    memory, cold = worker_megabytes(files), cold_milliseconds(options.rounds)
    print(f"a worker's peak memory {memory:.0f} MB  (bar {MEMORY})")
    print(f"a cold run of the real page {cold:.0f} ms  (bar {COLD})")
    missed = any(ratios[name] > bar for name, bar in BARS.items())
    return int(options.bars and (missed or memory > MEMORY or cold > COLD))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="*", type=Path, help="a gold file; default: development pages or examples")
    parser.add_argument("--bars", action="store_true", help="exit with 1 when a bar is missed")
    parser.add_argument("--rounds", type=int, default=5)
    return parser.parse_args()


def measure(issues: list[Issue], readers: dict[str, Reader], rounds: int) -> dict[str, list[float]]:
    """Return the user time in seconds that each reader takes for all issues, round by round."""
    for reader in readers.values():
        _user_seconds(reader, issues[:WARMING])
    taken = [{name: _user_seconds(reader, issues) for name, reader in readers.items()} for _ in range(rounds)]
    return {name: [times[name] for times in taken] for name in readers}


def worker_megabytes(files: list[Path]) -> float:
    """Return the peak memory in MB of a fresh process that reads the issues of `files`, one at a time."""
    code = (
        "import resource, sys; from pathlib import Path; from benchmarks.gold import read_issues, run_whole\n"
        "for path in sys.argv[1:]:\n    for issue in read_issues(Path(path)): run_whole(issue)\n"
        # Not ru_maxrss: a process is born with the peak of the one that started it.
        "print(next(line.split()[1] for line in open('/proc/self/status') if line.startswith('VmHWM')))"
    )
    command = [sys.executable, "-c", code, *map(str, files)]
    return int(subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=True).stdout) / 1024


def cold_milliseconds(rounds: int) -> float:
    """Return the median time in ms of `zbtools run` of the real page, nan where the page is not; not a first run."""
    pages = sorted((SHARED / "pages").glob("*.txt"))
    if not pages:
        return float("nan")
    command, taken = [sys.executable, "-m", "zbtools", "run", str(pages[0])], []
    for _ in range(rounds + 1):
        before = perf_counter()
        subprocess.run(command, cwd=ROOT, stdout=subprocess.DEVNULL, check=True)
        taken.append((perf_counter() - before) * 1000)
    return median(taken[1:])


def _user_seconds(reader: Reader, issues: list[Issue]) -> float:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_utime
    for issue in issues:
        reader(issue)
    return resource.getrusage(resource.RUSAGE_SELF).ru_utime - before


def _lcut() -> Reader:
    with warnings.catch_warnings():
        # jieba is older than the Pythons it runs on.
        warnings.simplefilter("ignore")
        import jieba
    jieba.setLogLevel("ERROR")
    return lambda issue: [jieba.lcut(text) for text in issue["pages"]]


if __name__ == "__main__":
    sys.exit(main())
