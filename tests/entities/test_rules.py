"""Each rule as a table of sentences: before it, after it."""

from __future__ import annotations

import pytest

from reader.entities import rules
from reader.entities.mentions import TaggedSentence
from reader.entities.rules import additions, boundaries, labels

SAME = "same"

TABLE = [
    (boundaries.articles, "[PER Fayez] al-Serraj zei", "[PER Fayez al-Serraj] zei"),
    (boundaries.articles, "[PER Fayez] [ORG al-Serraj] zei", "[PER Fayez al-Serraj] zei"),
    (boundaries.articles, "[PER Abdul Fatah] [PER al-Sisi]", "[PER Abdul Fatah al-Sisi]"),
    (boundaries.articles, "[LOC Tripoli] al-Serraj zei", SAME),
    (boundaries.articles, "[PER Fayez] al-met", SAME),
    (boundaries.articles, "[PER Saleh] [ORG al-Ahly Cairo]", SAME),
    (boundaries.titles, "[PER Generaal Khalifa Haftar]", "Generaal [PER Khalifa Haftar]"),
    (boundaries.titles, "[ORG Prins Constantijn] zweeg", "Prins [PER Constantijn] zweeg"),
    (boundaries.titles, "[ORG Prins Bernhard Fonds]", SAME),
    (boundaries.titles, "[MISC President Haftar]", "President [PER Haftar]"),
    (boundaries.titles, "[PER Koning]", SAME),
    (boundaries.titles, "[PER Khalifa Haftar]", SAME),
    (
        boundaries.owners,
        "[ORG Haftars Libische Nationale Leger]",
        "[PER Haftars] [ORG Libische Nationale Leger]",
    ),
    (boundaries.owners, "[PER Haftars LNA]", "[PER Haftars] [ORG LNA]"),
    (boundaries.owners, "[PER Haftars] troepen", SAME),
    (boundaries.owners, "[ORG Onbekends Leger]", SAME),
    (boundaries.countries, "steunt [LOC Frankrijk Haftar] ?", "steunt [LOC Frankrijk] [PER Haftar] ?"),
    (boundaries.countries, "[LOC Frankrijk Noord]", SAME),
    (
        boundaries.ministers,
        "minister van [ORG Buitenlandse Zaken Antony Blinken]",
        "minister van [ORG Buitenlandse Zaken] [PER Antony Blinken]",
    ),
    (boundaries.ministers, "minister van [ORG Buitenlandse Zaken]", SAME),
    (boundaries.ministers, "lid van [ORG Buitenlandse Zaken Antony Blinken]", SAME),
    (boundaries.adjectives, "[MISC De komst van Russische] jagers", "De komst van [MISC Russische] jagers"),
    (boundaries.adjectives, "[MISC De komst van Russische]", SAME),
    (boundaries.adjectives, "[MISC De groene splinter] verscheen", SAME),
    (boundaries.adjectives, "[ORG Libische Nationale Leger] vocht", SAME),
    (labels.places, "[ORG Rusland] levert", "[LOC Rusland] levert"),
    (labels.places, "[MISC Frankrijks] president", "[LOC Frankrijks] president"),
    (labels.places, "het [MISC Nederlands] elftal", SAME),
    (labels.places, "in [MISC west-Libië]", "in [LOC west-Libië]"),
    (labels.places, "[ORG Tripoli] speelt gelijk", SAME),
    (labels.organisations, "[MISC Libische Nationale Leger]", "[ORG Libische Nationale Leger]"),
    (labels.organisations, "[LOC European Council on Foreign Relations]", None),
    (labels.organisations, "[PER Jan Bank]", SAME),
    (labels.organisations, "[MISC Leger]", SAME),
    (additions.compounds, "volgens VN-chef [PER Guterres]", "volgens [MISC VN-chef] [PER Guterres]"),
    (additions.compounds, "een Libië-expert", "een [MISC Libië-expert]"),
    (additions.compounds, "de Haftar-troepen", "de [MISC Haftar-troepen]"),
    (additions.compounds, "een Onbekend-expert", SAME),
    (additions.compounds, "een e-expert", SAME),
    (additions.compounds, "het [ORG VN-chef]", SAME),
    (additions.places, "naar Tripoli en New York", "naar [LOC Tripoli] en [LOC New York]"),
    (additions.places, "in noordoost-Nigeria", "in [LOC noordoost-Nigeria]"),
    (additions.places, "[ORG Tripoli Bank] in Aalst", "[ORG Tripoli Bank] in [LOC Aalst]"),
]


@pytest.mark.parametrize(("rule", "before", "after"), TABLE)
def test_rule(rule, before, after, tagged, shown, knowledge):
    sentence = tagged(before)
    result = TaggedSentence(sentence.words, tuple(sorted(rule(sentence, knowledge.with_persons(("Haftar",))))))
    expected = {SAME: before, None: before.replace("LOC", "ORG")}.get(after, after)
    assert shown(result) == shown(tagged(expected))


def test_every_rule_is_in_the_table_and_in_use():
    assert {rule for rule, _, _ in TABLE} == set(rules.RULES)


def test_what_a_rule_changes_says_so_and_is_less_sure(tagged, knowledge):
    (mention,) = rules.apply(tagged("[ORG:0.95 Rusland] levert"), knowledge).mentions
    assert (mention.label, mention.source, mention.score) == ("LOC", "rule", 0.7)


def test_what_a_rule_leaves_is_as_sure_as_the_model_was(tagged, knowledge):
    sentence = tagged("[LOC:0.95 Rusland] levert")
    assert rules.apply(sentence, knowledge) == sentence
