"""How long zbtools takes to start, as ratios to `python -c "import click"`: user time, medians of interleaved runs.

    python benchmarks/startup.py [PAGE] [--runs N]

Ratios, because they hold on any machine; interleaved, because machines have moods. Byte code and compiled patterns
are kept in a folder of the benchmark's own, as an installed zbtools has them after its first run, which is not
counted. Exit code 1 when a bar is missed.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

EXAMPLES = Path(__file__).parent.parent / "examples"
BARS = {"--help": 1.5, "--version": 1.5, "split": 3.0}
# What the installed script does.
ZBTOOLS = [sys.executable, "-c", "from zbtools.cli.main import entry; entry()"]


def user_seconds(command: Sequence[str], environment: Mapping[str, str]) -> float:
    """Return the user time of one run of `command`, in seconds."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, env=environment)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} ended with {process.returncode}")
    return usage.ru_utime


def kept_in(folder: str) -> dict[str, str]:
    """Return the environment of runs that keep in `folder` what they compile."""
    environment = {**os.environ, "PYTHONPYCACHEPREFIX": folder, "XDG_CACHE_HOME": folder}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    return environment


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("page", nargs="?", help="a dump of one page; default: the largest one in examples/")
    parser.add_argument("--runs", type=int, default=31)
    options = parser.parse_args()
    page = options.page or max(EXAMPLES.rglob("*.txt"), key=lambda path: path.stat().st_size)
    commands = {
        "python": [sys.executable, "-c", "pass"],
        "click": [sys.executable, "-c", "import click"],
        "--help": [*ZBTOOLS, "--help"],
        "--version": [*ZBTOOLS, "--version"],
        "split": [*ZBTOOLS, "split", str(page)],
    }
    seconds: dict[str, list[float]] = {name: [] for name in commands}
    with TemporaryDirectory() as folder:
        environment = kept_in(folder)
        for _ in range(options.runs + 1):
            for name, command in commands.items():
                seconds[name].append(user_seconds(command, environment))
    medians = {name: median(values[1:]) for name, values in seconds.items()}
    for name, value in medians.items():
        bar = f"  (bar {BARS[name]})" if name in BARS else ""
        print(f"{name:10} {value * 1000:6.1f} ms  {value / medians['click']:5.2f} x import click{bar}")
    return int(any(medians[name] > bar * medians["click"] for name, bar in BARS.items()))


if __name__ == "__main__":
    sys.exit(main())
