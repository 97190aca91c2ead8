"""Notes as JSON lines: exact, and read back without loss."""

from __future__ import annotations

import json
import os
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.export.jsonl import read, render, written_by_us
from reader.model import Placing, Recogniser, Span
from reader.text.clean import canonical, neutralise

UNHURRIED = settings(deadline=None)  # the machine may be busy
CRF = Recogniser("crf-nl", "1")
MEAN = st.one_of(st.text(), st.text(alphabet="=+-@'\";,\t\r\n\0\x1b\x9b\u2028\u202e\ufeff😀ععe\u0301a "))
PATHS = st.one_of(MEAN, st.binary().map(os.fsdecode))


def lines(text: str) -> list[dict]:
    return [json.loads(line) for line in text.split("\n") if line]


def test_a_line_says_all_there_is_to_say_of_a_note(excerpt):
    made = excerpt(
        "b" * 32,
        quote="steun van Rusland",
        text="Sinds wanneer?",
        tags=("actor", "front/tripoli"),
        around=("heeft ", " en Egypte"),
        english=("The plan has the support of Russia.",),
        entities=(("Rusland", "LOC"),),
        placing=Placing("moved", Span(830, 847)),
    )
    old = replace(made.note.article, title="Toen", date=None, path="oud.txt")
    made = replace(made, note=replace(made.note, article=old))
    assert lines(render([made], recogniser=CRF)) == [
        {
            "uid": "b" * 32,
            "article": {
                "id": "c9fb28d61b04",
                "title": "In Tripoli zetelt de regering…",
                "date": "2019-04",
                "path": "000_ece2383aa4714dc8.txt",
            },
            "anchor": {
                "start": 830,
                "end": 847,
                "exact": "steun van Rusland",
                "prefix": "heeft ",
                "suffix": " en Egypte",
                "digest": "d",
                "state": "moved",
            },
            "note": "Sinds wanneer?",
            "tags": ["actor", "front/tripoli"],
            "created": "2026-11-22T10:04:59.000000Z",
            "modified": "2026-11-22T10:05:00.000000Z",
            "taken": {
                "start": 812,
                "end": 947,
                "article": {"id": "c9fb28d61b04", "path": "oud.txt", "title": "Toen", "date": None},
                "lost": False,
            },
            "translations": [
                {
                    "source": "…",
                    "text": "The plan has the support of Russia.",
                    "provenance": {
                        "engine": "memory",
                        "version": "1",
                        "kind": "memory",
                        "at": "2026-11-22T02:30:00.000000Z",
                        "note": "reference translation shipped with libya-reader",
                    },
                },
            ],
            "entities": [
                {
                    "start": 0,
                    "end": 1,
                    "label": "LOC",
                    "text": "Rusland",
                    "score": 1.0,
                    "name": "Rusland",
                    "source": "model",
                },
            ],
            "recogniser": {"name": "crf-nl", "version": "1", "licence": ""},
        },
    ]


def test_notes_come_by_article_and_passage(excerpt):
    notes = [
        excerpt("3" * 32, path="b.txt", date=None),
        excerpt("2" * 32, path="a.txt", span=(9, 12)),
        excerpt("1" * 32, path="a.txt", span=(3, 4)),
    ]
    assert [line["uid"][0] for line in lines(render(notes, recogniser=None))] == ["1", "2", "3"]


@UNHURRIED
@given(
    quote=MEAN.map(canonical).filter(str.strip),
    text=MEAN.map(neutralise),
    title=MEAN.map(neutralise),
    path=PATHS,
    tags=st.lists(MEAN.map(lambda tag: "-".join(canonical(tag).split())).filter(len), unique=True).map(tuple),
    date=st.sampled_from([None, "2019", "2019-04", "2019-04-07"]),
    placing=st.sampled_from([None, Placing("moved", Span(1, 2)), Placing("orphan", None)]),
    around=st.tuples(MEAN.map(canonical).map(lambda text: text[-32:]), MEAN.map(canonical).map(lambda t: t[:32])),
    lost=st.booleans(),
)
def test_every_note_that_can_be_in_the_notes_file_comes_back_exactly(excerpt, path, lost, **parts):
    made = excerpt(path=path, **parts)
    made = replace(made, note=replace(made.note, anchor=replace(made.note.anchor, lost=lost)))
    text = render([made], recogniser=CRF)
    assert read(text) == ([made.note], [])
    assert read(text.encode().decode()) == ([made.note], [])
    assert neutralise(text) == text


@UNHURRIED
@given(parts=st.fixed_dictionaries(dict.fromkeys(("quote", "title", "path", "text"), MEAN)), tags=st.lists(MEAN))
def test_whatever_comes_in_is_fit_for_a_terminal(excerpt, parts, tags):
    made = excerpt(**parts, tags=tuple(tags))
    notes, problems = read(render([made], recogniser=None))
    assert len(notes) + len(problems) == 1
    for note in notes:
        shown = (note.anchor.exact, note.text, note.article.title, *note.tags)
        assert [neutralise(text) for text in shown] == list(shown)
        assert "" not in note.tags


def test_a_line_of_note_list_will_do(excerpt):
    made = excerpt(text="x", tags=("actor",))
    (line,) = lines(render([made], recogniser=None))
    for name in ("taken", "translations", "entities", "recogniser"):
        del line[name]
    (note,), problems = read(json.dumps(line))
    assert (note, problems) == (made.note, [])


def test_a_line_without_a_uid_gets_the_same_one_every_time(excerpt):
    (line,) = lines(render([excerpt()], recogniser=None))
    del line["uid"]
    first, second = (read(json.dumps(line))[0][0].uid for _ in range(2))
    assert first == second
    assert len(first) == 32
    assert read(json.dumps(line | {"uid": "my note"}))[0][0].uid not in {first, "my note"}


@pytest.mark.parametrize(
    ("given", "stored"),
    [
        ("2026-11-22T10:05:00.000000Z", "2026-11-22T10:05:00.000000Z"),
        ("2026-11-22T10:05:00Z", "2026-11-22T10:05:00.000000Z"),
        ("2026-11-22T11:05:00+01:00", "2026-11-22T10:05:00.000000Z"),
        ("2026-11-22", "2026-11-22T00:00:00.000000Z"),
        ("0001-01-01T00:00:00+23:00", ""),
        ("yesterday", ""),
        (12, ""),
        (None, ""),
    ],
)
def test_times_are_those_of_the_notes_file_or_empty(excerpt, given, stored):
    (line,) = lines(render([excerpt()], recogniser=None))
    ((note,), problems) = read(json.dumps(line | {"created": given, "modified": given}))
    assert (note.created, note.modified, problems) == (stored, stored, [])


GOOD = {"uid": "a" * 32, "anchor": {"exact": "olie"}}


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "it is not JSON"),
        ("[" * 100_000, "it is not JSON"),
        ('{"anchor": {"start": ' + "9" * 5000 + "}}", "it is not JSON"),
        ("[1]", "it is not an object"),
        ("{}", "it has no quote"),
        ('{"anchor": 3}', "its “anchor” is not an object"),
        ('{"anchor": {"exact": 3}}', "its “exact” is not a text"),
        ('{"anchor": {"exact": " \\n"}}', "it has no quote"),
        ('{"anchor": {"exact": "x", "start": 1.5, "end": 2}}', "its “start” is not a whole number"),
        ('{"anchor": {"exact": "x", "start": true, "end": 2}}', "its “start” is not a whole number"),
        ('{"anchor": {"exact": "x", "start": 9, "end": 2}}', "no passage runs from 9 to 2"),
        ('{"anchor": {"exact": "x", "start": -1, "end": 2}}', "no passage runs from -1 to 2"),
        ('{"anchor": {"exact": "x", "start": 0, "end": 18446744073709551616}}', f"no passage runs from 0 to {2**64}"),
        ('{"anchor": {"exact": "x"}, "note": ["y"]}', "its “note” is not a text"),
        ('{"anchor": {"exact": "x"}, "article": "y"}', "its “article” is not an object"),
    ],
)
def test_a_bad_line_is_named_and_the_rest_goes_on(line, reason):
    good = json.dumps(GOOD)
    notes, problems = read(f"{good}\n\n{line}\n{good}\r\n", name="my notes.jsonl")
    assert problems == [f"Line 3 of my notes.jsonl is left out: {reason}."]
    assert [note.anchor.exact for note in notes] == ["olie", "olie"]


def test_a_quote_alone_is_an_anchor_without_position_or_digest():
    ((note,), _) = read(json.dumps({"anchor": {"exact": "olie\r\nen gas", "digest": "d"}}))
    assert (note.anchor.span, note.anchor.exact, note.anchor.digest) == (Span(0, 0), "olie\nen gas", "")


def test_a_byte_order_mark_is_no_problem(excerpt):
    assert read("\ufeff" + render([excerpt()], recogniser=None))[1] == []


def test_a_file_of_ours_is_known_by_its_beginning(excerpt):
    assert written_by_us(render([excerpt()], recogniser=None).encode()[:512])
    assert written_by_us(b"")
    assert not written_by_us(b'{"name": "x"}')


@pytest.mark.parametrize(
    ("sources", "by"), [("", "crf-nl"), ("model", "crf-nl"), ("gazetteer", None), ("user", None)]
)
def test_names_that_were_listed_or_made_by_the_user_are_nobodys_finding(excerpt, sources, by):
    made = excerpt(entities=(("Rusland", "LOC"),) if sources else ())
    made = replace(made, entities=tuple(replace(entity, source=sources) for entity in made.entities))
    (line,) = lines(render([made], recogniser=CRF))
    assert (line["recogniser"] or {"name": None})["name"] == by
