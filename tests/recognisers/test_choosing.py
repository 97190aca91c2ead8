"""Which recognisers the settings name, what is missing of them, and who reads what."""

from __future__ import annotations

from importlib import metadata, util
from types import MappingProxyType

import pytest

from reader.errors import EngineError
from reader.model import Recogniser, Span
from reader.recognisers import choose
from reader.recognisers.finder import Found
from reader.recognisers.labels import changed
from reader.recognisers.naming import tidied
from reader.text.segments import Document


class Shouter:
    """Finds what is in capitals; brought by another package."""

    provenance = Recogniser("shouter", "2", "MIT")
    languages = frozenset(("mul",))
    labels = MappingProxyType({"LOUD": "ORG"})

    def open(self) -> None: ...

    def close(self) -> None: ...

    def find(self, document):
        start = 0
        for word in document.body.split():
            start = document.body.index(word, start)
            if word.isupper():
                yield Found(start, start + len(word), "loud", 0.5)


class Broken(Shouter):
    provenance = Recogniser("broken", "1")

    def find(self, document):
        raise RuntimeError("out of order")


@pytest.fixture
def announced(monkeypatch):
    """Announce a recogniser as an installed package would."""

    def announce(**values):
        entries = metadata.EntryPoints(
            metadata.EntryPoint(name, value, "libya_reader.recognisers") for name, value in values.items()
        )
        monkeypatch.setattr(metadata, "entry_points", entries.select)

    return announce


def test_without_a_setting_ours_is_used():
    chosen = choose()
    assert (chosen.provenance.name, chosen.problems) == ("crf-nl", ())
    assert chosen.reading("nl-BE") is chosen.members[0]
    assert chosen.reading("fr") is None


@pytest.mark.parametrize(
    ("setting", "problem"),
    [
        ("nosuch", "There is no recogniser “nosuch”; try crf-nl, spacy:PIPELINE, gliner:FOLDER, frog."),
        ("spacy", "There is no recogniser “spacy”; try crf-nl, spacy:PIPELINE, gliner:FOLDER, frog."),
        (
            "frog:/no/frog",
            (
                "The recogniser frog needs the command “/no/frog”, which is not installed; on Debian and Ubuntu, "
                "“apt install frog frogdata uctodata” installs it."
            ),
        ),
    ],
)
def test_what_is_missing_is_said_in_one_sentence_and_ours_stands_in(setting, problem):
    chosen = choose(setting)
    assert chosen.problems == (problem,)
    assert chosen.provenance.name == "crf-nl"


@pytest.mark.parametrize(
    ("setting", "missing", "remedy"),
    [
        ("spacy:nl_core_news_md", "spacy", "“pip install 'libya-reader[spacy]'” installs it."),
        ("gliner:/models/g", "onnxruntime", "“pip install 'libya-reader[gliner]'” installs it."),
    ],
)
def test_without_the_extra_the_command_that_installs_it_is_named(monkeypatch, setting, missing, remedy):
    find = util.find_spec
    monkeypatch.setattr(util, "find_spec", lambda name, *rest: None if name == missing else find(name, *rest))
    (problem,) = choose(setting).problems
    assert problem.endswith(remedy)


@pytest.mark.parametrize(
    ("setting", "modules", "words"),
    [
        ("spacy:nl_no_such_md", ["spacy"], "python -m spacy download nl_no_such_md"),
        ("spacy:/no/such/folder", ["spacy"], "/no/such/folder holds no pipeline of spaCy"),
        ("gliner:/no/such/folder", ["onnxruntime", "tokenizers"], "/no/such/folder has no gliner_config.json"),
    ],
)
def test_without_the_model_the_way_to_one_is_named(setting, modules, words):
    for module in modules:
        if util.find_spec(module) is None:
            pytest.skip(f"{module} is not installed")
    (problem,) = choose(setting).problems
    assert words in problem


def test_another_package_may_bring_one(announced):
    announced(shouter=f"{__name__}:Shouter")
    chosen = choose("shouter")
    found = chosen.members[0].recognise(Document.of("En de NAVO zweeg. "))
    assert [(e.label, e.text, e.score) for e in found] == [("ORG", "NAVO", 0.5)]
    assert chosen.reading("fr") is chosen.members[0]


def test_one_that_cannot_be_loaded_and_one_that_fails_are_named(announced):
    announced(gone="no_such_module:Thing", broken=f"{__name__}:Broken")
    assert (
        choose("gone")
        .problems[0]
        .startswith("The recogniser gone (no_such_module:Thing) cannot be loaded: ModuleNotFoundError")
    )
    with pytest.raises(EngineError, match=r"^broken failed on a text: RuntimeError: out of order.$"):
        choose("broken").members[0].recognise(Document.of("Een zin."))
    assert "try crf-nl, spacy:PIPELINE, gliner:FOLDER, frog, broken, gone." in choose("nosuch").problems[0]


def test_of_several_the_first_that_reads_a_language_is_asked(announced):
    announced(shouter=f"{__name__}:Shouter")
    chosen = choose("crf-nl, shouter")
    assert chosen.reading("nl").provenance.name == "crf-nl"
    assert chosen.reading("fr").provenance.name == "shouter"
    assert chosen.provenance.name == "crf-nl + shouter"


def test_the_user_may_say_which_languages_one_reads(announced):
    announced(shouter=f"{__name__}:Shouter")
    chosen = choose("shouter", {"shouter": {"languages": "fr, de"}})
    assert chosen.reading("fr") is not None
    assert chosen.reading("nl") is None
    assert chosen.provenance.version != "2"


def test_the_same_choice_is_the_same_recogniser():
    assert choose("crf-nl").members[0] is choose("crf-nl").members[0]


@pytest.mark.parametrize("said", ["PER", "=PER", "PER=PERSON", "a=b=c"])
def test_what_says_nothing_about_labels_is_refused(said):
    with pytest.raises(EngineError, match="write for instance NORP=LOC"):
        changed({}, said, "frog")
    assert len(choose("frog:/no/frog", {"frog": {"labels": said}}).problems) == 1


BODY = "Jan  de Vries\nuit Gent"


@pytest.mark.parametrize(
    ("found", "kept"),
    [
        ([Found(0, 3, "per")], [(0, 3, "PER")]),
        ([Found(3, 5, "PER")], []),
        ([Found(3, 8, "PER")], [(5, 7, "PER")]),
        ([Found(18, 22, "LOC"), Found(0, 3, "PER")], [(0, 3, "PER"), (18, 22, "LOC")]),
        ([Found(0, 3, "PER"), Found(0, 13, "PER")], [(0, 13, "PER")]),
        ([Found(0, 3, "PER", 0.9), Found(0, 13, "PER", 0.8)], [(0, 3, "PER")]),
        ([Found(0, 13, "PER", float("nan")), Found(9, 13, "PER", 0.1)], [(9, 13, "PER")]),
        ([Found(-1, 3, "PER"), Found(5, 5, "PER"), Found(5, 3, "PER"), Found(18, 99, "LOC")], []),
        ([Found(0, 3, "DATE")], []),
    ],
)
def test_only_proper_ranges_with_known_labels_are_names(found, kept):
    labels = {"PER": "PER", "LOC": "LOC"}
    assert [(e.span.start, e.span.end, e.label) for e in tidied(BODY, found, labels)] == kept
    assert all(e.text == Span(e.span.start, e.span.end).of(BODY) for e in tidied(BODY, found, labels))
