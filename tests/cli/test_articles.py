"""``list`` and ``show``."""

from __future__ import annotations

import pytest

ROW = [
    "id",
    "path",
    "title",
    "title_source",
    "date",
    "language",
    "language_source",
    "words",
    "read",
    "starred",
    "tags",
    "notes",
]
PATHS = ["002_6f277c47d6171ce6.txt", "000_ece2383aa4714dc8.txt", "004_ad1790bf80156721.txt"]


def test_the_list_is_grouped_by_month_newest_first_and_the_undated_last(in_library):
    result = in_library("list")
    heads = [line for line in result.stdout.splitlines() if line and not line.startswith(" ")]
    assert (result.exit_code, heads) == (0, ["2020-05", "2019-04", "Undated", "3 articles, 1 undated"])


def test_an_article_of_the_list_has_exactly_the_promised_fields(in_library, records):
    rows = records(in_library("list", "--json"))
    assert [list(row) for row in rows] == [ROW] * 3
    assert [row["path"] for row in rows] == PATHS
    assert rows[1]["date"] == {"value": "2019-04", "precision": "month", "source": "text"}
    assert rows[2]["date"] == {"value": None, "precision": None, "source": None}
    assert (rows[0]["title_source"], rows[0]["language"], rows[0]["notes"], rows[0]["tags"]) == (
        "derived",
        "nl",
        0,
        [],
    )


@pytest.mark.parametrize(
    ("query", "left"),
    [
        (("is:undated",), PATHS[2:]),
        (("Haftar", "~date:2020"), []),
        (("generaal", "haftar"), PATHS[:1]),
        (("date:2019-04",), PATHS[1:2]),
        (("--", "-is:undated"), PATHS[:2]),
        (('"internationaal erkende"',), PATHS[1:2]),
    ],
)
def test_a_filter_leaves_what_the_app_would_leave(in_library, records, query, left):
    result = in_library("list", "--json", *query)
    assert (result.exit_code, [row["path"] for row in records(result)]) == (0, left)


@pytest.mark.parametrize("state", ["is:foo", "is:st", "~is:unrea"])
def test_a_state_that_does_not_exist_is_refused_even_if_it_might_become_one(in_library, state):
    result = in_library("list", state)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "is:starred" in result.stderr


@pytest.mark.parametrize("query", ["date:2019-13", "foo:bar"])
def test_what_makes_no_sense_is_one_sentence_and_nothing_else(in_library, query):
    for command in (("list",), ("entities",), ("note", "list")):
        result = in_library(*command, query)
        assert (result.exit_code, result.stdout, len(result.stderr.splitlines())) == (2, "", 1)


def test_tags_of_notes_can_be_filtered_for(in_library, take, records):
    take("000", "Haftars troepen namen", "--tag", "front/west")
    (row,) = records(in_library("list", "--json", "#front"))
    assert (row["path"], row["notes"]) == (PATHS[1], 1)


def test_an_empty_library_says_how_to_fill_it(run, tmp_path):
    (tmp_path / "empty").mkdir()
    result = run("list", "--library", tmp_path / "empty")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "put .txt files into it" in result.stderr


@pytest.mark.parametrize("name", ["000", "000_ece2383aa4714dc8.txt", "c9fb", "c9fb28d61b04"])
def test_an_article_answers_to_its_id_its_path_and_the_beginning_of_either(in_library, records, name):
    (article,) = records(in_library("show", name, "--json"))
    assert (article["id"], article["path"]) == ("c9fb28d61b04", PATHS[1])


def test_an_article_answers_to_a_path_from_where_the_user_is(in_library, samples, records, monkeypatch):
    monkeypatch.chdir(samples.parent)
    for path in (f"library/{PATHS[1]}", samples / PATHS[1]):
        (article,) = records(in_library("show", path, "--json"))
        assert article["id"] == "c9fb28d61b04"


@pytest.mark.parametrize(("name", "said"), [("00", "may mean"), ("nosuch", "No article"), ("", "No article")])
def test_a_name_that_is_ambiguous_or_unknown_is_refused(in_library, name, said):
    result = in_library("show", name)
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr


def test_an_article_as_json_is_its_analysis_with_id_and_notes(in_library, samples, run, take, records):
    uid = take("004", "pijnlijke tegenvaller", "--note", "sic")
    (shown,) = records(in_library("show", "004", "--json"))
    (analysed,) = records(run("analyse", samples / PATHS[2], "--json"))
    assert list(shown) == ["id", *analysed, "notes"]
    same = analysed.keys() - {"path"}
    assert {key: shown[key] for key in same} == {key: analysed[key] for key in same}
    assert [(note["uid"], note["note"]) for note in shown["notes"]] == [(uid, "sic")]


def test_an_article_for_people_has_its_title_its_text_and_its_notes(in_library, take):
    take("004", "pijnlijke tegenvaller", "--note", "sic", "--tag", "quote")
    lines = in_library("show", "004").stdout.splitlines()
    assert lines[0] == "Waarom zijn de besprekingen in Moskou mislukt?"
    assert lines[1] == "undated · 730 words · nl · 004_ad1790bf80156721.txt · 8f64009052e9"
    assert max(map(len, lines[2:])) <= 72
    assert "    “pijnlijke tegenvaller”" in lines
    assert "      sic" in lines


def test_the_english_stands_below_each_paragraph_with_its_source(in_library):
    lines = in_library("show", "004", "--translation").stdout.splitlines()
    at = lines.index("  │ Why did the talks in Moscow fail?")
    assert lines[at - 1] == "Waarom zijn de besprekingen in Moskou mislukt?"
    assert lines[-1] == "Translation: 35 of 35 sentences (reference translation shipped with libya-reader)"


def test_what_is_not_translated_is_said(run, tmp_path, records):
    (tmp_path / "lib").mkdir()
    (tmp_path / "lib" / "a.txt").write_text("Dit kent niemand. En dit ook niet.")
    result = run("show", "a", "--translation", "--library", tmp_path / "lib")
    assert result.stdout.splitlines()[-1] == "Translation: 0 of 2 sentences"
    (article,) = records(run("show", "a", "--translation", "--json", "--library", tmp_path / "lib"))
    assert article["translation"][0] == {
        "start": 0,
        "end": 17,
        "text": "Dit kent niemand.",
        "translation": None,
        "provenance": None,
    }
