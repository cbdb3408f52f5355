"""The command line: help, usage, exit codes, and what is said when something is wrong."""

from __future__ import annotations

import json
import re
from pathlib import Path

import click
import pytest

from tests.commandline import pipeline, zbtools
from zbtools import __version__, errors
from zbtools.cli.main import COMMANDS, Commands, program
from zbtools.errors import EXIT_BUG, EXIT_DONE, EXIT_INPUT, EXIT_INTERRUPTED, EXIT_OUTPUT, EXIT_PARTIAL, EXIT_USAGE

DUMP = "# 滨江大桥通车\n\n本报讯(记者/周一苇) 大桥今天通车。\n\n# 城东小学开学\n\n本报讯(记者/沈鹿鸣) 小学今天开学。\n"
STAGES = ("split", "dedupe", "join", "export", "run")


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("page.txt").write_text(DUMP, "utf-8")


def commands() -> dict[str, click.Command]:
    context = click.Context(program)
    assert isinstance(program, Commands)
    return {name: command for name in COMMANDS if (command := program.get_command(context, name))}


# --- help


def test_the_version() -> None:
    assert zbtools("--version").text == f"zbtools {__version__}\n"


def test_no_argument_shows_the_help() -> None:
    assert zbtools() == zbtools("--help")


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_listed_and_has_help_with_examples(name: str) -> None:
    assert re.search(rf"^  {name} +\w", zbtools("--help").text, re.MULTILINE)
    ending = zbtools(name, "--help")
    assert ending.code == EXIT_DONE
    assert "Examples:" in ending.text
    assert f"zbtools {name}" in ending.text


@pytest.mark.parametrize(("name", "command"), commands().items())
def test_every_option_says_what_it_does(name: str, command: click.Command) -> None:
    assert command.name == name
    assert [param.name for param in command.params if isinstance(param, click.Option) and not param.help] == []


def examples(command: click.Command) -> list[str]:
    """Return the commands that the help of `command` shows, each part of a pipe for itself."""
    text = (command.help or "").partition("Examples:")[2]
    parts = [part.strip() for line in text.splitlines() for part in re.split(r"[|>&]|<<", line)]
    return [part for part in parts if part.startswith("zbtools ")]


@pytest.mark.parametrize("line", [line for command in commands().values() for line in examples(command)])
def test_examples_in_the_help_parse(line: str) -> None:
    """Each part of an example is given to its command, which must know all its options."""
    import shlex

    _, name, *arguments = shlex.split(line)
    commands()[name].make_context(name, arguments, obj=type("Voice", (), {"verbosity": 0}))


# --- usage


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("zbtools splt", "no such command 'splt'"),
        ("zbtools split --colour", "no such option"),
        ("zbtools split --to word page.txt", "invalid value for '--to'"),
        ("zbtools split --date yesterday page.txt", "yesterday is not a date"),
        ("zbtools join --min-confidence 2 page.txt", "invalid value for '--min-confidence'"),
        ("zbtools join --min-confidence nan page.txt", "--min-confidence is no number"),
        ("zbtools split --encoding klingon page.txt", "unknown encoding 'klingon'"),
        ("zbtools split --in-place -", "--in-place without -o needs exactly one input file"),
        ("zbtools completion tcsh", "invalid value for"),
    ],
)
def test_wrong_usage(line: str, said: str) -> None:
    ending = pipeline(line)
    assert (ending.code, ending.out) == (EXIT_USAGE, b"")
    assert ending.said.startswith(f"zbtools: {said}")
    assert ending.said.count("\n") == 2
    assert "\n  hint: " in ending.said


# --- what comes in


def test_a_file_that_may_not_be_read_is_no_wrong_usage(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever runs the tests may be allowed everything: that the system would refuse is told here by hand."""
    monkeypatch.setattr("os.access", lambda *_: False)
    assert zbtools("split", "page.txt").code == EXIT_DONE


def test_records_that_split_did_not_write_cannot_be_joined() -> None:
    page, *articles = zbtools("split", "page.txt").text.splitlines()
    plain = {name: value for name, value in json.loads(page).items() if name not in ("blocks", "stages")}
    lines = [json.dumps(plain), *articles]
    ending = zbtools("join", "-", stdin="\n".join(lines).encode())
    assert ending.code == EXIT_INPUT
    assert "does not tell what split read on it" in ending.said


def test_an_array_that_holds_a_page_twice_is_refused_as_lines_are() -> None:
    records = json.loads(zbtools("split", "page.txt", "--to", "json").text)
    ending = zbtools("export", "-", stdin=json.dumps([*records, *records]).encode())
    assert ending.code == EXIT_INPUT
    assert f"record {len(records) + 1}: the id " in ending.said


def test_two_names_that_are_nowhere_are_no_ids() -> None:
    ending = zbtools("diff", "old.jsonl", "new.jsonl")
    assert ending.code == EXIT_INPUT
    assert ending.said.startswith("zbtools: old.jsonl: no such file or folder, and no id")


def test_units_that_the_records_do_not_hold_are_bad_input() -> None:
    page, *articles = zbtools("split", "page.txt").text.splitlines()
    odd = json.dumps(json.loads(page) | {"blocks": [{"at": [1]}], "stages": ["split"]})
    ending = zbtools("join", "-", stdin="\n".join([odd, *articles]).encode())
    assert ending.code == EXIT_INPUT
    assert "tells of units that its records do not hold" in ending.said


# --- what comes out


@pytest.mark.parametrize("name", STAGES)
@pytest.mark.parametrize("form", ["jsonl", "json", "markdown", "text"])
def test_every_command_takes_a_raw_dump_and_writes_every_form(name: str, form: str) -> None:
    ending = zbtools(name, "--to", form, stdin=DUMP.encode())
    assert (ending.code, ending.said) == (EXIT_DONE, "")
    assert ending.text.index("滨江大桥通车") < ending.text.index("城东小学开学")


@pytest.mark.parametrize("name", STAGES)
def test_a_command_on_its_own_output_changes_nothing(name: str) -> None:
    once = zbtools(name, "page.txt")
    assert zbtools(name, stdin=once.out).out == once.out


def test_the_pipeline_gives_what_run_gives() -> None:
    ends = pipeline("zbtools split page.txt | zbtools dedupe | zbtools join | zbtools export")
    assert ends.out == zbtools("run", "page.txt").out


@pytest.mark.parametrize("form", ["jsonl", "json"])
def test_what_is_written_can_be_read(form: str) -> None:
    once = zbtools("run", "page.txt")
    Path("out").write_bytes(zbtools("run", "page.txt", "--to", form).out)
    assert zbtools("export", "out").out == once.out


def test_no_provenance_leaves_plain_records() -> None:
    _, *articles = map(json.loads, zbtools("run", "page.txt", "--no-provenance").text.splitlines())
    assert articles
    assert not {key for article in articles for key in article} & {"provenance", "decisions", "dropped"}


def test_plain_records_cannot_be_joined() -> None:
    ending = pipeline("zbtools split page.txt --no-provenance | zbtools join")
    assert (ending.code, ending.out) == (EXIT_INPUT, b"")
    assert "without provenance" in ending.said


def test_to_a_file_nothing_goes_to_stdout() -> None:
    assert zbtools("run", "page.txt", "-o", "out.md") == (EXIT_DONE, b"", "")
    assert Path("out.md").read_text("utf-8").startswith("---")


def test_in_place() -> None:
    Path("page.jsonl").write_bytes(zbtools("split", "page.txt").out)
    assert zbtools("join", "page.jsonl", "--in-place").code == EXIT_DONE
    assert Path("page.jsonl").read_bytes() == pipeline("zbtools split page.txt | zbtools join").out


def test_the_schema_is_json() -> None:
    assert json.loads(zbtools("schema").text)["$schema"] == "https://json-schema.org/draft/2020-12/schema"


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_scripts(shell: str) -> None:
    assert "_ZBTOOLS_COMPLETE" in zbtools("completion", shell).text


def test_completion_completes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("_ZBTOOLS_COMPLETE", "bash_complete")
    monkeypatch.setenv("COMP_WORDS", "zbtools ex")
    monkeypatch.setenv("COMP_CWORD", "1")
    assert zbtools().text.split() == ["plain,export", "plain,explain"]


# --- bad input


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"%PDF-1.7", "page.txt: a PDF file, not text"),
        (b"\x00\x01\x02", "page.txt: binary data"),
        ("江上\0新桥".encode(), "page.txt: binary data, with a NUL byte at byte 6"),
        ("江上".encode() + b"\xed\xa0\x80", "page.txt: not readable as UTF-8"),
        (b'{"kind": "page", "schema": "zbtools/2", "id": "p"}\n', "page.txt: line 1: records of the unknown schema"),
        (b'{"kind": "page"\n', "page.txt: line 1: not JSON"),
    ],
)
@pytest.mark.parametrize("name", STAGES)
def test_bad_input(name: str, data: bytes, message: str) -> None:
    Path("page.txt").write_bytes(data)
    ending = zbtools(name, "page.txt", "-o", "out.jsonl")
    assert (ending.code, ending.out) == (EXIT_INPUT, b"")
    assert ending.said.startswith(f"zbtools: {message}")
    assert "\n  hint: " in ending.said
    assert [path.name for path in Path().iterdir()] == ["page.txt"]


@pytest.mark.parametrize("name", STAGES[1:])
def test_the_broken_line_of_a_stream_is_named(name: str) -> None:
    whole = zbtools("split", "page.txt").out.splitlines(keepends=True)
    Path("page.jsonl").write_bytes(b"".join(whole[:2]) + whole[2][:40])
    ending = zbtools(name, "page.jsonl", "-o", "out.jsonl")
    assert (ending.code, ending.out, Path("out.jsonl").exists()) == (EXIT_INPUT, b"", False)
    assert ending.said.startswith("zbtools: page.jsonl: line 3: not JSON")


@pytest.mark.parametrize("missing", [["no.txt"], ["no.txt", "none/"]])
def test_nothing_to_read(missing: list[str]) -> None:
    ending = zbtools("run", *missing, "-o", "out.jsonl")
    assert (ending.code, ending.out) == (EXIT_INPUT, b"")
    assert not Path("out.jsonl").exists()


def test_some_inputs_of_several_fail() -> None:
    ending = zbtools("run", "no.txt", "page.txt")
    assert ending.code == EXIT_PARTIAL
    assert ending.out == zbtools("run", "page.txt").out
    assert ending.said.startswith("zbtools: no.txt: no such file or folder\n  hint: ")


def test_an_empty_page_is_a_record_and_a_warning() -> None:
    ending = zbtools("run", stdin=b"\n\n")
    assert [json.loads(line)["kind"] for line in ending.text.splitlines()] == ["page"]
    assert (ending.code, ending.said.splitlines()[0]) == (EXIT_DONE, "zbtools: -: the page is empty")


def test_quiet_says_nothing_but_errors() -> None:
    assert zbtools("run", "-q", stdin=b"\n").said == ""
    assert zbtools("run", "-q", "no.txt").said != ""


def test_verbose_says_what_is_read() -> None:
    assert zbtools("run", "-v", "page.txt").said == "zbtools: reading page.txt\n"


def test_names_of_files_do_not_act_on_the_terminal() -> None:
    assert "\x1b" not in zbtools("run", "\x1b[31m.txt").said


@pytest.mark.parametrize("command", ["run", "split"])
def test_the_input_is_not_overwritten(command: str) -> None:
    ending = zbtools(command, "page.txt", "-o", "page.txt")
    assert (ending.code, ending.said.splitlines()[0]) == (
        EXIT_OUTPUT,
        "zbtools: page.txt: is the input as well as the output",
    )
    assert Path("page.txt").read_text("utf-8") == DUMP


# --- bugs and interruptions


def broken(error: BaseException) -> object:
    def fail(*_: object, **__: object) -> None:
        raise error

    return fail


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (KeyError("周一苇"), EXIT_BUG, "zbtools: a bug: KeyError: '周一苇'\n"),
        (RecursionError("too deep"), EXIT_BUG, "zbtools: a bug: RecursionError: too deep\n"),
        (KeyboardInterrupt(), EXIT_INTERRUPTED, "zbtools: interrupted\n"),
        (BrokenPipeError(), EXIT_DONE, ""),
    ],
)
def test_the_end_of_a_run(error: BaseException, code: int, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("zbtools.batch.job.process", broken(error))
    monkeypatch.delenv("ZBTOOLS_DEBUG", raising=False)
    ending = zbtools("run", "page.txt")
    assert ending.code == code
    assert ending.said.startswith(said)
    assert "Traceback" not in ending.said


@pytest.mark.parametrize("debug", [{"arguments": ["-vv"]}, {"environment": "1"}])
def test_a_traceback_for_those_who_ask(debug: dict[str, object], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("zbtools.batch.job.process", broken(KeyError("周一苇")))
    monkeypatch.setenv("ZBTOOLS_DEBUG", str(debug.get("environment", "")))
    assert "Traceback" in zbtools("run", "page.txt", *debug.get("arguments", [])).said  # type: ignore[misc]


# --- docs

PAGE = Path(__file__).parent.parent / "docs" / "command-line.md"


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_in_the_docs(name: str) -> None:
    assert f"| `zbtools {name}` |" in PAGE.read_text("utf-8")


@pytest.mark.parametrize("code", [value for name, value in vars(errors).items() if name.startswith("EXIT_")])
def test_every_exit_code_is_in_the_docs(code: int) -> None:
    assert f"\n| {code} | " in PAGE.read_text("utf-8")
