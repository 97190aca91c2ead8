"""The sample articles are as given, and their shipped translation is complete."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from itertools import chain
from pathlib import Path

import pytest

from reader.text.segments import Document

ROOT = Path(__file__).parent.parent
SEEDS = ROOT / "seeds"
GIVEN = ROOT.parent / "shared" / "seeds"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
SAMPLES = sorted(SEEDS.glob("*.txt"))
TMX = ET.parse(SEEDS / "nl-en.tmx").getroot()

each_sample = pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)


def sentences(sample: Path) -> list[str]:
    body = re.sub(r"\A date \d{4}-\d{2} ", "", sample.read_bytes().decode()).strip()
    return [sentence.span.of(body) for sentence in Document.of(body).sentences]


def units() -> list[dict[str, str]]:
    return [{tuv.attrib[LANG]: tuv.findtext("seg", "") for tuv in tu.iter("tuv")} for tu in TMX.iter("tu")]


def english() -> dict[str, str]:
    return {unit["nl"]: unit["en"] for unit in units()}


def test_there_are_three_samples_of_88_sentences():
    assert [len(sentences(sample)) for sample in SAMPLES] == [28, 25, 35]


@each_sample
def test_a_sample_is_byte_for_byte_the_file_that_was_given(sample):
    if not GIVEN.is_dir():
        pytest.skip(f"{GIVEN} is not here: the given files cannot be compared")
    assert sample.read_bytes() == (GIVEN / sample.name).read_bytes()


@each_sample
def test_every_sentence_has_an_english_unit(sample):
    missing = [sentence for sentence in sentences(sample) if not english().get(sentence, "").strip()]
    assert missing == []


@each_sample
def test_every_number_of_the_source_is_in_the_translation(sample):
    for sentence in sentences(sample):
        assert set(re.findall(r"\d+", sentence)) <= set(re.findall(r"\d+", english()[sentence])), sentence


@each_sample
def test_a_translation_is_about_as_long_as_its_source(sample):
    for sentence in sentences(sample):
        assert 0.6 < len(english()[sentence]) / len(sentence) < 1.3, sentence


@each_sample
def test_quotation_marks_are_english_and_open_and_close_where_the_source_does(sample):
    for sentence in sentences(sample):
        translation = english()[sentence]
        assert not re.search(r"[„\"']", translation), translation
        assert translation.count("“") == len(re.findall(r"„|(?<!\w)‘", sentence)), sentence


@each_sample
def test_brackets_with_notes_of_the_editor_are_kept(sample):
    for sentence in sentences(sample):
        assert re.findall(r"[][()]", sentence) == re.findall(r"[][()]", english()[sentence]), sentence


def test_every_unit_is_one_distinct_sentence_in_article_order():
    wanted = list(dict.fromkeys(chain.from_iterable(map(sentences, SAMPLES))))
    assert [unit["nl"] for unit in units()] == wanted
    assert all(list(unit) == ["nl", "en"] for unit in units())


def test_a_segment_has_no_white_space_of_the_file_around_it():
    assert all(text == " ".join(text.split()) for unit in units() for text in unit.values())


def test_the_header_is_complete_and_says_what_the_translation_is():
    header = TMX.find("header")
    assert TMX.attrib == {"version": "1.4"}
    assert header is not None
    assert {key: header.get(key) for key in ("srclang", "adminlang", "datatype", "segtype", "creationtool")} == {
        "srclang": "nl",
        "adminlang": "en",
        "datatype": "plaintext",
        "segtype": "sentence",
        "creationtool": "libya-reader",
    }
    assert header.get("creationtoolversion")
    assert header.get("o-tmf")
    assert re.fullmatch(r"\d{8}T\d{6}Z", header.get("creationdate", ""))
    assert header.findtext("note") == "reference translation shipped with libya-reader"
