"""``renamed``, and what commands do with files that were renamed and edited."""

from __future__ import annotations

import pytest

QUOTE = "Haftars troepen namen"
NAME = "000_ece2383aa4714dc8.txt"


@pytest.fixture
def rename(samples):
    """Renames a sample, and edits it."""

    def do(*edits: tuple[str, str], name: str = "nieuw.txt") -> None:
        text = (samples / NAME).read_text("utf-8")
        (samples / NAME).unlink()
        for old, new in edits:
            assert old in text
            text = text.replace(old, new)
        (samples / name).write_text(text + "\nNaschrift van de redactie.\n", "utf-8")

    return do


@pytest.fixture
def notes(in_library, records):
    return lambda: [
        (note["article"]["title"], note["anchor"]["state"]) for note in records(in_library("note", "list", "--json"))
    ]


def test_what_was_written_follows_and_that_is_told_once(in_library, take, rename, notes):
    take("000", QUOTE)
    rename()
    result = in_library("list", "is:noted")
    assert result.exit_code == 0
    assert "1 article" in result.stdout
    assert f"{NAME} is nieuw.txt now" in result.stderr
    assert len(result.stderr.splitlines()) == 1
    assert in_library("list").stderr == ""
    assert [state for _, state in notes()] == ["exact"]


def test_that_can_be_taken_back_and_said_again(in_library, take, rename, records):
    take("000", QUOTE)
    rename()
    in_library("list")
    result = in_library("renamed", "undo", "nieuw.txt")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "no longer" in in_library("note", "list").stdout
    (gone,) = records(in_library("renamed", "list", "--json"))
    assert (gone["path"], gone["notes"]) == (NAME, 1)
    assert [offer["path"] for offer in gone["offers"]] == ["nieuw.txt"]
    assert "nieuw.txt" in in_library("renamed", "list").stdout
    result = in_library("renamed", "set", NAME, "nieuw")
    assert (result.exit_code, result.stdout) == (0, f"{NAME} is nieuw.txt now.\n")
    assert in_library("renamed", "list").stdout == ""
    assert "no longer" not in in_library("note", "list").stdout


def test_check_changes_nothing_unless_it_is_to_mend(in_library, samples, take, rename):
    take("000", QUOTE)
    rename()
    before = (samples / "notes.json").read_bytes()
    result = in_library("check")
    assert result.exit_code == 1
    assert f"its article {NAME} is gone" in result.stdout
    assert (samples / "notes.json").read_bytes() == before
    assert in_library("check", "--repair").exit_code == 0
    assert (samples / "notes.json").read_bytes() != before


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (("set", "nosuch", "000"), "No article “nosuch” is gone"),
        (("set", "\033[2J", "000"), "No article"),
        (("undo", "000"), "was not taken for any other article"),
        (("undo", "nosuch"), "No article is called"),
        (("set", "a"), "Missing argument"),
    ],
)
def test_what_makes_no_sense_is_refused(in_library, command, said):
    result = in_library("renamed", *command)
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_where_nothing_is_gone_that_is_said(in_library):
    result = in_library("renamed", "list")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "No article that you wrote on is gone" in result.stderr
