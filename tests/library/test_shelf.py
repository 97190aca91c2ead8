"""The shelf keeps its list in step with the folder, and names what it cannot use."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.errors import InputError, NotFoundError
from reader.library.shelf import Shelf, parse_date
from reader.model import Date, Step
from reader.store.index import Index


@pytest.fixture
def shelf(root: Path, tmp_path: Path) -> Iterator[Shelf]:
    index = Index(tmp_path / "index.sqlite")
    yield Shelf(root, index, "nl")
    index.close()


def refreshed(shelf: Shelf) -> list[tuple[int, int, str | None, str | None]]:
    """The steps of a refresh."""
    return [(step.done, step.total, step.item, step.problem) for step in shelf.refresh()]


def listed(shelf: Shelf) -> list[str]:
    """The paths in the order of the list."""
    return [row.path for row in shelf.index.rows(shelf.all().numbers)]


def test_an_empty_folder_is_an_empty_list(shelf):
    assert refreshed(shelf) == []
    assert len(shelf.all()) == 0


def test_the_newest_come_first_and_the_undated_last(shelf, write):
    write("a.txt", "date 2018 De wereld.")
    write("b.txt", "De wereld zonder datum.")
    write("map/c.txt", "date 2019-04 De wereld.")
    assert refreshed(shelf) == [(1, 3, "a.txt", None), (2, 3, "b.txt", None), (3, 3, "map/c.txt", None)]
    assert listed(shelf) == ["map/c.txt", "a.txt", "b.txt"]
    articles = shelf.all()
    assert (list(articles.months), articles.undated) == (["2019-04", "2018", None], 1)


def test_what_did_not_change_is_not_read_again(shelf, write, monkeypatch):
    write("a.txt", "De wereld.")
    refreshed(shelf)
    monkeypatch.setattr("reader.intake.read_article", lambda *_: pytest.fail("it was read"))
    assert refreshed(shelf) == []


def test_new_changed_deleted_and_renamed_files_are_found(shelf, write, root):
    for name in ("changed", "deleted", "renamed", "same"):
        write(f"{name}.txt", f"De wereld van {name}.")
    refreshed(shelf)
    write("new.txt", "Iets nieuws.")
    write("changed.txt", "Iets anders.")
    (root / "deleted.txt").unlink()
    (root / "renamed.txt").rename(root / "other.txt")
    assert [item for _, _, item, _ in refreshed(shelf)] == ["changed.txt", "new.txt", "other.txt"]
    assert listed(shelf) == ["changed.txt", "new.txt", "other.txt", "same.txt"]
    assert shelf.find("changed.txt").title == "Iets anders."


def test_a_changed_article_keeps_its_number_in_the_list(shelf, write):
    write("a.txt", "De wereld.")
    refreshed(shelf)
    before = list(shelf.all().numbers)
    write("a.txt", "Een andere wereld.")
    refreshed(shelf)
    assert list(shelf.all().numbers) == before


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "b.txt has no text to read"),
        (b" \r\n\t", "b.txt has no text to read"),
        (b"\0\1\2\3", "b.txt is not a text file"),
        (b"x" * 8_000_001, "b.txt is too large for one article"),
    ],
    ids=["empty", "blank", "binary", "too large"],
)
def test_a_file_that_cannot_be_used_is_named_each_time_and_is_not_listed(shelf, write, root, content, problem):
    write("a.txt", "De wereld.")
    (root / "b.txt").write_bytes(content)
    write("c.txt", "De wereld.")
    for total, done in ((3, 2), (1, 1)):
        (step,) = [step for step in refreshed(shelf) if step[3]]
        assert step[:3] == (done, total, None)
        assert step[3].startswith(problem)
        assert listed(shelf) == ["a.txt", "c.txt"]


def test_a_file_that_can_no_longer_be_used_leaves_the_list_until_it_can(shelf, write, root):
    write("a.txt", "De wereld.")
    refreshed(shelf)
    write("a.txt", "\0")
    assert [bool(problem) for *_, problem in refreshed(shelf)] == [True]
    assert listed(shelf) == []
    write("a.txt", "De wereld.")
    refreshed(shelf)
    assert listed(shelf) == ["a.txt"]


def test_what_is_no_file_is_named(shelf, write, root):
    (root / "loop.txt").symlink_to("loop.txt")
    write("a.txt", "De wereld.")
    assert refreshed(shelf)[0][:3] == (0, 1, None)
    assert "loop.txt" in str(refreshed(shelf)[0][3])
    assert listed(shelf) == ["a.txt"]


def test_a_name_that_a_terminal_would_obey_is_kept_but_not_shown(shelf, write):
    write("a\x1b[31m.txt", "")
    write("b\x1b[31m.txt", "De wereld.")
    steps = refreshed(shelf)
    assert [problem for *_, problem in steps if problem] == [
        "a␛[31m.txt has no text to read; put some in it, or take it out of the library."
    ]
    assert listed(shelf) == ["b\x1b[31m.txt"]
    assert shelf.read(shelf.find("b\x1b")).body == "De wereld."


def test_hundreds_of_files_are_kept_even_when_the_refresh_is_not_finished(shelf, write):
    for number in range(450):
        write(f"{number:03}.txt", "De wereld.")
    steps = shelf.refresh()
    for _ in range(401):
        assert isinstance(next(steps), Step)
    steps.close()
    assert shelf.index.count() == 400
    assert len(refreshed(shelf)) == 50
    assert shelf.index.count() == 450


@pytest.mark.parametrize(("limit", "shown"), [(1, 1), (2, 2), (3, 3), (200, 3)])
def test_the_first_sight_is_the_beginning_of_the_list(shelf, write, limit, shown):
    write("a.txt", "date 2018 De wereld.")
    write("b.txt", "De wereld zonder datum.")
    write("c.txt", "date 2019-04 De wereld.")
    refreshed(shelf)
    first, articles = shelf.first_sight(limit), shelf.all()
    assert list(first.numbers) == list(articles.numbers)[:shown]
    assert list(first.months) == list(articles.months)[:shown]
    assert first.undated == list(first.months).count(None)


def test_an_article_is_found_by_id_or_path_or_the_beginning_of_either(shelf, write):
    write("2019/haftar.txt", "De wereld.")
    write("2019/serraj.txt", "De wereld.")
    refreshed(shelf)
    row = shelf.find("2019/haftar.txt")
    assert shelf.find("2019/h") == shelf.find(row.id) == shelf.find(row.id[:6]) == row
    for name in ("2019/", "2020"):
        with pytest.raises(NotFoundError):
            shelf.find(name)


def test_an_article_is_read_as_its_file_is_now_with_the_users_own_date(shelf, write):
    write("a.txt", "date 2018 De wereld.")
    refreshed(shelf)
    row = shelf.find("a.txt")
    write("a.txt", "date 2019 Een andere wereld.")
    assert (shelf.read(row).body, shelf.read(row).date) == ("Een andere wereld.", Date("2019", "text"))
    own = row._replace(date=Date("2017-03", "user"))
    assert shelf.read(own).date == Date("2017-03", "user")


def test_an_article_whose_file_is_gone_cannot_be_read(shelf, write, root):
    write("a.txt", "De wereld.")
    refreshed(shelf)
    row = shelf.find("a.txt")
    (root / "a.txt").unlink()
    with pytest.raises(InputError, match=r"^a\.txt does not exist"):
        shelf.read(row)


@pytest.mark.parametrize(
    ("typed", "date"),
    [("2019", "2019"), ("2019-04", "2019-04"), (" 2019-04-07 ", "2019-04-07"), ("", None), ("  ", None)],
)
def test_a_date_is_kept_as_precisely_as_it_was_typed(typed, date):
    assert parse_date(typed) == date


@pytest.mark.parametrize(
    "typed", ["april", "2019-4", "2019-13", "2019-02-30", "7-4-2019", "0000", "2019-04-07T12:00"]
)
def test_what_is_no_date_is_refused_with_an_example(typed):
    with pytest.raises(InputError, match=f"“{typed}” is no date; write it as 2019, 2019-04 or 2019-04-07"):
        parse_date(typed)


def test_articles_are_read_anew_when_the_language_of_the_settings_is_another(shelf, write, root):
    write("a.txt", "De wereld.")
    refreshed(shelf)
    other = Shelf(root, shelf.index, "de")
    assert [item for _, _, item, _ in refreshed(other)] == ["a.txt"]
    assert shelf.find("a.txt").language == "de"
    assert refreshed(other) == []
