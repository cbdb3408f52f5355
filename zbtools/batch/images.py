"""Images of pages, put into a page as data."""

from __future__ import annotations

import base64

from zbtools.errors import InputError

FORMS = {
    b"\x89PNG": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
    b"GIF8": "image/gif",
    b"RIFF": "image/webp",
    b"%PDF": "application/pdf",
}
"""What files begin with, and what they then are."""


def data_uri(path: str) -> str:
    """Return the image or PDF file at `path` as a data URI. Raises InputError for what is neither."""
    try:
        with open(path, "rb") as file:
            content = file.read()
    except OSError as error:
        raise InputError(f"{path}: {error.strerror}", "name an image of the page") from error
    form = next((form for start, form in FORMS.items() if content.startswith(start)), None)
    # RIFF files are sounds and films, too.
    if form is None or (form == "image/webp" and content[8:12] != b"WEBP"):
        raise InputError(f"{path}: no image that a browser shows", "give it as PNG, JPEG, WebP, GIF or PDF")
    return f"data:{form};base64,{base64.b64encode(content).decode()}"
