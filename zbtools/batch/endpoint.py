"""One JSON request to a server, within bounds of time and size."""

from __future__ import annotations

import json
import time
from http.client import HTTPException, HTTPResponse
from typing import Any
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, OpenerDirector, ProxyHandler, Request, build_opener

# An answer longer than this (bytes) is none.
LONGEST = 1_000_000
PIECE = 65_536
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


class _NoRedirect(HTTPRedirectHandler):
    """Follows no redirect: a page's text and a key go to the server that the user named, or nowhere."""

    def redirect_request(self, *_: Any) -> None:
        """Refuse."""


def post(url: str, body: object, timeout: float, key: str | None) -> object:
    """Send `body` as JSON and return the JSON that comes back within `timeout` seconds.

    Raises OSError if the server cannot be reached, is too slow or answers with an error (HTTPError), and ValueError if
    its answer is no JSON.
    """
    headers = {"Content-Type": "application/json", "Accept": "application/json"}
    if key:
        headers["Authorization"] = f"Bearer {key}"
    request = Request(url, json.dumps(body).encode(), headers, method="POST")
    until = time.monotonic() + timeout
    try:
        with _opener(url).open(request, timeout=timeout) as response:
            return json.loads(_content(response, until))
    except OSError:
        raise
    except (HTTPException, RecursionError) as error:
        raise ValueError("not an answer in HTTP and JSON") from error


def _opener(url: str) -> OpenerDirector:
    """What opens `url`; a proxy knows no way to this machine."""
    direct = [ProxyHandler({})] if urlsplit(url).hostname in LOOPBACK else []
    return build_opener(_NoRedirect, *direct)


def _content(response: HTTPResponse, until: float) -> bytes:
    """Read an answer piece by piece: a server that sends a byte now and then would never time out by itself."""
    content = b""
    while piece := response.read1(PIECE):
        content += piece
        if time.monotonic() > until:
            raise TimeoutError
        if len(content) > LONGEST:
            raise ValueError("too long")
    return content
