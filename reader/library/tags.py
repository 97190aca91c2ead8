"""Tags: their form, how much they are used, and what changing one means for all that carry it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from reader.errors import InputError
from reader.filters import is_under
from reader.model import Marks, Note, TagInfo
from reader.store.notes import Edit
from reader.text.clean import one_line

Retag: TypeAlias = Callable[[str], str | None]
"""A change of one tag: another name, or None to take it off."""

_COLOUR = re.compile("#[0-9a-f]{6}|[a-z]+|")


@dataclass(frozen=True, slots=True)
class TagUse:
    """A tag and how much it is used."""

    name: str
    notes: int
    """Notes that carry it."""
    articles: int
    """Articles that carry it themselves or hold such a note."""
    last_used: str
    """When it was last put on something."""


def clean_tag(text: str) -> str:
    """A tag as it is kept: no ``#`` in front, hyphens for white space, ``/`` between levels, any other signs.

    Raises:
        InputError: when nothing is left.
    """
    levels = ("-".join(level.split()) for level in one_line(text).lstrip("#").split("/"))
    name = "/".join(level for level in levels if level)
    if not name:
        raise InputError(
            f"“{one_line(text)}” is no tag; write at least one letter, digit or other sign besides # and /."
        )
    return name


def clean_tags(texts: Iterable[str]) -> tuple[str, ...]:
    """Tags as they are kept, each once, in the order given."""
    return tuple(dict.fromkeys(clean_tag(text) for text in texts))


def clean_colour(text: str) -> str:
    """A colour as it is kept: its name or ``#rrggbb``; empty for none.

    Raises:
        InputError: when it is neither.
    """
    colour = text.strip().lower()
    if not _COLOUR.fullmatch(colour):
        raise InputError(f"“{one_line(colour)}” is no colour; give a name such as red, or #cc3300.")
    return colour


def usable_tags(texts: Iterable[str]) -> tuple[str, ...]:
    """Tags as they are kept, without those of which nothing is left."""
    return clean_tags(text for text in texts if one_line(text).strip("#/ "))


def uses(notes: Sequence[Note], marks: Mapping[str, Marks], infos: Mapping[str, TagInfo]) -> list[TagUse]:
    """All tags, the most recently used first, those last that are described but on nothing."""
    last: dict[str, str] = {}
    count: Counter[str] = Counter()
    articles: dict[str, set[str]] = {}
    for note in notes:
        for tag in note.tags:
            last[tag] = max(last.get(tag, ""), note.modified)
            count[tag] += 1
            articles.setdefault(tag, set()).add(note.article.id)
    for id_, mark in marks.items():
        for tag in mark.tags:
            last.setdefault(tag, "")
            articles.setdefault(tag, set()).add(id_)
    order = sorted(last, key=lambda tag: (last[tag], tag), reverse=True)
    return [
        *(TagUse(tag, count[tag], len(articles[tag]), last[tag]) for tag in order),
        *(TagUse(tag, 0, 0, "") for tag in sorted(infos.keys() - last.keys())),
    ]


def renamed(old: Iterable[str], new: str) -> Retag:
    """Rename tags, with those below them; of several that a tag is below, the nearest counts."""
    names = sorted(old, key=len, reverse=True)

    def change(tag: str) -> str:
        name = next((name for name in names if is_under(tag, name)), None)
        return tag if name is None else new + tag[len(name) :]

    return change


def without(names: Iterable[str]) -> Retag:
    """Take tags off; those below them stay."""
    gone = set(names)
    return lambda tag: None if tag in gone else tag


def retagged(
    label: str,
    change: Retag,
    notes: Sequence[Note],
    marks: Mapping[str, Marks],
    infos: Mapping[str, TagInfo],
) -> Edit:
    """The edit that carries a change through everything that a tag is on or that is said of it."""
    return Edit(
        label,
        tuple(
            (note.uid, replace(note, tags=tags))
            for note in notes
            if (tags := _changed(note.tags, change)) != note.tags
        ),
        tuple(
            (id_, replace(mark, tags=tags))
            for id_, mark in marks.items()
            if (tags := _changed(mark.tags, change)) != mark.tags
        ),
        _informed(infos, change),
    )


def _changed(tags: tuple[str, ...], change: Retag) -> tuple[str, ...]:
    return tuple(dict.fromkeys(new for tag in tags if (new := change(tag)) is not None))


def _informed(infos: Mapping[str, TagInfo], change: Retag) -> tuple[tuple[str, TagInfo | None], ...]:
    """What is said of tags moves with them; where two become one, the one that was there comes first."""
    after = {name: info for name, info in infos.items() if change(name) == name}
    for name, info in infos.items():
        target = change(name)
        if target is not None and target != name:
            moved = replace(info, name=target)
            there = after.get(target, moved)
            after[target] = TagInfo(
                target,
                there.description or moved.description,
                there.colour or moved.colour,
                moved.pinned if there.pinned is None else there.pinned,
            )
    names = dict.fromkeys([*infos, *after])
    return tuple((name, after.get(name)) for name in names if after.get(name) != infos.get(name))


def told(before: Sequence[str], after: Sequence[str]) -> str:
    """The tags that there are now, and those that were taken off."""
    gone = [f"#{one_line(tag)}" for tag in before if tag not in after]
    off = f"{'  '.join(gone)} taken off" if gone else ""
    return " · ".join(filter(None, ["  ".join(f"#{one_line(tag)}" for tag in after), off])) or "No tags"
