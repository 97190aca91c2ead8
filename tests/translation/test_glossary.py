"""What the user's glossary has against translations."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reader.translation import glossary
from reader.translation.glossary import Entry, violations

TEXTS = st.text("abAB é'-İıſßK.", max_size=12)
TERMS = TEXTS.map(str.strip).filter(bool)


@given(st.lists(st.builds(Entry, TERMS, st.tuples(TERMS)), max_size=4), TEXTS, TEXTS)
@example([Entry("istan", ("x",))], "İstan viel", "")
@example([Entry("İ", ("x",))], "ı", "")
@example([Entry("'s avonds", ("x",)), Entry("-", ("y",))], "Om acht uur 's Avonds - laat", "")
def test_those_are_found_that_looking_for_every_term_finds(entries, sentence, translation):
    found = [
        entry.term
        for entry in entries
        if re.search(rf"(?<!\w){re.escape(entry.term)}(?!\w)", sentence, re.IGNORECASE)
        and not re.search(rf"(?<!\w){re.escape(entry.translations[0])}", translation, re.IGNORECASE)
    ]

    assert len(violations(entries, sentence, translation)) == len(found)


def test_another_glossary_is_another_one():
    assert violations([Entry("haven", ("port",))], "De haven", "The quay")
    assert not violations([Entry("kade", ("quay",))], "De haven", "The quay")


@pytest.mark.parametrize("terms", [10, 3_000])
def test_only_terms_that_may_stand_in_the_sentence_are_looked_for(monkeypatch, terms):
    looked: list[str] = []
    patterns = glossary._patterns

    def counted(entry: Entry):
        looked.append(entry.term)
        return patterns(entry)

    monkeypatch.setattr(glossary, "_patterns", counted)

    violations([Entry(f"woord{number} twee", ("word",)) for number in range(terms)], "Hier staat Woord7 twee.", "")

    assert looked == ["woord7 twee"]
