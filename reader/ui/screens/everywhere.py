"""Tagging a name or words wherever they stand in the library: what would be tagged is shown first."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Input, Static

from reader.library import Library
from reader.library.occurrences import KINDS, Kind, Occurrence, find, passages
from reader.model import Article, Span, Step
from reader.text.clean import one_line
from reader.ui import jobs
from reader.ui.bindings import bindings
from reader.ui.screens import noting
from reader.ui.screens.browser import Browser
from reader.ui.screens.changes import Made
from reader.ui.screens.changing import many
from reader.ui.widgets.mention_list import MentionList, Passage
from reader.ui.widgets.status_line import StatusLine

FIND, TAG = "looking for passages", "tagging passages"
_KINDS = {
    "name": "mentions of the name, whatever form it has",
    "words": "these words, one after the other",
    "sentences": "whole sentences with these words",
}
_NOTHING = {"name": "No mention of this name is known.", "words": "Nowhere.", "sentences": "Nowhere."}
_QUESTION = "a name or words to look for; Enter looks for them"


class Everywhere(Browser):
    """Shows the passages; those that are not left out get tags, in one step for undo."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("everywhere")
    hints = (("#", "tag them"), ("Space", "leave out"), ("Tab", "what to look for"), ("Esc", "back"))
    context = "everywhere"

    def __init__(self, library: Library, wanted: str, kind: Kind) -> None:
        super().__init__(library)
        self._wanted, self._kind = wanted, kind
        self._found: list[Occurrence] = []
        self._progress = ""
        self._tags: tuple[str, ...] = ()
        self._problems = 0

    def compose(self) -> ComposeResult:
        """What to look for, and what was found."""
        yield Input(self._wanted, placeholder=_QUESTION, id="wanted")
        yield Static(id="wanted-kind", classes="screen-filter", markup=False)
        yield Static(id="no-mentions", classes="nothing", markup=False)
        yield MentionList(id="mentions")
        yield StatusLine(id="status")

    def on_unmount(self) -> None:
        """Let go of the passages, which the collector may be spared."""
        self._found = []

    @property
    def mentions(self) -> MentionList:
        """The list of passages."""
        return self.query_one(MentionList)

    def on_mount(self) -> None:
        """Look for what was handed over, or ask."""
        (self.mentions if self._wanted else self.query_one(Input)).focus()
        self._look()

    @property
    def _subject(self) -> str:
        return f"{self._kind}:{self._wanted}"

    def _look(self) -> None:
        self._found, self._progress, self._problems = [], " · looking …" if self._wanted else "", 0
        self.mentions.show([])
        self.remove_class("-empty")
        self.query_one("#wanted-kind", Static).update(f"Tab: {_KINDS[self._kind]}")
        if self._wanted:
            wanted, kind = self._wanted, self._kind
            jobs.run(self, FIND, self._subject, lambda: find(self.library, wanted, kind))
        self.renew()

    def renew(self) -> None:
        """Show which tags the passages have now."""
        self.mentions.tags = self.library.notebook.tagged
        self.mentions.repaint()
        self.show_where()

    @property
    def where(self) -> str:
        """How many passages are meant, and how far the job is."""
        meant, there = len(self.mentions.meant), len(self.mentions.passages)
        found = f"{many(there, 'passage')} in {many(self.mentions.articles, 'article')}"
        return f"{meant:,} of {found}{self._progress}"

    @on(MentionList.LeftOut)
    def _on_left_out(self) -> None:
        self.move_on()

    # Jobs

    def on_job_stepped(self, event: jobs.JobStepped) -> None:
        """Show what was found, or tag what was read."""
        step = event.step
        if event.subject != self._subject:
            return
        if step.problem:
            self._problems += 1
            if self._problems == 1:
                self.notify(step.problem, severity="warning", timeout=10, markup=False)
        self._progress = f" · {step.done:,} of {step.total:,}"
        if event.job == FIND and step.item:
            self._found += step.item
            self.mentions.show([_shown(mention) for mention in step.item], more=True)
        elif event.job == TAG and step.item is not None:
            self._tag(step.item)
        self.show_where()

    def on_job_ended(self, event: jobs.JobEnded) -> None:
        """Say how it ended."""
        if event.problem:
            self.notify(event.problem, severity="error", markup=False)
        if event.subject == self._subject:
            self._progress = ""
            self.set_class(not self._found, "-empty")
            self.query_one("#no-mentions", Static).update(_NOTHING[self._kind])
            self.show_where()

    # What one does

    @on(Input.Submitted)
    def _on_submitted(self, event: Input.Submitted) -> None:
        self._wanted = one_line(event.value)
        self.mentions.focus()
        self.move_on()
        self._look()

    def action_filter(self) -> None:
        """Look for something else."""
        self.query_one(Input).focus()

    def action_kind(self, steps: int) -> None:
        """Look for the name, the words, or sentences with them."""
        self._kind = KINDS[(KINDS.index(self._kind) + steps) % len(KINDS)]
        self._wanted = one_line(self.query_one(Input).value)
        self.move_on()
        self._look()

    def action_leave(self) -> None:
        """Leave the input, stop looking, then leave the screen."""
        if self.query_one(Input).has_focus and self._wanted:
            self.query_one(Input).value = self._wanted
            self.mentions.focus()
        elif jobs.is_running(self, FIND) or jobs.is_running(self, TAG):
            self.workers.cancel_node(self)
            self._progress = " · stopped"
            self.show_where()
        else:
            self.dismiss(None)

    def action_tag(self) -> None:
        """Choose tags for the passages that are not left out."""
        meant = [self._found[i] for i in self.mentions.meant]
        if not meant:
            self.tell("No passage to be tagged; Space takes one back that was left out.")
            return

        def take(tags: tuple[str, ...]) -> None:
            if tags:
                self._tags = tags
                jobs.run(self, TAG, self._subject, lambda: self._read(meant))

        what = f"{one_line(self._wanted)}: {len(meant):,} passages"
        noting.pick(self, self.library, what, (), take)

    def _read(self, meant: list[Occurrence]) -> Iterator[Step[list[tuple[Article, Span]]]]:
        with jobs.sparing():
            yield from passages(self.library, meant)

    def _tag(self, there: list[tuple[Article, Span]]) -> None:
        library, tags = self.library, self._tags

        def tag() -> Made:
            count, saved = library.notebook.tag_many(there, tags, library.home_of)
            return f"{named} on {many(count, 'passage')}", saved

        named = " ".join(f"#{one_line(tag)}" for tag in tags)
        self.change_many(f"{named} on {many(len(there), 'passage')}", tag, len(there))


def _shown(mention: Occurrence) -> Passage:
    date, title = mention.row.date.value or "Undated", one_line(mention.row.title)
    return Passage(f"{date} · {title}", (mention.row.id, mention.span), mention.before, mention.quote, mention.after)
