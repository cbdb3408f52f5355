"""HTML files that need no network and do nothing but what they were written with, whatever texts they show."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from string import Template
from typing import Any

HEAD, COMMON = "head.html", ("colours.css", "common.css")
"""What all pages begin with, and the styles that they share."""


def page_of(
    template: str, styles: Sequence[str], scripts: Sequence[str], allowed: Mapping[str, str], **parts: str
) -> str:
    """Return the page that a template makes of its style, its script and `parts`, which are HTML.

    `template`, `styles`, `scripts`: files of this package, the template without the head of the page. `allowed`: what
    the policy grants besides, by directive.
    """
    style, script = ("\n".join(map(_part, names)) for names in ((*COMMON, *styles), scripts))
    policy = _policy(style, script, allowed)
    return Template(_part(HEAD) + _part(template)).substitute(parts, policy=policy, style=style, script=script)


def inert_json(data: Any) -> str:
    r"""Return `data` as JSON that cannot end the script element that it stands in, whatever texts it holds.

    >>> inert_json("</script><!--&")
    '"\\u003c/script\\u003e\\u003c!--\\u0026"'
    """
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text.encode("utf-8", "replace").decode("utf-8")


def _policy(style: str, script: str, allowed: Mapping[str, str]) -> str:
    """Return the Content-Security-Policy: this style, this script, pictures inside the page, and nothing else."""
    parts = {
        "default-src": "'none'",
        "style-src": _hash(style),
        "script-src": _hash(script),
        "img-src": "data:",
        "base-uri": "'none'",
        "form-action": "'none'",
        **allowed,
    }
    return "; ".join(f"{name} {value}" for name, value in parts.items())


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


@cache
def _part(name: str) -> str:
    return resources.files("zbtools.views").joinpath(name).read_text("utf-8")
