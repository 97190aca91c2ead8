"""``open``: everything but the app itself."""

from __future__ import annotations

import gc
import sys
from types import SimpleNamespace

import pytest

from reader.errors import StoreError


@pytest.fixture
def app(monkeypatch):
    """An app that does what the test says, and remembers its library."""

    class FakeApp:
        return_code = 0
        libraries = None
        act = staticmethod(lambda library: None)

        def __init__(self, library):
            self.libraries.append(library)

        def run(self):
            self.act(self.libraries[-1])

    FakeApp.libraries = []

    monkeypatch.setenv("ESCDELAY", "15")
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr("reader.cli.opening._check_terminal", lambda: None)
    monkeypatch.setitem(sys.modules, "reader.ui.app", SimpleNamespace(ReaderApp=FakeApp))
    yield FakeApp
    gc.enable()


@pytest.mark.parametrize("arguments", [(), ("open",)])
def test_without_a_folder_the_app_opens_on_the_samples(run, app, home, arguments):
    assert run(*arguments).exit_code == 0
    assert [library.root for library in app.libraries] == [home / "data" / "library"]


@pytest.mark.parametrize(
    "words", [("L",), ("open", "L"), ("--library", "L"), ("open", "--library", "L"), ("L", "--library", "L")]
)
def test_the_folder_can_be_named_in_every_way(run, app, samples, words):
    result = run(*[samples if each == "L" else each for each in words])
    assert (result.exit_code, result.stderr) == (0, "")
    assert [opened.root for opened in app.libraries] == [samples]


def test_options_may_come_after_the_folder(run, app, samples, tmp_path):
    assert run(samples, "--notes", tmp_path / "n.json").exit_code == 0
    assert app.libraries[0].notebook.file.path == tmp_path / "n.json"


def test_two_different_folders_are_refused(run, app, samples, tmp_path):
    assert run(samples, "--library", tmp_path).exit_code == 2
    assert app.libraries == []


def test_what_was_found_before_is_shown_in_the_app(run, app, samples, home):
    (home / "config").mkdir(parents=True)
    (home / "config" / "settings.toml").write_text("mesure = 3")
    assert run(samples).exit_code == 1
    assert "mesure" in app.libraries[0].problems[0]


def test_the_code_of_the_app_is_that_of_the_program(run, app, samples):
    app.return_code = 1
    assert run(samples).exit_code == 1


def test_notes_that_could_not_be_saved_are_told_at_the_end(run, app, samples):
    def fail(opened):
        def close():
            raise StoreError("notes.json cannot be written: free some space.")

        opened.notebook.file.close()
        opened.notebook.file.close = close

    app.act = staticmethod(fail)
    result = run(samples)
    assert result.exit_code == 1
    assert "notes.json cannot be written" in result.stderr


def test_the_library_is_closed_when_the_app_breaks(run, app, samples):
    def break_down(opened):
        raise RuntimeError("broken")

    app.act = staticmethod(break_down)
    result = run(samples)
    assert result.exit_code == 1
    assert "broken" in result.stderr
    with pytest.raises(StoreError):
        app.libraries[0].shelf.index.count()


@pytest.mark.parametrize("words", [("nosuch",), ("--library", "nosuch"), ("open", "nosuch")])
def test_a_folder_that_is_not_there_is_named(run, words, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    result = run(*words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "There is no folder nosuch" in result.stderr


def test_without_a_terminal_the_app_is_refused(run, samples, home):
    for words in ((samples,), ()):
        result = run(*words)
        assert (result.exit_code, result.stdout) == (2, "")
        assert "needs a terminal" in result.stderr
    assert not (home / "data").exists()


def test_a_dumb_terminal_is_refused(run, samples, monkeypatch):
    stream = SimpleNamespace(isatty=lambda: True)
    monkeypatch.setattr("reader.cli.opening.sys", SimpleNamespace(stdin=stream, stdout=stream))
    monkeypatch.setenv("TERM", "dumb")
    result = run(samples)
    assert result.exit_code == 2
    assert "TERM is dumb" in result.stderr
