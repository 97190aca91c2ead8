"""What people write into an export is in the next one, wherever they wrote it."""

from __future__ import annotations

import re

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from reader.export.kept import merge
from reader.export.markdown import render
from reader.model import Placing, Span

UNHURRIED = settings(deadline=None)  # the machine may be busy
A, B = "a" * 32, "b" * 32


@pytest.fixture(scope="module")
def two(excerpt):
    return [
        excerpt(A, span=(1, 9), tags=("actor", "front/tripoli"), text="First."),
        excerpt(B, path="b.txt", date=None, text="Second."),
    ]


@pytest.fixture(scope="module")
def export(two) -> str:
    return render(two, recogniser=None, library="x")


def keep(uid: str, text: str = "\n") -> str:
    return f"<!-- keep:{uid} -->{text}<!-- /keep -->"


def test_an_untouched_export_is_replaced(two, export):
    moved = [*two[:1], two[1].__class__(two[1].note, Placing("moved", Span(3, 4)), two[1].article)]
    newer = render(moved, recogniser=None, library="x")
    assert merge(export, newer) == newer
    assert merge(export, export) == export


@pytest.mark.parametrize(
    "written",
    [
        "\nMy *thoughts*.\n",
        "\n\n- one\n- two\n\n",
        " on the line ",
        "tight",
        "\n```\nnever closed\n",
        "\n> quote\n",
    ],
)
def test_what_is_in_a_block_stays_letter_for_letter(export, written):
    edited = export.replace(keep(A), keep(A, written))
    assert merge(edited, export) == edited.replace(*seal_of(edited), 1)
    assert keep(A, written) in merge(merge(edited, export), export)


def seal_of(document: str) -> tuple[str, str]:
    """The last lines of a document, twice: an edit in a block does not change them."""
    seal = document[document.index("<!-- libya-reader:") :]
    return seal, seal


@pytest.mark.parametrize(
    ("before", "line", "block"),
    [
        ("First.\n", "A remark below the note.", A),
        ("^aaaaaaaa\n", "A remark below the quote.", A),
        ("# Notes from x\n", "An introduction.", A),
        ("Second.\n", "A remark below the second.", B),
        ("# Undated\n", "A remark under a heading.", B),
    ],
)
def test_what_is_written_between_generated_lines_moves_into_the_block_below(export, before, line, block):
    edited = export.replace(before, f"{before}\n{line}\n", 1)
    assert merge(edited, export) == export.replace(keep(block), keep(block, f"\n{line}\n"))


def test_a_generated_line_that_was_changed_is_there_in_both_forms(export):
    edited = export.replace("> Het plan heeft", "> Het **plan** heeft", 1)
    merged = merge(edited, export)
    assert keep(A, "\n> Het **plan** heeft steun van Rusland en Egypte.\n") in merged
    assert merged.replace("**", "").count("> Het plan heeft steun") == 3


def test_what_is_written_at_the_end_stays_at_the_end(export):
    edited = f"{export}\n## To do\n\n- [ ] read on\n"
    assert merge(edited, export) == edited
    assert merge(merge(edited, export), export) == edited


def test_the_blocks_of_notes_that_are_gone_are_shown_at_the_end_until_their_notes_return(two, export):
    edited = export.replace(keep(B), keep(B, "\nMine.\n")) + "\nEpilogue.\n"
    fewer = merge(edited, render(two[:1], recogniser=None, library="x"))
    gone = f"# Kept from notes that are not in this export\n\nNote `{B}`:\n\n{keep(B, chr(10) + 'Mine.' + chr(10))}"
    assert gone in fewer
    assert fewer.endswith("\nEpilogue.\n")
    assert merge(fewer, render(two[:1], recogniser=None, library="x")) == fewer
    assert merge(fewer, export) == edited


def test_blocks_that_hold_nothing_leave_nothing_behind(two, export):
    alone = render(two[:1], recogniser=None, library="x")
    assert merge(export, alone) == alone


@pytest.mark.parametrize("by", ["article", "month", "tag", "entity"])
def test_blocks_follow_their_notes_into_another_arrangement(two, export, by):
    edited = export.replace(keep(A), keep(A, "\nMine.\n"))
    other = render(two, recogniser=None, library="x", by=by)
    assert merge(edited, other) == other.replace(keep(A), keep(A, "\nMine.\n"))


@pytest.mark.parametrize(
    "damage",
    [
        lambda text: text.replace("<!-- /keep -->", "", 1),
        lambda text: text.replace(f"<!-- keep:{A} -->", "", 1),
        lambda text: re.sub("<!-- libya-reader:.*", "", text),
        lambda text: text.replace("---\n", "", 1),
        lambda text: text.replace(f"<!-- keep:{A} -->", f"<!-- keep:{B} -->", 1),
        lambda text: text.replace("\n", "\r\n"),
        lambda text: "\ufeff" + text,
        lambda text: text.replace(keep(A, "\nMine.\n"), keep(A, f"\nMine.\n{text}\n")),
    ],
    ids=["no close", "no open", "no sums", "no front matter", "same uid", "CRLF", "BOM", "an export in a block"],
)
def test_nothing_is_lost_when_the_marks_are_damaged(export, damage):
    edited = export.replace(keep(A), keep(A, "\nMine.\n")).replace(keep(B), keep(B, "\nToo.\n")) + "\nLast.\n"
    merged = merge(damage(edited), export)
    assert [line for line in ("Mine.", "Too.", "Last.") if f"\n{line}\n" not in merged] == []
    assert merge(merged, export) == merged


def test_properties_and_tags_that_were_added_stay(export):
    edited = export.replace(
        "\n---\n", '\n  - project-x\n  - "actor"\naliases: [Libya]\ncssclasses:\n  - wide\n---\n', 1
    )
    merged = merge(edited, export)
    front = merged.partition("\n---\n")[0].split("\n")
    assert front[-3:] == ["aliases: [Libya]", "cssclasses:", "  - wide"]
    at = front.index("tags:")
    assert front[at : at + 4] == ["tags:", '  - "actor"', '  - "front/tripoli"', '  - "project-x"']
    assert merge(merged, export) == merged


def test_tags_that_no_note_has_any_more_go(two, export):
    bare = render([two[1]], recogniser=None, library="x")
    assert merge(export, bare) == bare


def test_an_editor_of_properties_may_write_them_in_its_own_way(export):
    front, _, body = export.partition("\n---\n")
    restyled = front.replace('"', "").replace("\n  - actor\n  - front/tripoli", " [actor, front/tripoli, mine]")
    merged = merge(f"{restyled}\n---\n{body}", export)
    assert '  - "front/tripoli"\n  - "mine"\n' in merged
    assert merged.count("Notes from x") == export.count("Notes from x")


def test_a_title_of_the_users_own_is_kept_in_sight(export):
    edited = export.replace('title: "Notes from x"', "title: What I read", 1)
    assert keep(A, "\ntitle: What I read\n") in merge(edited, export)


def test_any_text_is_merged_and_nothing_of_it_is_lost(export):
    assert merge("", export) == export
    assert merge("My own.\n\nText.\n", export) == f"{export}\nMy own.\n\nText.\n"


LINES = st.text(st.sampled_from("ab *_#>-`[]!|é😀ع\t0.:"), min_size=1, max_size=12).filter(lambda line: line.strip())
EDITS = st.lists(st.tuples(st.integers(0, 200), LINES), min_size=1, max_size=6)


@UNHURRIED
@given(edits=EDITS, gone=st.booleans())
def test_every_line_that_is_put_in_anywhere_is_still_there(two, export, edits, gone):
    lines = export.split("\n")
    for at, line in edits:
        lines.insert(at % (len(lines) + 1), line)
    edited = "\n".join(lines)
    newer = render(two[1:] if gone else two, recogniser=None, library="y")
    merged = merge(edited, newer)
    found = {line.strip() for line in merged.split("\n")}
    assert [line for _, line in edits if line.strip() not in found and not is_tag(line, merged)] == []
    assert merge(merged, newer) == merged


def is_tag(line: str, document: str) -> bool:
    """Whether a line that YAML reads as an item of a list is among the tags of the front matter."""
    tag = " ".join(line.strip().removeprefix("-").strip().strip("\"'").split())
    return line.strip().startswith("-") and f'  - "{tag}"' in document.partition("\n---\n")[0].split("\n")


@UNHURRIED
@given(written=st.text(st.sampled_from("ab \n`~<>!-#*[]")))
def test_whatever_is_in_a_block_the_headings_of_notes_survive_a_merge(export, written):
    assume("<!--" not in written)
    assume("-->" not in written)
    edited = export.replace(keep(A), keep(A, f"\n{written}\n"))
    merged = merge(edited, export)
    assert keep(A, f"\n{written}\n") in merged or not written.strip()
    assert merged.count("\n### ") == edited.count("\n### ")


def test_the_marks_are_not_shown_and_what_is_between_them_is(export):
    merged = merge(export.replace(keep(A), keep(A, "\nMy *thoughts*.\n")), export)
    tokens = MarkdownIt("commonmark").parse(merged.partition("\n---\n")[2])
    shown = [token.content for token in tokens if token.type == "inline"]
    assert "My *thoughts*." in shown
    assert not [text for text in shown if "keep" in text or "libya-reader" in text]
