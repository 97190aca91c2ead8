"""The documents say what the commands are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import click
import pytest

from reader.cli.program import program
from reader.keys import effective
from reader.library.formats import FORMATS
from reader.settings import Settings, read

COMMANDS = (Path(__file__).parents[2] / "docs" / "commands.md").read_text(encoding="utf-8")
CONFIGURATION = (Path(__file__).parents[2] / "docs" / "configuration.md").read_text(encoding="utf-8")
README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")


def every(group: click.Group, path: str = "") -> Iterator[tuple[str, click.Command]]:
    """All commands that do something, with what is typed for them."""
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        if isinstance(command, click.Group):
            yield from every(command, f"{path}{name} ")
        else:
            yield f"{path}{name}", command


@pytest.mark.parametrize(("name", "command"), [pytest.param(*each, id=each[0]) for each in every(program)])
def test_every_command_is_told_of_with_its_options(name, command):
    assert re.search(rf"`{name}[ `]", COMMANDS)
    options = {option for each in command.params for option in each.opts if option.startswith("--")}
    assert {option for option in options if option not in COMMANDS} == set()


def test_no_option_is_told_of_that_is_not_there():
    there = {option for _, command in every(program) for each in command.params for option in each.opts}
    assert set(re.findall(r"--[a-z]+", COMMANDS)) - there == {"--help", "--version"}


@pytest.mark.parametrize("form", FORMATS.values(), ids=FORMATS)
def test_every_format_is_told_of(form):
    assert f"| `{form.name}` | `{form.ending}` |" in COMMANDS
    assert f"`{form.name}`" in README


def test_the_settings_that_are_told_of_can_be_used_and_are_all_there_are(tmp_path):
    (example,) = re.findall("```toml\n(.*?)```", CONFIGURATION, re.DOTALL)
    file = tmp_path / "settings.toml"
    file.write_text(example, encoding="utf-8")
    settings, problems = read(file)
    assert (problems, effective(settings.keys)[1]) == ([], [])
    assert {
        field.name for field in fields(Settings) if not re.search(rf"^\[?{field.name}\b", example, re.MULTILINE)
    } == set()
