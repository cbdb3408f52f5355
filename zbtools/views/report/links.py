"""Where a report's links lead, and the commands that it tells."""

from __future__ import annotations

import shlex
from typing import NamedTuple
from urllib.parse import quote

from zbtools.views.report.markup import Markup, tag


class Links(NamedTuple):
    """The output folder as the report's links name it, and as a person at the shell does: ending in /, or empty."""

    base: str
    folder: str

    def anchor(self, files: str, words: str) -> Markup:
        """Return a link to the first of `files` (one a line), or the words alone where there is none."""
        first = files.partition("\n")[0]
        # A colon would make a scheme of what stands before it.
        return tag("a", words, href=quote(self.base + first)) if first else tag("span", words)

    def review(self, files: str) -> str:
        """Return the command that makes the review page of `files`.

        >>> Links("", "out/").review("滨江 日报/01.jsonl")
        "zbtools review 'out/滨江 日报/01.jsonl' -o review.html"
        """
        paths = shlex.join(self.folder + path for path in files.split("\n") if path)
        return f"zbtools review {paths} -o review.html" if paths else ""

    def button(self, files: str, name: str) -> Markup:
        """Return a button that shows this command for the page called `name`, or nothing where there is no file."""
        command = self.review(files)
        if not command:
            return Markup()
        return tag("button", "Review …", type="button", data_command=command, aria_label=f"Review {name}")
