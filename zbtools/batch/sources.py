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

    def of(self, issue: Issue, proved: bool = False) -> dict[str, str]:
        """Return the decoded dumps of the pages of `issue` by page id, as far as they are known.

        `proved`: who asks finds by itself where a dump is not that of its page. Else one that cannot be is left out,
        and said to be.
        """
        wanted = [page for page in issue.pages if page.id not in issue.texts]
        found = ((page, self._text(page, source, proved)) for page in wanted if (source := self._input(page, issue)))
        return issue.texts | {page.id: text for page, text in found if text is not None}

    def _seek(self, arguments: Sequence[str]) -> None:
        for source in plan(arguments, Reading(), self._observer) if arguments else ():
            if source.path is None:
                raise UsageError("--source cannot be standard input", "name the file of the dump")
            self._inputs[hashlib.sha256(content(source)).hexdigest()] = source

    def _input(self, page: Page, issue: Issue) -> Input | None:
        """Return the input with the content that `page` names; or the only one, if the page is the only one as well.

        That one was said to be its dump, saved anew perhaps.
        """
        if not self._given and os.path.isfile(page.source.name):
            self._seek([page.source.name])
        one = next(iter(self._inputs.values())) if self._given and len(self._inputs) == len(issue.pages) == 1 else None
        return self._inputs.get(page.source.sha256, one)

    def _text(self, page: Page, source: Input, proved: bool) -> str | None:
        from zbtools.stages.decode import decode

        text = decode(content(source), source.name, page.source.encoding)[0]
        if proved or len(text) == page.source.chars:
            return text
        message = f"{source.name} has {len(text)} characters, the dump of {page.source.name} {page.source.chars}"
        self._observer.warn(message, "name the dump that the records were made from")
        return None
