"""A run that is killed leaves an index that is whole, and the next run ends as if nothing had happened."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.archive.stories import archive, lines
from tests.commandline import zbtools
from zbtools.batch.index import archive as archives
from zbtools.batch.index import manifest, pairing, results, segments
from zbtools.batch.index.care import info, verify
from zbtools.batch.index.processes import spread_over
from zbtools.batch.index.scratch import PREFIX, scratch
from zbtools.errors import EXIT_BUG, EXIT_DONE, EXIT_FINDINGS, EXIT_INPUT, EXIT_USAGE, OutputError

RECORDS = archive(30)
RUN = ("dedupe", "--scope", "archive", "--index", "index")


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write_records()


def write_records() -> None:
    Path("old.jsonl").write_bytes(lines(*RECORDS[:30]))
    Path("new.jsonl").write_bytes(lines(*RECORDS[30:]))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the index of the old records in `index`, and in `whole.jsonl` what is said of all."""
    folder = tmp_path_factory.mktemp("made")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        write_records()
        assert zbtools(*RUN, "old.jsonl").code == EXIT_DONE
        Path("whole.jsonl").write_bytes(zbtools(*RUN[:3], "old.jsonl", "new.jsonl").out)
    return folder


@pytest.fixture
def whole(made: Path) -> bytes:
    """Return what a run over everything writes that has never been interrupted."""
    return (made / "whole.jsonl").read_bytes()


@pytest.fixture
def index(made: Path) -> Path:
    """Return an index of the old records, for this test alone."""
    return Path(shutil.copytree(made / "index", "index"))


# --- where it is broken off: every step that changes a file


class KilledError(Exception):
    """Stands for the end of the process."""


@pytest.mark.usefixtures("index")
@pytest.mark.parametrize(
    ("module", "name"),
    [
        (pairing, "distinct"),
        (pairing, "counted"),
        (segments, "merge"),
        (archives, "mark"),
        (archives, "save_results"),
        (archives, "save"),
        (manifest, "sync_folder"),
        (archives, "clear"),
        (results, "file_digest"),
    ],
    ids=lambda value: getattr(value, "__name__", value),
)
def test_broken_off(module: object, name: str, whole: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    def killed(*_: object, **__: object) -> None:
        raise KilledError

    with monkeypatch.context() as patched:
        patched.setattr(module, name, killed)
        assert zbtools(*RUN, "new.jsonl").code == EXIT_BUG
    assert verify("index") == []
    assert zbtools(*RUN, "old.jsonl", "new.jsonl").out == whole
    assert verify("index") == []


# --- killed outright


MOMENTS = 20
# Ends the process for good when so many functions of the index and of the search have been called, and counts them.
KILLER = """
import os, signal, sys
left = int(sys.argv.pop(1))
calls = 0
def count(frame, event, argument):
    global calls
    if event == "call" and ("/zbtools/batch/" in frame.f_code.co_filename or "/archive/" in frame.f_code.co_filename):
        calls += 1
        if calls == left:
            os.kill(os.getpid(), signal.SIGKILL)
from zbtools.cli.main import main
sys.setprofile(count)
code = main(sys.argv[1:])
sys.setprofile(None)
print(calls, file=sys.stderr)
sys.exit(code)
"""


ALIVE = "import sys; from zbtools.cli.main import main; sys.exit(main(sys.argv[1:]))"
KILLED_BEFORE_MARKS = f"""
import os, signal
from zbtools.batch.index import archive
archive.mark = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
{ALIVE}
"""


def run(calls: int = 0) -> subprocess.CompletedProcess[bytes]:
    """Run over the new records in a process that is killed after so many calls; 0: that lives."""
    command = [sys.executable, "-c", KILLER, str(calls), *RUN, "new.jsonl"]
    return subprocess.run(command, capture_output=True, check=False)


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system kills otherwise")
@pytest.mark.parametrize("first", [True, False], ids=["the first run", "a later run"])
def test_killed_at_random_moments(first: bool, made: Path, whole: bytes) -> None:
    if not first:
        shutil.copytree(made / "index", "index")
    alive = run()
    assert alive.returncode == EXIT_DONE
    for moment in random.Random(first).sample(range(1, int(alive.stderr) + 1), MOMENTS // 2):
        shutil.rmtree("index")
        if not first:
            shutil.copytree(made / "index", "index")
        assert run(moment).returncode == -signal.SIGKILL
        assert not os.path.exists("index/manifest.json") or verify("index") == []
        assert zbtools(*RUN, "old.jsonl", "new.jsonl").out == whole
        assert verify("index") == []


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system kills otherwise")
def test_a_killed_run_without_an_index_leaves_nothing_that_the_next_one_does_not_clear(tmp_path: Path) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    environment = os.environ | {"TMPDIR": str(temporary)}

    def run_with(killer: str) -> int:
        command = [sys.executable, "-c", killer, *RUN[:3], "old.jsonl"]
        return subprocess.run(command, env=environment, capture_output=True, check=False).returncode

    assert run_with(KILLED_BEFORE_MARKS) == -signal.SIGKILL
    assert len(list(temporary.iterdir())) == 1
    assert run_with(ALIVE) == EXIT_DONE
    assert list(temporary.iterdir()) == []


def test_a_folder_in_use_or_gone_amiss_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    amiss = tmp_path / f"{PREFIX}amiss"
    (amiss / ".lock").mkdir(parents=True)
    with scratch() as first:
        with scratch() as second:
            assert first != second
            assert os.path.isdir(first)
        assert not os.path.exists(second)
    assert not os.path.exists(first)
    assert amiss.is_dir()


def test_a_process_that_is_ended_from_outside() -> None:
    with spread_over(2) as apply, pytest.raises(OutputError, match="ended from outside"):
        list(apply(os._exit, [1]))


# --- damage, and misuse


@pytest.mark.parametrize(
    "name", ["codes.bin", "forms.bin", "documents.bin", "labels.bin", "prints.bin", "results-1.npz", "postings-1.bin"]
)
def test_verify_finds_a_changed_byte(name: str, index: Path) -> None:
    data = bytearray((index / name).read_bytes())
    data[len(data) // 2] ^= 1
    (index / name).write_bytes(data)
    ending = zbtools("index", "verify", index)
    assert ending.code == EXIT_FINDINGS
    assert name in ending.text
    assert "hint" in ending.said


@pytest.mark.parametrize("command", ["dedupe", "clusters"])
@pytest.mark.parametrize("left", [0.5, None], ids=["half", "gone"])
@pytest.mark.parametrize("name", ["forms.bin", "documents.bin", "results-1.npz", "postings-1.bin"])
def test_a_file_that_is_cut_off_is_bad_input(name: str, left: float | None, command: str, index: Path) -> None:
    if left is None:
        (index / name).unlink()
    else:
        os.truncate(index / name, int((index / name).stat().st_size * left))
    ending = zbtools(*RUN, "new.jsonl") if command == "dedupe" else zbtools("clusters", "--index", index)
    assert ending.code == EXIT_INPUT
    assert f"index/{name}: is " in ending.said


def test_verify_finds_a_missing_file(index: Path) -> None:
    (index / "labels.bin").unlink()
    ending = zbtools("index", "verify", index, "--to", "jsonl")
    assert ending.code == EXIT_FINDINGS
    assert json.loads(ending.text) == {"problem": "index/labels.bin: is missing"}


def test_compact_gives_back_what_is_left_over(index: Path, whole: bytes) -> None:
    with (index / "codes.bin").open("ab") as file:
        file.write(b"left over")
    (index / "results-7.npz").write_bytes(b"left over")
    assert "18 bytes" in zbtools("index", "compact", index).said
    assert verify("index") == []
    assert zbtools(*RUN, "old.jsonl", "new.jsonl").out == whole


def test_segments_are_merged_as_they_grow_and_by_compact(index: Path, whole: bytes) -> None:
    """Each run here brings about as much as all before it: the segments are one after the other merged."""
    for start in range(30, len(RECORDS), 6):
        Path("more.jsonl").write_bytes(lines(*RECORDS[start : start + 6]))
        assert zbtools(*RUN, "more.jsonl").code == EXIT_DONE
        assert verify("index") == []
        assert info("index").segments <= 3
    assert info("index").segments > 1
    fingerprints = info("index").fingerprints
    assert zbtools("index", "compact", index).code == EXIT_DONE
    assert (info("index").segments, info("index").fingerprints) == (1, fingerprints)
    assert verify("index") == []
    assert zbtools(*RUN, "old.jsonl", "new.jsonl").out == whole


def test_info(index: Path) -> None:
    found = json.loads(zbtools("index", "info", index, "--to", "jsonl").text)
    assert found["articles"] == 30
    assert found["texts"] <= 30
    assert found["runs"] == 1
    assert zbtools("index", "info", index).text.startswith("articles        30\n")


@pytest.mark.usefixtures("index")
@pytest.mark.parametrize(
    ("options", "code", "said"),
    [
        (("index", "info", "nowhere"), EXIT_USAGE, "nowhere: no index here"),
        ((*RUN, "--noisy", "new.jsonl"), EXIT_USAGE, "index: made without --noisy"),
        ((*RUN, "--min-length", "9", "new.jsonl"), EXIT_USAGE, "index: made with --min-length 50"),
        ((*RUN[:4], "other", "new.jsonl"), EXIT_USAGE, "other: a folder of other files, not an index"),
        ((*RUN[:4], "spoiled", "new.jsonl"), EXIT_INPUT, "spoiled/manifest.json: not the manifest of an index"),
    ],
)
def test_misuse(options: tuple[str, ...], code: int, said: str) -> None:
    Path("other").mkdir()
    Path("other", "page.txt").write_text("滨江", "utf-8")
    Path("spoiled").mkdir()
    Path("spoiled", "manifest.json").write_text("{", "utf-8")
    ending = zbtools(*options)
    assert (ending.code, ending.out) == (code, b"")
    assert ending.said.startswith(f"zbtools: {said}")


def test_one_run_at_a_time(index: Path) -> None:
    fcntl = pytest.importorskip("fcntl")
    with (index / ".lock").open() as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        ending = zbtools(*RUN, "new.jsonl")
    assert (ending.code, ending.said.splitlines()[0]) == (EXIT_USAGE, "zbtools: index: another run works on this index")
