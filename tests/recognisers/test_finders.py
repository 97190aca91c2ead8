"""Each recogniser by itself: what is particular about it."""

from __future__ import annotations

import json
import os
import shutil
import sys
import threading
from itertools import pairwise

import pytest

from reader.errors import EngineError
from reader.recognisers import choose, spacy
from reader.recognisers.naming import tidied
from reader.text.segments import Document

NEWS = Document.of("Khalifa Haftar sprak maandag met de NAVO in Tripoli. Haftars Libische vrienden zwegen.")


def told(entities):
    return [(entity.label, entity.text, entity.name) for entity in entities]


def recognised(setting, options=None, document=NEWS):
    chosen = choose(setting, options)
    assert chosen.problems == ()
    try:
        return told(chosen.members[0].recognise(document))
    finally:
        chosen.close()


# spaCy


def test_a_pipeline_of_spacy_finds_names_under_our_labels_and_days_are_none(a_pipeline):
    assert recognised(f"spacy:{a_pipeline}") == [
        ("PER", "Khalifa Haftar", "Khalifa Haftar"),
        ("ORG", "NAVO", "NAVO"),
        ("LOC", "Tripoli", "Tripoli"),
        ("PER", "Haftars", "Khalifa Haftar"),
        ("MISC", "Libische", "Libische"),
    ]


def test_a_pipeline_may_be_an_installed_package(a_pipeline, tmp_path, monkeypatch):
    package = tmp_path / "site" / "nl_named_here"
    shutil.copytree(a_pipeline, package / "nl_pipeline-1.2")
    shutil.copy(a_pipeline / "meta.json", package)
    (package / "__init__.py").write_text(
        "from spacy.util import load_model_from_init_py\n"
        "def load(**options):\n    return load_model_from_init_py(__file__, **options)\n"
    )
    monkeypatch.syspath_prepend(tmp_path / "site")
    assert recognised("spacy:nl_named_here") == recognised(f"spacy:{a_pipeline}")
    assert "+spacy3." in choose("spacy:nl_named_here").provenance.version


def test_labels_can_be_called_otherwise(a_pipeline):
    options = {"spacy": {"labels": "gpe=ORG, NORP=-, DATE=misc"}}
    found = [(label, text) for label, text, _ in recognised(f"spacy:{a_pipeline}", options)]
    assert found == [
        ("PER", "Khalifa Haftar"),
        ("MISC", "maandag"),
        ("ORG", "NAVO"),
        ("ORG", "Tripoli"),
        ("PER", "Haftars"),
    ]


def test_the_version_tells_of_spacy_of_what_is_in_the_folder_and_of_other_labels(a_pipeline):
    def by(options=None):
        chosen = choose(f"spacy:{a_pipeline}", options)
        return chosen.provenance

    first = by()
    assert (first.name, first.licence) == ("spacy:nl_pipeline", "MIT")
    assert first.version.startswith("1.2+spacy3.")
    assert by() == first
    other = by({"spacy": {"labels": "GPE=ORG"}})
    assert other != first
    card = json.loads((a_pipeline / "meta.json").read_text())
    (a_pipeline / "meta.json").write_text(json.dumps(card, indent=4))
    sys.modules["reader.recognisers"]._CHOSEN.clear()
    assert by() != first


def test_a_pipeline_that_cannot_be_loaded_says_so_every_time(a_pipeline):
    (a_pipeline / "config.cfg").write_text("nonsense")
    recogniser = choose(f"spacy:{a_pipeline}").members[0]
    for _ in range(2):
        with pytest.raises(EngineError, match=r"^spacy:nl_pipeline cannot be loaded \(.*\); install it anew"):
            recogniser.recognise(NEWS)


@pytest.mark.parametrize("text", ["woord " + "x" * 120_000, "x" * 120_000, "woord " * 20_000, "Een zin. " * 14_000])
def test_a_long_paragraph_is_read_in_pieces_that_go_on_to_its_end(text):
    document = Document.of(text)
    span = document.paragraphs[0].span
    stops = [span.start]
    while stops[-1] < span.end and len(stops) < 100:
        stops.append(spacy._stop(document, stops[-1], span.end))
    assert stops[-1] == span.end
    assert all(0 < end - start <= spacy._LONGEST for start, end in pairwise(stops))


# GLiNER


def test_gliner_finds_exactly_what_its_own_package_finds(request):
    pytest.importorskip("onnxruntime", reason="onnxruntime is not installed: pip install 'libya-reader[gliner]'")
    pytest.importorskip("tokenizers", reason="tokenizers is not installed: pip install 'libya-reader[gliner]'")
    from reader.recognisers.gliner import Gliner

    folder = request.path.parent / "gliner"
    finder = Gliner(str(folder), {"threshold": "0.55"})
    finder.open()
    cases = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    for case in cases:
        found = tidied(case["text"], finder.find(Document.of(case["text"])), finder.labels)
        wanted = [(start, end, finder.labels[kind.upper()], score) for start, end, kind, score in case["found"]]
        assert [(e.span.start, e.span.end, e.label) for e in found] == [each[:3] for each in wanted]
        assert [e.score for e in found] == pytest.approx([score for *_, score in wanted], abs=1e-3)
    assert sum(len(case["found"]) for case in cases) > 20


# frog


def test_frog_is_asked_a_sentence_a_line_and_its_tags_are_joined(a_stand_in):
    assert recognised(
        f"frog:{a_stand_in}", document=Document.of("Jan de Vries zag Den Haag. 👍🏽 ok\n\nEn Piet.")
    ) == [
        ("PER", "Jan", "Jan"),
        ("PER", "Vries", "Vries"),
        ("PER", "Den Haag", "Den Haag"),
        ("PER", "En Piet", "En Piet"),
    ]


def test_frog_tells_its_version(a_stand_in):
    by = choose(f"frog:{a_stand_in}").provenance
    assert (by.name, by.version, by.licence) == ("frog", "9.9", "GPL-3.0")


def test_when_frog_hangs_up_it_is_said_and_it_is_started_anew(a_stand_in):
    chosen = choose(f"frog:{a_stand_in}")
    (frog,) = chosen.members
    with pytest.raises(EngineError, match="ended unexpectedly"):
        frog.recognise(Document.of("Please hang up."))
    assert told(frog.recognise(Document.of("naar Gent"))) == [("PER", "Gent", "Gent")]
    chosen.close()


def test_frog_ends_with_the_program(a_stand_in):
    chosen = choose(f"frog:{a_stand_in}")
    chosen.members[0].recognise(NEWS)
    process = chosen.members[0]._finder._process
    chosen.close()
    with pytest.raises(ProcessLookupError):
        os.kill(process.pid, 0)


def test_frog_can_be_ended_while_it_is_waited_for(tmp_path):
    script = tmp_path / "frog"
    script.write_text(
        f"#!{sys.executable}\nimport sys\nif '-V' in sys.argv: sys.exit(print('frog 1'))\n"
        f"open({str(tmp_path / 'asked')!r}, 'w').write(sys.stdin.readline())\nsys.stdin.read()\n"
    )
    script.chmod(0o755)
    chosen, said = choose(f"frog:{script}"), []

    def ask():
        try:
            chosen.members[0].recognise(NEWS)
        except EngineError as error:
            said.append(str(error))

    thread = threading.Thread(target=ask)
    thread.start()
    while not (tmp_path / "asked").exists():
        pass
    chosen.close()
    thread.join(20)
    assert said == ["The command frog ended unexpectedly; run it in a terminal to see why."]
