"""Where records go: standard output, one file, or one file for each article; never over an input unasked."""

from __future__ import annotations

import os
import stat
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from typing import NamedTuple

from zbtools.batch.formats import FORMATS, WHOLE, Format, encoded, ending_of, form_of
from zbtools.batch.inputs import Input
from zbtools.batch.writing import Sink, as_output_error, standard_output, whole_file
from zbtools.errors import OutputError, UsageError
from zbtools.model import Record

Place = tuple[int, int]
_STDIN, _STDOUT = 0, 1


class Destination(NamedTuple):
    """Where to write and how, as the user said it.

    `out`: a file, a folder (for one file an article), or None for standard output. `form`: None takes the format that
    the name of `out` tells. `in_place`: an input may be replaced.
    """

    out: str | None = None
    form: str | None = None
    in_place: bool = False


class Output:
    """A destination that was found to be possible."""

    def __init__(self, destination: Destination, inputs: Sequence[Input]) -> None:
        """Raise UsageError or OutputError for a destination that would overwrite an input unasked."""
        self._out = _in_place(inputs) if destination.in_place and destination.out is None else destination.out
        self._form = form_of(destination.form, self._out)
        if self._form in WHOLE:
            self._check_whole()
        self._inputs = (
            {}
            if destination.in_place
            else {_place(_STDIN if source.path is None else source.path): source.name for source in inputs}
        )
        self._inputs.pop(None, None)
        if not self._is_folder:
            self._spare_inputs(self._out)

    @property
    def _is_folder(self) -> bool:
        return self._out is not None and (os.path.isdir(self._out) or self._out.endswith((os.sep, "/")))

    def write(self, issues: Iterable[Sequence[Record]]) -> None:
        """Write each issue as soon as it comes."""
        if self._out is not None and self._form in WHOLE:
            WHOLE[self._form](self._out, issues)
            return
        if self._out is not None and self._is_folder:
            self._write_folder(self._out, issues)
            return
        self.write_bytes(FORMATS[self._form]().stream(issues))

    def write_bytes(self, pieces: Iterable[bytes]) -> None:
        """Write the one file from its pieces, each as soon as it comes."""
        with self._sink() as sink:
            for data in pieces:
                sink.write(data)

    def _write_folder(self, folder: str, issues: Iterable[Sequence[Record]]) -> None:
        with as_output_error(folder):
            os.makedirs(folder, exist_ok=True)
        taken: set[str] = set()
        form = FORMATS[self._form]()
        for issue in issues:
            for name, text in _articles(issue, form, taken):
                path = os.path.join(folder, name)
                self._spare_inputs(path)
                with whole_file(path) as sink:
                    sink.write(encoded(text))

    def _check_whole(self) -> None:
        """Raise UsageError for an output that cannot be one file that is written at will."""
        if self._out is None or self._is_folder or (os.path.exists(self._out) and not os.path.isfile(self._out)):
            raise UsageError(f"--to {self._form} needs a file to write to", f"say -o archive.{ending_of(self._form)}")

    def _sink(self) -> AbstractContextManager[Sink]:
        return standard_output() if self._out is None else whole_file(self._out)

    def _spare_inputs(self, out: str | None) -> None:
        name = self._inputs.get(_place(_STDOUT if out is None else out))
        if name is not None:
            hint = "write elsewhere, or pass --in-place to replace the input"
            raise OutputError(f"{name}: is the input as well as the output", hint)


def _articles(issue: Sequence[Record], form: Format, taken: set[str]) -> Iterator[tuple[str, str]]:
    """Yield the file name and the text of each article; `order` counts the articles of a page."""
    from zbtools.stages.export.filenames import file_name
    from zbtools.stages.export.parts import with_pages

    order = Counter[str]()
    for article, pages in with_pages(issue):
        first = article.home or ""
        order[first] += 1
        text = form.alone(article, pages)
        if text:
            yield file_name(article, pages[0] if pages else None, order[first], form.ending, taken), text


def _in_place(inputs: Sequence[Input]) -> str:
    if len(inputs) != 1 or inputs[0].path is None:
        raise UsageError("--in-place without -o needs exactly one input file", "name one file, or pass -o as well")
    return inputs[0].path


def _place(file: str | int | None) -> Place | None:
    """Return what makes a regular file itself, whatever its name (a path or an open descriptor): device and inode.

    None for a pipe, a terminal, and what is not there.
    """
    try:
        info = os.stat(file) if file is not None else None
    except OSError:
        return None
    return (info.st_dev, info.st_ino) if info and stat.S_ISREG(info.st_mode) else None
