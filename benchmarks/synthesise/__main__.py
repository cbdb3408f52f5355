"""The command: `python -m benchmarks.synthesise ARCHIVE -o OUT --mix MIX --issues N --seed S`."""

from __future__ import annotations

import argparse
import gzip
import json
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any

from benchmarks.synthesise.archive import issues, read_archive, read_lines
from benchmarks.synthesise.dev_like import DEV_LIKE
from benchmarks.synthesise.issue import synthesise
from benchmarks.synthesise.mixes import MIXES, NAMES


def main(arguments: Sequence[str] | None = None) -> None:
    """Write the issues that the command line asks for."""
    options = parser().parse_args(arguments)
    articles = read_archive(options.archive, wanted_dates(options))
    rng = Random(options.seed)
    drawn = islice(issues(articles, sizes(options.pages, options.mix), rng), options.issues)
    made = (synthesise(found, options.mix, rng) for found in drawn)
    write(options.output, (numbered(issue, at) for at, issue in enumerate(made)))


def parser() -> argparse.ArgumentParser:
    """The options of the command."""
    command = argparse.ArgumentParser(prog="python -m benchmarks.synthesise", description=__doc__)
    command.add_argument("archive", type=Path, help="JSON Lines of articles (.jsonl, .gz, .xz)")
    command.add_argument("-o", "--output", type=Path, required=True, help="gold to write (.jsonl or .jsonl.gz)")
    command.add_argument("--mix", choices=NAMES, default="dev-like")
    command.add_argument("--issues", type=int, default=100, help="how many issues to make")
    command.add_argument("--pages", type=int, help="pages in each issue; drawn from the mix when not given")
    command.add_argument("--seed", type=int, default=1)
    command.add_argument("--from", dest="first", default="", metavar="DATE", help="first date (YYYYMMDD)")
    command.add_argument("--to", dest="last", default="99999999", metavar="DATE", help="last date")
    command.add_argument("--dates", type=Path, help="file with the dates to use, one a line")
    command.add_argument("--exclude-dates", type=Path, help="file with dates to leave out, one a line")
    command.add_argument("--exclude-dates-of", type=Path, help="gold whose dates are left out", action="append")
    return command


def wanted_dates(options: argparse.Namespace) -> Callable[[str], bool]:
    """The test for dates that the options describe."""
    only = set(options.dates.read_text().split()) if options.dates else None
    never = set(options.exclude_dates.read_text().split()) if options.exclude_dates else set()
    for gold in options.exclude_dates_of or ():
        never |= {issue["date"] for issue in read_lines(gold)}

    def wanted(date: str) -> bool:
        return options.first <= date <= options.last and date not in never and (only is None or date in only)

    return wanted


def sizes(pages: int | None, mix: str) -> dict[int, float]:
    """How many pages an issue may have, with weights."""
    return {pages: 1.0} if pages else dict(MIXES.get(mix, DEV_LIKE).pages)


def numbered(issue: dict[str, Any], at: int) -> dict[str, Any]:
    """The issue under an id that tells its place in the file."""
    return {**issue, "id": f"{issue['date']}-{at:05}"}


def write(path: Path, records: Iterator[dict[str, Any]]) -> None:
    """The records as JSON Lines; a gzip file carries no time, so that equal content is equal bytes."""
    with path.open("wb") as raw:
        target: Any = gzip.GzipFile("", "wb", fileobj=raw, mtime=0) if path.suffix == ".gz" else raw
        with target:
            for record in records:
                target.write(json.dumps(record, ensure_ascii=False).encode() + b"\n")


if __name__ == "__main__":
    main()
