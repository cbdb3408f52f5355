"""What hostile and huge inputs cost: exit code, seconds, and the peak of memory over the size of the input.

    python -m benchmarks.limits [--megabytes N] [--commands split,dedupe,run] [--seconds N]

Each kind of input is read at a quarter, a half and the whole of its size, in a process of its own: time that is linear
grows by two from row to row. From the peak is taken what the same command needs for a page of one line: the
interpreter and, for `run`, the learned numbers. Ordinary text is the examples again and again.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from benchmarks.gold import ROOT, one_thread

HEADINGS = 200_000
SHARES = (0.25, 0.5, 1.0)
ZBTOOLS = [sys.executable, "-c", "from zbtools.cli.main import entry; entry()"]
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
    kinds = _kinds(options.megabytes * 1_000_000)
    print(f"{'command':8} {'input':10} {'bytes':>11} {'exit':>4} {'seconds':>8} {'memory / input':>14}")
    with TemporaryDirectory() as folder:
        page = Path(folder, "page.txt")
        for command in options.commands.split(","):
            page.write_text("## 江上新桥通车\n", encoding="utf-8")
            base = _cost(command, page, options.seconds).peak
            for name, make in kinds.items():
                for share in SHARES:
                    page.write_bytes(make(share))
                    size, cost = page.stat().st_size, _cost(command, page, options.seconds)
                    times = (cost.peak - base) / size
                    print(
                        f"{command:8} {name:10} {size:11} {cost.code:4} {cost.seconds:8.2f} {times:14.1f}", flush=True
                    )


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--megabytes", type=float, default=100, help="size of the long line and of the ordinary text")
    parser.add_argument("--commands", default="split,dedupe,run")
    parser.add_argument("--seconds", type=float, default=3600, help="stop a command after so long; its exit code is -9")
    return parser.parse_args()


def _kinds(size: float) -> dict[str, Callable[[float], bytes]]:
    """Return what makes each kind of input, given the share of its whole size."""
    pages = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "examples").rglob("*.txt"))]
    text = "\n\n".join(pages).encode() + b"\n\n"
    line = "".join("".join(pages).split()).replace("#", "").encode()
    return {
        "ordinary": lambda share: _repeated(text, share * size),
        "one line": lambda share: _repeated(line, share * size),
        "headings": lambda share: "".join(f"## 第{i}条新闻\n\n" for i in range(int(share * HEADINGS))).encode(),
    }


def _repeated(text: bytes, size: float) -> bytes:
    return text * max(1, round(size / len(text)))


def _cost(command: str, page: Path, seconds: float) -> Cost:
    """Run one command on `page` and return what it took."""
    process = subprocess.Popen([*ZBTOOLS, command, str(page)], stdout=subprocess.DEVNULL, env=os.environ)
    timer = threading.Timer(seconds, process.kill)
    timer.start()
    _, status, usage = os.wait4(process.pid, 0)
    timer.cancel()
    process.returncode = os.waitstatus_to_exitcode(status)
    return Cost(process.returncode, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * RSS_UNIT)


if __name__ == "__main__":
    main()
