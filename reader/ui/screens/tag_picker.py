"""The dialog in which tags are chosen: it filters as one types, and makes what is not there yet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.fuzzy import Matcher
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from reader.library.tags import told
from reader.model import TagInfo
from reader.text.clean import one_line, shorten
from reader.ui.widgets.swatch import SQUARE, paint

_QUOTE = 160
_SAID = 40
_FIRST = 5
"""How many tags come before the names in the passage."""
_ASK = "{changed}: Enter keeps that · Esc again drops it"
_HINT = "Enter takes it · Space goes on · Tab completes · Esc cancels"


@dataclass(frozen=True, slots=True)
class Offer:
    """What a picker has to choose from."""

    known: Sequence[str] = ()
    """Tags, the most recently used first."""
    infos: Mapping[str, TagInfo] = field(default_factory=dict)
    """What is said of them."""
    keys: Mapping[int, str] = field(default_factory=dict)
    """Those that a digit puts on a passage."""
    names: Mapping[str, str] = field(default_factory=dict)
    """The names in the passage as tags, with the letter of their kind."""


class TagField(Input):
    """An input that leaves the space bar to the picker: a tag has no spaces."""

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Whether a key is text here, and no binding."""
        return key != "space" and super().check_consume_key(key, character)


class TagPicker(ModalScreen[tuple[str, ...] | None]):
    """Returns the tags chosen, or None when nothing is to be changed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "cancel", show=False),
        Binding("down,ctrl+n", "move(1)", show=False, priority=True),
        Binding("up,ctrl+p", "move(-1)", show=False, priority=True),
        Binding("enter", "accept", show=False, priority=True),
        Binding("space", "take", show=False, priority=True),
        Binding("tab", "complete", show=False, priority=True),
    ]

    def __init__(self, subject: str, chosen: Sequence[str], offer: Offer) -> None:
        super().__init__()
        self._subject = shorten(one_line(subject), _QUOTE)
        self._before = tuple(chosen)
        self._chosen = list(chosen)
        self._infos = offer.infos
        self._digits = {tag: str(digit) for digit, tag in offer.keys.items()}
        self._known = [*chosen, *(tag for tag in offer.known if tag not in chosen)]
        there = {tag.casefold() for tag in self._known}
        self._names = {tag: badge for tag, badge in offer.names.items() if tag.casefold() not in there}
        self._warned = False
        """Whether the user was told what Esc drops."""
        self._offered = ""
        """What was typed when the tags that are shown were chosen."""

    def compose(self) -> ComposeResult:
        """What is tagged, the filter, the tags, and what the keys do."""
        with Vertical(id="picker", classes="dialog"):
            yield Static(f"“{self._subject}”", id="picker-subject", markup=False)
            yield TagField(id="picker-filter", placeholder="tag, or a new one such as front/tripoli")
            yield OptionList(id="picker-tags", markup=False)
            yield Static(_HINT, id="picker-hint", markup=False)

    def on_mount(self) -> None:
        """Offer everything."""
        self._offer()

    @property
    def _typed(self) -> str:
        return self.query_one(Input).value.strip().lstrip("#").strip()

    @on(Input.Changed)
    def _on_written(self) -> None:
        """Offer what fits; several words, which can only be pasted, are taken as if they had been typed."""
        field_ = self.query_one(Input)
        *words, last = field_.value.split() or [""]
        for word in words:
            with self.prevent(Input.Changed):
                field_.value = word
            self._offer()
            self._toggle()
        if words:
            field_.value = last
        self._offer()

    def _offer(self) -> None:
        typed, options = self._typed, self.query_one(OptionList)
        self._offered, self._warned = typed, False
        self.query_one("#picker-hint", Static).update(_HINT)
        near, far = self._matching(typed) if typed else self._unfiltered()
        name = typed.rstrip("/") or typed
        new = [Option(Content(f"  + new tag #{one_line(name)}"), id=name)]
        options.clear_options()
        options.add_options([Option(self._card(tag), id=tag) for tag in near])
        options.add_options(new if name and name not in near else [])
        options.add_options([Option(self._card(tag), id=tag) for tag in far])
        if options.option_count and (typed or self._known):
            options.highlighted = 0  # a name is taken only by who points at it

    def _unfiltered(self) -> tuple[list[str], list[str]]:
        """The latest tags, the names in the passage, all others."""
        first = max(_FIRST, len(self._before))
        return [*self._known[:first], *self._names, *self._known[first:]], []

    def _matching(self, typed: str) -> tuple[list[str], list[str]]:
        """The tags that hold what was typed, and those that hold its letters in order; a new tag goes between."""
        offered, wanted, matcher = [*self._known, *self._names], typed.casefold(), Matcher(typed)
        near = sorted(
            (tag for tag in offered if wanted in tag.casefold()), key=lambda tag: tag.casefold().find(wanted)
        )
        far = [(matcher.match(tag), -i, tag) for i, tag in enumerate(offered) if tag not in near]
        return near, [tag for score, _, tag in sorted(far, reverse=True) if score > 0]

    def _card(self, tag: str) -> Content:
        info, taken = self._infos.get(tag), "✓" if tag in self._chosen else " "
        colour = paint(info.colour) if info else ""
        said = " · ".join(one_line(each) for each in (info.colour, info.description) if each) if info else ""
        new = f"+{self._names[tag]}" if tag in self._names and tag not in self._chosen else ""
        return Content.assemble(
            f"{taken} ",
            (f"{new or self._digits.get(tag, ''):<3}", "$foreground 70%"),
            (SQUARE + " " if colour else "", colour),
            f"#{one_line(tag)}",
            (f"  {shorten(said, _SAID)}" if said else "", "$foreground 70%"),
        )

    def action_move(self, steps: int) -> None:
        """Point at another tag while typing."""
        options = self.query_one(OptionList)
        if options.option_count:
            here = options.highlighted if options.highlighted is not None else min(0, -steps)
            options.highlighted = (here + steps) % options.option_count

    def _pointed_at(self) -> str | None:
        """The tag pointed at, by what is typed now: a key may come before the tags that are shown have followed."""
        if self._typed != self._offered:
            self._offer()
        options = self.query_one(OptionList)
        return None if options.highlighted is None else options.get_option_at_index(options.highlighted).id

    def _toggle(self, *, only_take: bool = False) -> None:
        """Take the tag pointed at, or give it back unless it is ``only`` to be taken."""
        tag = self._pointed_at()
        if tag is None or (only_take and tag in self._chosen):
            return
        if tag in self._chosen:
            self._chosen.remove(tag)
        else:
            self._chosen.append(tag)
        if tag not in self._known:
            self._known.insert(0, tag)

    def action_take(self) -> None:
        """Take the tag pointed at, or give it back, and go on."""
        self._toggle()
        self.query_one(Input).value = ""
        self._offer()

    def action_complete(self) -> None:
        """Write out the tag pointed at, to go on with a level below it."""
        tag, field_ = self._pointed_at(), self.query_one(Input)
        if tag is not None:
            field_.value = tag if self._typed != tag else f"{tag}/"
            field_.cursor_position = len(field_.value)

    def action_accept(self) -> None:
        """Take what is pointed at, unless tags were taken already and nothing is typed; then close.

        It takes no tag away: that is for the space bar and the mouse.
        """
        if self._typed or tuple(self._chosen) == self._before:
            self._toggle(only_take=True)
        self.dismiss(tuple(self._chosen))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """A click takes a tag, or gives it back, and closes."""
        event.stop()
        self._toggle()
        self.dismiss(tuple(self._chosen))

    def action_cancel(self) -> None:
        """Close without a change; if the space bar made one, say first what is dropped."""
        if self._warned or tuple(self._chosen) == self._before:
            self.dismiss(None)
            return
        self._warned = True
        self.query_one("#picker-hint", Static).update(_ASK.format(changed=told(self._before, self._chosen)))
