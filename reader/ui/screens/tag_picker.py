"""The dialog in which tags are chosen: it filters as one types, and makes what is not there yet."""

from __future__ import annotations

from collections.abc import Sequence
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

from reader.text.clean import one_line, shorten

_QUOTE = 160


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
    ]

    def __init__(self, subject: str, chosen: Sequence[str], known: Sequence[str], keys: Sequence[str] = ()) -> None:
        """``known`` tags are offered in the given order, the most recently used first; ``keys`` have a digit."""
        super().__init__()
        self._subject = shorten(one_line(subject), _QUOTE)
        self._before = tuple(chosen)
        self._chosen = list(chosen)
        self._keys = {tag: str(digit) for digit, tag in enumerate(keys, 1)}
        self._known = [*chosen, *(tag for tag in known if tag not in chosen)]

    def compose(self) -> ComposeResult:
        """What is tagged, the filter, the tags, and what the keys do."""
        with Vertical(id="picker", classes="dialog"):
            yield Static(f"“{self._subject}”", id="picker-subject", markup=False)
            yield TagField(id="picker-filter", placeholder="tag, or a new one such as front/tripoli")
            yield OptionList(id="picker-tags", markup=False)
            yield Static("Enter takes it · Space takes it and goes on · Esc cancels", id="picker-hint", markup=False)

    def on_mount(self) -> None:
        """Offer everything."""
        self._offer()

    @property
    def _typed(self) -> str:
        return self.query_one(Input).value.strip().lstrip("#").strip()

    @on(Input.Changed)
    def _offer(self) -> None:
        typed, options = self._typed, self.query_one(OptionList)
        near, far = self._matching(typed)
        new = [Option(Content(f"  + new tag #{one_line(typed)}"), id=typed)]
        options.clear_options()
        options.add_options([Option(self._card(tag), id=tag) for tag in near])
        options.add_options(new if typed and typed not in self._known else [])
        options.add_options([Option(self._card(tag), id=tag) for tag in far])
        if options.option_count:
            options.highlighted = 0

    def _matching(self, typed: str) -> tuple[list[str], list[str]]:
        """The tags that hold what was typed, and those that hold its letters in order; a new tag goes between."""
        wanted, matcher = typed.casefold(), Matcher(typed)
        near = sorted((tag for tag in self._known if wanted in tag.casefold()), key=lambda tag: tag.find(wanted))
        far = [(matcher.match(tag), -i, tag) for i, tag in enumerate(self._known) if typed and tag not in near]
        return near, [tag for score, _, tag in sorted(far, reverse=True) if score > 0]

    def _card(self, tag: str) -> Content:
        taken = "✓" if tag in self._chosen else " "
        return Content.assemble(
            f"{taken} ", (f"{self._keys.get(tag, ''):<2}", "$foreground 70%"), f"#{one_line(tag)}"
        )

    def action_move(self, steps: int) -> None:
        """Point at another tag while typing."""
        options = self.query_one(OptionList)
        if options.option_count:
            options.highlighted = ((options.highlighted or 0) + steps) % options.option_count

    def _toggle(self) -> None:
        options = self.query_one(OptionList)
        if options.highlighted is None:
            return
        tag = options.get_option_at_index(options.highlighted).id or ""
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

    def action_accept(self) -> None:
        """Take what is pointed at, unless tags were taken already and nothing is typed; then close."""
        if self._typed or tuple(self._chosen) == self._before:
            self._toggle()
        self.dismiss(tuple(self._chosen))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """A click takes a tag and closes."""
        event.stop()
        self._toggle()
        self.dismiss(tuple(self._chosen))

    def action_cancel(self) -> None:
        """Close without a change."""
        self.dismiss(None)
