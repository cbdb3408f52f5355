"""From the arguments of a command to the files to read, in an order that does not depend on the arguments' order."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from zbtools.errors import InputError, UsageError
from zbtools.rules.own import NONE, OwnRules

if TYPE_CHECKING:
    from zbtools.batch.members import Member
    from zbtools.batch.observer import Listener, Observer
    from zbtools.stages.identity import Identity

STDIN = "-"
DUMPS = (".txt", ".text", ".md", ".markdown")
RECORDS = (".jsonl", ".ndjson")
SPECIAL = (
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)


class Reading(NamedTuple):
    """How to read the inputs: their encoding (None: found by itself) and what the user knows of the pages.

    `each`: every page stands for itself; otherwise pages of one paper and day, or of one folder, are an issue.
    `own`: rules of the user's.
    """

    encoding: str | None = None
    paper: str | None = None
    date: str | None = None
    page: str | None = None
    pattern: str | None = None
    each: bool = False
    own: OwnRules = NONE


class Input(NamedTuple):
    """One file to read, or standard input (`path` None). `name` is what records and messages call it.

    `twin`: another input before it has the same paper, date and page. `member`: which file of the archive at `path`.
    `issue`: what the inputs share that are one issue because they were named together, though their folders differ.
    """

    name: str
    path: str | None
    identity: Identity
    twin: bool = False
    member: Member | None = None
    issue: str | None = None


def plan(arguments: Sequence[str], reading: Reading, observer: Observer) -> list[Input]:
    """Return the inputs that `arguments` (files, folders, `-`; none: stdin) stand for, each once, by date and name.

    Files that were named are one issue if nothing known of them differs; where it is not known of each what page it is,
    they stay in the order in which they were given.
    What cannot be found is told to `observer`; the others remain. Raises UsageError for a page label that is none, or
    that several inputs would share, and for a pattern that is none.
    """
    found: dict[str, Input] = {}
    for argument in arguments or (STDIN,):
        try:
            for path in _files(argument, observer):
                found.setdefault(path, _input(path, reading))
        except InputError as error:
            observer.failed(error)
    if reading.page is not None and len(found) > 1:
        raise UsageError(
            f"--page names one page, but there are {len(found)}", "say --pattern to read it from the names"
        )
    inputs = list(found.values())
    _warn_of_pattern(inputs, reading, observer)
    return ordered(inputs) if any(map(os.path.isdir, arguments)) else _named(inputs, reading.each)


def _warn_of_pattern(inputs: Sequence[Input], reading: Reading, observer: Observer) -> None:
    """Say so if the pattern fits no name: nothing else would show that it was of no use."""
    unsaid = reading._replace(paper=None, date=None, page=None)
    if reading.pattern and inputs and not any(_is_known(identified(page.name, page.path, unsaid)) for page in inputs):
        observer.warn(
            f"the pattern {reading.pattern!r} tells nothing of {inputs[0].name}, nor of any other name",
            "it must fit the end of the path; {*} stands for anything inside one name",
        )


def _named(inputs: list[Input], each: bool) -> list[Input]:
    """Return inputs that were named one by one, together if they are an issue.

    They are none if two of them are the same page; then, as in an archive, each folder is an issue.
    """
    folders = {page.name.rpartition("/")[0] for page in inputs}
    is_open = any(None in (page.identity.paper, page.identity.date) for page in inputs)
    twice = any(page.twin and page.identity.page for page in _with_twins(inputs))
    if len(folders) > 1 and is_open and not twice and not each:
        first = min((page.name for page in inputs), key=natural)
        inputs = [page._replace(issue=first) for page in inputs]
    if all(map(_is_known, inputs)):
        return ordered(inputs)
    return _with_twins(sorted(inputs, key=lambda page: (page.identity.date or "", page.identity.paper or "")))


def ordered(inputs: Iterable[Input]) -> list[Input]:
    """Return `inputs` by date and name, and tell those that have the identity of one before them."""
    return _with_twins(sorted(inputs, key=_order))


def _is_known(page: Input) -> bool:
    """Whether its name or the user tells anything of what page it is."""
    identity = page.identity
    return any((identity.paper, identity.date, identity.page, identity.page_name))


def _files(argument: str, observer: Observer) -> Iterator[str]:
    """Yield the paths of the files that one argument stands for."""
    if argument == STDIN:
        yield STDIN
    elif os.path.isdir(argument):
        yield from (path for path in _pages_below(argument) if is_regular(path, observer))
    elif os.path.exists(argument):
        path = os.path.normpath(argument)
        # A file that is really called so, not standard input.
        yield os.path.join(os.curdir, path) if path == STDIN else path
    else:
        raise InputError(f"{argument}: no such file or folder", "check the path, or pass - to read standard input")


def _pages_below(folder: str) -> list[str]:
    """Return the dumps below `folder` or, where there is none, the record files."""
    files = list(_walk(folder))
    pages = list(filter(_is_dump, files)) or list(filter(_is_records, files))
    if not pages:
        hint = f"the name of a page ends in {', '.join(DUMPS)} or .gz, that of records in {' or '.join(RECORDS)}"
        raise InputError(f"{folder}: no pages in this folder", hint)
    return pages


def is_regular(path: str, observer: Listener) -> bool:
    """Tell whether a page that was found is a file; of what is a pipe, a socket or a device, say that it is left out.

    Reading one may never end; but who names one, as in `zbtools run <(…)`, wants it read.
    """
    try:
        mode = os.stat(path).st_mode
    except OSError:
        return True  # Who opens it says so.
    kind = next((kind for is_one, kind in SPECIAL if is_one(mode)), None)
    if kind is not None:
        observer.warn(f"{recordable(path)}: is {kind}, not a file: left out", "`zbtools run` reads one that is named")
    return kind is None


def _is_dump(path: str) -> bool:
    stem, gz = _without_gz(path)
    return stem.endswith(DUMPS) or (gz and "." not in stem)


def _is_records(path: str) -> bool:
    return _without_gz(path)[0].endswith(RECORDS)


def _without_gz(path: str) -> tuple[str, bool]:
    """Return the name of a file in lower case and without `.gz`, and whether it had that ending."""
    name = os.path.basename(path).lower()
    return name.removesuffix(".gz"), name.endswith(".gz")


def _walk(folder: str) -> Iterator[str]:
    """Yield the files below `folder`. Hidden ones are left out, and README files, which tell about pages."""
    for parent, folders, names in os.walk(os.path.normpath(folder), onerror=_unreadable):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (os.path.join(parent, name) for name in names if not name.startswith((".", "README")))


def _unreadable(error: OSError) -> None:
    raise InputError(f"{error.filename}: {error.strerror}", "check the permissions of the folder")


def _input(path: str, reading: Reading) -> Input:
    return identified(recordable(path), None if path == STDIN else path, reading)


def recordable(path: str) -> str:
    """Return `path` as records call it: a file name that is not UTF-8 could not be written into one."""
    return os.fsencode(path).decode("utf-8", "replace").replace(os.sep, "/")


def identified(name: str, path: str | None, reading: Reading) -> Input:
    """Return the input called `name` with what the name and the user tell of it. Raises UsageError as `plan` does."""
    from zbtools.stages.paths import from_path

    told = from_path(name, reading.pattern, reading.own.papers)
    options = {"paper": reading.paper, "date": reading.date, "page": _label(reading.page)}
    said = {key: value for key, value in options.items() if value is not None}
    guessed = tuple(key for key in told.guessed if key not in said)
    return Input(name, path, replace(told, **said, guessed=guessed))


def _label(said: str | None) -> str | None:
    """Return a page label in the form in which the markers on other pages are read."""
    from zbtools.language.pagelabels import canonical_label

    label = canonical_label(said) if said is not None else None
    if said is not None and label is None:
        raise UsageError(f"{said} is no label of a page", "write it like 02 or A2")
    return label


def _order(page: Input) -> tuple[object, ...]:
    """Return the key to sort by: pages of an issue follow each other; folders tell apart papers that are not known."""
    folder, _, file = page.name.rpartition("/")
    identity = page.identity
    together = page.issue or (identity.date and identity.paper)
    issue = (identity.date or "", identity.paper or "", () if together else natural(folder))
    return (*issue, natural(identity.page or ""), natural(folder), natural(file))


def natural(text: str) -> tuple[tuple[int, str], ...]:
    """Return a key that sorts numbers by their value.

    >>> sorted(["A10", "A2", "B1"], key=natural)
    ['A2', 'A10', 'B1']
    """
    parts = re.split("([0-9]{1,18})", text)
    return tuple((int(part), "") if index % 2 else (0, part) for index, part in enumerate(parts))


def _with_twins(inputs: list[Input]) -> list[Input]:
    seen: set[Identity] = set()
    result = []
    for page in inputs:
        result.append(page._replace(twin=page.identity in seen))
        seen.add(page.identity)
    return result
