"""Parquet: the table of articles, for pandas, polars, DuckDB and their like. Needs pyarrow (`zbtools[parquet]`)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from zbtools.batch.tables.rows import TABLES, columns, rows
from zbtools.batch.writing import as_output_error, storable, whole_path
from zbtools.errors import UsageError
from zbtools.model import Record

GROUP = 20_000
"""Articles that are written at once: some 30 MB of memory."""


def write_parquet(path: str, issues: Iterable[Sequence[Record]]) -> None:
    """Write the articles of `issues` to `path`. Raises UsageError without pyarrow, OutputError for a full disk."""
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError as error:
        raise UsageError("--to parquet needs pyarrow", "pip install 'zbtools[parquet]'") from error
    kinds = {"TEXT": pyarrow.string(), "INTEGER": pyarrow.int64(), "REAL": pyarrow.float64()}
    names = columns("articles")
    types = [kinds[column.split()[1]] for column in TABLES["articles"].split(", ")]
    schema = pyarrow.schema(list(zip(names, types, strict=True)))
    with whole_path(path) as beside, as_output_error(path), parquet.ParquetWriter(beside, schema) as writer:
        for group in _groups(issues):
            arrays = [pyarrow.array(column, kind) for column, kind in zip(zip(*group, strict=True), types, strict=True)]
            writer.write_table(pyarrow.Table.from_arrays(arrays, schema=schema))


def _groups(issues: Iterable[Sequence[Record]]) -> Iterable[list[tuple[object, ...]]]:
    group: list[tuple[object, ...]] = []
    for records in issues:
        group += [tuple(storable(values)) for table, values in rows(records) if table == "articles"]
        if len(group) >= GROUP:
            yield group
            group = []
    if group:
        yield group
