"""What only a process of its own can show: pipes, signals, full disks, terminals."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from zbtools.errors import EXIT_DONE, EXIT_INPUT, EXIT_INTERRUPTED, EXIT_OUTPUT

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals and terminals are those of POSIX")

PROGRAM = (sys.executable, "-m", "zbtools")
DUMP = "# 滨江大桥通车\n\n本报讯(记者/周一苇) 大桥今天通车。\n"
LONG_DUMP = "".join(f"# 第{number}所小学开学\n\n本报讯(记者/沈鹿鸣) 小学今天开学。\n\n" for number in range(400))


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parent.parent))
    Path("page.txt").write_text(DUMP, "utf-8")
    Path("long.txt").write_text(LONG_DUMP, "utf-8")


def shell(line: str) -> subprocess.CompletedProcess[str]:
    """Run a line of bash in which `zbtools` is this program; a pipe ends with its worst command."""
    script = f'set -o pipefail; zbtools() {{ {" ".join(PROGRAM)} "$@"; }}; {line}'
    return subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=False)


# --- pipes and signals


@pytest.mark.parametrize(
    "line", ["zbtools split long.txt | head -1", "zbtools run long.txt --to text | true", "zbtools --help | true"]
)
def test_a_closed_pipe_is_quiet(line: str) -> None:
    run = shell(line)
    assert (run.returncode, run.stderr) == (EXIT_DONE, "")


INTERRUPTS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def may_be_interrupted() -> None:
    """Take back that interrupts are ignored, as they are in what a shell runs in the background."""
    for number in INTERRUPTS:
        signal.signal(number, signal.SIG_DFL)


@pytest.mark.parametrize("number", INTERRUPTS, ids=lambda number: number.name)
def test_an_interrupted_run_says_so_and_leaves_nothing_behind(tmp_path: Path, number: signal.Signals) -> None:
    os.mkfifo("endless")
    command = [*PROGRAM, "run", "-v", "page.txt", "endless", "--each", "-o", "out.jsonl"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, preexec_fn=may_be_interrupted)
    with open("endless", "wb"):
        # It waits for the pipe now.
        process.send_signal(number)
        _, said = process.communicate(timeout=60)
    assert process.returncode == EXIT_INTERRUPTED
    assert said.splitlines()[-1] == "zbtools: interrupted"
    assert sorted(os.listdir(tmp_path)) == ["endless", "long.txt", "page.txt"]


@pytest.mark.parametrize("place", ["/dev/stdout", ">(cat)"])
def test_an_output_that_is_a_pipe_is_written_directly(place: str) -> None:
    run = shell(f"zbtools split page.txt -o {place} | cat")
    assert (run.returncode, run.stderr) == (EXIT_DONE, "")
    assert run.stdout == shell("zbtools split page.txt").stdout


# --- outputs that fail


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full here")
@pytest.mark.parametrize(
    "command", ["zbtools run page.txt", "zbtools run long.txt", "zbtools --help", "zbtools schema"]
)
def test_a_full_disk_behind_stdout(command: str) -> None:
    run = shell(f"{command} > /dev/full")
    assert run.returncode == EXIT_OUTPUT
    assert run.stderr.startswith("zbtools: standard output: cannot be written: No space left on device\n  hint: ")
    assert run.stderr.count("\n") == 2


@pytest.mark.parametrize("old", ["", "what was there\n"])
def test_a_disk_that_fills_up_leaves_the_old_file_and_nothing_else(tmp_path: Path, old: str) -> None:
    if old:
        Path("out.jsonl").write_text(old)
    before = sorted(os.listdir(tmp_path))
    run = shell("ulimit -f 16; zbtools run long.txt -o out.jsonl")
    assert run.returncode == EXIT_OUTPUT
    assert run.stderr.startswith(f"zbtools: {tmp_path / 'out.jsonl'}: cannot be written: File too large\n  hint: ")
    assert sorted(os.listdir(tmp_path)) == before
    assert not old or Path("out.jsonl").read_text() == old


def test_the_shell_pointed_stdout_at_the_input() -> None:
    run = shell("zbtools split page.txt >> page.txt")
    assert run.returncode == EXIT_OUTPUT
    assert "page.txt: is the input as well as the output" in run.stderr
    assert Path("page.txt").read_text("utf-8") == DUMP


@pytest.mark.parametrize(
    ("line", "code", "said"),
    [
        ("zbtools run page.txt >&-", EXIT_OUTPUT, "zbtools: standard output is closed"),
        ("zbtools run <&-", EXIT_INPUT, "zbtools: standard input is closed"),
        ("zbtools run no.txt 2>&-", EXIT_INPUT, ""),
        ("zbtools run -v page.txt 2>&- >/dev/null", EXIT_DONE, ""),
    ],
)
def test_closed_streams(line: str, code: int, said: str) -> None:
    run = shell(line)
    assert run.returncode == code
    assert run.stderr.startswith(said)
    assert "Traceback" not in run.stderr


def test_records_are_utf_8_whatever_the_locale_says() -> None:
    run = subprocess.run(
        [*PROGRAM, "run", "page.txt"],
        env={**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0"},
        capture_output=True,
        check=True,
    )
    assert "滨江大桥通车" in run.stdout.decode()


# --- terminals


def at_terminal(arguments: Sequence[str], columns: int, program: Sequence[str] = PROGRAM, **environment: str) -> str:
    """Return what a terminal of so many columns gets to see of a run of zbtools."""
    import fcntl
    import pty
    import struct
    import termios

    leader, follower = pty.openpty()
    fcntl.ioctl(follower, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
    given = {**os.environ, "TERM": "xterm-256color", **environment}
    given.pop("COLUMNS", None)
    process = subprocess.Popen([*program, *arguments], stdin=follower, stdout=follower, stderr=follower, env=given)
    os.close(follower)
    shown = b""
    while True:
        try:
            data = os.read(leader, 65536)
        except OSError:
            break
        shown += data
        if not data:
            break
    os.close(leader)
    process.wait()
    return shown.decode().replace("\r\n", "\n")


def cells(line: str) -> int:
    from rich.cells import cell_len

    return cell_len(re.sub(r"\x1b\[[0-9;]*m", "", line))


@pytest.mark.parametrize("command", ["split", "dedupe", "join", "run"])
def test_a_terminal_gets_an_outline(command: str) -> None:
    shown = at_terminal([command, "page.txt"], 80)
    assert "滨江大桥通车" in shown
    assert "字" in shown
    assert '{"kind"' not in shown


@pytest.mark.parametrize("columns", [40, 80, 200])
@pytest.mark.parametrize("command", ["run", "explain"])
def test_no_line_is_wider_than_the_terminal(command: str, columns: int) -> None:
    Path("page.txt").write_text("# 滨江大桥昨日正式建成通车" * 9 + "\n\n" + DUMP, "utf-8")
    shown = at_terminal([command, "page.txt"], columns)
    assert max(map(cells, shown.splitlines())) <= columns


def test_lengths_stand_in_one_column_whatever_the_width_of_the_titles() -> None:
    Path("page.txt").write_text(DUMP + "\n\n# ABC开学\n\n本报讯(记者/沈鹿鸣) 小学今天开学。\n", "utf-8")
    shown = at_terminal(["run", "page.txt"], 80)
    assert len({cells(line) for line in shown.splitlines()[1:] if line.endswith("字")}) == 1


@pytest.mark.parametrize("arguments", [["--to", "jsonl"], ["--to", "text"]])
def test_a_terminal_gets_records_when_it_asks_for_them(arguments: list[str]) -> None:
    assert "\x1b[" not in at_terminal(["run", "page.txt", *arguments], 80)


@pytest.mark.parametrize("command", ["run", "explain"])
def test_no_colour_when_it_is_not_wanted(command: str) -> None:
    colours = re.compile(r"\x1b\[[0-9;]*3[0-7]")
    assert colours.search(at_terminal([command, "page.txt"], 80))
    assert not colours.search(at_terminal([command, "page.txt"], 80, NO_COLOR="1"))


def test_a_dump_cannot_drive_the_terminal() -> None:
    Path("page.txt").write_text("# 滨江\x1b]0;title\x07大桥\u202e通车\n\n本报讯 大桥\x1b[2J通车。\n", "utf-8")
    for command in ("run", "explain"):
        shown = at_terminal([command, "page.txt"], 80)
        assert not re.search(r"\x1b\]|\x1b\[2J|\x07|\u202e", shown)


def test_explain_in_a_pipe_is_plain_text() -> None:
    assert "\x1b" not in shell("zbtools explain page.txt").stdout


# --- progress

IMPATIENT = (
    sys.executable,
    "-c",
    "import sys; from zbtools.cli import main, progress; progress.PATIENCE = -1; sys.exit(main.main(sys.argv[1:]))",
)


@pytest.mark.parametrize(
    ("arguments", "shown"),
    [
        (["-o", "out.jsonl"], True),
        (["-q", "-o", "out.jsonl"], False),
        (["--to", "text"], False),
        ([], False),
    ],
)
def test_a_bar_shows_the_progress_of_long_work_on_a_terminal(arguments: list[str], shown: bool) -> None:
    Path("next.txt").write_text(DUMP, "utf-8")
    seen = at_terminal(["run", "--each", "page.txt", "next.txt", *arguments], 80, IMPATIENT)
    assert ("━" in seen) is shown


def test_no_bar_without_a_terminal() -> None:
    run = subprocess.run([*IMPATIENT, "run", "page.txt", "-o", "out"], capture_output=True, text=True, check=True)
    assert (run.stdout, run.stderr) == ("", "")
