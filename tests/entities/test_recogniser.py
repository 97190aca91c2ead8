"""The shipped recogniser: what it promises to everybody who uses it, and how good it is."""

from __future__ import annotations

import re
import subprocess
import sys
import threading
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.entities import load, provenance
from reader.model import LABELS
from reader.text.clean import canonical
from reader.text.segments import Document

ROOT = Path(__file__).parents[2]
SAMPLES = sorted((Path(__file__).parent / "samples").glob("*.names"))

PIECES = st.sampled_from(
    "Khalifa Haftar Haftars De Vries Jan de Vries ( ) ( LNA ) Al al-Serraj Fayez VN-chef VN Tripoli Rusland Leger"
    " Libische Nationale president minister van Buitenlandse Zaken „ ” ’s . . \n HAFTAR RUKT OP Bin Salman".split(
        " "
    ),
)
NEWS = st.lists(PIECES, max_size=60).map(" ".join)


def check(document, entities):
    """The promises about any body."""
    spans = [entity.span for entity in entities]
    assert spans == sorted(spans)
    assert not any(a.overlaps(b) for a, b in pairwise(spans))
    for entity in entities:
        assert 0 <= entity.span.start < entity.span.end <= len(document.body)
        assert entity.text == entity.span.of(document.body)
        assert entity.label in LABELS
        assert 0 <= entity.score <= 1
        assert entity.name
        assert "\n" not in entity.name
        assert entity.source in {"model", "rule", "gazetteer", "consistency"}


@settings(max_examples=200, deadline=None)
@given(st.one_of(st.text(max_size=300).map(canonical), NEWS))
def test_any_text_has_sorted_entities_that_do_not_overlap(recogniser, body):
    document = Document.of(body)
    check(document, recogniser.recognise(document))


@settings(max_examples=20, deadline=None)
@given(NEWS)
def test_the_same_text_has_the_same_entities_in_another_instance(recogniser, body):
    other = load("nl")
    assert other
    assert recogniser.recognise(Document.of(body)) == other.recognise(Document.of(body))


@pytest.mark.parametrize("body", ["", "\n", "a" * 10_000, "Haftar " * 2_000, "„ ( ) " * 500])
def test_extremes_are_survived(recogniser, body):
    document = Document.of(body)
    check(document, recogniser.recognise(document))


def test_two_threads_may_use_one_recogniser(recogniser):
    documents = [Document.of(f"Khalifa Haftar belde met nummer {i}. Haftars troepen wachtten.") for i in range(40)]
    expected = [recogniser.recognise(document) for document in documents]
    found: dict[int, list] = {}

    def work(name):
        found[name] = [recogniser.recognise(document) for document in documents]

    threads = [threading.Thread(target=work, args=(name,)) for name in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == {0: expected, 1: expected}


@pytest.mark.parametrize("language", ["en", "fr", "", "nld", "und"])
def test_a_language_that_nobody_reads_has_no_recogniser(language):
    assert load(language) is None


@pytest.mark.parametrize("language", ["nl", "NL", "nl-BE"])
def test_dutch_has_one_however_it_is_written(language):
    found = load(language)
    assert found
    assert found.languages == {"nl"}


def test_asking_who_it_is_loads_neither_model_nor_lists():
    code = (
        "import sys\n"
        "from reader.entities import load\n"
        "recogniser = load('nl')\n"
        "assert recogniser.provenance.version\n"
        "heavy = {'pycrfsuite', 'gzip', 'textual', 'reader.entities.machine', 'reader.entities.tables'}\n"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)\n"
        "from reader.text.segments import Document\n"
        "assert recogniser.recognise(Document.of('In Tripoli.'))[0].text == 'Tripoli'\n"
        "assert 'pycrfsuite' in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT)


def test_the_version_changes_with_model_lists_and_rules(recogniser):
    made = provenance.version(ROOT / "reader")
    assert recogniser.provenance.version == made, "run: python -m training.seal"


def test_the_shipped_files_stay_small():
    assert sum(path.stat().st_size for path in (ROOT / "reader/entities/data").iterdir()) < 5_000_000


def expected_names(path: Path, body: str):
    """The labels of a sample, ``LABEL phrase = name`` a line in text order; ``?`` is a matter of taste."""
    place = 0
    for line in path.read_text(encoding="utf-8").splitlines():
        label, _, rest = line.partition(" ")
        phrase, _, name = rest.partition(" = ")
        match = re.compile(rf"(?<![\w-]){re.escape(phrase)}(?![\w-])").search(body, place)
        assert match, f"{path.name}: {phrase} is not in the text after {place}"
        place = match.end()
        yield match.start(), match.end(), label, name or phrase


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem[:3])
def test_the_samples_are_read_as_we_read_them(recogniser, path):
    text = (ROOT / "seeds" / path.with_suffix(".txt").name).read_text(encoding="utf-8")
    body = canonical(re.sub(r"^ date \d{4}-\d{2} ", "", text))
    wanted = list(expected_names(path, body))
    taste = [(start, end) for start, end, label, _ in wanted if label == "?"]
    expected = {(start, end, label): name for start, end, label, name in wanted if label != "?"}
    found = {
        (e.span.start, e.span.end, e.label): e.name
        for e in recogniser.recognise(Document.of(body))
        if not any(e.span.start < end and start < e.span.end for start, end in taste)
    }
    right = expected.keys() & found.keys()
    assert 2 * len(right) / (len(expected) + len(found)) >= 0.97
    assert {key: found[key] for key in right} == {key: expected[key] for key in right}


def test_articles_that_no_model_has_seen_are_read_well(recogniser, training):
    from training.corpus import articles, fold, read_news
    from training.scoring import score
    from training.train import RESERVED

    unseen = [example for example in read_news(training / "data/news.jsonl.gz") if fold(example.article) < RESERVED]
    tally = score(recogniser.recognise, articles(unseen))
    assert len(unseen) > 300
    assert tally.f1() >= 88
    assert tally.f1("PER") >= 92
    assert tally.f1("LOC") >= 89
    assert tally.f1("ORG") >= 84
    assert tally.f1("MISC") >= 75
