"""The names of a library: found in all articles, grouped, and followed through time."""

from __future__ import annotations

from collections import deque

import pytest

from reader.filters import matching, parse
from reader.library.names import OWN
from reader.model import Mention, Name, Span
from reader.settings import Settings

HAFTAR = Name("Khalifa Haftar", "PER")


def gathered(library) -> list[str]:
    """Find all names; the problems on the way."""
    return [step.problem for step in library.names.gather() if step.problem]


@pytest.fixture
def named(library):
    """The samples with all their names found."""
    assert gathered(library) == []
    return library


def tally(library, text: str):
    return next((found for found in library.names.all() if found.name.text == text), None)


@pytest.fixture
def library(samples, paths):
    """The samples, with nothing found so far."""
    from reader.library import Library

    opened = Library(samples, paths, Settings())
    deque(opened.refresh(), maxlen=0)
    yield opened
    opened.close()


def test_haftar_is_one_man_in_all_articles(named):
    found = tally(named, "Khalifa Haftar")
    assert (found.name.label, found.articles) == ("PER", 3)
    assert {written.text: written.guess for written in named.names.mentions.written(HAFTAR)} == {
        "Haftar": False,
        "Haftars": False,
        "Khalifa Haftar": False,
        "Hafta": True,
    }
    assert tally(named, "Haftar") is tally(named, "Hafta") is None


@pytest.mark.parametrize(
    ("name", "forms"),
    [
        (Name("Libische Nationale Leger", "ORG"), {"Libische Nationale Leger", "LNA"}),
        (Name("Verenigde Arabische Emiraten", "LOC"), {"Verenigde Arabische Emiraten", "Emiraten", "VAE"}),
    ],
)
def test_short_forms_stand_for_the_long_name(named, name, forms):
    assert {written.text for written in named.names.mentions.written(name)} == forms


def test_counts_add_up_to_all_entities(named):
    entities = [entity for row in named.all_rows() for entity in named.entities(named.open(row))]
    assert sum(found.mentions for found in named.names.all()) == len(entities)
    months = named.names.mentions.by_month(HAFTAR)
    assert sum(count for _, count in months) == tally(named, "Khalifa Haftar").mentions
    assert sum(count for _, count in named.names.mentions.articles(HAFTAR)) == tally(named, "Khalifa Haftar").mentions


def test_names_among_some_articles_only(named):
    (number, *_) = named.shelf.index.numbers([named.find("000").id]).values()
    assert {found.articles for found in named.names.all([number])} == {1}
    assert named.names.all([]) == []


def test_every_mention_is_visited_once_in_the_order_of_dates(named):
    all_of_them = named.names.mentions.of(HAFTAR)
    here, visited = all_of_them[0], []
    for _ in all_of_them:
        here = named.names.after(HAFTAR, here)
        visited.append(here)
    assert visited == [*all_of_them[1:], all_of_them[0]]
    rows = [named.rows([mention.article])[0] for mention in all_of_them]
    dates = [row.date.value or "9" for row in rows]
    assert dates == sorted(dates)
    for mention, row in zip(all_of_them, rows, strict=True):
        assert mention.span.of(named.open(row).article.body).startswith(("Haft", "Khalifa"))


def test_from_elsewhere_the_first_mention_is_next_and_after_the_only_one_none(named):
    assert named.names.after(HAFTAR, Mention(0, Span(0, 0))) == named.names.mentions.of(HAFTAR)[0]
    only = next(found.name for found in named.names.all() if found.mentions == 1)
    assert named.names.after(only, named.names.mentions.of(only)[0]) is None


def test_companions_are_those_in_the_same_articles(named):
    companions = named.names.mentions.companions(HAFTAR, 5)
    assert len(companions) == 5
    assert HAFTAR not in [name for name, _ in companions]
    assert companions[0][1] == 3


@pytest.mark.parametrize(
    ("query", "articles"),
    [
        ("name:haftar", 3),
        ("name:hafta", 3),
        ("name:guterres", 1),
        ('name:"khalifa haftar"', 3),
        ("-name:guterres", 2),
        ("name:nobody", 0),
    ],
)
def test_the_list_can_be_filtered_by_name(named, query, articles):
    terms = parse(query)
    shown = named.shelf.all()
    keys = named.shelf.index.keys(shown.numbers)
    assert len(matching(shown, terms, keys, named.facts(terms))) == articles


def test_what_was_found_is_not_looked_for_again(named, monkeypatch):
    monkeypatch.setattr("reader.library.names._recognised", lambda _: pytest.fail("it was looked for"))
    assert list(named.names.gather()) == []


def test_a_job_that_was_stopped_goes_on_where_it_was(library):
    job = library.names.gather()
    next(job)
    job.close()
    assert len(library.names.unread()) == 2
    assert [step.done for step in library.names.gather()] == [1, 2]


def test_processes_find_what_one_finds(named, samples, paths, monkeypatch, tmp_path):
    from reader.library import Library
    from reader.paths import Paths

    monkeypatch.setattr("reader.library.pool._WORTH_IT", 2)
    other = Paths(tmp_path / "d", tmp_path / "c", tmp_path / "k")
    again = Library(samples, other, Settings())
    deque(again.refresh(), maxlen=0)
    assert [step.problem for step in again.names.gather(workers=2)] == [None] * 3
    assert again.names.all() == named.names.all()
    again.close()


def test_a_file_that_is_gone_is_a_problem_and_the_rest_goes_on(library):
    (library.root / library.find("000").path).unlink()
    (problem,) = gathered(library)
    assert "000_ece2383aa4714dc8.txt" in problem
    assert len(library.names.unread()) == 1


def test_articles_that_are_gone_take_their_mentions_along(named):
    (named.root / named.find("004").path).unlink()
    deque(named.refresh(), maxlen=0)
    gathered(named)
    assert tally(named, "Khalifa Haftar").articles == 2
    assert tally(named, "Jalel Harchaoui") is None


# The user's own names


def test_own_names_are_picked_up_live_and_taken_back(named):
    before = named.names.all()
    (named.root / OWN).write_text("Huis van Afgevaardigden\tORG\tParlement\ndrones\tMISC\n", encoding="utf-8")
    assert len(named.names.unread()) == 3
    gathered(named)
    assert tally(named, "Parlement").mentions == 1
    assert tally(named, "drones").mentions > 1
    opened = named.open(named.find("002"))
    assert ("drones", "gazetteer") in [(entity.text, entity.source) for entity in named.entities(opened)]
    (named.root / OWN).unlink()
    gathered(named)
    assert named.names.all() == before


def test_lines_that_cannot_be_used_are_told(library):
    (library.root / OWN).write_text("Hafta\tperson\n", encoding="utf-8")
    assert gathered(library) == ["gazetteer.tsv, line 1: “person” is no label; give PER, ORG, LOC, MISC after a tab."]


def test_without_a_recogniser_listed_names_are_found(samples, paths):
    from reader.library import Library

    library = Library(samples, paths, Settings(language="de"))
    deque(library.refresh(), maxlen=0)
    assert gathered(library) == []
    assert not library.names.reads("de")
    assert tally(library, "Khalifa Haftar").articles == 3
    library.close()


def test_the_list_of_names_says_what_the_counts_say(named):
    from reader.library.namelist import lines

    (step,) = lines(named, 24)
    months = named.names.mentions.all_months()
    assert [(each.name, each.mentions, each.articles) for each in step.item] == [
        (found.name, found.mentions, found.articles) for found in named.names.all()
    ]
    assert len(step.item) == len(months)
    haftar = step.item[0]
    assert haftar.name == HAFTAR
    assert haftar.key.startswith("khalifa haftar\n")
    assert "hafta" in haftar.key.split("\n")
    assert {len(each.bars) for each in step.item} == {len(haftar.bars)}
