"""Whether a pattern is bounded: no repetition without an end, none inside another, and few ways to read one text.

A bounded pattern tried on a short text takes a time that its author can count; one that is not may take a day.
"""

from __future__ import annotations

from math import prod
from typing import NamedTuple

from zbtools.patterns import Pattern

# The ways to read a text that all repetitions of one pattern may allow together: 20,000 take a few milliseconds.
MOST_WAYS = 20_000
# What is no repetition: escapes (with the properties and names they may carry), sets, verbs as (*PRUNE), and what
# opens a group.
_TOKEN = Pattern(
    r"(?s)(?P<other>\\[pP]\{[^{}]{1,40}\}|\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\(\*[A-Z]{4,5}\)|\(\?(?:P?<[=!]|P<\w*>|P=\w*|[a-zA-Z-]*:|[=!>|]))"
    r"|(?P<repeat>[*+?]|\{\d*(?:,\d*)?\})(?P<lazy>[?+])?|(?P<open>\()|(?P<close>\))|."
)
# What calls the pattern, or a group of it: such a call has no bounds.
_RECURSION = Pattern(r"(?<!\\)\(\?(?:R|[+-]?\d|&|P>)")


class Fault(NamedTuple):
    """What is wrong with a pattern, and what to do."""

    message: str
    hint: str


def unbounded(pattern: str) -> str | None:
    """Return the first repetition of `pattern` that has no end, or None.

    >>> unbounded(r"第.{1,3}版"), unbounded(r"第.+版"), unbounded(r"[+*]{2,}"), unbounded(r"\\+(*PRUNE)")
    (None, '+', '{2,}', None)
    """
    return next((found for found in _repeats(pattern) if _limits(found)[1] is None), None)


def fault(pattern: str) -> Fault | None:
    """Return why `pattern` is none, finds nothing in particular, or may take too long; None if it is as it should be.

    >>> fault(r"(?:第.{1,3}){2,5}版").message
    'a repetition stands inside the repetition {2,5}'
    >>> fault(r".{0,90}.{0,90}.{0,90}版").message
    'its repetitions allow 753571 readings of one text'
    """
    import regex

    if _RECURSION.search(pattern):
        return Fault("the pattern calls itself or a group of it", "write out what is called")
    try:
        finds_nothing = regex.search(pattern, "") is not None
    except regex.error as error:
        return Fault(f"not a pattern: {error}", "https://pypi.org/project/regex says how they are written")
    if finds_nothing:
        return Fault("the pattern matches a text without characters", "let it ask for one character at least")
    return _slow(pattern)


def _slow(pattern: str) -> Fault | None:
    """Return why a pattern may take too long, or None."""
    endless = unbounded(pattern)
    if endless is not None:
        return Fault(f"the repetition {endless} has no end", "say how often at most: {1,20} in place of +")
    nested = _nested(pattern)
    if nested is not None:
        return Fault(f"a repetition stands inside the repetition {nested}", "write it out, or make two rules of it")
    ways = prod(1 + high - low for low, high in map(_limits, _repeats(pattern)) if high is not None)
    if ways > MOST_WAYS:
        return Fault(f"its repetitions allow {ways} readings of one text", "give them closer bounds")
    return None


def _repeats(pattern: str) -> list[str]:
    return [match["repeat"] for match in _TOKEN.finditer(pattern) if match["repeat"]]


def _limits(repeat: str) -> tuple[int, int | None]:
    if repeat in ("*", "+", "?"):
        return (0, 1) if repeat == "?" else (0, None)
    low, comma, high = repeat[1:-1].partition(",")
    if not comma:
        return int(low or 0), int(low or 0)
    return int(low or 0), int(high) if high else None


def _nested(pattern: str) -> str | None:
    """Return the first repetition of a group that holds one; an optional group or part is none."""
    holds = [False]
    closed = False
    for match in _TOKEN.finditer(pattern):
        if match["repeat"] and (_limits(match["repeat"])[1] or 2) > 1:
            if closed:
                return str(match["repeat"])
            holds[-1] = True
        elif match["open"] or (match["other"] or "").startswith("(?"):
            holds.append(False)
        closed = False
        if match["close"] and len(holds) > 1:
            closed = holds.pop()
            holds[-1] |= closed
    return None
