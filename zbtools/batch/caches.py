"""Where zbtools keeps what it would else do again: a folder that only the user may write to."""

from __future__ import annotations

import os
import stat


def private_folder() -> str | None:
    """Return the user's cache folder for zbtools, or None where there is none that is certainly the user's own.

    What is kept is taken at its word: another user must not be able to put it there.
    """
    if not hasattr(os, "geteuid"):
        return None
    caches = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    folder = os.path.join(caches, "zbtools")
    try:
        os.makedirs(folder, mode=0o700, exist_ok=True)
        info = os.lstat(folder)
    except OSError:
        return None
    own = stat.S_ISDIR(info.st_mode) and info.st_uid == os.geteuid() and not info.st_mode & 0o022
    return folder if own and os.path.isabs(folder) else None
