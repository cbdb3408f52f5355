"""Records as JSON Lines: the stream that every command reads and writes."""

from zbtools.records.decode import from_json
from zbtools.records.encode import to_json
from zbtools.records.lines import dump_line, looks_like_records, parse_lines

__all__ = ["dump_line", "from_json", "looks_like_records", "parse_lines", "to_json"]
