"""``export``."""

from __future__ import annotations

import pytest

QUOTE = "Haftars troepen namen"


@pytest.fixture
def notes(take):
    take("000", QUOTE, "--note", "one", "--tag", "front/west")
    take("004", "pijnlijke tegenvaller", "--note", "three")


@pytest.mark.usefixtures("notes")
def test_standard_output_and_a_file_get_the_same_bytes(in_library, tmp_path):
    printed = in_library("export", "--format", "markdown", "-o", "-")
    written = in_library("export", "-o", tmp_path / "out.md")
    assert (printed.exit_code, written.exit_code) == (0, 0)
    assert printed.stdout_bytes == (tmp_path / "out.md").read_bytes()
    assert f"> {QUOTE}" in printed.stdout
    assert written.stdout == f"2 notes written to {tmp_path / 'out.md'}.\n"


@pytest.mark.usefixtures("notes")
@pytest.mark.parametrize(
    ("options", "count"),
    [((), 2), (("--article", "000"), 1), (("--tag", "front"), 1), (("--tag", "x"), 0)],
)
def test_the_notes_can_be_chosen(in_library, options, count):
    result = in_library("export", *options)
    assert result.exit_code == 0
    assert f"\nnotes: {count}\n" in result.stdout


@pytest.mark.usefixtures("notes")
def test_an_export_replaces_its_own_file_and_no_other(in_library, tmp_path):
    target = tmp_path / "out.md"
    assert [in_library("export", "-o", target).exit_code for _ in range(2)] == [0, 0]
    target.write_text("mine")
    result = in_library("export", "-o", target)
    assert (result.exit_code, target.read_text()) == (2, "mine")
    assert "out.md was not written by libya-reader" in result.stderr


@pytest.mark.parametrize("form", ["csv", "w3c", "MARKDOWN", ""])
def test_another_format_is_refused_with_those_there_are(in_library, form):
    result = in_library("export", "--format", form)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "there is: markdown" in result.stderr


def test_a_place_that_cannot_be_written_to_is_named(in_library, tmp_path):
    result = in_library("export", "-o", tmp_path / "no" / "out.md")
    assert result.exit_code == 2
    assert "out.md cannot be written" in result.stderr
