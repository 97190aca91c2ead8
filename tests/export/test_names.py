"""Names of files."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.export.names import fit, page, pages
from reader.export.sections import Source

UNHURRIED = settings(deadline=None)  # the machine may be busy


def article(title: str = "Titel", date: str = "2019-04", id_: str = "c9fb28d61b04") -> Source:
    return Source(id_, "a.txt", title, date, "nl", derived=False, present=True)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Haftar rukt op", "Haftar rukt op"),
        ("Wie [is] Haftar? #1", "Wie is Haftar 1"),
        ("a/b\\c:d^e|f", "a b c d e f"),
        ("..", ""),
        ("x\x1b]0;y\x07", "x 0;y"),
        ("Libië in 2019…", "Libië in 2019"),
        ("😀" * 100, "😀" * 40),
    ],
)
def test_a_name_has_nothing_that_obsidian_or_a_file_system_minds(title, name):
    assert fit(title) == name


def test_a_page_is_called_after_date_and_title_and_told_apart_by_its_id():
    assert page(article()) == "2019-04 Titel c9fb28d61b04.md"
    assert page(article(date="", title="")) == "undated c9fb28d61b04.md"


def test_a_page_that_exists_keeps_its_name():
    known = ["2018 Oud c9fb28d61b04.md", "mijn eigen.md", "c9fb28d61b04.txt"]
    assert pages([article(), article(id_="0")], known) == {
        "c9fb28d61b04": "2018 Oud c9fb28d61b04.md",
        "0": "2019-04 Titel 0.md",
    }


@UNHURRIED
@given(title=st.text(), date=st.sampled_from(["", "2019"]))
def test_any_title_makes_a_name_that_can_be_written(title, date, tmp_path_factory):
    name = page(article(title, date))
    assert len(name.encode()) < 255
    assert not set(name) & set('[]#^|\\/:<>"?*\0\n\r\t')
    assert name.strip(" .") == name
    folder = tmp_path_factory.getbasetemp()
    (folder / name).write_text("x", encoding="utf-8")
    assert pages([article(title, date)], [name]) == {"c9fb28d61b04": name}
    (folder / name).unlink()
