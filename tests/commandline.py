"""The command line as tests call it: in this process, with bytes in and bytes out."""

from __future__ import annotations

import io
import shlex
import sys
from typing import NamedTuple
from unittest.mock import patch

from zbtools.cli.main import main


class Ending(NamedTuple):
    """How a command ended: its exit code, what it wrote, and what it said."""

    code: int
    out: bytes
    said: str

    @property
    def text(self) -> str:
        return self.out.decode()


def zbtools(*arguments: object, stdin: bytes = b"") -> Ending:
    """Run one command. Standard streams are no terminals."""
    source = io.TextIOWrapper(io.BufferedReader(io.BytesIO(stdin)), "utf-8")
    out, said = io.TextIOWrapper(io.BytesIO(), "utf-8"), io.StringIO()
    with patch.multiple(sys, stdin=source, stdout=out, stderr=said):
        code = main([str(argument) for argument in arguments])
        out.flush()
        return Ending(code, out.buffer.getvalue(), said.getvalue())


def pipeline(line: str, stdin: bytes = b"") -> Ending:
    """Run a line as a shell would: `zbtools split in.txt | zbtools dedupe`. The last command ends it."""
    said = ""
    for part in line.split("|"):
        program, *arguments = shlex.split(part)
        assert program == "zbtools", "a case runs zbtools only"
        ending = zbtools(*arguments, stdin=stdin)
        stdin, said = ending.out, said + ending.said
    return Ending(ending.code, ending.out, said)
