"""All names, one name, and following it."""

from __future__ import annotations

import pytest

from reader.settings import Settings


async def test_n_finds_the_names_of_all_articles_and_counts_them(user):
    await user.press("N")
    assert user.shows("Persons")
    assert user.shows("Khalifa Haftar")
    assert user.shows("47 in 3 articles")
    assert "names" in user.status


async def test_the_names_can_be_filtered_by_any_of_their_forms_and_by_kind(user):
    await user.press("N", "/", *"lna", "enter")
    assert user.shows("Libische Nationale Leger")
    assert not user.shows("Khalifa Haftar")
    assert user.status.strip().startswith("1 of ")
    await user.press("/", "end", *["backspace"] * 3, *"is:org -leger", "enter")
    assert user.shows("Verenigde Naties")
    assert not user.shows("Persons")
    assert not user.shows("Libische Nationale Leger")


async def test_a_bad_filter_says_so(user):
    await user.press("N", "/", *"is:nobody")
    assert "There is no “is:nobody”" in user.status


async def test_enter_shows_what_is_known_of_a_name(user):
    await user.press("N", "enter")
    assert user.shows("Khalifa Haftar  a person")
    assert user.shows("Hafta 1 (a guess)")
    assert user.shows("2019-04 ")
    assert user.shows("Together with")
    assert "47 mentions" in user.status


async def test_from_a_name_to_its_first_mention_in_an_article(user):
    await user.press("N", "enter", "enter")
    assert user.passage == "Khalifa Haftar"
    assert user.desk.article.row.path.startswith("002")
    assert user.desk.pane == "reading"


async def test_from_a_name_to_its_companion_and_back(user):
    await user.press("N", "enter", "G", "enter")
    assert not user.shows("Khalifa Haftar  a person")
    assert user.shows("Articles")
    await user.press("escape")
    assert user.shows("Persons")
    await user.press("escape")
    assert user.desk.is_current


@pytest.mark.parametrize("width", [80, 100, 120])
async def test_the_way_out_is_told_on_any_screen(sit_down, width):
    async with sit_down(size=(width, 24)) as user:
        await user.press("N")
        assert user.status.endswith("Esc back")
        await user.press("enter")
        assert user.status.endswith("Esc back")


async def test_f_filters_the_list_by_the_name(user):
    await user.press("N", "/", *"guterres", "enter", "f")
    assert user.desk.pane == "list"
    assert user.desk.browse.query_text == 'name:"António Guterres"'
    assert "1 of 1" in user.status


async def test_n_shows_the_name_here_and_says_when_there_is_none(user):
    await user.press("enter", "e", "n")
    assert user.shows("Khalifa Haftar  a person")
    await user.press("escape")
    await user.go_to("plausible")
    await user.press("n")
    assert "No name here" in user.status


async def test_a_note_that_touches_a_name_is_on_its_card(user):
    await user.press("enter", "#", *"war", "enter", "e", "n")
    assert user.shows("Notes")
    assert user.shows("“Generaal Khalifa Haftar dreigde")


async def test_a_star_follows_a_name_through_all_articles_by_date(user):
    await user.press("N", "escape", "j", "enter", "e")
    entities = user.library.entities(user.desk.article.opened)
    user.desk.article.go_to_span(next(each.span for each in entities if each.text == "Haftar"))
    seen = [(user.desk.article.row.path[:3], user.passage)]
    for _ in range(47):
        await user.press("*")
        seen.append((user.desk.article.row.path[:3], user.passage))
    assert len(set(seen)) < len(seen)
    assert seen[0] == seen[-1]
    assert list(dict.fromkeys(path for path, _ in seen)) == ["000", "002", "004"]


async def test_a_star_says_that_other_articles_were_not_read_for_names(user):
    await user.press("j", "enter")
    await user.go_to("Gharyan")
    await user.press("*", "*", "*")
    await user.go_to("Misrata")
    await user.press("*")
    assert "No other mention is known. N reads the 2 articles" in user.status


# Kinds of names


async def test_l_tells_what_the_letters_mean(user):
    await user.press("enter", "L")
    for meaning in ("personsᴾ", "organisationsᴼ", "placesᴸ", "other namesᴹ"):
        assert user.shows(meaning)
    assert user.shows("found by crf-nl")


@pytest.mark.parametrize(("key", "letter"), [("p", "ᴾ"), ("o", "ᴼ"), ("l", "ᴸ"), ("m", "ᴹ")])
async def test_one_kind_can_be_hidden_and_shown(user, key, letter):
    await user.press("enter", "L", key, "escape")
    assert {each for each in "ᴾᴼᴸᴹ" if user.shows(each)} == set("ᴾᴼᴸᴹ") - {letter}
    await user.press("J")
    assert not user.shows(letter)
    await user.press("L", key, "escape")
    assert user.shows(letter)


async def test_all_kinds_at_once(user):
    await user.press("enter", "L", "a", "escape")
    assert not any(user.shows(letter) for letter in "ᴾᴼᴸᴹ")
    await user.press("L", "a", "escape")
    assert user.shows("ᴾ")


# Other languages


async def test_without_a_recogniser_the_screen_says_so_and_listed_names_are_marked(sit_down, open_library, samples):
    library = open_library(samples, Settings(language="de"))
    async with sit_down(library) as user:
        await user.press("enter")
        assert user.shows("German: listed names only")
        assert user.shows("Khalifa Haftarᴾ")
        assert user.shows("Libischeᴹ")
        assert user.shows("Saqr al-Jaroushi")
        assert not user.shows("al-Jaroushiᴾ")
        await user.press("L")
        assert user.shows("there is no recogniser for “de”")
        await user.press("escape", "N")
        assert "no recogniser for German" in user.status


async def test_in_a_large_library_a_name_is_found_away_from_the_keyboard(sit_down, monkeypatch):
    monkeypatch.setattr("reader.ui.screens.browse_pane._MANY", 2)
    async with sit_down() as user:
        await user.press("N")
        await user.press("escape")
        await user.press("/", *"name:guterres")
        assert "1 of 1" in user.status
        await user.press(*["backspace"] * 8)
        await user.press(*"tripoli", "enter")
        assert "of 3" in user.status
