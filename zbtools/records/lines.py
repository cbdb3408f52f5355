"""Records as lines of text: JSON Lines, one record a line."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from zbtools.errors import InputError
from zbtools.model import Page, Record
from zbtools.records.decode import from_json
from zbtools.records.encode import to_json

REWRITE = "one record a line, as zbtools writes them (`jq -c` keeps it so); was the file cut off or edited?"

# A JSON object or the list of them that `--to json` writes, seen from its beginning.
OBJECT_START = re.compile(r'\s{0,1000}(?:\[\s{0,1000})?\{\s{0,1000}"\w{1,40}"\s{0,10}:')
RECORD_KEY = re.compile(r'"(?:kind|schema)"\s{0,10}:')

_write = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False, allow_nan=False).encode
_write_ascii = json.JSONEncoder(ensure_ascii=True, separators=(",", ":"), check_circular=False, allow_nan=False).encode

# Legal inside a JSON string, but many programs end a line here, and a record must stay one line.
LINE_ENDS = {"\x85": "\\u0085", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def dump_line(record: Record) -> str:
    """Return `record` as one line of JSON without its line break, always ready for UTF-8.

    Lone surrogates, which UTF-8 cannot hold, make the line ASCII with escapes. Raises InputError if unknown keys of
    the record hold what cannot be written: an infinite number, a nesting without end.
    """
    obj = to_json(record)
    try:
        line = _write(obj)
        line.encode("utf-8")
    except UnicodeEncodeError:
        return _write_ascii(obj)
    except (RecursionError, ValueError) as error:
        raise InputError(f"the record {record.id} cannot be written: {error}", "change the keys added to it") from None
    for end, escape in LINE_ENDS.items():
        if end in line:
            line = line.replace(end, escape)
    return line


def parse_lines(lines: Iterable[str], name: str) -> Iterator[Record]:
    """Yield the records of `lines`. Blank lines and a byte-order mark are passed over.

    Raises InputError, which names the file `name` and the line, for broken JSON, wrong shapes, another schema, and an
    id given twice: a page's within the file, an article's within its page. Memory: the ids of the pages.
    """
    told = ((f"line {number}", line) for number, line in enumerate(lines, 1) if line.strip())
    return parse_objects(((where, _object(line, f"{name}: {where}")) for where, line in told), name)


def parse_array(text: str, name: str) -> Iterator[Record]:
    """Yield the records of the one JSON array that `--to json` writes; raises as `parse_lines` does."""
    objects = _object(text, name)
    if not isinstance(objects, list):
        raise InputError(f"{name}: not an array of records", REWRITE)
    return parse_objects(((f"record {number}", item) for number, item in enumerate(objects, 1)), name)


def parse_objects(objects: Iterable[tuple[str, Any]], name: str) -> Iterator[Record]:
    """Yield the records that objects are, each given with its place in the file `name`. Raises as `parse_lines`."""
    pages: dict[str, str] = {}
    articles: dict[str, str] = {}
    for where, item in objects:
        record = from_json(item, f"{name}: {where}")
        if isinstance(record, Page):
            articles.clear()
        first = (pages if isinstance(record, Page) else articles).setdefault(record.id, where)
        if first != where:
            hint = "does the file hold one page twice? give each page once"
            raise InputError(f"{name}: {where}: the id {record.id!r:.60} was given in {first} before", hint)
        yield record


def looks_like_records(head: str) -> bool:
    r"""Tell whether the text that begins with `head` is a stream of records rather than a raw dump.

    `head`: the text or its beginning, a few thousand characters of it.

    >>> looks_like_records('{"kind": "page", "schema": "zbtools/1", "id": "p"}\n')
    True
    >>> looks_like_records("# 滨江日报\n\n本报讯 …")
    False
    """
    head = head.removeprefix("\ufeff")
    return OBJECT_START.match(head) is not None and RECORD_KEY.search(head) is not None


def _object(line: str, where: str) -> Any:
    try:
        return json.loads(line.removeprefix("\ufeff"), parse_constant=_no_number)
    except json.JSONDecodeError as error:
        raise InputError(f"{where}: not JSON at character {error.colno}: {error.msg}", REWRITE) from None
    except RecursionError:
        raise InputError(f"{where}: nested too deeply", REWRITE) from None
    except ValueError as error:
        raise InputError(f"{where}: not JSON: {error}", REWRITE) from None


def _no_number(word: str) -> Any:
    raise ValueError(f"{word} is no number of JSON")
