"""``correction``, and what comes of corrections on the command line."""

from __future__ import annotations

import shutil

import pytest

FIELDS = ["uid", "words", "says", "label", "other", "article", "anchor", "modified"]


@pytest.fixture
def names(in_library, records):
    return lambda: {(each["name"], each["label"]) for each in records(in_library("entities", "--json"))}


@pytest.mark.parametrize(
    ("said", "told", "gone", "come"),
    [
        (("Egypte", "--none"), "“Egypte” is no name, everywhere.", ("Egypte", "LOC"), None),
        (("drones", "--label", "misc"), "“drones” is another name, everywhere.", None, ("drones", "MISC")),
        (("Egypte", "--same", "Libië"), "“Egypte” stands for Libië, everywhere.", ("Egypte", "LOC"), None),
        (("Hafta", "--not", "Khalifa Haftar"), "“Hafta” is not Khalifa Haftar, everywhere.", None, ("Hafta", "PER")),
    ],
)
def test_a_correction_is_made_seen_listed_and_taken_back(in_library, records, names, said, told, gone, come):
    before = names()
    assert in_library("correction", "add", *said).stdout.strip() == told
    after = names()
    assert (gone in after, come in after) == (False, come is not None)
    assert gone is None or gone in before
    (found,) = records(in_library("correction", "list", "--json"))
    assert list(found) == FIELDS
    assert told.rstrip(".") in in_library("correction", "list").stdout
    assert in_library("correction", "remove", found["uid"][:8]).stdout == "1 correction taken back.\n"
    assert names() == before


@pytest.mark.parametrize(
    "arguments",
    [
        ["Haftar"],
        ["Haftar", "--none", "--label", "PER"],
        ["Haftar", "--same", "A", "--not", "B"],
        ["…", "--label", "PER"],
        ["Haftar", "--same", "Nobody At All"],
    ],
)
def test_what_makes_no_sense_is_refused_with_a_sentence(in_library, arguments):
    result = in_library("correction", "add", *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert len(result.stderr.splitlines()) == 1


def test_there_is_nothing_to_list_remove_or_export_at_first(in_library):
    assert "no corrections yet" in in_library("correction", "list").stderr
    assert in_library("correction", "remove", "abcdef").exit_code == 2
    assert len(in_library("export", "--format", "gazetteer").stdout.splitlines()) == 1


def test_corrections_go_to_another_library_as_a_list(in_library, run, records, samples, tmp_path):
    in_library("correction", "add", "drones", "--label", "MISC")
    in_library("correction", "add", "Guterres", "--none")
    other = tmp_path / "other"
    shutil.copytree(samples, other, ignore=shutil.ignore_patterns("*.json", ".*"))
    result = in_library("export", "-o", other / "gazetteer.tsv")
    assert result.stdout.startswith("2 corrections written to ")
    theirs = {each["name"] for each in records(run("--library", other, "entities", "--json"))}
    ours = {each["name"] for each in records(in_library("entities", "--json"))}
    assert theirs == ours


def test_analyse_says_what_the_app_says(in_library, run, records, samples):
    file = samples / "000_ece2383aa4714dc8.txt"
    in_library("correction", "add", "Tripoli", "--label", "ORG")
    (samples / "gazetteer.tsv").write_text("screenshot\tMISC\n", encoding="utf-8")
    (shown,) = records(in_library("show", "000", "--json"))
    for arguments in (["analyse", file], ["--library", samples, "analyse", file]):
        (found,) = records(run(*arguments, "--json"))
        assert found["entities"] == shown["entities"]
        said = {(each["text"], each["label"], each["source"]) for each in found["entities"]}
        assert {("Tripoli", "ORG", "user"), ("screenshot", "MISC", "gazetteer")} <= said


def test_analyse_knows_of_corrections_only_in_their_library(in_library, run, records, samples, tmp_path):
    in_library("correction", "add", "Tripoli", "--label", "ORG")
    alone = shutil.copy(samples / "000_ece2383aa4714dc8.txt", tmp_path / "alone.txt")
    (found,) = records(run("analyse", alone, "--json"))
    assert {each["label"] for each in found["entities"] if each["text"] == "Tripoli"} == {"LOC"}
    (found,) = records(run("--library", samples, "analyse", alone, "--json"))
    assert {each["label"] for each in found["entities"] if each["text"] == "Tripoli"} == {"ORG"}


def test_analyse_goes_on_where_the_notes_cannot_be_read(run, samples):
    (samples / "notes.json").write_text("{", encoding="utf-8")
    result = run("analyse", "--json", samples / "000_ece2383aa4714dc8.txt")
    assert (result.exit_code, len(result.stdout.splitlines())) == (1, 1)
    assert "corrections of names are left out" in result.stderr
    assert (samples / "notes.json").read_text(encoding="utf-8") == "{"
