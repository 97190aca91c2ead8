"""``trash`` and ``backup``."""

from __future__ import annotations

import pytest

QUOTE = "Haftars troepen namen"


@pytest.fixture
def gone(take, in_library, records):
    """The uid of a deleted note."""
    take("000", QUOTE, "--note", "mine", "--tag", "war")
    (note,) = records(in_library("note", "list", "--json"))
    assert in_library("note", "delete", note["uid"]).exit_code == 0
    return note["uid"]


def notes(in_library, records):
    return [(note["uid"], note["note"], note["tags"]) for note in records(in_library("note", "list", "--json"))]


def test_deleted_notes_are_listed_and_come_back(in_library, records, gone):
    (deleted,) = records(in_library("trash", "list", "--json"))
    assert list(deleted) == ["uid", "deleted", "article", "quote", "note", "tags"]
    assert (deleted["uid"], deleted["quote"], deleted["tags"]) == (gone, QUOTE, ["war"])
    assert f"{gone[:8]}  " in in_library("trash", "list").stdout
    restored = in_library("trash", "restore", gone[:8])
    assert (restored.exit_code, restored.stdout.strip()) == (0, gone)
    assert notes(in_library, records) == [(gone, "mine", ["war"])]
    assert in_library("trash", "list").stdout == ""


@pytest.mark.parametrize("uid", ["", "abc", "ffffffff", "*"])
def test_what_names_no_deleted_note_is_refused(in_library, gone, uid):
    refused = in_library("trash", "restore", gone, uid)
    assert refused.exit_code == 2
    assert "trash list" in refused.stderr
    assert in_library("note", "list", "--json").stdout == ""


def test_a_backup_is_made_listed_and_restored(in_library, records, take):
    take("000", QUOTE, "--note", "one")
    made = in_library("backup", "make")
    assert made.exit_code == 0
    ((uid, _, _),) = notes(in_library, records)
    in_library("note", "edit", uid, "--note", "two")
    take("004", "pijnlijke tegenvaller")
    backups = records(in_library("backup", "list", "--json"))
    mine = next(each for each in backups if each["reason"] == "user")
    assert mine["notes"] == 1
    assert made.stdout.strip().endswith(mine["name"])
    assert mine["name"] in in_library("backup", "list").stdout
    restored = in_library("backup", "restore", mine["name"])
    assert restored.stdout.strip() == "0 notes back, 1 as they were, 1 newer kept."
    assert sorted(text for _, text, _ in notes(in_library, records)) == ["", "one"]


@pytest.mark.parametrize("name", ["1999", "../notes.json"])
def test_what_names_no_backup_is_refused(in_library, take, name):
    take("000", QUOTE)
    refused = in_library("backup", "restore", name)
    assert refused.exit_code == 2
    assert "backup list" in refused.stderr
