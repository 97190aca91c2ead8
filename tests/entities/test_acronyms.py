"""Which short names a document introduces, and which parentheses introduce none."""

from __future__ import annotations

import pytest

from reader.entities.acronyms import introductions

GNA = ("GNA", "Regering van Nationale Eenheid", "ORG")


@pytest.mark.parametrize(
    ("sentence", "introduced"),
    [
        ("de [ORG Regering van Nationale Eenheid] ( [ORG GNA] )", GNA),
        ("de [ORG Regering van Nationale Eenheid] ( GNA )", GNA),
        ("de [ORG Regering van Nationale Eenheid] ( GNA , in Tripoli )", GNA),
        ("zijn ‘ [ORG Libische Nationale Leger] ’ ( LNA )", ("LNA", "Libische Nationale Leger", "ORG")),
        (
            "de [LOC Verenigde Arabische Emiraten] ( [ORG:0.99 VAE] )",
            ("VAE", "Verenigde Arabische Emiraten", "LOC"),
        ),
        ("[ORG GNA] ( [ORG Regering van Nationale Eenheid] )", GNA),
        ("[PER Guy Verhofstadt] ( [ORG VLD] )", None),
        ("[LOC Den Haag] ( [ORG PVDA] )", None),
        ("[LOC:0.9 Sint Niklaas] ( BEL )", None),
        ("[ORG Club Brugge] ( [LOC:0.95 BEL] )", None),
        ("[ORG Rabobank] ( NED )", None),
        ("de [ORG Regering van Nationale Eenheid] ( Tripoli )", None),
        ("de [ORG Regering van Nationale Eenheid] (", None),
        ("de [ORG Regering van Nationale Eenheid]", None),
    ],
)
def test_a_short_name_in_parentheses_stands_for_the_long_one_before_it(tagged, sentence, introduced):
    found = [(i.short, " ".join(i.long), i.label) for i in introductions([tagged(sentence)]).values()]
    assert found == ([introduced] if introduced else [])


def test_the_first_introduction_counts(tagged):
    sentences = [tagged("[ORG Afrikaanse Unie] ( AU )"), tagged("[ORG Arabische Universiteit] ( AU )")]
    assert introductions(sentences)["AU"].long == ("Afrikaanse", "Unie")
