"""The thread that writes."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from reader.errors import StoreError
from reader.store.writer import Writer


class Commit:
    """A commit that can be held up and made to fail."""

    def __init__(self) -> None:
        self.count = 0
        self.error: Exception | None = None
        self.free = threading.Event()
        self.free.set()
        self.started = threading.Semaphore(0)

    def __call__(self) -> None:
        self.started.release()
        assert self.free.wait(10)
        self.count += 1
        if self.error is not None:
            raise self.error


@pytest.fixture
def commit() -> Commit:
    return Commit()


@pytest.fixture
def writer(commit: Commit) -> Iterator[Writer]:
    writer = Writer(commit)
    yield writer
    commit.error = None
    commit.free.set()
    writer.close(10)


def test_the_first_request_starts_the_thread(writer: Writer) -> None:
    before = set(threading.enumerate())
    writer.request().result(10)
    assert [thread.name for thread in set(threading.enumerate()) - before] == ["notes writer"]


def test_a_request_is_acknowledged_after_a_commit(writer: Writer, commit: Commit) -> None:
    assert writer.request().result(10) is None
    assert commit.count == 1
    assert not writer.owing


def test_requests_during_a_commit_share_the_next_one(writer: Writer, commit: Commit) -> None:
    commit.free.clear()
    first = writer.request()
    assert commit.started.acquire(timeout=10)
    later = [writer.request() for _ in range(100)]
    assert not first.done()
    commit.free.set()
    for future in later:
        future.result(10)
    assert commit.count == 2


def test_a_failed_commit_tells_those_who_wait_and_stays_owed(writer: Writer, commit: Commit) -> None:
    commit.error = StoreError("There is no room on the disk.")
    with pytest.raises(StoreError, match="no room"):
        writer.request().result(10)
    assert writer.problem == "There is no room on the disk."
    assert writer.owing


def test_a_failed_commit_is_repeated_without_being_asked(writer: Writer, commit: Commit) -> None:
    commit.error = StoreError("no")
    with pytest.raises(StoreError):
        writer.request().result(10)
    commit.error = None
    assert commit.started.acquire(timeout=10)
    assert commit.started.acquire(timeout=10)
    writer.close(10)
    assert writer.problem is None
    assert not writer.owing


def test_an_error_nobody_thought_of_is_a_problem_too_and_the_thread_survives(writer: Writer, commit: Commit) -> None:
    commit.error = KeyError("surprise")
    with pytest.raises(StoreError, match="surprise"):
        writer.request().result(10)
    commit.error = None
    writer.request().result(10)
    assert writer.problem is None


def test_an_acknowledgement_cannot_be_cancelled(writer: Writer) -> None:
    future = writer.request()
    assert not future.cancel()
    assert future.result(10) is None


def test_flush_waits_for_what_is_owed_and_for_nothing_else(writer: Writer, commit: Commit) -> None:
    writer.flush(0)
    writer.owe()
    writer.flush(10)
    assert commit.count in {1, 2}
    assert not writer.owing


def test_flush_says_when_it_takes_too_long(writer: Writer, commit: Commit) -> None:
    commit.free.clear()
    writer.owe()
    with pytest.raises(StoreError, match="could not be saved within"):
        writer.flush(0.01)


def test_close_makes_a_last_attempt(commit: Commit) -> None:
    writer = Writer(commit)
    writer.owe()
    writer.close(10)
    assert not writer.owing
    assert commit.count >= 1


def test_close_says_what_could_not_be_saved(commit: Commit) -> None:
    writer = Writer(commit)
    commit.error = StoreError("There is no room on the disk.")
    writer.owe()
    with pytest.raises(StoreError, match="no room"):
        writer.close(10)


def test_nothing_can_be_asked_of_a_closed_writer_and_closing_again_is_fine(commit: Commit) -> None:
    writer = Writer(commit)
    writer.close(10)
    writer.close(10)
    with pytest.raises(StoreError, match="closed"):
        writer.request()
