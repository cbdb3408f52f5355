"""`zbtools dedupe`: records without what the dump repeats."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from zbtools.cli import options, stage

if TYPE_CHECKING:
    from zbtools.batch.job import Job


@click.command("dedupe")
@options.pages
@options.archive
@options.records
@options.voice
def command(**values: Any) -> None:
    """Drop the fragments that a dump repeats, inside a page and across the pages of an issue.

    What goes is kept in the record, under "dropped", with the place that it repeats. INPUT is a file of records or a
    raw dump (which is split first), a folder, or - for standard input, which is also read when there is none.

    With --scope archive, whole articles are compared (a raw dump is split and joined first). An article that repeats
    another is marked: "duplicate" says which, how (exact, near, contained), how much. Reports of other events that
    read alike (variant) and shared passages (overlap) are told of, and always stay. With --paper, only articles of that
    paper are compared, with each other; what does not say its paper is taken for its. Needs zbtools[archive], and
    zbtools[dask] for --engine dask, which has the workers of a cluster compare.

    \b
    Examples:
      zbtools split page02.txt | zbtools dedupe > page02.jsonl
      zbtools dedupe page02.txt --to text
      zbtools dedupe issue.jsonl --in-place
      zbtools dedupe --scope archive articles/*.jsonl > marked.jsonl
      zbtools dedupe --scope archive -j 4 --paper 滨江日报 --window-days 7 articles/*.jsonl > marked.jsonl
      zbtools dedupe --scope archive --engine dask --scheduler tcp://head:8786 articles/*.jsonl > marked.jsonl
      zbtools dedupe --scope archive --index index/ --drop --dropped twice.jsonl new.jsonl > fresh.jsonl
    """
    request = options.request(values)
    if request is None:
        stage.run("dedupe", values)
        return
    from zbtools.batch.index.run import process

    def search(job: Job, *rest: Any) -> int:
        return process(job, request, *rest)

    stage.run("dedupe", values, search)
