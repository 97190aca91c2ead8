"""Settings come from one file; what cannot be used in it is said in a sentence, and its default holds."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from reader.settings import Settings, read


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "settings.toml"


def test_a_missing_file_is_no_problem(file):
    assert read(file) == (Settings(), [])


def test_an_empty_file_is_no_problem(file):
    file.write_text("", encoding="utf-8")
    assert read(file) == (Settings(), [])


def test_everything_can_be_set(file):
    file.write_text(
        'library = "/artikelen"\nlanguage = "de"\ntarget = "fr"\nrecogniser = "frog"\nengine = ""\ndictionary = "/d.ifo"\ntheme = "paper"\n'
        'measure = 64\n[keys]\n"list.open" = "o"\n[engines.deepl]\nkey = "sesame"\n'
        '[recognisers.frog]\nlabels = "EVE=-"\n',
        encoding="utf-8",
    )
    wanted = Settings(
        library="/artikelen",
        language="de",
        target="fr",
        recogniser="frog",
        engine="",
        dictionary="/d.ifo",
        theme="paper",
        measure=64,
        keys={"list.open": "o"},
        engines={"deepl": {"key": "sesame"}},
        recognisers={"frog": {"labels": "EVE=-"}},
    )
    assert read(file) == (wanted, [])


@pytest.mark.parametrize("measure", [40, 80])
def test_the_measure_may_be_as_little_or_as_much(file, measure):
    file.write_text(f"measure = {measure}", encoding="utf-8")
    assert read(file) == (Settings(measure=measure), [])


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('lanugage = "de"', "{}: there is no setting “lanugage”; it is ignored."),
        ("target = 5", "{}: “target” must be text in quotes; the default is used."),
        ('measure = "wide"', "{}: “measure” must be a whole number; the default is used."),
        ("measure = 64.5", "{}: “measure” must be a whole number; the default is used."),
        ("measure = true", "{}: “measure” must be a whole number; the default is used."),
        ("measure = 39", "{}: “measure” must be from 40 to 80; the default is used."),
        ("measure = 81", "{}: “measure” must be from 40 to 80; the default is used."),
        ('keys = "o"', "{}: “keys” must be a table; the default is used."),
        ('keys."list.open" = 5', "{}: the keys of “list.open” must be text; they are ignored."),
        ("engines = 5", "{}: “engines” must be a table; the default is used."),
        ("recognisers.frog = 1", "{}: “recognisers.frog” must be a table; it is ignored."),
        ('engines.deepl = "sesame"', "{}: “engines.deepl” must be a table; it is ignored."),
        ("]", "{} could not be read (Invalid statement (at line 1, column 1)); the defaults are used."),
        (
            'language = "Dutch"',
            '{}: in “language”, “Dutch” is no language; give its tag, "nl"; until then the default is used.',
        ),
        (
            'target = "klingon"',
            "{}: in “target”, “klingon” is no language; give its tag, such as nl, en or pt-BR; until then the default is used.",
        ),
        (
            'target = ""',
            "{}: in “target”, “” is no language; give its tag, such as nl, en or pt-BR; until then the default is used.",
        ),
        ('"a\\u001bb" = 1', "{}: there is no setting “a␛b”; it is ignored."),
    ],
)
def test_what_cannot_be_used_is_said_in_one_sentence_that_names_the_file(file, text, problem):
    file.write_text(text, encoding="utf-8")
    assert read(file) == (Settings(), [problem.format(file)])


def test_an_option_of_an_engine_that_is_no_text_is_named_but_not_told(file):
    file.write_text("[engines.deepl]\nkey = 12345\nglossary = 'g'", encoding="utf-8")
    settings, problems = read(file)
    assert settings.engines == {"deepl": {"glossary": "g"}}
    assert problems == [f"{file}: “engines.deepl.key” must be text in quotes; it is ignored."]


def test_what_can_be_used_is_used_beside_what_cannot(file):
    file.write_text(
        'theme = "paper"\nmeasure = 999\nfont = 5\nkeys = {"a.b" = 1, "list.open" = "o"}', encoding="utf-8"
    )
    settings, problems = read(file)
    assert settings == Settings(theme="paper", keys={"list.open": "o"})
    assert len(problems) == 3


def test_a_file_in_another_encoding_is_named(file):
    file.write_bytes('library = "/données"'.encode("latin-1"))
    settings, (problem,) = read(file)
    assert settings == Settings()
    assert problem.startswith(f"{file} could not be read (")


def test_a_file_that_may_not_be_read_is_named_once(file, monkeypatch):
    file.write_text("", encoding="utf-8")

    def refuse(path: Path, **_: object) -> str:
        raise PermissionError(13, os.strerror(13), str(path))

    monkeypatch.setattr(Path, "read_text", refuse)
    assert read(file) == (Settings(), [f"{file} could not be read (Permission denied); the defaults are used."])


def test_a_folder_in_its_place_is_named(file):
    file.mkdir()
    assert read(file) == (Settings(), [f"{file} could not be read (Is a directory); the defaults are used."])
