"""Options of a second opinion."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from zbtools.errors import UsageError

if TYPE_CHECKING:
    from zbtools.batch.asking import Asking

Decorated = Callable[..., Any]
DETAILS = ("ask_model", "ask_below", "ask_timeout")


def options(function: Decorated) -> Decorated:
    """Say which model is asked about which decisions."""
    for option in reversed(
        (
            click.option("--ask", metavar="URL", help="Ask a model behind this chat endpoint where in doubt."),
            click.option("--ask-model", metavar="NAME", help="Name of the model, as its server calls it."),
            click.option(
                "--ask-below",
                type=click.FloatRange(0, 1),
                metavar="P",
                help="Ask about decisions less sure than P (0 to 1; 0.8 if not given).",
            ),
            click.option(
                "--ask-timeout",
                type=click.FloatRange(0, min_open=True),
                metavar="SECONDS",
                help="Wait so long for an answer (30 if not given).",
            ),
        )
    ):
        function = option(function)
    return function


def asking(values: dict[str, Any]) -> Asking | None:
    """Return whom to ask, as the options say it. Raises UsageError for an address that is none."""
    given = {name.removeprefix("ask_"): values[name] for name in DETAILS if values.get(name) is not None}
    if values.get("ask") is None:
        if given:
            raise UsageError(f"--ask-{next(iter(given))} without --ask asks nobody", "add --ask URL")
        return None
    from zbtools.batch.asking import Asking

    return Asking(_checked(values["ask"]), **given)


def _checked(url: str) -> str:
    from urllib.parse import urlsplit

    try:
        parts = urlsplit(url)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        usable = False
    if not usable or not url.isascii() or not url.isprintable() or " " in url:
        raise UsageError(f"{url} is not the address of a server", "write it as http://localhost:8080/v1")
    if parts.username is not None or parts.query:
        raise UsageError("the address for --ask holds more than an address", "a key goes into ZBTOOLS_ASK_KEY")
    return url
