"""``note``."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.cli.notes import passage
from reader.errors import InputError

NOTE = ["uid", "article", "anchor", "note", "tags", "created", "modified"]
ANCHOR = ["start", "end", "exact", "prefix", "suffix", "digest", "state"]
QUOTE = "Haftars troepen namen"


def test_adding_prints_the_uid_of_a_note_that_is_on_disk(take, samples):
    uid = take("000", QUOTE, "--note", "Gharyan valt", "--tag", "front", "--tag", "#a/b")
    assert f'"uid":"{uid}"' in (samples / "notes.json").read_text()


def test_a_note_has_exactly_the_promised_fields(in_library, take, records):
    uid = take("000", QUOTE, "--note", "Gharyan valt", "--tag", "front", "--tag", "#a/b")
    (note,) = records(in_library("note", "list", "--json"))
    assert list(note) == NOTE
    assert list(note["article"]) == ["id", "title", "date"]
    assert list(note["anchor"]) == ANCHOR
    assert (note["uid"], note["note"], note["tags"]) == (uid, "Gharyan valt", ["front", "a/b"])
    assert (note["article"]["id"], note["article"]["date"]) == ("c9fb28d61b04", "2019-04")
    assert (note["anchor"]["exact"], note["anchor"]["state"]) == (QUOTE, "exact")


def test_adding_can_answer_with_the_note(in_library, records):
    (note,) = records(in_library("note", "add", "000", "--quote", QUOTE, "--json"))
    assert (list(note), note["note"], note["tags"]) == (NOTE, "", [])


def test_a_second_note_on_a_passage_changes_the_first(in_library, take, records):
    first = take("000", QUOTE, "--note", "one", "--tag", "a")
    assert take("000", QUOTE, "--tag", "b") == first
    assert take("000", QUOTE, "--note", "two") == first
    (note,) = records(in_library("note", "list", "--json"))
    assert (note["note"], note["tags"]) == ("two", ["a", "b"])


def test_white_space_of_a_quote_may_differ(in_library, records):
    (note,) = records(in_library("note", "add", "000", "--quote", " Haftars\n  troepen namen\n", "--json"))
    assert note["anchor"]["exact"] == QUOTE


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--quote", "Haftar"), "12 times"),
        (("--quote", "Haftar", "--occurrence", "13"), "12 times only"),
        (("--quote", "Haftar", "--occurrence", "0"), "--occurrence"),
        (("--quote", "Khadaffi"), "“Khadaffi” is not in the article"),
        (("--quote", " "), "empty"),
        (("--quote", QUOTE, "--tag", "#"), "no tag"),
        ((), "--quote"),
    ],
)
def test_a_note_that_cannot_be_placed_is_refused_and_nothing_is_written(in_library, samples, options, said):
    result = in_library("note", "add", "000", *options)
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr
    assert not (samples / "notes.json").exists()


def test_an_occurrence_is_counted_from_one(in_library, records):
    notes = [
        records(in_library("note", "add", "000", "--quote", "Haftar", "--occurrence", n, "--json"))[0]
        for n in (1, 2, 12)
    ]
    starts = [note["anchor"]["start"] for note in notes]
    assert starts == sorted(set(starts))


@given(st.text("ab \n", min_size=1, max_size=30), st.data())
def test_every_piece_of_a_body_is_found_where_it_is(body, data):
    start = data.draw(st.integers(0, len(body) - 1))
    end = data.draw(st.integers(start + 1, len(body)))
    if not body[start:end].strip():
        return
    spans = []
    while len(spans) < len(body):
        try:
            spans.append(passage(body, body[start:end], len(spans) + 1))
        except InputError:
            break
    assert (start, end) in [(span.start, span.end) for span in spans]
    assert all(span.of(body) == body[start:end] for span in spans)


def test_a_quote_is_taken_literally():
    assert passage("Is dit (echt) zo? a.b", "(echt) zo?").start == 7
    with pytest.raises(InputError):
        passage("axb", "a.b")


@pytest.mark.parametrize(
    ("options", "left"),
    [
        ((), ["two", "one", "three"]),
        (("--article", "000"), ["two", "one"]),
        (("--tag", "front"), ["one", "three"]),
        (("--tag", "#FRONT"), ["one", "three"]),
        (("--tag", "fro"), []),
        (("--tag", "front", "--article", "004"), ["three"]),
    ],
)
def test_notes_are_listed_by_date_and_passage_and_filtered(in_library, take, records, options, left):
    take("004", "pijnlijke tegenvaller", "--note", "three", "--tag", "front")
    take("000", QUOTE, "--note", "one", "--tag", "Front/west")
    take("000", "Een screenshot", "--note", "two")
    assert [note["note"] for note in records(in_library("note", "list", "--json", *options))] == left


def test_notes_for_people_stand_under_their_articles(in_library, take):
    uid = take("000", QUOTE, "--note", "Gharyan\nvalt", "--tag", "front")
    lines = in_library("note", "list").stdout.splitlines()
    assert lines[0].startswith("2019-04 · In Tripoli zetelt")
    assert lines[1:5] == [f"  {uid[:8]} #front", f"    “{QUOTE}”", "      Gharyan", "      valt"]


def test_without_notes_the_list_says_so(in_library):
    result = in_library("note", "list")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "no notes yet" in result.stderr


def test_a_note_is_shown_by_the_beginning_of_its_uid(in_library, take, records):
    uid = take("000", QUOTE)
    assert uid in in_library("note", "show", uid[:8]).stdout
    assert records(in_library("note", "show", uid[:8], "--json"))[0]["uid"] == uid


def test_a_note_is_edited_where_it_is_said(in_library, take, records):
    uid = take("000", QUOTE, "--note", "one", "--tag", "a", "--tag", "b")
    assert in_library("note", "edit", uid[:8], "--tag", "c", "--untag", "a").stdout.strip() == uid
    (note,) = records(in_library("note", "edit", uid, "--note", "", "--json"))
    assert (note["note"], note["tags"]) == ("", ["b", "c"])


@pytest.mark.parametrize(
    ("options", "said"), [((), "nothing to change"), (("--untag", "x", "--tag", "y"), "does not carry #x")]
)
def test_an_edit_that_makes_no_sense_changes_nothing(in_library, take, records, options, said):
    uid = take("000", QUOTE, "--tag", "a")
    result = in_library("note", "edit", uid, *options)
    assert result.exit_code == 2
    assert said in result.stderr
    assert records(in_library("note", "list", "--json"))[0]["tags"] == ["a"]


def test_notes_are_deleted_all_or_none(in_library, take, records):
    one, two = take("000", QUOTE), take("004", "pijnlijke tegenvaller")
    assert in_library("note", "delete", one, "ffffffff").exit_code == 2
    assert len(records(in_library("note", "list", "--json"))) == 2
    result = in_library("note", "delete", one[:8], two, one)
    assert (result.exit_code, result.stdout.split()) == (0, [one, two])
    assert records(in_library("note", "list", "--json")) == []


@pytest.mark.parametrize("verb", ["show", "delete"])
@pytest.mark.parametrize("uid", ["ffffffff", "f", "no/uid"])
def test_a_note_that_is_not_there_is_refused(in_library, verb, uid):
    result = in_library("note", verb, uid)
    assert (result.exit_code, result.stdout) == (2, "")


def test_a_passage_that_moved_is_told_where_it_is_now(in_library, take, samples, records):
    take("000", QUOTE)
    file = samples / "000_ece2383aa4714dc8.txt"
    file.write_text(file.read_text().replace("Een screenshot", "Nieuw. Een screenshot"))
    (note,) = records(in_library("note", "list", "--json"))
    (article,) = records(in_library("show", "000", "--json"))
    anchor = note["anchor"]
    assert anchor["state"] == "moved"
    assert article["body"][anchor["start"] : anchor["end"]] == QUOTE
    assert anchor["digest"] != article["digest"]


def test_notes_can_be_kept_elsewhere(in_library, samples, tmp_path, records):
    elsewhere = tmp_path / "mine.json"
    assert in_library("note", "add", "000", "--quote", QUOTE, "--notes", elsewhere).exit_code == 0
    assert not (samples / "notes.json").exists()
    assert json.loads(elsewhere.read_text())["notes"]
    assert len(records(in_library("--notes", elsewhere, "note", "list", "--json"))) == 1


def test_a_note_that_cannot_be_made_durable_gives_no_uid(in_library, samples):
    (samples / ".notes.json.lock").mkdir()
    result = in_library("note", "add", "000", "--quote", QUOTE)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "notes.json" in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_a_note_never_parts_a_character(in_library, samples, records):
    (samples / "accent.txt").write_text("Ze noemen x\u0301 en 👩‍👩‍👧 en 🇱🇾 hier.", "utf-8")
    for part, whole in {"x": "x\u0301", "👩": "👩‍👩‍👧", "\U0001f1fe": "🇱🇾", "noemen": "noemen"}.items():
        result = in_library("note", "add", "accent.txt", "--quote", part, "--occurrence", "1", "--json")
        assert records(result)[0]["anchor"]["exact"] == whole


@pytest.mark.parametrize("start", [2**70, "1e999", "-Infinity"])
def test_a_position_that_no_text_has_stops_no_listing(in_library, samples, take, records, start):
    take("000", QUOTE)
    file = samples / "notes.json"
    file.write_text(re.sub(r'"start": ?\d+', f'"start":{start}', file.read_text("utf-8")), "utf-8")
    (note,) = records(in_library("note", "list", "--json"))
    assert (note["anchor"]["exact"], note["anchor"]["state"]) == (QUOTE, "exact")


def test_a_digest_that_is_no_text_stops_no_listing(in_library, samples, take, records):
    take("000", QUOTE)
    file = samples / "notes.json"
    gone = re.sub(r'"id": ?"[0-9a-f]+"', '"id":"0123456789ab"', file.read_text("utf-8"))
    file.write_text(re.sub(r'"digest": ?"[0-9a-f]+"', r'"digest":"\\ud800"', gone), "utf-8")
    (note,) = records(in_library("note", "list", "--json"))
    assert (note["anchor"]["exact"], note["anchor"]["state"]) == (QUOTE, "orphan")


@pytest.mark.parametrize(
    ("wanted", "quotes"),
    [
        ("", {QUOTE, "Tripoli"}),
        ("waarom", {QUOTE}),
        ("#stad", {"Tripoli"}),
        ("is:written", {QUOTE}),
        ("~is:written", {"Tripoli"}),
        ("date:2019", {QUOTE, "Tripoli"}),
        ("is:orphan", set()),
        ("name:tripoli -waarom", {"Tripoli"}),
        ('en:"took the city"', {QUOTE, "Tripoli"}),
        ("en:gharyan name:tripoli", {"Tripoli"}),
        ("en:beloved", set()),
    ],
)
def test_notes_are_filtered_as_in_the_app(in_library, take, records, wanted, quotes):
    take("000", QUOTE, "--note", "waarom?")
    take("000", "Tripoli", "--occurrence", "2", "--tag", "stad")
    found = records(in_library("note", "list", wanted, "--json"))
    assert {note["anchor"]["exact"] for note in found} == quotes


@pytest.mark.parametrize("state", ["foo", "writ", ""])
def test_a_filter_that_makes_no_sense_is_refused(in_library, take, state):
    take("000", QUOTE)
    result = in_library("note", "list", f"is:{state}")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "is:" in result.stderr


@pytest.mark.parametrize("command", [("note", "list"), ("export",)])
def test_a_tag_that_does_not_exist_is_refused(in_library, take, command):
    take("000", QUOTE, "--tag", "front/west")
    assert in_library(*command, "--tag", "Front").exit_code == 0
    result = in_library(*command, "--tag", "fron")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "There is no tag #fron; “tag list” shows those there are." in result.stderr
