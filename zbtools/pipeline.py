"""The stages in their order, on the records of one issue.

A page record names the stages that it has been through, and no page goes through one twice: this is what makes every
stage, run on its own output, change nothing.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import chain, islice
from typing import TYPE_CHECKING, NamedTuple

from zbtools.errors import InputError
from zbtools.model import Page, Record, Source
from zbtools.rules.own import NONE, OwnRules

if TYPE_CHECKING:
    from zbtools.stages.identity import Identity
    from zbtools.stages.layout import Galley
    from zbtools.stages.question import Judge

    Part = Galley | list[Record]
    """A page that was read from a dump, or records as they were read."""

ID_LENGTH = 16
"""Hexadecimal digits of a page id: 64 bits keep ten million pages apart (chance of one collision: 3 in a million)."""

MOST_LINES = 10_000
"""Lines with text that a page may have; the issue of a paper of a hundred pages has about as many."""

_LINE = re.compile(r"\S[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]*")


class Options(NamedTuple):
    """What the stages and the last step may be asked for. `min_confidence` is a probability, 0 to 1.

    `judge`: who gives a second opinion on doubtful decisions; like any input, it must answer alike each time. `own`:
    rules of the user's.
    """

    min_confidence: float = 0.0
    punctuation: str = "keep"
    script: str = "keep"
    provenance: bool = True
    judge: Judge | None = None
    own: OwnRules = NONE


class Plan(NamedTuple):
    """The stages that a command runs: on a raw dump all up to its own, on records only its own."""

    dump: tuple[str, ...]
    records: tuple[str, ...]


PLANS = {
    "split": Plan(("split",), ()),
    "dedupe": Plan(("split", "dedupe"), ("dedupe",)),
    "join": Plan(("split", "dedupe", "join"), ("join",)),
    "export": Plan(("split", "dedupe", "join"), ()),
    "run": Plan(("split", "dedupe", "join"), ("dedupe", "join")),
}


def read_page(text: str, source: Source, identity: Identity, twin: bool = False, own: OwnRules = NONE) -> list[Record]:
    """Split the decoded dump `text` of one page and return its page record and the articles in dump order.

    `twin`: another page of the issue has the same identity, so the id must come from the source as well.
    `own`: rules of the user's. Raises InputError for a dump of more lines than any page has.
    """
    return written(read_galley(text, source, identity, twin, own), own)


def read_galley(text: str, source: Source, identity: Identity, twin: bool = False, own: OwnRules = NONE) -> Galley:
    """Return the same page as a galley, for `run_parts`. Raises InputError as `read_page` does."""
    from zbtools.stages.split import lay_out

    _check_size(text, source)
    page = Page(
        id=page_id(source, identity, twin),
        source=source,
        paper=identity.paper,
        date=identity.date,
        page=identity.page,
        page_name=identity.page_name,
        stages=("split",),
    )
    return lay_out(text, page, own, identity.guessed)


def written(galley: Galley, own: OwnRules = NONE) -> list[Record]:
    """Return the page record and the articles of a galley."""
    from zbtools.stages.split import records_of

    return records_of(galley, own)


def _check_size(text: str, source: Source) -> None:
    """A record takes a hundred times the memory of a short line: what is no page is refused before any is made."""
    if len(text) <= 2 * MOST_LINES:
        return
    if sum(1 for _ in islice(_LINE.finditer(text), MOST_LINES + 1)) > MOST_LINES:
        message = f"{source.name}: more than {MOST_LINES} lines of text, which no page of a newspaper has"
        raise InputError(message, "cut the dump into its pages, one file each")


def page_id(source: Source, identity: Identity, twin: bool = False) -> str:
    """Return the stable id of a page: from its paper, date and page where all are known.

    Else, and for a `twin`, it comes from the name of its source as well, folders included, and from the content: no two
    pages of a stream may share an id, not even two empty ones.
    """
    parts: tuple[str | None, ...] = (identity.paper, identity.date, identity.page)
    if twin or None in parts:
        parts = (*parts, source.name, source.sha256)
    digest = hashlib.sha256("\0".join(part or "" for part in parts).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()[:ID_LENGTH]


def run_issue(records: Sequence[Record], stages: Sequence[str], options: Options) -> list[Record]:
    """Return the records of one issue after `stages`, leaving out those that all its pages have been through.

    Raises InputError for records that a stage is to work on and that were respelled, or stripped of their
    provenance or of what `split` says of their pages.
    """
    result = list(records)
    for name in stages:
        if name in STAGES and not _is_done(result, name):
            _check_usable(result, name)
            result = _marked(STAGES[name](result, options), name)
    return result


def run_parts(parts: Sequence[Part], stages: Sequence[str], options: Options) -> list[Record]:
    """Return the records of one issue after `stages`, from the parts in which it was read; raises as `run_issue` does.

    An issue that is all galleys goes to `join` without the articles that `split` would write of it: the result is the
    same, in less time.
    """
    galleys = [part for part in parts if not isinstance(part, list)]
    if "join" in stages and len(galleys) == len(parts):
        return _run_galleys(galleys, stages, options)
    records = [part if isinstance(part, list) else written(part, options.own) for part in parts]
    return run_issue(list(chain(*records)), stages, options)


def _run_galleys(galleys: Sequence[Galley], stages: Sequence[str], options: Options) -> list[Record]:
    from zbtools.stages.dedupe import repeated_in
    from zbtools.stages.dropped import Repeated
    from zbtools.stages.join import join_galleys
    from zbtools.stages.layout import numbered

    pages = numbered(galleys)
    repeated = repeated_in(pages) if "dedupe" in stages else Repeated()
    result = join_galleys(pages, repeated, options.min_confidence, options.judge, options.own)
    for name in stages:
        result = _marked(result, name)
    return result


def finish(records: Sequence[Record], options: Options) -> list[Record]:
    """Return the records as they are to be written: respelled and without provenance, if that was asked for."""
    result = list(records)
    if (options.punctuation, options.script) != ("keep", "keep"):
        from zbtools.stages.spelling import respell

        result = respell(result, punctuation=options.punctuation, script=options.script)
    return result if options.provenance else [_plain(record) for record in result]


def _plain(record: Record) -> Record:
    if isinstance(record, Page):
        return replace(record, decisions=(), dropped=(), blocks=())
    # Only spans need the pages before those that it stands on.
    there = tuple(page for page in record.pages if page in record.stands_on)
    return replace(record, pages=there, provenance=None, decisions=(), dropped=())


def _check_usable(records: Sequence[Record], stage: str) -> None:
    for record in records:
        if isinstance(record, Page):
            if not {"split", stage} & {*record.stages}:
                message = f"the page {record.id} does not tell what split read on it, which {stage} needs"
                raise InputError(message, "give the dump in place of its records")
            continue
        if record.provenance is None:
            message = f"the record {record.id} is without provenance, which {stage} needs"
            raise InputError(message, "pass --no-provenance to the last command only")
        if any(decision.op == "spelling" for decision in record.decisions):
            message = f"the record {record.id} was respelled, and {stage} reads the words of the dump"
            raise InputError(message, "pass --script and --punctuation to the last command only")


def _is_done(records: Sequence[Record], stage: str) -> bool:
    return all(stage in record.stages for record in records if isinstance(record, Page))


def _marked(records: Sequence[Record], stage: str) -> list[Record]:
    return [_with_stage(record, stage) if isinstance(record, Page) else record for record in records]


def _with_stage(page: Page, stage: str) -> Page:
    return page if stage in page.stages else replace(page, stages=(*page.stages, stage))


def _dedupe(records: Sequence[Record], _: Options) -> list[Record]:
    from zbtools.stages.dedupe import dedupe

    return dedupe(records)


def _join(records: Sequence[Record], options: Options) -> list[Record]:
    from zbtools.stages.join import join

    return join(records, options.min_confidence, options.judge, options.own)


Stage = Callable[[Sequence[Record], Options], list[Record]]
STAGES: dict[str, Stage] = {"dedupe": _dedupe, "join": _join}
