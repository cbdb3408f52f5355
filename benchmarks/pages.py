"""How fast zbtools reads pages, as ratios to `jieba.lcut` of the same text: user time in one process.

    python -m benchmarks.pages [GOLD] [--bars] [--rounds N]

Ratios, because they hold on any machine; interleaved, and the median of the rounds, because machines have moods.
Without GOLD: the development pages, or the examples where those are not. What is loaded once (the dictionary, the
learned numbers, the patterns) is loaded before the clock starts. With --bars the exit code is 1 when a bar is missed.
"""

from __future__ import annotations

import argparse
import resource
import sys
import warnings
from collections.abc import Callable
from pathlib import Path
from statistics import median

from benchmarks.gold import Issue, one_thread, read_issues, run_whole, split_issue, test_sets

# Times the time of lcut: the most that a stage may take.
BARS = {"split": 1 / 8, "run": 2.0}
# Issues that warm a reader up.
WARMING = 3

Reader = Callable[[Issue], object]


def main() -> int:
    """Print the times and ratios; return 1 if bars were asked for and one is missed."""
    one_thread()
    options = _options()
    sets = test_sets(options.gold)
    files = sets.get("dev") or next(iter(sets.values()))
    issues = [issue for path in files for issue in read_issues(path)]
    times = measure(issues, {"lcut": _lcut(), "split": split_issue, "run": run_whole}, options.rounds)
    pages, size = sum(len(issue["pages"]) for issue in issues), sum(len(text) for i in issues for text in i["pages"])
    print(f"{pages} pages, {size} characters, median of {options.rounds} rounds, user time in one process")
    for name, seconds in times.items():
        ratio = seconds / times["lcut"]
        bar = f"  (bar {BARS[name]:g})" if name in BARS else ""
        print(f"{name:6} {seconds:7.2f} s  {seconds / pages * 1000:6.2f} ms a page  {ratio:5.3f} x lcut{bar}")
    return int(options.bars and any(times[name] > bar * times["lcut"] for name, bar in BARS.items()))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="*", type=Path, help="a gold file; default: development pages or examples")
    parser.add_argument("--bars", action="store_true", help="exit with 1 when a bar is missed")
    parser.add_argument("--rounds", type=int, default=5)
    return parser.parse_args()


def measure(issues: list[Issue], readers: dict[str, Reader], rounds: int) -> dict[str, float]:
    """Return the median user time in seconds that each reader takes for all issues."""
    for reader in readers.values():
        _user_seconds(reader, issues[:WARMING])
    taken = [{name: _user_seconds(reader, issues) for name, reader in readers.items()} for _ in range(rounds)]
    return {name: median(times[name] for times in taken) for name in readers}


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
