"""Every command of the app, declared once.

Key bindings, help, the palette, ``libya-reader keys`` and the README derive from this table. Keys are written as
Textual names them; several are separated by commas. A user's settings may map an id to others.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import NamedTuple


class Command(NamedTuple):
    """Something the reader can do with a key."""

    id: str
    """Name for settings: ``reading.next_sentence``; the part before the dot is where it works."""
    keys: str
    """Default keys."""
    action: str
    """What it runs, as Textual writes actions."""
    name: str
    """Two or three words for the status line and the palette."""
    help: str
    """One sentence for help."""

    @property
    def context(self) -> str:
        """Where it works."""
        return self.id.partition(".")[0]


CONTEXTS = {
    "app": "Everywhere",
    "list": "Article list",
    "reading": "Reading",
    "article": "Notes, tags and translation",
    "selecting": "While selecting",
    "notes": "Notes panel",
    "notebook": "All notes",
    "browser": "A note among all",
    "tagbook": "All tags",
    "tags": "A tag among all",
    "everywhere": "Tagging everywhere",
    "mentions": "A passage among all",
    "past": "Deleted notes and backups",
    "index": "Names",
    "rows": "Lists of names, tags, passages and deleted notes",
    "editor": "Note editor",
}
"""The places where commands work, with their headings."""

COMMANDS: tuple[Command, ...] = (
    Command("app.help", "?,f1", "help", "Help", "Show the keys that work here"),
    Command("app.palette", "colon,ctrl+p", "app.command_palette", "Commands", "Find a command by name"),
    Command("app.back", "q", "back", "Back", "Go back; from the list, quit"),
    Command("app.leave", "escape", "leave", "Leave", "Leave the input, the selection, then the pane; never quits"),
    Command("app.quit", "Q,ctrl+q", "app.quit", "Quit", "Quit; everything is saved already"),
    Command("app.suspend", "Z", "app.suspend_process", "To the shell", "Go to the shell; fg comes back"),
    Command("app.next_pane", "tab", "pane(1)", "Next pane", "Go to the next pane"),
    Command("app.previous_pane", "shift+tab", "pane(-1)", "Previous pane", "Go to the previous pane"),
    Command("app.filter", "slash,ctrl+f", "filter", "Filter", "Filter the list as you type"),
    Command("app.undo", "u,ctrl+z", "undo", "Undo", "Undo the last change to notes, tags or marks"),
    Command("app.redo", "U,ctrl+y", "redo", "Redo", "Redo what was undone"),
    Command("app.notes", "A,f6", "notes_panel", "Notes", "Show or hide the notes panel"),
    Command("app.all_notes", "B", "all_notes", "All notes", "Browse the notes of the whole library"),
    Command("app.tags", "M", "tags", "All tags", "Rename, merge, delete, describe, colour and pin tags"),
    Command("app.past", "R", "past", "Deleted notes", "See deleted notes and backups, and bring them back"),
    Command("app.names", "N", "names", "All names", "Browse the names in all articles"),
    Command("app.export", "X", "export", "Export", "Write all notes to a file; Enter takes Markdown"),
    Command("app.refresh", "f5", "refresh_list", "Look again", "Look for new and changed articles in the folder"),
    Command("app.theme", "f9", "app.toggle_dark", "Light or dark", "Switch between light and dark"),
    Command("app.next_article", "J,ctrl+right", "article(1)", "Next article", "Open the next article of the list"),
    Command("app.previous_article", "K,ctrl+left", "article(-1)", "Previous article", "Open the previous one"),
    Command("list.down", "j,down", "move(1)", "Down", "Go down the list"),
    Command("list.up", "k,up", "move(-1)", "Up", "Go up the list"),
    Command("list.page_down", "space,pagedown", "page(1)", "Page down", "Go down a page"),
    Command("list.page_up", "b,pageup", "page(-1)", "Page up", "Go up a page"),
    Command("list.top", "g,home", "end(-1)", "First", "Go to the first article"),
    Command("list.end", "G,end", "end(1)", "Last", "Go to the last article"),
    Command("list.open", "enter,l,right", "open", "Read", "Open the article"),
    Command("list.read", "r", "ask('read')", "Read or unread", "Mark the article read or unread"),
    Command("list.star", "m", "ask('star')", "Star", "Star the article, or take the star away"),
    Command("list.tag", "number_sign,c", "ask('tag')", "Tag", "Tag the article as a whole"),
    Command("list.date", "D", "ask('date')", "Date", "Give the article a date; its file is not touched"),
    Command("reading.down", "j,down", "scroll(1)", "Line down", "Scroll down a line"),
    Command("reading.up", "k,up", "scroll(-1)", "Line up", "Scroll up a line"),
    Command("reading.page_down", "space,pagedown", "page(1)", "Page down", "Scroll down a page"),
    Command("reading.page_up", "b,pageup", "page(-1)", "Page up", "Scroll up a page"),
    Command("reading.half_down", "ctrl+d", "page(0.5)", "Half down", "Scroll down half a page"),
    Command("reading.half_up", "ctrl+u", "page(-0.5)", "Half up", "Scroll up half a page"),
    Command("reading.top", "g,home", "end(-1)", "Top", "Go to the first sentence"),
    Command("reading.end", "G,end", "end(1)", "End", "Go to the last sentence"),
    Command(
        "reading.next_sentence",
        "right_parenthesis,ctrl+down",
        "step('sentence', 1)",
        "Next sentence",
        "Go to the next sentence; while selecting, extend by one",
    ),
    Command(
        "reading.previous_sentence",
        "left_parenthesis,ctrl+up",
        "step('sentence', -1)",
        "Previous sentence",
        "Go to the previous sentence; while selecting, draw back by one",
    ),
    Command(
        "reading.next_paragraph",
        "right_curly_bracket",
        "step('paragraph', 1)",
        "Next paragraph",
        "Go to the next paragraph; while selecting, extend by one",
    ),
    Command(
        "reading.previous_paragraph",
        "left_curly_bracket",
        "step('paragraph', -1)",
        "Previous paragraph",
        "Go to the previous paragraph; while selecting, draw back by one",
    ),
    Command("reading.next_entity", "e", "entity(1)", "Next name", "Select the next named entity"),
    Command("reading.previous_entity", "E", "entity(-1)", "Previous name", "Select the previous named entity"),
    Command("reading.highlights", "H", "highlights", "Highlights", "Show or hide the marks of named entities"),
    Command("article.translation", "t,f4", "translation", "Translation", "Show or hide the translation"),
    Command("article.fetch", "F", "fetch", "Fetch translation", "Ask for the sentences that have no translation"),
    Command("article.revise", "w", "revise", "Own translation", "Write the translation of the sentence yourself"),
    Command("article.doubt", "exclamation_mark", "doubt", "Doubtful", "Mark the translation doubtful, or no longer"),
    Command("article.about", "i", "about", "Who says so", "Tell who translated the sentence, and what to look at"),
    Command("article.revoke", "f8", "revoke", "Stop sending", "Take back the consent to send text to a service"),
    Command("reading.wider", "plus", "measure(1)", "Wider", "Make the text column wider"),
    Command("reading.narrower", "minus", "measure(-1)", "Narrower", "Make the text column narrower"),
    Command("article.star", "m", "ask('star')", "Star", "Star the article, or take the star away"),
    Command("article.date", "D", "ask('date')", "Date", "Give the article a date; its file is not touched"),
    Command("reading.select", "v", "select", "Select", "Select from the current sentence on; again to cancel"),
    Command("article.note", "a,enter", "note", "Note", "Write a note on the selection, else on the sentence"),
    Command("article.tag", "number_sign,c", "tag", "Tag", "Tag the selection, else the sentence"),
    *(
        Command(f"article.tag_{n}", str(n), f"recent({n})", f"Tag {n}", f"Put recent tag {n} on the passage")
        for n in range(1, 10)
    ),
    Command("article.repeat", "full_stop", "repeat", "Same again", "Put the last tags on this passage too"),
    Command("article.everywhere", "W", "everywhere", "Tag everywhere", "Tag a name or words all over the library"),
    Command("article.name", "n", "name", "This name", "Show what is known of the name here"),
    Command("article.next_mention", "asterisk", "next_mention", "Next mention", "Go to the next mention, by date"),
    Command("article.labels", "L", "labels", "Kinds of names", "Say what the letters mean; show or hide a kind"),
    Command("article.copy", "y", "copy", "Copy", "Copy the passage, its translation and where it is from"),
    Command("article.show_note", "o", "show_note", "Notes here", "Go through the notes on this passage"),
    *(
        Command(
            f"selecting.count_{n}", str(n), f"count({n})", f"Count {n}", "Right after v or o, count the next motion"
        )
        for n in (*range(1, 10), 0)
    ),
    Command("selecting.forward", "l,right", "step('character', 1)", "Character on", "Move the end by a character"),
    Command("selecting.back", "h,left", "step('character', -1)", "Character back", "Move it back by a character"),
    Command("selecting.next_word", "w,ctrl+right", "step('word', 1)", "Word on", "Move the end by a word"),
    Command("selecting.previous_word", "b,ctrl+left", "step('word', -1)", "Word back", "Move it back by a word"),
    Command("selecting.sentence", "s", "snap('sentence')", "Whole sentence", "Grow to whole sentences"),
    Command("selecting.paragraph", "p", "snap('paragraph')", "Whole paragraph", "Grow to whole paragraphs"),
    Command("selecting.swap", "o", "swap", "Other end", "Move the other end of the selection"),
    Command("notes.open", "enter", "open", "Go there", "Go to the passage"),
    Command("notes.edit", "e", "edit", "Edit", "Edit the note"),
    Command("notes.tag", "number_sign,c", "tag", "Tags", "Change its tags"),
    Command("notes.place", "p", "place", "Place", "Confirm where the passage is now, or put the note on another one"),
    Command("notes.delete", "x,delete", "delete", "Delete", "Delete the note; undo brings it back"),
    Command("notebook.help", "?,f1", "help", "Help", "Show the keys that work here"),
    Command(
        "notebook.leave",
        "escape,q",
        "leave",
        "Leave",
        "Leave the input, the table, the marks, the filter, then the screen",
    ),
    Command("notebook.filter", "slash,ctrl+f", "filter", "Filter", "Filter the notes as you type"),
    Command("notebook.sort", "s", "sort", "Sort", "Sort by date of the article, by tag, by last change"),
    Command("notebook.table", "T", "table", "Table", "Show tags by month, or the list again"),
    Command("notebook.undo", "u,ctrl+z", "undo", "Undo", "Undo the last change"),
    Command("notebook.redo", "U,ctrl+y", "redo", "Redo", "Redo what was undone"),
    Command("browser.down", "j,down", "move(1)", "Down", "Go down"),
    Command("browser.up", "k,up", "move(-1)", "Up", "Go up"),
    Command("browser.page_down", "pagedown", "page(1)", "Page down", "Go down a page"),
    Command("browser.page_up", "pageup", "page(-1)", "Page up", "Go up a page"),
    Command("browser.top", "g,home", "end(-1)", "First", "Go to the first note"),
    Command("browser.end", "G,end", "end(1)", "Last", "Go to the last note"),
    Command("browser.open", "enter", "open", "Go there", "Go to the passage"),
    Command("browser.mark", "space", "mark", "Mark", "Mark the note; tags and deletion then go for all marked"),
    Command("browser.edit", "e", "ask('edit')", "Edit", "Edit the note"),
    Command("browser.tag", "number_sign,c", "ask('tag')", "Tags", "Change the tags of the note, or of all marked"),
    Command("browser.place", "p", "ask('place')", "Place", "Confirm where passages are now, or keep notes without"),
    Command("browser.delete", "x,delete", "ask('delete')", "Delete", "Delete the note, or all marked; undo restores"),
    Command("tagbook.help", "?,f1", "help", "Help", "Show the keys that work here"),
    Command("tagbook.leave", "escape,q", "leave", "Leave", "Leave the input, the marks, the filter, then the screen"),
    Command("tagbook.filter", "slash,ctrl+f", "filter", "Filter", "Filter the tags as you type"),
    Command("tagbook.sort", "s", "sort", "Sort", "Sort by last use, by name, by count"),
    Command("tagbook.undo", "u,ctrl+z", "undo", "Undo", "Undo the last change"),
    Command("tagbook.redo", "U,ctrl+y", "redo", "Redo", "Redo what was undone"),
    Command("tags.open", "enter", "open", "Its notes", "Show the notes that carry the tag"),
    Command("tags.mark", "space", "mark", "Mark", "Mark the tag, to merge or delete several"),
    Command("tags.rename", "r", "ask('rename')", "Rename", "Rename the tag everywhere, with the tags below it"),
    Command("tags.merge", "m", "ask('merge')", "Merge", "Make the marked tags one"),
    Command("tags.delete", "x,delete", "ask('delete')", "Delete", "Take the tag, or all marked, off everything"),
    Command("tags.describe", "d", "ask('describe')", "Describe", "Say when the tag is to be used"),
    Command("tags.colour", "c", "ask('colour')", "Colour", "Give the tag a colour"),
    *(
        Command(f"tags.pin_{n}", str(n), f"ask('pin', {n})", f"Pin to {n}", f"Let {n} put this tag on passages")
        for n in range(1, 10)
    ),
    Command("tags.unpin", "0", "ask('pin', 0)", "Unpin", "Take the tag off its digit"),
    Command("everywhere.help", "?,f1", "help", "Help", "Show the keys that work here"),
    Command("everywhere.leave", "escape,q", "leave", "Leave", "Leave the input, stop looking, then the screen"),
    Command("everywhere.filter", "slash,ctrl+f", "filter", "Look for", "Look for another name or other words"),
    Command("everywhere.kind", "tab", "kind(1)", "Kind", "Look for a name, for words, for sentences with them"),
    Command("everywhere.kind_back", "shift+tab", "kind(-1)", "Kind back", "The same, the other way round"),
    Command("everywhere.tag", "number_sign,c,enter", "tag", "Tag them", "Tag all passages that are not left out"),
    Command("everywhere.undo", "u,ctrl+z", "undo", "Undo", "Undo the last change"),
    Command("everywhere.redo", "U,ctrl+y", "redo", "Redo", "Redo what was undone"),
    Command("mentions.leave_out", "space", "leave_out", "Leave out", "Leave the passage out, or take it back"),
    Command("mentions.leave_out_all", "a", "leave_out_all", "All or none", "Leave all passages out, or none"),
    Command("past.help", "?,f1", "help", "Help", "Show the keys that work here"),
    Command("past.leave", "escape,q", "leave", "Leave", "Leave the screen"),
    Command("past.restore", "enter", "open", "Bring back", "Bring the note back, or all notes of the backup"),
    Command("past.back_up", "b", "back_up", "Back up", "Make a backup of all notes now"),
    Command("past.undo", "u,ctrl+z", "undo", "Undo", "Undo the last change"),
    Command("past.redo", "U,ctrl+y", "redo", "Redo", "Redo what was undone"),
    Command("index.help", "?,f1", "help", "Help", "Show the keys that work here"),
    Command("index.leave", "escape,q", "leave", "Leave", "Leave the filter, stop reading articles, then the screen"),
    Command("index.open", "enter", "open", "This name", "Show what is known of the name; go to the passage"),
    Command("index.filter", "slash,ctrl+f", "filter", "Filter", "Filter the names as you type"),
    Command("index.articles", "f", "articles", "Its articles", "Filter the list of articles by the name"),
    Command("rows.down", "j,down", "move(1)", "Down", "Go down"),
    Command("rows.up", "k,up", "move(-1)", "Up", "Go up"),
    Command("rows.page_down", "pagedown", "page(1)", "Page down", "Go down a page"),
    Command("rows.page_up", "pageup", "page(-1)", "Page up", "Go up a page"),
    Command("rows.top", "g,home", "end(-1)", "First", "Go to the first"),
    Command("rows.end", "G,end", "end(1)", "Last", "Go to the last"),
    Command("editor.save", "ctrl+s", "save", "Save", "Save the note and close"),
    Command("editor.drop", "ctrl+r", "drop", "Drop draft", "Go back from your unsaved draft to what is saved"),
    Command("editor.leave", "escape", "leave", "Leave", "Close; asks first when something was written"),
)
"""All commands, in the order in which help shows them."""


def commands(context: str) -> list[Command]:
    """The commands that work in ``context``."""
    return [command for command in COMMANDS if command.context == context]


_TOGETHER = (
    {"app", "list"},
    {"app", "reading", "article"},
    {"app", "notes"},
    {"notebook", "browser"},
    {"tagbook", "tags", "rows"},
    {"everywhere", "mentions", "rows"},
    {"past", "rows"},
    {"index", "rows"},
)
"""Contexts whose keys work at the same time. While selecting and in the editor, keys may mean something else."""


def effective(own: Mapping[str, str]) -> tuple[dict[str, str], list[str]]:
    """The keys of every command by id, with the user's ``own`` where they can be used; why others cannot.

    A key that would stand for two commands at once is refused: both keep the keys that they have by default.
    """
    if not own:
        return _DEFAULTS.copy(), []
    from reader.keynames import key_name  # noqa: PLC0415 - only those who choose keys of their own pay for it

    problems = [f"there is no command “{id_}”." for id_ in own if id_ not in _DEFAULTS]
    chosen = {id_: given for id_, given in own.items() if id_ in _DEFAULTS}
    while True:
        clashes = list(_clashes({**_DEFAULTS, **chosen}, chosen))
        if not clashes:
            return {**_DEFAULTS, **chosen}, problems
        for key, one, other in clashes:
            problems.append(f"“{key_name(key)}” would stand for both {one} and {other}; the default keys are kept.")
            chosen.pop(one, None)
            chosen.pop(other, None)


_DEFAULTS = {command.id: command.keys for command in COMMANDS}


def _clashes(given: Mapping[str, str], own: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """Keys that stand for two commands at once through a choice of the user, with the ids of the two."""
    from reader.keynames import key_name, split  # noqa: PLC0415 - as above

    for one, other in combinations(COMMANDS, 2):
        if (one.id in own or other.id in own) and _meet(one.context, other.context):
            theirs = set(map(key_name, split(given[other.id])))
            for key in split(given[one.id]):
                if key_name(key) in theirs:
                    yield key, one.id, other.id


def _meet(one: str, other: str) -> bool:
    return one == other or any({one, other} <= contexts for contexts in _TOGETHER)
