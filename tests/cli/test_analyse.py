"""``analyse``."""

from __future__ import annotations

import json
import os

import pytest

FIELDS = [
    "path", "digest", "title", "title_source", "date", "language", "language_source", "body", "paragraphs", "sentences", "entities",
    "recogniser",
]  # fmt: skip


def test_the_samples_have_88_sentences_and_all_promised_fields(run, samples, records):
    result = run("analyse", "--json", *sorted(samples.glob("*.txt")))
    found = records(result)
    assert (result.exit_code, result.stderr) == (0, "")
    assert [list(each) for each in found] == [FIELDS] * 3
    assert sum(len(each["sentences"]) for each in found) == 88
    assert list(found[0]["paragraphs"][0]) == ["start", "end", "kind"]
    assert list(found[0]["sentences"][0]) == ["start", "end", "paragraph"]
    assert list(found[0]["entities"][0]) == ["start", "end", "label", "text", "score", "name", "source"]
    assert list(found[0]["recogniser"]) == ["name", "version", "licence"]


def test_spans_are_code_points_of_the_body(run, samples, records):
    (found,) = records(run("analyse", "--json", samples / "000_ece2383aa4714dc8.txt"))
    assert found["body"].startswith("Een screenshot")
    assert all(found["body"][e["start"] : e["end"]] == e["text"] for e in found["entities"])
    haftars = next(e for e in found["entities"] if e["text"] == "Haftars")
    assert (haftars["label"], haftars["name"]) == ("PER", "Haftar")


def test_a_dash_is_standard_input(run, records):
    (found,) = records(run("analyse", "-", "--json", stdin="date 2020-01-02 Één zin. Nog één.".encode()))
    assert (found["path"], found["body"]) == ("-", "Één zin. Nog één.")
    assert found["date"] == {"value": "2020-01-02", "precision": "day", "source": "text"}


def test_it_needs_no_library_and_makes_nothing(run, samples, tmp_path):
    before = sorted(tmp_path.rglob("*"))
    assert run("analyse", samples / "000_ece2383aa4714dc8.txt").exit_code == 0
    assert sorted(tmp_path.rglob("*")) == before


def test_a_bad_file_is_named_and_the_rest_goes_on(run, samples, records):
    good = samples / "000_ece2383aa4714dc8.txt"
    result = run("analyse", "--json", samples / "nosuch.txt", good)
    assert (result.exit_code, len(records(result))) == (1, 1)
    assert "nosuch.txt does not exist" in result.stderr


@pytest.mark.parametrize("content", [b"", b"\0\1\2\3", b" \n "], ids=["empty", "binary", "blank"])
def test_nothing_usable_is_a_refusal(run, tmp_path, content):
    (tmp_path / "a.txt").write_bytes(content)
    result = run("analyse", tmp_path / "a.txt", tmp_path)
    assert (result.exit_code, result.stdout) == (2, "")
    assert len(result.stderr.splitlines()) == 2


def test_for_people_it_counts_and_names(run, samples):
    result = run("analyse", samples / "000_ece2383aa4714dc8.txt")
    assert "  2019-04 · nl · 9 paragraphs · 28 sentences · " in result.stdout
    assert "  PER: Haftar (" in result.stdout


def test_in_a_language_without_recogniser_listed_names_are_found(run, samples, home, records):
    (home / "config").mkdir(parents=True)
    (home / "config" / "settings.toml").write_text('language = "fr"')
    (found,) = records(run("analyse", "--json", samples / "000_ece2383aa4714dc8.txt"))
    assert (found["language"], found["recogniser"]) == ("fr", None)
    assert {entity["source"] for entity in found["entities"]} == {"gazetteer"}
    assert ("Haftar", "Khalifa Haftar") in {(entity["text"], entity["name"]) for entity in found["entities"]}


@pytest.mark.parametrize("workers", [1, 2])
def test_many_files_are_shared_out_and_stay_in_order(run, samples, records, monkeypatch, workers):
    monkeypatch.setattr("reader.library.pool._WORTH_IT", 2)
    monkeypatch.setattr("reader.library.pool.cores", lambda: workers)
    files = sorted(samples.glob("*.txt"))
    result = run("analyse", "--json", *files, samples / "nosuch.txt", "-", stdin=b"In Tripoli.")
    found = records(result)
    assert [each["path"] for each in found] == [*map(str, files), "-"]
    assert [entity["text"] for entity in found[-1]["entities"]] == ["Tripoli"]
    assert len(result.stderr.splitlines()) == 1


def test_a_name_that_is_no_text_is_shown_as_far_as_it_is(run, tmp_path):
    path = tmp_path / os.fsdecode(b"lat\xe9n.txt")
    path.write_text("Een zin.")
    result = run("analyse", "--json", path)
    assert json.loads(result.stdout_bytes.decode())["path"].endswith("lat�n.txt")


ENGLISH = (
    b"The government of Libya said yesterday that it would not talk to Khalifa Haftar in Tripoli, as he is gone."
)


def test_the_language_is_told_by_the_words_and_what_nobody_reads_has_listed_names(run, records):
    (found,) = records(run("analyse", "--json", "-", stdin=ENGLISH))
    assert (found["language"], found["language_source"], found["recogniser"]) == ("en", "detected", None)
    assert {entity["source"] for entity in found["entities"]} == {"gazetteer"}
    said = run("analyse", "-", stdin=ENGLISH).stdout
    assert "  undated · en · 1 paragraph" in said
    assert "  no recogniser reads en: listed names only" in said


def test_the_language_may_be_said(run, records):
    (found,) = records(run("analyse", "--json", "--language", "nl", "-", stdin=ENGLISH))
    assert (found["language"], found["language_source"], found["recogniser"]["name"]) == ("nl", "given", "crf-nl")
    result = run("analyse", "--language", "Nederlands!", "-", stdin=ENGLISH)
    assert (result.exit_code, result.stderr.strip()) == (
        2,
        "libya-reader: “Nederlands!” is no language; give its tag, such as nl, en or pt-BR.",
    )


@pytest.mark.parametrize(
    "command", [["analyse", "-"], ["entities"], ["show", "000", "--json"], ["export", "--format", "csv"]]
)
def test_a_recogniser_that_is_missing_is_named_with_its_remedy(run, home, command):
    (home / "config").mkdir(parents=True)
    (home / "config" / "settings.toml").write_text('recogniser = "frog:/no/frog"')
    result = run(*command, stdin=b"Een zin.")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "needs the command “/no/frog”, which is not installed; on Debian" in result.stderr
