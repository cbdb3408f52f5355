"""What counts as done is on the disk: the order of writing, syncing, renaming and committing, step by step."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

import pytest

from tests.archive.made import Inline, tree, write_archive
from tests.commandline import zbtools
from zbtools.batch.archive import parts
from zbtools.batch.archive.shelf import Shelf
from zbtools.batch.archive.state import State
from zbtools.errors import EXIT_BUG, EXIT_DONE

STATE = "out/.zbtools/state.sqlite"


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("zbtools.batch.archive.job.Crew", Inline)
    write_archive(Path("dumps"), 3, 1)


def committed(query: str) -> set[str]:
    """Return what another process would find in the state now."""
    with sqlite3.connect(STATE) as state:
        return {value for (value,) in state.execute(query)}


class Disk:
    """Watches a run: what is synced, and what the state says at the moments that count."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.synced: set[str] = set()
        self.placed: set[str] = set()
        for module, name in ((parts, "sync_file"), (parts, "sync_folder"), (os, "replace")):
            monkeypatch.setattr(module, name, getattr(self, name)(getattr(module, name)))

    def sync_file(self, before: object) -> object:
        def watched(path: str) -> None:
            before(path)  # type: ignore[operator]
            self.synced.add(path)

        return watched

    sync_folder = sync_file

    def replace(self, before: object) -> object:
        def watched(old: str, new: str) -> None:
            if new.startswith("out/滨江日报"):
                path = new.removeprefix("out/")
                assert old in self.synced, "what takes a place is on the disk"
                assert path in committed("SELECT path FROM files"), "whose it is is known before it is there"
                self.placed.add(path)
            before(old, new)  # type: ignore[operator]

        return watched

    def check(self) -> None:
        """Check that of every page that counts as done the file and its name are on the disk."""
        done = committed("SELECT path FROM files WHERE issue IN (SELECT issue FROM pages WHERE outcome = 'done')")
        assert done <= self.placed
        assert {os.path.dirname(f"out/{path}") for path in done} <= self.synced


def test_no_page_counts_as_done_before_it_is_on_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    disk = Disk(monkeypatch)
    moments = []

    def watched(self: Shelf, before: object = Shelf.settle) -> None:
        before(self)  # type: ignore[operator]
        disk.check()
        moments.append(len(committed("SELECT name FROM pages WHERE outcome = 'done'")))

    monkeypatch.setattr(Shelf, "settle", watched)
    assert zbtools("run", "dumps", "-o", "out/").code == EXIT_DONE
    assert moments[-1] == 3
    assert disk.placed == set(tree(Path("out")))


def test_every_commit_reaches_the_disk() -> None:
    state = State("out")
    # 2 is FULL: in WAL mode each commit is synced.
    assert (state.one("PRAGMA journal_mode"), state.one("PRAGMA synchronous")) == ("wal", 2)
    state.close()


class PowerFailureError(Exception):
    """Stands for the end of the machine."""


@pytest.mark.parametrize("step", [1, 2, 3])
@pytest.mark.parametrize("name", ["sync_file", "sync_folder", "replace", "commit"])
def test_broken_off_between_two_steps(name: str, step: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the step, nothing that is there is half, and the next run ends as if nothing had happened."""
    assert zbtools("run", "dumps", "-o", "whole/").code == EXIT_DONE
    module = {"replace": os, "commit": State}.get(name, parts)
    before, left = getattr(module, name), [step]

    def failing(*arguments: object) -> object:
        if name != "replace" or str(arguments[1]).startswith("out/"):
            left[0] -= 1
            if not left[0]:
                raise PowerFailureError
        return before(*arguments)

    with monkeypatch.context() as patched:
        patched.setattr(module, name, failing)
        assert zbtools("run", "dumps", "-o", "out/").code == EXIT_BUG
    assert tree(Path("out")).items() <= tree(Path("whole")).items()
    assert zbtools("run", "dumps", "-o", "out/", "--resume").code == EXIT_DONE
    assert tree(Path("out")) == tree(Path("whole"))


def test_a_path_that_becomes_free_goes_to_who_wanted_it() -> None:
    """Two issues want one path; the one that has it changes its date, and the other moves up."""
    options = ("-o", "out/", "--layout", "{month}", "--to", "text")
    assert zbtools("run", "dumps", *options).code == EXIT_DONE
    assert len(tree(Path("out"))) == 3
    os.rename("dumps/滨江日报/2023-03-01", "dumps/滨江日报/2023-04-01")
    for left_over in Path("dumps/滨江日报/2023-03-02").iterdir():
        left_over.unlink()
    assert zbtools("run", "dumps", *options, "--resume").code == EXIT_DONE
    assert {"03.txt", "04.txt"} <= set(tree(Path("out")))
