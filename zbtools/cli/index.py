"""`zbtools index`: what is in the index of an archive, and whether it is whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from zbtools.cli import options
from zbtools.cli.paths import PATH
from zbtools.errors import EXIT_FINDINGS

if TYPE_CHECKING:
    from zbtools.batch.index.care import Info
    from zbtools.cli.messages import Messages


@click.command("index")
@click.argument("action", type=click.Choice(("info", "verify", "compact")))
@click.argument("folder", type=PATH, metavar="DIR")
@options.report
@options.voice
def command(action: str, folder: str, form: str) -> None:
    """Look after the index in DIR, which `zbtools dedupe --scope archive --index DIR` keeps.

    info says what is in it, verify whether it is whole (exit code 1 if not). compact merges its segments into one, and
    gives back what killed runs left.

    \b
    Examples:
      zbtools index info index/
      zbtools index verify index/ --to jsonl
      zbtools index compact index/
    """
    from zbtools.batch.index import care

    messages: Messages = click.get_current_context().obj
    if action == "compact":
        messages.warn(f"{folder}: {care.compact(folder):,} bytes were given back")
    elif action == "info":
        _show(care.info(folder), form)
    else:
        _report(care.verify(folder), form, messages)


def _show(info: Info, form: str) -> None:
    from dataclasses import asdict

    if form == "jsonl":
        _write_json(asdict(info))
        return
    from zbtools.cli.paint import paint

    values = {name: "unknown" if value is None else value for name, value in asdict(info).items()}
    shown = {name: f"{value:,}" if type(value) is int else str(value) for name, value in values.items()}
    paint([(f"{name.replace('_', ' '):16}", "quiet"), (value, "")] for name, value in shown.items())


def _report(problems: list[str], form: str, messages: Messages) -> None:
    from zbtools.cli.paint import paint

    if form == "jsonl":
        for problem in problems:
            _write_json({"problem": problem})
    else:
        paint([(problem, "wrong")] for problem in problems)
    hint = "remove the folder, and make the index anew" if problems else ""
    messages.warn("the index is not whole" if problems else "the index is whole", hint)
    if problems:
        click.get_current_context().exit(EXIT_FINDINGS)


def _write_json(value: dict[str, object]) -> None:
    import json

    from zbtools.batch.writing import standard_output

    with standard_output() as out:
        out.write((json.dumps(value, ensure_ascii=False) + "\n").encode("utf-8", "replace"))
