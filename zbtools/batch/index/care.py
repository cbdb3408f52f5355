"""Looking after an index: what is in it, whether it is whole, and giving back what it does not need."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from zbtools.batch.index.columns import COLUMNS, Column
from zbtools.batch.index.locking import locked
from zbtools.batch.index.manifest import NAME, Manifest, load, load_whole, save, short_files
from zbtools.batch.index.results import clear, file_digest, hashed, load_results
from zbtools.batch.index.segments import merge, opened_segments, wrong_rows
from zbtools.errors import InputError, UsageError
from zbtools.stages.archive.normal import BATCH, Forms, digests
from zbtools.stages.archive.searching import batches


@dataclass(frozen=True)
class Info:
    """What is in an index. `texts`: different normal forms; `first`, `last`: days of issues; `runs`: that added.

    `fingerprints`: of all texts, in so many `segments`.
    """

    articles: int
    texts: int
    characters: int
    papers: int
    first: str | None
    last: str | None
    fingerprints: int
    segments: int
    pairs_compared: int
    runs: int
    bytes: int
    min_length: int
    noisy: bool


def info(folder: str) -> Info:
    """Return what is in the index in `folder`. Raises UsageError where there is none."""
    manifest = _manifest(folder)
    columns = _columns(folder, manifest)
    days = columns["documents"].read()["day"]
    days = days[days > 0]
    results = load_results(folder, manifest.results.get("name"))
    segments = opened_segments(folder, manifest.segments)
    return Info(
        articles=columns["documents"].size,
        texts=columns["forms"].size,
        characters=columns["codes"].size,
        papers=len(manifest.papers),
        first=date.fromordinal(int(days.min())).isoformat() if len(days) else None,
        last=date.fromordinal(int(days.max())).isoformat() if len(days) else None,
        fingerprints=sum(segment.size for segment in segments),
        segments=len(segments),
        pairs_compared=len(results.pairs),
        runs=len(manifest.parts),
        bytes=sum(entry.stat().st_size for entry in os.scandir(folder) if entry.is_file()),
        min_length=manifest.min_length,
        noisy=manifest.noisy,
    )


def verify(folder: str) -> list[str]:
    """Return a sentence for each thing that is wrong with the index in `folder`.

    Raises UsageError where there is none.
    """
    manifest = _manifest(folder, load)
    short = short_files(folder, manifest)
    if short:
        return short
    columns = _columns(folder, manifest)
    return [
        *_changed_parts(manifest, columns),
        *_changed_files(folder, manifest),
        *_wrong_rows(columns),
    ]


def compact(folder: str) -> int:
    """Merge all segments of an index, make one part of all runs, and remove what killed ones left behind.

    Returns the bytes that were freed.
    """
    with locked(folder):
        manifest = _manifest(folder)
        before = _size(folder)
        columns = _columns(folder, manifest)
        for column in columns.values():
            column.cut()
        hashes = {name: column.digest(0, column.size) for name, column in columns.items()}
        manifest.parts = [{"sizes": manifest.sizes, "hashes": hashes}]
        manifest.serial += 1
        if len(manifest.segments) > 1:
            name = f"postings-{manifest.serial}.bin"
            merge(os.path.join(folder, name), opened_segments(folder, manifest.segments))
            manifest.segments = [hashed(folder, name)]
        save(folder, manifest)
        clear(folder, manifest.replaced)
        return before - _size(folder)


def _manifest(folder: str, load: Callable[[str], Manifest | None] = load_whole) -> Manifest:
    found = load(folder) if os.path.isdir(folder) else None
    if found is None:
        raise UsageError(f"{folder}: no index here", "make one with `zbtools dedupe --scope archive --index`")
    return found


def _columns(folder: str, manifest: Manifest) -> dict[str, Column]:
    return {
        name: Column(os.path.join(folder, f"{name}.bin"), dtype, manifest.sizes[name])
        for name, dtype in COLUMNS.items()
    }


def _size(folder: str) -> int:
    return sum(entry.stat().st_size for entry in os.scandir(folder) if entry.is_file() and entry.name != NAME)


def _changed_parts(manifest: Manifest, columns: dict[str, Column]) -> Iterator[str]:
    before = dict.fromkeys(COLUMNS, 0)
    for number, part in enumerate(manifest.parts, 1):
        for name, column in columns.items():
            if column.digest(before[name], part["sizes"][name]) != part["hashes"][name]:
                yield f"{column.path}: what run {number} added has changed"
        before = part["sizes"]


def _changed_files(folder: str, manifest: Manifest) -> Iterator[str]:
    """Look whether the files that were written whole are as they were, and can be read."""
    changed = []
    for file in (manifest.results, *manifest.segments):
        if file and file_digest(os.path.join(folder, file["name"])) != file["hash"]:
            changed.append(f"{os.path.join(folder, file['name'])}: has changed")
    if changed:
        yield from changed
        return
    try:
        load_results(folder, manifest.results.get("name"))
        prints = _columns(folder, manifest)["prints"].read()
        yield from wrong_rows(opened_segments(folder, manifest.segments), prints)
    except InputError as error:
        yield str(error)


def _wrong_rows(columns: dict[str, Column]) -> Iterator[str]:
    """Look whether the columns fit together: each form is where its row says, and each article has one."""
    forms: Any = columns["forms"].read()
    ends = np.concatenate(([0], forms["end"])).astype(np.int64)
    if (np.diff(ends) < 0).any() or ends[-1] != columns["codes"].size:
        yield f"{columns['forms'].path}: the texts do not follow each other"
        return
    texts = Forms(columns["codes"].read(), ends)
    for first, batch in batches(texts, BATCH):
        if (digests(batch) != forms["digest"][first : first + batch.size]).any():
            yield f"{columns['codes'].path}: texts {first} to {first + batch.size - 1} are not what their hashes say"
    if columns["prints"].size != len(forms):
        yield f"{columns['prints'].path}: is not of the texts"
    documents = columns["documents"].read()
    if ((documents["form"] < 0) | (documents["form"] >= len(forms))).any():
        yield f"{columns['documents'].path}: an article without a text"
