"""Records for programs: JSON Lines and one JSON array, the same records in both."""

from __future__ import annotations

from collections.abc import Iterable

from zbtools.model import Record
from zbtools.records import dump_line


def to_jsonl(records: Iterable[Record]) -> str:
    """Return `records` as JSON Lines, each line ended."""
    return "".join(dump_line(record) + "\n" for record in records)


def to_json_array(records: Iterable[Record]) -> str:
    """Return `records` as one JSON array with a record on each line."""
    lines = ",\n".join(dump_line(record) for record in records)
    return f"[\n{lines}\n]\n" if lines else "[]\n"
