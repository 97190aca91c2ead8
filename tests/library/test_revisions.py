"""The user's own word on translations, and the glossary."""

from __future__ import annotations

import json

import pytest

from reader.library import Library
from reader.settings import Settings

SENTENCE = "De militie viel Gharyan aan."
TEXT = f"Een kop\n\n{SENTENCE} Niemand wist waarom.\n\n{SENTENCE}\n"


@pytest.fixture
def library(root, write, opened) -> Library:
    write("a.txt", TEXT)
    write("b.txt", f"Een andere kop\n\nOok hier: nee. {SENTENCE}\n")
    return opened(Settings())


def known(library: Library, name: str = "a.txt"):
    article, document = library.open(library.find(name))
    return dict(zip(document.texts, library.translations.known(document, article.language), strict=True))


def test_an_own_translation_wins_wherever_the_sentence_stands(library):
    library.translations.write(SENTENCE, "nl", "The militia attacked\nGharyan.").result(5)

    for name in ("a.txt", "b.txt"):
        hit = known(library, name)[SENTENCE]
        assert hit.text == "The militia attacked Gharyan."
        assert (hit.provenance.kind, hit.provenance.engine) == ("user", "user")


def test_it_wins_over_a_reference(samples, paths):
    library = Library(samples, paths, Settings())
    list(library.refresh())
    article, document = library.open(library.find("000"))
    before = library.translations.known(document, "nl")

    library.translations.write(document.texts[3], "nl", "In my own words.").result(5)

    after = library.translations.known(document, "nl")
    assert after[3].text == "In my own words."
    assert [hit for i, hit in enumerate(after) if i != 3] == [hit for i, hit in enumerate(before) if i != 3]
    library.close()


def test_it_is_undone_and_redone(library):
    library.translations.write(SENTENCE, "nl", "One.").result(5)
    library.translations.write(SENTENCE, "nl", "Two.").result(5)

    label, saved = library.notebook.undo()
    saved.result(5)
    assert known(library)[SENTENCE].text == "One."
    assert label == f"the translation of “{SENTENCE}”"
    library.notebook.undo()
    assert known(library)[SENTENCE] is None
    library.notebook.redo()
    assert known(library)[SENTENCE].text == "One."


def test_an_empty_one_takes_it_back_and_leaves_nothing(library, root):
    library.translations.write(SENTENCE, "nl", "One.").result(5)
    library.translations.write(SENTENCE, "nl", " ").result(5)

    assert known(library)[SENTENCE] is None
    assert library.notebook.file.revisions() == []


def test_it_is_kept_with_the_notes_and_there_after_another_start(library, opened, root):
    library.translations.write(SENTENCE, "nl", "One.").result(5)
    again = opened(Settings())

    assert known(again)[SENTENCE].text == "One."
    (kept,) = json.loads((root / "notes.json").read_text(encoding="utf-8"))["translations"].values()
    assert (kept["sentence"], kept["language"], kept["target"], kept["text"]) == (SENTENCE, "nl", "en", "One.")


def test_it_is_of_one_language_only(library, opened):
    library.translations.write(SENTENCE, "nl", "One.").result(5)

    assert known(opened(Settings(target="fr")))[SENTENCE] is None


def test_it_is_never_asked_for(library):
    article, document = library.open(library.find("a.txt"))
    before = library.translations.cost(document, "nl").sentences

    library.translations.write(SENTENCE, "nl", "One.").result(5)

    assert library.translations.cost(document, "nl").sentences == before - 1


def test_it_is_in_every_export_as_the_users(library, root):
    library.translations.write(SENTENCE, "nl", "The militia attacked.").result(5)
    article, document = library.open(library.find("a.txt"))
    span = next(s.span for s in document.sentences if s.span.of(document.body) == SENTENCE)
    library.notebook.write(article, span, text="x")[1].result(5)

    (excerpt,) = library.excerpts()

    assert [(hit.text, hit.provenance.kind) for hit in excerpt.translations] == [("The militia attacked.", "user")]


def test_a_doubt_is_a_remark_until_it_is_taken_back_or_the_sentence_is_rewritten(library):
    def remarks():
        return library.translations.remarks(SENTENCE, "nl", known(library)[SENTENCE])

    assert library.translations.doubt(SENTENCE, "nl")[0]
    assert remarks() == ("you marked it doubtful",)
    assert not library.translations.doubt(SENTENCE, "nl")[0]
    assert remarks() == ()
    library.translations.doubt(SENTENCE, "nl")
    library.translations.write(SENTENCE, "nl", "The militia attacked.")
    assert remarks() == ()


def test_a_backup_brings_it_back(library):
    library.translations.write(SENTENCE, "nl", "One.").result(5)
    backup = library.notebook.file.backup_now("test").result(5)
    library.translations.write(SENTENCE, "nl", "Two.").result(5)

    library.notebook.file.restore_backup(backup)[1].result(5)

    assert known(library)[SENTENCE].text == "One."


class TestTheGlossary:
    @pytest.fixture
    def remarks(self, library):
        def remark(text: str) -> tuple[str, ...]:
            library.translations.write(SENTENCE, "nl", text)
            return library.translations.remarks(SENTENCE, "nl", known(library)[SENTENCE])

        return remark

    @pytest.mark.parametrize(
        ("entry", "text", "said"),
        [
            ("militie\tmilitia", "The militia attacked.", ()),
            ("militie\tmilitia", "The Militias attacked.", ()),
            ("Militie\tmilitia|armed group", "The armed group attacked.", ()),
            ("militie\tmilitia\tnever “force”", "The force attacked.", ("“militie” is “militia” in your glossary",)),
            ("milit\tmilitary", "The force attacked.", ()),
            ("viel .* aan\tx", "The force attacked.", ()),
            ("gharyan\tGharyan", "Nothing.", ("“Gharyan” is “Gharyan” in your glossary",)),
        ],
    )
    def test_flags_a_term_that_is_translated_otherwise(self, remarks, root, entry, text, said):
        (root / "glossary.tsv").write_text(f"term\ttranslation\n# mine\n\n{entry}\n", encoding="utf-8")
        assert remarks(text) == said

    def test_is_read_again_when_it_changes(self, remarks, root):
        assert remarks("The force attacked.") == ()
        (root / "glossary.tsv").write_text("militie\tmilitia\n", encoding="utf-8")
        assert len(remarks("The force attacked.")) == 1
        (root / "glossary.tsv").unlink()
        assert remarks("The force attacked.") == ()

    @pytest.mark.parametrize("content", [b"militie\n", b"\tmilitia\n", b"militie\t|\n", b"militie\t \n"])
    def test_says_which_line_is_none(self, library, root, content):
        (root / "glossary.tsv").write_bytes(b"a\tb\n" + content)
        (problem,) = library.translations.problems()
        assert problem.startswith("glossary.tsv, line 2: ")
        assert library.translations.problems() == []

    def test_that_is_no_text_is_told(self, library, root):
        (root / "glossary.tsv").write_bytes(b"\0\1\2" * 100)
        (problem,) = library.translations.problems()
        assert "glossary.tsv" in problem
