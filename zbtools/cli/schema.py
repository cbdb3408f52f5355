"""`zbtools schema`: the JSON Schema of the records."""

from __future__ import annotations

import click

from zbtools.cli import options


@click.command("schema")
@options.voice
def command() -> None:
    """Print the JSON Schema (draft 2020-12) that every line of a record stream validates against.

    \b
    Examples:
      zbtools schema > zbtools.schema.json
      zbtools run page.txt | head -1 > record.json && check-jsonschema --schemafile zbtools.schema.json record.json
    """
    import json

    from zbtools.batch.writing import standard_output
    from zbtools.schema import SCHEMA

    with standard_output() as out:
        out.write((json.dumps(SCHEMA, ensure_ascii=False, indent=2) + "\n").encode())
