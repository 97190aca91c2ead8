"""Bodies fall into paragraphs and sentences as a Dutch reader would have them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.model import Paragraph, Span
from reader.text.segments import Document, paragraphs, sentences

DUTCH = st.text(
    st.one_of(
        st.sampled_from(" \n.!?…„”‘’\"'()[],;:-–•/&@%’s"), st.sampled_from("aAbBdDeEijJrRsSëÉ0123١م中\u0301\xa0")
    ),
    max_size=200,
)
ANY_BODY = st.one_of(DUTCH, st.text(max_size=200))


def sentences_of(text: str) -> list[str]:
    """The sentences of one paragraph."""
    return [sentence.span.of(text) for sentence in sentences(text, (Paragraph(Span(0, len(text)), "body"),))]


# Sentences: a bar stands where a sentence ends.

SENTENCES = """
Haftar nam donderdag Gharyan in. | De stad ligt ten zuiden van Tripoli.
Dr. Jansen sprak met prof. dr. A. de Vries. | Zij zwegen.
Premier Fayez al-Serraj ontving gen. Haftar. | Dat liep mis.
Volgens J.P. Balkenende en G.W. Bush was het klaar. | Niemand klapte.
De heer P. Bakker en mevr. Mevlut spraken. | Het duurde lang.
Martin Luther King jr. Boulevard is afgesloten.
Het luchtverdedigingsfregat Hr. Ms. Tromp voer uit. | Het keert in mei terug.
Zij kochten appels, peren enz. | De rest bleef liggen.
Zij kochten appels, peren enz. (zie de lijst) en gingen naar huis.
Het gaat o.a. om Libië, m.a.w. om olie. | Ook Rusland wil meedoen.
Er vielen ca. 40 doden, w.o. zeven kinderen. | De VN zijn bezorgd.
Dat gebeurde op 12 jan. 2019. | Daarna werd het stil.
Zie nr. 5, blz. 12 en art. 3 van de wet. | Meer staat er niet.
Nr. 5 won van nr. 6. | Niemand had dat verwacht.
Zij draagt Chanel No. 5. | In huis ruikt het ernaar.
Om 9.30 uur viel het eerste schot. | Om 21.15 u. was het voorbij.
De koers steeg met 2.5 procent tot 3.500,75 dinar. | Beleggers juichten.
Kadhafi viel in 2011. | Sindsdien is het onrustig.
In 2011. | 2019 was erger.
1. De stad valt. | 2. Het leger trekt weg. | 3. De rust keert terug.
Uitslag: 1. Peters (Bel), 2. Jansen (Ned), 3. Haftar (Lib).
II. De val van Tripoli
a. De aanleiding
Hij is lid. | De partij groeit.
Dat past. | Hij neemt hem mee.
Zij werkt bij de bank ING. | De bank ontslaat haar.
De krant staat op nrc.nl. | De site is traag.
Hij werd geboren in het jaar 4 v.Chr. | Rome was toen groot.
„Ik blijf.” | De premier zuchtte.
„Ik blijf”, zei hij. | „Jij gaat.”
„Blijf je?” vroeg hij. | „Nee!” riep zij. | „Nooit!”
‘Het uur heeft geslagen’. | De Verenigde Staten riepen op tot kalmte.
„De komst duidt op meer slachtoffers, een campagne als in Syrië”, twitterde Lacher. | „Het zou oorlog betekenen.”
Hij zei: "Kom." | "Nee," zei zij.
,,Wij weten waar onze zwakke plek ligt'', aldus Jansen. | ,,Daar werken we aan.''
Het was al laat. | ’s Avonds kwam hij terug. | ’t Was koud.
Hij aarzelde… en ging toch. | Of niet… | Wie zal het zeggen?
Hij aarzelde ... en ging toch. | Toen ... | Stilte.
De generaal (…) Haftar geheten (!) Libiër van geboorte, zweeg.
„Rusland zou plausible deniability [een mogelijkheid tot ontkennen, red.] verliezen.” | Zo staat het er.
Wat nu?! | Niemand die het weet!!! | Of toch?
Wie wint: Haftar of Serraj? | Dat is de vraag.
De trein stopte. | – Er was brand, zei men. | Niemand wist waar. – en dat was dat.
Hij betaalde. | € 500 was het. | #Libië bleef stil.
Hij kwam uit Misrata. | (Daar is een haven.) | Zijn broer ook.
De LNA, het leger van Haftar e.d. | De GNA, de regering van Serraj c.s. | Meer smaken zijn er niet.
Mr. A. Smit (1950-2011), v.h. advocaat te ‘s-Gravenhage, is overleden.
Het einde kwam op 3 mei jl. | De familie is ingelicht.
Hij stemde op de V.S. en op prof. Dr. Who
""".strip().splitlines()


@pytest.mark.parametrize("line", SENTENCES)
def test_dutch_sentences(line):
    assert sentences_of(line.replace(" | ", " ")) == line.split(" | ")


@given(DUTCH)
def test_a_sentence_on_its_own_is_one_sentence(text):
    for sentence in sentences_of(text.strip() or "x"):
        assert sentences_of(sentence) == [sentence]


# Paragraphs

SOFT = "Deze regel is langer dan een brief breed is" + ", en hij gaat maar door" * 5 + "."
LETTER = """\
De generaal heeft in een brief van vorige week aan de
leden van de raad geschreven dat hij de stad niet meer
zal aanvallen zolang er in Genève overleg gaande is over
een wapenstilstand.

De premier gelooft er niets van, zo liet hij gisteren in
een verklaring weten die zijn woordvoerder voorlas.
"""


def kinds(*texts: str) -> list[str]:
    """The kinds of the paragraphs with these texts."""
    return [paragraph.kind for paragraph in paragraphs("\n\n".join(texts))]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Brigadier Ahmed al-Mesmari, woordvoerder van Haftars leger. Beeld AFP", "caption"),
        ("Haftar in Moskou. Beeld ANP / EPA", "caption"),
        ("Haftar in Moskou. Beeld Hollandse Hoogte/AFP", "caption"),
        ("Haftar in Moskou. Foto: Getty Images", "caption"),
        ("Haftar in Moskou. (Foto J.P. de Vries)", "caption"),
        ("Haftar in Moskou. Foto's Ruben L. Oppenheimer", "caption"),
        ("Haftar in Moskou. © 2019 Reuters", "caption"),
        ("Haftar in Moskou. ©AFP", "caption"),
        ("De markt van Misrata. Beeld rv", "caption"),
        ("Beeld AFP", "caption"),
        ("Foto: eigen collectie", "caption"),
        ("Beeld van een verscheurd land", "heading"),
        ("Foto van de dag", "heading"),
        ("Fotograaf Jan Jansen", "heading"),
        ("Er bestaat geen beeld van Haftar.", "body"),
        ("Oproep tot wapenstilstand", "heading"),
        ("‘Nationale conferentie’", "heading"),
        ("De rol van dr. Jansen en J.P. Balkenende", "heading"),
        ("Waarom zijn de besprekingen in Moskou mislukt?", "heading"),
        ("1. Waarom steunt Rusland Haftar?", "heading"),
        ("„Wie heeft dat gezegd?”", "heading"),
        ("Waarom? Daarom?", "body"),
        ("Wie " + "en wie " * 20 + "nog meer?", "body"),
        ("Zo " + "lang en " * 12 + "breed", "body"),
        ("Haftar trok verder.", "body"),
        ("Hij noemde drie dingen:", "body"),
        ("– brood", "body"),
        ("• brood", "body"),
        ("Een halve zin,", "body"),
        ("Wordt vervolgd…", "body"),
    ],
)
def test_a_paragraph_knows_its_kind(text, kind):
    assert kinds("Aanloop.", text, "Slot.") == ["body", kind, "body"]


def test_the_last_paragraph_is_no_heading_but_may_be_a_caption():
    assert kinds("Aanloop.", "Jan Jansen") == ["body", "body"]
    assert kinds("Aanloop.", "Haftar. Beeld AFP") == ["body", "caption"]
    assert kinds("Waarom?") == ["body"]


def test_a_single_line_end_parts_paragraphs():
    assert len(paragraphs(f"{SOFT}\n{SOFT}\n\n \n{SOFT}\n{SOFT}\n{SOFT}")) == 5


def test_unless_the_lines_were_wrapped_at_a_width():
    assert [p.span.of(LETTER)[:12] for p in paragraphs(LETTER)] == ["De generaal ", "De premier g"]


def test_an_address_too_long_to_wrap_does_not_hide_the_width():
    assert len(paragraphs(LETTER + f"\nhttps://example.org/{'x' * 200}\n")) == 3


def test_a_list_of_names_is_not_a_wrapped_text():
    names = [
        "Fayez al-Serraj",
        "Khalifa Haftar",
        "Sergej Lavrov",
        "Mevlut Cavusoglu",
        "Vladimir Poetin",
        "Tot slot",
    ]
    assert len(paragraphs("\n".join(names))) == len(names)


@pytest.mark.parametrize("body", ["", " ", "\n", " \n\t\n\xa0"])
def test_an_empty_body_has_no_segments(body):
    document = Document.of(body)
    assert document.paragraphs == document.sentences == ()
    assert list(document.sentences_in(Span(0, 0))) == []


# What always holds


def is_in_order(spans: list[Span], length: int) -> bool:
    """Whether none is empty, none begins before the last has ended, and all are in range."""
    edges = [0, *(edge for span in spans for edge in (span.start, span.end)), length]
    return edges == sorted(edges) and all(span.length for span in spans)


def uncovered(body: str, spans: list[Span]) -> str:
    """What of ``body`` is in none of the spans."""
    ends = [0, *(edge for span in spans for edge in (span.start, span.end)), len(body)]
    return "".join(body[a:b] for a, b in zip(ends[::2], ends[1::2], strict=True))


@given(ANY_BODY)
def test_segments_are_in_order_and_hold_all_but_white_space(body):
    document = Document.of(body)
    for spans in ([p.span for p in document.paragraphs], [s.span for s in document.sentences]):
        assert is_in_order(spans, len(body))
        assert not uncovered(body, spans).strip()
        assert all(span.of(body) == span.of(body).strip() for span in spans)
    assert all(document.paragraphs[s.paragraph].span.covers(s.span) for s in document.sentences)
    assert {s.paragraph for s in document.sentences} == set(range(len(document.paragraphs)))


@given(ANY_BODY, st.integers(min_value=0, max_value=300), st.integers(min_value=0, max_value=300))
def test_a_document_finds_the_segment_of_any_offset(body, one, other):
    document = Document.of(body)
    span = Span(min(one, other), max(one, other))
    touched = document.sentences_in(span)
    if not document.sentences:
        assert not touched
        return
    assert touched
    assert [i for i, s in enumerate(document.sentences) if s.span.overlaps(span) and i not in touched] == []
    for offset in (one, other):
        starts = [i for i, s in enumerate(document.sentences) if s.span.start <= offset]
        assert document.sentence_at(offset) == (starts[-1] if starts else 0)
        starts = [i for i, p in enumerate(document.paragraphs) if p.span.start <= offset]
        assert document.paragraph_at(offset) == (starts[-1] if starts else 0)
