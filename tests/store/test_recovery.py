"""What can be saved from a damaged notes file."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.store import lines
from reader.store.recovery import has_two_sides, salvage

if TYPE_CHECKING:
    from reader.store.lines import Tables

TABLES: Tables = {
    "notes": {
        str(n): {"uid": f"n{n}", "article": {"id": "x"}, "anchor": {"start": n}, "note": f'{{"{n}": {{ …'}
        for n in range(1, 30)
    },
    "articles": {"1": {"uid": "x", "starred": True, "article": {"id": "x"}}},
    "_deleted": {"1": {"uid": "notes/z", "table": "notes", "of": "z", "doc": {"uid": "z", "anchor": {}}}},
    "meta": {"1": {"uid": "schema", "schema": 1, "program": "libya-reader"}},
    "other": {"1": {"uid": "o"}},
}


def compose(tables: Tables) -> bytes:
    encoded = {table: {key: lines.line(key, row) for key, row in rows.items()} for table, rows in tables.items()}
    return lines.compose(encoded.items())


WHOLE = compose(TABLES)


def uids(layer: Tables) -> set[tuple[str, str]]:
    return {(table, row["uid"]) for table, rows in layer.items() for row in rows.values()}


@pytest.mark.parametrize(
    "data",
    [
        WHOLE,
        json.dumps(TABLES).encode(),
        WHOLE[:-1] + b",",
        b"\0\0\0" + WHOLE,
        WHOLE.replace(b"\n", b"\r\n") + b"}",
    ],
    ids=["whole", "one line", "comma at the end", "NUL before", "CRLF"],
)
def test_all_whole_documents_are_found_in_their_tables(data: bytes) -> None:
    assert salvage(data) == [TABLES]


@given(st.integers(0, len(WHOLE)))
def test_a_file_cut_anywhere_loses_at_most_the_document_it_is_cut_in(length: int) -> None:
    (found,) = salvage(WHOLE[:length])
    whole = sum(
        1
        for line in WHOLE[:length].split(b"\n")
        if line[:2] in {b'"1', b'"2', b'"3'} or (line[:1] == b'"' and line[1:2].isdigit())
    )
    assert whole - 1 <= len(uids(found)) <= whole
    assert uids(found) <= uids(TABLES)


@given(st.integers(0, len(WHOLE) - 1), st.integers(1, 300))
def test_a_hole_costs_the_documents_in_it_and_moves_none_to_another_table(start: int, length: int) -> None:
    holed = WHOLE[:start] + b"\0" * length + WHOLE[start + length :]
    for layer in salvage(holed):
        for table, rows in layer.items():
            ours = {key: row for key, row in rows.items() if row["uid"] != "o"}  # Of a table that has no shape.
            assert ours.items() <= TABLES.get(table, {}).items()


def test_documents_find_their_table_by_their_shape_when_its_name_is_lost() -> None:
    headless = WHOLE.replace(b'"notes": {', b"\0" * 10).replace(b'"meta": {', b"\0" * 9)
    (found,) = salvage(headless)
    assert found["notes"] == TABLES["notes"]
    assert found["meta"] == TABLES["meta"]


def test_a_line_with_bytes_that_are_no_text_is_not_trusted() -> None:
    (found,) = salvage(WHOLE.replace(b'"n7"', b'"\xff7"'))
    assert uids(TABLES) - uids(found) == {("notes", "n7")}


def test_both_sides_of_a_version_conflict_are_found() -> None:
    ours: dict[str, Any] = {"uid": "a", "anchor": {}, "note": "ours"}
    theirs = {**ours, "note": "theirs"}
    other = {"uid": "b", "anchor": {}, "note": "both"}
    data = b"\n".join(
        [
            b'{\n"notes": {',
            b"<<<<<<< HEAD",
            lines.line("1", ours) + b",",
            b"=======",
            lines.line("1", theirs) + b",",
            b">>>>>>> other",
            lines.line("2", other),
            b"}\n}\n",
        ]
    )
    assert has_two_sides(data)
    assert salvage(data) == [{"notes": {"1": ours, "2": other}}, {"notes": {"1": theirs}}]


def test_a_file_without_conflict_markers_has_one_side() -> None:
    assert not has_two_sides(WHOLE)


@pytest.mark.parametrize("data", [b"", b"\0" * 5000, b"<html>", b'{"notes": {"1": {"uid": "a'])
def test_where_nothing_is_whole_there_is_one_empty_layer(data: bytes) -> None:
    assert salvage(data) == [{}]
