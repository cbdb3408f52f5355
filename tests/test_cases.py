"""Golden cases: folders that hold a command line, its inputs, and what must come out (see `cases/README.md`)."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.commandline import Ending, pipeline

CASES = Path(__file__).parent / "cases"
FOLDERS = sorted(path.parent for path in CASES.rglob("cmd"))
ENDINGS = {"jsonl": ".jsonl", "json": ".json", "markdown": ".md", "text": ".txt"}


def files_of(ending: Ending, command: str) -> dict[str, str]:
    """Return the files that stand for an ending; what went without a word has no file."""
    words = command.split()
    form = words[words.index("--to") + 1] if "--to" in words else "jsonl"
    files = {
        f"out{ENDINGS[form]}": ending.text,
        "err.txt": ending.said,
        "exit": f"{ending.code}\n" * (ending.code != 0),
    }
    return {name: text for name, text in files.items() if text}


def expected_in(folder: Path) -> dict[str, Path]:
    return {path.name: path for path in folder.iterdir() if path.stem in {"out", "err", "exit"}}


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: str(folder.relative_to(CASES)))
def test_case(folder: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    monkeypatch.chdir(folder)
    command = (folder / "cmd").read_text("utf-8").strip()
    found = files_of(pipeline(command), command)
    if request.config.getoption("--update-cases"):
        for path in expected_in(folder).values():
            path.unlink()
        for name, text in found.items():
            (folder / name).write_text(text, "utf-8", newline="")
    assert found == {name: path.read_bytes().decode() for name, path in expected_in(folder).items()}
