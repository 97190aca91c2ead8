"""Any pair of languages: each engine gets its own codes, or says that it does not know the pair."""

from __future__ import annotations

import pytest

from reader.translation import available

ENGINES = ("google", "mymemory", "libretranslate", "deepl")
PAIRS = [
    ("nl", "en", "nl>en nl-NL>en-GB nl>en nl>en-GB"),
    ("NL", "EN", "nl>en nl-NL>en-GB nl>en nl>en-GB"),
    ("nl-BE", "en-US", "nl>en nl-BE>en-US nl>en nl>en-US"),
    ("nl_BE", "en_US", "nl>en nl-BE>en-US nl>en nl>en-US"),
    ("ar", "en", "ar>en ar-SA>en-GB ar>en ar>en-GB"),
    ("ar-LY", "en", "ar>en ar-SA>en-GB ar>en ar>en-GB"),
    ("nl", "ar", "nl>ar nl-NL>ar-SA nl>ar nl>ar"),
    ("nl", "he", "nl>iw nl-NL>he-IL nl>he nl>he"),
    ("nl", "fa", "nl>fa nl-NL>fa-IR nl>fa -"),
    ("fr", "nl", "fr>nl fr-FR>nl-NL fr>nl fr>nl"),
    ("nl", "pt", "nl>pt nl-NL>pt-PT nl>pt nl>pt-PT"),
    ("zh-Hant", "en", "zh-TW>en zh-TW>en-GB zh-Hant>en zh>en-GB"),
    ("nl", "zh-Hant", "nl>zh-TW nl-NL>zh-TW nl>zh-Hant nl>zh-Hant"),
    ("nb", "de", "no>de nb-NO>de-DE nb>de nb>de"),
    ("nl", "nl", "- - - -"),
    ("en", "en-GB", "- - - -"),
    ("nl", "xx", "- - - -"),
    ("", "en", "- - - -"),
]


@pytest.mark.parametrize(("source", "target", "codes"), PAIRS)
def test_each_engine_has_its_codes(source, target, codes):
    engines = available()
    found = {name: engines[name].pair(source, target) for name in ENGINES}
    assert " ".join(">".join(pair) if pair else "-" for pair in found.values()) == codes
    for name, pair in found.items():
        assert engines[name].supports(source, target) == (pair is not None)
