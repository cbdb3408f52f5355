"""An archive: articles go in, marks come out, and a folder keeps what was found.

All that is decided is a function of the set of articles, never of the order or the batches in which they came.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from typing import Any, NamedTuple

import numpy as np

from zbtools.batch.index.cluster import spread_over_cluster
from zbtools.batch.index.columns import COLUMNS, Column
from zbtools.batch.index.intake import LEFT_OUT, Intake
from zbtools.batch.index.locking import locked
from zbtools.batch.index.manifest import Manifest, load_whole, save
from zbtools.batch.index.marking import Known, mark
from zbtools.batch.index.pairing import Found, Means, Pairing, compared
from zbtools.batch.index.processes import spread_over
from zbtools.batch.index.results import Results, clear, hashed, load_results, save_results
from zbtools.batch.index.scratch import scratch
from zbtools.batch.index.segments import grown, opened_segments, written
from zbtools.batch.writing import as_output_error
from zbtools.errors import UsageError
from zbtools.language.arrays import Array
from zbtools.stages.archive.comparing import rapidfuzz_functions
from zbtools.stages.archive.linking import Marks
from zbtools.stages.archive.normal import Forms
from zbtools.stages.archive.searching import Apply
from zbtools.stages.archive.settings import NOISY_GRAIN, NOISY_SAME, Settings

MEMORY = 2 << 30


class Asked(NamedTuple):
    """What a user asks of an archive. `folder`: None for one that is not kept; `memory`: bytes; `jobs`: processes.

    `cluster`: whether the workers of a Dask `scheduler` do the work, or of one with `jobs` processes if it is None.
    """

    folder: str | None = None
    min_length: int | None = None
    noisy: bool = False
    window_days: int | None = None
    memory: int = MEMORY
    jobs: int = 1
    paper: str | None = None
    cluster: bool = False
    scheduler: str | None = None


@contextmanager
def opened(asked: Asked) -> Iterator[Archive]:
    """Open the archive in a folder, making it if it is not there, and let nobody else in meanwhile.

    Raises UsageError if rapidfuzz is not installed, before anything is read.
    """
    rapidfuzz_functions()
    with ExitStack() as stack:
        apply = stack.enter_context(_spread(asked))
        if asked.folder is None:
            yield Archive(stack.enter_context(scratch()), asked, apply)
            return
        with as_output_error(asked.folder):
            os.makedirs(asked.folder, exist_ok=True)
        stack.enter_context(locked(asked.folder))
        yield Archive(asked.folder, asked, apply)


def _spread(asked: Asked) -> AbstractContextManager[Apply]:
    return spread_over_cluster(asked.scheduler, asked.jobs) if asked.cluster else spread_over(asked.jobs)


class Labels:
    """Page, headline and id of articles by their numbers, read when they are asked for."""

    def __init__(self, ends: Array, labels: Array) -> None:
        """Take the ends of the labels, and the labels one after the other."""
        self._ends, self._labels = ends, labels

    def of(self, number: int) -> tuple[str, str, str]:
        """Return page, headline and id of an article."""
        start = int(self._ends[number - 1]) if number else 0
        text = self._labels[start : int(self._ends[number])].tobytes().decode("utf-8", "surrogatepass")
        page, headline, id = text.split("\t", 2)
        return page, headline, id


class Archive:
    """Articles that are compared with each other. Open it by `opened`."""

    def __init__(self, folder: str, asked: Asked, apply: Apply) -> None:
        """Read what is in `folder`. Raises UsageError if it was made with other settings."""
        self.folder, self.apply = folder, apply
        self._asked = asked
        found = load_whole(folder)
        self.manifest = _agreeing(found, asked, folder)
        if found is None:
            save(folder, self.manifest)
        self.columns = {
            name: Column(os.path.join(folder, f"{name}.bin"), dtype, self.manifest.sizes[name])
            for name, dtype in COLUMNS.items()
        }
        self.intake = Intake(self.columns, self.manifest.papers, self.manifest.min_length)
        self.settings = _settings(self.manifest, asked)

    def search(self, numbers: Sequence[int] | None = None) -> Marks:
        """Compare all that is new, keep what was found, and return the marks of all articles, by their numbers.

        Right are the marks of the articles with these `numbers`, or of all.
        """
        self.intake.close()
        self._sync()
        forms, rows = self.forms(), self.columns["documents"].read()
        wanted = np.arange(len(rows)) if numbers is None else np.unique(np.array(numbers, np.int64))
        with ThreadPoolExecutor(1) as background:
            results = load_results(self.folder, self.manifest.results.get("name"))
            segments = self.manifest.segments
            added = f"postings-{self.manifest.serial + 1}.bin" if self._grows(forms, results) else None
            found = self._paired(forms, results, added)
            merging = background.submit(grown, self.folder, segments, added) if added else None
            results = compared(forms, results, found, self.columns["prints"].read(), self.settings, self.apply)
            known = Known(rows, forms, self.manifest.papers)
            marks = mark(known, results, wanted[wanted != LEFT_OUT], self.settings, self.apply)
            if self._asked.folder is not None:
                self._keep(results, merging.result() if merging else segments)
        return marks

    def labels(self) -> Labels:
        """Return the labels of all articles."""
        return Labels(self.columns["documents"].read()["label"], self.columns["labels"].read())

    def forms(self) -> Forms:
        """Return all normal forms, mapped."""
        ends = self.columns["forms"].read()["end"]
        return Forms(self.columns["codes"].read(), np.concatenate(([0], ends)).astype(np.int64))

    def _sync(self) -> None:
        for column in self.columns.values():
            column.sync()

    def _grows(self, forms: Forms, known: Results) -> bool:
        """Whether fingerprints are to be kept that were not there."""
        return self._asked.folder is not None and forms.size > known.counted

    def _paired(self, forms: Forms, known: Results, added: str | None) -> Found:
        """Return the pairs that new forms bring; their fingerprints are put by in the segment `added`."""
        means = Means(self.folder, self._asked.memory, self.apply)
        pairing = Pairing(forms, self.columns["forms"].read()["digest"], known, self.settings, means)
        segments = opened_segments(self.folder, self.manifest.segments)
        prints = self.columns["prints"]
        with written(os.path.join(self.folder, added)) if added else nullcontext() as writer:
            found = pairing.find(prints.read(), segments, writer)
        prints.append(found.prints)
        prints.sync()
        return found

    def _keep(self, results: Results, segments: list[dict[str, Any]]) -> None:
        """Make what was found the state of the index."""
        sizes = {name: column.size for name, column in self.columns.items()}
        before = self.manifest.sizes
        if sizes == before and self.manifest.results:
            return
        hashes = {name: column.digest(before[name], sizes[name]) for name, column in self.columns.items()}
        self.manifest.parts.append({"sizes": sizes, "hashes": hashes})
        self.manifest.sizes, self.manifest.segments = sizes, segments
        self.manifest.serial += 1
        name = f"results-{self.manifest.serial}.npz"
        save_results(os.path.join(self.folder, name), results)
        self.manifest.results = hashed(self.folder, name)
        save(self.folder, self.manifest)
        clear(self.folder, self.manifest.replaced)


def _agreeing(found: Manifest | None, asked: Asked, folder: str) -> Manifest:
    """Return the manifest of the index, which must be what was asked for, or that of a new one."""
    if found is None:
        return Manifest(asked.noisy, Settings().min_length if asked.min_length is None else asked.min_length)
    if asked.noisy and not found.noisy:
        raise UsageError(f"{folder}: made without --noisy", "leave --noisy out, or make a new index")
    if asked.min_length not in (None, found.min_length):
        raise UsageError(f"{folder}: made with --min-length {found.min_length}", "pass the same, or make a new index")
    return found


def _settings(manifest: Manifest, asked: Asked) -> Settings:
    settings = Settings(min_length=manifest.min_length, window_days=asked.window_days, paper=asked.paper)
    return settings._replace(grain=NOISY_GRAIN, same=NOISY_SAME) if manifest.noisy else settings
