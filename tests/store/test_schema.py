"""Forms of the notes file: ours, older ones, and newer ones."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from reader.store import schema

if TYPE_CHECKING:
    from reader.store.lines import Tables

NOTE = {"uid": "a", "note": "text"}


def of_form(form: object) -> Tables:
    return {"meta": {"1": {"uid": "schema", "schema": form, "program": "x"}}, "notes": {"2": NOTE}}


@pytest.mark.parametrize(
    ("tables", "form", "older"),
    [
        ({}, 0, False),
        ({"notes": {}}, 0, False),
        ({"notes": {"1": NOTE}}, 0, True),
        (of_form(1), 1, False),
        (of_form(2), 2, False),
        (of_form("one"), 0, True),
    ],
)
def test_a_file_says_its_form(tables: Tables, form: int, *, older: bool) -> None:
    assert schema.form_of(tables) == form
    assert schema.is_older(tables) == older


def test_a_form_we_know_is_written_and_a_newer_one_refused() -> None:
    assert schema.newer_schema(of_form(1), Path("notes.json")) is None
    refusal = schema.newer_schema(of_form(2), Path("notes.json"))
    assert refusal is not None
    assert "form 2, this one knows 1" in refusal


@pytest.fixture
def _three_forms(monkeypatch: pytest.MonkeyPatch) -> None:
    """A future in which form 2 renamed a field, and form 3 a table."""

    def field(tables: Tables) -> Tables:
        rows = {key: {"uid": row["uid"], "text": row["note"]} for key, row in tables["notes"].items()}
        return {**tables, "notes": rows}

    def table(tables: Tables) -> Tables:
        return {"remarks" if name == "notes" else name: rows for name, rows in tables.items()}

    monkeypatch.setattr(schema, "STEPS", (*schema.STEPS, field, table))


@pytest.mark.usefixtures("_three_forms")
class TestMigration:
    @pytest.mark.parametrize("form", [0, 1])
    def test_every_step_from_its_form_on_is_taken(self, form: int) -> None:
        tables = of_form(form) if form else {"notes": {"2": NOTE}}
        found = schema.read(json.dumps(tables).encode())
        assert found["remarks"] == {"2": {"uid": "a", "text": "text"}}
        assert schema.form_of(found) == (3 if form else 0)

    def test_what_has_our_form_or_a_newer_one_is_left_as_it_is(self) -> None:
        for form in (3, 4):
            assert schema.migrated(of_form(form)) == of_form(form)
