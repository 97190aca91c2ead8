"""Files that the user names: read whole, and never written over unless they are exports of ours."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from reader.errors import InputError
from reader.intake.encoding import decode
from reader.store.durable import write_durably
from reader.text.clean import one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

_ELSEWHERE = "name another file with “libya-reader export -o”"
SIZE_LIMIT = 500_000_000
"""Bytes of a file that is read into memory."""


def read(path: Path) -> bytes:
    """What is in a file.

    Raises:
        InputError: it cannot be read, or is too large.
    """
    name = one_line(str(path))
    try:
        with path.open("rb") as file:
            data = file.read(SIZE_LIMIT + 1)
    except FileNotFoundError:
        raise InputError(f"There is no file {name}; check the name.") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise InputError(f"{name} cannot be read ({reason}); name another file.") from error
    if len(data) > SIZE_LIMIT:
        raise InputError(f"{name} is too large (the limit is {SIZE_LIMIT // 1_000_000} MB); split it.")
    return data


def read_text(path: Path) -> str:
    """The text in a file, whatever its encoding.

    Raises:
        InputError: it cannot be read, or is no text.
    """
    return decode(read(path), name=one_line(str(path)))


@dataclass(frozen=True, slots=True)
class Replacing:
    """Which files an export may replace, and what of them stays."""

    written_by_us: Callable[[bytes], bool] | None = None
    """Whether a file is an export of ours in the same format; None where no file ever may be replaced."""
    merge: Callable[[str, str], str] | None = None
    """Makes of an earlier export and a new one the new one with what the user wrote into the earlier one."""


def write(files: Mapping[Path, bytes], form: str, replacing: Replacing) -> None:
    """Write exports durably: all of them, or none where one of them must not be replaced.

    Args:
        files: What is to be in each.
        form: What to call their format.
        replacing: Which files they may replace.

    Raises:
        InputError: there is a file that they may not replace, or a place cannot be written to.
    """
    whole = {path: _joined(path, data, form, replacing) for path, data in files.items()}
    for path, data in whole.items():
        if data is not None:
            with _writing(path):
                write_durably(path, data)


def _joined(path: Path, data: bytes, form: str, replacing: Replacing) -> bytes | None:
    """What is to be written to ``path``: the new export, with what the user wrote into the one that is there.

    None if that is there already, so that programs which watch the file are not troubled.
    """
    name = one_line(str(path))
    with _writing(path):
        if not path.exists():
            return data
        if not path.is_file():
            raise IsADirectoryError(0, "it is no file")
        old = path.read_bytes()
    if old == data:
        return None
    if replacing.written_by_us is None:
        raise InputError(f"{name} is there already, and {form} does not write over files; {_ELSEWHERE}.")
    if not replacing.written_by_us(old):
        raise InputError(f"{name} was not written by libya-reader as {form} and is left alone; {_ELSEWHERE}.")
    if replacing.merge:
        data = replacing.merge(decode(old, name=name), data.decode()).encode()
    return None if data == old else data


@contextmanager
def _writing(path: Path) -> Iterator[None]:
    """Say it in a sentence where ``path`` cannot be written to."""
    try:
        yield
    except OSError as error:
        reason = error.strerror or str(error)
        raise InputError(f"{one_line(str(path))} cannot be written ({reason}); {_ELSEWHERE}.") from error
