"""What the dependencies cost, and what numpy saves: the figures of `docs/dependencies.md`.

    python -m benchmarks.dependencies [--runs N]

User time, medians of interleaved runs, over a Python that imports nothing; ratios hold on other machines, not the rest.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import time
from collections.abc import Callable
from statistics import median

from benchmarks.gold import one_thread
from benchmarks.startup import user_seconds

MODULES = ("re", "json", "click", "regex", "numpy", "rich.console", "jieba")
# The seam network's first layer over the ends of a page's lines: lines, inputs, outputs.
LINES, INPUTS, OUTPUTS = 60, 256, 160

Rows = list[list[float]]


def main() -> None:
    """Print the cost of each import, and the time of one layer in numpy and in plain Python."""
    one_thread()
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=15)
    runs = parser.parse_args().runs
    for name, seconds in import_costs(runs).items():
        print(f"import {name:14} {seconds * 1000:6.1f} ms")
    for name, seconds in layer_costs().items():
        print(f"one layer over a page, {name:12} {seconds * 1000:9.2f} ms")


def import_costs(runs: int) -> dict[str, float]:
    """Return the seconds that each import takes."""
    commands = {name: [sys.executable, "-W", "ignore", "-c", f"import {name}"] for name in MODULES}
    commands["sys"] = [sys.executable, "-c", "import sys"]
    taken = [{name: user_seconds(command, os.environ) for name, command in commands.items()} for _ in range(runs + 1)]
    medians = {name: median(times[name] for times in taken[1:]) for name in commands}
    return {name: medians[name] - medians["sys"] for name in MODULES}


def layer_costs() -> dict[str, float]:
    """Return the seconds of one layer of a network over the lines of one page."""
    import numpy as np

    inputs, weights = _rows(LINES, INPUTS), _rows(INPUTS, OUTPUTS)
    left, right = np.array(inputs, np.float32), np.array(weights, np.float32)
    return {"numpy": _seconds(lambda: left @ right, 200), "plain Python": _seconds(lambda: product(inputs, weights), 3)}


def product(inputs: Rows, weights: Rows) -> Rows:
    """Return the matrix product as the standard library would have it."""
    columns = list(zip(*weights, strict=True))
    return [[sum(map(float.__mul__, row, column)) for column in columns] for row in inputs]


def _rows(height: int, width: int) -> Rows:
    rng = random.Random(0)
    return [[rng.random() for _ in range(width)] for _ in range(height)]


def _seconds(work: Callable[[], object], rounds: int) -> float:
    started = time.process_time()
    for _ in range(rounds):
        work()
    return (time.process_time() - started) / rounds


if __name__ == "__main__":
    main()
