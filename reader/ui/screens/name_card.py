"""What is known of one name: the ways it is written, its course in time, its articles, companions and notes."""

from __future__ import annotations

from collections.abc import Iterator

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from reader.library import Library
from reader.library.correcting import KINDS
from reader.library.namecards import NameCard, card
from reader.model import Mention, Name, Note, Step
from reader.text.clean import one_line, shorten
from reader.text.sparks import slots, sparkline
from reader.ui import jobs
from reader.ui.screens.changing import many
from reader.ui.screens.kinds import query_for
from reader.ui.screens.name_screen import NameScreen
from reader.ui.widgets.sections import Row, Section, Sections
from reader.ui.widgets.status_line import StatusLine, fitting

CARD = "name card"
_BARS = 60
_FORMS = 12
_QUOTE = 70
_HINTS = (("Enter", "go there"), ("C", "correct"), ("f", "its articles"), ("Esc", "back"))


class Card(NameScreen):
    """Returns the mention or the note that the reader wants to see, or the filter for the name's articles."""

    def __init__(self, library: Library, name: Name) -> None:
        super().__init__(library)
        self.name_shown = name

    def compose(self) -> ComposeResult:
        """The name and its course over the places where it is."""
        yield Static(id="name-head")
        yield Sections(id="name-places")
        yield StatusLine(id="status")

    def on_mount(self) -> None:
        """Ask for the name."""
        self.query_one(Sections).focus()
        self._look()

    def _look(self) -> None:
        name = self.name_shown
        jobs.run(self, CARD, name.text, lambda: self._steps(name))

    def _steps(self, name: Name) -> Iterator[Step[NameCard] | Step[list[str]]]:
        yield from self.library.names.follow()
        yield from card(self.library, name)

    @property
    def chosen(self) -> Name:
        """The name of the card."""
        return self.name_shown

    def renew(self) -> None:
        """Show what is known now."""
        self._look()

    def on_job_stepped(self, event: jobs.JobStepped) -> None:
        """Show what is known."""
        event.stop()
        found = event.step.item
        if not isinstance(found, NameCard) or found.name != self.name_shown:
            return
        self.query_one("#name-head", Static).update(_head(found))
        self.query_one(Sections).show(_sections(found))
        status = self.query_one(StatusLine)
        unread = f" · {many(found.unread, 'article')} not read for names yet" if found.unread else ""
        status.where(f"{many(sum(w.times for w in found.written), 'mention')}{unread}")
        if found.written:
            status.offer(fitting(_HINTS, self.size.width))
        else:
            status.tell("Nothing stands for this name any more; u takes back what you said, Esc goes back.")

    def on_job_ended(self, event: jobs.JobEnded) -> None:
        """Say what went wrong, if anything did."""
        event.stop()
        if event.problem:
            self.notify(event.problem, severity="error", markup=False)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's
        """There is nothing to filter here."""
        return action not in ("filter", "remove")

    def on_sections_chosen(self, event: Sections.Chosen) -> None:
        """Go to a mention or a note; show another name in the place of this one."""
        event.stop()
        if isinstance(event.key, Name):
            self.name_shown = event.key
            self._look()
        elif isinstance(event.key, Mention | Note):
            self.dismiss(event.key)

    def action_articles(self) -> None:
        """Filter the list of articles by the name."""
        self.dismiss(query_for(self.name_shown))

    def action_leave(self) -> None:
        """Leave."""
        self.dismiss(None)


def _head(found: NameCard) -> Content:
    """The name, the ways it is written, and its course."""
    about = " · ".join(filter(None, (KINDS[found.name.label], found.wikidata and f"Wikidata {found.wikidata}")))
    lines = [Content.assemble((one_line(found.name.text), "bold"), (f"  {about}", "$text-muted"))]
    forms = [
        f"{one_line(written.text)} {written.times:,}" + " (a guess)" * written.guess
        for written in found.written[:_FORMS]
    ]
    more = len(found.written) - _FORMS
    lines.append(Content(f"written {' · '.join(forms)}{f' · and {more} more' if more > 0 else ''}"))
    over = slots(found.months, _BARS)
    if over:
        bars = sparkline(found.months, over)
        ends = (f"{over[0]} ", "$text-muted"), (bars, "$accent"), (f" {over[-1]}", "$text-muted")
        lines.append(Content.assemble(*ends))
    undated = found.months.get(None, 0)
    if undated:
        lines.append(Content.styled(f"{many(undated, 'mention')} without a date", "$text-muted"))
    lines.append(Content.styled(f"found by {found.found_by.name} {found.found_by.version}", "$text-muted"))
    return Content("\n").join(lines)


def _sections(found: NameCard) -> list[Section]:
    """The places one can go to from here."""
    articles = [
        Row(mention, f"{row.date.value or 'undated':<10}  {one_line(row.title)}", f"{times:,}")
        for row, times, mention in found.articles
    ]
    notes = [
        Row(
            each.note, f"“{shorten(one_line(each.note.anchor.exact), _QUOTE)}”", shorten(one_line(each.note.text), 40)
        )
        for each in found.notes
    ]
    names = [
        Row(name, one_line(name.text), f"{KINDS[name.label]} · {many(shared, 'article')} shared")
        for name, shared in found.companions
    ]
    return [Section("Articles", articles), Section("Notes", notes), Section("Together with", names)]
