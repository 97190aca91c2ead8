"""Everything has its place, which the environment may override."""

from __future__ import annotations

import re
import threading
from pathlib import Path

import platformdirs
import pytest

from reader import paths
from reader.paths import Paths, lay_out_samples, shipped

NAMES = ["000_ece2383aa4714dc8.txt", "002_6f277c47d6171ce6.txt", "004_ad1790bf80156721.txt", "nl-en.tmx"]


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_the_platform_decides_where_the_users_folders_are():
    assert Paths.of({}) == Paths(
        data=platformdirs.user_data_path("libya-reader"),
        cache=platformdirs.user_cache_path("libya-reader"),
        config=platformdirs.user_config_path("libya-reader"),
    )


@pytest.mark.parametrize("name", ["data", "cache", "config"])
def test_the_environment_overrides_each_of_them(name):
    changed = Paths.of({f"LIBYA_READER_{name.upper()}": "/elsewhere"})
    assert getattr(changed, name) == Path("/elsewhere")
    others = {"data", "cache", "config"} - {name}
    assert all(getattr(changed, other) == getattr(Paths.of({}), other) for other in others)


def test_an_empty_variable_overrides_nothing():
    assert Paths.of({"LIBYA_READER_DATA": ""}) == Paths.of({})


def test_files_lie_in_the_folder_of_their_kind():
    own = Paths(Path("/data"), Path("/cache"), Path("/config"))
    assert own.library == Path("/data/library")
    assert own.translations == Path("/data/translations.sqlite")
    assert own.settings == Path("/config/settings.toml")
    assert own.index(Path("/x")).parent == Path("/cache")
    assert own.notes_elsewhere(Path("/x")).is_relative_to("/data/notes")


def test_each_library_has_its_own_index_and_notes_whatever_its_name(tmp_path):
    own = Paths.of()
    libraries = [tmp_path / name for name in ("a", "b", "a/a", "é", "…", "a b", "x" * 200, "\udce9", "a\x1b[m")]
    for place in (own.index, own.notes_elsewhere):
        found = [place(library) for library in libraries]
        assert len(set(found)) == len(libraries)
        assert all(re.fullmatch(r"[\w./-]+", str(path), re.ASCII) for path in found)


def test_a_library_is_the_same_by_whatever_way_one_comes_to_it(tmp_path, monkeypatch):
    (tmp_path / "a").mkdir()
    (tmp_path / "link").symlink_to("a")
    monkeypatch.chdir(tmp_path)
    own = Paths.of()
    assert own.index(Path("a")) == own.index(tmp_path / "a") == own.index(tmp_path / "link")


def test_asking_creates_nothing(tmp_path):
    own = Paths.of()
    own.index(tmp_path / "a")
    own.notes_elsewhere(tmp_path / "a")
    assert names(tmp_path) == []


def test_in_a_checkout_what_ships_lies_beside_the_package():
    root = Path(__file__).parent.parent
    assert (shipped("seeds"), shipped("styles")) == (root / "seeds", root / "styles")


def test_installed_it_lies_in_the_package(tmp_path, monkeypatch):
    (tmp_path / "seeds").mkdir()
    monkeypatch.setattr(paths, "_PACKAGE", tmp_path)
    assert shipped("seeds") == tmp_path / "seeds"


def test_the_samples_are_laid_out_with_their_translation(tmp_path):
    library = tmp_path / "new" / "library"
    lay_out_samples(library)
    assert names(library) == NAMES
    assert all((library / name).read_bytes() == (shipped("seeds") / name).read_bytes() for name in NAMES)
    assert names(library.parent) == ["library"]


@pytest.mark.parametrize("content", [[], ["mine.txt"]])
def test_a_folder_that_is_there_is_never_touched(tmp_path, content):
    for name in content:
        (tmp_path / name).touch()
    lay_out_samples(tmp_path)
    assert names(tmp_path) == content


def test_samples_that_ship_unwritable_are_the_users_own_when_laid_out(tmp_path, monkeypatch):
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "a.txt").touch(0o444)
    (tmp_path / "seeds").chmod(0o555)
    monkeypatch.setattr(paths, "_PACKAGE", tmp_path)
    lay_out_samples(tmp_path / "library")
    assert (tmp_path / "library").stat().st_mode & 0o200
    assert (tmp_path / "library" / "a.txt").stat().st_mode & 0o200


def test_laid_out_by_several_at_once_they_are_complete(tmp_path):
    library, start, failed = tmp_path / "library", threading.Barrier(6), []

    def lay_out() -> None:
        start.wait()
        try:
            lay_out_samples(library)
        except OSError as error:
            failed.append(error)

    threads = [threading.Thread(target=lay_out) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert names(library) == NAMES
    assert names(tmp_path) == ["library"]


def test_when_they_cannot_be_laid_out_nothing_is_left_behind(tmp_path, monkeypatch):
    def refuse(self: Path, target: Path) -> Path:
        raise PermissionError(13, "Permission denied", str(target))

    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(PermissionError):
        lay_out_samples(tmp_path / "library")
    assert names(tmp_path) == []
