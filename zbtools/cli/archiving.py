"""`zbtools run` into a folder: the options of a run over an archive, and the job that they describe."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Any

import click

from zbtools.cli import options
from zbtools.cli.paths import PATH
from zbtools.errors import UsageError

if TYPE_CHECKING:
    from zbtools.batch.archive.job import ArchiveJob, Engines, Policy

LEAST_MEMORY = 128 << 20
"""Bytes: with less a worker cannot even load what it reads pages with."""

ONLY_INTO_FOLDERS = (
    "files_from",
    "layout",
    "jobs",
    "resume",
    "retry_failed",
    "on_error",
    "max_failures",
    "on_exists",
    "timeout",
    "max_memory",
    "engine",
    "scheduler",
)


jobs = click.option("-j", "--jobs", type=click.IntRange(1), metavar="N", help="Processes; else one for each core.")


def archive(function: options.Decorated) -> options.Decorated:
    """Take what a run into a folder may be told."""
    for option in reversed(
        (
            click.option(
                "--files-from", multiple=True, type=PATH, metavar="FILE", help="A list of inputs; - is stdin."
            ),
            click.option("--layout", metavar="TEMPLATE", help="Paths in the folder: '{paper}/{date}/{page}'."),
            jobs,
            click.option("--resume", is_flag=True, help="Go on: do only what is new or changed."),
            click.option("--retry-failed", is_flag=True, help="Go on, and do again what failed."),
            click.option("--on-error", type=click.Choice(("skip", "stop")), help="When a page fails; else skip."),
            click.option("--max-failures", callback=_failures, metavar="N|P%", help="Stop when more pages failed."),
            click.option(
                "--on-exists",
                type=click.Choice(("fail", "skip", "overwrite")),
                help="When there is an output already; else fail.",
            ),
            click.option(
                "--timeout", type=click.FloatRange(0, min_open=True), metavar="SECONDS", help="The most for one page."
            ),
            options.engine,
            options.scheduler,
            click.option("--max-memory", callback=_bytes, metavar="SIZE", help="The most for one process: 500M, 2G."),
        )
    ):
        function = option(function)
    return function


def is_wanted(values: dict[str, Any]) -> bool:
    """Tell whether the output is a folder. Raises UsageError if it is none and an option needs one.

    A second opinion and corrections are not for archives: then each article is a file, and there is no state. Gold is
    drafted into one file.
    """
    given = next((name for name in ONLY_INTO_FOLDERS if values[name]), None)
    alone = next((name for name in ("ask", "corrections", "as_gold") if values[name]), None)
    if given and alone:
        raise UsageError(f"{_option(given)} and {_option(alone)} do not go together", "do the one, then the other")
    out = values["out"]
    from_stdin = not values["files_from"] and (not values["inputs"] or "-" in values["inputs"])
    if alone:
        return False
    # A layout is of files in a folder, whether that is there yet or not.
    new = bool(values["layout"]) and not os.path.lexists(out or "")
    if out and (out.endswith(("/", os.sep)) or os.path.isdir(out) or new) and not from_stdin and not values["in_place"]:
        return True
    if given is not None:
        raise UsageError(f"{_option(given)} needs files or folders as input and a folder as output", "say -o FOLDER/")
    return False


def _option(name: str) -> str:
    return "--" + name.replace("_", "-")


def run(values: dict[str, Any]) -> int:
    """Do a run over an archive and return its exit code."""
    from zbtools.batch.archive.job import process
    from zbtools.cli.pagebar import Watcher

    with Watcher(click.get_current_context().obj) as watcher:
        return process(job(values), engine(values), watcher)


def job(values: dict[str, Any]) -> ArchiveJob:
    """Return the job that the options describe."""
    from zbtools.batch.archive.job import ArchiveJob
    from zbtools.batch.archive.layout import BY_ARTICLE, BY_ISSUE, BY_PAGE
    from zbtools.batch.archive.work import Reader
    from zbtools.batch.formats import WHOLE

    form = values["form"] or "jsonl"
    gathered = form if form in WHOLE else None
    if gathered:
        form = "jsonl"
    layout = values["layout"] or (BY_ISSUE if gathered else BY_ARTICLE if form in ("markdown", "text") else BY_PAGE)
    reader = Reader(options.reading(values), options.steps(values), form, layout)
    return ArchiveJob(values["inputs"], values["files_from"], values["out"], reader, policy(values), gathered)


def policy(values: dict[str, Any]) -> Policy:
    """Return how to go on after failures and earlier runs."""
    from zbtools.batch.archive.job import Policy

    most, of_all = values["max_failures"] or (None, False)
    if values["on_error"] == "stop" and most is None:
        most = 0
    return Policy(values["resume"], values["retry_failed"], values["on_exists"] or "fail", most, of_all)


def engine(values: dict[str, Any]) -> Engines:
    """Return where the work is to be done."""
    from zbtools.batch.archive.crew import Limits
    from zbtools.batch.archive.job import local

    jobs, limits = values["jobs"] or cores(), Limits(values["timeout"], values["max_memory"])
    if not options.on_cluster(values):
        return local(jobs, limits)
    from zbtools.batch.archive.cluster import dask

    return dask(values["scheduler"], jobs, limits)


def cores() -> int:
    """Return the cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _failures(_: click.Context, __: click.Parameter, value: str | None) -> tuple[float, bool] | None:
    if value is None:
        return None
    match = re.fullmatch(r"(\d{1,9}(?:\.\d{1,6})?)(%?)", value)
    if match is None or (not match[2] and not value.isdigit()) or (match[2] and float(match[1]) > 100):
        raise UsageError(f"--max-failures {value} is no number of pages", "write it as 100 or as 5%")
    return (float(match[1]) / 100, True) if match[2] else (float(value), False)


def _bytes(_: click.Context, __: click.Parameter, value: str | None) -> int | None:
    if value is None:
        return None
    size = options.memory_size(value)
    if size < LEAST_MEMORY:
        raise UsageError(
            f"--max-memory {value} is no size, or too small", f"write it as 500M; the least is {LEAST_MEMORY >> 20}M"
        )
    return size
