"""``tag``."""

from __future__ import annotations

import pytest

QUOTE, OTHER = "Haftars troepen namen", "pijnlijke tegenvaller"


@pytest.fixture
def tagged(take):
    take("000", QUOTE, "--tag", "war", "--tag", "war/west")
    take("004", OTHER, "--tag", "oorlog")


@pytest.fixture
def names(in_library, records):
    return lambda: {use["name"] for use in records(in_library("tag", "list", "--json"))}


@pytest.mark.usefixtures("tagged")
def test_tags_are_listed_the_latest_first_with_their_use(in_library, records):
    tags = records(in_library("tag", "list", "--json"))
    fields = ["name", "notes", "articles", "last_used", "description", "colour", "pinned"]
    assert [list(use) for use in tags] == [fields] * 3
    assert (tags[0]["name"], tags[0]["notes"], tags[0]["articles"]) == ("oorlog", 1, 1)
    assert "#oorlog    1 note  1 article" in in_library("tag", "list").stdout.splitlines()


@pytest.mark.usefixtures("tagged")
@pytest.mark.parametrize(
    ("command", "said", "left"),
    [
        (("rename", "oorlog", "peace"), "#oorlog was renamed to #peace on 1 ", {"war", "war/west", "peace"}),
        (("rename", "#oorlog", "war"), "#oorlog was merged into #war on 1 ", {"war", "war/west"}),
        (("rename", "war", "Krieg"), "#war was renamed to #Krieg on 1 ", {"Krieg", "Krieg/west", "oorlog"}),
        (("merge", "war", "oorlog"), "#war was merged into #oorlog", {"oorlog", "oorlog/west"}),
        (("merge", "war", "war/west", "oorlog"), "#war #war/west were merged into #oorlog on 1 ", {"oorlog"}),
        (("delete", "war"), "#war was taken off 1 ", {"war/west", "oorlog"}),
    ],
)
def test_a_tag_can_be_changed_everywhere(in_library, names, command, said, left):
    result = in_library("tag", *command)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith(said)
    assert names() == left


@pytest.mark.usefixtures("tagged")
@pytest.mark.parametrize(
    ("command", "said"),
    [
        (("rename", "peace", "war"), "There is no tag #peace"),
        (("rename", "war", "war"), "has that name already"),
        (("rename", "war", "##"), "is no tag"),
        (("merge", "war", "peace"), "There is no tag #peace"),
        (("merge", "war", "peace", "oorlog"), "There is no tag #peace"),
        (("merge", "oorlog", "war", "war"), "has that name already"),
        (("merge", "war"), "Missing argument"),
        (("delete", "peace"), "There is no tag #peace"),
    ],
)
def test_a_change_that_makes_no_sense_is_refused(in_library, names, command, said):
    result = in_library("tag", *command)
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr
    assert names() == {"war", "war/west", "oorlog"}


def test_without_tags_the_list_says_so(in_library):
    result = in_library("tag", "list")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "no tags yet" in result.stderr


@pytest.fixture
def said(in_library, records):
    return lambda: {
        use["name"]: (use["description"], use["colour"], use["pinned"])
        for use in records(in_library("tag", "list", "--json"))
        if use["description"] or use["colour"] or use["pinned"]
    }


@pytest.mark.usefixtures("tagged")
@pytest.mark.parametrize(
    ("command", "told", "after"),
    [
        (
            ("describe", "war", " where it is fought "),
            "#war was described.",
            {"war": ("where it is fought", "", None)},
        ),
        (("describe", "#new/one", "x"), "#new/one was described.", {"new/one": ("x", "", None)}),
        (("colour", "war", "Red"), "#war is red now.", {"war": ("", "red", None)}),
        (("colour", "#war/west", "#CC3300"), "#war/west is #cc3300 now.", {"war/west": ("", "#cc3300", None)}),
        (("pin", "war", "3"), "#war is on 3 now.", {"war": ("", "", 3)}),
        (("describe", "war", ""), "#war has no description now.", {}),
        (("colour", "war", " "), "#war has no colour now.", {}),
        (("pin", "war", "0"), "#war is on no digit of its own now.", {}),
    ],
)
def test_something_is_said_of_a_tag(in_library, said, command, told, after):
    result = in_library("tag", *command)
    assert (result.exit_code, result.stdout, result.stderr) == (0, f"{told}\n", "")
    assert said() == after


@pytest.mark.usefixtures("tagged")
def test_what_was_said_is_taken_back_and_a_digit_belongs_to_one_tag(in_library, said):
    for command in (("pin", "war", "3"), ("pin", "oorlog", "3"), ("describe", "war", "x"), ("colour", "war", "red")):
        in_library("tag", *command)
    assert said() == {"oorlog": ("", "", 3), "war": ("x", "red", None)}
    assert "#oorlog    1 note  1 article  on 3" in in_library("tag", "list").stdout.splitlines()
    assert "red · x" in in_library("tag", "list").stdout
    for command in (("pin", "oorlog", "0"), ("describe", "war", ""), ("colour", "war", "")):
        in_library("tag", *command)
    assert said() == {}


@pytest.mark.usefixtures("tagged")
@pytest.mark.parametrize(
    ("command", "told"),
    [
        (("describe", "##", "x"), "is no tag"),
        (("colour", "war", "#12"), "is no colour"),
        (("colour", "war", "dark red"), "is no colour"),
        (("pin", "war", "10"), "10 is not in the range 0<=x<=9"),
        (("pin", "war", "x"), "is not a valid integer"),
        (("pin", "war"), "Missing argument"),
    ],
)
def test_what_cannot_be_said_of_a_tag_is_refused(in_library, said, command, told):
    result = in_library("tag", *command)
    assert (result.exit_code, result.stdout) == (2, "")
    assert told in result.stderr
    assert len(result.stderr.splitlines()) == 1
    assert said() == {}
