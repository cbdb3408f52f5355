"""A file of a user's own rules (TOML), read and checked; every error names its line."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from typing import Any, NoReturn

from zbtools.batch.tomlitems import item_lines
from zbtools.errors import UsageError
from zbtools.rules.bounds import fault
from zbtools.rules.own import FIRST_PATTERN, OTHER_ISSUE, PREFIX, OwnFurniture, OwnMarker, OwnRules, PlainRule
from zbtools.stages.furniture import ROLES

KEYS = "papers, roles, [[furniture]] and [[markers]]"
KINDS = {"from": "上接", "to": "下转", "open": "未完, 续昨: the other part is in another issue"}
LONGEST_WORD = 40
# Keys of a table -> those it must have.
TABLES = {
    "furniture": (("pattern", "role", "edge", "why", "yes", "no"), ("pattern",)),
    "markers": (("pattern", "kind", "why", "yes", "no"), ("pattern", "kind")),
}
_HEADER = re.compile(r"\s*\[\[?\s*(\w+)\s*\]?\]")
_KEY = re.compile(r"\s*\"?(\w+)\"?\s*=")


def read_rules(path: str) -> OwnRules:
    """Return the rules that the file holds. Raises UsageError with the line of what is wrong."""
    return _File(path, _text(path)).rules()


def _text(path: str) -> str:
    try:
        with open(path, encoding="utf-8-sig") as file:
            return file.read()
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror}", "check the path of the rules") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{path}: not valid UTF-8 at byte {error.start}", "a file of rules is always UTF-8") from error


class _File:
    """One file: what it says, and the line of each key."""

    def __init__(self, path: str, text: str) -> None:
        self.path, self.text, self.lines = path, text, text.split("\n")
        try:
            self.said: dict[str, Any] = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            line = re.search(r"at line (\d+)", str(error))
            reason = re.sub(r" \(at .*\)$", "", str(error))
            number = int(line[1]) if line else len(self.lines)
            self.wrong(number, f"not TOML: {reason[:1].lower()}{reason[1:]}", "a string stands in quotes, a list in []")
        self.places = dict(self._places())
        self.code = FIRST_PATTERN

    def rules(self) -> OwnRules:
        """Return all that the file says, checked."""
        for key in self.said:
            if key not in ("papers", "roles", *TABLES):
                self.wrong(self.line(key), f"{key} is no part of a file of rules", f"it may have {KEYS}")
        return OwnRules(
            self.words("papers"), self.words("roles"), tuple(self.tables("furniture")), tuple(self.tables("markers"))
        )

    def words(self, key: str) -> tuple[str, ...]:
        """Return the words of a list, less what is there twice."""
        said = self.said.get(key, [])
        if not isinstance(said, list):
            self.wrong(self.line(key), f"{key} is no list", f'write {key} = ["…", "…"]')
        for number, word in enumerate(said):
            if not isinstance(word, str) or not 2 <= len("".join(word.split())) <= LONGEST_WORD:
                hint = f"each of {key} is a string of 2 to {LONGEST_WORD} characters"
                self.wrong(self.item((key, -1, ""), number), f"{word!r} is no word for {key}", hint)
        return tuple(dict.fromkeys("".join(word.split()) for word in said))

    def tables(self, name: str) -> Iterator[Any]:
        """Yield the rules of the tables [[furniture]] or [[markers]]."""
        said = self.said.get(name, [])
        if not isinstance(said, list) or not all(isinstance(table, dict) for table in said):
            self.wrong(self.line(name), f"{name} is no list of tables", f"begin each with [[{name}]]")
        for number, table in enumerate(said):
            self.keys(name, number, table)
            rule = self.rule(name, number, table)
            yield self.furniture(number, table, rule) if name == "furniture" else self.marker(number, table, rule)

    def keys(self, name: str, number: int, table: Mapping[str, Any]) -> None:
        """Check that a table has the keys it must have, and no others."""
        known, needed = TABLES[name]
        for key in table:
            if key not in known:
                self.wrong(self.line(name, number, key), f"{key} is no key of {name}", f"it has {', '.join(known)}")
        for key in needed:
            if key not in table:
                self.wrong(self.line(name, number), f"a table of {name} has no {key}", f"add {key} = '…'")

    def rule(self, name: str, number: int, table: Mapping[str, Any]) -> PlainRule:
        """Return the rule of a table, compiled once to see that it can be, and tried on its examples."""
        pattern, why = table["pattern"], table.get("why", f"A rule for {name} of {self.path}.")
        if not isinstance(pattern, str) or not isinstance(why, str):
            self.wrong(self.line(name, number), f"pattern and why of {name} are strings", "put them in quotes")
        self.bounded(self.line(name, number, "pattern"), pattern)
        ending = OTHER_ISSUE if table.get("kind") == "open" else ""
        rule = PlainRule(f"{PREFIX}{self.code}{ending}", why, pattern, *self.examples(name, number, table))
        self.code += 1
        self.tried(name, number, rule)
        return rule

    def bounded(self, line: int, pattern: str) -> None:
        """Check that a pattern is one, and that it ends in time on every text."""
        found = fault(pattern)
        if found is not None:
            self.wrong(line, found.message, found.hint)

    def examples(self, name: str, number: int, table: Mapping[str, Any]) -> Iterator[tuple[str, ...]]:
        """Yield the texts that a rule must and must not match."""
        for key in ("yes", "no"):
            said = table.get(key, [])
            texts = said if isinstance(said, list) else [None]
            wrong = next((at for at, text in enumerate(texts) if not isinstance(text, str)), None)
            if wrong is not None:
                line = self.item((name, number, key), wrong)
                self.wrong(line, f"{key} is no list of strings", f'write {key} = ["…"]')
            yield tuple(said)

    def tried(self, name: str, number: int, rule: PlainRule) -> None:
        """Check a rule by its own examples."""
        for key, texts, expected in (("yes", rule.yes, True), ("no", rule.no, False)):
            for at, text in enumerate(texts):
                if (rule.search(text) is not None) is not expected:
                    verb = "does not match" if expected else "matches"
                    hint = "yes holds texts that the pattern must match, no those that it must not"
                    self.wrong(self.item((name, number, key), at), f"the pattern {verb} {text!r}", hint)

    def furniture(self, number: int, table: Mapping[str, Any], rule: PlainRule) -> OwnFurniture:
        """Return a rule for furniture."""
        role, edge = table.get("role", "other"), table.get("edge", False)
        if role not in ROLES:
            self.wrong(self.line("furniture", number, "role"), f"{role!r} is no role", f"one of {', '.join(ROLES)}")
        if not isinstance(edge, bool):
            self.wrong(self.line("furniture", number, "edge"), f"edge is {edge!r}", "write edge = true or edge = false")
        return OwnFurniture(role, edge, rule)

    def marker(self, number: int, table: Mapping[str, Any], rule: PlainRule) -> OwnMarker:
        """Return a rule for markers."""
        kind = table["kind"]
        if kind not in KINDS:
            hint = " or ".join(f'"{key}" ({word})' for key, word in KINDS.items())
            self.wrong(self.line("markers", number, "kind"), f"{kind!r} is no kind of marker", hint)
        return OwnMarker(kind, rule)

    def line(self, name: str, number: int = -1, key: str = "") -> int:
        """Return the line of a list or, of its table `number`, that of `key` or of its beginning."""
        known = self.places.get((name, number, key)) or self.places.get((name, number, ""))
        return known or (self.item((name, -1, ""), number) if number >= 0 else 1)

    def item(self, place: tuple[str, int, str], index: int) -> int:
        """Return the line of an item of the list at `place`, else that of the list."""
        if place not in self.places:
            return self.line(*place)
        lines = item_lines(self.text, self.places[place])
        return lines[index] if index < len(lines) else self.places[place]

    def _places(self) -> Iterator[tuple[tuple[str, int, str], int]]:
        """Yield the line of each key: (list or table, number of the table or -1, key in the table)."""
        table, counts = "", dict.fromkeys(self.said, -1)
        for number, line in enumerate(self.lines, 1):
            header, key = _HEADER.match(line), _KEY.match(line)
            if header and header[1] in counts:
                table = header[1]
                counts[table] += 1
                yield (table, counts[table], ""), number
                if not counts[table]:
                    yield (table, -1, ""), number
            elif key:
                yield ((table, counts[table], key[1]) if table else (key[1], -1, "")), number

    def wrong(self, line: int, message: str, hint: str) -> NoReturn:
        """Raise the error of a line."""
        raise UsageError(f"{self.path}: line {line}: {message}", hint)
