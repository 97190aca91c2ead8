"""Options that say where things are, ``where``, ``keys``, and what the first run does."""

from __future__ import annotations

import os

import pytest

from reader.keys import COMMANDS, effective

SAMPLES = {"000_ece2383aa4714dc8.txt", "002_6f277c47d6171ce6.txt", "004_ad1790bf80156721.txt", "nl-en.tmx"}


@pytest.fixture
def settings(home):
    (home / "config").mkdir(parents=True)
    return (home / "config" / "settings.toml").write_text


def test_the_first_run_lays_out_the_samples(run, home, records):
    assert len(records(run("list", "--json"))) == 3
    assert {path.name for path in (home / "data" / "library").iterdir()} == SAMPLES


def test_a_default_library_that_is_there_is_never_touched(run, home):
    (home / "data" / "library").mkdir(parents=True)
    assert run("list").exit_code == 0
    assert list((home / "data" / "library").iterdir()) == []


def test_a_named_library_leaves_the_default_one_alone(in_library, home):
    assert in_library("list").exit_code == 0
    assert not (home / "data" / "library").exists()


def test_the_library_can_be_named_in_the_settings(run, samples, home, settings, records):
    settings(f'library = "{samples}"')
    assert len(records(run("list", "--json"))) == 3
    assert not (home / "data" / "library").exists()


@pytest.mark.parametrize(
    "order",
    [("--library", "L", "note", "list"), ("note", "--library", "L", "list"), ("note", "list", "--library", "L")],
)
def test_a_place_may_be_named_anywhere(run, samples, order):
    result = run(*[samples if each == "L" else each for each in order])
    assert (result.exit_code, "no notes yet" in result.stderr) == (0, True)


@pytest.mark.parametrize("command", [["list"], ["where"], ["word", "militie"]])
def test_the_folder_of_a_user_that_is_not_there_is_told_of_like_any_other(run, settings, command):
    settings('library = "~nobody-here/a"\ndictionary = "~nobody-here/d.index"\n', "utf-8")
    result = run(*command)
    assert "should not have" not in result.stderr
    assert "~nobody-here" in result.stdout + result.stderr


def test_settings_that_were_named_must_be_there(run, tmp_path):
    result = run("list", "--config", tmp_path / "none.toml")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "none.toml" in result.stderr


def test_settings_that_cannot_be_used_are_named_and_the_rest_is_done(in_library, settings):
    settings("mesure = 3")
    result = in_library("list")
    assert result.exit_code == 1
    assert "there is no setting “mesure”" in result.stderr
    assert "3 articles" in result.stdout


def test_where_names_every_place(run, home, records):
    places = {place["name"]: (place["path"], place["exists"]) for place in records(run("where", "--json"))}
    assert list(places) == ["library", "notes", "index", "translations", "models", "settings", "styles", "samples"]
    assert places["library"] == (str(home / "data" / "library"), True)
    assert places["notes"] == (str(home / "data" / "library" / "notes.json"), False)
    assert places["settings"] == (str(home / "config" / "settings.toml"), False)
    assert places["samples"][1]


def test_where_follows_what_is_named(in_library, samples, tmp_path, records):
    places = {p["name"]: p["path"] for p in records(in_library("where", "--json", "--notes", tmp_path / "n.json"))}
    assert (places["library"], places["notes"]) == (str(samples), str(tmp_path / "n.json"))


def test_where_agrees_with_the_library_that_cannot_be_written_to(in_library, samples, home, monkeypatch, records):
    access = os.access
    monkeypatch.setattr(
        "os.access", lambda path, mode: access(path, mode) and not (mode == os.W_OK and path == samples)
    )
    result = in_library("note", "add", "000", "--quote", "Haftars troepen namen")
    assert (result.exit_code, "notes are kept in" in result.stderr) == (0, True)
    places = {place["name"]: (place["path"], place["exists"]) for place in records(in_library("where", "--json"))}
    assert places["notes"][0].startswith(str(home / "data" / "notes"))
    assert places["notes"][1]
    assert not (samples / "notes.json").exists()


def test_where_answers_for_a_library_that_is_not_there(run, tmp_path):
    result = run("where", "--library", tmp_path / "none")
    assert result.exit_code == 0
    assert f"{tmp_path / 'none'}  (not there)" in result.stdout


def test_every_command_of_the_app_has_its_keys(run, records):
    found = records(run("keys", "--json"))
    assert [each["id"] for each in found] == [command.id for command in COMMANDS]
    assert list(found[0]) == ["id", "context", "keys", "default", "name", "help"]
    assert found[0]["keys"] == found[0]["default"] == ["?", "f1"]


def test_for_people_the_keys_stand_under_where_they_work(run):
    lines = run("keys").stdout.splitlines()
    assert lines[0] == "Everywhere"
    assert lines[1].split("  ")[1] == "? F1"


def test_the_default_keys_do_not_clash():
    table, problems = effective({command.id: command.keys for command in COMMANDS})
    assert problems == []
    assert table == {command.id: command.keys for command in COMMANDS}


@pytest.mark.parametrize(
    ("own", "said", "kept"),
    [
        ({"list.star": "s"}, [], {"list.star": "s"}),
        ({"list.star": "r", "list.read": "m"}, [], {"list.star": "r", "list.read": "m"}),
        ({"foo.bar": "x"}, ["foo.bar"], {}),
        ({"list.star": "r"}, ["list.read", "list.star", "“r”"], {"list.star": "m"}),
        ({"list.star": "z,question_mark"}, ["app.help", "list.star", "“?”"], {"list.star": "m"}),
        ({"article.star": "e"}, ["reading.next_entity", "article.star"], {"article.star": "m"}),
        ({"list.star": "z", "list.read": "z"}, ["list.star", "list.read"], {"list.star": "m", "list.read": "r"}),
        ({"selecting.swap": "m"}, [], {"selecting.swap": "m"}),
    ],
)
def test_own_keys_are_taken_or_refused_by_name(own, said, kept):
    table, problems = effective(own)
    assert len(problems) == bool(said)
    assert all(name in problems[0] for name in said)
    assert kept.items() <= table.items()


def test_refused_keys_are_a_problem(run, settings):
    settings('[keys]\n"list.star" = "r"\n"foo.bar" = "x"')
    result = run("keys")
    assert result.exit_code == 1
    assert len(result.stderr.splitlines()) == 2
    assert "settings.toml" in result.stderr
