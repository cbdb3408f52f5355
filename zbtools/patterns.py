"""Regular expressions that are compiled when they are first used, and can be kept compiled from run to run.

`regex` needs one to five milliseconds to compile a pattern of ours, and 0.03 to take one up that was compiled before.
The patterns that one page needs take longer to compile than the page takes to split, so the command line keeps them
(`zbtools.batch.compiled`); a program that only imports zbtools compiles each once and writes nothing.
"""

from __future__ import annotations

import copyreg
from collections.abc import Mapping
from functools import cache
from typing import Any

Key = tuple[str, int]
"""A pattern and its flags."""

Compiled = dict[Key, tuple[Any, ...]]
"""What `regex` makes of patterns: strings, numbers and bytes, which mean something to the same version of it only."""

_kept: Compiled = {}
_new: dict[Key, Any] = {}


class Pattern:
    """A regular expression with all methods of a compiled one, compiled when the first of them is asked for.

    >>> Pattern(r"\\p{Han}{2,4}日报").search("我读滨江日报。").group()
    '我读滨江日报'
    """

    def __init__(self, pattern: str, flags: int = 0) -> None:
        """Take a pattern and flags of `regex`."""
        self.pattern = pattern
        self.flags = int(flags)

    def __getattr__(self, name: str) -> Any:
        """Return a method of the compiled pattern, and keep it: from the second time on it costs nothing to find."""
        if name.startswith("__"):
            raise AttributeError(name)
        method = getattr(compiled(self.pattern, self.flags), name)
        self.__dict__[name] = method
        return method


def compiled(pattern: str, flags: int = 0) -> Any:
    """Return `pattern` compiled by `regex`: as an earlier run kept it, or from its text."""
    import regex

    key = (pattern, int(flags))
    state = _kept.get(key)
    if state is not None:
        return _maker()(*state)
    if key not in _new:
        _new[key] = regex.compile(*key)
    return _new[key]


def version() -> str:
    """Return the version of `regex`: what another one compiled is of no use to it."""
    import regex

    return str(regex.__version__)


def take_up(kept: Mapping[Key, tuple[Any, ...]]) -> None:
    """Use what an earlier run with the same version of `regex` kept."""
    _kept.update(kept)


def to_keep() -> Compiled:
    """Return all that this run took up or compiled, or nothing if it compiled nothing new."""
    return {**_kept, **{key: _state(pattern) for key, pattern in _new.items()}} if _new else {}


def _state(pattern: Any) -> tuple[Any, ...]:
    """Return what `regex` itself pickles of a pattern."""
    reduce: Any = copyreg.dispatch_table[type(pattern)]
    return tuple(reduce(pattern)[1])


@cache
def _maker() -> Any:
    """Return what makes a pattern of its state: the function that `regex` itself unpickles with."""
    import regex

    reduce: Any = copyreg.dispatch_table[regex.Pattern]
    return reduce(regex.compile(""))[0]
