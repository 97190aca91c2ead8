"""``note import`` and ``tag import``."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

QUOTE, OTHER = "Haftars troepen namen", "pijnlijke tegenvaller"


@pytest.fixture
def notes(take):
    take("000", QUOTE, "--note", "regel een\n\nregel *twee* 👩‍👩‍👧", "--tag", "front/west", "--tag", "x")
    take("004", OTHER)


@pytest.fixture
def exported(in_library, tmp_path, notes):
    """Exports the notes of the samples."""

    def write(name: str) -> Path:
        result = in_library("export", "-o", tmp_path / name)
        assert (result.exit_code, result.stderr) == (0, "")
        return tmp_path / name

    return write


@pytest.fixture
def elsewhere(run, samples, tmp_path, records):
    """Runs a command on another library; ``elsewhere.notes()`` are its notes."""
    folder = tmp_path / "elsewhere"

    def command(*arguments: object):
        return run("--library", folder, *arguments)

    def listed(of=command):
        return records(of("note", "list", "--json"))

    folder.mkdir()
    command.folder, command.notes = folder, listed
    return command


def put_articles(folder, samples, below="", change=lambda text: text):
    """Copy the sample articles into a library."""
    (folder / below).mkdir(exist_ok=True)
    for path in samples.glob("0*.txt"):
        (folder / below / path.name).write_text(change(path.read_text("utf-8")), "utf-8")


@pytest.mark.parametrize("name", ["notes.jsonl", "notes.jsonld"])
def test_exported_and_brought_into_another_library_the_notes_are_the_same(
    in_library, samples, exported, elsewhere, name
):
    put_articles(elsewhere.folder, samples)
    result = elsewhere("note", "import", exported(name))
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == "2 notes brought in, 0 changed, 0 here already.\n"
    assert elsewhere.notes() == elsewhere.notes(in_library)
    assert [note["anchor"]["state"] for note in elsewhere.notes()] == ["exact", "exact"]


@pytest.mark.parametrize("name", ["notes.jsonl", "notes.jsonld"])
def test_brought_in_again_nothing_changes(samples, exported, elsewhere, name):
    put_articles(elsewhere.folder, samples)
    file = exported(name)
    elsewhere("note", "import", file)
    before = (elsewhere.folder / "notes.json").read_bytes()
    result = elsewhere("note", "import", file)
    assert result.stdout == "0 notes brought in, 0 changed, 2 here already.\n"
    assert (elsewhere.folder / "notes.json").read_bytes() == before


def test_what_note_list_prints_can_be_brought_in_too(run, in_library, samples, notes, elsewhere, tmp_path):
    put_articles(elsewhere.folder, samples)
    (tmp_path / "listed").write_bytes(in_library("note", "list", "--json").stdout_bytes)
    assert elsewhere("note", "import", tmp_path / "listed").exit_code == 0
    assert elsewhere.notes() == elsewhere.notes(in_library)


@pytest.mark.parametrize("name", ["notes.jsonl", "notes.jsonld"])
def test_without_their_articles_notes_are_kept_and_find_them_later(in_library, samples, exported, elsewhere, name):
    result = elsewhere("note", "import", exported(name))
    assert result.exit_code == 1
    assert result.stdout == "2 notes brought in, 0 changed, 0 here already.\n"
    assert result.stderr.count("1 note: the article “") == 2
    assert [note["anchor"]["state"] for note in elsewhere.notes()] == ["orphan", "orphan"]
    put_articles(elsewhere.folder, samples)
    assert elsewhere.notes() == elsewhere.notes(in_library)


@pytest.mark.parametrize("name", ["notes.jsonl", "notes.jsonld"])
def test_in_a_folder_of_another_name_the_articles_are_known_by_their_text(samples, exported, elsewhere, name):
    put_articles(elsewhere.folder, samples, below="pers")
    result = elsewhere("note", "import", exported(name))
    assert (result.exit_code, result.stderr) == (0, "")
    listed = json.loads(elsewhere("list", "--json", "is:noted").stdout.splitlines()[0])
    assert listed["path"].startswith("pers/")


def test_an_article_of_another_text_is_known_by_the_end_of_its_path(samples, exported, elsewhere):
    put_articles(elsewhere.folder, samples, below="pers", change=lambda text: text.replace("Een ", "Nog een ", 1))
    result = elsewhere("note", "import", exported("notes.jsonl"))
    assert (result.exit_code, result.stderr) == (0, "")
    assert {note["anchor"]["state"] for note in elsewhere.notes()} <= {"exact", "moved"}


def annotation(source, exact, **more):
    selector = {"type": "TextQuoteSelector", "exact": exact, **more}
    return {
        "id": f"https://example.org/{exact}",
        "type": "Annotation",
        "target": {"source": source, "selector": [selector]},
        "body": [
            {"type": "TextualBody", "value": "Foreign policy", "purpose": "tagging"},
            {"type": "TextualBody", "value": "hm", "purpose": "commenting"},
        ],
    }


def test_a_foreign_annotation_finds_its_article_and_its_passage(in_library, samples, records, tmp_path):
    source = (samples / "000_ece2383aa4714dc8.txt").as_uri()
    file = tmp_path / "foreign.json"
    file.write_text(json.dumps([annotation(source, QUOTE), annotation("https://example.org/a", "x")]))
    for number in (1, 0):
        result = in_library("note", "import", file)
        assert result.exit_code == 1
        assert (
            result.stdout == f"{number} note{'s' * (not number)} brought in, 0 changed, {1 - number} here already.\n"
        )
        assert "1 note: there is no article “https://example.org/a”; the note is left out." in result.stderr
    (note,) = records(in_library("note", "list", "--json"))
    assert (note["anchor"]["exact"], note["anchor"]["state"], note["note"]) == (QUOTE, "exact", "hm")
    assert note["tags"] == ["Foreign-policy"]
    assert note["created"] <= note["modified"] != ""
    body = records(in_library("show", "000", "--json"))[0]["body"]
    assert body[note["anchor"]["start"] : note["anchor"]["end"]] == QUOTE


def test_a_position_that_does_not_fit_the_quote_gives_way_to_it(in_library, samples, notes, records, tmp_path):
    lines = in_library("export", "--format", "jsonl", "--article", "000").stdout
    record = json.loads(lines)
    record["uid"] = "f" * 32
    record["taken"]["start"] += 7
    record["taken"]["end"] += 7
    (tmp_path / "shifted.jsonl").write_text(json.dumps(record))
    assert in_library("note", "import", tmp_path / "shifted.jsonl").exit_code == 0
    spans = {
        note["uid"]: (note["anchor"]["start"], note["anchor"]["state"])
        for note in records(in_library("note", "list", "--json", "--article", "000"))
    }
    assert len(set(spans.values())) == 1


def test_a_newer_note_of_the_file_changes_ours(in_library, exported, records):
    file = exported("notes.jsonl")
    edited = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    edited[0].update(note="beter", modified="2999-01-01T00:00:00Z")
    file.write_text("".join(f"{json.dumps(record)}\n" for record in edited), "utf-8")
    result = in_library("note", "import", file, "--json")
    assert records(result) == [{"new": 0, "changed": 1, "known": 1, "problems": []}]
    assert "beter" in {note["note"] for note in records(in_library("note", "list", "--json"))}


def test_lines_that_hold_no_note_are_named_and_the_others_brought_in(samples, exported, elsewhere):
    put_articles(elsewhere.folder, samples)
    file = exported("notes.jsonl")
    file.write_text(file.read_text("utf-8") + '{"anchor": {}}\nnonsense\033[2J\n', "utf-8")
    result = elsewhere("note", "import", file)
    assert (result.exit_code, result.stdout.split(",")[0]) == (1, "2 notes brought in")
    assert [line.partition(" of ")[0] for line in result.stderr.splitlines()] == [
        "libya-reader: Line 3",
        "libya-reader: Line 4",
    ]
    assert "\033" not in result.stderr


@pytest.fixture
def files(tmp_path, samples, in_library, exported):
    """Files that cannot be used, by name."""
    (tmp_path / "binary").write_bytes(b"\0\1\2\xff")
    (tmp_path / "broken.json").write_text('{"items": [')
    (tmp_path / "other.json").write_text('{"a": 1}')
    (tmp_path / "deep.json").write_text("[" * 100_000)
    (tmp_path / "bomb.qdc").write_text('<!DOCTYPE x [<!ENTITY a "aaaa">]><CodeBook>&a;</CodeBook>')
    (tmp_path / "other.xml").write_text("<tmx/>")
    (tmp_path / "strangers.json").write_text(json.dumps([annotation("https://example.org/a", "x")]))
    exported("notes.csv")
    exported("notes.qdpx")
    return tmp_path


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("nosuch.json", "There is no file"),
        (".", "cannot be read"),
        ("binary", "is not a text file"),
        ("broken.json", "is not JSON"),
        ("deep.json", "is not JSON"),
        ("other.json", "There are no annotations"),
        ("notes.csv", "is not JSON"),
        ("library/000_ece2383aa4714dc8.txt", "is not JSON"),
        ("strangers.json", "No note in"),
        ("notes.qdpx", "is a packed project; export its codebook as REFI-QDA (.qdc), which brings its tags"),
    ],
)
def test_a_file_without_notes_is_refused(in_library, samples, files, name, said):
    before = (samples / "notes.json").read_bytes()
    result = in_library("note", "import", files / name)
    assert (result.exit_code, result.stdout, len(result.stderr.splitlines())) == (2, "", 1)
    assert said in result.stderr
    assert (samples / "notes.json").read_bytes() == before


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("nosuch.qdc", "There is no file"),
        (".", "cannot be read"),
        ("binary", "is not a text file"),
        ("broken.json", "has no column “tag”"),
        ("notes.qdpx", "is a packed project; export its codebook as REFI-QDA (.qdc), which brings its tags"),
        ("notes.csv", "has no column “tag”; it holds notes, which “export --format jsonl” and “note import” carry"),
        ("bomb.qdc", "declares a document type"),
        ("other.xml", "is not a codebook"),
    ],
)
def test_a_file_without_tags_is_refused(in_library, samples, files, name, said):
    before = (samples / "notes.json").read_bytes()
    result = in_library("tag", "import", files / name)
    assert (result.exit_code, result.stdout, len(result.stderr.splitlines())) == (2, "", 1)
    assert said in result.stderr
    assert (samples / "notes.json").read_bytes() == before


def test_standard_input_will_do(run, samples, exported, elsewhere):
    put_articles(elsewhere.folder, samples)
    lines = exported("notes.jsonl").read_bytes()
    result = run("note", "import", "-", "--library", elsewhere.folder, stdin=lines)
    assert (result.exit_code, result.stderr) == (0, "")


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_named(in_library, tmp_path):
    (tmp_path / "secret").write_text("[]")
    (tmp_path / "secret").chmod(0)
    assert "secret cannot be read" in in_library("note", "import", tmp_path / "secret").stderr


CODEBOOK = """\
<?xml version="1.0" encoding="utf-8"?>
<CodeBook xmlns="urn:QDA-XML:codebook:1.0" origin="Other 1.0"><Codes>
 <Code guid="1" name="Foreign policy" isCodable="true"><Description>Between states.</Description>
  <Code guid="2" name="oil" isCodable="true"/></Code>
 <Code guid="3" name="x" isCodable="true"><Description>Unclear.</Description></Code>
 <Code guid="4" name="#" isCodable="true"/>
</Codes></CodeBook>
"""


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("other.qdc", CODEBOOK),
        (
            "taguette.csv",
            "tag,description\nForeign policy,Between states.\nForeign policy/oil,\nx,Unclear.\n#,\n",
        ),
    ],
)
def test_a_codebook_is_brought_in_once(in_library, notes, records, tmp_path, name, content):
    (tmp_path / name).write_text(content)
    first, second = (in_library("tag", "import", tmp_path / name) for _ in range(2))
    assert first.stdout == "2 tags brought in, 1 changed, 0 here already.\n"
    assert second.stdout == "0 tags brought in, 0 changed, 3 here already.\n"
    assert (first.exit_code, first.stderr) == (
        1,
        f"libya-reader: “#” of {tmp_path / name} is left out: it is no tag.\n",
    )
    names = {use["name"] for use in records(in_library("tag", "list", "--json"))}
    assert names == {"front/west", "x", "Foreign-policy", "Foreign-policy/oil"}
    meanings = in_library("export", "--format", "qdc").stdout
    assert "Between states." in meanings
    assert "Unclear." in meanings


def test_a_codebook_of_ours_gives_the_same_tags_elsewhere(in_library, exported, elsewhere, records):
    result = elsewhere("tag", "import", exported("notes.qdc"))
    assert (result.exit_code, result.stdout) == (0, "2 tags brought in, 0 changed, 0 here already.\n")
    assert {use["name"] for use in records(elsewhere("tag", "list", "--json"))} == {"front/west", "x"}
    assert elsewhere("export", "--format", "qdc").stdout_bytes == in_library("export", "--format", "qdc").stdout_bytes
