"""What a worker notes about the pages of an issue while it reads them."""

from __future__ import annotations

import hashlib
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager

from zbtools.batch.archive.tasks import DONE, FAILED, Outcome
from zbtools.batch.inputs import Input
from zbtools.batch.issues import Issue
from zbtools.batch.reading import content
from zbtools.errors import ZbtoolsError
from zbtools.model import Article, Page, Record
from zbtools.views.outline import DOUBT

COUNTS = ("articles", "fragments", "doubtful", "characters")

HINT = "run it alone with ZBTOOLS_DEBUG=1 for the traceback, and report it"


class Log:
    """Observes the reading of an issue. `current`: the page being read; empty while pages are joined."""

    def __init__(self, inputs: Sequence[Input], tell: Callable[[str], None]) -> None:
        """Pass on to `tell` which page is being read."""
        self.failures = 0
        self.current = ""
        self._inputs = inputs
        self._tell = tell
        self._failed: dict[str, Outcome] = {}
        self._warnings: dict[str, str] = {}
        self._seconds: defaultdict[str, float] = defaultdict(float)
        self._clock = time.monotonic()

    def planned(self, inputs: int) -> None:
        """The number of inputs is known already."""

    def began(self, name: str) -> None:
        """The next page is being read."""
        self._stop_clock()
        self.current = name
        self._tell(name)

    def warn(self, message: str, hint: str = "") -> None:
        """Keep what is to be said about the current page."""
        self._warnings[self.current] = f"{message}; {hint}" if hint else message

    def failed(self, error: ZbtoolsError) -> None:
        """Keep why the current page failed."""
        self.failures += 1
        self._failed[self.current] = _failure(self.current, error)

    @contextmanager
    def joining(self, issue: Issue) -> Iterator[None]:
        """The pages of `issue` are being joined; the reading of the next page, which was begun, goes on afterwards."""
        self._stop_clock()
        reading, self.current = self.current, ""
        self._tell("")
        yield
        spent = time.monotonic() - self._clock
        for page in issue.pages:
            self._seconds[page.source.name] += spent / len(issue.pages)
        self._clock = time.monotonic()
        self.current = reading

    def failure(self, error: Exception) -> list[Outcome]:
        """Return what `error` means: the current page failed, or while they were joined, all that had not before."""
        names = [self.current] if self.current else [page.name for page in self._inputs]
        return [self._failed.get(name) or _failure(name, error) for name in names]

    def outcomes(self, done: Iterable[Sequence[Record]]) -> list[Outcome]:
        """Return the outcome of each page of the issue; `done`: its records as they will be written."""
        self._stop_clock()
        hashes, counts = _counted(done, self._inputs[0].name)
        return [self._failed.get(page.name) or self._outcome(page, hashes, counts[page.name]) for page in self._inputs]

    def _outcome(self, page: Input, hashes: dict[str, str], counts: Counter[str]) -> Outcome:
        # A file of records names in them the dumps that these were made of.
        sha256 = hashes.get(page.name) or hashlib.sha256(content(page)).hexdigest()
        seconds, warning = round(self._seconds[page.name], 4), self._warnings.get(page.name, "")
        articles, fragments, doubtful, characters = (counts[name] for name in COUNTS)
        return Outcome(page.name, DONE, sha256, articles, fragments, doubtful, characters, seconds, warning=warning)

    def _stop_clock(self) -> None:
        now = time.monotonic()
        self._seconds[self.current] += now - self._clock
        self._clock = now


def _counted(done: Iterable[Sequence[Record]], otherwise: str) -> tuple[dict[str, str], dict[str, Counter[str]]]:
    """Return by the name of their source the hashes of the pages, and the counts of what begins on them."""
    hashes: dict[str, str] = {}
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for records in done:
        names = {record.id: record.source.name for record in records if isinstance(record, Page)}
        hashes |= {record.source.name: record.source.sha256 for record in records if isinstance(record, Page)}
        for record in records:
            if isinstance(record, Article):
                counts[names.get(record.home or "", otherwise)].update(_counts(record))
    return hashes, counts


def _counts(article: Article) -> dict[str, int]:
    return {
        "articles": int(article.kind == "article"),
        "fragments": int(article.kind == "fragment"),
        "doubtful": int(article.confidence < DOUBT),
        "characters": sum(len("".join(element.text.split())) for element in article.body),
    }


def _failure(name: str, error: Exception) -> Outcome:
    if isinstance(error, ZbtoolsError):
        return Outcome(name, FAILED, reason=str(error), hint=error.hint)
    if isinstance(error, MemoryError):
        return Outcome(name, FAILED, reason=f"{name}: needs more memory than it may take", hint="raise --max-memory")
    reason = f"{name}: a bug: {type(error).__name__}: {error}"
    return Outcome(name, FAILED, reason=reason, hint=HINT)
