"""Options that several commands share, and the job that they describe."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from zbtools.cli.paths import PATH
from zbtools.errors import UsageError

if TYPE_CHECKING:
    from zbtools.batch.index.run import Request
    from zbtools.batch.inputs import Reading
    from zbtools.batch.job import Job
    from zbtools.pipeline import Options
    from zbtools.rules.own import OwnRules

Decorated = Callable[..., Any]
UNITS = {"": 1, "K": 1 << 10, "M": 1 << 20, "G": 1 << 30, "T": 1 << 40}
FORMATS = ("jsonl", "json", "markdown", "text", "csv", "sqlite", "sqlite-keywords", "parquet", "passim")


own = click.option("--rules", type=PATH, metavar="FILE", help="Rules of your own (TOML), beside those of zbtools.")


def pages(function: Decorated) -> Decorated:
    """Take the inputs, and what the user knows about them."""
    for option in reversed(
        (
            click.argument("inputs", nargs=-1, type=PATH, metavar="[INPUT]..."),
            click.option(
                "--encoding",
                metavar="NAME",
                callback=codec,
                help="Encoding of the dumps; found by itself if not given.",
            ),
            click.option("--paper", metavar="NAME", help="Name of the paper."),
            click.option("--date", metavar="DATE", callback=day, help="Date of the issue, as 2024-03-08."),
            click.option("--page", metavar="LABEL", help="Label of the page, as 02 or A2."),
            click.option(
                "--pattern", metavar="PATTERN", help="How file names tell these: '{paper}/{date}/{page}.txt'."
            ),
            own,
            click.option("--each", is_flag=True, help="Take each page for itself, not for a part of an issue."),
        )
    ):
        function = option(function)
    return function


def records(function: Decorated) -> Decorated:
    """Say where the records go, and in which form."""
    for option in reversed(
        (
            click.option("-o", "--out", type=PATH, metavar="PATH", help="A file, or a folder for one an article."),
            click.option(
                "--to", "form", type=click.Choice(FORMATS), help="Format; else as the name of PATH, else jsonl."
            ),
            click.option("--in-place", is_flag=True, help="Let an input be replaced by the output."),
            click.option("--no-provenance", is_flag=True, help="Leave out spans, decisions and what was dropped."),
            click.option(
                "--punctuation",
                type=click.Choice(("keep", "full", "half")),
                default="keep",
                help="Width of the punctuation.",
            ),
            click.option(
                "--script",
                type=click.Choice(("keep", "simplified", "traditional")),
                default="keep",
                help="Chinese script (needs zbtools[script]).",
            ),
        )
    ):
        function = option(function)
    return function


engine = click.option("--engine", type=click.Choice(("local", "dask")), help="Where the work is done; else here.")
scheduler = click.option("--scheduler", metavar="ADDRESS", help="Of a Dask cluster, as tcp://host:8786.")


def on_cluster(values: dict[str, Any]) -> bool:
    """Tell whether a Dask cluster is to do the work. Raises UsageError for a scheduler without it."""
    if values["scheduler"] and values["engine"] != "dask":
        raise UsageError("--scheduler is that of Dask", "say --engine dask as well")
    return bool(values["engine"] == "dask")


def archive(function: Decorated) -> Decorated:
    """Say how far repetitions are sought, and how in an archive."""
    for option in reversed(
        (
            click.option(
                "--scope",
                type=click.Choice(("page", "issue", "archive")),
                default="issue",
                help="Inside pages, inside issues (default), or whole articles across an archive.",
            ),
            click.option("--index", type=PATH, metavar="DIR", help="Keep what was found for later runs."),
            click.option("--window-days", type=click.IntRange(0), metavar="N", help="Link only within N days."),
            click.option(
                "--min-length", type=click.IntRange(1), metavar="N", help="Leave out shorter articles (default 50)."
            ),
            click.option("--noisy", is_flag=True, help="For bad readings: up to a quarter of the characters wrong."),
            click.option("--memory", callback=_bytes, metavar="SIZE", help="Memory to keep to: 2G (default), 500M."),
            click.option("-j", "--jobs", type=click.IntRange(1), metavar="N", help="Processes (default 1)."),
            engine,
            scheduler,
            click.option("--drop", is_flag=True, help="Take duplicates out of the stream; needs --dropped."),
            click.option("--dropped", type=PATH, metavar="FILE", help="Where the duplicates go."),
        )
    ):
        function = option(function)
    return function


source = click.option(
    "--source",
    multiple=True,
    type=PATH,
    metavar="PAGE",
    help="The dump that the records were made from, or a folder of them; else as the records say.",
)

report = click.option(
    "--to", "form", type=click.Choice(("text", "jsonl")), default="text", help="Text for people, or JSON Lines."
)


def _probability(_: click.Context, __: click.Parameter, value: float) -> float:
    """Refuse what is no number, which click lets through: it lies in every range."""
    if value != value:
        raise UsageError("--min-confidence is no number", "say a probability from 0 to 1")
    return value


confidence = click.option(
    "--min-confidence",
    type=click.FloatRange(0, 1),
    callback=_probability,
    default=0.0,
    metavar="P",
    help="Leave a fragment without an article rather than be less sure of it than P (0 to 1).",
)

corrections = click.option(
    "--corrections", type=PATH, metavar="FILE", help="Make the corrections that `zbtools review` saved in FILE."
)


def voice(function: Decorated) -> Decorated:
    """Say how much people are told on stderr."""
    function = click.option(
        "-v", "--verbose", count=True, expose_value=False, callback=_louder, help="Say more (-vv: with tracebacks)."
    )(function)
    return click.option(
        "-q", "--quiet", is_flag=True, expose_value=False, callback=_quieter, help="Say nothing but errors."
    )(function)


def _louder(context: click.Context, _: click.Parameter, count: int) -> None:
    context.obj.verbosity += count


def _quieter(context: click.Context, _: click.Parameter, quiet: bool) -> None:
    context.obj.verbosity -= quiet


def codec(_: click.Context, __: click.Parameter, value: str | None) -> str | None:
    """Return the name of an encoding. Raises UsageError for one that Python does not know."""
    import codecs

    try:
        if value is not None:
            codecs.lookup(value)
    except (LookupError, ValueError) as error:
        hint = "say utf-8, utf-16, gb18030, big5, big5hkscs or another that Python knows"
        raise UsageError(f"unknown encoding {value!r}", hint) from error
    return value


def day(_: click.Context, __: click.Parameter, value: str | None) -> str | None:
    """Return a date in its one form. Raises UsageError for what is none."""
    if value is None:
        return None
    from datetime import date

    try:
        return date.fromisoformat(value).isoformat()
    except ValueError as error:
        raise UsageError(f"{value} is not a date", "write it as 2024-03-08") from error


def _bytes(_: click.Context, __: click.Parameter, value: str | None) -> int | None:
    if value is None:
        return None
    if not (size := memory_size(value)):
        raise UsageError(f"{value} is not a size of memory", "write it as 2G or 500M")
    return size


def memory_size(value: str) -> int:
    """Return the bytes that 500M, 2GB or 1GiB are, 0 for what is no size.

    >>> memory_size("500M"), memory_size("2gb"), memory_size("1GiB"), memory_size("much")
    (524288000, 2147483648, 1073741824, 0)
    """
    import re

    match = re.fullmatch(r"([0-9]{1,12})([KMGT]?)i?B?", value, re.IGNORECASE)
    return int(match[1]) * UNITS[match[2].upper()] if match else 0


def reading(values: dict[str, Any]) -> Reading:
    """Return how to read the inputs, as the options of `pages` say it."""
    from zbtools.batch.inputs import Reading

    said = {name: values[name] for name in ("encoding", "paper", "date", "page", "pattern", "each")}
    return Reading(**said, own=own_rules(values["rules"]))


def own_rules(path: str | None) -> OwnRules:
    """Return the rules of the file at `path`, or none."""
    from zbtools.rules.own import NONE

    if path is None:
        return NONE
    from zbtools.batch.ownfile import read_rules

    return read_rules(path)


def job(command: str, values: dict[str, Any]) -> Job:
    """Return the job that the options describe."""
    from zbtools.batch.job import Job
    from zbtools.batch.outputs import Destination
    from zbtools.cli.asking import asking

    return Job(
        command,
        values["inputs"],
        reading({**values, "each": values["each"] or values.get("scope") == "page"}),
        steps(values),
        Destination(values["out"], values["form"], values["in_place"]),
        asking(values),
    )


def steps(values: dict[str, Any]) -> Options:
    """Return what the stages are asked for, as the options of `records` and `confidence` say it."""
    from zbtools.pipeline import Options

    return Options(
        min_confidence=values.get("min_confidence", 0.0),
        punctuation=values["punctuation"],
        script=values["script"],
        provenance=not values["no_provenance"],
    )


def request(values: dict[str, Any]) -> Request | None:
    """Return what is asked of an archive, or None if no archive is."""
    asked = ("index", "window_days", "min_length", "noisy", "memory", "jobs", "engine", "scheduler", "drop", "dropped")
    if values["scope"] != "archive":
        for name in asked:
            if values[name] not in (None, False):
                raise UsageError(f"--{name.replace('_', '-')} is for an archive", "pass --scope archive as well")
        return None
    if values["drop"] != (values["dropped"] is not None):
        raise UsageError("--drop and --dropped go together", "pass both: --drop --dropped duplicates.jsonl")
    from zbtools.batch.index.archive import MEMORY, Asked
    from zbtools.batch.index.run import Request

    archive = Asked(
        folder=values["index"],
        min_length=values["min_length"],
        noisy=values["noisy"],
        window_days=values["window_days"],
        memory=values["memory"] or MEMORY,
        jobs=values["jobs"] or 1,
        paper=values["paper"],
        cluster=on_cluster(values),
        scheduler=values["scheduler"],
    )
    return Request(archive, values["dropped"])
