"""``trash`` and ``backup``: what was deleted, and earlier states of all notes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from reader.cli.commands import Group, as_json
from reader.cli.printing import line, many, record
from reader.cli.session import Session, durable
from reader.errors import InputError, NotFoundError
from reader.text.clean import one_line, shorten

if TYPE_CHECKING:
    from reader.store.backups import Backup
    from reader.store.notes import Deleted, NotesFile

_UID = 8
_QUOTE = 60
_SHORTEST = 4
_PATIENCE = 60


@click.group(cls=Group)
def trash() -> None:
    """See deleted notes, and bring them back."""


@trash.command("list")
@as_json
@click.pass_obj
def deleted(session: Session, *, as_json: bool) -> None:
    """List the deleted notes that can come back, the latest first, and after them those that undo took back."""
    with session.opened() as library:
        for each in library.notebook.file.deleted():
            note = each.note
            if as_json:
                article = {"id": note.article.id, "title": note.article.title, "date": note.article.date}
                fields = {"uid": note.uid, "deleted": each.when, "article": article, "quote": note.anchor.exact}
                more = {"undone": True} if each.undone else {}
                record({**fields, "note": note.text, "tags": list(note.tags), **more})
            else:
                tags = "".join(f" #{one_line(tag)}" for tag in note.tags)
                quote = shorten(one_line(note.anchor.exact), _QUOTE)
                undone = "  (undone)" if each.undone else ""
                line(f"{note.uid[:_UID]}  {each.when[:16].replace('T', ' ')} UTC  “{quote}”{tags}{undone}")


@trash.command("restore")
@click.argument("uids", nargs=-1, required=True, metavar="UID...")
@click.pass_obj
def restore(session: Session, uids: tuple[str, ...]) -> None:
    """Bring deleted notes back, all or none, and print their uids once that is safely on disk."""
    with session.opened() as library:
        file = library.notebook.file
        found = list(dict.fromkeys(_deleted(file.deleted(), uid) for uid in uids))
        durable(file.restore(found))
        for uid in found:
            line(uid)


def _deleted(notes: list[Deleted], uid: str) -> str:
    found = [each.note.uid for each in notes if each.note.uid.startswith(uid)] if len(uid) >= _SHORTEST else []
    if len(found) != 1:
        what = f"is the beginning of {len(found)} deleted notes" if found else "names no deleted note"
        raise NotFoundError(f"“{one_line(uid)}” {what}; “trash list” shows them.")
    return found[0]


@click.group(cls=Group)
def backup() -> None:
    """See, make and restore backups of all notes."""


@backup.command("list")
@as_json
@click.pass_obj
def backups(session: Session, *, as_json: bool) -> None:
    """List the backups, the latest first."""
    with session.opened() as library:
        for each in library.notebook.file.backups():
            if as_json:
                fields = {"name": each.path.name, "made": each.made, "reason": each.reason}
                record({**fields, "bytes": each.size, "notes": each.notes})
            else:
                holds = "cannot be read" if each.notes is None else many(each.notes, "note")
                line(f"{each.path.name}  {holds}  {each.reason}".rstrip())


@backup.command("make")
@click.pass_obj
def make(session: Session) -> None:
    """Back up the notes as they are now, and print where."""
    with session.opened() as library:
        line(str(library.notebook.file.backup_now("user").result(_PATIENCE)))


@backup.command("restore")
@click.argument("name")
@click.pass_obj
def restore_backup(session: Session, name: str) -> None:
    """Give everything in a backup the value it had then; what is newer stays.

    NAME is one that “backup list” shows, or the beginning of one. The present state is backed up first.
    """
    with session.opened() as library:
        file = library.notebook.file
        restored, saved = file.restore_backup(_path(file, name))
        durable(saved)
        line(f"{many(restored.back, 'note')} back, {restored.changed:,} as they were, {restored.newer:,} newer kept.")


def _path(file: NotesFile, name: str) -> Path:
    found: list[Backup] = [each for each in file.backups() if each.path.name.startswith(name)]
    if len(found) != 1:
        what = f"is the beginning of {len(found)} backups" if found else "names no backup"
        raise InputError(f"“{one_line(name)}” {what}; “backup list” shows them.")
    return found[0].path
