"""A name or words are found wherever they stand in the library, with what stands around them."""

from __future__ import annotations

import pytest

from reader.library.occurrences import find, passages

FIRST = "date 2019-04\nDe stad Tripoli wacht af.\n\nIn de  stad wacht men. De stadsmuur staat er nog."
SECOND = "date 2020-01\nGeneraal Haftar zwijgt.\n\nDE \tSTAD zwijgt, zegt men in de stad."


@pytest.fixture
def here(write, opened):
    write("a.txt", FIRST)
    write("b.txt", SECOND)
    return opened()


def found(library, wanted, kind):
    return [mention for step in find(library, wanted, kind) for mention in step.item or []]


def quotes(library, wanted, kind):
    return [(mention.row.path, mention.quote) for mention in found(library, wanted, kind)]


def test_words_are_found_in_any_case_over_white_space_and_not_inside_others(here):
    assert quotes(here, "de stad", "words") == [
        ("b.txt", "DE \tSTAD"),
        ("b.txt", "de stad"),
        ("a.txt", "De stad"),
        ("a.txt", "de  stad"),
    ]


def test_sentences_are_found_once_however_often_they_hold_the_words(here):
    assert quotes(here, "de stad", "sentences") == [
        ("b.txt", "DE \tSTAD zwijgt, zegt men in de stad."),
        ("a.txt", "De stad Tripoli wacht af."),
        ("a.txt", "In de  stad wacht men."),
    ]


@pytest.mark.parametrize("kind", ["name", "words", "sentences"])
@pytest.mark.parametrize("wanted", ["", "nergens", "stad (", "[", "\\"])
def test_what_is_not_there_is_not_found(here, kind, wanted):
    assert quotes(here, wanted, kind) == []


def test_a_name_is_found_by_what_it_stands_for(library):
    forms = {mention.quote for mention in found(library, "khalifa haftar", "name")}
    assert {"Khalifa Haftar", "Haftar", "Haftars"} <= forms
    assert len({mention.row.id for mention in found(library, "Khalifa Haftar", "name")}) >= 2


def test_a_name_is_found_by_a_form_of_it_too_and_in_articles_that_have_only_that(library):
    whole, part = found(library, "Khalifa Haftar", "name"), found(library, "haftars", "name")
    assert whole == part


def test_what_is_known_of_a_name_comes_before_other_articles_are_read(library):
    row = library.find("002")
    library.entities(library.open(row))
    steps = list(find(library, "Khalifa Haftar", "name"))
    first = next(number for number, step in enumerate(steps) if step.item)
    assert {mention.row.id for mention in steps[first].item} == {row.id}
    places = [(mention.row.id, mention.span) for step in steps for mention in step.item or []]
    assert len(places) == len(set(places)) == 47


def test_where_a_name_stood_is_not_believed_of_an_article_that_has_changed(library):
    row = found(library, "Khalifa Haftar", "name")[0].row
    (library.root / row.path).write_text("Een ander verhaal, zonder hem.", "utf-8")
    steps = list(find(library, "Khalifa Haftar", "name"))
    assert row.path not in {mention.row.path for step in steps for mention in step.item or []}
    assert [step.problem for step in steps if step.problem] == [
        f"{row.path} has changed; F5 on the list reads it anew."
    ]


def test_a_name_that_is_known_of_an_article_not_to_be_in_it_is_not_looked_for(library, monkeypatch):
    found(library, "Khalifa Haftar", "name")
    monkeypatch.setattr(library, "open", None)
    assert quotes(library, "Nobody", "name") == []


def test_a_mention_brings_what_stands_around_it(here):
    first = found(here, "Tripoli", "words")[0]
    assert first.before.endswith("De stad ")
    assert first.after.startswith(" wacht af.")
    assert first.span.of(here.open(first.row).article.body) == "Tripoli"


def test_the_last_step_says_that_all_is_done(here):
    *_, last = find(here, "stad", "words")
    assert (last.done, last.total) == (2, 2)


def test_an_article_that_is_gone_is_a_problem_and_no_end(here, root):
    (root / "b.txt").unlink()
    steps = list(find(here, "stad", "words"))
    assert sum(step.problem is not None for step in steps) == 1
    assert len([mention for step in steps for mention in step.item or []]) == 2


def test_all_passages_are_tagged_in_one_step(here):
    *_, last = passages(here, found(here, "de stad", "words"))
    count, saved = here.notebook.tag_many(last.item, ["stad"])
    saved.result(10)
    assert count == 4
    assert [note.tags for note in here.notebook.notes] == [("stad",)] * 4
    here.notebook.undo()
    assert list(here.notebook.notes) == []


def test_a_passage_that_has_changed_meanwhile_is_left_out_and_said(here, write):
    mentions = found(here, "de stad", "words")
    write("b.txt", SECOND.replace("in de stad", "er"))
    steps = list(passages(here, mentions))
    assert [span.of(article.body) for article, span in steps[-1].item] == ["DE \tSTAD", "De stad", "de  stad"]
    assert [step.problem for step in steps if step.problem] == [
        "b.txt has changed meanwhile: 1 passages in it were left out."
    ]


def test_passages_of_an_article_that_is_gone_are_left_out_and_said(here, root):
    mentions = found(here, "de stad", "words")
    (root / "b.txt").unlink()
    steps = list(passages(here, mentions))
    assert len(steps[-1].item) == 2
    assert sum(step.problem is not None for step in steps) == 1
