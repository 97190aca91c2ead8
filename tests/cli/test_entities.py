"""``entities``."""

from __future__ import annotations

import csv
import io

import pytest

FIELDS = ["name", "label", "wikidata", "mentions", "articles", "first", "last", "months", "forms", "recogniser"]


def test_names_are_listed_by_label_the_most_frequent_first(in_library):
    result = in_library("entities")
    lines = result.stdout.splitlines()
    assert (result.exit_code, result.stderr) == (0, "")
    assert [text for text in lines if text in {"PER", "ORG", "LOC", "MISC"}] == ["PER", "ORG", "LOC", "MISC"]
    assert lines[1].split()[:2] == ["Khalifa", "Haftar"]
    assert "in 3 articles" in lines[1]
    assert "names, 2019-04 to 2020-05, found by crf-nl 1+" in lines[-1]


def test_a_name_has_exactly_the_promised_fields(in_library, records):
    found = records(in_library("entities", "--json"))
    assert {tuple(each) for each in found} == {tuple(FIELDS)}
    haftar = next(each for each in found if each["name"] == "Khalifa Haftar")
    assert (haftar["label"], haftar["articles"], haftar["first"], haftar["last"]) == (
        "PER",
        3,
        "2019-04",
        "2020-05",
    )
    assert sum(haftar["months"].values()) == sum(form["mentions"] for form in haftar["forms"]) == haftar["mentions"]
    assert {form["text"] for form in haftar["forms"] if form["guess"]} == {"Hafta"}
    assert next(each["wikidata"] for each in found if each["name"] == "Libië") == "Q1016"


def test_a_label_and_a_filter_choose(in_library, records):
    found = records(in_library("entities", "--json", "--label", "org", "is:undated"))
    assert {each["label"] for each in found} == {"ORG"}
    assert {tuple(each["months"]) for each in found} == {("undated",)}
    assert not records(in_library("entities", "--json", "nowhere"))


def test_csv_has_a_column_for_each_month_and_no_formulas(in_library, samples):
    (samples / "gazetteer.tsv").write_text("Defensie\tORG\t=cmd()\n", encoding="utf-8")
    rows = list(csv.DictReader(io.StringIO(in_library("entities", "--csv").stdout)))
    assert list(rows[0])[-3:] == ["2019-04", "2020-05", "undated"]
    assert sum(int(rows[0][month]) for month in list(rows[0])[-3:]) == int(rows[0]["mentions"])
    assert "'=cmd()" in {row["name"] for row in rows}


def test_csv_and_json_exclude_one_another(in_library):
    result = in_library("entities", "--csv", "--json")
    assert (result.exit_code, result.stdout) == (2, "")


@pytest.mark.parametrize("line", ["Hafta\tperson"])
def test_a_bad_line_of_own_names_is_told(in_library, samples, line):
    (samples / "gazetteer.tsv").write_text(line, encoding="utf-8")
    result = in_library("entities")
    assert result.exit_code == 1
    assert "gazetteer.tsv, line 1" in result.stderr


@pytest.mark.parametrize(("query", "articles"), [("name:guterres", 1), ("name:haftar", 3), ("~name:guterres", 2)])
def test_the_list_reads_what_was_not_read_before_it_is_filtered_by_a_name(in_library, records, query, articles):
    result = in_library("list", "--json", query)
    assert (result.exit_code, result.stderr, len(records(result))) == (0, "", articles)


def test_a_list_that_is_filtered_by_a_name_needs_the_recogniser_that_the_settings_name(in_library, tmp_path):
    settings = tmp_path / "settings.toml"
    settings.write_text('recogniser = "spacy:nosuch_pipeline"', encoding="utf-8")
    result = in_library("list", "--config", settings, "name:haftar")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "nosuch_pipeline" in result.stderr
