"""A small archive of invented pages, and ways to run zbtools over it in processes that may be killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from zbtools.batch.archive.state import FOLDER
from zbtools.batch.archive.tasks import Result, Task

ROOT = Path(__file__).parent.parent.parent
PROGRAM = (sys.executable, "-m", "zbtools")

POISON = """
import os, signal
from zbtools.stages import decode

def poisoned(data, *rest, before=decode.decode):
    if b"KILL" in data:
        os.kill(os.getpid(), signal.SIGKILL)
    if b"BUG" in data:
        raise IndexError("poisoned")
    if b"ONCE" in data and not os.path.exists("once"):
        open("once", "w").close()
        os.kill(os.getpid(), signal.SIGKILL)
    return before(data, *rest)

decode.decode = poisoned
"""
"""What a process loads so that some pages kill it, break its reader, or kill it once: only the tests have it."""

STORIES = (
    "# {issue}号渡口试航\n\n滨江日报讯(记者/周一苇) 3月{issue}日,{issue}号渡口的新船试航。"
    "船长孟听澜说,往后每天开{number}6班,逢集再加\n\n两班,过江的人不用再等。\n",
    "# 槐溪区种下{issue}{number}00棵柳树\n\n滨江日报讯(通讯员/邱小满) 槐溪区上周在江堤外种下柳树,"
    "树苗由柳堤县的苗圃送来,一棵也没有收钱。\n",
    "# 城东小学添了{number}间琴房\n\n滨江日报讯(记者/沈鹿鸣) 城东小学昨天添了琴房,墙上贴了木板,隔壁上课听不见琴声。\n",
)


def page(issue: int, number: int, stories: int = 3) -> str:
    """Return the dump of a page: a few stories, one of them broken at the edge of a column."""
    return "\n".join(story.format(issue=issue, number=number) for story in STORIES[:stories])


def write_archive(folder: Path, issues: int = 6, pages: int = 2) -> Path:
    """Write `issues` issues of `pages` pages below `folder`, called by paper, date and page."""
    for issue in range(1, issues + 1):
        for number in range(1, pages + 1):
            path = folder / f"滨江日报/2023-03-{issue:02}/{number:02}.txt"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(page(issue, number), "utf-8")
    return folder


def environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT)}


def command(*arguments: object) -> list[str]:
    return [*PROGRAM, *map(str, arguments)]


def zbtools(*arguments: object, timeout: float | None = None, before: str = "") -> subprocess.CompletedProcess[str]:
    """Run zbtools in a process of its own, killed with SIGKILL after `timeout` seconds (TimeoutExpired)."""
    line = ["bash", "-c", f'{before}; exec "$@"', "bash", *command(*arguments)] if before else command(*arguments)
    return subprocess.run(line, capture_output=True, text=True, timeout=timeout, env=environment(), check=False)


def start(*arguments: object) -> subprocess.Popen[str]:
    """Start zbtools as a shell would, in a group of its own that Ctrl-C goes to."""
    return subprocess.Popen(
        command(*arguments),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment(),
        process_group=0,
    )


def interrupt(process: subprocess.Popen[str]) -> None:
    os.killpg(process.pid, signal.SIGINT)


def tree(folder: Path) -> dict[str, bytes]:
    """Return every file that a user sees below `folder`, by its path."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and FOLDER not in path.parts
    }


class Inline:
    """An engine without processes, for tests of what does not need them."""

    def __init__(self, work: Callable[[Task, Callable[[str], None]], Result], *_: object) -> None:
        self.work = work

    def __enter__(self) -> Inline:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def results(self, tasks: Iterator[Task]) -> Iterator[Result]:
        for task in tasks:
            yield self.work(task, lambda _: None)
