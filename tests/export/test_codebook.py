"""Tags as a REFI-QDA codebook, and back."""

from __future__ import annotations

import io
import re
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import reader
from reader.errors import InputError
from reader.export.codebook import read, render, written_by_us
from reader.text.clean import canonical, neutralise

UNHURRIED = settings(deadline=None)  # the machine may be busy
MEAN = st.one_of(st.text(), st.text(alphabet="<>&'\"]\t\r\n\0\x1b\u202e\ufffe😀عe\u0301a "))
LEVELS = MEAN.map(lambda text: "-".join(canonical(text).replace("/", "").split())).filter(len)
TAGS = st.lists(LEVELS, min_size=1, max_size=3).map("/".join).filter(lambda tag: not re.search("[\ufffe\uffff]", tag))
MEANINGS = MEAN.map(lambda text: neutralise(re.sub("[\ufffe\uffff]", "", text)).strip())


def test_nested_tags_are_nested_codes():
    data = render({"actor": "Wie iets doet", "front/tripoli": "", "front": "Waar <gevochten> wordt & meer"})
    text = re.sub('guid="[0-9A-F-]{36}"', 'guid="…"', data.decode())
    assert (
        text
        == f"""\
<?xml version="1.0" encoding="utf-8"?>
<CodeBook xmlns="urn:QDA-XML:codebook:1.0" origin="libya-reader {reader.__version__}">
  <Codes>
    <Code guid="…" name="actor" isCodable="true">
      <Description>Wie iets doet</Description>
    </Code>
    <Code guid="…" name="front" isCodable="true">
      <Description>Waar &lt;gevochten&gt; wordt &amp; meer</Description>
      <Code guid="…" name="tripoli" isCodable="true" />
    </Code>
  </Codes>
</CodeBook>
"""
    )
    assert written_by_us(data[:512])
    assert not written_by_us(data.replace(b"libya-reader", b"Taguette"))


def test_the_same_tags_make_the_same_bytes():
    assert render({"a": "", "b/c": "x"}) == render({"b/c": "x", "a": ""})


def test_a_codebook_needs_a_tag():
    with pytest.raises(InputError, match="There are no tags to export"):
        render({})


@pytest.fixture(scope="module")
def is_valid(schema):
    """Whether the schema of projects, which describes codebooks too, accepts the codebook in a file."""
    etree = pytest.importorskip("lxml.etree", reason="the judge, lxml, is not installed")
    judge = etree.XMLSchema(etree.parse(schema("refi/Project-mrt2019.xsd")))

    def check(data: bytes) -> bool:
        codes = data.partition(b"<Codes>")[2].rpartition(b"</CodeBook>")[0]
        project = (
            b'<Project xmlns="urn:QDA-XML:project:1.0" name="x"><CodeBook><Codes>%s</CodeBook></Project>' % codes
        )
        return judge.validate(etree.parse(io.BytesIO(project)))

    return check


@UNHURRIED
@given(meanings=st.dictionaries(TAGS, MEANINGS, min_size=1))
def test_any_tags_make_a_valid_codebook(is_valid, meanings):
    data = render(meanings)
    assert is_valid(data)
    assert not is_valid(data.replace(b" isCodable=", b" isUsable=", 1))


@UNHURRIED
@given(meanings=st.dictionaries(TAGS, MEANINGS, min_size=1))
def test_any_tags_are_read_back_with_those_above_them(meanings):
    found = read(render(meanings))
    assert {tag: found[tag] for tag in meanings} == meanings
    parents = {tag[:at] for tag in meanings for at, char in enumerate(tag) if char == "/"}
    assert found.keys() == meanings.keys() | parents


def book(codes: str, namespace: str = "urn:QDA-XML:codebook:1.0") -> bytes:
    return f'<?xml version="1.0"?><CodeBook xmlns="{namespace}"><Codes>{codes}</Codes></CodeBook>'.encode()


@pytest.mark.parametrize(
    ("codes", "meanings"),
    [
        ('<Code guid="x" name="people.actors" isCodable="true"/>', {"people.actors": ""}),
        ('<Code name="een"/><Code name="twee"/>', {"een": "", "twee": ""}),
        ('<Code name="a/b &amp; c"/>', {"a-b & c": ""}),
        ('<Code name=" twee&#10;regels "><Description> uitleg\n</Description></Code>', {"twee regels": "uitleg"}),
        ('<Code name=""><Code name="b"/></Code>', {"b": ""}),
        ('<Code name="a"/><Code name="a"><Description>x</Description></Code>', {"a": "x"}),
        (
            '<Code name="a"><NoteRef targetGUID="x"/><Code name="b"><Code name="c"/></Code></Code>',
            {"a": "", "a/b": "", "a/b/c": ""},
        ),
        ("", {}),
    ],
)
def test_codebooks_of_other_programs_are_read(codes, meanings):
    assert read(book(codes)) == meanings
    assert read(book(codes, "urn:QDA-XML:codebook:1:0")) == meanings


def test_the_codes_of_a_project_are_read_too():
    project = (
        '<Project xmlns="urn:QDA-XML:project:1.0" name="x"><CodeBook><Codes><Code name="a"/></Codes></CodeBook>'
        "</Project>"
    )
    assert read(project.encode("utf-16")) == {"a": ""}


def test_codes_may_be_nested_deeply():
    codes = '<Code name="a">' * 3000 + "</Code>" * 3000
    assert len(read(book(codes))) == 3000


LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (
            f'{LAUGHS}<CodeBook><Codes><Code name="&b;"/></Codes></CodeBook>'.encode(),
            "it declares a document type",
        ),
        (b'<!DOCTYPE x SYSTEM "file:///etc/passwd"><CodeBook/>', "it declares a document type"),
        (b"<html/>", "is not a codebook"),
        (b"PK\x03\x04", "is not a usable codebook"),
        (b"", "is not a usable codebook"),
        (b'<?xml version="1.0" encoding="no-such"?><CodeBook/>', "is not a usable codebook"),
    ],
)
def test_a_hostile_or_foreign_file_is_refused(data, words):
    with pytest.raises(InputError) as refused:
        read(data, name="my tags.qdc")
    assert words in str(refused.value)
    assert str(refused.value).startswith("my tags.qdc is")


def test_an_odd_element_is_passed_over():
    assert ET.fromstring(book("<Other/>")) is not None
    assert read(book('<Other><Code name="x"/></Other><Code name="y"/>')) == {"y": ""}
