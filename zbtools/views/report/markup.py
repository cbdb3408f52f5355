"""HTML that is escaped where it is made: text is text, and only what `tag` returned is markup."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from zbtools.views.visible import visible


class Markup(str):
    """HTML that is ready."""

    __slots__ = ()


Inside = str | Markup | Iterable["Inside"]


def tag(name: str, *inside: Inside, **attributes: str | int | float | bool | None) -> Markup:
    """Return an element. An attribute that is None or False is left out; `class_` is class, `aria_label` aria-label.

    >>> tag("a", "<b>\\u202e", tag("i", "x"), href="#1", class_="far")
    '<a href="#1" class="far">&lt;b&gt;\\\\u202e<i>x</i></a>'
    """
    said = "".join(
        f" {key.strip('_').replace('_', '-')}" + ("" if value is True else f'="{_text(str(value))}"')
        for key, value in attributes.items()
        if value is not None and value is not False
    )
    return Markup(f"<{name}{said}>{joined(inside)}</{name}>")


def joined(inside: Inside) -> Markup:
    """Return elements and texts one after the other."""
    if isinstance(inside, Markup):
        return inside
    return Markup(_text(inside) if isinstance(inside, str) else "".join(map(joined, inside)))


def _text(text: str) -> str:
    return escape(visible(text))
