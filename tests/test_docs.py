"""The docs say what is: their links lead somewhere, their commands run, and what they must name they name."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import click
import pytest

from tests.readme_commands import commands as readme_commands
from zbtools import __version__
from zbtools.cli.main import COMMANDS, program
from zbtools.schema import SCHEMA

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
PATTERNS = ("*.md", "docs/*.md", "examples/*.md", "tests/cases/*.md", "benchmarks/**/*.md")
DOCUMENTS = {str(path.relative_to(ROOT)): path for pattern in PATTERNS for path in sorted(ROOT.glob(pattern))}
every_document = pytest.mark.parametrize("name", DOCUMENTS)

FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\[[^\]]{1,200}\]\(([^()\s]{1,200})\)")
HEADING = re.compile(r"^#{1,6} (.+)$", re.MULTILINE)


def text_of(name: str) -> str:
    return DOCUMENTS[name].read_text("utf-8")


def prose(name: str) -> str:
    """Return a document without its code blocks."""
    return FENCE.sub("", text_of(name))


# --- links


def anchors(text: str) -> set[str]:
    """Return the anchors that the headings of a document get on the web."""
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in HEADING.findall(text)}


@every_document
def test_links_lead_somewhere(name: str) -> None:
    wrong = []
    for link in LINK.findall(prose(name)):
        if link.startswith("https://"):
            continue
        file, _, anchor = link.partition("#")
        target = (DOCUMENTS[name].parent / file).resolve() if file else DOCUMENTS[name]
        if not target.exists() or (anchor and anchor not in anchors(FENCE.sub("", target.read_text("utf-8")))):
            wrong.append(link)
    assert not wrong


def test_the_index_names_every_document() -> None:
    named = {(DOCS / link).resolve() for link in LINK.findall(text_of("docs/README.md"))}
    missing = set(DOCUMENTS.values()) - named - {DOCS / "README.md", ROOT / "README.md", ROOT / "examples/README.md"}
    assert not missing


# --- commands


def test_the_readme_has_two_commands_that_set_up_all() -> None:
    to_use, to_test = readme_commands(text_of("README.md"))
    assert "pip install . " in to_use
    assert to_test.endswith("pytest")


def sessions(text: str) -> Iterator[tuple[str, str]]:
    """Yield each command of the `console` blocks, a line that begins with `$`, with what it must print."""
    for kind, block in FENCE.findall(text):
        if kind == "console":
            for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
                command, _, output = part.partition("\n")
                yield command, output


def pattern_of(output: str) -> str:
    """Return the pattern that an expected output stands for: `…` is anything, alone on a line any lines.

    >>> re.fullmatch(pattern_of("a…c\\n…\\nd\\n"), "abc\\n1\\n2\\nd\\n") is not None
    True
    """
    lines = (
        "(?:.*\n)*?" if line == "…" else ".*?".join(map(re.escape, line.split("…"))) + "\n"
        for line in output.splitlines()
    )
    return "".join(lines)


NOT_EVERYWHERE = ("parallel", "make")
"""Programs of the cookbook without which zbtools is tested too; commands that do not need them are run."""


@pytest.fixture
def shell(tmp_path: Path) -> dict[str, Any]:
    """Return how to run a command as a reader of the docs would: `zbtools` is installed, `examples` is here."""
    program = tmp_path / "bin" / "zbtools"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m zbtools "$@"\n')
    program.chmod(0o755)
    here = tmp_path / "here"
    here.mkdir()
    (here / "examples").symlink_to(ROOT / "examples")
    environment = {
        **os.environ,
        "PATH": f"{program.parent}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "HOME": str(tmp_path),
    }
    return {"cwd": here, "env": environment}


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name in DOCUMENTS if any(sessions(text_of(name)))])
def test_commands_run_and_print_what_is_said(name: str, shell: dict[str, Any]) -> None:
    absent = [program for program in NOT_EVERYWHERE if shutil.which(program) is None]
    left_out = []
    for command, output in sessions(text_of(name)):
        if any(re.search(rf"\b{program}\b", command) for program in absent):
            left_out.append(command)
            continue
        run = subprocess.run(["bash", "-o", "pipefail", "-c", command], capture_output=True, check=False, **shell)
        printed = run.stdout.decode()
        # A reader that closes the pipe early, like `head`, is no failure.
        assert run.returncode == 0, f"{command}: {run.stderr.decode()}"
        assert re.fullmatch(pattern_of(output), printed), f"{command} prints:\n{printed[:2000]}"
    if left_out:
        pytest.skip(f"not installed here: {', '.join(absent)}; left out: {'; '.join(left_out)}")


# --- what has to be named


def section(text: str, title: str) -> str:
    """Return what stands under a heading of the second level."""
    return text.partition(f"\n## {title}\n")[2].partition("\n## ")[0]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_is_documented(name: str) -> None:
    page = text_of("docs/commands.md")
    own = section(page, f"zbtools {name}")
    shared = section(page, "Options for inputs") + section(page, "Options for outputs")
    command = program.get_command(click.Context(program), name)
    assert command is not None
    options = {option for parameter in command.params for option in parameter.opts if option.startswith("--")}
    assert own
    assert {option for option in options if f"`{option}" not in own + shared} == set()
    assert f"| `zbtools {name}` |" in text_of("README.md")


def load(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


rules_page = load(DOCS / "make_rules.py")


def test_the_page_of_rules_is_what_the_rules_say() -> None:
    assert text_of("docs/rules.md") == rules_page.page(), "run python docs/make_rules.py"


@every_document
def test_every_rule_that_is_named_exists(name: str) -> None:
    rules = {entry.code for entry in rules_page.catalogue(rules_page.NONE)}
    assert set(re.findall(r"\bZB\d{3}\b", text_of(name))) <= rules


def keys_of(schema: Any) -> Iterator[str]:
    """Yield the keys of all objects that a schema describes."""
    if isinstance(schema, dict):
        properties = schema.get("properties", {})
        yield from (key for key, value in properties.items() if isinstance(value, dict))
        for value in schema.values():
            yield from keys_of(value)


def test_every_key_of_the_records_is_documented() -> None:
    assert {key for key in keys_of(SCHEMA) if f"`{key}`" not in text_of("docs/records.md")} == set()


def test_every_dependency_has_its_reason() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = [*project["dependencies"], *(one for extra in project["optional-dependencies"].values() for one in extra)]
    names = {re.split(r"[<>=!~; \[]", requirement)[0] for requirement in wanted}
    assert {name for name in names if f"**{name}**" not in text_of("docs/dependencies.md")} == set()


def test_the_changelog_tells_of_this_version() -> None:
    text = text_of("CHANGELOG.md")
    assert "## [Unreleased]" in text or f"## [{__version__}]" in text
