"""`zbtools status`: how far a run over an archive is, and how it went."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import click

from zbtools.cli import options
from zbtools.cli.paths import PATH

if TYPE_CHECKING:
    from zbtools.batch.archive.status import Failure, Status
    from zbtools.cli.paint import Line


STYLES = {"failed": "wrong", "unread": "wrong", "left": "doubtful", "gone": "doubtful"}


@click.command("status")
@click.argument("out", type=PATH, metavar="OUT")
@click.option("--failures", is_flag=True, help="List what failed, with reasons.")
@options.report
@options.voice
def command(out: str, failures: bool, form: str, **_: Any) -> None:
    """Show how far a run into the folder OUT is, or how the last one ended, and which pages failed and why.

    It reads the state that the run keeps in OUT/.zbtools, also while the run goes on.

    \b
    Examples:
      zbtools status out/
      zbtools status out/ --to jsonl | jq .failed
      zbtools status out/ --failures --to jsonl > failures.jsonl
    """
    from zbtools.batch.archive import status as states
    from zbtools.cli import looking

    if failures:
        looking.write(states.failures(out), form, _reasons)
    else:
        looking.write([states.status(out)], form, lambda found: _lines(next(iter(found))))


def _lines(found: Status) -> Iterator[Line]:
    yield [("running" if found.running else found.end or "killed", "title"), (f"  since {found.began[:19]}", "quiet")]
    for name in ("pages", "done", "skipped", "failed", "left", "gone", "unread", "files"):
        count = getattr(found, name)
        style = STYLES.get(name, "") if count else "quiet"
        yield [(f"{count:>12,}  {name}", style)]
    for name, count in found.sums.items():
        yield [(f"{count:>12,}  {name}", "doubtful" if name == "doubtful" and count else "")]
    yield [(f"{found.seconds:>12,.1f}  seconds of work", "quiet")]


def _reasons(found: Iterable[Failure]) -> Iterator[Line]:
    for failure in found:
        yield [(failure.reason, "wrong")]
        if failure.hint:
            yield [(f"  hint: {failure.hint}", "quiet")]
