"""Corrections from a file, made on each issue of a job, and what is said of those that were not."""

from __future__ import annotations

from collections.abc import Sequence

from zbtools.batch.observer import Observer
from zbtools.errors import InputError
from zbtools.model import Record
from zbtools.stages.corrections import Correction, Unfit, correct, parse

SHOWN = 20
"""Corrections that are told one by one; of more, only how many."""


def read_corrections(path: str) -> tuple[Correction, ...]:
    """Return the corrections in the file at `path`. Raises InputError for one that cannot be read or is none."""
    try:
        with open(path, encoding="utf-8") as file:
            return parse(file.read(), path)
    except OSError as error:
        raise InputError(f"{path}: {error.strerror}", "name the file that `zbtools review` saved") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: not valid UTF-8 at byte {error.start}", "corrections are always UTF-8") from error


class Corrections:
    """The corrections of one file: a step behind the stages that counts what it could not do. `unfit`: how many."""

    def __init__(self, path: str, observer: Observer) -> None:
        """Read the file at `path`; what does not fit is told to `observer`. Raises InputError."""
        self._all = read_corrections(path)
        self._path = path
        self._observer = observer
        self._open = {each.id for each in self._all}
        self.unfit = 0

    def __call__(self, records: Sequence[Record]) -> list[Record]:
        """Return the records of one issue, corrected."""
        made = correct(records, self._all)
        self._open -= made.done
        for each in made.unfit:
            self._tell(each)
        return made.records

    def _tell(self, unfit: Unfit) -> None:
        self._open.discard(unfit.correction.id)
        self.unfit += 1
        if self.unfit <= SHOWN:
            where = f"page {unfit.correction.piece.page}, character {unfit.correction.piece.at[0]}"
            self._observer.warn(f"{self._path}: {unfit.correction} no longer fits: it {unfit.reason} ({where})")

    def end(self) -> None:
        """Say how many did not fit, and how many concern pages that were not in the input."""
        if self.unfit:
            hint = "look at the page again with `zbtools review`, and save anew"
            self._observer.warn(f"{self.unfit} of {len(self._all)} corrections do not fit and were not made", hint)
        if self._open:
            self._observer.warn(f"{len(self._open)} of {len(self._all)} corrections are of pages not in the input")
