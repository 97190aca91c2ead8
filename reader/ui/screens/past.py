"""What was not saved, deleted notes and backups, and the way back for each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from datetime import datetime
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.message import Message
from textual.widgets import Static

from reader.library.unfinished import Unfinished, unfinished
from reader.model import Mention, Step
from reader.store.backups import Backup
from reader.store.trash import Deleted
from reader.text.clean import one_line, shorten
from reader.ui import jobs
from reader.ui.bindings import bindings
from reader.ui.screens.browser import Browser
from reader.ui.screens.changes import MANY, Made, refuse
from reader.ui.screens.changing import many
from reader.ui.widgets.past_list import DELETED, UNDONE, UNFINISHED, PastList, PastRow
from reader.ui.widgets.status_line import StatusLine

_QUOTE = 40
READ = "reading backups"
_HEADINGS = ("Not saved when the program ended", "Deleted notes", "Taken back by undo", "Backups of all notes")
_REASONS = {
    "": "made in the course of time",
    "merge": "before notes of another program were merged",
    "import": "before notes were brought in",
    "restore": "before a backup was restored",
    "user": "made when you asked for it",
}
_is_undone, _when = attrgetter("undone"), attrgetter("when")
_NOTHING = "No note was deleted, and there is no backup yet. b makes one."
_SENTENCE = "w on that sentence opens it, in whatever article it stands."
_GONE = "The note or the article it is on is gone; once that is back, a there opens it."
_QUESTION = """Restore the backup of {when}{notes}?

Everything in it gets the text, tags and marks that it had then; what was deleted since comes back. Notes taken \
since stay. The present state is backed up first, and u undoes this."""


class Past(Browser):
    """Lists what can come back; Enter brings it."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("past")
    hints = (("Enter", "bring back"), ("Space", "mark"), ("b", "back up now"), ("u", "undo"), ("Esc", "back"))
    context = "past"
    _backups: tuple[Backup, ...] = ()
    _unfinished: list[Unfinished]
    _undone: dict[str, list[Deleted]]
    """Notes that undo took back, by when it did."""
    _deleted = 0

    class BackedUp(Message):
        """A backup was made, or could not be."""

        def __init__(self, made: Future[Path]) -> None:
            super().__init__()
            self.made = made

    def compose(self) -> ComposeResult:
        """One list of all."""
        yield Static(_NOTHING, id="no-past", classes="nothing", markup=False)
        yield PastList(id="past")
        yield StatusLine(id="status")

    @property
    def past(self) -> PastList:
        """The list."""
        return self.query_one(PastList)

    def on_mount(self) -> None:
        """Show what was not saved and the deleted notes; read the backups."""
        self._unfinished = unfinished(self.library)
        self.past.focus()
        self.renew()

    def renew(self) -> None:
        """Show what can come back now."""
        jobs.run(self, READ, "", self._read)

    def _read(self) -> Iterator[Step[tuple[list[Deleted], tuple[Backup, ...]]]]:
        """What can come back; first without new backups, since reading these takes longer."""
        file = self.library.notebook.file
        deleted = file.deleted()
        yield Step(1, 2, (deleted, self._backups))
        yield Step(2, 2, (deleted, tuple(file.backups())))

    def on_job_stepped(self, event: jobs.JobStepped) -> None:
        """Show what was read."""
        gone, self._backups = event.step.item or ([], ())
        deleted = [_row(each) for each in gone if not each.undone]
        self._undone = {when: list(notes) for when, notes in groupby(filter(_is_undone, gone), _when)}
        backups = [
            PastRow(str(each.path), f"{local(each.made)} · {_holds(each)}", _REASONS.get(each.reason, each.reason))
            for each in self._backups
        ]
        self._deleted = len(deleted)
        left = [
            PastRow(str(i), each.name, f"{local(each.when.isoformat())} · {one_line(each.text)}")
            for i, each in enumerate(self._unfinished)
        ]
        groups = [left, deleted, [_undone_row(notes) for notes in self._undone.values()], backups]
        self.past.show(_HEADINGS, groups)
        self.set_class(not any(groups), "-empty")
        self.show_where()

    @property
    def where(self) -> str:
        """How much there is."""
        deleted = many(self._deleted, "deleted note")
        return f"{deleted} · {many(len(self._backups), 'backup')}"

    @on(PastList.Chosen)
    def _on_chosen(self, event: PastList.Chosen) -> None:
        names = [row.name for row in event.rows]
        if event.group == UNFINISHED:
            self._go_on(self._unfinished[int(names[0])])
        elif event.group in (DELETED, UNDONE):
            if event.group == UNDONE:
                names = [each.note.uid for each in self._undone[names[0]]]
            label = "Note is back" if len(names) == 1 else f"{len(names):,} notes are back"
            self.change_many(label, lambda: (label, self.library.notebook.file.restore(names)), len(names))
        else:
            self._ask(next(each for each in self._backups if str(each.path) in names))

    def _go_on(self, left: Unfinished) -> None:
        """Go where something was being written; where that is unknown, say what opens it."""
        if left.article is None:
            self.tell(_SENTENCE if left.key == "w" else _GONE)
            return
        number = self.library.shelf.index.numbers([left.article.id]).get(left.article.id)
        if left.note is not None:
            self.dismiss(left.note)
        elif number is not None and left.span is not None:
            self.dismiss(Mention(number, left.span))

    def _ask(self, backup: Backup) -> None:
        from reader.ui.screens.dialogs import AskConsent  # noqa: PLC0415 - not before it is needed

        def on_answer(agreed: bool | None) -> None:  # noqa: FBT001 - a dialog's answer
            if agreed:
                self._restore(backup.path)

        notes = f", which has {_holds(backup)}" if backup.notes is not None else ""
        self.app.push_screen(AskConsent(_QUESTION.format(when=local(backup.made), notes=notes)), on_answer)

    def _restore(self, path: Path) -> None:
        def restore() -> Made:
            restored, saved = self.library.notebook.file.restore_backup(path)
            self.library.sync_dates()
            back, changed, newer = many(restored.back, "note"), restored.changed, restored.newer
            return f"{back} back, {changed:,} as they were, {newer:,} kept", saved

        self.change_many("Restoring the backup", restore, MANY)

    def action_open(self) -> None:
        """Bring back what is under the cursor, or all that are marked."""
        self.past.action_open()

    def action_mark(self) -> None:
        """Mark the deleted note under the cursor, or take the mark away."""
        self.past.mark()

    def action_mark_all(self) -> None:
        """Mark all deleted notes, or none."""
        self.past.mark_all()

    def action_back_up(self) -> None:
        """Make a backup now."""
        made = self.library.notebook.file.backup_now("user")
        made.add_done_callback(lambda future: self.post_message(self.BackedUp(future)))

    @on(BackedUp)
    def _on_backed_up(self, event: BackedUp) -> None:
        error = event.made.exception()
        if error is not None:
            refuse(self, str(error))
            return
        self.renew()
        self.tell(f"Backed up to {one_line(event.made.result().parent.name)}")

    def action_leave(self) -> None:
        """Leave the marks, then the screen."""
        if self.past.marked:
            self.past.mark_all()
        else:
            self.dismiss(None)


def local(time: str) -> str:
    """A time of the notes as a clock here shows it."""
    try:
        return datetime.fromisoformat(time).astimezone().strftime("%d %b %Y, %H:%M")
    except ValueError:
        return one_line(time)


def _row(each: Deleted) -> PastRow:
    note = each.note
    return PastRow(
        note.uid,
        _said(note.anchor.exact, note.text, note.tags),
        f"deleted {local(each.when)} · {note.article.title}",
    )


def _undone_row(notes: Sequence[Deleted]) -> PastRow:
    """Those that one undo took back."""
    first = _row(notes[0])
    what = first.what if len(notes) == 1 else f"{many(len(notes), 'note')}: {first.what} …"
    return PastRow(notes[0].when, what, f"undone {local(notes[0].when)}")


def _holds(backup: Backup) -> str:
    return "cannot be read" if backup.notes is None else many(backup.notes, "note")


def _said(quote: str, text: str, tags: tuple[str, ...]) -> str:
    return " · ".join(
        filter(None, [f"“{shorten(one_line(quote), _QUOTE)}”", one_line(text), *(f"#{tag}" for tag in tags)])
    )
