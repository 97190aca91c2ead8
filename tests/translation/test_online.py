"""What is particular to MyMemory, LibreTranslate and DeepL."""

from __future__ import annotations

import logging
import threading

import pytest

from reader import __version__
from reader.translation import Failed, Ok, Reason, TmxMemory, TranslationService, available, explain
from reader.translation import deepl as deepl_engine
from reader.translation.deepl import SOURCES, TARGETS, DeepL
from reader.translation.libretranslate import LibreTranslate
from reader.translation.mymemory import LANGUAGES, MyMemory

PARAGRAPH = [
    "Haftars troepen namen donderdag de stad Gharyan in, op een kleine 80 kilometer van Tripoli.",
    "In 2011 viel het bewind van Kadhafi na acht maanden oorlog.",
    "Rusland heeft wapens geleverd aan Haftar en traint ook militairen van diens LNA.",
]
ENGLISH = [Ok(f"EN: {line}") for line in PARAGRAPH]


only = pytest.mark.parametrize


class TestEveryEngine:
    def test_translates_each_sentence_in_order(self, any_engine):
        assert any_engine.translate([PARAGRAPH[0], "42", *PARAGRAPH[1:]], "nl", "en") == [
            ENGLISH[0],
            Ok("42"),
            *ENGLISH[1:],
        ]

    def test_never_swaps_sentences_between_threads(self, stub, any_engine):
        wrong = []

        def work(name: str) -> None:
            for i in range(500 if any_engine.id == "google" else 50):
                sentence = f"Zin nummer {i} van {name} over Tripoli."
                if any_engine.translate([sentence], "nl", "en") != [Ok(f"EN: {sentence}")]:
                    wrong.append(sentence)

        threads = [threading.Thread(target=work, args=(name,)) for name in ("Anna", "Bert")]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

        assert wrong == []
        assert stub.most_at_once == 1
        assert stub.agents == {f"libya-reader/{__version__}"}
        assert stub.connections == 1

    def test_is_silent_after_a_refusal(self, stub, any_engine, clock):
        stub.plan.append(("status", 429, {"Retry-After": "60"}))

        first = any_engine.translate(PARAGRAPH[:1], "nl", "en")
        second = any_engine.translate(PARAGRAPH[:1], "nl", "en")
        clock.passed += 61
        third = any_engine.translate(PARAGRAPH[:1], "nl", "en")

        assert first == second
        assert first[0].reason is Reason.REFUSED_RATE
        assert third == ENGLISH[:1]
        assert len(stub.texts) == 2

    def test_asks_nobody_while_the_network_is_forbidden(self, stub, any_engine, monkeypatch):
        monkeypatch.setenv("LIBYA_READER_NO_NETWORK", "1")

        assert any_engine.translate(PARAGRAPH[:1], "nl", "en") == [Failed(Reason.NO_NETWORK)]
        assert stub.texts == []

    @only(("source", "target"), [("nl", "nl"), ("nl", "nl-BE"), ("nl", "tlh"), ("tlh", "en"), ("", "en")])
    def test_knows_which_pairs_make_no_sense(self, stub, any_engine, source, target):
        assert any_engine.translate(PARAGRAPH[:1], source, target)[0].reason is Reason.UNSUPPORTED
        assert stub.texts == []

    def test_gets_nothing_without_consent_to_its_recipient(self, stub, any_engine, memory):
        service = TranslationService(memory, TmxMemory([]), {"it": any_engine}, "it")
        memory.agree("somebody else")

        (step,) = service.translate(PARAGRAPH[:1], "nl", "en")

        assert "until you agree" in step.problem
        assert stub.texts == []
        service.agree()
        assert [each.item[1].text for each in service.translate(PARAGRAPH[:1], "nl", "en")] == [ENGLISH[0].text]
        service.revoke()
        assert service.status("nl", "en").needs_consent

    @only("fault", [("answer", "EN: one line"), ("echo",)])
    def test_that_answers_several_sentences_badly_is_asked_again_for_fewer(self, stub, any_engine, fault):
        if any_engine.limits.max_sentences > 1:
            stub.plan.append(fault)

        assert any_engine.translate(PARAGRAPH, "nl", "en") == ENGLISH


class TestMyMemory:
    def make(self, stub, clock, **more) -> MyMemory:
        return MyMemory(f"{stub.root}/get", clock=clock, **more)

    def test_is_asked_sentence_by_sentence_in_its_own_codes(self, stub, clock):
        assert self.make(stub, clock).translate(PARAGRAPH, "nl", "en") == ENGLISH
        assert stub.texts == PARAGRAPH
        assert stub.asked[0]["langpair"] == "nl-NL|en-GB"
        assert "de" not in stub.asked[0]

    def test_is_given_an_address_of_e_mail_only_where_the_user_gave_one(self, stub, clock):
        self.make(stub, clock, email="me@example.org").translate(PARAGRAPH[:1], "nl", "en")

        assert stub.asked[0]["de"] == "me@example.org"

    def test_never_gets_more_bytes_than_it_takes(self, stub, clock):
        stub.translate = lambda text: f"EN {text}"
        long = "een ’zin’ met leestekens; " * 60

        (outcome,) = self.make(stub, clock).translate([long], "nl", "en")

        assert isinstance(outcome, Ok)
        assert max(len(text.encode()) for text in stub.texts) <= 450

    @only(
        ("answer", "reason"),
        [
            ({"responseStatus": "403", "responseDetails": "INVALID LANGUAGE PAIR SPECIFIED"}, Reason.UNSUPPORTED),
            ({"responseStatus": 429, "responseDetails": "YOU USED ALL AVAILABLE FREE"}, Reason.REFUSED_QUOTA),
            ({"responseStatus": 200, "quotaFinished": True}, Reason.REFUSED_QUOTA),
            ({"responseStatus": 500, "responseDetails": "oops"}, Reason.BAD_RESPONSE),
            ({"responseStatus": 200, "matches": [{"translation": "A similar sentence."}]}, Reason.BAD_RESPONSE),
        ],
    )
    def test_is_believed_only_as_far_as_its_own_status_goes(self, stub, clock, answer, reason):
        stub.plan.append(("json", {"responseData": {"translatedText": ""}, **answer}))

        assert self.make(stub, clock).translate(PARAGRAPH[:1], "nl", "en")[0].reason is reason

    def test_is_asked_over_https(self):
        assert MyMemory()._address.startswith("https://")

    def test_has_codes_that_deep_translator_takes(self):
        from deep_translator.constants import MY_MEMORY_LANGUAGES_TO_CODES

        assert set(MY_MEMORY_LANGUAGES_TO_CODES.values()) >= LANGUAGES

    @only(
        ("tag", "code"),
        [
            ("nl-BE", "nl-BE"),
            ("de", "de-DE"),
            ("pt", "pt-PT"),
            ("pt-BR", "pt-BR"),
            ("zh", "zh-CN"),
            ("ar-LY", "ar-SA"),
        ],
    )
    def test_takes_tags_of_countries(self, tag, code):
        assert MyMemory().pair(tag, "en") == (code, "en-GB")


class TestLibreTranslate:
    def test_gets_a_list_and_the_key_in_what_is_posted(self, stub, clock):
        engine = LibreTranslate(f"{stub.root}/", clock=clock, key="sesame")

        assert engine.translate(PARAGRAPH, "nl", "en") == ENGLISH
        assert stub.asked == [
            {"q": PARAGRAPH, "source": "nl", "target": "en", "format": "text", "api_key": "sesame"},
        ]

    def test_of_another_address_is_somebody_else(self):
        one, other = LibreTranslate("https://a.example:5000/x"), LibreTranslate("https://me:secret@b.example")

        assert one.recipient == "libretranslate at a.example:5000"
        assert other.recipient == "libretranslate at b.example"

    @only("address", ["", "a.example", "ftp://a.example", "http://", "http://[", "javascript:alert(1)"])
    def test_without_an_address_says_where_to_give_one(self, memory, monkeypatch, address):
        monkeypatch.delenv("LIBYA_READER_NO_NETWORK")
        engine = LibreTranslate(address)
        service = TranslationService(memory, TmxMemory([]), {"it": engine}, "it")

        status = service.status("nl", "en")

        assert status.lacking and not status.needs_consent
        assert "give it a url under [engines.libretranslate]" in status.obstacle
        assert engine.translate(PARAGRAPH[:1], "nl", "en") == [engine.lack]


class TestDeepL:
    def test_gets_the_paragraph_as_context_and_the_key_in_a_header(self, stub, clock):
        engine = DeepL(stub.root, clock=clock, key="sesame:fx", glossary="g-1")

        assert engine.translate(PARAGRAPH, "nl", "en") == ENGLISH
        (asked,) = stub.asked
        assert asked["context"] == " ".join(PARAGRAPH)
        assert (asked["source_lang"], asked["target_lang"]) == ("NL", "EN-GB")
        assert (asked["glossary_id"], asked["split_sentences"]) == ("g-1", "0")
        assert stub.authorized == 1
        assert engine.version.endswith(", glossary g-1")

    def test_asks_the_service_that_its_key_is_for(self):
        import deepl

        assert deepl.DeepLClient("a:fx").server_url != deepl.DeepLClient("a").server_url

    def test_without_a_key_says_where_to_give_one(self):
        assert "[engines.deepl]" in explain(DeepL().lack, DeepL())

    def test_without_its_client_says_what_brings_it(self, monkeypatch):
        monkeypatch.setattr(deepl_engine.util, "find_spec", lambda _: None)
        engine = DeepL(key="sesame")

        assert explain(engine.lack, engine) == (
            "DeepL is not set up (its client is not there: pip install 'libya-reader[deepl]'); then try again."
        )
        assert engine.version == "deepl"

    def test_has_the_client_we_know(self):
        import deepl

        client = deepl.DeepLClient("sesame", send_platform_info=False)
        assert hasattr(client._client, "request_with_backoff")
        codes = {value.lower() for value in vars(deepl.Language).values() if isinstance(value, str)}
        assert {each.lower() for each in SOURCES | TARGETS} <= codes

    def test_has_no_log_of_what_is_sent(self, stub, clock, caplog):
        caplog.set_level(logging.DEBUG)

        DeepL(stub.root, clock=clock, key="sesame:fx").translate(PARAGRAPH, "nl", "en")

        assert "Haftar" not in caplog.text
        assert "sesame" not in caplog.text


class TestWhatTheUserSays:
    def test_reaches_the_engines(self):
        engines = available(
            {
                "libretranslate": {"url": "http://localhost:5000", "key": "one"},
                "deepl": {"key": " two ", "glossary": "g"},
                "mymemory": {"email": "me@example.org"},
            },
            {},
        )

        assert engines["libretranslate"].recipient == "libretranslate at localhost:5000"
        assert (engines["libretranslate"]._key, engines["deepl"]._key) == ("one", "two")
        assert engines["deepl"]._glossary == "g"
        assert engines["mymemory"]._email == "me@example.org"

    def test_in_the_environment_goes_before_the_file(self):
        environment = {"LIBYA_READER_DEEPL_KEY": "env", "LIBYA_READER_LIBRETRANSLATE_KEY": "env2"}
        engines = available({"deepl": {"key": "file"}}, environment=environment)

        assert (engines["deepl"]._key, engines["libretranslate"]._key) == ("env", "env2")
