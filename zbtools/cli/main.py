"""The `zbtools` command: a table of commands, each imported when it is called, and one way for a run to end.

Only click and these tables are imported here: `zbtools --help` takes no longer than click itself.
"""

from __future__ import annotations

import errno
import gc
import importlib
import os
import signal
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import NoReturn

import click

from zbtools import __version__
from zbtools.cli.messages import Messages
from zbtools.errors import EXIT_BUG, EXIT_DONE, EXIT_INTERRUPTED, EXIT_OUTPUT, EXIT_USAGE, ZbtoolsError

CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}

COMMANDS: dict[str, tuple[str, str]] = {
    "run": ("zbtools.cli.run", "Dumps to articles: split, dedupe, join and export in one."),
    "split": ("zbtools.cli.split", "Dumps to records: blocks, titles, bylines and bodies in dump order."),
    "dedupe": ("zbtools.cli.dedupe", "Drop the text that a dump repeats, inside a page and an issue."),
    "join": ("zbtools.cli.join", "Rejoin broken paragraphs, far fragments and continuations."),
    "export": ("zbtools.cli.export", "Records to JSON, Markdown or plain text."),
    "clusters": ("zbtools.cli.clusters", "Show who printed a story first, and where it went."),
    "index": ("zbtools.cli.index", "Look after the index of an archive: info, verify, compact."),
    "check": ("zbtools.cli.check", "Prove that nothing was lost and nothing invented."),
    "status": ("zbtools.cli.status", "Show how far a run over an archive is, and what failed."),
    "verify": ("zbtools.cli.verify", "Prove the same over a whole archive."),
    "search": ("zbtools.cli.search", "Find phrases in the SQLite file of an archive."),
    "explain": ("zbtools.cli.explain", "Show each decision with its evidence beside the text."),
    "score": ("zbtools.cli.score", "Compare records with a reading that is known to be right."),
    "review": ("zbtools.cli.review", "A web page to judge the articles beside the dump, and to correct them."),
    "report": ("zbtools.cli.report", "Many pages at a glance, and a sample of them for acceptance."),
    "diff": ("zbtools.cli.diff", "Say what two runs say differently, article by article."),
    "apply": ("zbtools.cli.apply", "Make a person's corrections on records."),
    "rules": ("zbtools.cli.rules", "List the rules with their reasons and examples."),
    "schema": ("zbtools.cli.schema", "Print the JSON Schema of the records."),
    "completion": ("zbtools.cli.completion", "Print the completion script of a shell."),
}


class Commands(click.Group):
    """A group that knows its commands by name and one line, and imports the one that is called."""

    def list_commands(self, _: click.Context) -> list[str]:
        """Return the names of all commands in the order of the help."""
        return list(COMMANDS)

    def get_command(self, _: click.Context, cmd_name: str) -> click.Command | None:
        """Import the command called `cmd_name` and return it, or None for a name that is not in the table."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(COMMANDS[cmd_name][0]).command
        return command

    def format_commands(self, _: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the table of commands: click would import them all for their one line of help."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])


@click.group(cls=Commands, context_settings=CONTEXT, epilog="`zbtools COMMAND --help` says more and shows examples.")
@click.version_option(__version__, "-V", "--version", prog_name="zbtools", message="%(prog)s %(version)s")
def program() -> None:
    """Turn the raw text dump of a Chinese newspaper page into the articles a reader saw on it.

    \b
    zbtools run page.txt                      an outline of the page at a terminal, records in a pipe
    zbtools run page.txt --to text            the articles as plain text
    zbtools run pages/ -o out/ --to markdown  one Markdown file for each article

    \b
    Exit codes: 0 done, 1 findings (check, apply), 2 usage, 3 bad input, 4 some inputs of a batch failed, 5 output,
    70 bug, 130 interrupted.
    """


ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
"""What tells numpy to use one core, if it is not yet loaded."""


def entry() -> NoReturn:
    """Run the command line and end the process with its exit code."""
    # Almost nothing that imports allocate is garbage: looking for it every 700 objects takes 5 % of the start.
    gc.set_threshold(100_000)
    # Sums in another order differ in their last digit: the records of one core and of many are the same.
    os.environ |= ONE_THREAD
    _end_as_with_ctrl_c()
    sys.exit(main(sys.argv[1:]))


def _end_as_with_ctrl_c() -> None:
    """Let TERM, and a terminal that is closed, leave no half file; who said `nohup` wants the latter ignored."""
    for number in (signal.SIGTERM, getattr(signal, "SIGHUP", signal.SIGTERM)):
        if signal.getsignal(number) == signal.SIG_DFL:
            signal.signal(number, signal.default_int_handler)


def main(arguments: Sequence[str]) -> int:
    """Run one command line and return its exit code (see `zbtools --help`); say on stderr what went wrong."""
    messages = Messages()
    try:
        code = _invoke(list(arguments) or ["--help"], messages)
        if sys.stdout is not None:
            sys.stdout.flush()
        return code
    except BrokenPipeError:
        # Who closed the pipe has read all that was wanted.
        _let_go_of_output()
        return EXIT_DONE
    except (click.Abort, KeyboardInterrupt):
        messages.error("interrupted")
        return EXIT_INTERRUPTED
    except click.ClickException as error:
        return _wrong_usage(error, messages)
    except ZbtoolsError as error:
        _let_go_of_output()
        messages.error(str(error), error.hint)
        return error.exit_code
    except Exception as error:
        _let_go_of_output()
        return _bug(error, messages)


def _invoke(arguments: list[str], messages: Messages) -> int:
    """Parse and run. `click.Command.main` is not used: it ends a closed pipe with 1, which here means findings."""
    if "_ZBTOOLS_COMPLETE" in os.environ:
        from click.shell_completion import shell_complete

        return shell_complete(program, {}, "zbtools", "_ZBTOOLS_COMPLETE", os.environ["_ZBTOOLS_COMPLETE"])
    try:
        with program.make_context("zbtools", arguments, obj=messages) as context:
            program.invoke(context)
    except click.exceptions.Exit as end:
        return end.exit_code
    finally:
        messages.close()
    return EXIT_DONE


def _let_go_of_output() -> None:
    """Let nothing more reach standard output: Python would try at exit, and end with a message of its own."""
    with suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _wrong_usage(error: click.ClickException, messages: Messages) -> int:
    context = getattr(error, "ctx", None)
    path = context.command_path if context else "zbtools"
    text = error.format_message().rstrip(".")
    messages.error(text[:1].lower() + text[1:], f"`{path} --help` shows the options and examples")
    return EXIT_USAGE


def _bug(error: Exception, messages: Messages) -> int:
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EFBIG, errno.EIO):
        # Only what click prints itself gets here.
        messages.error(f"standard output: cannot be written: {error.strerror}", "is the disk full?")
        return EXIT_OUTPUT
    messages.error(f"a bug: {type(error).__name__}: {error}", "set ZBTOOLS_DEBUG=1 for the traceback, and report it")
    if messages.verbosity >= 2 or os.environ.get("ZBTOOLS_DEBUG"):
        import traceback

        traceback.print_exception(error)
    return EXIT_BUG
