"""An archive: articles go in, marks come out, and a folder keeps what was found.

All that is decided is a function of the set of articles, never of the order or the batches in which they came.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

import numpy as np

from zbtools.batch.index.columns import COLUMNS, Column
from zbtools.batch.index.intake import Intake
from zbtools.batch.index.locking import locked
from zbtools.batch.index.manifest import Manifest, load, save
from zbtools.batch.index.partitions import Partitions
from zbtools.batch.index.results import LEFT_OVER, Results, clear, load_results, save_results
from zbtools.batch.writing import as_output_error
from zbtools.errors import UsageError
from zbtools.stages.archive.comparing import joined, rapidfuzz_functions
from zbtools.stages.archive.join import Pairs, all_of, by_first, counted, paired
from zbtools.stages.archive.linking import Articles, Marks, link
from zbtools.stages.archive.normal import Forms
from zbtools.stages.archive.printed import Counts
from zbtools.stages.archive.relations import Links, relate
from zbtools.stages.archive.searching import compare_pairs, count_printed, damage, fingerprint_rows, worth_a_look
from zbtools.stages.archive.settings import NOISY_GRAIN, NOISY_SAME, Settings

Array = np.ndarray[Any, np.dtype[Any]]
MEMORY = 2 << 30
ROWS_SHARE = 4  # The rows of the join may take one part in so many of the memory, and its pairs as much.


class Asked(NamedTuple):
    """What a user asks of an archive. `folder`: None for one that is not kept; `memory`: bytes."""

    folder: str | None = None
    min_length: int | None = None
    noisy: bool = False
    window_days: int | None = None
    memory: int = MEMORY


@contextmanager
def opened(asked: Asked) -> Iterator[Archive]:
    """Open the archive in a folder, making it if it is not there, and let nobody else in meanwhile.

    Raises UsageError if rapidfuzz is not installed, before anything is read.
    """
    rapidfuzz_functions()
    if asked.folder is None:
        with tempfile.TemporaryDirectory(prefix="zbtools-") as folder:
            yield Archive(folder, asked)
        return
    with as_output_error(asked.folder):
        os.makedirs(asked.folder, exist_ok=True)
    with locked(asked.folder):
        yield Archive(asked.folder, asked)


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

    def __init__(self, folder: str, asked: Asked) -> None:
        """Read what is in `folder`. Raises UsageError if it was made with other settings."""
        self.folder = folder
        self._asked = asked
        found = load(folder)
        self.manifest = _agreeing(found, asked, folder)
        if found is None:
            save(folder, self.manifest)
        self.columns = {
            name: Column(os.path.join(folder, f"{name}.bin"), dtype, self.manifest.sizes[name])
            for name, dtype in COLUMNS.items()
        }
        self.intake = Intake(self.columns, self.manifest.papers, self.manifest.min_length)
        self.settings = _settings(self.manifest, asked)

    def search(self) -> Marks:
        """Compare all that is new, keep what was found, and return the marks of all articles, by their numbers."""
        self.intake.close()
        for column in self.columns.values():
            column.sync()
        forms = self.forms()
        results = self._compared(forms, load_results(self.folder, self.manifest.results.get("name")))
        links = relate(forms, results.comparisons, results.counts, self.settings.same)
        articles = self._articles(forms, links, results.counts)

        def compare(members: Array, representative: int) -> Links:
            found = compare_pairs(forms, members, np.full(len(members), representative), self.settings)
            return relate(forms, found, results.counts, self.settings.same)

        marks = link(articles, forms.lengths, links, compare, self.settings.window_days)
        if self._asked.folder is not None:
            self._keep(results)
        return marks

    def labels(self) -> Labels:
        """Return the labels of all articles."""
        return Labels(self.columns["documents"].read()["label"], self.columns["labels"].read())

    def forms(self) -> Forms:
        """Return all normal forms, mapped."""
        ends = self.columns["forms"].read()["end"]
        return Forms(self.columns["codes"].read(), np.concatenate(([0], ends)).astype(np.int64))

    def _compared(self, forms: Forms, known: Results) -> Results:
        """Return what is known and what is new of the pairs that are worth a look, and of those only."""
        pairs = self._pairs(forms)
        keys = _pair_keys(pairs.first, pairs.second)
        new = ~np.isin(keys, known.pairs)
        lasting = np.isin(_pair_keys(known.comparisons.short, known.comparisons.long), keys)
        found = compare_pairs(forms, pairs.first[new], pairs.second[new], self.settings)
        counts = known.counts
        counts.add(count_printed(forms.behind(known.counted)))
        return Results(np.sort(keys), joined([known.comparisons.where(lasting), found]), counts, forms.size)

    def _pairs(self, forms: Forms) -> Pairs:
        """Return the pairs of forms that are worth a look, in the order of their hashes."""
        order = np.argsort(self.columns["forms"].read()["digest"])
        rank = np.empty(len(order), np.int64)
        rank[order] = np.arange(len(order))
        prints = [np.zeros(0, np.int64)]
        with tempfile.TemporaryDirectory(prefix=LEFT_OVER, dir=self._asked.folder) as folder:
            holders, pairs = (Partitions(folder, name, self._asked.memory // ROWS_SHARE) for name in ("rows", "pairs"))
            for rows, bounds, counts in fingerprint_rows(forms, rank, self.settings):
                holders.add(rows, bounds)
                prints.append(counts)
            for partition in holders:
                pairs.add(*by_first(paired(partition), len(order)))
            each = np.concatenate(prints)[order]
            found = all_of([worth_a_look(counted(bucket), each) for bucket in pairs])
        return Pairs(order[found.first], order[found.second], found.shared)

    def _articles(self, forms: Forms, links: Links, counts: Counts) -> Articles:
        """Return what the search needs to know of the articles; the best of them is whole, clean, and early."""
        rows = self.columns["documents"].read()
        linked = np.unique(np.concatenate((links.short, links.long)))
        damaged = np.zeros(forms.size, np.int64)
        damaged[linked] = damage(forms, linked, counts)
        papers = _ranks(self.manifest.papers)[rows["paper"]]
        late = np.where(rows["day"] < 0, np.iinfo(np.int32).max, rows["day"])
        merit = np.empty(len(rows), np.int64)
        merit[np.lexsort((rows["key"], papers, late, damaged[rows["form"]], rows["broken"]))] = np.arange(len(rows))
        return Articles(rows["form"].astype(np.int64), rows["day"].astype(np.int64), merit)

    def _keep(self, results: Results) -> None:
        """Make what was found the state of the index."""
        sizes = {name: column.size for name, column in self.columns.items()}
        before = self.manifest.sizes
        if sizes == before and self.manifest.results:
            return
        hashes = {name: column.digest(before[name], sizes[name]) for name, column in self.columns.items()}
        self.manifest.parts.append({"sizes": sizes, "hashes": hashes})
        self.manifest.sizes = sizes
        name = f"results-{len(self.manifest.parts)}.npz"
        self.manifest.results = {"name": name, "hash": save_results(os.path.join(self.folder, name), results)}
        save(self.folder, self.manifest)
        clear(self.folder, name)


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
    settings = Settings(min_length=manifest.min_length, window_days=asked.window_days)
    return settings._replace(grain=NOISY_GRAIN, same=NOISY_SAME) if manifest.noisy else settings


def _pair_keys(one: Array, other: Array) -> Array:
    """Return one number for each pair of forms, in whichever order."""
    keys: Array = np.minimum(one, other) << 32 | np.maximum(one, other)
    return keys


def _ranks(names: list[str]) -> Array:
    """Return the place of each name among the sorted ones, and that of no name behind them."""
    order = sorted(range(len(names)), key=names.__getitem__)
    ranks = np.full(len(names) + 1, len(names))
    ranks[order] = np.arange(len(names))
    return ranks
