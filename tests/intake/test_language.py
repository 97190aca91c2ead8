"""In which language a text is: said, told by its words, or taken for granted."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.intake import parse
from reader.intake.language import detect

TEXTS = {
    "nl": "De regering in Tripoli heeft gisteren laten weten dat zij niet met de troepen van de generaal zal praten.",
    "en": "The government in Tripoli said yesterday that it would not talk to the troops of the general.",
    "de": "Die Regierung in Tripolis hat gestern erklärt, dass sie nicht mit den Truppen des Generals reden wird.",
    "fr": "Le gouvernement de Tripoli a déclaré hier qu'il ne parlerait pas avec les troupes du général dans le sud.",
    "es": "El gobierno de Trípoli dijo ayer que no hablaría con las tropas del general en el sur de la capital.",
    "it": "Il governo di Tripoli ha detto ieri che non parlerà con le truppe del generale che sono nella capitale.",
    "pt": "O governo de Trípoli disse ontem que não vai falar com as tropas do general que estão ao sul da capital.",
    "sv": "Regeringen i Tripoli sade i går att den inte kommer att tala med generalens trupper som är i staden.",
    "pl": "Rząd w Trypolisie powiedział wczoraj, że nie będzie rozmawiał z wojskami generała, które są na południu.",
    "tr": "Trablus hükümeti dün generalin birlikleri ile görüşmeyeceğini söyledi ve bu karar için çok şey var dedi.",
    "ru": "Правительство в Триполи вчера сказало, что не будет говорить с войсками генерала, которые на юге.",
    "ar": "قالت الحكومة في طرابلس أمس إنها لن تتحدث مع قوات اللواء التي هي في جنوب المدينة من دون أن يكون ذلك",
    "el": "Η κυβέρνηση στην Τρίπολη είπε χθες ότι δεν θα μιλήσει με τα στρατεύματα του στρατηγού που είναι εκεί.",
    "he": "הממשלה אמרה אתמול כי היא לא תדבר עם הכוחות של הגנרל אשר נמצאים שם, אבל זה לא כל מה שיש",
    "zh": "的黎波里政府昨天表示不会与将军的部队谈判。",
    "ja": "トリポリの政府は昨日、将軍の部隊とは話し合わないと述べた。",
    "ko": "트리폴리 정부는 어제 장군의 부대와 대화하지 않겠다고 말했다.",
    "af": "Die regering in Tripoli het gister gesê dat hulle nie met die troepe van die generaal sal praat nie.",
    "fy": "De regear yn Tripoli hat juster sein dat se net mei de troepen fan de generaal prate wolle, en dat it oer is.",
}


@pytest.mark.parametrize("language", TEXTS)
def test_a_sentence_of_twenty_words_tells_its_language(language):
    assert detect(TEXTS[language]) == language


@pytest.mark.parametrize(
    "text",
    [
        "",
        "…",
        "12 345",
        "Tripoli",
        "Een zin.",
        "Khalifa Haftar, Fayez al-Serraj",
        "In Berlin.",
        "xqz vbn wrt plk " * 9,
    ],
)
def test_what_is_too_short_or_in_no_known_language_is_not_guessed(text):
    assert detect(text) is None


@given(st.text(max_size=400))
def test_any_text_may_be_asked_about(text):
    assert detect(text) in {
        None,
        *TEXTS,
        *"ca ro da nb fi is cs sk sl sh hu lt lv id ms fil vi fa ur uk bg mk hi bn ta th".split(),
    }


def test_the_beginning_decides_so_that_long_texts_cost_no_more():
    assert detect(TEXTS["nl"] * 50 + TEXTS["fr"] * 5_000) == "nl"


@pytest.mark.parametrize(
    ("text", "setting", "language", "source"),
    [
        (TEXTS["nl"], "", "nl", "detected"),
        (TEXTS["fr"], "", "fr", "detected"),
        (TEXTS["fr"], "nl", "nl", "given"),
        ("Een zin.", "", "nl", "assumed"),
        ("language: pt-BR\nEen zin.", "", "pt-br", "given"),
        ("language: fr\n" + TEXTS["nl"], "de", "fr", "given"),
        ("date 2019-04\nLanguage: EN\n\nEen zin.", "", "en", "given"),
        ("language: en\ndate: 2019-04-07 Een zin.", "", "en", "given"),
    ],
)
def test_what_the_file_says_goes_before_the_setting_and_that_before_the_words(text, setting, language, source):
    article = parse(text.encode(), relative="a.txt", language=setting)
    assert (article.language, article.language_source) == (language, source)
    assert "anguage:" not in article.body
    assert article.body.endswith(("Een zin.", TEXTS["nl"], TEXTS["fr"]))
    assert article.date.value in ({None} if "date" not in text else {"2019-04", "2019-04-07"})


@pytest.mark.parametrize(
    "text", ["Language: nl is what we speak.", "language nl", "My language: nl", "language: a\nb"]
)
def test_a_sentence_about_languages_is_no_header(text):
    assert parse(text.encode(), relative="a.txt").body == text
