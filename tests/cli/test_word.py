"""What a word means, from the command line."""

from __future__ import annotations


def test_a_term_of_this_war_is_always_known(run):
    result = run("word", "huurlingen")

    assert result.exit_code == 0
    assert result.stdout.splitlines()[0] == "huurling  (terms of this war)"
    assert "  mercenary" in result.stdout


def test_several_words_are_one_term(run, records):
    (told,) = records(run("word", "beleg", "van", "Tripoli", "--json"))

    assert told["word"] == "beleg van Tripoli"
    assert told["lines"] == ["siege of Tripoli", "Haftar's offensive of April 2019 to June 2020"]
    assert told["source"] == "terms of this war"


def test_what_nobody_knows_is_said_with_a_remedy(run):
    result = run("word", "qqqq\x1b[2J")

    assert result.exit_code == 1
    assert "Nothing is known of “qqqq" in result.stderr
    assert "dict-freedict-nld-eng" in result.stderr
    assert "\x1b" not in result.stderr


def test_a_dictionary_of_the_settings_that_is_not_there_is_named(run, tmp_path):
    config = tmp_path / "own.toml"
    config.write_text(f'dictionary = "{tmp_path}/none.ifo"\n')

    result = run("--config", config, "word", "huurling")

    assert result.exit_code == 1
    assert "The dictionary" in result.stderr and "none.ifo cannot be read" in result.stderr
    assert "mercenary" in result.stdout


def test_other_languages_have_no_terms_of_ours(run, tmp_path):
    config = tmp_path / "own.toml"
    config.write_text('language = "fr"\n')

    assert run("--config", config, "word", "huurling").exit_code == 1
