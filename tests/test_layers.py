"""Who may import whom, and what a start of the program loads."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import zbtools

PACKAGE = Path(zbtools.__file__).parent

# Each layer may import itself and those behind it in its row.
LAYERS = {
    "model": (),
    "errors": (),
    "patterns": (),
    "records": ("model", "errors"),
    "schema": ("model", "errors"),
    "data": (),
    "language": ("model", "errors", "data", "patterns"),
    "rules": ("language", "model", "errors", "patterns"),
    "stages": ("rules", "language", "data", "schema", "records", "model", "errors", "patterns"),
    "views": ("stages", "rules", "language", "model", "errors"),
    "pipeline": ("stages", "rules", "model", "errors"),
    "batch": ("pipeline", "views", "stages", "rules", "language", "records", "model", "errors", "patterns", "__init__"),
    "cli": ("batch", "pipeline", "views", "stages", "rules", "schema", "records", "model", "errors", "__init__"),
    "__main__": ("cli",),
    "__init__": (),
}

# Packages from elsewhere, and the only places that may import them.
ONLY_IN = {
    "click": ("zbtools.cli",),
    "rich": ("zbtools.cli",),
    "jieba": ("zbtools.language.words",),
    "numpy": ("zbtools.language", "zbtools.stages.join", "zbtools.stages.archive", "zbtools.batch.index"),
    "distributed": ("zbtools.batch.scheduler", "zbtools.batch.archive.cluster", "zbtools.batch.index.cluster"),
    "dask": ("zbtools.batch.scheduler",),
    "pyarrow": ("zbtools.batch.tables.parquet",),
    "opencc": ("zbtools.stages.spelling",),
    "rapidfuzz": ("zbtools.stages.archive.comparing",),
    "regex": ("zbtools.patterns", "zbtools.rules", "zbtools.stages", "zbtools.language"),
}


def modules() -> dict[str, Path]:
    """Return the modules of the package by name."""
    return {
        ".".join(("zbtools", *path.relative_to(PACKAGE).with_suffix("").parts)).removesuffix(".__init__"): path
        for path in PACKAGE.rglob("*.py")
    }


@cache
def imported(path: Path) -> tuple[str, ...]:
    """Return the full names of what a module imports when it runs, not what only a type checker sees."""
    return tuple(_imports(ast.parse(path.read_text("utf-8"))))


def _imports(tree: ast.AST) -> Iterator[str]:
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif not isinstance(node, ast.expr) and not _is_for_types(node):
            yield from _imports(node)


def _is_for_types(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"


def layer_of(name: str) -> str:
    return name.split(".")[1] if "." in name else "__init__"


@pytest.mark.parametrize(("name", "path"), modules().items())
def test_imports_go_one_way(name: str, path: Path) -> None:
    layer = layer_of(name)
    allowed = {layer, *LAYERS[layer]}
    wrong = [
        other
        for other in imported(path)
        if other.startswith("zbtools.") and layer_of(other) not in allowed and layer_of(other) in LAYERS
    ]
    assert not wrong


@pytest.mark.parametrize(("name", "path"), modules().items())
def test_packages_stay_in_their_place(name: str, path: Path) -> None:
    wrong = [
        other
        for other in imported(path)
        for package, places in ONLY_IN.items()
        if other.split(".")[0] == package and not f"{name}.".startswith(tuple(f"{place}." for place in places))
    ]
    assert not wrong


def test_every_layer_has_its_row() -> None:
    assert {layer_of(name) for name in modules()} <= LAYERS.keys()


HEAVY = {"regex", "json", "jieba", "numpy", "rich", "opencc", "importlib.metadata", "zbtools.model", "zbtools.batch"}
NEVER_FOR_SPLIT = {"jieba", "numpy", "rich", "opencc", "importlib.metadata", "zbtools.stages.dedupe", "logging"}

DUMP = "# 滨江大桥通车\n\n本报讯(记者/周一苇) 大桥今天通车。\n"


def loaded_by(*arguments: str, text: str = "") -> set[str]:
    """Return the names of the modules that are loaded at the end of one run of zbtools."""
    code = (
        "import sys; from zbtools.cli.main import main; code = main(sys.argv[1:]);"
        "print(*sys.modules, file=sys.stderr); sys.exit(code)"
    )
    run = subprocess.run(
        [sys.executable, "-c", code, *arguments], input=text, capture_output=True, text=True, check=True
    )
    return set(run.stderr.split())


@pytest.mark.parametrize("option", ["--help", "--version"])
def test_help_loads_nothing_but_click(option: str) -> None:
    loaded = loaded_by(option)
    assert not loaded & HEAVY
    assert {name for name in loaded if name.startswith("zbtools.cli.")} == {
        "zbtools.cli.main",
        "zbtools.cli.messages",
        "zbtools.cli.progress",
    }


def test_split_loads_no_learned_model_and_nothing_for_people() -> None:
    assert not loaded_by("split", "-", text=DUMP) & NEVER_FOR_SPLIT


def test_a_command_loads_no_other() -> None:
    commands = {name for name in loaded_by("split", "-", text=DUMP) if name.startswith("zbtools.cli.")}
    assert not commands & {"zbtools.cli.run", "zbtools.cli.check", "zbtools.cli.outline", "zbtools.cli.explain"}
