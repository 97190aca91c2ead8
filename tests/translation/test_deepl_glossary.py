"""The user's glossary at DeepL: given once, found again, kept up to date, and never left out in silence."""

from __future__ import annotations

import logging
import os

import pytest

from reader.library import Library
from reader.library.glossary import OwnGlossary
from reader.settings import Settings
from reader.translation import Failed, Ok, Reason, TmxMemory, TranslationService, available, explain
from reader.translation.deepl import DeepL
from reader.translation.deepl_glossary import OURS

SENTENCE = "De militie nam donderdag de stad Gharyan in."
ENGLISH = [Ok(f"EN: {SENTENCE}")]
ROWS = "term\ttranslation\n# mine\nmilitie\tmilitia|armed group\tnever “force”\nstad\ttown\nmilitie\tgang\n"


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "one" / "glossary.tsv"
    path.parent.mkdir()
    path.write_text(ROWS, encoding="utf-8")
    return path


def rewrite(file, text: str) -> None:
    """Change the file, and its time for certain."""
    time = file.stat().st_mtime_ns
    file.write_text(text, encoding="utf-8")
    os.utime(file, ns=(time, time + 1_000_000))


@pytest.fixture
def start(stub, clock, file):
    """Make an engine as a new run of the program would."""

    def make(path=file, **more) -> DeepL:
        return DeepL(stub.root, clock=clock, key="sesame:fx", own=OwnGlossary(path), **more)

    return make


@pytest.fixture
def engine(start):
    return start()


def asked_with(stub) -> list[str | None]:
    """The glossary of each request for a translation."""
    return [asked.get("glossary_id") for asked in stub.asked if "target_lang" in asked]


class TestAGlossary:
    def test_is_given_before_the_first_sentence_and_used_for_all(self, stub, engine):
        for _ in range(2):
            assert engine.translate([SENTENCE], "nl", "en") == ENGLISH

        ((identity, kept),) = stub.glossaries.items()
        assert asked_with(stub) == [identity, identity]
        assert stub.glossary_requests == ["GET", "POST"]
        assert kept["name"].startswith(f"{OURS} ")
        (contents,) = kept["dictionaries"]
        assert (contents["source_lang"], contents["target_lang"]) == ("NL", "EN")

    def test_has_the_first_translation_of_a_term_and_no_notes(self, stub, engine):
        engine.translate([SENTENCE], "nl", "en")

        (kept,) = stub.glossaries.values()
        assert sorted(kept["dictionaries"][0]["entries"].splitlines()) == ["militie\tmilitia", "stad\ttown"]

    def test_is_found_again_by_the_next_run(self, stub, start):
        start().translate([SENTENCE], "nl", "en")
        start().translate([SENTENCE], "nl", "en")

        assert stub.glossary_requests == ["GET", "POST", "GET"]
        assert len(set(asked_with(stub))) == len(stub.glossaries) == 1

    def test_that_changed_is_given_anew_and_the_old_one_deleted(self, stub, engine, file):
        engine.translate([SENTENCE], "nl", "en")
        before = engine.version
        rewrite(file, "militie\tarmed group\n")
        engine.translate([SENTENCE], "nl", "en")

        assert len(stub.glossaries) == 1
        assert len(set(asked_with(stub))) == 2
        assert engine.version != before

    def test_is_one_for_each_pair_of_languages(self, stub, engine):
        engine.translate([SENTENCE], "nl", "en")
        engine.translate([SENTENCE], "nl-BE", "en-US")
        engine.translate([SENTENCE], "nl", "fr")

        assert len(stub.glossaries) == len(set(asked_with(stub))) == 2

    def test_takes_the_place_of_none_but_its_own(self, stub, start, tmp_path):
        others = {"x1": "Contracts", "x2": f"{OURS}", "x3": f"{OURS} 00000000 nl-en 0123456789ab"}
        stub.glossaries.update({identity: {"name": name} for identity, name in others.items()})
        other = tmp_path / "glossary.tsv"
        other.write_text("leger\tarmy\n", encoding="utf-8")

        start(other).translate([SENTENCE], "nl", "en")
        start().translate([SENTENCE], "nl", "en")

        assert set(others) < set(stub.glossaries)
        assert len(stub.glossaries) == len(others) + 2
        assert "DELETE" not in stub.glossary_requests

    def test_that_somebody_deleted_there_is_given_again(self, stub, engine):
        engine.translate([SENTENCE], "nl", "en")
        (identity,) = stub.glossaries
        del stub.glossaries[identity]
        stub.gone.add(identity)

        assert engine.translate([SENTENCE], "nl", "en") == ENGLISH
        assert asked_with(stub)[-1] in stub.glossaries

    def test_that_another_program_deleted_first_is_no_trouble(self, stub, start, file):
        start().translate([SENTENCE], "nl", "en")
        rewrite(file, "militie\tarmed group\n")
        stub.plan.extend([("translation",), ("status", 404)])

        assert start().translate([SENTENCE], "nl", "en") == ENGLISH

    @pytest.mark.parametrize("text", ["", "# nothing\n", "only a term\n"])
    def test_without_entries_is_not_given(self, stub, engine, file, text):
        rewrite(file, text)

        assert engine.translate([SENTENCE], "nl", "en") == ENGLISH
        assert (asked_with(stub), stub.glossary_requests) == ([None], [])
        assert "glossary" not in engine.version

    @pytest.mark.parametrize(("wish", "sent"), [("g-1", "g-1"), ("-", None)])
    def test_gives_way_to_what_the_settings_say(self, stub, start, wish, sent):
        engine = start(glossary=wish)

        assert engine.translate([SENTENCE], "nl", "en") == ENGLISH
        assert (asked_with(stub), stub.glossary_requests) == ([sent], [])
        assert engine.version.endswith(", glossary g-1") == (wish == "g-1")

    def test_keeps_requests_at_a_distance(self, stub, engine, clock):
        engine.translate([SENTENCE], "nl", "en")

        assert clock.waits == [engine.limits.min_interval] * 2

    def test_is_in_no_log(self, stub, engine, caplog):
        caplog.set_level(logging.DEBUG)

        engine.translate([SENTENCE], "nl", "en")

        assert "militi" not in caplog.text


GIVING = pytest.mark.parametrize("step", [0, 1], ids=["looking for it", "giving it"])


class TestWithoutItsGlossary:
    @GIVING
    @pytest.mark.parametrize(
        ("fault", "reason"),
        [
            (("status", 400), Reason.SETUP),
            (("status", 404), Reason.SETUP),
            (("status", 456), Reason.SETUP),
            (("status", 403), Reason.AUTH),
            (("status", 429), Reason.REFUSED_RATE),
            (("page", "<form>log in</form>"), Reason.PORTAL),
            (("json", None), Reason.BAD_RESPONSE),
            (("json", {"glossaries": [{}], "glossary_id": None}), Reason.BAD_RESPONSE),
        ],
    )
    def test_nothing_is_translated(self, stub, engine, step, fault, reason):
        stub.plan.extend([*[("translation",)] * step, fault])

        (failed,) = engine.translate([SENTENCE], "nl", "en")

        assert isinstance(failed, Failed)
        assert failed.reason is reason
        assert asked_with(stub) == []

    @GIVING
    def test_what_passes_is_tried_again(self, stub, engine, step):
        stub.plan.extend([*[("translation",)] * step, ("status", 503)])

        assert engine.translate([SENTENCE], "nl", "en") == ENGLISH
        assert len(stub.glossaries) == 1

    def test_the_user_reads_what_to_do(self, stub, engine):
        stub.plan.extend([("translation",), ("status", 400)])

        (failed,) = engine.translate([SENTENCE], "nl", "en")

        assert explain(failed, engine) == (
            "DeepL is not set up (it did not take your glossary, status 400: correct glossary.tsv, or give glossary ="
            ' "-" under [engines.deepl]); then try again.'
        )

    def test_that_the_settings_name_the_user_reads_which(self, stub, start):
        stub.gone.add("g-1")
        engine = start(glossary="g-1")

        (failed,) = engine.translate([SENTENCE], "nl", "en")

        assert failed.reason is Reason.SETUP
        assert "it has no glossary g-1" in explain(failed, engine)
        assert len(stub.texts) == 1


class TestAgreeing:
    def test_says_that_the_glossary_is_sent(self, start):
        assert start().recipient == "deepl (with your glossary.tsv, if there is one)"
        assert start(glossary="-").recipient == start(glossary="g-1").recipient == "deepl"

    def test_to_sentences_alone_is_not_enough(self, stub, engine, memory):
        service = TranslationService(memory, TmxMemory([]), {"deepl": engine}, "deepl")
        memory.agree("deepl")

        (step,) = service.translate([SENTENCE], "nl", "en")

        assert "until you agree" in step.problem
        assert stub.asked == []

    def test_keeps_answers_under_the_glossary_they_were_made_with(self, stub, engine, memory):
        service = TranslationService(memory, TmxMemory([]), {"deepl": engine}, "deepl")
        service.agree()

        (step,) = service.translate([SENTENCE], "nl", "en")

        assert step.item[1].provenance.version == engine.version
        assert ", glossary " in engine.version


def test_the_glossary_of_a_library_reaches_deepl(file, paths):
    options = {"deepl": {"key": "sesame:fx"}}
    with_it, without = available(options, glossary=OwnGlossary(file))["deepl"], available(options)["deepl"]
    library = Library(file.parent, paths, Settings(engine="deepl", engines=options))

    assert with_it.version == library.translations._service.engines["deepl"].version != without.version
    assert "your glossary.tsv" in library.translations.status("nl").recipient
    library.close()
