"""What hostile and huge inputs cost: exit code, seconds, and the peak of memory over the size of the input.

    python -m benchmarks.limits [--megabytes N] [--commands split,dedupe,run] [--seconds N]

Each kind of input is read at a quarter, a half and the whole of its size, in a process of its own: time that is linear
grows by two from row to row. From the peak is taken what the same command needs for a page of one line: the
interpreter and, for `run`, the learned numbers. Ordinary text is the examples again and again.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from benchmarks.gold import ROOT, one_thread

HEADINGS = 200_000
SMALL = "## 江上新桥通车\n"
LONGEST = 3600.0
SHARES = (0.25, 0.5, 1.0)
ZBTOOLS = [sys.executable, "-c", "from zbtools.cli.main import entry; entry()"]
# In a small process of its own: the peak of a child is never less than that of the process that started it.
MEASURE = """
import os, subprocess, sys, threading
child = subprocess.Popen(sys.argv[2:], stdout=subprocess.DEVNULL)
timer = threading.Timer(float(sys.argv[1]), child.kill)
timer.start()
_, status, usage = os.wait4(child.pid, 0)
timer.cancel()
print(os.waitstatus_to_exitcode(status), usage.ru_utime + usage.ru_stime, usage.ru_maxrss)
"""
# What `ru_maxrss` counts in.
RSS_UNIT = 1 if sys.platform == "darwin" else 1024


class Cost(NamedTuple):
    """What one command took: user and system time, and the peak of its memory in bytes."""

    code: int
    seconds: float
    peak: int


def main() -> None:
    """Print the table."""
    one_thread()
    options = _options()
    print(f"{'command':8} {'input':10} {'bytes':>11} {'exit':>4} {'seconds':>8} {'memory / input':>14}")
    with TemporaryDirectory() as folder:
        page = Path(folder, "page.txt")
        for command in options.commands.split(","):
            page.write_text(SMALL, encoding="utf-8")
            base = _cost(command, page, options.seconds).peak
            for name, make in kinds(options.megabytes * 1_000_000).items():
                for share in SHARES:
                    page.write_bytes(make(share))
                    size, cost = page.stat().st_size, _cost(command, page, options.seconds)
                    figures = f"{cost.code:4} {cost.seconds:8.2f} {(cost.peak - base) / size:14.1f}"
                    print(f"{command:8} {name:10} {size:11} {figures}", flush=True)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--megabytes", type=float, default=100, help="size of the long line and of the ordinary text")
    parser.add_argument("--commands", default="split,dedupe,run")
    parser.add_argument(
        "--seconds", type=float, default=LONGEST, help="stop a command after so long; its exit code is -9"
    )
    return parser.parse_args()


def kinds(size: float) -> dict[str, Callable[[float], bytes]]:
    """Return what makes each kind of input, given the share of its whole size."""
    pages = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "examples").rglob("*.txt"))]
    text = "\n\n".join(pages).encode() + b"\n\n"
    line = "".join("".join(pages).split()).replace("#", "").encode()
    return {
        "ordinary": lambda share: _repeated(text, share * size),
        "one line": lambda share: _repeated(line, share * size),
        "a loop": lambda share: _repeated("江湾花灯会昨晚又开幕了。".encode(), share * size),
        "headings": lambda share: "".join(f"## 第{i}条新闻\n\n" for i in range(int(share * HEADINGS))).encode(),
    }


def code_and_peak(command: str, page: Path) -> tuple[int, float]:
    """Return the exit code of a command, and the peak of its memory, less that for a page of one line, over the size of
    `page`.
    """
    small = page.with_name("small.txt")
    small.write_text(SMALL, encoding="utf-8")
    base, cost = _cost(command, small, LONGEST), _cost(command, page, LONGEST)
    if base.code:
        raise RuntimeError(f"{command} {small.name} ended with {base.code}")
    return cost.code, (cost.peak - base.peak) / page.stat().st_size


def _repeated(text: bytes, size: float) -> bytes:
    return text * max(1, round(size / len(text)))


def _cost(command: str, page: Path, seconds: float) -> Cost:
    """Run one command on `page` and return what it took."""
    line = [sys.executable, "-c", MEASURE, str(seconds), *ZBTOOLS, command, str(page)]
    code, taken, peak = subprocess.run(line, capture_output=True, text=True, check=True).stdout.split()
    return Cost(int(code), float(taken), int(peak) * RSS_UNIT)


if __name__ == "__main__":
    main()
