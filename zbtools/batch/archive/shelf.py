"""The output folder: files that are whole or not there, each owned by one issue, in step with the state.

Results are settled together: their claims to paths are committed, their files synced and renamed, and then their
outcomes committed, each step on the disk before the next. So a page that counts as done has its files, whatever
happens, and a file that is there is known for whose it is; what a kill or a power failure can cost is to do the last
results again.
"""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress

from zbtools import __version__
from zbtools.batch.archive.layout import File
from zbtools.batch.archive.parts import Parts, sync_folders
from zbtools.batch.archive.state import FOLDER, State
from zbtools.batch.archive.tasks import DONE, FAILED, SKIPPED, Result
from zbtools.batch.writing import as_output_error
from zbtools.errors import OutputError

SHARE = 0.03
"""Of the time of a run that may go into waiting for the disk: results are kept together until it is enough."""

LONGEST = 10.0
"""Seconds after which results are settled however slow the disk is."""

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
MARK = "UPDATE pages SET outcome = ? WHERE issue = ? AND outcome = ?"
CONTESTED = "SELECT wanted FROM files GROUP BY wanted HAVING count(*) > 1 OR sum(path = wanted) = 0"
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
        self._parts = Parts(out, os.path.join(out, FOLDER, "parts"))
        self._taken: list[Result] = []
        self._gone: list[str] = []
        self._due = 0.0

    def __enter__(self) -> Shelf:
        """Return itself."""
        return self

    def __exit__(self, _: object, error: BaseException | None, *__: object) -> None:
        """Settle what was taken, also after an error, which is the news then."""
        try:
            self.settle()
        except OutputError:
            if error is None:
                raise
        finally:
            self._state.roll_back()

    def take(self, result: Result) -> Result:
        """Take a result, and settle it with those that were taken before when that is due; return it as it ended."""
        if not self._taken:
            self._state.begin()
        if not result.unchanged:
            files = [(self._place(file.path, result.task.issue), file) for file in result.files]
            foreign = [path for path, file in files if self._is_foreign(path, result.task.issue)]
            if foreign and (self._on_exists != "overwrite" or self._are_inputs(foreign, result)):
                result, files = self._against(result, foreign, files)
            self._write(result.task.issue, files)
        self._taken.append(result._replace(files=()))
        if time.monotonic() >= self._due:
            self.settle()
        return result

    def settle(self) -> None:
        """Put the files of what was taken in their places, and write down the outcomes."""
        if not self._taken:
            return
        began = time.monotonic()
        taken, self._taken = self._taken, []
        gone, self._gone = self._gone, []
        self._state.commit()
        folders = self._parts.place()
        folders.update(self._unlink(gone))
        sync_folders(folders)
        with self._state.transaction():
            self._state.write_many("DELETE FROM files WHERE path = ?", [(path,) for path in gone])
            left = {issue for result in taken for issue in self._note(result)}
        self._forget(left)
        ended = time.monotonic()
        self._due = ended + min((ended - began) / SHARE, LONGEST)

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
        self._parts.write(files)
        with self._state.errors():
            self._state.write_many(CLAIM, [(path, file.path, issue, len(file.data)) for path, file in files])
        self._gone += sorted(old - {path for path, _ in files})

    def _unlink(self, paths: Iterable[str]) -> Iterator[str]:
        """Remove files, and folders that are empty then; yield the folders in which a name is gone."""
        for path in paths:
            full = os.path.join(self._out, path)
            with as_output_error(path), suppress(FileNotFoundError):
                os.unlink(full)
            yield os.path.dirname(full)
            folder = os.path.dirname(path)
            with suppress(OSError):
                while folder:
                    os.rmdir(os.path.join(self._out, folder))
                    folder = os.path.dirname(folder)
                    yield os.path.join(self._out, folder)

    def _note(self, result: Result) -> set[str]:
        """Write down the outcomes, and return the issues that these pages were in before."""
        names = [(page.name,) for page in result.pages]
        earlier = {self._state.one("SELECT issue FROM pages WHERE name = ?", *name) for name in names}
        if result.unchanged:
            self._state.write_many("UPDATE pages SET stamp = seen WHERE name = ?", names)
        else:
            self._state.write_many(SETTLE, list(self._settled(result)))
        return earlier - {result.task.issue, None}

    def _forget(self, issues: Iterable[str]) -> None:
        """Remove the files of those of `issues` that no page is in any more."""
        for issue in sorted(issues):
            if not self._state.one("SELECT count(*) FROM pages WHERE issue = ?", issue):
                paths = [path for (path,) in self._state.rows("SELECT path FROM files WHERE issue = ?", issue)]
                sync_folders(set(self._unlink(paths)))
                with self._state.transaction():
                    self._state.write("DELETE FROM files WHERE issue = ?", issue)

    def _settled(self, result: Result) -> Iterator[tuple[object, ...]]:
        for page in result.pages:
            name, outcome, sha256, *counts = page
            yield result.task.issue, __version__, self._options, sha256, outcome, *counts, name

    def settle_names(self) -> None:
        """Give each path that issues want to the first of them, so that it does not depend on who was ready.

        While files are renamed their pages count as not done: killed in between, they are done again.
        """
        for (wanted,) in list(self._state.rows(CONTESTED)):
            first = self._state.one(FIRST, wanted)
            holder = self._state.one("SELECT issue FROM files WHERE path = ?", wanted)
            if first and holder is None and not os.path.lexists(os.path.join(self._out, wanted)):
                self._move((first,), ((beside(wanted, first), wanted),))
            elif first and holder not in (None, first):
                moves = ((wanted, beside(wanted, holder)), (beside(wanted, first), wanted))
                self._move((holder, first), moves)

    def _move(self, issues: tuple[str, ...], moves: tuple[tuple[str, str], ...]) -> None:
        marks = [(MOVING, issue, DONE) for issue in issues]
        with self._state.transaction():
            self._state.write_many(MARK, marks)
        paths = [(os.path.join(self._out, old), os.path.join(self._out, new)) for old, new in moves]
        for old, new in paths:
            with as_output_error(new):
                os.replace(old, new)
        sync_folders({os.path.dirname(path) for move in paths for path in move})
        with self._state.transaction():
            self._state.write_many("UPDATE files SET path = ? WHERE path = ?", [(new, old) for old, new in moves])
            self._state.write_many(MARK, [(after, issue, before) for before, issue, after in marks])


def beside(path: str, issue: str) -> str:
    """Return the path of a file whose own path another issue has: always the same for one issue.

    >>> beside("滨江日报/02.md", "dumps/02.txt")
    '滨江日报/02-d142eec8.md'
    """
    stem, ending = os.path.splitext(path)
    return f"{stem}-{hashlib.sha256(issue.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}{ending}"
