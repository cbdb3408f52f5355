"""Review pages as files: one for each issue."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence

from zbtools.batch.images import data_uri
from zbtools.batch.writing import as_output_error, standard_output, whole_file
from zbtools.errors import UsageError
from zbtools.model import Page, Record
from zbtools.stages.corrections import Correction
from zbtools.views.review import review_page

Shown = tuple[list[Record], dict[str, str]]


def write_reviews(
    found: Sequence[Shown], out: str | None, saved: Sequence[Correction], images: Sequence[str]
) -> Iterator[str]:
    """Write the page of each issue and yield its path; without `out` the one page goes to standard output.

    `images`: files, one for each page of the one issue. Raises UsageError for several issues in one file.
    """
    if out is None or not (os.path.isdir(out) or out.endswith((os.sep, "/"))):
        records, texts = one_issue(found)
        page = page_of(records, texts, saved, images, _file(records)).encode()
        with standard_output() if out is None else whole_file(out) as sink:
            sink.write(page)
        yield out or "standard output"
        return
    if images:
        one_issue(found)
    with as_output_error(out):
        os.makedirs(out, exist_ok=True)
    for records, texts in found:
        path = os.path.join(out, f"{_stem(records)}.html")
        with whole_file(path) as sink:
            sink.write(page_of(records, texts, saved, images, _file(records)).encode())
        yield path


def one_issue(found: Sequence[Shown]) -> Shown:
    """Return the records and dumps of the one issue. Raises UsageError if there are several."""
    if len(found) != 1:
        hint = "pass -o with a folder for one page an issue, or name the pages of one issue"
        raise UsageError(f"a review page shows one issue, and there are {len(found)}", hint)
    return found[0]


def page_of(
    records: Sequence[Record],
    texts: Mapping[str, str],
    saved: Sequence[Correction],
    images: Sequence[str],
    file: str,
    takes: str | None = None,
) -> str:
    """Return the HTML of one issue. `takes`: where a server takes corrections."""
    count = sum(isinstance(record, Page) for record in records)
    if len(images) > count:
        raise UsageError(f"{len(images)} images for {count} pages", "pass --image once for each page, in their order")
    return review_page(records, texts, saved, [data_uri(path) for path in images], os.path.basename(file), takes)


def _file(records: Sequence[Record]) -> str:
    return f"{_stem(records)}.corrections.json"


def _stem(records: Sequence[Record]) -> str:
    """Return the name of a file for an issue: paper, day and page, as far as they are known."""
    pages = [record for record in records if isinstance(record, Page)]
    if not pages:
        return "review"
    known = [pages[0].date, pages[0].paper, pages[0].page if len(pages) == 1 else None]
    name = "-".join(part for part in known if part) or os.path.splitext(os.path.basename(pages[0].source.name))[0]
    return "".join(one if one.isalnum() or one in "-_." else "-" for one in name)[:80].lstrip(".") or "review"
