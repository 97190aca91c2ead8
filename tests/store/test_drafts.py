"""What is being written survives a crash."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.store import drafts as module
from reader.store.drafts import Draft, Drafts


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "user" / "drafts"


@pytest.fixture
def drafts(folder: Path) -> Drafts:
    return Drafts(folder)


def test_asking_and_forgetting_create_nothing(drafts: Drafts, folder: Path) -> None:
    assert drafts.recall("note") is None
    drafts.forget("note")
    assert not folder.exists()


def test_a_draft_is_there_for_the_next_session(drafts: Drafts, folder: Path) -> None:
    assert drafts.keep("note", "half a sen")
    assert drafts.keep("note", "half a sentence")
    assert Drafts(folder).recall("note") == "half a sentence"
    assert len(list(folder.iterdir())) == 1


def test_it_belongs_to_what_it_was_written_for(drafts: Drafts) -> None:
    drafts.keep("one", "1")
    drafts.keep("other", "2")
    assert (drafts.recall("one"), drafts.recall("other"), drafts.recall("third")) == ("1", "2", None)


@pytest.mark.parametrize("end", [lambda drafts: drafts.forget("note"), lambda drafts: drafts.keep("note", "")])
def test_what_is_saved_or_empty_leaves_nothing(drafts: Drafts, folder: Path, end) -> None:
    drafts.keep("note", "text")
    end(drafts)
    assert drafts.recall("note") is None
    assert list(folder.iterdir()) == []


def test_only_the_user_may_read_it(drafts: Drafts, folder: Path) -> None:
    drafts.keep("note", "text")
    assert folder.stat().st_mode & 0o77 == 0


def test_a_draft_that_cannot_be_kept_is_no_error(
    drafts: Drafts, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drafts.keep("note", "before")

    def refuse(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(module, "write_durably", refuse)
    assert not drafts.keep("note", "after")
    assert drafts.recall("note") == "before"


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"{}", b'{"key": "other", "text": "x"}', b'{"key": "note"}'])
def test_a_file_that_holds_no_draft_of_ours_is_passed_over(drafts: Drafts, folder: Path, content: bytes) -> None:
    drafts.keep("note", "text")
    (file,) = folder.iterdir()
    file.write_bytes(content)
    assert drafts.recall("note") is None


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(key=st.text(), text=st.text(st.characters(exclude_categories=()), min_size=1))
def test_any_text_comes_back_as_it_was(drafts: Drafts, key: str, text: str) -> None:
    assert drafts.keep(key, text)
    assert drafts.recall(key) == text


def test_the_draft_of_an_editor_is_given_back_with_the_time_at_which_it_was_kept(drafts: Drafts) -> None:
    draft = Draft(drafts, "note")
    assert draft.recall() is None
    draft.text = "half a sentence"
    draft.keep()
    draft.leave()
    text, when = Draft(drafts, "note").recall()
    assert text == "half a sentence"
    assert when == drafts.kept_at("note")
    assert when.tzinfo is not None


def test_what_is_kept_too_late_does_not_come_back(drafts: Drafts) -> None:
    draft = Draft(drafts, "note")
    draft.text = "half a sentence"
    draft.forget()
    draft.keep()
    assert drafts.recall("note") is None


@pytest.fixture
def writing(drafts: Drafts):
    """Begins to write for a key, and keeps it."""

    def write(text: str, key: str = "book:note") -> Draft:
        draft = Draft(drafts, key, "De stad")
        assert draft.recall() is None
        draft.text = text
        draft.keep()
        return draft

    return write


def test_a_draft_that_is_being_written_is_offered_to_nobody_else(drafts: Drafts, writing) -> None:
    first = writing("one")
    assert drafts.left("book:") == []
    second = writing("two")
    first.leave()
    assert [(left.key, left.text, left.quote) for left in drafts.left("book:")] == [("book:note", "one", "De stad")]
    second.leave()
    assert {left.text for left in drafts.left("book:")} == {"one", "two"}
    assert drafts.left("other:") == []


def test_what_was_left_behind_belongs_to_the_next_who_writes_there(drafts: Drafts, folder: Path, writing) -> None:
    writing("one").leave()
    draft = Draft(drafts, "book:note")
    assert draft.recall()[0] == "one"
    assert Draft(drafts, "book:note").recall() is None
    draft.forget()
    assert list(folder.iterdir()) == []


def test_what_is_refused_after_the_editor_was_left_is_there_for_the_next(drafts: Drafts, writing) -> None:
    draft = writing("one")
    draft.leave()
    draft.text = "one and more"
    draft.keep()
    assert Draft(drafts, "book:note").recall()[0] == "one and more"
