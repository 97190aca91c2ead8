"""``export``."""

from __future__ import annotations

import csv
import io
import json
import zipfile

import pytest

from reader.cli.export import export
from reader.library.formats import FORMATS

QUOTE = "Haftars troepen namen"


@pytest.fixture
def notes(take):
    take("000", QUOTE, "--note", "one", "--tag", "front/west")
    take("004", "pijnlijke tegenvaller", "--note", "=three")


@pytest.mark.usefixtures("notes")
@pytest.mark.parametrize("form", FORMATS.values(), ids=FORMATS)
def test_standard_output_and_a_file_get_the_same_bytes(in_library, tmp_path, form):
    target = tmp_path / f"out{form.ending}"
    printed = in_library("export", "--format", form.name, "-o", "-")
    written = in_library("export", "-o", target)
    assert (printed.exit_code, written.exit_code, written.stderr) == (0, 0, "")
    assert printed.stdout_bytes == target.read_bytes()
    count = {
        "tag": "1 tag",
        "article": "2 articles",
        "translation": "87 translations",
        "correction": "0 corrections",
    }.get(form.subject, "2 notes")
    assert written.stdout == f"{count} written to {target}.\n"


@pytest.mark.usefixtures("notes")
def test_without_more_it_prints_markdown(in_library):
    result = in_library("export")
    assert result.stdout.startswith("---\ngenerator: libya-reader")
    assert f"> {QUOTE}" in result.stdout


@pytest.mark.usefixtures("notes")
@pytest.mark.parametrize(
    ("options", "count"),
    [((), 2), (("--article", "000"), 1), (("--tag", "front"), 1)],
)
def test_the_notes_can_be_chosen(in_library, options, count):
    result = in_library("export", *options)
    assert result.exit_code == 0
    assert f"\nnotes: {count}\n" in result.stdout


@pytest.mark.usefixtures("notes")
@pytest.mark.parametrize(
    ("options", "shown"),
    [
        (("--by", "tag"), "\n# #front/west\n"),
        (("--by", "month"), "\n# 20"),
        (("--by", "entity"), "(PER)\n"),
        (("--context", "sentence"), "\nIn context: “"),
        (("--format", "w3c", "--user", "Jan"), '"name": "Jan"'),
        (("--format", "csv", "--bom"), "\ufeffuid,"),
        (("--format", "csv"), ",'=three,"),
        (("--format", "csv", "--raw"), ",=three,"),
    ],
)
def test_a_format_leaves_some_choice(in_library, options, shown):
    result = in_library("export", *options)
    assert (result.exit_code, result.stderr) == (0, "")
    assert shown in result.stdout_bytes.decode()


@pytest.mark.usefixtures("notes")
def test_a_project_names_its_user_and_ends_lines_as_wished(in_library):
    made = in_library("export", "--format", "qdpx", "--crlf", "--user", "Jan Jansen").stdout_bytes
    archive = zipfile.ZipFile(io.BytesIO(made))
    assert b'name="Jan Jansen"' in archive.read("project.qde")
    assert all(b"\r\n" in archive.read(name) for name in archive.namelist() if name.startswith("Sources/"))


@pytest.mark.usefixtures("notes")
def test_pages_go_to_a_folder_and_keep_what_is_written_into_them(in_library, tmp_path):
    folder = tmp_path / "vault" / "press"
    first = in_library("export", "--pages", folder)
    assert first.stdout == f"2 notes written to 2 pages in {folder}.\n"
    page = next(path for path in folder.iterdir() if QUOTE in path.read_text("utf-8"))
    page.write_text(page.read_text("utf-8") + "\nMijn regel.\n", "utf-8")
    assert in_library("export", "--pages", folder).exit_code == 0
    assert "Mijn regel." in page.read_text("utf-8")
    assert len(list(folder.iterdir())) == 2


@pytest.mark.usefixtures("notes")
def test_a_template_of_ones_own_sees_the_notes(in_library, tmp_path):
    pytest.importorskip("jinja2")
    template = tmp_path / "mine.j2"
    template.write_text("{% for note in notes %}{{ note.note }}: {{ note.context }}\n{% endfor %}")
    result = in_library("export", "--template", template, "--context", "sentence")
    assert (result.exit_code, result.stderr) == (0, "")
    lines = result.stdout.splitlines()
    assert sorted(line.partition(":")[0] for line in lines) == ["=three", "one"]
    assert any(QUOTE in line for line in lines)


@pytest.mark.usefixtures("notes")
def test_an_export_replaces_its_own_file_and_no_other(in_library, tmp_path):
    target = tmp_path / "out.md"
    assert [in_library("export", "-o", target).exit_code for _ in range(2)] == [0, 0]
    target.write_text("mine")
    result = in_library("export", "-o", target)
    assert (result.exit_code, target.read_text()) == (2, "mine")
    assert "out.md was not written by libya-reader" in result.stderr


@pytest.mark.usefixtures("notes")
def test_the_notes_file_itself_is_never_written_over(in_library, samples):
    before = (samples / "notes.json").read_bytes()
    for form in FORMATS:
        assert in_library("export", "--format", form, "-o", samples / "notes.json").exit_code == 2
    assert (samples / "notes.json").read_bytes() == before


@pytest.mark.parametrize("form", ["pdf", "MARKDOWN", ""])
def test_another_format_is_refused_with_those_there_are(in_library, form):
    result = in_library("export", "--format", form)
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"there is: {', '.join(FORMATS)}" in result.stderr


def test_help_names_every_format():
    text = next(option.help for option in export.params if option.name == "name")
    assert all(f in text for f in FORMATS)


@pytest.mark.usefixtures("notes")
@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--format", "csv", "--by", "tag"), "--by does not go with csv"),
        (("--bom",), "--bom does not go with markdown"),
        (("--format", "csl", "--user", "x"), "--user does not go with csl"),
        (("--format", "csv", "--pages", "x"), "--pages does not go with csv"),
        (("--format", "qdc", "--tag", "front"), "--tag does not go with qdc"),
        (("-o", "x.csv", "--crlf"), "--crlf does not go with csv"),
        (("--template", "x", "--by", "tag"), "--by does not go with a template"),
        (("--template", "x", "--format", "csv"), "leave out --format or --template"),
        (("--template", "nosuch.j2"), "There is no file nosuch.j2"),
        (("--pages", "x", "-o", "x.md"), "leave out -o"),
        (("--pages", "x", "--by", "tag"), "leave out --pages or --by tag"),
        (("-o", "notes.json"), "notes.json does not say what it is to be"),
        (("--by", "colour"), "'colour' is not one of"),
        (("--article", "nosuch"), "No article is called “nosuch”"),
    ],
)
def test_what_does_not_go_together_is_refused(in_library, tmp_path, monkeypatch, options, said):
    monkeypatch.chdir(tmp_path)
    before = sorted(tmp_path.rglob("*"))
    result = in_library("export", *options)
    assert (result.exit_code, result.stdout, len(result.stderr.splitlines())) == (2, "", 1)
    assert said in result.stderr
    assert sorted(tmp_path.rglob("*")) == before


def test_without_tags_there_is_no_codebook(in_library):
    result = in_library("export", "--format", "qdc")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "There are no tags to export" in result.stderr


@pytest.mark.parametrize(
    "options", [("-o", "{}/no/out.md"), ("-o", "{}"), ("--pages", "{}/file"), ("-o", "/dev/full")]
)
def test_a_place_that_cannot_be_written_to_is_named(in_library, tmp_path, options):
    (tmp_path / "file").write_text("mine")
    result = in_library("export", *(option.format(tmp_path) for option in options))
    assert (result.exit_code, len(result.stderr.splitlines())) == (2, 1)
    assert "cannot be written" in result.stderr or "no folder" in result.stderr


@pytest.mark.usefixtures("notes")
def test_what_is_printed_for_a_terminal_is_safe_for_it(in_library, samples, monkeypatch):
    notes = samples / "notes.json"
    notes.write_text(notes.read_text("utf-8").replace('"one"', r'"\u001b[31mone\u0007"'), "utf-8")
    monkeypatch.setattr("reader.cli.printing._is_terminal", lambda _: True)
    result = in_library("export", "--format", "csv", "--raw")
    assert "␛[31mone␇" in result.stdout
    assert "\r" not in result.stdout_bytes.decode()
    refused = in_library("export", "--format", "qdpx")
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert "not for a terminal" in refused.stderr


@pytest.mark.usefixtures("notes")
def test_other_programs_read_the_columns_and_lines(in_library):
    table = in_library("export", "--format", "csv").stdout_bytes.decode()
    lines = in_library("export", "--format", "jsonl").stdout.splitlines()
    uids = [row["uid"] for row in csv.DictReader(io.StringIO(table, newline=""))]
    assert uids == [json.loads(line)["uid"] for line in lines]


def test_nothing_that_is_written_into_markdown_by_hand_is_lost(in_library, notes, samples, take, tmp_path, records):
    target = tmp_path / "notes.md"
    in_library("export", "-o", target)
    text = target.read_text("utf-8")
    for old, new in [
        ("tags:\n", "tags:\n  - eigen-tag\n"),
        ("---\n\n# Notes", "project: boek\n---\n\nMijn inleiding.\n\n# Notes"),
        (f"> {QUOTE}\n", f"> {QUOTE}\n\nBij het citaat.\n"),
        (" -->\n<!-- /keep -->", " -->\nIn het blok.\n<!-- /keep -->"),
        ("one", "one, aangevuld"),
    ]:
        assert old in text
        text = text.replace(old, new, 1)
    target.write_text(f"{text}\n## Slot\n\nNa alles.\n", "utf-8")
    mine = ["eigen-tag", "project: boek", "Mijn inleiding.", "Bij het citaat.", "In het blok.", "one, aangevuld"]
    mine += ["## Slot", "Na alles."]

    def export_after(*command):
        assert in_library(*command).exit_code == 0
        assert in_library("export", "-o", target).exit_code == 0
        written = target.read_text("utf-8")
        assert [line for line in mine if written.count(line) != 1] == []
        return written

    once = export_after("note", "add", "002", "--quote", "oude offensief", "--note", "four")
    assert export_after("list") == once
    assert "four" in once
    assert "#west" in export_after("tag", "rename", "front/west", "west")
    uids = [note["uid"] for note in records(in_library("note", "list", "--json"))]
    assert f"> {QUOTE}" not in export_after("note", "delete", *uids)
