"""The dumps that records were made from, found by their content."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence

from zbtools.batch.inputs import Input, Reading, plan
from zbtools.batch.issues import Issue
from zbtools.batch.observer import Observer
from zbtools.batch.reading import content
from zbtools.errors import UsageError
from zbtools.model import Page


class Sources:
    """Dumps by the SHA-256 of their bytes. They are read again when they are asked for, not kept."""

    def __init__(self, arguments: Sequence[str], observer: Observer) -> None:
        """Look at the files and folders of `arguments`; without any, a dump is sought where its record says it was."""
        self._observer = observer
        self._given = bool(arguments)
        self._inputs: dict[str, Input] = {}
        self._seek(arguments)

    def of(self, issue: Issue) -> dict[str, str]:
        """Return the decoded dumps of the pages of `issue` by page id, as far as they are known."""
        found = ((page, self._input(page, issue)) for page in issue.pages if page.id not in issue.texts)
        return issue.texts | {page.id: _text(page, source) for page, source in found if source}

    def _seek(self, arguments: Sequence[str]) -> None:
        for source in plan(arguments, Reading(), self._observer) if arguments else ():
            if source.path is None:
                raise UsageError("--source cannot be standard input", "name the file of the dump")
            self._inputs[hashlib.sha256(content(source)).hexdigest()] = source

    def _input(self, page: Page, issue: Issue) -> Input | None:
        """Return the input with the content that `page` names; or the only one, if the page is the only one as well.

        That one was said to be its dump: where it differs is for the reader of the records to find.
        """
        if not self._given and os.path.isfile(page.source.name):
            self._seek([page.source.name])
        one = next(iter(self._inputs.values())) if self._given and len(self._inputs) == len(issue.pages) == 1 else None
        return self._inputs.get(page.source.sha256, one)


def _text(page: Page, source: Input) -> str:
    from zbtools.stages.decode import decode

    return decode(content(source), source.name, page.source.encoding)[0]
