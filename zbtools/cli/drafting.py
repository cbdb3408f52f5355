"""`zbtools run --as-gold`: the option, and what does not go with it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import click

from zbtools.errors import UsageError

if TYPE_CHECKING:
    from zbtools.cli.stage import Process

option = click.option("--as-gold", is_flag=True, help="Draft a gold file for `zbtools score`, to be corrected by hand.")

NOT_WITH = {"form": "--to", "in_place": "--in-place", "no_provenance": "--no-provenance"}


def drafter(values: dict[str, Any]) -> Process | None:
    """Return what drafts gold, or None where none is wanted. Raises UsageError for what does not go with it."""
    if not values["as_gold"]:
        return None
    for name, said in NOT_WITH.items():
        if values[name]:
            raise UsageError(f"{said} and --as-gold do not go together", f"leave out {said}: gold has one form")
    out = values["out"]
    if out and (out.endswith(("/", os.sep)) or os.path.isdir(out)):
        raise UsageError(f"{out}: --as-gold writes one file, not a folder", "say -o gold.jsonl")
    from zbtools.batch.drafting import process

    return process
