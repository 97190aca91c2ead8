"""The article files of a library folder: finding them, and reading one."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

from reader.errors import InputError
from reader.intake.articles import FORMATS, parse
from reader.model import Article
from reader.text.clean import one_line

SIZE_LIMIT = 8_000_000
"""Bytes beyond which a file is refused unread; the longest novels are shorter."""


def read_article(root: Path, relative: str, language: str = "") -> Article:
    """Read the article at ``relative`` (with ``/``) in the library folder ``root``; ``language`` as for ``parse``.

    Raises:
        InputError: It is missing, unreadable, not a regular file, too large, not text, or empty.
    """
    return parse(_read(root / relative, one_line(relative)), relative=relative, language=language)


def _read(path: Path, name: str) -> bytes:
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):  # to open a pipe is to wait for its writer
            raise InputError(f"{name} is {_nature(status)}, not a text file; name a file that holds an article.")
        if status.st_size > SIZE_LIMIT:
            raise _too_large(name, status.st_size)
        with path.open("rb") as file:
            data = file.read(SIZE_LIMIT + 1)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise InputError(f"{name} does not exist; check the name and the folder.") from error
    except PermissionError as error:
        raise InputError(f"{name} may not be read; give yourself permission (chmod u+r) and try again.") from error
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        raise InputError(f"{name} cannot be read ({_reason(error)}); check the name and the disk.") from error
    if len(data) > SIZE_LIMIT:
        raise _too_large(name, len(data))
    return data


def _too_large(name: str, size: int) -> InputError:
    limit = f"{size / 1e6:.1f} MB; the limit is {SIZE_LIMIT // 1_000_000} MB"
    return InputError(f"{name} is too large for one article ({limit}); split it and try again.")


def _nature(status: os.stat_result) -> str:
    if stat.S_ISDIR(status.st_mode):
        return "a folder"
    return "a pipe" if stat.S_ISFIFO(status.st_mode) else "a device"


def _reason(error: Exception) -> str:
    return one_line(getattr(error, "strerror", None) or str(error))


def _ignore(_problem: str) -> None:
    pass


def walk(root: Path, on_problem: Callable[[str], None] = _ignore) -> Iterator[tuple[str, os.stat_result]]:
    """The article files under ``root``, at any depth, in the order of their paths.

    Hidden files and folders are passed over. A link to a folder is followed when it leads out of the library,
    and no folder is visited twice, so loops end.

    Args:
        root: The library folder.
        on_problem: Told, in one sentence for the user, of each file or folder that has to be left out.

    Yields:
        The path relative to ``root``, with ``/`` (bytes that are not UTF-8 as lone surrogates), and its status.

    Raises:
        InputError: ``root`` itself is not a readable folder.
    """
    top = Path(os.path.realpath(root))
    visited: set[tuple[int, int]] = set()
    waiting = [""]
    while waiting:
        relative = waiting.pop()
        path = os.path.join(root, relative)  # noqa: PTH118 - a Path for each of 100,000 files takes seconds
        try:
            status = os.stat(path)  # noqa: PTH116 - as above
            if relative.endswith("/") or not relative:
                place = status.st_dev, status.st_ino
                if place not in visited:
                    visited.add(place)
                    waiting += sorted((relative + name for name in _children(path, top)), reverse=True)
            elif stat.S_ISREG(status.st_mode):
                yield relative, status
            else:
                on_problem(f"{one_line(relative)} is {_nature(status)}, not a text file, and is left out.")
        except OSError as error:
            if not relative:
                raise InputError(_unusable(root, error)) from error
            on_problem(f"{one_line(relative)} cannot be read ({_reason(error)}) and is left out.")


def _children(folder: str, top: Path) -> Iterator[str]:
    """Names of the article files and, with a ``/`` behind them, the folders to visit in ``folder``."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith("."):
                continue
            link = entry.is_symlink()
            if entry.is_dir(follow_symlinks=False) or (link and os.path.isdir(entry.path)):  # noqa: PTH112 - as in walk
                if not link or _leads_out(entry.path, top):
                    yield entry.name + "/"
            elif os.path.splitext(entry.name)[1].lower() in FORMATS:  # noqa: PTH122 - as in walk
                yield entry.name


def _leads_out(link: str, top: Path) -> bool:
    """Whether ``link`` leads to a place that is neither in the library nor around it."""
    target = Path(os.path.realpath(link))
    return not (target.is_relative_to(top) or top.is_relative_to(target))


def _unusable(root: Path, error: OSError) -> str:
    name = one_line(str(root))
    if isinstance(error, FileNotFoundError):
        return f"There is no folder {name}; check the name, or make the folder and put articles in it."
    if isinstance(error, NotADirectoryError):
        return f"{name} is not a folder; name the folder that holds the articles."
    return f"The folder {name} cannot be read ({_reason(error)}); give yourself permission and try again."
