"""Two states of the notes become one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.store.clock import Clock, now
from reader.store.memory import DELETED, Memory
from reader.store.merge import fill_in, merge, same

if TYPE_CHECKING:
    from reader.store.lines import Tables


def at(minute: int) -> str:
    return f"2026-11-22T10:{minute:02}:00.000000Z"


def doc(uid: str, text: str, minute: int, **fields: Any) -> dict[str, Any]:
    return {"uid": uid, "note": text, "modified": at(minute), **fields}


def notes(*documents: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {str(number): document for number, document in enumerate(documents, 1)}


def grave(uid: str, minute: int) -> dict[str, Any]:
    return {"uid": f"notes/{uid}", "table": "notes", "of": uid, "modified": at(minute), "doc": {}}


def merged(ours: Tables, theirs: Tables, base: Tables) -> Tables:
    memory = Memory(Clock(now))
    memory.load(ours)
    memory.take_in(merge(ours, theirs, base))
    return {table: dict(rows) for table, rows in memory.snapshot().tables.items()}


def texts(tables: Tables) -> list[str]:
    return sorted(document["note"] for document in tables["notes"].values())


A, A2, A3 = doc("a", "a", 1), doc("a", "a2", 2), doc("a", "a3", 3)
B = doc("b", "b", 2)


@pytest.mark.parametrize(
    ("ours", "theirs", "base", "result"),
    [
        ([A], [A], [A], ["a"]),
        ([A], [A, B], [A], ["a", "b"]),
        ([A, B], [A], [A], ["a", "b"]),
        ([A, B], [A], [A, B], ["a", "b"]),
        ([A2], [A], [A], ["a2"]),
        ([A], [A2], [A], ["a2"]),
        ([A3], [A], [A2], ["a3"]),
        ([A2], [A3], [A], ["a2", "a3"]),
        ([A3], [A2], [A], ["a2", "a3"]),
        ([A], [A2], [], ["a", "a2"]),
    ],
    ids=[
        "nothing happened",
        "they added",
        "we added",
        "absence is no deletion",
        "only we changed",
        "only they changed",
        "their copy is stale",
        "both changed, theirs is newer",
        "both changed, ours is newer",
        "unknown origin",
    ],
)
def test_the_rules(ours: list[Any], theirs: list[Any], base: list[Any], result: list[str]) -> None:
    assert texts(merged({"notes": notes(*ours)}, {"notes": notes(*theirs)}, {"notes": notes(*base)})) == result


def test_of_two_changes_the_newer_keeps_the_uid_and_the_other_says_whose_twin_it_is() -> None:
    result = merged({"notes": notes(A2)}, {"notes": notes(A3)}, {"notes": notes(A)})
    winner, twin = sorted(result["notes"].values(), key=lambda document: document["note"], reverse=True)
    assert winner == A3
    assert twin["note"] == "a2"
    assert twin["conflict_of"] == "a"
    assert twin["uid"] not in {"a", ""}


def test_a_conflict_met_again_makes_no_second_twin() -> None:
    once = merged({"notes": notes(A2)}, {"notes": notes(A3)}, {})
    assert merged(once, {"notes": notes(A2)}, {}) == once


def test_a_twin_that_was_deleted_does_not_come_back() -> None:
    once = merged({"notes": notes(A2)}, {"notes": notes(A3)}, {})
    twin = next(document for document in once["notes"].values() if "conflict_of" in document)
    without = {"notes": notes(A3), DELETED: {"9": grave(twin["uid"], 9)}}
    assert texts(merged(without, {"notes": notes(A2)}, {})) == ["a3"]


@pytest.mark.parametrize("side", ["ours", "theirs"])
@pytest.mark.parametrize(("minute", "result"), [(3, []), (1, ["a2"])], ids=["after the change", "before the change"])
def test_a_deletion_counts_if_it_is_newer_than_the_document(side: str, minute: int, result: list[str]) -> None:
    alive: Tables = {"notes": notes(A2)}
    deleted: Tables = {"notes": {}, DELETED: {"7": grave("a", minute)}}
    ours, theirs = (deleted, alive) if side == "ours" else (alive, deleted)
    assert texts(merged(ours, theirs, alive)) == result


def test_marks_of_an_article_have_no_twin_but_keep_the_tags_of_both() -> None:
    ours: Tables = {"articles": {"1": {"uid": "x", "read": True, "tags": ["front"], "modified": at(2)}}}
    theirs: Tables = {"articles": {"1": {"uid": "x", "read": False, "tags": ["oil"], "modified": at(3)}}}
    rows = merged(ours, theirs, {})["articles"]
    assert list(rows.values()) == [{"uid": "x", "read": False, "tags": ["oil", "front"], "modified": at(3)}]


def test_two_documents_under_one_key_both_stay() -> None:
    result = merged({"notes": {"1": A}}, {"notes": {"1": B}}, {})
    assert texts(result) == ["a", "b"]


def test_documents_without_uid_go_by_their_key_and_keep_it() -> None:
    theirs: Tables = {"other": {"5": {"x": 1}}}
    result = merged({}, theirs, {})
    assert result == theirs
    assert merged(result, theirs, {}) == theirs


def test_copies_of_a_line_made_by_hand_all_stay() -> None:
    theirs: Tables = {"notes": notes(A, {**A, "note": "by hand"})}
    assert texts(merged({}, theirs, {})) == ["a", "by hand"]


def test_an_earlier_state_only_fills_in() -> None:
    ours: Tables = {"notes": notes(A3), DELETED: {"7": grave("c", 5)}}
    earlier: Tables = {"notes": notes(A2, B, doc("c", "c", 4))}
    memory = Memory(Clock(now))
    memory.load(ours)
    memory.take_in(fill_in(ours, earlier))
    assert texts(dict(memory.snapshot().tables)) == ["a3", "b"]


def test_an_earlier_state_does_not_undo_a_change_made_by_hand() -> None:
    assert fill_in({"notes": notes({**A, "note": "by hand"})}, {"notes": notes(A)}) == []


def test_states_are_the_same_whatever_the_keys_are() -> None:
    assert same({"notes": {"1": A, "2": B}}, {"notes": {"8": B, "9": A}})
    assert not same({"notes": {"1": A}}, {"notes": {"1": A2}})


uids = st.sampled_from("abc")
sides = st.lists(
    st.builds(doc, uids, st.text("xyz", max_size=2), st.integers(0, 9)), max_size=4, unique_by=lambda d: d["uid"]
)


@given(sides, sides, sides)
def test_every_text_that_is_not_older_than_the_origin_is_still_there(ours: Any, theirs: Any, base: Any) -> None:
    origin = {document["uid"]: document for document in base}
    result = texts(merged({"notes": notes(*ours)}, {"notes": notes(*theirs)}, {"notes": notes(*base)}))
    for document in [*ours, *theirs]:
        start = origin.get(document["uid"])
        if start is None or (document != start and document["modified"] > start["modified"]):
            assert document["note"] in result


@given(sides, sides, sides)
def test_merging_the_same_state_again_changes_nothing(ours: Any, theirs: Any, base: Any) -> None:
    other: Tables = {"notes": notes(*theirs)}
    once = merged({"notes": notes(*ours)}, other, {"notes": notes(*base)})
    assert merged(once, other, other) == once


@given(sides, sides)
def test_two_machines_that_swap_their_states_agree(ours: Any, theirs: Any) -> None:
    one = merged({"notes": notes(*ours)}, {"notes": notes(*theirs)}, {})
    other = merged({"notes": notes(*theirs)}, one, {"notes": notes(*theirs)})
    assert same(one, other)
