"""The two commands of the README that do all set-up on a fresh machine; as a script, print them, one a line.

    python3 tests/readme_commands.py README.md

They are the only blocks marked `sh` there, so that what is told and what is tested cannot drift apart.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

BLOCK = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def commands(text: str) -> list[str]:
    """Return the two commands in the text of a README.

    Raises ValueError if there are not exactly two blocks of one line each.

    >>> commands("Use:\\n```sh\\nzbtools run a.txt\\n```\\nTest:\\n```sh\\npytest\\n```\\n")
    ['zbtools run a.txt', 'pytest']
    >>> commands("```sh\\npytest\\n```\\n")
    Traceback (most recent call last):
    ValueError: 1 blocks are marked sh, not 2
    """
    found: list[str] = BLOCK.findall(text)
    if len(found) != 2:
        raise ValueError(f"{len(found)} blocks are marked sh, not 2")
    for block in found:
        if block.count("\n") != 1 or not block.strip():
            raise ValueError(f"this block is not one line: {block!r}")
    return [block.strip() for block in found]


if __name__ == "__main__":
    try:
        print("\n".join(commands(Path(sys.argv[1]).read_text("utf-8"))))
    except ValueError as error:
        sys.exit(f"{sys.argv[1]}: {error}")
