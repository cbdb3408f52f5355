"""Text that a Markdown or YAML reader gives back exactly as it was printed."""

from __future__ import annotations

import json
import re

# What opens inline markup anywhere: `~` and `$` do so on GitHub only. `&` counts where a character reference begins.
INLINE = re.compile(r"[\\`*_\[<~$]|&(?=#?[0-9A-Za-z]{1,40};)")

# What opens a block, a rule or a list at the head of a line.
LINE_START = re.compile(r"^(?:[#>+=-]|[0-9]{1,9}[.)](?=[ \t]|$))")

# A `#` of the text; the one of a character reference stands behind `&`.
HASH = re.compile(r"(?<!&)#")

LINE_BREAK = re.compile(r"[\n\r]")

# Printed raw, these would make a YAML reader refuse the document or see a line break.
NOT_IN_YAML = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")


def inline(text: str) -> str:
    r"""Return Markdown that renders as `text` inside a line.

    White space at its ends, which a reader would strip, and line breaks are written as character references.

    >>> print(inline(" 3~5元 *注* AT&T &amp; <b>"))
    &#32;3\~5元 \*注\* AT&T \&amp; \<b>
    """
    words = text.strip()
    start = len(text) - len(text.lstrip())
    escaped = LINE_BREAK.sub(_reference, INLINE.sub(r"\\\g<0>", words))
    return _references(text[:start]) + escaped + _references(text[start + len(words) :])


def line(text: str) -> str:
    r"""Return Markdown that renders as `text` on a line of its own, that is, as a paragraph.

    >>> print(line("1. 今天"), line("# 滨江"))
    1\. 今天 \# 滨江
    """
    return LINE_START.sub(_escape_last, inline(text))


def heading(text: str) -> str:
    """Return Markdown that renders as `text` behind `# `; a closing run of `#` would be taken as markup."""
    return HASH.sub(r"\\#", inline(text))


def cell(text: str) -> str:
    """Return Markdown that renders as `text` in a cell of a table."""
    return inline(text).replace("|", "\\|")


def yaml_string(text: str) -> str:
    r"""Return `text` as a double-quoted YAML string on one line.

    >>> print(yaml_string('他说: "是"\n'))
    "他说: \"是\"\n"
    """
    return NOT_IN_YAML.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(text, ensure_ascii=False))


def _references(space: str) -> str:
    """Return white space as references, but for the control characters that Markdown has no reference for."""
    return "".join(f"&#{ord(one)};" if one in "\t\n\f\r" or one == " " or one > "\x9f" else one for one in space)


def _reference(found: re.Match[str]) -> str:
    return f"&#{ord(found[0])};"


def _escape_last(found: re.Match[str]) -> str:
    return f"{found[0][:-1]}\\{found[0][-1]}"
