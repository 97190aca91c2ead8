"""The Textual app: styles, themes, keys, and the one screen."""

from __future__ import annotations

import gc
import os
from typing import ClassVar

from textual import events, on
from textual.app import App
from textual.binding import Binding, BindingType
from textual.command import Provider
from textual.driver import Driver

from reader.keys import COMMANDS, effective
from reader.library import Library
from reader.paths import shipped
from reader.text.clean import one_line
from reader.ui import themes
from reader.ui.bindings import bindings
from reader.ui.driver import driver_class
from reader.ui.screens.desk import Desk
from reader.ui.typeahead import TypeAhead

FIRST_SHEETS = [shipped("styles") / "base.tcss", shipped("styles") / "browse.tcss"]
"""The styles that the first frame needs."""

_NO_KEY = "none+"
"""Begins what no terminal sends: Textual has it that a command without keys keeps those that it had."""


def _palette() -> type[Provider]:
    from reader.ui.palette import Commands  # noqa: PLC0415 - not before the first frame

    return Commands


class ReaderApp(App[None]):
    """Reads a library."""

    TITLE = "libya-reader"
    CSS_PATH: ClassVar = [*FIRST_SHEETS]
    COMMANDS: ClassVar = {_palette}
    COMMAND_PALETTE_BINDING = "ctrl+p"
    ENABLE_COMMAND_PALETTE = True
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("app"),
        Binding("ctrl+q", "quit", show=False, priority=True),
        Binding("ctrl+c", "help_quit", show=False),
    ]

    def __init__(self, library: Library) -> None:
        super().__init__(driver_class=driver_class())
        self.library = library
        self.typeahead = TypeAhead(self, super().on_event)
        if self.no_color:
            self._filters = [themes.Colourless()]
        for theme in themes.THEMES:
            self.register_theme(theme)
        self.theme = themes.choose(self._wanted_theme(), os.environ, self.console.color_system)
        keys, problems = effective(library.settings.keys)
        library.problems += [f"Your settings: {one_line(problem)}" for problem in problems]
        self.set_keymap({c.id: keys[c.id] or _NO_KEY + c.id for c in COMMANDS if keys[c.id] != c.keys})

    def _wanted_theme(self) -> str:
        chosen = self.library.settings.theme
        if chosen and chosen not in self.available_themes:
            there = ", ".join(sorted(self.available_themes))
            self.library.problems.append(
                f"Your settings: there is no theme “{one_line(chosen)}”; the default is used. There are {there}."
            )
        wanted = chosen or self.library.shelf.index.recall("theme") or ""
        return wanted if wanted in self.available_themes else ""

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """The reading colours, for themes that do not name their own."""
        return themes.reading_colours(self.current_theme)

    def refresh_css(self, animate: bool = True) -> None:  # noqa: FBT001, FBT002 - Textual's
        """Give everything the colours of the theme.

        Before there is a screen, it is enough to know them: Textual would read all styles, and again for the screen.
        """
        if self.screen_stack:
            super().refresh_css(animate)
        else:
            self.stylesheet.set_variables(self.get_css_variables())

    def get_default_screen(self) -> Desk:
        """The desk."""
        return Desk(self.library)

    async def on_event(self, event: events.Event) -> None:
        """Deal with an event; with a key only when its turn has come."""
        if not self.typeahead.keeps(event):
            await super().on_event(event)

    @on(Driver.SignalResume)
    def _paint_again(self) -> None:
        """Paint everything: the shell has left nothing of it."""
        self.refresh(layout=True)

    def on_mount(self) -> None:
        """Go back to collecting garbage once there is something to see."""
        self.call_after_refresh(_collect)

    def on_unmount(self) -> None:
        """Let no job hold up the end of the program."""
        self.library.interrupt()

    async def action_quit(self) -> None:
        """Quit; a dialog is left first, since it may hold unsaved text, about which it asks."""
        if self.screen.is_modal:
            self.simulate_key("escape")
        else:
            self.exit()

    def action_suspend_process(self) -> None:
        """Go to the shell, if the program was started from one."""
        if self._driver is not None and self._driver.can_suspend:
            super().action_suspend_process()
        else:
            self.notify("There is no shell to go to: this terminal runs nothing but libya-reader.", markup=False)

    def action_toggle_dark(self) -> None:
        """Switch between the light and the dark theme of the same kind."""
        pairs = {themes.DARK: themes.LIGHT, themes.ANSI_DARK: themes.ANSI_LIGHT}
        back = {light: dark for dark, light in pairs.items()}
        fallback = themes.LIGHT if self.current_theme.dark else themes.DARK
        self.theme = pairs.get(self.theme) or back.get(self.theme) or fallback
        self.library.shelf.index.remember("theme", self.theme)


def _collect() -> None:
    """Start collecting garbage again, which the start of the program put off."""
    gc.collect()
    gc.freeze()
    gc.enable()
