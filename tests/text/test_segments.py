"""Bodies fall into paragraphs, sentences and tokens as a Dutch reader would have them."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.model import Paragraph, Span
from reader.text.segments import Document, count_words, paragraphs, sentences, tokens

DUTCH = st.text(
    st.one_of(st.sampled_from(" \n.!?…„”‘’\"'()[],;:-–•/&@%’s"), st.sampled_from("aAbBdDeEijJrRsSëÉ0123١م中\u0301\xa0")),
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
Dat gebeurde op 12 jan. 2019 bij km. 5. | Daarna werd het stil.
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
„De komst van vliegtuigen duidt op meer slachtoffers, een campagne zoals in Syrië”, twitterde Lacher. | „Het zou ook oorlog betekenen.”
Hij zei: "Kom." | "Nee," zei zij.
,,Wij weten waar onze zwakke plek ligt'', aldus Jansen. | ,,Daar werken we aan.''
Het was al laat. | ’s Avonds kwam hij terug. | ’t Was koud.
Hij aarzelde… en ging toch. | Of niet… | Wie zal het zeggen?
Hij aarzelde ... en ging toch. | Toen ... | Stilte.
De generaal (…) Haftar geheten (!) Libiër van geboorte, zweeg.
„Rusland zou plausible deniability [een mogelijkheid tot ontkennen, red.] verliezen.” | Zo staat het er.
Wat nu?! | Niemand die het weet!!! | Of toch?
Wie wint: Haftar of Serraj? | Dat is de vraag.
De trein stopte. – Er was brand, zei men. | Niemand wist waar. – en dat was dat.
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
