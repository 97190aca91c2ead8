"""Where things live: the user's folders, and what ships with the program."""

from __future__ import annotations

import hashlib
import os
import shutil
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import platformdirs

_APP = "libya-reader"
_PACKAGE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Paths:
    """The user's folders. Nothing is created by asking."""

    data: Path
    """Notes of read-only libraries, translations, the default library."""
    cache: Path
    """Whatever can be made again."""
    config: Path
    """Settings and keys."""

    @classmethod
    def of(cls, environment: Mapping[str, str] = os.environ) -> Paths:
        """The platform's folders, each overridden by ``LIBYA_READER_DATA``, ``_CACHE`` or ``_CONFIG``."""
        return cls(
            data=Path(environment.get("LIBYA_READER_DATA") or platformdirs.user_data_path(_APP)),
            cache=Path(environment.get("LIBYA_READER_CACHE") or platformdirs.user_cache_path(_APP)),
            config=Path(environment.get("LIBYA_READER_CONFIG") or platformdirs.user_config_path(_APP)),
        )

    @property
    def library(self) -> Path:
        """The default library."""
        return self.data / "library"

    @property
    def translations(self) -> Path:
        """The memory of translations, shared by all libraries."""
        return self.data / "translations.sqlite"

    @property
    def models(self) -> Path:
        """The models of engines that translate on this computer."""
        return self.data / "models"

    @property
    def settings(self) -> Path:
        """The settings file."""
        return self.config / "settings.toml"

    def index(self, library: Path) -> Path:
        """The derived index of ``library``."""
        return self.cache / f"{_key(library)}.sqlite"

    def notes_elsewhere(self, library: Path) -> Path:
        """Where the notes of a library that cannot be written to are kept."""
        return self.data / "notes" / _key(library) / "notes.json"


def _key(library: Path) -> str:
    """A file name for a folder: readable, and one to one."""
    resolved = os.fsencode(library.resolve())
    name = "".join(c if c.isascii() and (c.isalnum() or c in "-_") else "_" for c in library.resolve().name)
    return f"{name[:40] or 'library'}-{hashlib.sha256(resolved).hexdigest()[:12]}"


def named(name: str) -> Path:
    """The place that the user means by ``name``: ``~`` is the home folder, unless there is no such user."""
    return Path(os.path.expanduser(name))  # noqa: PTH111 - Path's own raises where there is no such user


def shipped(name: str) -> Path:
    """A folder that ships with the program (``styles``, ``seeds``): in the package, or beside it in a checkout."""
    inside = _PACKAGE / name
    return inside if inside.is_dir() else _PACKAGE.parent / name


def lay_out_samples(library: Path) -> None:
    """Copy the sample articles and their translation to ``library``, unless that folder exists already.

    Raises:
        OSError: when the folder cannot be made.
    """
    if library.exists():
        return
    library.parent.mkdir(parents=True, exist_ok=True)
    staging = library.with_name(f".{library.name}-{uuid.uuid4().hex[:12]}")
    try:
        staging.mkdir()
        for sample in shipped("seeds").iterdir():
            shutil.copyfile(sample, staging / sample.name)  # its text only: it may ship unwritable
        staging.rename(library)
    except OSError:
        shutil.rmtree(staging, ignore_errors=True)
        if not library.exists():  # another process may have laid them out in the meantime
            raise
