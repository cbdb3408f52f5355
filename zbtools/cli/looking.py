"""What `check` and `explain` share: they look at issues and say what they find, to people or as JSON Lines."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

import click

from zbtools.cli import options
from zbtools.errors import EXIT_DONE, EXIT_FINDINGS, EXIT_INPUT, EXIT_PARTIAL

if TYPE_CHECKING:
    from zbtools.batch.issues import Issue
    from zbtools.batch.sources import Sources
    from zbtools.cli.paint import Line


def look(values: dict[str, Any], view: Callable[[Issue, Sources], Iterable[Any]]) -> Iterator[Any]:
    """Yield what `view` finds in each issue of the inputs; raw dumps are run first."""
    from zbtools.batch.compiled import kept_patterns
    from zbtools.batch.inputs import plan
    from zbtools.batch.job import Job, worked
    from zbtools.batch.sources import Sources

    messages = click.get_current_context().obj
    messages.bar = False
    reading = options.reading(values)
    issue = None
    with kept_patterns():
        inputs = plan(values["inputs"], reading, messages)
        sources = Sources(values["source"], messages)
        for issue in worked(Job("export", reading=reading), inputs, messages):
            yield from view(issue, sources)
    if issue is None:
        click.get_current_context().exit(EXIT_INPUT)


def write(found: Iterable[Any], form: str, lines: Callable[[Iterable[Any]], Iterator[Line]]) -> None:
    """Write what was found as `form` says: as text, which `lines` makes of it, or as JSON Lines."""
    if form == "text":
        from zbtools.cli.paint import paint

        paint(lines(found))
        return
    import json
    from dataclasses import asdict

    from zbtools.batch.writing import standard_output

    with standard_output() as out:
        for item in found:
            line = json.dumps(asdict(item, dict_factory=_known), ensure_ascii=False)
            out.write((line + "\n").encode("utf-8", "replace"))


def end(findings: int = 0) -> None:
    """End with the exit code for what was found, and for the inputs that could not be read."""
    context = click.get_current_context()
    if context.obj.failures:
        context.exit(EXIT_PARTIAL)
    context.exit(EXIT_FINDINGS if findings else EXIT_DONE)


def _known(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Unknown keys are written only where there are any."""
    return {key: value for key, value in pairs if key != "extra" or value}
