"""The articles of a library are found at any depth and in order, and one that cannot be read says why."""

from __future__ import annotations

import os
import socket
import sys
from pathlib import Path

import pytest

from reader.errors import InputError
from reader.intake import SIZE_LIMIT, read_article, walk

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="builds links, pipes and names that POSIX has")


def make(library: Path, *names: str) -> None:
    """Make text files at these paths."""
    for name in names:
        path = library / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("Tekst.")


def found(library: Path) -> tuple[list[str], list[str]]:
    """The paths of the articles, and the problems told."""
    problems: list[str] = []
    return [relative for relative, _ in walk(library, problems.append)], problems


# Finding


def test_articles_are_found_at_any_depth_in_the_order_of_their_paths(library):
    make(library, "b.txt", "a/z.txt", "a.txt", "a-b.txt", "a/b/c.txt", "Z.TXT", "é.txt")
    paths, problems = found(library)
    assert paths == sorted(paths) == ["Z.TXT", "a-b.txt", "a.txt", "a/b/c.txt", "a/z.txt", "b.txt", "é.txt"]
    assert problems == []


def test_each_comes_with_its_size_and_time(library):
    make(library, "a.txt")
    ((_, status),) = walk(library)
    assert status.st_size == len("Tekst.")
    assert status.st_mtime_ns == (library / "a.txt").stat().st_mtime_ns


def test_hidden_and_other_files_are_passed_over(library):
    make(library, ".a.txt", ".git/a.txt", "notes.json", "a.txt~", "b.md", "txt", "c/.d/e.txt")
    assert found(library) == ([], [])


def test_a_name_that_is_not_utf_8_survives(library):
    (library / os.fsdecode(b"caf\xe9.txt")).write_text("Tekst.")
    assert found(library) == (["caf\udce9.txt"], [])
    assert read_article(library, "caf\udce9.txt").body == "Tekst."


def test_a_folder_named_like_a_text_is_a_folder(library):
    make(library, "x.txt/y.txt")
    assert found(library) == (["x.txt/y.txt"], [])


def test_links_that_lead_back_into_the_library_or_around_it_are_not_followed(library):
    make(library, "a/b.txt")
    (library / "a/self").symlink_to(library / "a")
    (library / "a/up.txt").symlink_to(library.parent)
    (library / "again").symlink_to(library / "a")
    (library / "loop").symlink_to("loop")
    assert found(library) == (["a/b.txt"], [])


def test_a_folder_that_links_lead_to_is_visited_once(library, tmp_path):
    make(tmp_path / "elsewhere", "x.txt", "deep/y.txt")
    (tmp_path / "elsewhere/deep/back").symlink_to(tmp_path / "elsewhere")
    (library / "one").symlink_to(tmp_path / "elsewhere")
    (library / "two").symlink_to(tmp_path / "elsewhere")
    assert found(library) == (["one/deep/y.txt", "one/x.txt"], [])


def test_a_library_may_itself_be_reached_through_a_link(library, tmp_path):
    make(library, "a.txt")
    (tmp_path / "link").symlink_to(library)
    assert found(tmp_path / "link") == (["a.txt"], [])


def test_a_link_to_a_file_is_an_article_and_a_broken_one_a_problem(library, tmp_path):
    make(tmp_path, "elsewhere.txt")
    (library / "good.txt").symlink_to(tmp_path / "elsewhere.txt")
    (library / "bad\x1b.txt").symlink_to(tmp_path / "gone.txt")
    paths, problems = found(library)
    assert paths == ["good.txt"]
    assert problems == ["bad␛.txt cannot be read (No such file or directory) and is left out."]


def test_a_pipe_and_a_socket_are_problems(library, monkeypatch):
    os.mkfifo(library / "pipe.txt")
    monkeypatch.chdir(library)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("socket.txt")
        paths, problems = found(library)
    assert paths == []
    assert problems == [
        "pipe.txt is a pipe, not a text file, and is left out.",
        "socket.txt is a device, not a text file, and is left out.",
    ]


def test_a_folder_that_may_not_be_opened_is_a_problem_and_the_rest_is_found(library, monkeypatch):
    make(library, "a.txt", "closed/b.txt", "open/c.txt")
    scandir = os.scandir

    def refuse(path):
        if "closed" in str(path):
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    paths, problems = found(library)
    assert paths == ["a.txt", "open/c.txt"]
    assert problems == ["closed/ cannot be read (Permission denied) and is left out."]


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("missing", r"^There is no folder .*missing; check the name"),
        ("file.txt", r"file\.txt is not a folder; name the folder"),
    ],
)
def test_a_library_that_is_no_folder_is_an_error(library, name, sentence):
    make(library, "file.txt")
    with pytest.raises(InputError, match=sentence):
        list(walk(library / name))


def test_an_empty_library_is_no_error(library):
    assert found(library) == ([], [])


# Reading


def test_an_article_is_read_where_it_is(library):
    make(library, "a/b.txt")
    article = read_article(library, "a/b.txt", "en")
    assert (article.path, article.body, article.language) == ("a/b.txt", "Tekst.", "en")


def test_what_is_not_there_or_not_a_file_is_refused_at_once(library):
    make(library, "file.txt")
    (library / "folder.txt").mkdir()
    os.mkfifo(library / "pipe.txt")
    for name, sentence in [
        ("gone.txt", "gone.txt does not exist; check the name and the folder."),
        ("file.txt/x.txt", "file.txt/x.txt does not exist; check the name and the folder."),
        ("folder.txt", "folder.txt is a folder, not a text file; name a file that holds an article."),
        ("pipe.txt", "pipe.txt is a pipe, not a text file; name a file that holds an article."),
        ("/dev/null", "/dev/null is a device, not a text file; name a file that holds an article."),
    ]:
        with pytest.raises(InputError) as caught:
            read_article(library, name)
        assert str(caught.value) == sentence


def test_a_name_that_no_file_can_have_is_refused(library):
    with pytest.raises(
        InputError, match=r"^nul␀\.txt cannot be read \(.*embedded null.*\); check the name and the disk\.$"
    ):
        read_article(library, "nul\0.txt")


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (PermissionError(13, "Permission denied"), "a.txt may not be read; give yourself permission"),
        (OSError(5, "Input/output error"), "a.txt cannot be read (Input/output error); check"),
    ],
)
def test_a_file_that_cannot_be_opened_is_refused(library, monkeypatch, error, sentence):
    make(library, "a.txt")

    def refuse(*_args):
        raise error

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(InputError) as caught:
        read_article(library, "a.txt")
    assert str(caught.value).startswith(sentence)


def test_a_huge_file_is_refused_by_its_size_and_never_opened(library, monkeypatch):
    with (library / "big.txt").open("wb") as file:
        file.truncate(50_000_000)
    monkeypatch.setattr(Path, "open", lambda *_: pytest.fail("it was opened"))
    with pytest.raises(InputError) as caught:
        read_article(library, "big.txt")
    assert str(caught.value) == (
        "big.txt is too large for one article (50.0 MB; the limit is 8 MB); split it and try again."
    )


def test_a_file_that_grows_while_it_is_read_is_refused_too(library, monkeypatch):
    make(library, "log.txt")
    size = (library / "log.txt").stat()
    (library / "log.txt").write_bytes(b"x" * (SIZE_LIMIT + 10))
    monkeypatch.setattr(Path, "stat", lambda *_: size)
    with pytest.raises(InputError, match=r"^log\.txt is too large for one article"):
        read_article(library, "log.txt")


def test_a_file_of_just_the_limit_is_read(library):
    (library / "long.txt").write_bytes(b"x" * SIZE_LIMIT)
    assert len(read_article(library, "long.txt").body) == SIZE_LIMIT
