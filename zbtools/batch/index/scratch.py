"""A folder for one run: it goes with the run, and the next one clears it away where a run was killed."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from zbtools.batch.index.locking import locked
from zbtools.errors import ZbtoolsError

PREFIX = "zbtools-run-"
# A folder gets the name by which others look for it once its lock is held: one that is being made has none yet.
UNNAMED = "zbtools-new-"


@contextmanager
def scratch() -> Iterator[str]:
    """Yield a new folder among the temporary files, deleted in the end; those of killed runs are deleted first."""
    _clear()
    made = tempfile.mkdtemp(prefix=UNNAMED)
    named = os.path.join(os.path.dirname(made), PREFIX + os.path.basename(made).removeprefix(UNNAMED))
    with locked(made):
        os.rename(made, named)
        try:
            yield named
        finally:
            shutil.rmtree(named, ignore_errors=True)


def _clear() -> None:
    """Delete the folders of this user whose runs have ended; systems that do not lock cannot tell which those are."""
    if not hasattr(os, "getuid"):
        return
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        # A folder may be in use, or gone by now: another run ends, or clears it too.
        with suppress(OSError, ZbtoolsError):
            if folder.lstat().st_uid == os.getuid():
                with locked(str(folder)):
                    shutil.rmtree(folder)
