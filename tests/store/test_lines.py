"""The text of the notes file."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.store import lines

text = st.text(st.characters(exclude_categories=()))  # lone surrogates, too
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | text,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(text, inner, max_size=3),
    max_leaves=8,
)
documents = st.dictionaries(text, values, max_size=4)
tables = st.dictionaries(text, st.dictionaries(st.integers(0, 10**15).map(str), documents, max_size=4), max_size=3)


def compose(content: lines.Tables) -> bytes:
    encoded = {table: {key: lines.line(key, row) for key, row in rows.items()} for table, rows in content.items()}
    return lines.compose(encoded.items())


@given(tables)
def test_what_is_written_is_read_back_by_us_and_by_any_json_reader(content: lines.Tables) -> None:
    data = compose(content)
    assert lines.parse(data) == content
    assert json.loads(data) == content


@given(tables)
def test_each_document_has_a_line_of_its_own(content: lines.Tables) -> None:
    found = [
        line
        for line in compose(content).split(b"\n")
        if line[:1] == b'"' and not line.endswith((b"{", b"{}", b"{},"))
    ]
    assert len(found) <= sum(len(rows) for rows in content.values())
    assert all(json.loads(b"{" + line.rstrip(b",") + b"}") for line in found)


def test_the_layout_is_one_table_header_then_one_line_a_document() -> None:
    content = {"notes": {"1": {"uid": "a"}, "2": {"uid": "b", "note": "regel 1\nregel 2 …"}}, "leeg": {}}
    assert compose(content).decode() == (
        '{\n"notes": {\n"1": {"uid":"a"},\n"2": {"uid":"b","note":"regel 1\\nregel 2 …"}\n},\n"leeg": {}\n}\n'
    )


@pytest.mark.parametrize(
    "data",
    [
        b'{"notes": {"1": {"uid": "a"}}}',
        b'\xef\xbb\xbf{"notes": {"1": {"uid": "a"}}}',
        b'{\r\n"notes": {\r\n"1": {"uid": "a"}\r\n}\r\n}\r\n',
        b'{\n    "notes": {\n        "01": {\n            "uid": "a"\n        }\n    }\n}',
    ],
    ids=["as TinyDB writes it", "byte order mark", "CRLF", "indented, odd key"],
)
def test_any_layout_is_read(data: bytes) -> None:
    assert lines.parse(data) == {"notes": {"1": {"uid": "a"}}}


@pytest.mark.parametrize("number", [2**63 - 1, 2**64 - 1, 2**64, -(2**63) - 1, 10**40, 1.5, 1e300])
def test_numbers_stay_exact(number: float) -> None:
    assert lines.decode(lines.encode({"n": number})) == {"n": number}
    assert isinstance(lines.decode(lines.encode(number)), type(number))


@pytest.mark.parametrize("data", [b"", b"  \r\n"])
def test_an_empty_file_has_no_tables(data: bytes) -> None:
    assert lines.parse(data) == {}


@pytest.mark.parametrize(
    "data",
    [
        b"[]",
        b'{"notes": []}',
        b'{"notes": {"1": []}}',
        b'{"notes": {"x": {}}}',
        b'{"notes": {',
        b"\0\0",
        b"\xff\xfe{}",
    ],
)
def test_what_is_not_a_tinydb_file_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError):
        lines.parse(data)


@pytest.mark.parametrize(
    ("data", "twice"),
    [
        (b'{\n"notes": {\n"1": {"uid":"a"},\n"1": {"uid":"b"}\n}\n}', True),
        (b'{\n"notes": {\n"1": {"uid":"a"}\n},\n"notes": {\n"2": {"uid":"b"}\n}\n}', True),
        (b'{\n"notes": {\n"1": {"uid":"a"},\n"2": {"uid":"b"}\n}\n}', False),
        (b'{\n"notes": {\n"1": {\n"uid":"a",\n"note":"b"\n}\n}\n}', False),
        (b'{"notes": {"1": {}', False),
    ],
    ids=["a key", "a table", "none", "another layout", "no JSON"],
)
def test_a_key_that_stands_twice_is_not_passed_over(data: bytes, *, twice: bool) -> None:
    assert lines.repeats(data) == twice
    if twice:
        with pytest.raises(ValueError, match="twice"):
            lines.parse(data)
