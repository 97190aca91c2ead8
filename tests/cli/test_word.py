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


def test_the_glossary_of_the_library_goes_first_as_in_the_app(in_library, samples, records):
    (samples / "glossary.tsv").write_text("militie\tmilitia|armed group\tnever “force”\n", encoding="utf-8")

    first, *_ = records(in_library("word", "militie", "--json"))

    assert (first["headword"], first["source"]) == ("militie", "your glossary")
    assert first["lines"] == ["militia, armed group", "never “force”"]


def test_a_glossary_that_cannot_be_understood_is_named(in_library, samples):
    (samples / "glossary.tsv").write_text("huurling\n", encoding="utf-8")

    result = in_library("word", "huurling")

    assert result.exit_code == 1
    assert "glossary.tsv" in result.stderr
    assert "mercenary" in result.stdout


def test_the_language_is_that_of_the_articles(run, tmp_path):
    library = tmp_path / "french"
    library.mkdir()
    (library / "a.txt").write_text(
        "Les combats ont repris dans la nuit autour de la capitale, et les habitants fuient."
    )
    assert run("--library", library, "list").exit_code == 0

    assert run("--library", library, "word", "huurling").exit_code == 1


def test_a_library_that_is_not_there_is_named(run, tmp_path):
    result = run("--library", tmp_path / "none", "word", "huurling")

    assert result.exit_code == 2
    assert "There is no folder" in result.stderr


def test_no_library_is_made_for_it(run, home):
    assert run("word", "huurling").exit_code == 0

    assert not home.exists() or not list(home.rglob("*.txt"))
