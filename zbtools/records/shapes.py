"""Readers of JSON values: each returns the value in the form of the model, or says where the shape is wrong."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from functools import cache
from typing import Any, TypeVar

from zbtools.model import Extra, Range, Span, Spans

Value = TypeVar("Value")
Object = dict[str, Any]
Reader = Callable[[Any], Value]

RECORD_KEYS = {"kind", "schema"}
NAMES = {dict: "an object", list: "a list", str: "a string", bool: "true or false", int: "a number", float: "a number"}


class MismatchError(Exception):
    """A value that does not have the shape it must have. `path` grows from the inside out while the error rises."""

    def __init__(self, problem: str, path: str = "") -> None:
        """Take the `problem` as a predicate: what is at `path` ... "is missing"."""
        super().__init__(problem)
        self.path = path

    def inside(self, step: str) -> MismatchError:
        """Return this error as seen from one step further out: `step` is `.key` or `[index]`."""
        self.path = step + self.path
        return self


def mismatch(wanted: str, value: object) -> MismatchError:
    """Return the error for `value` where `wanted` (a string, a list ...) was wanted."""
    return MismatchError(f"must be {wanted}, not {NAMES.get(type(value), 'null')}")


def required(obj: Object, key: str, read: Reader[Value]) -> Value:
    """Return `obj[key]` as `read` reads it."""
    if key not in obj:
        raise MismatchError("is missing", f".{key}")
    try:
        return read(obj[key])
    except MismatchError as error:
        raise error.inside(f".{key}") from None


def optional(obj: Object, key: str, read: Reader[Value], default: Value) -> Value:
    """Return `obj[key]` as `read` reads it, or `default` where there is no such key."""
    return required(obj, key, read) if key in obj else default


@cache
def known_keys(form: type) -> frozenset[str]:
    """Return the keys of the JSON objects that stand for the dataclass `form`."""
    own = {field.name for field in fields(form) if field.name != "extra"} | getattr(form, "DERIVED", frozenset())
    return frozenset(own | RECORD_KEYS if "id" in own else own)


def rest(obj: Object, form: type) -> Extra:
    """Return the keys of `obj` that the dataclass `form` does not know, in their order, or None if there are none."""
    known = known_keys(form)
    if obj.keys() <= known:
        return None
    return {key: value for key, value in obj.items() if key not in known}


def text(value: Any) -> str:
    """Read a string."""
    if type(value) is str:
        return value
    raise mismatch("a string", value)


def flag(value: Any) -> bool:
    """Read true or false."""
    if type(value) is bool:
        return value
    raise mismatch("true or false", value)


def whole(value: Any) -> int:
    """Read a whole number, 0 or more."""
    if type(value) is int and value >= 0:
        return value
    raise mismatch("a whole number, 0 or more", value)


def share(value: Any) -> float:
    """Read a number from 0 to 1 (1 and 0 stay whole numbers if they were)."""
    if type(value) in (int, float) and 0 <= value <= 1:
        number: float = value
        return number
    raise mismatch("a number from 0 to 1", value)


def mapping(value: Any) -> Object:
    """Read an object."""
    if type(value) is dict:
        return value
    raise mismatch("an object", value)


def anything(value: Any) -> Any:
    """Read any value as it is."""
    return value


def one_of(*words: str) -> Reader[Any]:
    """Return a reader of a string that must be one of `words`."""

    def read(value: Any) -> str:
        if type(value) is str and value in words:
            return value
        raise MismatchError(f"must be one of {', '.join(words)}, not {value!r:.40}")

    return read


def or_none(read: Reader[Value]) -> Reader[Value | None]:
    """Return a reader that takes null, too."""
    return lambda value: None if value is None else read(value)


def list_of(read: Reader[Value]) -> Reader[tuple[Value, ...]]:
    """Return a reader of a list whose items `read` reads."""

    def read_list(value: Any) -> tuple[Value, ...]:
        if type(value) is not list:
            raise mismatch("a list", value)
        out: list[Value] = []
        try:
            for item in value:
                out.append(read(item))
        except MismatchError as error:
            raise error.inside(f"[{len(out)}]") from None
        return tuple(out)

    return read_list


def span(value: Any) -> Span:
    """Read `[page, start, end]`."""
    if type(value) is list and len(value) == 3:
        page, start, end = value
        if type(page) is type(start) is type(end) is int and page >= 0 <= start <= end:
            return page, start, end
    raise MismatchError("must be [page, start, end], three whole numbers with start <= end")


def stretch(value: Any) -> Range:
    """Read `[start, end]`."""
    if type(value) is list and len(value) == 2:
        start, end = value
        if type(start) is type(end) is int and 0 <= start <= end:
            return start, end
    raise MismatchError("must be [start, end], two whole numbers with start <= end")


text_or_none: Reader[str | None] = or_none(text)
texts: Reader[tuple[str, ...]] = list_of(text)
table: Reader[tuple[tuple[str, ...], ...]] = list_of(texts)
spans: Reader[Spans] = list_of(span)
