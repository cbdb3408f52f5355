"""The manifest of an index: the one small file that says what of the other files counts.

It is written beside its place, synced and renamed: a killed run leaves the old manifest, with all that it speaks of, or
the new one.
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, field
from typing import Any

from zbtools.batch.index.columns import COLUMNS
from zbtools.batch.index.results import REPLACED
from zbtools.batch.writing import sync_folder, whole_file
from zbtools.errors import InputError, UsageError

NAME = "manifest.json"
FORMAT = "zbtools-index/2"


@dataclass
class Manifest:
    """What counts in the files of an index.

    `noisy`, `min_length`: what it was made with. `sizes`: the items of each column. `parts`: for each run that added to
    it, the sizes after it and the hashes of what it added. `papers`: the names of the papers. `results`: the file that
    holds what was compared, `segments`: those that hold the postings, the oldest first; each with `name`, `hash` and
    `bytes`.
    `serial`: the number of this state, which is in the names of the files that came with it.
    """

    noisy: bool
    min_length: int
    sizes: dict[str, int] = field(default_factory=lambda: dict.fromkeys(COLUMNS, 0))
    parts: list[dict[str, Any]] = field(default_factory=list)
    papers: list[str] = field(default_factory=list)
    results: dict[str, Any] = field(default_factory=dict)
    segments: list[dict[str, Any]] = field(default_factory=list)
    serial: int = 0

    @property
    def replaced(self) -> list[str]:
        """The names of the files that count and that a later state may replace."""
        return [file["name"] for file in (self.results, *self.segments) if file]


def load(folder: str) -> Manifest | None:
    """Return the manifest of the index in `folder`, or None where there is none.

    Raises InputError for one that cannot be read, UsageError for a folder that is something else.
    """
    path = os.path.join(folder, NAME)
    try:
        with open(path, encoding="utf-8") as file:
            said = json.load(file)
        if said.pop("format") != FORMAT:
            raise InputError(f"{path}: an index of another version", "make it anew with this version of zbtools")
        return Manifest(**said)
    except FileNotFoundError:
        _check_empty(folder)
        return None
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        hint = "restore the folder, or remove it and make the index anew"
        raise InputError(f"{path}: not the manifest of an index: {error}", hint) from error


def short_files(folder: str, manifest: Manifest) -> list[str]:
    """Return a sentence for each file of an index that is not there, or shorter than its manifest says."""
    sizes = {f"{name}.bin": manifest.sizes[name] * dtype.itemsize for name, dtype in COLUMNS.items()}
    sizes |= {file["name"]: file.get("bytes", 1) for file in (manifest.results, *manifest.segments) if file}
    found = []
    for path, size in ((os.path.join(folder, name), size) for name, size in sizes.items() if size):
        if not os.path.isfile(path):
            found.append(f"{path}: is missing")
        elif os.path.getsize(path) < size:
            found.append(f"{path}: is shorter than the manifest says")
    return found


def load_whole(folder: str) -> Manifest | None:
    """Return what `load` does. Raises InputError as well where files of the index are missing or cut off."""
    manifest = load(folder)
    short = short_files(folder, manifest) if manifest else []
    if short:
        raise InputError(short[0], "`zbtools index verify` tells what else; restore the folder, or make the index anew")
    return manifest


def _check_empty(folder: str) -> None:
    """Raise UsageError if the folder holds anything but what a killed first run leaves."""
    strangers = set(os.listdir(folder)) - {f"{name}.bin" for name in COLUMNS} if os.path.isdir(folder) else set()
    if any(not name.startswith((".", *REPLACED)) for name in strangers):
        raise UsageError(f"{folder}: a folder of other files, not an index", "name a new folder, or an empty one")


def save(folder: str, manifest: Manifest) -> None:
    """Put the manifest in its place."""
    with whole_file(os.path.join(folder, NAME)) as sink:
        text = json.dumps({"format": FORMAT, **asdict(manifest)}, ensure_ascii=False, indent=1)
        sink.write(text.encode("utf-8", "replace") + b"\n")
    sync_folder(folder)
