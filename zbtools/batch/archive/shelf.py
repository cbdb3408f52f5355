"""The output folder: files that are whole or not there, each owned by one issue, in step with the state."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Sequence
from contextlib import suppress

from zbtools import __version__
from zbtools.batch.archive.layout import File
from zbtools.batch.archive.state import FOLDER, State
from zbtools.batch.archive.tasks import DONE, FAILED, SKIPPED, Result
from zbtools.batch.writing import as_output_error

MOVING = "moving"
"""The outcome of pages whose files are just being renamed: whoever finds it does them again."""

SETTLE = """
UPDATE pages SET
    issue = ?, stamp = seen, version = ?, options = ?, sha256 = ?, outcome = ?, articles = ?, fragments = ?,
    doubtful = ?, characters = ?, seconds = ?, reason = ?, hint = ?, warning = ?,
    at = (julianday('now') - 2440587.5) * 86400
WHERE name = ?
"""
CLAIM = "INSERT OR REPLACE INTO files (path, wanted, issue, size) VALUES (?, ?, ?, ?)"


FIRST = """
SELECT files.issue FROM files JOIN pages USING (issue) WHERE files.wanted = ?
GROUP BY files.issue ORDER BY min(pages.position) LIMIT 1
"""


class Shelf:
    """Puts results into the folder `out`. `on_exists`: what to do with a file there that no run has written."""

    def __init__(self, out: str, state: State, options: int, on_exists: str) -> None:
        """Sweep away what a killed run left half-written."""
        self._out = out
        self._state = state
        self._options = options
        self._on_exists = on_exists
        self._part = os.path.join(out, FOLDER, "part")
        with as_output_error(out), suppress(FileNotFoundError):
            os.unlink(self._part)

    def settle(self, result: Result) -> Result:
        """Write the files of a result and then its outcomes, and return it as it ended.

        The claim to a file is written down before the file: killed in between, the next run knows it for its own.
        """
        if not result.unchanged:
            files = [(self._place(file.path, result.task.issue), file) for file in result.files]
            foreign = [path for path, file in files if self._is_foreign(path, result.task.issue)]
            if foreign and (self._on_exists != "overwrite" or self._are_inputs(foreign, result)):
                result, files = self._against(result, foreign, files)
            self._write(result.task.issue, files)
        self._note(result)
        return result

    def _place(self, wanted: str, issue: str) -> str:
        """Return the path for a file: the one that is wanted, unless another issue has it."""
        owner = self._state.one("SELECT issue FROM files WHERE path = ?", wanted)
        return wanted if owner in (None, issue) else beside(wanted, issue)

    def _is_foreign(self, path: str, issue: str) -> bool:
        owner = self._state.one("SELECT issue FROM files WHERE path = ?", path)
        return owner != issue and os.path.lexists(os.path.join(self._out, path))

    def _are_inputs(self, paths: Sequence[str], result: Result) -> bool:
        """Tell whether a path is that of a page of the issue: an input is never replaced."""
        inputs = {os.path.realpath(page.path) for page in result.task.inputs if page.path}
        return any(os.path.realpath(os.path.join(self._out, path)) in inputs for path in paths)

    def _against(
        self, result: Result, foreign: Sequence[str], files: Sequence[tuple[str, File]]
    ) -> tuple[Result, list[tuple[str, File]]]:
        """Return a result that does not touch the files that are `foreign`: skipped, or failed and without any file."""
        if self._on_exists == "skip":
            pages = tuple(page._replace(outcome=SKIPPED) if page.outcome == DONE else page for page in result.pages)
            return result._replace(pages=pages), [(path, file) for path, file in files if path not in foreign]
        reason = f"{os.path.join(self._out, foreign[0])}: is there already, and no run has written it"
        hint = "say --on-exists skip or overwrite, or another --layout"
        pages = tuple(page._replace(outcome=FAILED, reason=reason, hint=hint) for page in result.pages)
        return result._replace(pages=pages), []

    def _write(self, issue: str, files: Sequence[tuple[str, File]]) -> None:
        old = {path for (path,) in self._state.rows("SELECT path FROM files WHERE issue = ?", issue)}
        with self._state.transaction():
            self._state.write_many(CLAIM, [(path, file.path, issue, len(file.data)) for path, file in files])
        for path, file in files:
            self._put(os.path.join(self._out, path), file.data)
        self._remove(sorted(old - {path for path, _ in files}))

    def _put(self, path: str, data: bytes) -> None:
        """Write a file beside its place and rename it. It is not synced: a power failure is found by its size."""
        with as_output_error(path):
            try:
                with open(self._part, "wb") as file:
                    file.write(data)
                os.makedirs(os.path.dirname(path), exist_ok=True)
                os.replace(self._part, path)
            except OSError:
                with suppress(OSError):
                    os.unlink(self._part)
                raise

    def _remove(self, paths: Sequence[str]) -> None:
        for path in paths:
            with as_output_error(path), suppress(FileNotFoundError):
                os.unlink(os.path.join(self._out, path))
            self._tidy_folders(os.path.dirname(path))
        if paths:
            with self._state.transaction():
                self._state.write_many("DELETE FROM files WHERE path = ?", [(path,) for path in paths])

    def _tidy_folders(self, folder: str) -> None:
        with suppress(OSError):
            while folder:
                os.rmdir(os.path.join(self._out, folder))
                folder = os.path.dirname(folder)

    def _note(self, result: Result) -> None:
        """Write down the outcomes, and forget an issue that these pages were in before and nobody is in now."""
        names = [(page.name,) for page in result.pages]
        earlier = {self._state.one("SELECT issue FROM pages WHERE name = ?", *name) for name in names}
        with self._state.transaction():
            if result.unchanged:
                self._state.write_many("UPDATE pages SET stamp = seen WHERE name = ?", names)
            else:
                self._state.write_many(SETTLE, list(self._settled(result)))
        for issue in earlier - {result.task.issue, None}:
            if not self._state.one("SELECT count(*) FROM pages WHERE issue = ?", issue):
                self._remove([path for (path,) in self._state.rows("SELECT path FROM files WHERE issue = ?", issue)])

    def _settled(self, result: Result) -> Iterator[tuple[object, ...]]:
        for page in result.pages:
            name, outcome, sha256, *counts = page
            yield result.task.issue, __version__, self._options, sha256, outcome, *counts, name

    def settle_names(self) -> None:
        """Give each path that several issues want to the first of them, so that it does not depend on who was ready.

        While files are renamed their pages count as not done: killed in between, they are done again.
        """
        contested = "SELECT wanted FROM files GROUP BY wanted HAVING count(*) > 1"
        for (wanted,) in list(self._state.rows(contested)):
            first = self._state.one(FIRST, wanted)
            holder = self._state.one("SELECT issue FROM files WHERE path = ?", wanted)
            if holder is not None and holder != first:
                self._exchange(wanted, holder, first)

    def _exchange(self, wanted: str, holder: str, first: str) -> None:
        mark = "UPDATE pages SET outcome = ? WHERE issue IN (?, ?) AND outcome = ?"
        moves = ((wanted, beside(wanted, holder)), (beside(wanted, first), wanted))
        with self._state.transaction():
            self._state.write(mark, MOVING, holder, first, DONE)
        for old, new in moves:
            with as_output_error(new):
                os.replace(os.path.join(self._out, old), os.path.join(self._out, new))
        with self._state.transaction():
            self._state.write_many("UPDATE files SET path = ? WHERE path = ?", [(new, old) for old, new in moves])
            self._state.write(mark, DONE, holder, first, MOVING)


def beside(path: str, issue: str) -> str:
    """Return the path of a file whose own path another issue has: always the same for one issue.

    >>> beside("滨江日报/02.md", "dumps/02.txt")
    '滨江日报/02-d142eec8.md'
    """
    stem, ending = os.path.splitext(path)
    return f"{stem}-{hashlib.sha256(issue.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}{ending}"
