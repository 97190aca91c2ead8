"""Exports written to files: in every format, again over themselves, and never over what somebody else wrote."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from reader.errors import InputError
from reader.library.exports import Material, exported, rendered, write
from reader.library.formats import FORMATS, OF_NOTES, TEMPLATE, Wish, by_ending, default_path
from reader.model import Step

BODY = "Haftar rukt op naar Tripoli. De stad wacht af.\n\nNiemand weet wanneer. Of hoe."
MARKDOWN = FORMATS["markdown"]
EVERY = pytest.mark.parametrize("form", OF_NOTES, ids=lambda form: form.name)


@pytest.fixture
def library(opened, write):
    write("a.txt", BODY)
    return opened()


@pytest.fixture
def take(library, span_of):
    """Takes a note."""

    def take_it(quote: str, **content: object) -> None:
        article = library.open(library.find("a.txt")).article
        library.notebook.write(article, span_of(article, quote), **content)

    return take_it


@pytest.fixture
def material(library, take):
    """One note, with a tag."""
    take("wacht af", text="Hoe lang?", tags=["stad/tripoli"])
    return lambda: Material(library, library.excerpts())


EXPECTED = {
    "markdown": lambda data: "> wacht af" in data.decode(),
    "csv": lambda data: [row["quote"] for row in csv.DictReader(io.StringIO(data.decode()))] == ["wacht af"],
    "jsonl": lambda data: [json.loads(line)["note"] for line in data.splitlines()] == ["Hoe lang?"],
    "w3c": lambda data: json.loads(data)["first"]["items"][0]["body"][0]["value"] == "Hoe lang?",
    "qdpx": lambda data: "project.qde" in zipfile.ZipFile(io.BytesIO(data)).namelist(),
    "qdc": lambda data: (
        [code.get("name") for code in ET.fromstring(data).iterfind(".//{*}Code")] == ["stad", "tripoli"]
    ),
    "csl": lambda data: [item["archive_location"] for item in json.loads(data)] == ["a.txt"],
}


@EVERY
def test_every_format_is_what_its_name_says(material, form):
    assert EXPECTED[form.name](rendered(material(), form, Wish()))


@EVERY
def test_the_same_notes_give_the_same_bytes(material, opened, form):
    first = rendered(material(), form, Wish())
    again = opened()
    assert rendered(Material(again, again.excerpts()), form, Wish()) == first


@EVERY
def test_an_export_is_written_and_written_again_over_itself(library, material, take, form):
    path = default_path(library, form)
    write(material(), form, Wish(), path)
    first = path.read_bytes()
    take("Niemand weet", text="Waarom?", tags=["vraag"])
    write(material(), form, Wish(), path)
    assert path.read_bytes() == rendered(material(), form, Wish())
    assert (path.read_bytes() == first) == (form.name == "csl")  # both notes are on one article


@EVERY
def test_where_nothing_has_changed_the_file_is_not_touched(library, material, form):
    path = default_path(library, form)
    write(material(), form, Wish(), path)
    if form.name == "markdown":
        path.write_text(path.read_text("utf-8") + "\nMijn regel.\n", "utf-8")
    before = path.stat().st_ino, path.stat().st_mtime_ns
    write(Material(library, library.excerpts()), form, Wish(), path)
    assert (path.stat().st_ino, path.stat().st_mtime_ns) == before


@EVERY
@pytest.mark.parametrize("content", [b"mine", b"[]x", b'{"uid": 1}\n', b"---\ntitle: x\n---\n", b"PK\3\4", b"\xff\0"])
def test_a_file_that_somebody_else_wrote_is_left_alone(library, material, form, content):
    path = default_path(library, form)
    path.write_bytes(content)
    with pytest.raises(InputError, match=f"was not written by libya-reader as {form.name} and is left alone"):
        write(material(), form, Wish(), path)
    assert path.read_bytes() == content


@EVERY
def test_an_export_in_another_format_is_somebody_elses(library, material, form):
    path = library.root / "export"
    other = MARKDOWN if form.name == "csv" else FORMATS["csv"]
    write(material(), other, Wish(), path)
    with pytest.raises(InputError, match="left alone"):
        write(material(), form, Wish(), path)


@pytest.mark.parametrize("change", [lambda row: row + ",mine", lambda row: "mine," + row])
def test_a_table_with_a_column_of_the_users_own_is_left_alone(library, material, change):
    path = library.root / "notes.csv"
    write(material(), FORMATS["csv"], Wish(), path)
    lines = path.read_bytes().decode().split("\r\n")
    path.write_bytes("\r\n".join(change(line) if line else line for line in lines).encode())
    with pytest.raises(InputError, match="left alone"):
        write(material(), FORMATS["csv"], Wish(), path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_what_the_user_wrote_into_markdown_stays_whatever_their_editor_saves(library, material, encoding):
    path = library.root / "notes.md"
    write(material(), MARKDOWN, Wish(), path)
    path.write_text(path.read_text("utf-8").replace("Hoe lang?", "Hoe lang?\n\nEén regel."), encoding, "replace")
    take_it_away = material()
    if encoding == "utf-16":  # it is not known for one of ours any more
        with pytest.raises(InputError, match="left alone"):
            write(take_it_away, MARKDOWN, Wish(), path)
    else:
        write(take_it_away, MARKDOWN, Wish(), path)
        assert "Eén regel." in path.read_text("utf-8")


@pytest.mark.parametrize("name", ["missing/notes.md", ".", "a.txt/notes.md"])
def test_where_nothing_can_be_written_that_is_said(library, material, name):
    with pytest.raises(InputError, match="cannot be written") as refused:
        write(material(), MARKDOWN, Wish(), library.root / name)
    assert "name another file" in str(refused.value)


def test_pages_are_a_file_for_each_article(library, material, tmp_path):
    folder = tmp_path / "new" / "pages"
    assert write(material(), MARKDOWN, Wish(pages=True), folder) == 1
    (page,) = folder.iterdir()
    page.write_text(page.read_text("utf-8") + "\nMijn regel.\n", "utf-8")
    assert write(material(), MARKDOWN, Wish(pages=True), folder) == 1
    assert "Mijn regel." in page.read_text("utf-8")
    assert list(folder.iterdir()) == [page]


def test_pages_are_all_written_or_none(library, material, opened, tmp_path):
    write(material(), MARKDOWN, Wish(pages=True), tmp_path)
    (page,) = tmp_path.glob("*.md")
    page.write_text("mine")
    with pytest.raises(InputError, match="left alone"):
        write(material(), MARKDOWN, Wish(pages=True), tmp_path)
    assert [path.read_text() for path in tmp_path.glob("*.md")] == ["mine"]


def test_what_a_template_makes_is_never_written_over_a_file(material, tmp_path):
    pytest.importorskip("jinja2")
    (tmp_path / "mine.j2").write_text("{% for note in notes %}{{ note.note }} {{ note.context }}{% endfor %}")
    wish = Wish(template=tmp_path / "mine.j2", context="sentence")
    path = tmp_path / "out.txt"
    write(material(), TEMPLATE, wish, path)
    write(material(), TEMPLATE, wish, path)  # the same again
    assert path.read_text() == "Hoe lang? De stad wacht af."
    path.write_text("mine")
    with pytest.raises(InputError, match="is there already"):
        write(material(), TEMPLATE, wish, path)
    assert path.read_text() == "mine"


@pytest.mark.parametrize(
    ("unit", "shown"),
    [(None, None), ("sentence", "De stad wacht af."), ("paragraph", BODY.partition("\n")[0])],
)
def test_as_much_is_shown_around_a_quote_as_is_wished_for(material, unit, shown):
    text = rendered(material(), MARKDOWN, Wish(context=unit)).decode()
    assert [line for line in text.splitlines() if "In context" in line] == (
        [f"In context: “{shown}”"] if shown else []
    )


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("a.md", "markdown"),
        ("a.CSV", "csv"),
        ("a.jsonl", "jsonl"),
        ("a.jsonld", "w3c"),
        ("a.qdpx", "qdpx"),
        ("a.qdc", "qdc"),
        ("a.csl.json", "csl"),
        ("a.txt", "markdown"),
        ("csv", "markdown"),
        (".md", "markdown"),
        ("", "markdown"),
    ],
)
def test_the_name_of_a_file_says_the_format(name, form):
    assert by_ending(Path("folder.csv") / name if name else Path()).name == form


@pytest.mark.parametrize("name", ["notes.json", "notes.pdf", "notes.htm", "notes.md.bak"])
def test_a_name_that_says_another_format_is_no_markdown(name):
    with pytest.raises(InputError, match=r"give --format, or end it in \.md, \.csv"):
        by_ending(Path(name))


def test_as_a_job_an_export_tells_how_far_it_is_and_at_last_what_is_where(library, material):
    assert list(exported(library, MARKDOWN)) == [
        Step(1, 1 + 1),
        Step(2, 2, f"1 note written to {library.root / 'notes.md'}"),
    ]


def test_a_job_that_is_cancelled_has_written_nothing(library, material):
    material()
    job = exported(library, MARKDOWN)
    next(job)
    job.close()
    assert not default_path(library, MARKDOWN).exists()
