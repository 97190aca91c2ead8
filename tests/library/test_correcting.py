"""Corrections of names: said once, seen in the whole library, and taken back."""

from __future__ import annotations

from collections import deque

import pytest

from reader.errors import InputError, NotFoundError
from reader.filters import matching, parse
from reader.library.correcting import Subject, describe, passage
from reader.model import Name, Span

KHALIFA = Name("Khalifa Haftar", "PER")


@pytest.fixture
def library(samples, opened, write, root):
    """The samples, with all their names found."""
    for path in samples.glob("*.txt"):
        write(path.name, path.read_text(encoding="utf-8"))
    found = opened()
    deque(found.names.gather(), maxlen=0)
    return found


def follow(library) -> list[str]:
    """Let the library follow; the articles that were looked into."""
    return [path for step in library.names.follow() for path in step.item]


def subject(library, article: str, words: str, nth: int = 0) -> Subject:
    """The entity ``words`` in an article, or the words where they are none."""
    opened = library.open(library.find(article))
    start = -1
    for _ in range(nth + 1):
        start = opened.article.body.index(words, start + 1)
    span = Span(start, start + len(words))
    entity = next((each for each in library.entities(opened) if each.span == span), None)
    return Subject(words, entity and entity.label, entity and Name(entity.name, entity.label), opened.article, span)


def tallies(library) -> dict[Name, int]:
    return {found.name: found.mentions for found in library.names.all()}


def texts(library, article: str) -> list[tuple[str, str]]:
    return [(e.text, e.label) for e in library.entities(library.open(library.find(article)))]


@pytest.fixture(autouse=True)
def no_recogniser(library, monkeypatch):
    """What was found once is not looked for again."""
    monkeypatch.setattr(library.names.reader_of("nl"), "recognise", lambda _: pytest.fail("the recogniser was asked"))


def test_words_that_are_no_name_are_none_in_any_article(library):
    before = tallies(library)
    library.corrections.deny(subject(library, "000", "Libische Nationale Leger"), here=False)
    follow(library)
    gone = {name: count for name, count in before.items() if tallies(library).get(name) != count}
    assert list(gone) == [Name("Libische Nationale Leger", "ORG")]
    for article in ("000", "002", "004"):
        assert "Libische Nationale Leger" not in [text for text, _ in texts(library, article)]


def test_a_kind_is_corrected_here_or_everywhere(library):
    there = subject(library, "000", "Tripoli")
    count = sum(name == "Tripoli" for article in ("000", "002", "004") for name, _ in texts(library, article))
    library.corrections.call(there, "ORG", here=True)
    follow(library)
    assert tallies(library)[Name("Tripoli", "LOC")] == count - 1
    library.corrections.call(there, "ORG", here=False)
    follow(library)
    labels = {
        label for article in ("000", "002", "004") for name, label in texts(library, article) if name == "Tripoli"
    }
    assert labels == {"ORG"}
    assert len(library.corrections.all()) == 1  # the passage has no word of its own any more


def test_new_names_are_found_in_every_article_and_nowhere_else_is_looked(library):
    new = subject(library, "002", "drones")
    assert new.label is None
    library.corrections.call(new, "MISC", here=False)
    looked = follow(library)
    holding = [row.path for row in library.all_rows() if "drones" in library.open(row).article.body]
    assert 0 < len(holding) < 3
    assert sorted(looked) == sorted(holding)
    assert tallies(library)[Name("drones", "MISC")] >= 1
    keys = library.shelf.index.keys(library.shelf.all().numbers)
    terms = parse("name:drones")
    assert len(matching(library.shelf.all(), terms, keys, library.facts(terms))) == len(holding)


def test_a_boundary_is_moved(library):
    old = subject(library, "000", "Libische Nationale Leger")
    new = Subject("Nationale Leger", None, None, old.article, Span(old.span.start + 9, old.span.end))
    library.corrections.bound(old, new, "ORG", here=False)
    follow(library)
    found = texts(library, "000")
    assert ("Nationale Leger", "ORG") in found
    assert "Libische Nationale Leger" not in [text for text, _ in found]


def test_names_are_united_and_parted(library):
    hafta = subject(library, "004" if "Hafta " in library.open(library.find("004")).article.body else "000", "Hafta ")
    hafta = Subject("Hafta", "PER", KHALIFA, hafta.article, Span(hafta.span.start, hafta.span.end - 1))
    guesses = {w.text: w.guess for w in library.names.mentions.written(KHALIFA)}
    assert guesses["Hafta"]
    library.corrections.unite(hafta, KHALIFA, here=False)
    follow(library)
    assert {w.text: w.guess for w in library.names.mentions.written(KHALIFA)} == dict.fromkeys(guesses, False)
    library.corrections.part(hafta, KHALIFA, here=False)
    follow(library)
    assert "Hafta" not in {w.text for w in library.names.mentions.written(KHALIFA)}
    assert tallies(library)[Name("Hafta", "PER")] == 1
    assert len(library.corrections.all()) == 1  # one thing excludes the other


def test_a_whole_name_is_united_with_another(library):
    before = tallies(library)
    egypt, libya = Name("Egypte", "LOC"), Name("Libië", "LOC")
    library.corrections.unite(Subject("Egypte", "LOC", egypt), libya, here=False)
    follow(library)
    after = tallies(library)
    assert after[libya] == before[libya] + before[egypt]
    assert egypt not in after


def test_undo_brings_back_what_was_step_by_step(library):
    states = [tallies(library)]
    steps = [
        lambda: library.corrections.deny(subject(library, "000", "Libische Nationale Leger"), here=False),
        lambda: library.corrections.call(subject(library, "002", "drones"), "MISC", here=False),
        lambda: library.corrections.call(subject(library, "000", "Tripoli"), "PER", here=True),
        lambda: library.corrections.unite(Subject("Egypte", "LOC"), Name("Libië", "LOC"), here=False),
    ]
    for step in steps:
        step()
        follow(library)
        states.append(tallies(library))
    assert len({frozenset(state.items()) for state in states}) == len(states)
    for state in reversed(states[:-1]):
        said, _ = library.notebook.undo()
        assert said.startswith("“")
        follow(library)
        assert tallies(library) == state
    for state in states[1:]:
        library.notebook.redo()
        follow(library)
        assert tallies(library) == state


def test_corrections_hold_in_the_next_session_and_are_followed_there(library, opened):
    before = tallies(library)
    library.corrections.deny(subject(library, "000", "Libische Nationale Leger"), here=False)
    again = opened()
    deque(again.names.gather(), maxlen=0)
    assert tallies(again)[Name("Libische Nationale Leger", "ORG")] < before[Name("Libische Nationale Leger", "ORG")]
    assert [describe(each) for _, each in again.corrections.all()] == [
        "“Libische Nationale Leger” is no name, everywhere"
    ]


def test_a_correction_of_a_passage_survives_an_edit_of_the_article(library, opened, write, monkeypatch):
    there = subject(library, "000", "Tripoli")
    library.corrections.call(there, "PER", here=True)
    row = library.find("000")
    monkeypatch.undo()  # the edited article has to be read anew
    write(row.path, "Een nieuwe eerste alinea over drones.\n\n" + library.open(row).article.body)
    again = opened()
    deque(again.names.gather(), maxlen=0)
    found = [
        e for e in again.entities(again.open(again.find(row.path))) if e.text == "Tripoli" and e.source == "user"
    ]
    assert [(e.label, e.span.start > there.span.start) for e in found] == [("PER", True)]


def test_corrections_are_taken_back_by_uid(library):
    before = tallies(library)
    library.corrections.deny(subject(library, "000", "Libische Nationale Leger"), here=False)
    ((uid, _),) = library.corrections.all()
    with pytest.raises(NotFoundError):
        library.corrections.take_back(["ffff" + uid])
    library.corrections.take_back([uid[:8]])
    follow(library)
    assert (library.corrections.all(), tallies(library)) == ([], before)
    library.notebook.undo()
    assert len(library.corrections.all()) == 1


@pytest.mark.parametrize("words", ["", "…", "x" * 300])
def test_what_can_be_no_name_is_refused(library, words):
    with pytest.raises(InputError):
        library.corrections.call(Subject(words), "PER", here=False)


def test_a_name_is_not_parted_from_itself_and_no_passage_is_made_up(library):
    with pytest.raises(InputError, match="these very words"):
        library.corrections.part(Subject("Khalifa Haftar", "PER"), KHALIFA, here=False)
    with pytest.raises(InputError, match="everywhere"):
        library.corrections.deny(Subject("Khalifa Haftar", "PER"), here=True)


@pytest.mark.parametrize(
    ("selected", "words"),
    [("“Hafta,” ", "Hafta"), (" (Tripoli)", "Tripoli"), ("...", ""), ("al-Serraj’s", "al-Serraj’s")],
)
def test_a_selection_is_trimmed_to_words(an_article, selected, words):
    article = an_article(f"Zin {selected} zin")
    start = article.body.index(selected)
    assert passage(article, Span(start, start + len(selected))).of(article.body) == words


def test_the_list_of_names_and_the_corrections_win_in_this_order(library, root):
    (root / "gazetteer.tsv").write_text("Tripoli\t-\ndrones\tMISC\nHafta\tPER\t!Khalifa Haftar\n", encoding="utf-8")
    deque(library.names.gather(), maxlen=0)
    assert Name("Tripoli", "LOC") not in tallies(library)
    assert tallies(library)[Name("Hafta", "PER")] == 1
    library.corrections.call(subject(library, "000", "Tripoli"), "PER", here=False)
    library.corrections.deny(Subject("drones", "MISC"), here=False)
    deque(library.names.gather(), maxlen=0)
    after = tallies(library)
    assert Name("Tripoli", "PER") in after
    assert Name("drones", "MISC") not in after
