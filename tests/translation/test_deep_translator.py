"""What we rely on in deep-translator, so that another version cannot break it unseen; and language codes."""

from __future__ import annotations

from importlib import metadata

import pytest

from reader.translation import Reason
from reader.translation.google import _CODES, LANGUAGES, Google, _Requests
from reader.translation.online import code


class TestDeepTranslator:
    def test_is_the_version_we_know(self):
        assert metadata.version("deep-translator") == "1.11.4"
        assert Google().version == "deep-translator 1.11.4"

    def test_asks_through_the_name_requests_and_takes_its_address_from_an_attribute(self):
        from deep_translator import google as module

        assert module.GoogleTranslator.translate.__globals__ is vars(module)
        assert "requests" in module.GoogleTranslator.translate.__code__.co_names
        assert hasattr(module, "requests")
        translator = module.GoogleTranslator(source="nl", target="en")
        assert translator._base_url == "https://translate.google.com/m"
        translator._base_url = "http://127.0.0.1/m"

    def test_knows_the_languages_we_list(self):
        from deep_translator.constants import GOOGLE_LANGUAGES_TO_CODES

        assert set(GOOGLE_LANGUAGES_TO_CODES.values()) == LANGUAGES

    def test_has_our_transport_once_asked(self, stub, google):
        from deep_translator import google as module

        google.translate(["Een zin over Tripoli."], "nl", "en")

        assert module.requests is _Requests


class TestLanguages:
    @pytest.mark.parametrize(
        ("tag", "expected"),
        [
            ("nl", "nl"),
            ("nl-BE", "nl"),
            ("en_GB", "en"),
            ("pt-BR", "pt"),
            ("he", "iw"),
            ("nb", "no"),
            ("zh", "zh-CN"),
            ("zh-TW", "zh-TW"),
            ("zh-Hant-HK", "zh-TW"),
            ("tlh", None),
            ("", None),
        ],
    )
    def test_tags_become_googles_codes(self, tag, expected):
        assert code(tag, LANGUAGES, _CODES) == expected

    @pytest.mark.parametrize(("source", "target"), [("nl", "nl"), ("nl", "nl-BE"), ("nl", "tlh"), ("auto", "en")])
    def test_pairs_that_make_no_sense_are_unsupported(self, source, target):
        engine = Google()

        assert not engine.supports(source, target)
        assert engine.translate(["Een zin."], source, target)[0].reason is Reason.UNSUPPORTED
