"""Names of files: one for each article, safe on every file system."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator
from itertools import count

from zbtools.model import Article, Page

MOST_BYTES = 120
"""The longest name in UTF-8: it fits the 143 bytes that encrypted home folders leave, and a number behind it."""

PIECE_BYTES = 30
"""The most that the date, the page and the name of the source may take each, so that the headline has room."""

# Letters, marks, digits and the punctuation of Chinese are kept; of ASCII only what no shell and no system minds.
# Control, format (bidi marks among them), private and unassigned characters go, as do symbols and all white space.
SAFE_ASCII = re.compile(r"[0-9A-Za-z_-]")
SAFE_CATEGORIES = frozenset("LMNP")

# What Windows forbids, it also forbids in disguise: old interfaces turn the full-width form into the plain one.
FORBIDDEN = frozenset('\\/:*?"<>|')

LONGEST_LOOK = 400
"""Characters of a piece that are looked at: more never fit, and a headline may be a whole broken page."""


def file_name(article: Article, page: Page | None, order: int, suffix: str, taken: set[str]) -> str:
    """Return a name like `2022-03-08-02-05-滨江大桥通车.md` for the article that is number `order` on its page.

    At most 120 bytes in UTF-8, NFC, made of letters, digits and punctuation that no file system objects to. It is not
    in `taken`, also without regard to case, and is added to it. What is not known is left out; where neither date nor
    page is, the name of the page's source stands instead. The article's id is put behind a name that is taken.
    """
    for tail in _tails(article.id):
        stem = _stem(_place(page), f"{order:02}", article.headline or "", MOST_BYTES - len((tail + suffix).encode()))
        name = stem + tail + suffix
        key = _key(name)
        if key not in taken:
            break
    taken.add(key)
    return name


def _tails(article_id: str) -> Iterator[str]:
    """Yield what tells apart names that are alike: nothing, the article's id, numbers."""
    yield ""
    digest = hashlib.sha256(article_id.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    yield f"-{digest}"
    yield from (f"-{digest}-{number}" for number in count(2))


def _place(page: Page | None) -> list[str]:
    if page is None:
        return []
    stem = page.source.name.replace("\\", "/").rpartition("/")[2].partition(".")[0]
    return [page.date or "", page.page or ""] if page.date or page.page else [stem]


def _stem(place: list[str], order: str, headline: str, room: int) -> str:
    pieces = [cut(clean(piece), PIECE_BYTES) for piece in place]
    head = "-".join([piece for piece in pieces if piece] + [order])
    title = cut(clean(headline), room - len(head.encode()) - 1)
    return f"{head}-{title}" if title else head


def clean(text: str) -> str:
    """Return `text` in NFC with every run of characters that a name should not hold as one `_`, and none at its ends.

    >>> clean(" 3.5万元/亩:“丰收” ")
    '3_5万元_亩_“丰收”'
    """
    safe = "".join(one if _is_safe(one) else " " for one in unicodedata.normalize("NFC", text[:LONGEST_LOOK]))
    joined = re.sub(" +", "_", safe.strip())
    while joined and not _is_end(joined[0]):
        joined = joined[1:]
    return joined.rstrip("-_")


def cut(text: str, room: int) -> str:
    """Return the longest beginning of `text` that takes `room` bytes and separates no mark from its letter.

    >>> cut("滨江大桥", 8)
    '滨江'
    """
    data = text.encode()
    if len(data) <= room:
        return text
    kept = data[: max(room, 0)].decode(errors="ignore")
    while kept and unicodedata.category(text[len(kept)])[0] == "M":
        kept = kept[:-1]
    return kept.rstrip("-_")


def _is_safe(character: str) -> bool:
    if character.isascii():
        return SAFE_ASCII.match(character) is not None
    plain = unicodedata.normalize("NFKC", character)
    return unicodedata.category(character)[0] in SAFE_CATEGORIES and plain not in FORBIDDEN


def _is_end(character: str) -> bool:
    """Tell whether a name may begin with `character`: no dash, no underscore, no mark that lacks its letter."""
    return unicodedata.category(character) not in ("Pd", "Pc") and unicodedata.category(character)[0] != "M"


def _key(name: str) -> str:
    """Return what two names share that a file system without regard to case takes for one."""
    return unicodedata.normalize("NFC", name.casefold())
