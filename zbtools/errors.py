"""Errors that a user can do something about: what happened and where, and what to do."""

from __future__ import annotations

EXIT_DONE = 0
EXIT_FINDINGS = 1
EXIT_USAGE = 2
EXIT_INPUT = 3
EXIT_PARTIAL = 4
EXIT_OUTPUT = 5
EXIT_BUG = 70
EXIT_INTERRUPTED = 130


class ZbtoolsError(Exception):
    """One sentence saying what is wrong and where; `hint` says what to do; `exit_code` ends the program."""

    exit_code = EXIT_INPUT

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


class InputError(ZbtoolsError):
    """The input cannot be read or is not what it says it is."""


class OutputError(ZbtoolsError):
    """The output cannot be written."""

    exit_code = EXIT_OUTPUT


class UsageError(ZbtoolsError):
    """The options contradict each other or the input."""

    exit_code = EXIT_USAGE
