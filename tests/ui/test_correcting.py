"""Correcting names: in the article, on the card, among all names."""

from __future__ import annotations

import pytest

from reader.library.correcting import describe
from reader.model import Name


def texts(user) -> list[tuple[str, str]]:
    return [(each.text, each.label) for each in user.library.entities(user.desk.article.opened)]


def said(user) -> list[str]:
    return [describe(each) for _, each in user.library.corrections.all()]


async def test_c_tells_what_is_known_and_of_how_many_passages(user):
    await user.press("N", "escape", "enter", "e", "C")
    assert user.shows("“Khalifa Haftar”")
    assert user.shows("a person · crf-nl: model")
    assert user.shows("everywhere: 2 passages in 2 articles")
    await user.press("escape")
    assert said(user) == []


@pytest.mark.parametrize(
    ("key", "label", "told"),
    [("p", "PER", "a person"), ("o", "ORG", "an organisation"), ("m", "MISC", "another name")],
)
async def test_a_letter_says_what_the_name_is_everywhere(user, key, label, told):
    await user.press("enter")
    await user.go_to("Tripoli")
    await user.press("C", key)
    assert {kind for text, kind in texts(user) if text == "Tripoli"} == {label}
    assert said(user) == [f"“Tripoli” is {told}, everywhere"]
    assert user.shows("u takes it back")
    await user.press("J", "K")
    assert {kind for text, kind in texts(user) if text == "Tripoli"} == {label}


async def test_x_says_that_it_is_no_name_and_u_takes_that_back(user):
    await user.press("enter", "e", "e")
    before = texts(user)
    assert user.shows("Libischeᴹ")
    await user.press("C", "x")
    assert not user.shows("Libischeᴹ")
    assert ("Libische", "MISC") not in texts(user)
    await user.press("u")
    assert "Undid: “Libische” is no name, everywhere" in user.status
    assert user.shows("Libischeᴹ")
    await user.press("U")
    assert not user.shows("Libischeᴹ")
    await user.press("u")
    assert texts(user) == before


async def test_tab_says_it_of_this_passage_alone(user):
    await user.press("enter")
    await user.go_to("Tripoli")
    count = texts(user).count(("Tripoli", "LOC"))
    await user.press("C", "tab", "x")
    assert texts(user).count(("Tripoli", "LOC")) == count - 1
    assert said(user) == ["“Tripoli” is no name, here"]


async def test_a_selection_becomes_a_name(user):
    await user.press("enter")
    await user.go_to("zwaarste bombardementen")
    await user.press("C")
    assert user.shows("no name so far")
    await user.press("m")
    assert user.shows("zwaarste bombardementenᴹ")


@pytest.mark.parametrize(("keys", "label"), [(["b"], "PER"), (["o"], "ORG"), (["tab", "b"], "PER")])
async def test_a_boundary_is_moved_to_the_selection(user, keys, label):
    await user.press("enter")
    await user.go_to("Generaal Khalifa Haftar dreigde")
    await user.go_to("Generaal Khalifa Haftar")
    await user.press("C")
    assert user.shows("The selection “Generaal Khalifa Haftar” is")
    await user.press(*keys)
    assert texts(user)[0] == ("Generaal Khalifa Haftar", label)
    assert user.shows("Generaal Khalifa Haftarᴾ" if label == "PER" else "Generaal Khalifa Haftarᴼ")


async def test_without_a_name_and_a_selection_there_is_nothing_to_correct(user):
    await user.press("enter")
    user.desk.article._entities = ()
    await user.press("C")
    assert "No name here" in user.status


async def test_s_says_what_it_stands_for_after_a_choice_among_all_names(user):
    await user.press("N", "escape", "enter")
    await user.go_to("Moskou")
    await user.press("C", "s")
    assert user.shows("What does “Moskou” stand for?")
    await user.type("rusl")
    assert user.shows("Ruslandᴸ")
    await user.press("enter")
    assert said(user) == ["“Moskou” stands for Rusland, everywhere"]
    await user.press("N")
    assert Name("Moskou", "LOC") not in {each.name for each in user.library.names.all()}


async def test_a_name_that_nobody_knows_can_be_given(user):
    await user.press("enter")
    await user.go_to("Moskou")
    await user.press("C", "s", *"Kremlin", "enter")
    assert said(user) == ["“Moskou” stands for Kremlin, everywhere"]


async def test_d_says_that_it_does_not_stand_for_that_name(user):
    await user.press("N", "escape", "enter")
    await user.go_to("Haftars")
    await user.press("C")
    assert user.shows("is not Khalifa Haftar")
    await user.press("d")
    assert said(user) == ["“Haftars” is not Khalifa Haftar, everywhere"]
    assert "Haftars" not in {w.text for w in user.library.names.mentions.written(Name("Khalifa Haftar", "PER"))}


async def test_what_cannot_be_said_does_nothing(user):
    await user.press("enter", "e", "C", "b")
    assert user.shows("It is")
    await user.press("d")
    assert user.shows("It is")
    await user.press("escape")
    assert said(user) == []


async def test_the_filter_by_name_follows_at_once(user):
    await user.press("N", "escape", "/", *"name:guterres", "enter")
    assert "1 of 1" in user.status
    await user.press("enter")
    await user.go_to("Guterres")
    await user.press("C", "x", "q")
    assert user.shows("Nothing matches.")
    assert "no articles · filter: name:guterres" in user.status


# Among all names


async def test_c_among_all_names_corrects_every_way_in_which_it_is_written(user):
    await user.press("N")
    assert user.shows("Khalifa Haftar")
    await user.press("C", "x")
    assert not any(each.name.text == "Khalifa Haftar" for each in user.library.names.all())
    assert len(said(user)) == 4
    await user.press("u")
    assert user.shows("47 in 3 articles")
    assert said(user) == []


async def test_the_list_begins_with_the_names_though_corrections_are_known_before_them(sit_down):
    async with sit_down(size=(80, 24)) as user:
        await user.press("enter")
        await user.go_to("Tripoli")
        await user.press("C", "o", "N")
        assert user.shows("Khalifa Haftar")
        assert not user.shows("Your corrections")
        await user.press("G")
        assert user.shows("Your corrections")


async def test_corrections_are_listed_below_the_names_and_taken_back_there(user):
    await user.press("N", "C", "d", "2")
    assert len(said(user)) == 1
    assert "1 correction at the end" in user.status
    await user.press("G")
    assert user.shows("Your corrections")
    assert user.shows(said(user)[0])
    await user.press("x")
    assert said(user) == []
    assert not user.shows("Your corrections")
    await user.press("u")
    assert len(said(user)) == 1


async def test_names_are_united_from_the_card(user):
    await user.press("N", "/", *"egypte", "enter", "enter")
    assert user.shows("Egypte  a place")
    await user.press("C", "s", *"libië", "enter")
    assert said(user) == ["“Egypte” stands for Libië, everywhere"]
    assert not user.shows("written Egypte")
    await user.press("u")
    assert user.shows("written Egypte")


async def test_leaving_the_names_does_not_stop_the_reading_of_articles(user):
    await user.tap("N")
    await user.tap("escape")
    assert user.desk.is_current
    await user.settle()
    assert user.library.names.unread() == []
    await user.press("N")
    assert user.shows("47 in 3 articles")
