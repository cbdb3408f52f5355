"""Rules of bylines are written once, for text of one script and one width, and answer in the text as printed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from zbtools.language.variants import evened
from zbtools.rules.rule import Rule


class Printed:
    """A match whose groups are read from the text as printed; evening keeps every offset."""

    __slots__ = ("_match", "_text")

    def __init__(self, match: Any, text: str) -> None:
        """`text` is the printed text that was evened for the match."""
        self._match, self._text = match, text

    def __getitem__(self, group: str | int) -> str:
        """The group as printed; empty when it took no part in the match."""
        start, end = self._match.span(group)
        return self._text[start:end] if start >= 0 else ""

    def get(self, group: str) -> str | None:
        """Return the group as printed; None when it is empty, or the pattern has none of that name."""
        return (self[group] or None) if group in self._match.re.groupindex else None

    @property
    def rest(self) -> str:
        """The text behind the match."""
        return self._text[self._match.end() :]

    def start(self, group: str | int = 0) -> int:
        """Where the group begins, in code points."""
        return int(self._match.start(group))

    def end(self, group: str | int = 0) -> int:
        """Where the group ends."""
        return int(self._match.end(group))


class EvenRule(Rule):
    """A rule whose pattern and needs are in simplified characters and half-width marks (see `evened`)."""

    def search(self, text: str) -> Printed | None:
        """Return the first match in `text`, of whatever script and width, or None."""
        return self.search_evened(evened(text), text)

    def search_evened(self, even: str, text: str) -> Printed | None:
        """Return the first match in `text`, of which `even` is the evened form: of many rules, all need just one."""
        if not self._concerns(even):
            return None
        match = self.compiled.search(even)
        return Printed(match, text) if match else None

    def find_all(self, text: str) -> Iterator[Printed]:
        """Yield the matches in `text`; none where a needed word is missing."""
        even = evened(text)
        if self._concerns(even):
            for match in self.compiled.finditer(even):
                yield Printed(match, text)

    def _concerns(self, even: str) -> bool:
        # A loop: `any` would make a generator, which takes longer than the search for most words.
        for word in self.needs:
            if word in even:
                return True
        return not self.needs
