"""`zbtools search`: phrases in an archive."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import click

from zbtools.cli import options
from zbtools.cli.options import day
from zbtools.cli.paths import PATH

if TYPE_CHECKING:
    from zbtools.batch.tables.search import Hit
    from zbtools.cli.paint import Line


@click.command("search")
@click.argument("archive", type=PATH, metavar="ARCHIVE")
@click.argument("query")
@click.option("--paper", metavar="NAME", help="Only in this paper.")
@click.option("--from", "first", metavar="DATE", callback=day, help="Not before this day, as 2024-03-08.")
@click.option("--to", "last", metavar="DATE", callback=day, help="Not after this day.")
@click.option("--words", is_flag=True, help="Any word of QUERY, not the whole of it; jieba tells the words.")
@click.option("-n", "--limit", type=click.IntRange(1), default=20, metavar="N", help="The most articles; else 20.")
@click.option("--json", "as_json", is_flag=True, help="JSON Lines, one article a line.")
@options.voice
def command(archive: str, query: str, as_json: bool, limit: int, words: bool, **limits: Any) -> None:
    """Find the articles in which QUERY stands as it is written, the best first; of several words, each must be there.

    ARCHIVE is an SQLite file that zbtools has made, or the folder of `zbtools run --to sqlite`. Exit code 0 also when
    nothing is found.

    \b
    Examples:
      zbtools search out/ 城市低保
      zbtools search archive.sqlite '水库 汛期' --paper 滨江日报 --from 2023-01-01 --to 2023-12-31
      zbtools search archive.sqlite '山塘水库备汛' --words --json | jq .headline
    """
    from zbtools.batch.tables.search import Wanted, search
    from zbtools.cli import looking

    wanted = Wanted(query, limits["paper"], limits["first"], limits["last"], words, limit)
    looking.write(search(archive, wanted), "jsonl" if as_json else "text", _lines)


def _lines(hits: Iterable[Hit]) -> Iterator[Line]:
    for hit in hits:
        place = " ".join(part for part in (hit.paper, hit.date, hit.page) if part)
        yield [(place, "name"), ("  ", ""), (hit.headline or "", "title")]
        yield [("  ", ""), *_pieces(hit)]


def _pieces(hit: Hit) -> Line:
    end, line = 0, []
    for start, after in hit.at:
        line += [(hit.snippet[end:start], ""), (f"⟦{hit.snippet[start:after]}⟧", "word")]
        end = after
    return [*line, (hit.snippet[end:], "")]
