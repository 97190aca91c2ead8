"""Whatever goes wrong is one sentence and an exit code, and loses nothing."""

from __future__ import annotations

import os
import re

import pytest

CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
EVIL = "Dit \033]52;c;QUJD\007is \033[31meen tekst\x9b2J. En \x1bnog een zin."


def missing(samples):
    return samples / "nosuch"


def a_file(samples):
    return samples / "000_ece2383aa4714dc8.txt"


@pytest.mark.parametrize(
    "command", [("list",), ("show", "a"), ("note", "list"), ("tag", "list"), ("export",), ("check",)]
)
@pytest.mark.parametrize(("place", "said"), [(missing, "There is no folder"), (a_file, "is a file")])
def test_a_library_that_is_none_is_refused_by_every_command(run, samples, command, place, said):
    result = run(*command, "--library", place(samples))
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr
    assert len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ("--foo",),
        ("list", "--foo"),
        ("show",),
        ("show", "a", "b"),
        ("note",),
        ("note", "foo"),
        ("analyse",),
        ("tag", "rename", "a"),
    ],
)
def test_bad_usage_is_one_sentence_that_says_where_to_look(run, arguments):
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert len(result.stderr.splitlines()) == 1
    assert "--help" in result.stderr


@pytest.fixture
def bad_files(samples):
    (samples / "binary.txt").write_bytes(b"\0\1\2")
    (samples / "empty.txt").write_bytes(b"")
    with (samples / "huge.txt").open("wb") as file:
        file.truncate(50_000_000)
    os.mkfifo(samples / "pipe.txt")
    return {"binary.txt", "empty.txt", "huge.txt", "pipe.txt"}


def test_files_that_cannot_be_used_are_named_and_the_rest_is_listed(in_library, bad_files):
    result = in_library("list")
    assert result.exit_code == 1
    assert {line.split()[1] for line in result.stderr.splitlines()} == bad_files
    assert result.stdout.endswith("3 articles, 1 undated\n")


def test_asked_for_by_name_such_a_file_says_what_is_wrong_with_it(in_library, bad_files):
    for name in bad_files:
        result = in_library("show", name)
        assert (result.exit_code, result.stdout) == (2, "")
        assert result.stderr.startswith(f"libya-reader: {name} ")


def test_such_files_do_not_stand_in_the_way_of_notes(in_library, bad_files):
    result = in_library("note", "add", "000", "--quote", "Haftars troepen namen")
    assert (result.exit_code, result.stderr) == (0, "")


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may read everything")
def test_an_unreadable_file_is_named(in_library, samples):
    (samples / "000_ece2383aa4714dc8.txt").chmod(0)
    result = in_library("list")
    assert result.exit_code == 1
    assert "000_ece2383aa4714dc8.txt may not be read" in result.stderr


def test_notes_that_cannot_be_read_are_refused_and_left_alone(in_library, samples):
    (samples / "notes.json").mkdir()
    result = in_library("note", "add", "000", "--quote", "Haftars troepen namen")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "notes.json cannot be read" in result.stderr
    assert (samples / "notes.json").is_dir()


def test_damaged_notes_are_told_of_and_the_evidence_is_kept(in_library, samples, take, records):
    uid = take("000", "Haftars troepen namen")
    file = samples / "notes.json"
    damaged = file.read_bytes()[:-4] + b"\xff garbage"
    file.write_bytes(damaged)
    result = in_library("note", "list", "--json")
    assert result.exit_code == 1
    assert "notes.json was damaged" in result.stderr
    assert [note["uid"] for note in records(result)] == [uid]
    assert [path.read_bytes() for path in samples.glob("notes.json.corrupt-*")] == [damaged]


def test_nothing_that_a_terminal_obeys_gets_out(in_library, samples):
    name = "evil\033]52;c;QUJD\007\x9b.txt"
    (samples / name).write_text(EVIL)
    id_ = in_library("list", "--json", "evil").stdout.split('"')[3]
    commands = [
        ("list",),
        ("list", "--json"),
        ("show", id_),
        ("show", id_, "--json"),
        ("show", id_, "--translation"),
        ("analyse", samples / name),
        ("analyse", samples / name, "--json"),
        ("note", "add", id_, "--quote", "een tekst", "--note", EVIL, "--tag", "\033[1m", "--json"),
        ("note", "list"),
        ("tag", "list"),
        ("tag", "rename", "nosuch\033[2J", "x"),
        ("export",),
        *(("export", "--format", form) for form in ("jsonl", "w3c", "qdc", "csl")),
        ("note", "import", samples / name),
        ("tag", "import", samples / name),
        ("check",),
        ("show", name + "\033[2J"),
        ("nosuch\033[2J",),
        ("--nosuch\033[2J",),
    ]
    for command in commands:
        result = in_library(*command)
        shown = result.stdout_bytes.decode() + result.stderr_bytes.decode()
        assert shown, command
        assert not CONTROLS.search(shown.replace("\n", "")), command


def test_a_fault_of_ours_is_a_sentence_unless_asked_for_more(in_library, monkeypatch):
    def fail(_library):
        raise ZeroDivisionError("oops")

    monkeypatch.delenv("LIBYA_READER_DEBUG", raising=False)
    monkeypatch.setattr("reader.cli.articles.refresh", fail)
    result = in_library("list")
    assert (result.exit_code, len(result.stderr.splitlines())) == (1, 1)
    assert "ZeroDivisionError: oops" in result.stderr
    monkeypatch.setenv("LIBYA_READER_DEBUG", "1")
    assert isinstance(in_library("list").exception, ZeroDivisionError)
