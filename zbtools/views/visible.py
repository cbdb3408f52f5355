"""Text of a dump made fit for a terminal."""

from __future__ import annotations

# Control characters could drive the terminal; those that turn the writing direction could make text lie.
_UNSEEN = {code: f"\\x{code:02x}" for code in (*range(32), *range(127, 160)) if chr(code) not in "\t\n"}
_TURNING = {code: f"\\u{code:04x}" for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F)}
_SHOWN = str.maketrans({**_UNSEEN, **_TURNING, 9: " ", 10: " "})


def visible(text: str) -> str:
    r"""Return `text` on one line, with the characters that would act on a terminal written out.

    >>> visible("滨江\x1b[31m日报\n")
    '滨江\\x1b[31m日报 '
    """
    return text.translate(_SHOWN)
