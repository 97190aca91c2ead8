"""Tags from Taguette's codebook."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.errors import InputError
from reader.export.taguette import read
from reader.intake.encoding import decode

FILE = (
    "tag,description,number of highlights\r\n"
    'interessant,"Verder ""lezen""",3\r\n'
    "actor.militie,,0\r\n"
    'coördinatie,"één regel\nen nog een",1\r\n'
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_the_tags_are_read_in_whatever_encoding_a_spreadsheet_saved_them(encoding):
    meanings, problems = read(decode(FILE.encode(encoding)))
    assert problems == []
    assert meanings == {
        "interessant": 'Verder "lezen"',
        "actor.militie": "",
        "coördinatie": "één regel\nen nog een",
    }


@pytest.mark.parametrize("column", ["tag", "Tag", "name", "path"])
def test_the_column_of_the_tags_has_several_names(column):
    assert read(f"id,{column},description\n1,actor,Wie?\n") == ({"actor": "Wie?"}, [])


def test_a_tag_with_a_parent_is_nested_in_it():
    table = "tag,parent,description\nmilitie,leger,x\nleger,actor,\nactor,,\nactor/staat,actor,\nrond,om\nom,rond\n"
    assert list(read(table)[0]) == [
        "actor/leger/militie",
        "actor/leger",
        "actor",
        "actor/staat",
        "om/rond",
        "rond/om",
    ]


def test_a_row_without_a_tag_is_named_and_the_rest_goes_on():
    meanings, problems = read("tag,description\n,nergens bij\n\nactor\n", name="codebook.csv")
    assert meanings == {"actor": ""}
    assert problems == ["Row 2 of codebook.csv is left out: it has no tag."]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "codebook.csv is not a CSV table; export the codebook as CSV and try again."),
        ('tag\n"open', "codebook.csv is not a CSV table; export the codebook as CSV and try again."),
        ("a,b\n1,2\n", "codebook.csv has no column “tag”; export the codebook of Taguette as CSV."),
        ("name,label\nHaftar,PER\n", "codebook.csv has no column “tag”; export the codebook of Taguette as CSV."),
        ("path,title\na.txt,A\n", "codebook.csv has no column “tag”; export the codebook of Taguette as CSV."),
    ],
)
def test_another_file_is_refused(text, sentence):
    with pytest.raises(InputError) as refused:
        read(text, name="codebook.csv")
    assert str(refused.value) == sentence


WORDS = st.text(st.characters(exclude_categories=("C", "Z")), min_size=1)


@settings(deadline=None)
@given(meanings=st.dictionaries(WORDS, st.one_of(WORDS, st.just(""))))
def test_what_taguette_writes_is_read(meanings):
    table = io.StringIO()
    writer = csv.writer(table)
    writer.writerow(["tag", "parent", "description", "number of highlights"])
    writer.writerows([tag, "", meaning, 0] for tag, meaning in meanings.items())
    found, problems = read(table.getvalue())
    assert problems == []
    assert list(found.values()) == list(meanings.values()) or len(found) < len(meanings)
