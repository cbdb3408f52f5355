"""What goes into an index: articles as rows of columns, each normal form once."""

from __future__ import annotations

from array import array
from collections import Counter
from hashlib import blake2b
from typing import NamedTuple

import numpy as np

from zbtools.batch.index.columns import DOCUMENT, FORM, Column
from zbtools.stages.archive.normal import BATCH, Forms, digests, normal_forms

LEFT_OUT = -1  # In place of the number of an article that is too short.


class Entry(NamedTuple):
    """An article as the index takes it. `text`: its body; `day`: -1 if unknown; `broken`: it is no whole article."""

    id: str
    text: str
    paper: str | None = None
    day: int = -1
    broken: bool = False
    page: str = ""
    headline: str = ""

    @property
    def label(self) -> bytes:
        """What a table of articles shows of it: page, headline and id, with tabs between them."""
        parts = (*(" ".join(part.split()) for part in (self.page, self.headline)), self.id)
        return "\t".join(parts).encode("utf-8", "surrogatepass")


class Intake:
    """Puts articles into columns. `numbers`: of the articles of this run, in the order in which they were given.

    The same article (id and form) that is given again has its old number: a run that is repeated adds nothing.
    """

    def __init__(self, columns: dict[str, Column], papers: list[str], min_length: int) -> None:
        """Add to `columns`, and to the names in `papers`."""
        self.numbers = array("q")
        self._columns, self._min_length = columns, min_length
        self._papers = {name: number for number, name in enumerate(papers)}
        self._names = papers
        forms, documents = columns["forms"].read(), columns["documents"].read()
        self._forms = {digest: number for number, digest in enumerate(forms["digest"].tolist())}
        self._documents = {key: number for number, key in enumerate(documents["key"].tolist())}
        self._ends = int(forms["end"][-1]) if len(forms) else 0
        self._seen: Counter[int] = Counter()
        self._label_end = columns["labels"].size
        self._rows: list[tuple[int, ...]] = []
        self._labels: list[bytes] = []
        self._waiting: list[Entry] = []
        self._characters = 0

    def add(self, entry: Entry) -> None:
        """Take an article; its number is there after `flush`."""
        self._waiting.append(entry)
        self._characters += len(entry.text)
        if self._characters > BATCH:
            self.flush()

    def close(self) -> None:
        """Put all that is waiting into the columns, and forget what was only needed to take more."""
        self.flush()
        for known in (self._forms, self._documents, self._seen):
            known.clear()

    def flush(self) -> None:
        """Put what is waiting into the columns."""
        entries, self._waiting, self._characters = self._waiting, [], 0
        forms = normal_forms([entry.text for entry in entries])
        hashes = digests(forms).tolist()
        long_enough = (forms.lengths >= self._min_length).tolist()
        self._add_forms(forms, hashes, long_enough)
        for entry, digest, fits in zip(entries, hashes, long_enough, strict=True):
            self.numbers.append(self._number(entry, digest) if fits else LEFT_OUT)
        self._columns["documents"].append(np.array(self._rows, DOCUMENT))
        self._columns["labels"].append(np.frombuffer(b"".join(self._labels), np.uint8))
        self._rows, self._labels = [], []

    def _number(self, entry: Entry, digest: int) -> int:
        """Return the number of an article, for which a row is made if it is new."""
        key = _key(f"{entry.id}\0{digest}")
        self._seen[key] += 1
        if self._seen[key] > 1:
            key = _key(f"{entry.id}\0{digest}\0{self._seen[key]}")
        number = self._documents.setdefault(key, len(self._documents))
        if number == self._columns["documents"].size + len(self._rows):
            label = entry.label
            self._label_end += len(label)
            self._labels.append(label)
            paper = -1 if entry.paper is None else self._paper(entry.paper)
            self._rows.append((self._forms[digest], key, self._label_end, entry.day, paper, entry.broken, 0))
        return number

    def _paper(self, name: str) -> int:
        if name not in self._papers:
            self._papers[name] = len(self._names)
            self._names.append(name)
        return self._papers[name]

    def _add_forms(self, forms: Forms, hashes: list[int], wanted: list[bool]) -> None:
        """Append those of the forms that are wanted and new."""
        fresh: dict[int, int] = {}
        for number, (digest, fits) in enumerate(zip(hashes, wanted, strict=True)):
            if fits and digest not in self._forms:
                fresh[digest] = number
                self._forms[digest] = len(self._forms)
        chosen = np.array(list(fresh.values()), np.int64)
        rows = np.zeros(len(chosen), FORM)
        rows["digest"] = np.array(list(fresh), np.uint64)
        rows["end"] = self._ends + np.cumsum(forms.lengths[chosen])
        self._ends = int(rows["end"][-1]) if len(rows) else self._ends
        self._columns["forms"].append(rows)
        self._columns["codes"].append(forms.of(chosen).codes)


def _key(said: str) -> int:
    """Return 64 bits that stand for what is said of an article."""
    return int.from_bytes(blake2b(said.encode("utf-8", "surrogatepass"), digest_size=8).digest())
