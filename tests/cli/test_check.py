"""``check``."""

from __future__ import annotations

import json

import pytest

from reader.store.drafts import Drafts

QUOTE = "Haftars troepen namen"
FIELDS = ["library", "notes_file", "articles", "notes", "anchors", "problems"]


def test_a_sound_library_is_well(in_library, take):
    take("000", QUOTE)
    result = in_library("check")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == "3 articles, 1 note (1 exact, 0 moved, 0 orphan): all is well.\n"


def test_every_problem_is_named(in_library, take, samples, records):
    take("000", QUOTE)
    take("002", "oude offensief")
    take("004", "pijnlijke tegenvaller")
    first = samples / "000_ece2383aa4714dc8.txt"
    first.write_text(first.read_text().replace("Een screenshot", "Nieuw. Een screenshot"))
    (samples / "002_6f277c47d6171ce6.txt").write_text("Iets heel anders staat hier nu te lezen.")
    (samples / "004_ad1790bf80156721.txt").unlink()
    (samples / "binary.txt").write_bytes(b"\0\1\2")
    (samples / "bad.tmx").write_text("<tmx")
    result = in_library("check", "--json")
    (found,) = records(result)
    assert (result.exit_code, list(found)) == (1, FIELDS)
    assert (found["articles"], found["notes"]) == (2, 3)
    assert found["anchors"] == {"exact": 0, "moved": 1, "orphan": 2}
    for thing in ("binary.txt", "002_6f277c47d6171ce6.txt", "004_ad1790bf80156721.txt", "bad.tmx"):
        assert sum(thing in problem for problem in found["problems"]) == 1, thing
        assert thing in result.stderr


def test_lines_that_cannot_be_used_of_own_names_and_of_the_glossary_are_problems(in_library, samples):
    (samples / "gazetteer.tsv").write_text("Hafta\tperson\n\tPER\nHmeimim\tLOC\n", encoding="utf-8")
    (samples / "glossary.tsv").write_text("militie\tmilitia\nstrijders\n", encoding="utf-8")
    result = in_library("check")
    assert result.exit_code == 1
    for place in ("gazetteer.tsv, line 1", "gazetteer.tsv, line 2", "glossary.tsv, line 2"):
        assert result.stdout.count(place) == 1
    assert "3 problems." in result.stdout


def test_for_people_problems_are_lines_of_the_report(in_library, samples):
    (samples / "binary.txt").write_bytes(b"\0\1\2")
    result = in_library("check")
    assert (result.exit_code, result.stderr) == (1, "")
    assert result.stdout.splitlines()[0].startswith("binary.txt is not a text file")
    assert result.stdout.splitlines()[-1].endswith("1 problem.")


def test_a_note_that_lacks_what_it_needs_is_named(in_library, take, samples):
    take("000", QUOTE)
    file = samples / "notes.json"
    content = json.loads(file.read_text())
    content["notes"]["9"] = {"uid": "f" * 32, "note": "without a passage"}
    file.write_text(json.dumps(content))
    result = in_library("check")
    assert result.exit_code == 1
    assert f"{file}: the document {'f' * 32} in the table “notes” lacks what is needed" in result.stdout


def test_notes_from_when_the_library_could_not_be_written_to_are_named_and_brought_back(
    in_library, take, samples, paths
):
    take("000", QUOTE)
    elsewhere = paths.notes_elsewhere(samples)
    elsewhere.parent.mkdir(parents=True)
    (samples / "notes.json").rename(elsewhere)
    for _ in range(2):
        result = in_library("check")
        assert result.exit_code == 1
        assert f"{elsewhere} has notes from when {samples} could not be written to" in result.stdout
    assert in_library("check", "--repair").exit_code == 0
    assert in_library("check").stdout == "3 articles, 1 note (1 exact, 0 moved, 0 orphan): all is well.\n"


def test_what_was_being_written_when_the_program_ended_is_named(in_library, take, samples, paths):
    uid = take("000", QUOTE)
    Drafts(paths.data / "drafts").keep(f"{samples / 'notes.json'}:{uid}", "half a sentence")
    result = in_library("check")
    assert result.exit_code == 1
    assert result.stdout.startswith(f"A note on “{QUOTE}” in “In Tripoli zetelt")
    assert "was being written when the program ended: in the app, a there opens it" in result.stdout


@pytest.fixture
def damaged(take, samples) -> bytes:
    """What is left of the notes file, with one note in it."""
    take("000", QUOTE)
    content = (samples / "notes.json").read_bytes() + b'{"notes": {"1": {"uid'
    (samples / "notes.json").write_bytes(content)
    return content


def test_checking_says_what_it_would_mend_and_touches_nothing(in_library, samples, damaged):
    before = {path: path.stat().st_mtime_ns for path in samples.rglob("*")}
    result = in_library("check")
    assert result.exit_code == 1
    assert "notes that are whole: 1; “check --repair” keeps it as evidence" in result.stdout
    assert result.stdout.endswith("3 articles, 1 note (1 exact, 0 moved, 0 orphan): 1 problem.\n")
    assert {path: path.stat().st_mtime_ns for path in samples.rglob("*")} == before


def test_repairing_mends_and_keeps_the_evidence(in_library, samples, damaged, records):
    result = in_library("check", "--repair", "--json")
    (found,) = records(result)
    assert (result.exit_code, list(found)) == (0, [*FIELDS, "mended"])
    assert found["problems"] == []
    assert found["mended"][0].startswith(f"Mended: {samples / 'notes.json'} is damaged")
    (evidence,) = samples.glob("notes.json.corrupt-*")
    assert evidence.read_bytes() == damaged
    again = in_library("check")
    assert (again.exit_code, again.stdout) == (
        0,
        "3 articles, 1 note (1 exact, 0 moved, 0 orphan): all is well.\n",
    )


def test_a_correction_without_its_passage_is_named(in_library, samples):
    from reader.intake import read_article
    from reader.library.correcting import Correcting, Subject
    from reader.model import Span
    from reader.store.notes import NotesFile

    path = "000_ece2383aa4714dc8.txt"
    article = read_article(samples, path)
    start = article.body.index("screenshot")
    file = NotesFile(samples / "notes.json")
    subject = Subject("screenshot", None, None, article, Span(start, start + 10))
    Correcting(file).call(subject, "MISC", here=True).result(5)
    file.close()
    assert in_library("check").exit_code == 0
    (samples / path).write_text("Iets heel anders.", encoding="utf-8")
    result = in_library("check")
    assert result.exit_code == 1
    assert "“screenshot” is another name, here" in result.stdout
    assert "its passage is gone from 000_" in result.stdout


def test_a_date_that_cannot_be_is_a_problem_each_time_until_the_article_has_one(in_library, samples):
    path = samples / "d.txt"
    path.write_text("date 2019-13\n\nHaftar trok op. Serraj niet.\n", encoding="utf-8")
    listed = in_library("list")
    assert (listed.exit_code, listed.stderr) == (0, "")
    assert "Haftar trok op." in listed.stdout
    for _ in range(2):
        result = in_library("check")
        assert result.exit_code == 1
        assert "d.txt begins with “date 2019-13”, which is no date" in result.stdout
    path.write_text("date 2019-12\n\nHaftar trok op. Serraj niet.\n", encoding="utf-8")
    assert in_library("check").exit_code == 0
