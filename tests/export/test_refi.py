"""Notes as a REFI-QDA project."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.export.refi import render, written_by_us
from reader.model import Placing, Span
from reader.text.clean import canonical

UNHURRIED = settings(deadline=None)  # the machine may be busy
NS = "{urn:QDA-XML:project:1.0}"
BODY = "Wagenaar ziet de 🇱🇾 vlag 👩‍👩‍👧.\n\n<b>Tripoli</b> & olie: مصراتة.\n"
QUOTE = "olie: مصراتة"


@dataclass(frozen=True)
class Project:
    """A project as another program would read it."""

    data: bytes

    def file(self, name: str) -> bytes:
        """A file of the archive."""
        return zipfile.ZipFile(io.BytesIO(self.data)).read(name)

    @property
    def root(self) -> ET.Element:
        """The project's description."""
        return ET.fromstring(self.file("project.qde"))

    def all(self, name: str) -> list[ET.Element]:
        """All elements of a name."""
        return list(self.root.iter(f"{NS}{name}"))

    def text(self, source: ET.Element) -> str:
        """The text of a source."""
        path = source.get("plainTextPath", "")
        return self.file(f"Sources/{path.removeprefix('internal://')}").decode("utf-8")

    @property
    def selected(self) -> list[str]:
        """What the positions of the selections cut out of their sources."""
        return [
            self.text(source)[int(each.get("startPosition", "")) : int(each.get("endPosition", ""))]
            for source in self.all("TextSource")
            for each in source.iter(f"{NS}PlainTextSelection")
        ]

    @property
    def codes(self) -> dict[str, str]:
        """The names of the codes with those they are nested in, by identifier."""
        found: dict[str, str] = {}
        waiting = [(code, "") for code in self.root.iterfind(f"{NS}CodeBook/{NS}Codes/{NS}Code")]
        for code, above in waiting:
            found[code.get("guid", "")] = f"{above}{code.get('name')}"
            waiting += [(inner, f"{above}{code.get('name')}/") for inner in code.iterfind(f"{NS}Code")]
        return found

    def codings(self, element: ET.Element) -> list[str]:
        """The tags on an element."""
        refs = element.iterfind(f"{NS}Coding/{NS}CodeRef")
        return [self.codes[ref.get("targetGUID", "")] for ref in refs]

    def noted(self, element: ET.Element) -> list[str | None]:
        """The texts of the notes that an element refers to."""
        texts = {note.get("guid"): note.findtext(f"{NS}PlainTextContent") for note in self.all("Note")}
        return [texts[ref.get("targetGUID")] for ref in element.iterfind(f"{NS}NoteRef")]


@pytest.fixture
def made(excerpt):
    start = BODY.index(QUOTE)
    return excerpt(
        "b" * 32,
        quote=QUOTE,
        span=(start, start + len(QUOTE)),
        text="Eerste\nregel <b> \x07",
        tags=("olie", "actor/militie", "actor/leger"),
        english=("oil: Misrata",),
    )


def project(notes, bodies=None, **options) -> Project:
    known = {note.article.id: BODY for note in notes if note.article} if bodies is None else bodies
    return Project(render(notes, known, library='Lib<ya> & "x"', **options))


def test_a_note_is_a_selection_with_its_codes_its_text_and_its_english(made):
    built = project([made], user="Jan")
    assert built.selected == [QUOTE]
    (selection,) = built.all("PlainTextSelection")
    assert built.codings(selection) == ["olie", "actor/militie", "actor/leger"]
    assert built.noted(selection) == ["Eerste\nregel <b> ␇"]
    english = "oil: Misrata (reference translation shipped with libya-reader)"
    assert selection.findtext(f"{NS}Description") == english
    assert selection.get("creationDateTime") == "2026-11-22T10:04:59Z"
    assert selection.get("modifiedDateTime") == "2026-11-22T10:05:00Z"
    (user,) = built.all("User")
    assert (user.get("name"), user.get("guid")) == ("Jan", selection.get("creatingUser"))
    assert sorted(built.codes.values()) == ["actor", "actor/leger", "actor/militie", "olie"]
    assert built.root.get("name") == 'Lib<ya> & "x"'


def test_a_source_is_the_body_byte_for_byte_with_its_date_and_path_as_variables(made):
    built = project([made])
    (source,) = built.all("TextSource")
    assert built.text(source) == BODY
    assert source.get("name") == "2019-04 In Tripoli zetelt de regering c9fb28d61b04"
    names = {each.get("guid"): each.get("name") for each in built.all("Variable")}
    values = {
        names[value.find(f"{NS}VariableRef").get("targetGUID")]: value.findtext(f"{NS}TextValue")
        for value in source.iter(f"{NS}VariableValue")
    }
    assert values == {"date": "2019-04", "path": "000_ece2383aa4714dc8.txt"}


def test_maxqda_gets_its_line_ends_and_positions_that_count_them(made):
    built = project([made], crlf=True)
    assert built.text(built.all("TextSource")[0]) == BODY.replace("\n", "\r\n")
    assert built.selected == [QUOTE]


def test_tags_on_an_article_code_the_whole_source(excerpt):
    built = project([excerpt(span=(0, 8), article_tags=("achtergrond",))])
    assert built.codings(built.all("TextSource")[0]) == ["achtergrond"]


def test_what_tags_mean_is_in_the_codebook_and_tags_without_notes_too(made):
    built = project([made], meanings={"olie": "Ook gas", "ongebruikt": ""})
    told = {code.get("name"): code.findtext(f"{NS}Description") for code in built.all("Code")}
    assert told == {"olie": "Ook gas", "ongebruikt": None, "actor": None, "leger": None, "militie": None}


def test_a_passage_that_is_nowhere_is_a_note_of_its_source(excerpt):
    lost = excerpt(quote="weg", text="Waarom?", tags=("olie",), placing=Placing("orphan", None))
    built = project([lost])
    assert built.selected == []
    assert built.noted(built.all("TextSource")[0]) == ["“weg”\n\nWaarom?\n\n#olie"]


def test_a_note_of_an_article_that_is_gone_is_a_note_of_the_project(excerpt):
    built = project([excerpt(quote="weg", placing=Placing("orphan", None), gone=True)])
    assert built.all("TextSource") == []
    assert built.noted(built.root) == ["“weg”"]


def test_the_same_notes_give_the_same_bytes(made, excerpt):
    other = excerpt("a" * 32, path="b.txt", span=(0, 8), date=None)
    assert project([made, other]).data == project([other, made]).data


def test_a_file_of_ours_is_known(made):
    data = project([made]).data
    assert written_by_us(data)
    assert not written_by_us(data[:100])
    assert not written_by_us(b"")
    foreign = io.BytesIO()
    with zipfile.ZipFile(foreign, "w") as archive:
        archive.writestr("project.qde", '<Project origin="NVivo"/>')
    assert not written_by_us(foreign.getvalue())


# The judge: the schema of the format, and that every reference has its target.


@pytest.fixture(scope="module")
def faults(schema) -> Callable[[bytes], list[str]]:
    etree = pytest.importorskip("lxml.etree", reason="the judge, lxml, is not installed")
    judge = etree.XMLSchema(etree.parse(schema("refi/Project-mrt2019.xsd")))

    def check(document: bytes) -> list[str]:
        judge.validate(etree.fromstring(document))
        return [error.message for error in judge.error_log]

    return check


def dangling(built: Project) -> set[str | None]:
    """Identifiers that something refers to and nothing has."""
    elements = list(built.root.iter())
    users = {element.get(name) for element in elements for name in ("creatingUser", "modifyingUser")} - {None}
    return ({element.get("targetGUID") for element in elements} - {None} | users) - {
        element.get("guid") for element in elements
    }


def test_an_empty_project_is_valid(faults):
    assert faults(project([]).file("project.qde")) == []


def test_the_judge_is_not_blind(made, faults):
    document = project([made]).file("project.qde")
    assert faults(document) == []
    assert faults(document.replace(b' isCodable="true"', b"", 1)) != []
    assert faults(document.replace(b"<Users>", b"<Sets/><Users>")) != []


MEAN = st.text(alphabet="<>&'\"]\t\r\n\0\x1b\x85\u2028\u202e\ufffe\uffff😀عe\u0301a  /")
ODD = {
    "body": MEAN.map(canonical),
    "ends": st.tuples(st.integers(0), st.integers(0)),
    "parts": st.fixed_dictionaries({"text": MEAN, "title": MEAN, "path": MEAN, "tags": st.lists(MEAN).map(tuple)}),
    "english": MEAN,
    "crlf": st.booleans(),
    "modified": st.sampled_from(["2026-11-22T10:05:00.000000Z", "", "once"]),
}


@pytest.fixture(scope="session")
def odd(excerpt) -> Callable[..., tuple[Project, str]]:
    """Builds a project of a found, a lost, a misplaced and an abandoned note, and names what the first quotes."""

    def build(body, ends, parts, english, crlf, modified):
        start, end = sorted(at % (len(body) + 1) for at in ends)
        quote = body[start:end]
        notes = [
            excerpt("1" * 32, span=(start, end), quote=quote, english=(english,), modified=modified, **parts),
            excerpt("2" * 32, placing=Placing("orphan", None), quote=body, **parts),
            excerpt("3" * 32, placing=Placing("exact", Span(0, len(body) + 1)), quote="x", **parts),
            excerpt("4" * 32, **(parts | {"path": "gone.txt"}), placing=Placing("orphan", None), gone=True),
        ]
        built = project(notes, {notes[0].article.id: body}, crlf=crlf, user=english, meanings={"x": english})
        return built, quote.replace("\n", "\r\n") if crlf else quote

    return build


@UNHURRIED
@given(**ODD)
def test_the_schema_accepts_any_note_in_any_body(odd, faults, **parts):
    assert faults(odd(**parts)[0].file("project.qde")) == []


@UNHURRIED
@given(**ODD)
def test_any_note_in_any_body_is_whole_and_in_its_place(odd, **parts):
    built, quote = odd(**parts)
    assert dangling(built) == set()
    guids = [element.get("guid") for element in built.root.iter() if element.get("guid")]
    assert len(guids) == len(set(guids))
    assert built.selected == [quote]
    assert len(built.all("Note")) == 3 + bool(parts["parts"]["text"])
