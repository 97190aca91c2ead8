"""Who may import whom, how long things may be, and what opening a library may load."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "reader"

PLAIN = "model errors keynames keys"
PURE = f"{PLAIN} articles filters notecards text"
STORES = "paths lock settings intake entities names recognisers translation dictionary store export"
LEAVES = "ui.widgets ui.themes ui.bindings ui.driver ui.posix_driver ui.clipboard ui.messages ui.typeahead"
SCREENS = "ui.screens ui.jobs ui.palette"

TABLE = {
    # modules: (what they may import of ours besides their own package, and of others)
    "model": ("", ""),
    "errors": ("", ""),
    "keynames": ("", ""),
    "keys": ("keynames", ""),
    "articles": ("model errors", ""),
    "filters": ("model errors articles", ""),
    "notecards": ("model errors articles filters", ""),
    "text": ("model errors", ""),
    "text.cells": ("model errors", "rich.cells"),
    "text.anchors": ("model errors", "rapidfuzz"),
    "paths": ("model errors text", "platformdirs"),
    "lock": ("", ""),
    "settings": ("model errors text paths", ""),
    "intake": ("model errors text paths", ""),
    "entities": ("model errors text paths", "pycrfsuite"),
    "names": ("model errors text paths entities", ""),
    "recognisers": ("model errors text paths entities", ""),
    "translation": ("model errors text paths", "deep_translator rapidfuzz requests urllib3"),
    "translation.offline": (
        "model errors text paths lock translation",
        "requests fxtranslate ctranslate2 sentencepiece",
    ),
    "dictionary": ("model errors text paths", "simplemma"),
    "store": ("model errors text paths lock", "tinydb orjson"),
    "export": ("model errors text paths", "markdown_it jinja2"),
    "library": (f"{PURE} {STORES}", ""),
    **dict.fromkeys(LEAVES.split(), (f"{PURE} {LEAVES}", "textual rich")),
    **dict.fromkeys(SCREENS.split(), (f"{PURE} {STORES} library {LEAVES} {SCREENS}", "textual rich")),
    "ui.app": (f"{PURE} {STORES} library {LEAVES} {SCREENS}", "textual rich"),
    "cli": (f"{PURE} {STORES} library", "click rich orjson"),
    "cli.opening": (f"{PURE} {STORES} library ui.app ui.driver", "click rich"),
    "__main__": ("cli", ""),
}
"""A module is under the longest name that it begins with."""

DEFERRED = {"cli.opening": {"ui.app", "ui.driver"}}
"""What may be imported inside functions only."""

VERSION = ""
"""The package itself, for the version number: free to all but the pure modules."""

LONGEST_FILE, LONGEST_FUNCTION = 300, 40


@dataclass(frozen=True)
class Import:
    """One import of a module."""

    module: str
    """Who imports, without ``reader.``."""
    target: str
    """What is imported: ours without ``reader.``, others by their full name."""
    ours: bool
    deferred: bool
    """Whether it stands in a function."""
    for_types: bool
    """Whether it is there for the type checker alone."""
    line: int

    def __str__(self) -> str:
        return f"{self.module} imports {self.target or 'reader'} (line {self.line})"


def modules() -> dict[str, Path]:
    """All modules of the program by name, without ``reader.``."""
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


@cache
def imports() -> tuple[Import, ...]:
    return tuple(found for name, path in modules().items() for found in _imports_of(name, path))


def _imports_of(module: str, path: Path) -> Iterator[Import]:
    names = modules()

    def visit(node: ast.AST, *, deferred: bool, for_types: bool) -> Iterator[Import]:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.Import):
                targets = [alias.name for alias in child.names]
            elif isinstance(child, ast.ImportFrom):
                assert child.level == 0, f"{module} imports relatively"
                inner = [f"{child.module}.{alias.name}" for alias in child.names]
                targets = [each if each.removeprefix("reader.") in names else str(child.module) for each in inner]
            else:
                in_function = isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef)
                guarded = isinstance(child, ast.If) and ast.unparse(child.test) == "TYPE_CHECKING"
                yield from visit(child, deferred=deferred or in_function, for_types=for_types or guarded)
                continue
            for target in dict.fromkeys(targets):
                ours = target == "reader" or target.startswith("reader.")
                name = target.removeprefix("reader").removeprefix(".") if ours else target
                yield Import(module, name, ours, deferred, for_types, child.lineno)

    return visit(ast.parse(path.read_bytes()), deferred=False, for_types=False)


def is_below(name: str, package: str) -> bool:
    return name == package or name.startswith(f"{package}.")


def row(module: str) -> str | None:
    """The row of the table that a module is under."""
    return max((name for name in TABLE if is_below(module, name)), key=len, default=None)


def own_package(name: str) -> str:
    """The row for the package that a row for a single module lies in."""
    return name.split(".", maxsplit=1)[0] if name.split(".", maxsplit=1)[0] in TABLE else name


def test_every_module_has_its_place_in_the_table():
    namespaces = {"", "ui"}
    assert [module for module in modules() if row(module) is None and module not in namespaces] == []


def test_modules_import_of_ours_only_what_the_table_allows():
    forbidden = []
    for each in imports():
        name = row(each.module)
        if each.ours and name is not None:
            allowed = [own_package(name), *TABLE[name][0].split()]
            free = each.target == VERSION and name not in PURE.split()
            target = row(each.target) or each.target
            known = any(is_below(target, other) for other in allowed) or each.target == "ui"
            forbidden += [] if free or known else [str(each)]
    assert forbidden == []


def test_modules_import_of_others_only_what_the_table_allows():
    forbidden = []
    for each in imports():
        name = row(each.module)
        if not each.ours and each.target.split(".")[0] not in sys.stdlib_module_names:
            allowed = TABLE[name][1].split() if name is not None else []
            forbidden += [] if any(is_below(each.target, other) for other in allowed) else [str(each)]
    assert forbidden == []


def test_the_command_line_loads_screens_only_to_open_them():
    early = [
        str(each)
        for each in imports()
        if each.ours and not each.deferred and each.target in DEFERRED.get(each.module, set())
    ]
    assert early == []


def test_no_modules_import_one_another_in_a_circle():
    graph: dict[str, set[str]] = {}
    for each in imports():
        if each.ours and not each.for_types and each.target != each.module:
            graph.setdefault(each.module, set()).add(each.target)
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(" → ".join(error.args[1]))


@pytest.mark.parametrize("start", ["reader.library", "reader.cli.program"])
def test_what_many_commands_can_do_without_is_not_loaded(start):
    question = f"import {start}, sys; print(*{{name.partition('.')[0] for name in sys.modules}})"
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    answer = subprocess.run(
        [sys.executable, "-c", question], capture_output=True, check=True, env=environment, text=True
    )
    loaded = set(answer.stdout.split())
    assert "reader" in loaded
    heavy = "textual spacy onnxruntime deep_translator requests pycrfsuite fxtranslate ctranslate2 simplemma"
    assert loaded & set(heavy.split()) == set()


def test_files_are_short():
    lengths = {path.relative_to(ROOT).as_posix(): len(path.read_bytes().splitlines()) for path in modules().values()}
    assert {name for name, length in lengths.items() if length > LONGEST_FILE} == set()


def test_functions_are_short():
    long = set()
    for path in modules().values():
        for node in ast.walk(ast.parse(path.read_bytes())):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = (node.end_lineno or 0) - node.lineno + 1
                long |= {f"{path.relative_to(ROOT).as_posix()}: {node.name}"} if length > LONGEST_FUNCTION else set()
    assert long == set()


def test_whoever_is_let_off_a_rule_says_why():
    silent = [
        f"{path.relative_to(ROOT).as_posix()}:{number}"
        for path in modules().values()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if re.search(r"# noqa(?!: [A-Z0-9, ]+ - \S)", line)
    ]
    assert silent == []
