"""From labelled sentences to what a model learns from, and to a score."""

from __future__ import annotations

import gzip
import json

import pytest

from reader.model import Entity, Span

pytestmark = pytest.mark.usefixtures("training")


def example(text, *entities, article="a"):
    from training.corpus import Example

    return Example(article, text, entities)


def test_labels_of_characters_become_labels_of_tokens():
    from training.corpus import tokenise

    assert tokenise(example("Haftars troepen, in Tripoli.", (0, 7, "PER"), (20, 27, "LOC"))) == (
        ["Haftars", "troepen", ",", "in", "Tripoli", "."],
        [(0, 1, "PER"), (4, 5, "LOC")],
    )


def test_a_sentence_whose_labels_cut_a_token_is_not_learned_from():
    from training.corpus import tokenise

    assert tokenise(example("Rik Bel/Mapei", (0, 7, "PER"), (8, 13, "ORG"))) is None


@pytest.mark.parametrize(
    ("labelled", "tags"),
    [
        ([], "O O O O"),
        ([(1, 2, "PER")], "O S-PER O O"),
        ([(0, 2, "ORG"), (2, 3, "LOC")], "B-ORG E-ORG S-LOC O"),
        ([(0, 4, "MISC")], "B-MISC I-MISC I-MISC E-MISC"),
    ],
)
def test_tags_tell_where_a_name_begins_and_ends(labelled, tags):
    from reader.entities.tagging import decode
    from training.corpus import bioes

    assert bioes(4, labelled) == tags.split()
    assert decode(tags.split()) == labelled


def test_articles_are_split_by_name_alone():
    from training.corpus import fold

    assert fold("news/1-001") == fold("news/1-001")
    assert len({fold(f"news/{i}") for i in range(2000)}) == 100


@pytest.mark.parametrize(
    ("source", "article"),
    [
        (r"alpino-ud-dev:WR-P-P-H-01\WR-P-P-H-01.p.5.s.4", "WR-P-P-H-01"),
        ("lassysmall-ud-test:wiki-135.p.28.s.4", "wiki-135"),
    ],
)
def test_the_article_of_a_treebank_sentence_is_in_its_source(source, article):
    from training.corpus import treebank_article

    assert treebank_article(source) == article


@pytest.fixture
def labels(tmp_path):
    from training.corpus import text_digest

    rows = [
        {"source": "alpino-ud-dev:x.p.1.s.1", "sha256": text_digest("In Gent."), "entities": [[3, 7, "LOC"]]},
        {"source": "alpino-ud-dev:x.p.1.s.2", "sha256": text_digest("Niets."), "entities": []},
    ]
    path = tmp_path / "labels.jsonl.gz"
    path.write_bytes(gzip.compress("".join(json.dumps(row) + "\n" for row in rows).encode()))
    return path


def test_labels_are_joined_to_a_copy_of_the_treebanks(tmp_path, labels):
    from training.corpus import read_treebanks

    folder = tmp_path / "UD_Dutch-Alpino"
    folder.mkdir()
    conllu = "# sent_id = x.p.1.s.1\n# text = In Gent.\n1\tIn\n\n# sent_id = x.p.9.s.9\n# text = Anders.\n"
    (folder / "nl_alpino-ud-dev.conllu").write_text(conllu)
    assert read_treebanks(labels, tmp_path) == [example("In Gent.", (3, 7, "LOC"), article="ud/x")]


def test_a_treebank_with_another_text_is_refused(tmp_path, labels):
    from training.corpus import read_treebanks

    texts = tmp_path / "ud.jsonl"
    texts.write_text(json.dumps({"source": "alpino-ud-dev:x.p.1.s.1", "text": "In Gend."}) + "\n")
    with pytest.raises(ValueError, match=r"x\.p\.1\.s\.1 is not the one that was labelled"):
        read_treebanks(labels, texts)


def test_a_score_counts_exact_spans_with_the_right_label():
    from training.scoring import score

    def recognise(document):
        assert document.body == "Gent wint\nIn Gent"
        return [
            Entity(Span(0, 4), "LOC", "Gent", 1.0, "Gent", "model"),
            Entity(Span(13, 17), "LOC", "Gent", 1.0, "Gent", "model"),
        ]

    article = [example("Gent wint", (0, 4, "ORG")), example("In Gent", (3, 7, "LOC"))]
    tally = score(recognise, [article])
    assert tally.figures("LOC") == {"precision": 50.0, "recall": 100.0, "f1": 66.7}
    assert tally.f1("ORG") == 0.0
    assert tally.f1() == 50.0
    assert tally.f1("PER") == 0.0


def test_a_model_learns_from_a_handful_of_sentences(knowledge):
    from reader.entities.machine import Machine
    from training.train import train

    sentences = [example(f"In {city} is het stil.", (3, 3 + len(city), "LOC")) for city in ("Gent", "Aalst")] * 5
    machine = Machine(train(sentences, knowledge), knowledge)
    (mention,) = machine.tag(("In", "Brugge", "is", "het", "stil", ".")).mentions
    assert (mention.start, mention.end, mention.label) == (1, 2, "LOC")


@pytest.mark.parametrize(
    ("name", "lists"),
    [
        ("Jan de Vries", "person Jan de Vries|known De Vries|last Vries|first Jan"),
        ("Tony Blair", "person Tony Blair|known Blair|last Blair|first Tony"),
        ("J.P. van der Meer", "person J.P. van der Meer|known Van der Meer|last Meer"),
        ("Leo XIV", "person Leo XIV|first Leo"),
        ("Beethoven", "known Beethoven"),
    ],
)
def test_somebody_known_to_all_is_listed_by_the_full_name_and_by_the_one_alone(name, lists):
    from training.lists import known_person

    assert "|".join(" ".join(pair) for pair in known_person(name.split())) == lists


def test_our_own_lists_are_sorted_without_doubles(training):
    for path in (training / "data/names").glob("*.txt"):
        names = path.read_text(encoding="utf-8").splitlines()
        assert names == sorted(set(names)), path.name


def test_the_cross_validation_keeps_what_is_read_from_what_is_learned():
    from training.crossval import SPLITS

    examples = [example("", article=f"news/{i % 7 + 1}-{i:03}") for i in range(70)]
    examples += [example("", article=name) for name in ("ud/WR-P-P-H-1", "ud/wiki-1")]
    for splits in SPLITS.values():
        for split in splits:
            assert any(map(split.reads, examples))
            assert not any(split.learns(e) and split.reads(e) for e in examples)
