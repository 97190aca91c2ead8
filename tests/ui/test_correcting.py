"""Correcting names: in the article, on the card, among all names."""

from __future__ import annotations

import pytest

from reader.model import Name


def texts(user) -> list[tuple[str, str]]:
    return [(each.text, each.label) for each in user.library.entities(user.desk.article.opened)]


async def go_to(user, words: str) -> None:
    """Select words in the article."""
    start = user.place.document.body.index(words)
    from reader.model import Span

    user.desk.article.go_to_span(Span(start, start + len(words)))
    await user.settle()


def said(user) -> list[str]:
    from reader.library.correcting import describe

    return [describe(each) for _, each in user.library.corrections.all()]


async def test_c_tells_what_is_known_and_of_how_many_passages(sit_down):
    async with sit_down() as user:
        await user.press("N")
        await user.press("escape")
        await user.press("enter")
        await user.press("e")
        await user.press("C")
        assert user.shows("“Khalifa Haftar”")
        assert user.shows("a person · crf-nl: model")
        assert user.shows("everywhere: 2 passages in 2 articles")
        await user.press("escape")
        assert said(user) == []


@pytest.mark.parametrize(
    ("key", "label", "told"),
    [("p", "PER", "a person"), ("o", "ORG", "an organisation"), ("m", "MISC", "another name")],
)
async def test_a_letter_says_what_the_name_is_everywhere(sit_down, key, label, told):
    async with sit_down() as user:
        await user.press("enter")
        await go_to(user, "Tripoli")
        await user.press("C")
        await user.press(key)
        assert {kind for text, kind in texts(user) if text == "Tripoli"} == {label}
        assert said(user) == [f"“Tripoli” is {told}, everywhere"]
        assert user.shows("u takes it back")
        await user.press("J")
        await user.press("K")
        assert {kind for text, kind in texts(user) if text == "Tripoli"} == {label}


async def test_x_says_that_it_is_no_name_and_u_takes_that_back(sit_down):
    async with sit_down() as user:
        await user.press("enter")
        await user.press("e")
        await user.press("e")
        before = texts(user)
        assert user.shows("Libischeᴹ")
        await user.press("C")
        await user.press("x")
        assert not user.shows("Libischeᴹ")
        assert ("Libische", "MISC") not in texts(user)
        await user.press("u")
        assert "Undid: “Libische” is no name, everywhere" in user.status
        assert user.shows("Libischeᴹ")
        await user.press("U")
        assert not user.shows("Libischeᴹ")
        await user.press("u")
        assert texts(user) == before


async def test_tab_says_it_of_this_passage_alone(sit_down):
    async with sit_down() as user:
        await user.press("enter")
        await go_to(user, "Tripoli")
        count = texts(user).count(("Tripoli", "LOC"))
        await user.press("C")
        await user.press("tab")
        await user.press("x")
        assert texts(user).count(("Tripoli", "LOC")) == count - 1
        assert said(user) == ["“Tripoli” is no name, here"]


async def test_a_selection_becomes_a_name(sit_down):
    async with sit_down() as user:
        await user.press("enter")
        await go_to(user, "zwaarste bombardementen")
        await user.press("C")
        assert user.shows("no name so far")
        await user.press("m")
        assert user.shows("zwaarste bombardementenᴹ")


@pytest.mark.parametrize(("keys", "label"), [(["b"], "PER"), (["o"], "ORG"), (["tab", "b"], "PER")])
async def test_a_boundary_is_moved_to_the_selection(sit_down, keys, label):
    async with sit_down() as user:
        await user.press("enter")
        await go_to(user, "Generaal Khalifa Haftar dreigde")
        await go_to(user, "Generaal Khalifa Haftar")
        await user.press("C")
        assert user.shows("The selection “Generaal Khalifa Haftar” is")
        await user.press(*keys)
        assert texts(user)[0] == ("Generaal Khalifa Haftar", label)
        assert user.shows("Generaal Khalifa Haftarᴾ" if label == "PER" else "Generaal Khalifa Haftarᴼ")


async def test_without_a_name_and_a_selection_there_is_nothing_to_correct(sit_down):
    async with sit_down() as user:
        await user.press("enter")
        user.desk.article._entities = ()
        await user.press("C")
        assert "No name here" in user.status


async def test_s_says_what_it_stands_for_after_a_choice_among_all_names(sit_down):
    async with sit_down() as user:
        await user.press("N")
        await user.press("escape")
        await user.press("enter")
        await go_to(user, "Moskou")
        await user.press("C")
        await user.press("s")
        assert user.shows("What does “Moskou” stand for?")
        await user.type("rusl")
        assert user.shows("Ruslandᴸ")
        await user.press("enter")
        assert said(user) == ["“Moskou” stands for Rusland, everywhere"]
        await user.press("N")
        assert Name("Moskou", "LOC") not in {each.name for each in user.library.names.all()}


async def test_a_name_that_nobody_knows_can_be_given(sit_down):
    async with sit_down() as user:
        await user.press("enter")
        await go_to(user, "Moskou")
        await user.press("C")
        await user.press("s")
        await user.press(*"Kremlin")
        await user.press("enter")
        assert said(user) == ["“Moskou” stands for Kremlin, everywhere"]


async def test_d_says_that_it_does_not_stand_for_that_name(sit_down):
    async with sit_down() as user:
        await user.press("N")
        await user.press("escape")
        await user.press("enter")
        await go_to(user, "Haftars")
        await user.press("C")
        assert user.shows("is not Khalifa Haftar")
        await user.press("d")
        assert said(user) == ["“Haftars” is not Khalifa Haftar, everywhere"]
        assert "Haftars" not in {w.text for w in user.library.names.mentions.written(Name("Khalifa Haftar", "PER"))}


async def test_what_cannot_be_said_does_nothing(sit_down):
    async with sit_down() as user:
        await user.press("enter")
        await user.press("e")
        await user.press("C")
        await user.press("b")
        assert user.shows("It is")
        await user.press("d")
        assert user.shows("It is")
        await user.press("escape")
        assert said(user) == []


async def test_the_filter_by_name_follows_at_once(sit_down):
    async with sit_down() as user:
        await user.press("N")
        await user.press("escape")
        await user.press("/")
        await user.press(*"name:guterres")
        await user.press("enter")
        assert "1 of 1" in user.status
        await user.press("enter")
        await go_to(user, "Guterres")
        await user.press("C")
        await user.press("x")
        assert user.desk.browse.all.numbers
        assert len(user.desk.article_list.articles) in (0, 1)  # the surname may still be one


# Among all names


async def test_c_among_all_names_corrects_every_way_in_which_it_is_written(sit_down):
    async with sit_down() as user:
        await user.press("N")
        assert user.shows("Khalifa Haftar")
        await user.press("C")
        await user.press("x")
        assert not any(each.name.text == "Khalifa Haftar" for each in user.library.names.all())
        assert len(said(user)) == 4
        await user.press("u")
        assert user.shows("47 in 3 articles")
        assert said(user) == []


async def test_corrections_are_listed_below_the_names_and_taken_back_there(sit_down):
    async with sit_down() as user:
        await user.press("N")
        await user.press("C")
        await user.press("d")
        await user.press("2")
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


async def test_names_are_united_from_the_card(sit_down):
    async with sit_down() as user:
        await user.press("N")
        await user.press("/")
        await user.press(*"egypte")
        await user.press("enter")
        await user.press("enter")
        assert user.shows("Egypte  a place")
        await user.press("C")
        await user.press("s")
        await user.press(*"libië")
        await user.press("enter")
        assert said(user) == ["“Egypte” stands for Libië, everywhere"]
        assert "Nothing stands for this name any more" in user.status or "u takes it back" in user.status
        await user.press("u")
        assert user.shows("written Egypte")


async def test_leaving_the_names_does_not_stop_the_reading_of_articles(sit_down):
    async with sit_down() as user:
        await user.tap("N")
        await user.tap("escape")
        assert user.desk.is_current
        await user.settle()
        assert user.library.names.unread() == []
        await user.press("N")
        assert user.shows("47 in 3 articles")
