"""The review page as one HTML file: template, style, script and data, with a policy that allows no more."""

from __future__ import annotations

import base64
import hashlib
import html
import json
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from string import Template
from typing import Any

from zbtools.model import Record
from zbtools.stages.corrections import Correction
from zbtools.views.review.data import review_data

STYLES = ("style.css", "forms.css")
SCRIPTS = ("board.js", "kinds.js", "view.js", "point.js", "act.js", "use.js")


def review_page(
    records: Sequence[Record],
    dumps: Mapping[str, str],
    saved: Sequence[Correction] = (),
    images: Sequence[str] = (),
    file: str = "corrections.json",
    save: str | None = None,
) -> str:
    """Return the review page of one issue. `dumps`: the decoded dumps by page id, as far as they are known.

    `saved`: corrections made before. `images`: a data URI for each page, in order. `file`: the name under which
    corrections are saved. `save`: where a server takes them; None for a download.
    """
    data = review_data(records, dumps, saved)
    data |= {"images": list(images), "file": file, "save": save}
    style, script = ("\n".join(map(_part, names)) for names in (STYLES, SCRIPTS))
    return Template(_part("template.html")).substitute(
        title=html.escape(f"{data['name']} · zbtools review"),
        policy=_policy(style, script, save is not None),
        style=style,
        script=script,
        data=inert_json(data),
    )


def inert_json(data: Any) -> str:
    r"""Return `data` as JSON that cannot end the script element that it stands in, whatever texts it holds.

    >>> inert_json("</script><!--&")
    '"\\u003c/script\\u003e\\u003c!--\\u0026"'
    """
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text.encode("utf-8", "replace").decode("utf-8")


def _policy(style: str, script: str, is_served: bool) -> str:
    """Return the Content-Security-Policy: this style, this script, pictures inside the page, and nothing else."""
    parts = {
        "default-src": "'none'",
        "style-src": _hash(style),
        "script-src": _hash(script),
        "img-src": "data:",
        "object-src": "data:",
        "connect-src": "'self'" if is_served else "'none'",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in parts.items())


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


@cache
def _part(name: str) -> str:
    return resources.files("zbtools.views.review").joinpath(name).read_text("utf-8")
