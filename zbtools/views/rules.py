"""The rules as a catalogue, room by room: what `zbtools rules` shows and `docs/rules.md` is made of."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import ModuleType

import zbtools.rules
from zbtools.rules.own import OwnRules
from zbtools.rules.rule import Rule


@dataclass(frozen=True, slots=True)
class Entry:
    """A rule as it is shown. `room`: what its module is about; `yes`, `no`: texts that it must and must not match."""

    code: str
    room: str
    why: str
    yes: tuple[str, ...]
    no: tuple[str, ...]
    pattern: str


def catalogue(own: OwnRules) -> Iterator[Entry]:
    """Yield every rule of the package, in the order of the modules and codes, and then the user's `own`."""
    for module in modules():
        for _, rule in sorted(rules_of(module).items()):
            yield _entry(rule, room_of(module))
    for rule in own.rules:
        yield _entry(rule, "Rules of your own.")


def modules() -> Iterator[ModuleType]:
    """Yield the modules that hold rules, in the order of their names."""
    for found in pkgutil.walk_packages(zbtools.rules.__path__, "zbtools.rules."):
        module = importlib.import_module(found.name)
        if rules_of(module):
            yield module


def rules_of(module: ModuleType) -> Mapping[str, Rule]:
    """Return the rules that a module holds, by code, each where its module keeps it first."""
    values = [item for value in vars(module).values() for item in (value if isinstance(value, tuple) else (value,))]
    return {rule.code: rule for rule in values if isinstance(rule, Rule)}


def room_of(module: ModuleType) -> str:
    """Return what a module is about, as its first line says."""
    return (module.__doc__ or "").partition("\n")[0]


def shown(texts: Iterable[str], most: int) -> list[str]:
    """Return the first `most` examples, each on one line."""
    return [text.replace("\n", "⏎") for text, _ in zip(texts, range(most), strict=False)]


def _entry(rule: Rule, room: str) -> Entry:
    return Entry(rule.code, room, rule.why, rule.yes, rule.no, " ".join(rule.pattern.split()))
