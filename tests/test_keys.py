"""Every command is declared once, with keys that mean one thing wherever they work."""

from __future__ import annotations

import string
from collections import Counter
from itertools import combinations

import pytest
from textual.keys import Keys, _character_to_key

from reader.keynames import is_key, key_name, key_names, split
from reader.keys import COMMANDS, CONTEXTS, commands, effective

DEFAULTS = {command.id: command.keys for command in COMMANDS}

HIDDEN = {
    ("list", "desk", "app"): {},
    ("reading", "article", "desk", "app"): {},
    ("notebook", "browser", "app"): {},
    ("tagbook", "tags", "rows", "app"): {},
    ("everywhere", "mentions", "rows", "app"): {},
    ("past", "rows", "app"): {},
    ("index", "rows", "app"): {},
    ("notes", "article", "desk", "app"): {
        "enter": "notes.open before article.note",
        "number_sign": "notes.tag before article.tag",
        "c": "notes.tag before article.tag",
    },
    ("selecting", "reading", "article", "desk", "app"): {
        "b": "selecting.previous_word before reading.page_up",
        "o": "selecting.swap before article.show_note",
        "w": "selecting.next_word before article.revise",
        "ctrl+left": "selecting.previous_word before desk.previous_article",
        "ctrl+right": "selecting.next_word before desk.next_article",
        **{str(n): f"selecting.count_{n} before article.tag_{n}" for n in range(1, 10)},
    },
    ("editor", "desk", "app"): {"escape": "editor.leave before desk.leave"},
}
"""Contexts that work together, the nearest first, and the keys by which a nearer one hides a farther one."""


def test_ids_are_unique_and_begin_with_their_context():
    assert [id_ for id_, count in Counter(command.id for command in COMMANDS).items() if count > 1] == []
    assert {command.context for command in COMMANDS} == set(CONTEXTS)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.id)
def test_a_command_says_what_it_is_called_and_what_it_does(command):
    assert 1 <= len(command.name.split()) <= 3
    assert command.help[0].isupper()
    assert not command.help.endswith(".")
    assert command.action
    assert split(command.keys)


@pytest.mark.parametrize("context", CONTEXTS)
def test_in_one_context_a_key_means_one_command(context):
    keys = Counter(key_name(key) for command in commands(context) for key in split(command.keys))
    assert [key for key, count in keys.items() if count > 1] == []


@pytest.mark.parametrize("contexts", HIDDEN, ids="+".join)
def test_where_contexts_work_together_only_these_keys_are_hidden(contexts):
    hidden = {}
    for near, far in combinations(contexts, 2):
        for one in commands(near):
            for other in commands(far):
                common = set(split(one.keys)) & set(split(other.keys))
                hidden |= dict.fromkeys(common, f"{one.id} before {other.id}")
    assert hidden == HIDDEN[contexts]


def test_what_is_hidden_has_another_key_or_can_wait():
    """While selecting, paging back is left to PgUp, and articles and notes to the time after."""
    assert "pageup" in split(DEFAULTS["reading.page_up"])
    assert {"J", "K"} <= {*split(DEFAULTS["desk.next_article"]), *split(DEFAULTS["desk.previous_article"])}


def test_keys_are_called_what_the_terminal_library_calls_them():
    known = (
        {key.value for key in Keys} | {_character_to_key(char) for char in string.printable} | set(string.printable)
    )
    strange = [
        key
        for command in COMMANDS
        for key in split(command.keys)
        if key not in known and key.rpartition("+")[2] not in known
    ]
    assert strange == []


@pytest.mark.parametrize(
    ("keys", "names"),
    [
        ("j,down", "j ↓"),
        ("J", "J"),
        ("question_mark,f1", "? F1"),
        ("?", "?"),
        ("colon, ctrl+p", ": Ctrl+p"),
        ("ctrl+right", "Ctrl+→"),
        ("ctrl+shift+up", "Ctrl+Shift+↑"),
        ("shift+tab", "Shift+Tab"),
        ("plus,minus", "+ -"),
        ("number_sign,full_stop", "# ."),
        ("space,pagedown,pageup", "Space PgDn PgUp"),
        ("escape,enter,delete,home", "Esc Enter Del Home"),
    ],
)
def test_keys_are_written_as_people_write_them(keys, names):
    assert key_names(keys) == names


def test_without_choices_of_the_user_the_keys_are_those_of_the_table():
    assert effective({}) == (DEFAULTS, [])
    assert effective(DEFAULTS) == (DEFAULTS, [])


@pytest.mark.parametrize(
    "own",
    [
        {"list.open": "o"},
        {"list.read": "m", "list.star": "r"},
        {"selecting.next_word": "j"},
        {"notes.edit": "t"},
        {"editor.save": "f2"},
    ],
    ids=["a free key", "two keys change places", "a key of another time", "a nearer pane", "in the editor"],
)
def test_the_user_may_choose_other_keys(own):
    assert effective(own) == ({**DEFAULTS, **own}, [])


@pytest.mark.parametrize(
    ("own", "said"),
    [
        ({"list.opne": "o"}, ["list.opne"]),
        ({"list.open": "j"}, ["list.open", "list.down", "“j”"]),
        ({"list.open": "q"}, ["list.open", "desk.back", "“q”"]),
        ({"list.open": "question_mark"}, ["list.open", "app.help", "“?”"]),
        ({"reading.highlights": "t"}, ["reading.highlights", "article.translation", "“t”"]),
        ({"list.down": "notakey"}, ["list.down", "“notakey” is no key"]),
        ({"list.down": "n,notakey"}, ["list.down", "“notakey” is no key"]),
        ({"list.down": "PgDn"}, ["list.down", "“PgDn”", "write “pagedown”"]),
        ({"list.down": "Ctrl-N"}, ["list.down", "“Ctrl-N”", "write “ctrl+n”"]),
        ({"list.down": "shift+ctrl+n"}, ["write “ctrl+shift+n”"]),
    ],
    ids=[
        "no such command",
        "a key of the same list",
        "a key of everywhere",
        "the same key by another name",
        "beside it",
        "no key",
        "no key beside one",
        "what people call a key",
        "as others write it",
        "in another order",
    ],
)
def test_a_choice_that_cannot_be_is_refused_by_name_and_the_default_kept(own, said):
    chosen, (problem,) = effective(own)
    assert chosen == DEFAULTS
    assert all(name in problem for name in said)


def test_of_several_choices_only_those_that_clash_are_refused():
    chosen, (problem,) = effective({"list.open": "j", "list.tag": "T"})
    assert chosen == {**DEFAULTS, "list.tag": "T"}
    assert "list.open" in problem


def test_a_command_may_be_given_no_key():
    assert effective({"app.theme": ""}) == ({**DEFAULTS, "app.theme": ""}, [])


def test_every_key_of_the_table_is_one():
    assert [key for keys in DEFAULTS.values() for key in split(keys) if not is_key(key)] == []


@pytest.mark.parametrize("key", ["n", "N", "?", "é", "ctrl+n", "alt+enter", "ctrl+shift+f12", "quotation_mark"])
def test_these_are_keys(key):
    assert is_key(key)


@pytest.mark.parametrize("key", ["", "ctrl", "ctrl+", "+n", "hyper+hyper+n", "f25", "ctrl+N", "latin_small_letter_a"])
def test_these_are_none(key):
    assert not is_key(key)
