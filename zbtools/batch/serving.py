"""A server for one person and one page: on this machine only, behind a random token, ended with Ctrl-C."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from zbtools.batch.writing import whole_file
from zbtools.errors import ZbtoolsError
from zbtools.stages.corrections import parse

HOST = "127.0.0.1"
LARGEST = 32_000_000
"""Bytes that are taken at once: some hundred thousand corrections."""


class Server(ThreadingHTTPServer):
    """Serves one page at `address` and writes the corrections that it sends to the file `path`.

    `page`: makes the HTML, given the URL path that takes corrections; it is asked anew on every load.
    """

    def __init__(self, page: Callable[[str], str], path: str, port: int = 0) -> None:
        """Take a free port of this machine, or `port`. Raises OSError if it is taken."""
        super().__init__((HOST, port), _Handler)
        self.token = secrets.token_urlsafe(24)
        self.path = path
        self.page = page

    @property
    def origin(self) -> str:
        """What a browser calls the server."""
        return f"http://{HOST}:{self.server_address[1]}"

    @property
    def address(self) -> str:
        """The address to open."""
        return f"{self.origin}/{self.token}/"

    @property
    def takes(self) -> str:
        """The path of the URL that corrections are sent to."""
        return f"/{self.token}/corrections"


class _Handler(BaseHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:
        """Give the page to who knows the token."""
        if self._is_known(f"/{self.server.token}/"):
            try:
                page = self.server.page(self.server.takes).encode("utf-8", "replace")
            except ZbtoolsError as error:
                self._answer(500, "text/plain; charset=utf-8", str(error).encode("utf-8", "replace"))
            else:
                self._answer(200, "text/html; charset=utf-8", page)

    def do_POST(self) -> None:
        """Write the corrections, if that is what was sent by the page itself."""
        if not self._is_known(self.server.takes):
            return
        size = self.headers.get("Content-Length", "")
        if self.headers.get("Origin") != self.server.origin or not size.isdecimal() or int(size) > LARGEST:
            self._answer(403)
            return
        try:
            data = self.rfile.read(int(size))
            parse(data.decode("utf-8"), "the page")
            with whole_file(self.server.path) as sink:
                sink.write(data)
        except (ZbtoolsError, UnicodeDecodeError) as error:
            self._answer(400, "text/plain; charset=utf-8", str(error).encode())
            return
        self._answer(204)

    def _is_known(self, wanted: str) -> bool:
        """Whether the token is right and the request is for this address: no other name may lead here."""
        is_right = secrets.compare_digest(self.path.encode(), wanted.encode())
        is_known = is_right and self.headers.get("Host") == self.server.origin.removeprefix("http://")
        if not is_known:
            self._answer(404)
        return is_known

    def _answer(self, code: int, form: str = "text/plain", body: bytes = b"") -> None:
        self.send_response(code)
        for name, value in {
            "Content-Type": form,
            "Cache-Control": "no-store",
            "X-Content-Type-Options": "nosniff",
        }.items():
            self.send_header(name, value)
        if code != 204:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Say nothing: stderr is for people, and they see the page."""
