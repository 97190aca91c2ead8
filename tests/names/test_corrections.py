"""What the user says of names wins over what was found."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.model import LABELS, ArticleRef, Correction, Entity, Name, Span
from reader.names import Corrections, Form, NameTable, Resolved, resolve
from reader.text import anchors

BODY = "Khalifa Haftar rukt op. Hafta wil Tripoli. Duiste Tripoli-gangers zagen Haftar in Tripoli."
ARTICLE, DIGEST = ArticleRef("a1", "a.txt", "Titel", None), "d1"
KHALIFA = Name("Khalifa Haftar", "PER")
FOUND = ["Khalifa Haftar/PER", "Hafta/LOC", "Tripoli/LOC", "Duiste/MISC", "Haftar/PER=Khalifa Haftar", "Tripoli/LOC"]


def entities(body: str, *said: str) -> list[Entity]:
    """Entities one after the other; each is ``text/LABEL`` or ``text/LABEL=name``."""
    out: list[Entity] = []
    for each in said:
        text, _, rest = each.partition("/")
        label, _, name = rest.partition("=")
        start = body.index(text, out[-1].span.end if out else 0)
        out.append(Entity(Span(start, start + len(text)), label, text, 0.9, name or text, "model"))
    return out


def shown(found) -> list[str]:
    return [f"{e.text}/{e.label}" + (f"={e.name}" if e.name != e.text else "") for e in found]


def everywhere(
    words: str, says: str, label: str | None = None, other: Name | None = None, at: str = ""
) -> Correction:
    return Correction(words, says, label, other, modified=at)


def here(words: str, says: str, label: str | None = None, other: Name | None = None, nth: int = 0, body: str = BODY):
    start = -1
    for _ in range(nth + 1):
        start = body.index(words, start + 1)
    span = Span(start, start + len(words))
    return Correction(words, says, label, other, ARTICLE, anchors.make(body, span, DIGEST))


def corrected(*said: Correction, body: str = BODY, digest: str = DIGEST, found=None) -> list[str]:
    corrections = Corrections(said)
    places = corrections.placed(ARTICLE.id, body, digest)
    return shown(corrections.applied(entities(BODY, *FOUND) if found is None else found, body, places))


def changed(old: str, *new: str, nth: int = 0) -> list[str]:
    """What was found, with the n-th ``old`` replaced."""
    at = [i for i, each in enumerate(FOUND) if each == old][nth]
    return [*FOUND[:at], *new, *FOUND[at + 1 :]]


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ([], FOUND),
        ([everywhere("Duiste", "none")], changed("Duiste/MISC")),
        ([everywhere("Duiste", "name", "PER")], changed("Duiste/MISC", "Duiste/PER")),
        ([everywhere("Hafta", "name", "PER")], changed("Hafta/LOC", "Hafta/PER")),
        ([everywhere("gangers", "name", "MISC")], [*FOUND[:4], "gangers/MISC", *FOUND[4:]]),
        ([everywhere("Haftar", "name", "ORG")], changed("Haftar/PER=Khalifa Haftar", "Haftar/ORG")),
        ([everywhere("Hafta", "same", "LOC", KHALIFA)], changed("Hafta/LOC", "Hafta/LOC=Khalifa Haftar")),
        ([everywhere("Hafta", "same", "PER", KHALIFA)], FOUND),
        ([everywhere("Haftar", "apart", "PER", KHALIFA)], changed("Haftar/PER=Khalifa Haftar", "Haftar/PER")),
        ([everywhere("Haftar", "apart", "PER", Name("Piet", "PER"))], FOUND),
        (
            [everywhere("Khalifa Haftar", "same", "PER", Name("De maarschalk", "PER"))],
            [
                "Khalifa Haftar/PER=De maarschalk",
                *FOUND[1:4],
                "Haftar/PER=De maarschalk",
                FOUND[5],
            ],
        ),
        ([here("Duiste", "none")], changed("Duiste/MISC")),
        ([here("Haftar", "name", "ORG")], changed("Khalifa Haftar/PER", "Haftar/ORG")),
        ([here("Haftar", "name", "PER", nth=1)], FOUND),
        (
            [here("Tripoli", "same", "LOC", Name("Tripoli (Libanon)", "LOC"))],
            [*FOUND[:2], "Tripoli/LOC=Tripoli (Libanon)", *FOUND[3:]],
        ),
        ([here("Haftar", "apart", "PER", KHALIFA, nth=1)], changed("Haftar/PER=Khalifa Haftar", "Haftar/PER")),
    ],
)
def test_what_is_said_is_what_is_found(said, left):
    assert corrected(*said) == left


def test_a_boundary_is_moved_by_saying_what_is_none_and_what_is_one():
    both = [everywhere("Khalifa Haftar", "none"), everywhere("Khalifa", "name", "PER")]
    assert corrected(*both) == ["Khalifa/PER", *FOUND[1:]]


def test_words_are_not_cut_out_of_longer_names_unless_it_is_said_of_the_passage():
    assert corrected(everywhere("Khalifa", "name", "PER")) == FOUND
    assert corrected(here("Khalifa", "name", "PER")) == ["Khalifa/PER", *FOUND[1:]]


def test_the_passage_goes_before_the_words():
    said = [everywhere("Tripoli", "none"), here("Tripoli", "name", "ORG")]
    assert corrected(*said) == changed("Tripoli/LOC", "Tripoli/ORG")[:-1]


@pytest.mark.parametrize(
    ("first", "left"), [("name", FOUND[:1] + FOUND[2:]), ("none", changed("Hafta/LOC", "Hafta/PER"))]
)
def test_the_later_of_two_holds(first, left):
    label = {"name": "PER", "none": None}
    second = "none" if first == "name" else "name"
    said = [everywhere("Hafta", second, label[second], at="2"), everywhere("Hafta", first, label[first], at="1")]
    assert corrected(*said) == left


def test_a_name_that_is_new_stands_for_the_full_one_of_its_article():
    assert corrected(here("Haftar", "name", "PER", nth=1), found=entities(BODY, "Khalifa Haftar/PER")) == [
        "Khalifa Haftar/PER",
        "Haftar/PER=Khalifa Haftar",
    ]


def test_what_is_said_of_a_passage_finds_it_in_an_edited_article():
    body = "Vandaag, zo meldt men. " + BODY
    found = [replace(each, span=Span(each.span.start + 23, each.span.end + 23)) for each in entities(BODY, *FOUND)]
    assert corrected(here("Hafta", "name", "PER", nth=1), body=body, digest="d2", found=found) == changed(
        "Hafta/LOC", "Hafta/PER"
    )
    gone = BODY.replace(" Hafta wil Tripoli.", "")
    assert corrected(here("Hafta", "name", "PER", nth=1), body=gone, digest="d3", found=[]) == []


def test_a_passage_of_another_article_is_left_alone():
    corrections = Corrections([here("Duiste", "none")])
    assert corrections.placed("a2", BODY, "d2") == []
    assert len(corrections.placed("a2", BODY, DIGEST)) == 1  # the same text in a file that was moved


def test_the_digest_changes_with_what_is_said_and_not_with_when():
    one = everywhere("Hafta", "none", at="1")
    assert Corrections([one]).digest == Corrections([replace(one, modified="2")]).digest
    assert len({Corrections(said).digest for said in ([], [one], [replace(one, words="Haftar")])}) == 3
    assert Corrections().digest == ""


# Grouping


def grouped(said: list[Correction], *forms: Form) -> list[tuple[str, bool]]:
    found = Corrections(said).regrouped(resolve(dict.fromkeys(forms, 1), NameTable()))
    return [(found[form].name, found[form].guess) for form in forms]


def test_forms_and_names_are_brought_together():
    haftar, hafta = Form("Haftar", "Khalifa Haftar", "PER"), Form("Hafta", "Khalifa Haftar", "PER")
    said = [everywhere("Hafta", "same", "PER", KHALIFA)]
    assert grouped(said, haftar, hafta) == [("Khalifa Haftar", False)] * 2
    said = [everywhere("LNA", "same", "ORG", Name("Nationale Leger", "LOC"))]
    found = Corrections(said).regrouped({Form("Leger", "LNA", "ORG"): Resolved("LNA", "ORG", guess=True)})
    assert [*found.values()] == [Resolved("Nationale Leger", "LOC", guess=True)]


def test_forms_are_kept_apart_however_they_would_be_grouped():
    full, short, owned = (
        Form("Piet Haftar", "Piet Haftar", "PER"),
        *(Form(t, "Haftar", "PER") for t in ("Haftar", "Haftars")),
    )
    assert {name for name, _ in grouped([], full, short, owned)} == {"Piet Haftar"}
    said = [everywhere("Haftar", "apart", "PER", Name("Piet Haftar", "PER"))]
    assert grouped(said, full, short, owned) == [("Piet Haftar", False), ("Haftar", False), ("Haftar", False)]
    slip = Corrections([everywhere("Hafta", "apart", "PER", KHALIFA)])
    form = Form("Hafta", "Hafta", "PER")
    assert slip.regrouped({form: Resolved("Khalifa Haftar", "PER", guess=True)})[form] == Resolved("Hafta", "PER")


def test_a_kind_that_is_said_holds_against_a_list():
    form = Form("Tripoli", "Tripoli", "ORG")
    listed = {form: Resolved("Tripoli", "LOC")}
    assert Corrections([here("Tripoli", "name", "ORG")]).regrouped(listed)[form] == Resolved("Tripoli", "ORG")


def test_what_is_said_of_a_passage_holds_against_what_is_said_of_the_words():
    said = [everywhere("Haftar", "same", "PER", KHALIFA)]
    assert grouped(said, Form("Haftar", "Belqasem", "PER"), Form("Haftar", "Khalifa Haftar", "PER")) == [
        ("Belqasem", False),
        ("Khalifa Haftar", False),
    ]


def test_names_that_are_said_to_stand_for_one_another_end_with_what_was_said_last():
    a, b = Name("A", "PER"), Name("B", "PER")
    said = [everywhere("A", "same", "PER", b, at="1"), everywhere("B", "same", "PER", a, at="2")]
    assert grouped(said, Form("A", "A", "PER"), Form("B", "B", "PER")) == [("A", False), ("A", False)]


# Whatever is said

WORDS = st.lists(st.sampled_from("Jan Piet Haftar de Vries in 𝕊irte al-Serraj".split()), min_size=1, max_size=3).map(
    " ".join
)
TEXTS = st.lists(st.sampled_from("Jan Piet Haftar de Vries in 𝕊irte al-Serraj zei . ,".split()), max_size=14).map(
    " ".join
)
KINDS = st.sampled_from(LABELS)
NAMES = st.builds(Name, WORDS, KINDS)


@st.composite
def texts(draw):
    """A body, what was found in it, and what is said of it."""
    body = draw(TEXTS)
    cuts = sorted(draw(st.sets(st.integers(0, len(body)), max_size=8)))
    found = [
        Entity(Span(a, b), draw(KINDS), body[a:b], 0.5, draw(st.one_of(st.just(body[a:b]), WORDS)), "model")
        for a, b in list(pairwise(cuts))[::2]
    ]
    said = []
    for number in range(draw(st.integers(0, 6))):
        says = draw(st.sampled_from(["name", "none", "same", "apart"]))
        other = draw(NAMES) if says in ("same", "apart") else None
        start = draw(st.integers(0, len(body)))
        span = Span(start, draw(st.integers(start, len(body))))
        local = draw(st.booleans()) and span.length
        words = span.of(body) if local else draw(WORDS)
        anchor = anchors.make(body, span, DIGEST) if local else None
        article = ARTICLE if local else None
        said.append(Correction(words, says, draw(KINDS), other, article, anchor, str(number)))
    return body, found, said


@given(texts())
def test_the_result_is_sorted_inside_the_text_not_overlapping_and_final(case):
    body, found, said = case
    corrections = Corrections(said)
    places = corrections.placed(ARTICLE.id, body, DIGEST)
    once = corrections.applied(found, body, places)
    assert all(one.span.end <= other.span.start for one, other in pairwise(once))
    assert all(each.span.length and each.span.of(body) == each.text for each in once)
    assert corrections.applied(once, body, places) == once


@given(texts())
def test_what_is_said_holds(case):
    body, found, said = case
    corrections = Corrections(said)
    once = corrections.applied(found, body, corrections.placed(ARTICLE.id, body, DIGEST))
    local = [each for each in said if each.anchor and each.says in ("name", "none")]
    if local:
        last = local[-1]
        there = [each for each in once if each.span.overlaps(last.anchor.span)]
        wanted = [] if last.says == "none" else [(last.anchor.span, last.label)]
        assert [(each.span, each.label) for each in there] == wanted
    general = [each for each in said if not each.anchor and each.says in ("name", "none")]
    if general and not local:
        of_words = [each for each in once if each.text == general[-1].words]
        allowed = set() if general[-1].says == "none" else {general[-1].label}
        assert {each.label for each in of_words if each.source == "user"} <= allowed
        assert general[-1].says == "name" or not of_words


@given(texts(), st.dictionaries(st.builds(Form, WORDS, WORDS, KINDS), st.builds(Resolved, WORDS, KINDS), max_size=6))
def test_every_form_stands_for_something(case, resolved):
    regrouped = Corrections(case[2]).regrouped(resolved)
    assert regrouped.keys() == resolved.keys()
    assert all(each.name for each in regrouped.values())
