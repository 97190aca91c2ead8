"""All appearance is in ``styles/``, in colours of the theme, and Textual understands it."""

from __future__ import annotations

import ast
import re
from importlib import import_module
from pathlib import Path

import pytest
from textual._color_constants import COLOR_NAME_TO_RGB
from textual.css.stylesheet import Stylesheet
from textual.theme import BUILTIN_THEMES
from textual.widget import Widget

from reader.ui import themes
from reader.ui.app import ReaderApp
from reader.ui.screens.desk import LATER_SHEETS

ROOT = Path(__file__).parent.parent
SHEETS = sorted((ROOT / "styles").glob("*.tcss"))
THEMES = {**BUILTIN_THEMES, **{theme.name: theme for theme in themes.THEMES}}

each_sheet = pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)


def rules(sheet: Path) -> str:
    """A sheet without its comments."""
    return re.sub(r"/\*.*?\*/", "", sheet.read_text(encoding="utf-8"), flags=re.DOTALL)


def values(sheet: Path) -> list[str]:
    """The words of all values in a sheet."""
    return [word for value in re.findall(r"[\w-]+\s*:\s*([^;{}]+);", rules(sheet)) for word in value.split()]


def test_the_app_loads_every_sheet():
    assert sorted([*ReaderApp.CSS_PATH, *LATER_SHEETS]) == SHEETS
    assert SHEETS


@each_sheet
def test_a_sheet_begins_by_saying_what_it_is_for(sheet):
    assert sheet.read_text(encoding="utf-8").startswith("/* ")


@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)
def test_textual_understands_every_sheet_in_every_theme(theme):
    colours = {**themes.reading_colours(theme), **theme.to_color_system().generate(), **theme.variables}
    stylesheet = Stylesheet(variables=colours)
    stylesheet.read_all(SHEETS)
    stylesheet.parse()
    assert stylesheet.rules


@each_sheet
def test_colours_are_those_of_the_theme(sheet):
    words = values(sheet)
    assert words
    literal = re.compile(r"#|rgb|hsl|ansi_")
    assert [word for word in words if literal.match(word) or word in COLOR_NAME_TO_RGB.keys() - {"transparent"}] == []


def test_no_module_styles_its_own_widgets():
    found = []
    for path in (ROOT / "reader" / "ui").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_bytes())):
            targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
            names = {target.id for target in targets if isinstance(target, ast.Name)}
            found += [f"{path.name}: {name}" for name in names & {"CSS", "DEFAULT_CSS"}]
    assert found == []


def widgets() -> list[type[Widget]]:
    """The widgets of the program."""
    found = []
    for path in sorted((ROOT / "reader" / "ui").rglob("*.py")):
        module = import_module(".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"))
        members = (member for member in vars(module).values() if isinstance(member, type))
        found += [m for m in members if issubclass(m, Widget) and m.__module__ == module.__name__]
    return found


def test_every_component_of_a_widget_has_a_style_and_every_styled_component_exists():
    declared = {name for widget in widgets() for name in vars(widget).get("COMPONENT_CLASSES", ())}
    styled = {name for sheet in SHEETS for name in re.findall(r"\.([\w-]+--[\w-]+)", rules(sheet))}
    inherited = {name for widget in widgets() for name in widget._get_component_classes()}
    assert styled - inherited == set()
    assert declared - styled == set()
