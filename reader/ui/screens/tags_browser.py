"""All tags of the library in one place: how much each is used, and everything that can be done with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar, Literal, TypeAlias

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.color import Color, ColorParseError
from textual.widgets import Input, Static

from reader.errors import InputError
from reader.library.tags import clean_colour, clean_tag
from reader.text.clean import one_line, shorten
from reader.ui.bindings import bindings
from reader.ui.messages import Target
from reader.ui.screens.browser import Browser
from reader.ui.screens.changes import Made
from reader.ui.screens.changing import many
from reader.ui.widgets.status_line import StatusLine
from reader.ui.widgets.tag_list import TagList, TagRow

Order: TypeAlias = Literal["last use", "name", "count"]
ORDERS: tuple[Order, ...] = ("last use", "name", "count")
_NONE = "No tags yet. # in an article makes one."
_NO_MATCH = "No tag matches. Esc, Esc clears the filter."
_CARRIERS = ("note or article", "notes and articles")
_NAMES = 60


class TagsBrowser(Browser):
    """Rename, merge, delete, describe, colour and pin tags; each is one step for undo."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("tagbook")
    hints = (
        ("Enter", "its notes"),
        ("r", "rename"),
        ("m", "merge"),
        ("x", "delete"),
        ("1-9", "pin"),
        ("d", "describe"),
        ("c", "colour"),
        ("Esc", "back"),
    )
    context = "tags"
    _order: Order = ORDERS[0]
    _wanted = ""
    """The tag that the cursor is to be on once it is shown."""

    def compose(self) -> ComposeResult:
        """A filter over the list."""
        yield Input(placeholder="part of a tag, or of what is said of it", id="tags-filter", classes="screen-filter")
        yield Static(_NONE, id="no-tags", classes="nothing", markup=False)
        yield TagList(id="all-tags")
        yield StatusLine(id="status")

    @property
    def tags(self) -> TagList:
        """The list of tags."""
        return self.query_one(TagList)

    @property
    def _field(self) -> Input:
        return self.query_one(Input)

    def on_mount(self) -> None:
        """Show all tags."""
        self.tags.focus()
        self.renew()

    def renew(self) -> None:
        """Show the tags as they are now, as far as the filter lets them through."""
        notebook, infos = self.library.notebook, self.library.notebook.tag_infos
        rows = []
        for use in notebook.tags:
            info = infos.get(use.name)
            said = (info.pinned, info.colour, info.description) if info else (None, "", "")
            rows.append(TagRow(use.name, use.notes, use.articles, *said))
        words = self._field.value.casefold().replace("#", " ").split()
        shown = [row for row in rows if all(w in f"{row.name} {row.description}".casefold() for w in words)]
        if self._order == "name":
            shown.sort(key=lambda row: row.name.casefold())
        elif self._order == "count":
            shown.sort(key=lambda row: -row.notes)
        self.tags.show(shown)
        if self._wanted:
            self.tags.point_at(self._wanted)
            self._wanted = ""
        self.set_class(not shown, "-empty")
        self.query_one("#no-tags", Static).update(_NO_MATCH if rows else _NONE)
        self.show_where()

    @property
    def where(self) -> str:
        """How many tags are shown, and in which order."""
        return f"{len(self.tags.tags):,} of {len(self.library.notebook.tags):,} tags · by {self._order}"

    @on(Input.Changed)
    def _filter(self) -> None:
        self.renew()
        self.move_on()

    @on(Input.Submitted)
    def _to_list(self) -> None:
        self.tags.focus()

    def action_filter(self) -> None:
        """Type a filter."""
        self._field.focus()

    def action_sort(self) -> None:
        """Sort by something else."""
        self._order = ORDERS[(ORDERS.index(self._order) + 1) % len(ORDERS)]
        self.renew()

    def action_leave(self) -> None:
        """Leave the filter, the marks, then the screen."""
        if self._field.has_focus:
            self.tags.focus()
        elif self.tags.marked:
            self.tags.marked.clear()
            self.tags.repaint()
        elif self._field.value:
            self._field.value = ""
        else:
            self.dismiss(None)

    # What is done with tags

    @on(TagList.Asked)
    def _on_asked(self, event: TagList.Asked) -> None:
        tag = self.tags.tag
        if tag is None:
            return
        verbs: dict[str, Callable[[TagRow], object]] = {
            "open": self._open,
            "rename": self._rename,
            "merge": self._merge,
            "delete": self._delete,
            "describe": self._describe,
            "colour": self._colour,
            "pin": lambda tag: self._pin(tag, event.digit or None),
        }
        verbs[event.verb](tag)

    def _open(self, tag: TagRow) -> None:
        from reader.ui.screens.notes_browser import NotesBrowser  # noqa: PLC0415 - not before it is needed

        def on_target(target: Target | None) -> None:
            if target is None:
                self.renew()
            else:
                self.dismiss(target)

        self.app.push_screen(NotesBrowser(self.library, f"#{tag.name}"), on_target)

    def _rename(self, tag: TagRow) -> None:
        def rename(line: str) -> None:
            new = clean_tag(line)
            if new != tag.name:
                there = any(each.name == new for each in self.library.notebook.tags)
                self._retag(f"#{tag.name} is #{new} {'as well' if there else 'now'}", [tag.name], new)

        question = f"Rename #{one_line(tag.name)}, and the tags below it; the name of another tag makes them one."
        self.ask(question, tag.name, "front/tripoli", clean_tag, rename)

    def _merge(self, tag: TagRow) -> None:
        names = [each.name for each in self.tags.chosen]
        if len(names) == 1:
            self.tell("Space marks tags; m then makes the marked ones one.")
            return
        most = max(self.tags.chosen, key=lambda each: each.notes).name
        listed = shorten(" ".join(f"#{one_line(name)}" for name in names), _NAMES)

        def merge(line: str) -> None:
            self._retag(f"{listed} are #{clean_tag(line)} now", names, clean_tag(line))

        value = tag.name if tag.name in names and tag.notes == max(each.notes for each in self.tags.chosen) else most
        self.ask(f"Make {listed} one tag, called:", value, "front", clean_tag, merge)

    def _retag(self, label: str, names: list[str], new: str) -> None:
        notebook = self.library.notebook

        def retag() -> Made:
            count, saved = notebook.rename_tag(names[0], new) if len(names) == 1 else notebook.merge_tags(names, new)
            return f"{label}, on {many(count, *_CARRIERS)}", saved

        self._wanted = new
        self.tags.marked.clear()
        self.change_many(label, retag, self._reach)

    def _delete(self, _: TagRow) -> None:
        names = [each.name for each in self.tags.chosen]
        listed = shorten(" ".join(f"#{one_line(name)}" for name in names), _NAMES)

        def delete() -> Made:
            count, saved = self.library.notebook.delete_tag(*names)
            return f"{listed} deleted, from {many(count, *_CARRIERS)}", saved

        self.change_many(f"Deleting {listed}", delete, self._reach)

    @property
    def _reach(self) -> int:
        """How much has to be looked through when a tag changes."""
        return len(self.library.notebook.notes) + len(self.library.notebook.marks)

    def _describe(self, tag: TagRow) -> None:
        def describe(line: str) -> None:
            self.change(f"#{tag.name} described", lambda: self.library.notebook.describe_tag(tag.name, line))

        question = f"When is #{one_line(tag.name)} to be used?"
        self.ask(question, one_line(tag.description), "where fighting is reported", lambda _: None, describe)

    def _colour(self, tag: TagRow) -> None:
        def colour(line: str) -> None:
            what = f"is {clean_colour(line)}" if line.strip() else "has no colour"
            self.change(f"#{tag.name} {what}", lambda: self.library.notebook.colour_tag(tag.name, line))

        question = f"Which colour has #{one_line(tag.name)}? Empty for none."
        self.ask(question, tag.colour, "red, olive, #cc3300", _known_colour, colour)

    def _pin(self, tag: TagRow, digit: int | None) -> None:
        what = f"is on {digit}" if digit else "is on no digit of its own"
        self.change(f"#{tag.name} {what}", lambda: self.library.notebook.pin_tag(tag.name, digit))


def _known_colour(line: str) -> None:
    """Refuse what no terminal can show.

    Raises:
        InputError: when it is no colour.
    """
    colour = clean_colour(line)
    try:
        Color.parse(colour or "red")
    except ColorParseError:
        raise InputError(f"There is no colour called “{one_line(colour)}”; try red, olive or #cc3300.") from None
