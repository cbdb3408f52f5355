"""The review page as one HTML file: template, style, script and data, with a policy that allows no more."""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence

from zbtools.model import Record
from zbtools.stages.corrections import Correction
from zbtools.views.inert import inert_json, page_of
from zbtools.views.review.data import review_data

STYLES = ("review/style.css", "review/forms.css")
SCRIPTS = tuple(f"review/{name}.js" for name in ("board", "kinds", "view", "point", "act", "use"))


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
    return page_of(
        "review/template.html",
        STYLES,
        SCRIPTS,
        # A PDF is shown by the browser's own viewer, in a frame, from a blob: a data URI may have two megabytes only.
        {"frame-src": "blob:"} | ({} if save is None else {"connect-src": "'self'"}),
        title=html.escape(f"{data['name']} · zbtools review"),
        data=inert_json(data),
    )
